"""The words of the graph's tools in the reader's language, and the six colours that a reader can give to nodes."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Final

from graph_schema.messages import N_
from tracer.wording.language import Language


@dataclass(frozen=True, slots=True)
class NamedColour:
    """A colour for marking nodes: ``letter`` says the same where a colour is not seen."""

    letter: str
    colour: str
    word: str


COLOURS: Final[Mapping[str, NamedColour]] = MappingProxyType(
    {
        "blue": NamedColour("A", "#2563eb", N_("A: blue")),
        "green": NamedColour("B", "#4d7c0f", N_("B: green")),
        "orange": NamedColour("C", "#c2410c", N_("C: orange")),
        "purple": NamedColour("D", "#9333ea", N_("D: purple")),
        "grey": NamedColour("E", "#64748b", N_("E: grey")),
        "red": NamedColour("F", "#dc2626", N_("F: red")),
    }
)
"""The names are those that a saved view keeps."""

_TEXTS: Final[Mapping[str, str]] = MappingProxyType(
    {
        "label": N_("Case graph"),
        "help": N_(
            "Tab goes through the nodes by importance, arrow keys along links, Space marks, Enter expands, O opens, H "
            "hides, P pins, C colours, N writes a note, F folds, S selects, L draws a loop, slash finds, Control Z undoes, "
            "plus and minus zoom, 0 shows everything, Escape clears; after Escape, Tab leaves the picture. The same is in "
            "the table below the graph."
        ),
        "tools": N_("Tools of the graph"),
        "undo": N_("Undo"),
        "redo": N_("Redo"),
        "last_acts": N_("Last acts"),
        "expand": N_("Expand"),
        "select": N_("Select"),
        "hide": N_("Hide"),
        "pin": N_("Pin"),
        "colour": N_("Colour"),
        "fold": N_("Fold"),
        "find": N_("Find in the picture"),
        "fit": N_("Show everything"),
        "full": N_("Full screen"),
        "closer": N_("Zoom in"),
        "farther": N_("Zoom out"),
        "more": N_("neighbours not shown"),
        "protected": N_("protected person"),
        "shown": N_("Shown"),
        "hidden": N_("Hidden"),
        "unfold": N_("Unfold"),
        "leaves": N_("What hangs on it alone"),
        "folded": N_("Folded"),
        "selected": N_("Selected"),
        "lasso": N_("Draw a loop"),
        "lasso_help": N_("Draw a loop around the nodes. Escape ends it."),
        "all": N_("All"),
        "others": N_("All others"),
        "show_hidden": N_("Show what is hidden"),
        "no_colour": N_("No colour"),
        "no_leaves": N_("Nothing hangs on this node alone."),
        "no_link_there": N_("No link leads that way."),
        "view": N_("View"),
        "views": N_("Saved views"),
        "view_name": N_("Name of the view"),
        "no_views": N_("No view is saved yet."),
        "no_view_yet": N_("This picture is kept as a view from the first change on, by itself."),
        "copy_link": N_("Copy link"),
        "copied": N_("Link copied"),
        "rename": N_("Rename"),
        "take_away": N_("Take away"),
        "taken_away": N_("Taken away"),
        "no_answer": N_("The server does not answer."),
        "saved": N_("Saved"),
        "not_saved": N_("Not saved yet: the server does not answer; kept in this browser"),
        "removed": N_("Not saved: this view was taken away"),
        "newest_stands": N_("The newest change stands"),
        "put_away": N_("Close"),
        "note": N_("Note"),
        "notes": N_("Notes"),
        "note_text": N_("Text of the note"),
        "note_added": N_("Note added"),
        "add_note": N_("Add the note"),
        "choose_first": N_("Choose a node or a link first."),
        "fact": N_("Fact"),
        "assessment": N_("Assessment"),
        "revoke": N_("Revoke"),
        "revoked": N_("Revoked"),
        "play": N_("Play"),
        "pause": N_("Pause"),
        "next_month": N_("Next month"),
        "whole_time": N_("Whole time"),
        "timeline": N_("Months shown"),
        "timeline_help": N_(
            "Space plays and pauses, arrow keys move the months shown, with Shift their end, Home shows the whole time, "
            "Escape ends playing. The months shown then are the filter."
        ),
        "at_once": N_("Months shown at once"),
        "one_month": N_("1 month"),
        "some_months": N_("# months"),
        "from_start": N_("from the start"),
        "speed": N_("Months a second"),
        "a_second": N_("# a second"),
        "transfers": N_("Transfers"),
        "undone": N_("Undone"),
        "redone": N_("Done again"),
        "did_expand": N_("Expanded"),
        "did_add": N_("Added"),
        "did_hide": N_("Hidden"),
        "did_show": N_("Shown again"),
        "did_move": N_("Moved"),
        "did_arrange": N_("Arranged anew"),
        "did_take_out": N_("Taken out"),
        "did_filter": N_("Filter or path changed"),
        "did_pin": N_("Pinned"),
        "did_unpin": N_("Let go"),
        "did_colour": N_("Coloured"),
        "did_uncolour": N_("Colour taken off"),
        "did_fold": N_("Folded"),
        "did_unfold": N_("Unfolded"),
        "did_group": N_("Drawn as one"),
        "did_ungroup": N_("Drawn one by one"),
    }
)


def tool_texts(language: Language) -> dict[str, str]:
    """Every word that the graph's own part of the page says, by the key under which the script asks for it."""
    return {key: language.text(text) for key, text in _TEXTS.items()}


def named_colours(language: Language) -> list[dict[str, str]]:
    """The six colours for the browser: name, letter, colour and word."""
    return [
        {"name": name, "letter": one.letter, "colour": one.colour, "word": language.text(one.word)}
        for name, one in COLOURS.items()
    ]
