"""Who owns and who controls the companies, and who is a beneficial owner under each law?"""

from __future__ import annotations

from datetime import date

import streamlit as st

from dashboards.components.evidence_links import markdown_text
from dashboards.components.owners.owner_table import show_notes, show_owner, show_owners
from dashboards.components.owners.power_table import show_power
from dashboards.components.states import loading, show_empty, show_refused
from dashboards.session import case_session, read_view, reader_language, write_view
from graph_schema.errors import TracerError
from tracer.actions.recovery.assets import list_subjects
from tracer.actions.ties.owners import OwnersReport, list_owners
from tracer.actions.ties.ownership import OwnershipReport, own_companies
from tracer.wording.language import Language

_MOST = 12
"""So many companies of a person are shown, those of the largest share first."""


def show() -> None:
    """A person, a day; a row for each owner of the person's companies; the chosen row with its chains and source rows."""
    language, session = reader_language(), case_session()
    st.title(language.text("Who owns and who controls the companies?"), anchor=False)
    view = read_view("owners", "person", "day")
    subjects = {line.id: line.caption for line in list_subjects(session)}
    if not subjects:
        show_empty(language.text("No person has a role in a criminal file of this case. Import a register of persons."))
        return
    who, when = st.columns([3, 1])
    given = view.get("person", "")
    person = who.selectbox(
        language.text("Person"),
        list(subjects),
        index=list(subjects).index(given) if given in subjects else 0,
        key="owners_person",
        format_func=subjects.__getitem__,
    )
    day = when.date_input(
        language.text("On the day"),
        value=_read_day(view.get("day", "")) or session.today(),
        min_value=date(1900, 1, 1),
        max_value=date(2100, 12, 31),
        key="owners_day",
        format="DD.MM.YYYY" if language.code == "ro" else "DD/MM/YYYY",
    )
    day = day or session.today()
    write_view("owners", {"person": person, "day": "" if day == session.today() else day.isoformat()})
    try:
        with loading(language.text("Solving the shares"), "table"):
            own = own_companies(session, person, day=day)
            reports = [list_owners(session, one.company, day=day) for one in own.companies[:_MOST]]
    except TracerError as problem:
        show_refused(markdown_text(language.error(problem)))
        return
    _show(own, reports, language)


def _show(own: OwnershipReport, reports: list[OwnersReport], language: Language) -> None:
    if not reports:
        show_empty(language.text("No record states a share of a company for {person} on this day.", person=own.caption))
        return
    chosen = show_owners(own, reports, language)
    if len(own.companies) > len(reports):
        st.caption(
            language.text(
                "The {n} companies of the largest share are shown, of {all}; the command line shows all.",
                n=language.number(len(reports)),
                all=language.number(len(own.companies)),
            )
        )
    if chosen is not None:
        show_owner(*chosen, language)
    show_power(reports, language)
    show_notes(own, reports, language)


def _read_day(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None
