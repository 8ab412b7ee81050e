"""Which figures go out?"""

from __future__ import annotations

from datetime import date
from typing import Final

import streamlit as st

from dashboards.components.evidence_links import markdown_text
from dashboards.components.states import show_empty
from dashboards.components.tables import Figure, show_table
from dashboards.pages import show_link
from dashboards.session import case_session, date_pattern, read_view, reader_language, write_view
from graph_schema.messages import N_
from tracer.actions.recovery.statistics import Statistics, format_figure, rows_of_cell, show_statistics
from tracer.recovery.national.all_tables import TABLES, YEAR
from tracer.recovery.tables.method_notes import MEASURE_TITLES
from tracer.recovery.tables.statistic_cell import StatisticCell
from tracer.wording.field_words import format_statute
from tracer.wording.language import Language
from tracer.wording.recovery.statistic_parts import format_part

_EARLIEST: Final = date(1990, 1, 1)
_YEARS: Final = 10
_TABLE_TITLES: Final = {
    YEAR: N_("Yearly figures"),
    "national": N_("National sheet"),
    "cohorts": N_("What became of what was first frozen in the year"),
    "judgments": N_("Judgments by content"),
    "lengths": N_("Length of the proceedings"),
    "confiscated-compared": N_("Charges at indictment and at final judgment"),
}


def show() -> None:
    """The yearly cells of Directive (EU) 2024/1260 for this case, with how each is counted; small counts are hidden."""
    language = reader_language()
    st.title(language.text("Which figures go out?"), anchor=False)
    found = _ask(language)
    if all(cell.value == 0 for cell in found.cells):
        show_empty(language.text("No order and no payment of this year is on record. Choose another year."))
        return
    st.caption(language.text("Counts from 1 to 4 and sums of fewer than 3 persons are hidden (*)."))
    _table(found, language)
    unvalued = sum(cell.unvalued or 0 for cell in found.cells)
    if unvalued:
        st.caption(language.plural("{n} row has no value.", "{n} rows have no value.", unvalued))
    with st.expander(language.text("How each figure is counted")):
        for note in found.notes:
            texts = [language.text(text) for text in (note.title, note.counted, note.date_basis)]
            st.markdown(
                f"**{note.cell}** " + markdown_text(" · ".join([*texts, format_statute(language.text(note.statute))]))
            )


def _ask(language: Language) -> Statistics:
    """The figures of the year, as known on the day that the reader asks for."""
    view, today = read_view("statistics", "year", "known", "table"), case_session().today()
    years = [today.year - back for back in range(_YEARS)]
    year_box, known_box, table_box = st.columns([2, 3, 7])
    given = view.get("year", "")
    year = year_box.selectbox(
        language.text("Year"),
        years,
        index=years.index(int(given)) if given.isdigit() and int(given) in years else 0,
        key="statistics_year",
    )
    known = known_box.date_input(
        language.text("As known on"),
        _day(view.get("known", ""), today),
        format=date_pattern(language),
        min_value=_EARLIEST,
        max_value=today,
        key="statistics_known",
    )
    tables = list(TABLES)
    table = table_box.selectbox(
        language.text("Table"),
        tables,
        index=tables.index(view["table"]) if view.get("table") in TABLES else 0,
        format_func=lambda name: language.text(_TABLE_TITLES[name]),
        key="statistics_table_name",
    )
    day = known if isinstance(known, date) else today
    write_view(
        "statistics",
        {
            "year": "" if year == today.year else str(year),
            "known": "" if day == today else day.isoformat(),
            "table": "" if table == YEAR else table,
        },
    )
    ends = min(today, date(year, 12, 31))
    return show_statistics([case_session()], years=[year], as_of=ends, known_on=day, tables=[table])


def _day(text: str, today: date) -> date:
    try:
        return min(date.fromisoformat(text), today) if text else today
    except ValueError:
        return today


def _table(found: Statistics, language: Language) -> None:
    titles = {note.cell: language.text(note.title) for note in found.notes}
    picked = show_table(
        [
            {
                language.text("Cell"): cell.cell,
                language.text("What"): titles[cell.cell],
                language.text("Part"): ", ".join(
                    text
                    for text in (format_part(cell.part, language), language.text(MEASURE_TITLES[cell.measure]))
                    if text
                ),
                language.text("Figure"): Figure(format_figure(cell, language)),
                language.text("Rows"): "*" if cell.rows is None else language.number(cell.rows),
            }
            for cell in found.cells
        ],
        language,
        key="statistics_table",
        alt=language.text("Figures of the year"),
    )
    if picked is not None:
        _rows(found.cells[picked], language)


def _rows(cell: StatisticCell, language: Language) -> None:
    """What one figure rests on: the asset of each item, else the record."""
    if not cell.ids:
        st.caption(language.text("The rows of a hidden figure, or of none, are not listed."))
        return
    for row in rows_of_cell(case_session(), cell):
        if row.asset:
            show_link("asset", markdown_text(row.text), asset=row.asset)
        else:
            st.markdown(markdown_text(row.text))
