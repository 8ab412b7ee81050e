"""The cases in a table: what each holds and what ends soon in it; and the next deadlines of all of them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from typing import Final

import streamlit as st

from dashboards.case_counts import counts_of
from dashboards.components.evidence_links import markdown_text
from dashboards.components.states import show_empty, show_refused
from dashboards.components.tables import Cell, Figure, show_table
from dashboards.session import case_folder
from graph_schema.errors import TracerError
from tracer.access.roles import may
from tracer.actions.administration.case_counts import CaseCounts, DueLine
from tracer.actions.administration.cases import CaseLine
from tracer.actions.recovery_lists.deadlines import format_rule
from tracer.settings import current_settings
from tracer.wording.language import Language

SOON_DAYS: Final = 14
COUNTED: Final = 12
"""How many cases are looked into unasked: those changed last."""
_ALL: Final = "cases_count_all"
_TALLEST, _LISTED = 420, 8
Counts = Mapping[str, CaseCounts | TracerError]


def count_all(lines: Sequence[CaseLine], language: Language) -> Counts:
    """What the cases changed last hold, or all if the reader asks; nothing for a reader who may not oversee a case."""
    settings, folder = current_settings(), case_folder()
    if folder is None or not may(settings.actor, "oversee"):
        return {}
    today = datetime.now(UTC).date()
    wanted = lines if st.session_state.get(_ALL) else lines[:COUNTED]
    return {line.name: counts_of(settings, folder, line, language.code, today) for line in wanted}


def show_cases(lines: Sequence[CaseLine], counts: Counts, language: Language) -> str | None:
    """The table, narrowed by name. Returns the name of the case that was chosen."""
    with st.container(border=True, key="cases_list"):
        with st.container(horizontal=True, vertical_alignment="center"):
            st.header(language.text("Recent"), anchor=False, width="content")
            st.space("stretch")
            wanted = ""
            if len(lines) > 1:
                wanted = st.text_input(
                    language.text("Find a case by name"),
                    key="cases_find",
                    placeholder=language.text("name of the case"),
                    label_visibility="collapsed",
                    width=240,
                )
        if not lines:
            show_empty(language.text("There is no case yet. Make one below, or open the sample case."))
            return None
        shown = [line for line in lines if wanted.strip().casefold() in line.name.casefold()]
        if not shown:
            show_empty(language.text("No case is called like that."))
            return None
        picked = show_table(
            [_row(line, counts.get(line.name), language, counted=bool(counts)) for line in shown],
            language,
            key=f"cases_recent_{wanted}",
            alt=language.text("Cases"),
            tallest=_TALLEST,
            red={language.text("Ends soon"): [_is_late(counts.get(line.name)) for line in shown]} if counts else {},
        )
        st.caption(language.text("Choose a row to open the case."))
        if counts and len(counts) < len(lines):
            st.toggle(language.text("Look into all {n} cases", n=language.number(len(lines))), key=_ALL)
        for line in shown:
            problem = counts.get(line.name)
            if isinstance(problem, TracerError):
                show_refused(markdown_text(f"{line.name}: {language.error(problem)}"))
    return None if picked is None else shown[picked].name


def show_due(counts: Counts, language: Language) -> str | None:
    """The deadlines of all cases that are overdue or end soon. Returns the name of the case whose row was chosen."""
    due = [(line, name) for name, found in counts.items() if isinstance(found, CaseCounts) for line in found.due]
    soon = sorted(
        ((line, name) for line, name in due if 0 <= line.days_left <= SOON_DAYS), key=lambda one: (one[0].day, one[1])
    )
    if not counts:
        return None
    with st.container(border=True, key="cases_due"):
        with st.container(horizontal=True, vertical_alignment="center"):
            st.header(language.text("Ends soon in my cases"), anchor=False, width="content")
            st.space("stretch")
            st.caption(
                language.text("next {days} days · nothing is released by itself", days=SOON_DAYS), width="content"
            )
        if not soon:
            st.caption(language.text("No deadline within {days} days.", days=SOON_DAYS))
            return None
        picked = show_table(
            [_due_row(line, name, language) for line, name in soon[:_LISTED]],
            language,
            key="cases_soon",
            alt=language.text("Deadlines that end soon"),
        )
    return None if picked is None else soon[picked][1]


def _row(
    line: CaseLine, found: CaseCounts | TracerError | None, language: Language, *, counted: bool
) -> dict[str, Cell]:
    row: dict[str, Cell] = {language.text("Case"): line.name}
    if counted:
        known = found if isinstance(found, CaseCounts) else None
        row |= {
            language.text("Assets"): Figure("" if known is None else language.number(known.assets)),
            language.text("Accounts"): Figure("" if known is None else language.number(known.accounts)),
            language.text("Bank rows"): Figure("" if known is None else language.number(known.rows)),
            language.text("Ends soon"): _say_state(found, language),
        }
    return row | {language.text("Last changed"): line.changed.date()}


def _say_state(found: CaseCounts | TracerError | None, language: Language) -> str:
    if found is None:
        return language.text("not looked into")
    return say_due(found, language) if isinstance(found, CaseCounts) else language.text("does not open: see below")


def _is_late(found: CaseCounts | TracerError | None) -> bool:
    return isinstance(found, CaseCounts) and found.overdue > 0


def say_due(found: CaseCounts, language: Language) -> str:
    """How many deadlines are overdue; else the day of the next one."""
    if found.overdue:
        return language.plural("✕ {n} overdue", "✕ {n} overdue", found.overdue)
    if not found.due:
        return language.text("nothing due")
    return language.text("next: {day}", day=language.date(found.due[0].day))


def _due_row(line: DueLine, name: str, language: Language) -> dict[str, Cell]:
    what, statute = format_rule(line.rule, language)
    return {
        language.text("Due"): line.day,
        language.text("What for"): f"{what} ({statute})",
        language.text("Asset"): line.caption,
        language.text("Case"): name,
    }
