"""The yearly figures on screen: those of the command, hidden where they are small, each opening what it rests on."""

from __future__ import annotations

import pytest

from tracer.access.roles import Actor
from tracer.actions.recovery.statistics import rows_of_cell, show_statistics
from tracer.casework.sessions.opening import open_session
from tracer.settings import Settings


def show():
    from dashboards.views.recovery import statistics_view

    statistics_view.show()


@pytest.fixture
def figures(sample_case):
    """The figures of 2024 as the action gives them, and the rows behind one."""
    with open_session(Settings(sample_case, Actor("Ana Proba", "owner"), "en"), read_only=True) as session:
        found = show_statistics([session], years=[2024])
        first = next(cell for cell in found.cells if cell.cell == "E1")
        return found, first, rows_of_cell(session, first)


def test_the_page_shows_the_figures_of_the_year(app, sample_case, figures):
    found, first, _ = figures
    at = app(sample_case, page=show, language="en", year="2024")
    assert not at.exception
    (table,) = at.dataframe
    assert list(table.value["Cell"]) == [cell.cell for cell in found.cells]
    assert table.value["Figure"].iloc[0].strip() == str(first.value) == "21"
    assert "*" in {text.strip() for text in table.value["Figure"]}


def test_a_figure_rests_on_as_many_rows_as_it_says_and_a_hidden_one_on_none(figures):
    found, first, rows = figures
    assert len(rows) == first.rows == first.value
    assert all(not cell.ids for cell in found.cells if cell.value is None)
