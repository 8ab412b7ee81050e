"""What the commands that look around print: hits, pseudonyms, a source row, the sources."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from graph_schema.messages import N_
from tracer.cli.printing.output import say
from tracer.wording.language import Language
from tracer.wording.terms import PROTECTION_WORDS

if TYPE_CHECKING:
    from tracer.actions.case_graph.explore import Found, Hit
    from tracer.actions.case_graph.unveil import Unveiled
    from tracer.actions.files.sources import SourceLine, SourceRow
    from tracer.casework.sessions.session import Session


def hide_ids(session: Session, found: Found) -> Found:
    """The same without the ids of protected persons and their accounts: an id follows from the CNP or the IBAN."""
    veil = session.veil()
    return replace(found, hits=tuple(replace(hit, id="") if veil.covers(hit.id) else hit for hit in found.hits))


def print_exact(found: Found, language: Language) -> None:
    """One line an exact hit."""
    for hit in found.hits:
        _print_hit(hit)
    if not found.complete:
        say(language.text(N_("There are more matches; narrow the search or raise --limit.")))


def print_near(found: Found, language: Language) -> None:
    """Two lines a near hit: the hit, and how it differs; hits that are less alike under their own heading."""
    if not found.hits:
        nothing = (
            N_("Nothing in the case matches {text} exactly.")
            if found.near
            else N_("Nothing in the case matches {text}.")
        )
        say(language.text(nothing, text=found.text))
    for near, heading in ((True, N_("Near, written otherwise:")), (False, N_("Less alike:"))):
        some = [one for one in found.near if one.near is near]
        if some:
            say()
            say(language.text(heading))
        for one in some:
            _print_hit(one.hit)
            say("    " + "; ".join(reason.text for reason in one.reasons))


def _print_hit(hit: Hit) -> None:
    say(f"{hit.id:<24}  {hit.type:<12} {hit.caption}  {hit.detail}")


def print_unveiled(found: Unveiled, language: Language) -> None:
    """One block a person."""
    for person in found.persons:
        say(f"{person.pseudonym} · {language.text(PROTECTION_WORDS[person.role])}")
        for line in (*person.names, *person.numbers, *person.accounts):
            say(f"  {line}")
    if not found.persons:
        say(language.text(N_("No protected person matches {text}."), text=found.text))


def print_row(row: SourceRow, language: Language) -> None:
    """The row with its file."""
    say(f"{row.file} · {row.locator} · SHA-256 {row.source}")
    state = (
        N_("The kept file is as it was received.")
        if row.intact
        else N_("THE KEPT FILE HAS CHANGED since it was received.")
    )
    say(language.text(state))
    width = max((len(name) for name, _ in row.cells), default=0)
    for name, value in row.cells:
        say(f"  {name:<{width}}  {value}")
    if not row.cells:
        say(row.text)


def print_sources(lines: Sequence[SourceLine], language: Language) -> None:
    """One line a file."""
    for line in lines:
        counts = language.text(N_("{kept} kept, {rejected} rejected"), kept=line.kept, rejected=line.rejected)
        say(f"{line.digest[:16]}  {line.file:<44} {line.importer:<20} {counts}")
