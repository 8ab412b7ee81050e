"""The picture as tables, for who does not see it: its links, its nodes and its notes, and what is put away, with the way back."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Final, Literal

import streamlit as st

from dashboards.components.evidence_links import markdown_text
from dashboards.components.graph.table.link_rows import link_rows, print_link
from dashboards.components.tables import Cell, Figure, show_table
from dashboards.graph_component.from_browser.away import Away
from graph_schema.messages import N_
from graph_schema.records.nodes import NODE_TYPES
from tracer.actions.case_graph.picture import GraphLine, GraphPoint
from tracer.actions.case_graph.views.state import ViewNote
from tracer.wording.language import Language
from tracer.wording.terms import STATE_WORDS

Part = Literal["links", "nodes", "notes"]
TABLE: Final = "graph_table"
_TALLEST: Final = 400
_NAMED: Final = 12
_SORTS: Final = {"fact": N_("Fact"), "assessment": N_("Assessment")}


def show_picture_table(
    points: Sequence[GraphPoint],
    lines: Sequence[GraphLine],
    notes: Sequence[ViewNote],
    away: Away,
    language: Language,
    *,
    faded: Sequence[GraphLine] = (),
) -> None:
    """Links, nodes or notes, one of the three at a time; a chosen link is marked in the picture.

    ``points``, ``lines``: all of the picture; those put away are counted and named, and in no table. ``notes``: of the view.
    ``faded``: lines that the filter leaves out; they too may have notes.
    """
    st.header(language.text("The same as a table"), anchor=False)
    _say_away(points, away, language)
    seen = [point for point in points if point.id not in away.nodes]
    counted = {"links": len(seen_lines(lines, away)), "nodes": len(seen), "notes": len(notes)}
    words: dict[Part, str] = {
        "links": language.text("Links"),
        "nodes": language.text("Nodes"),
        "notes": language.text("Notes"),
    }
    part = st.segmented_control(
        language.text("Table of"),
        list(words),
        format_func=lambda name: f"{words[name]} ({language.number(counted[name])})",
        default="links",
        key="graph_table_part",
        required=True,
        label_visibility="collapsed",
    )
    captions = {point.id: point.caption for point in points}
    match part:
        case "nodes":
            rows = node_rows(seen, lines, notes, away, language)
            show_table(rows, language, alt=language.text("Nodes of the picture"), tallest=_TALLEST)
        case "notes":
            _show_notes(notes, captions, [*faded, *lines], language)
        case _:
            _show_links(seen_lines(lines, away), captions, notes, language)


def seen_lines(lines: Sequence[GraphLine], away: Away) -> list[GraphLine]:
    """The lines between nodes that are not put away, in their order: the rows of the table of links."""
    return [line for line in lines if line.tail not in away.nodes and line.head not in away.nodes]


def _say_away(points: Sequence[GraphPoint], away: Away, language: Language) -> None:
    """How many nodes are hidden and folded, which, and the button that brings the hidden ones back."""
    hidden = [point.caption for point in points if point.id in away.hidden]
    folded = [point.caption for point in points if point.id in away.folded - away.hidden]
    if hidden:
        said = language.plural("{n} node is hidden", "{n} nodes are hidden", len(hidden))
        words, button = st.columns([4, 1], vertical_alignment="center")
        words.markdown(f"**{said}**: {_names(hidden)}")
        button.button(
            language.text("Show what is hidden"), on_click=_show_again, key="graph_show_again", width="stretch"
        )
    if folded:
        said = language.plural("{n} node is folded", "{n} nodes are folded", len(folded))
        st.markdown(f"**{said}**: {_names(folded)}")


def _show_again() -> None:
    st.session_state["graph_shown_again"] = st.session_state.get("graph_shown_again", 0) + 1


def _names(captions: Sequence[str]) -> str:
    more = f" +{len(captions) - _NAMED}" if len(captions) > _NAMED else ""
    return ", ".join(markdown_text(caption) for caption in captions[:_NAMED]) + more


def _show_links(
    lines: Sequence[GraphLine], captions: Mapping[str, str], notes: Sequence[ViewNote], language: Language
) -> None:
    rows = link_rows(lines, captions, language)
    for row, line in zip(rows, lines, strict=True):
        row[language.text("Notes")] = _count(notes, line.id, language)
    show_table(rows, language, key=TABLE, alt=language.text("Links of the picture"), tallest=_TALLEST)


def node_rows(
    points: Sequence[GraphPoint],
    lines: Sequence[GraphLine],
    notes: Sequence[ViewNote],
    away: Away,
    language: Language,
) -> list[dict[str, Cell]]:
    """One row for each node that is seen: what it is, how many links of the picture it has, and how many notes."""
    links = dict.fromkeys((point.id for point in points), 0)
    for line in seen_lines(lines, away):
        for end in {line.tail, line.head}:
            links[end] += 1
    return [
        {
            language.text("Name"): point.caption,
            language.text("Kind"): language.text(
                "protected person" if point.hidden else NODE_TYPES[point.type].meaning
            ),
            language.text("State"): language.text(STATE_WORDS[point.state]) if point.state else "",
            language.text("Links"): Figure(language.number(links[point.id])),
            language.text("Notes"): _count(notes, point.id, language),
        }
        for point in points
    ]


def _count(notes: Sequence[ViewNote], target: str, language: Language) -> Figure:
    found = sum(1 for note in notes if note.target == target and not note.revoked)
    return Figure(language.number(found) if found else "")


def _show_notes(
    notes: Sequence[ViewNote], captions: Mapping[str, str], lines: Sequence[GraphLine], language: Language
) -> None:
    if not notes:
        st.info(language.text("No notes yet. N on a node or a link of the picture writes one."))
        return
    rows = note_rows(notes, captions, lines, language)
    show_table(rows, language, alt=language.text("Notes of the view"), tallest=_TALLEST)


def note_rows(
    notes: Sequence[ViewNote], captions: Mapping[str, str], lines: Sequence[GraphLine], language: Language
) -> list[dict[str, Cell]]:
    """One row for each note: on what, its text, whether fact or assessment, by whom and when; who revoked it and when."""
    ends = {line.id: f"{captions[line.tail]} → {captions[line.head]} ({print_link(line, language)})" for line in lines}
    absent = language.text("not in the picture")
    return [
        {
            language.text("On"): captions.get(note.target) or ends.get(note.target, absent),
            language.text("Note"): note.text,
            language.text("Fact or assessment"): language.text(_SORTS[note.sort]),
            language.text("Author"): note.author,
            language.text("Time"): _moment(note.changed, language),
            language.text("Revoked"): (
                f"{note.revoked_by} · {_moment(note.revoked_at, language)}" if note.revoked else ""
            ),
        }
        for note in notes
    ]


def _moment(text: str, language: Language) -> str:
    return f"{language.moment(datetime.fromisoformat(text))} UTC"
