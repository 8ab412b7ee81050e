"""The page of totals, run without a browser: figures of a day, of a currency, and the assets of a stage."""

from __future__ import annotations

import json
from datetime import date

import pytest

from tracer.access.roles import Actor
from tracer.actions.recovery.supervise import show_totals
from tracer.casework.sessions.opening import open_session
from tracer.settings import Settings
from tracer.wording.language import find_language

END = date(2024, 12, 31)
VILLA = "Vilă cu piscină, strada Imaginară 7"


def page():
    from dashboards.views.recovery import totals_view

    totals_view.show()


@pytest.fixture
def totals_of(sample_case):
    """totals_of(**asked) -> the totals as the action gives them."""

    def ask(currency="EUR", **asked):
        with open_session(Settings(sample_case, Actor("Ana Proba", "owner"), "en"), read_only=True) as session:
            return show_totals(session, currency=currency, **asked)

    return ask


def identified(at, label="Identified"):
    return next(metric.value for metric in at.metric if metric.label == label)


def subheaders(at):
    return [text.value for text in at.subheader]


def test_days_typed_and_days_in_the_address_give_the_totals_of_that_day(app, sample_case, totals_of):
    then, now = totals_of(as_of=END, known_on=END), totals_of()
    language = find_language("en")
    assert [bucket.minor for bucket in then.buckets] != [bucket.minor for bucket in now.buckets]
    at = app(sample_case, page=page)
    shown = {metric.label: metric.value for metric in at.metric}
    at.date_input(key="totals_known").set_value(END).run()
    at.date_input(key="totals_day").set_value(END).run()
    assert not at.exception
    typed = {metric.label: metric.value for metric in at.metric}
    assert typed != shown
    assert typed["Identified"] == language.money(then.minor, "EUR")
    assert at.query_params["day"] == at.query_params["known"] == "2024-12-31"
    linked = app(sample_case, page=page, day="2024-12-31", known="2024-12-31")
    assert {metric.label: metric.value for metric in linked.metric} == typed
    assert any("As of 31 Dec 2024, as known on 31 Dec 2024" in text.value for text in linked.caption)


@pytest.mark.parametrize("day", ["31.12.2024", "1800-01-01", "9999-12-31", "x"])
def test_a_day_that_is_none_or_out_of_reach_breaks_nothing(app, sample_case, day):
    at = app(sample_case, page=page, day=day)
    assert not at.exception
    assert at.metric


def test_a_stage_in_the_address_lists_its_assets_and_no_other(app, sample_case):
    at = app(sample_case, page=page, stage="confiscated_nonfinal")
    assert subheaders(at) == ["Not final yet: 180,000.00\u00a0EUR"]
    (assets,) = [frame.value for frame in at.dataframe if "Asset" in frame.value.columns]
    assert list(assets["Asset"]) == [VILLA]
    assert subheaders(app(sample_case, page=page, stage="no-such-stage")) == []


@pytest.mark.parametrize("currency", ["EUR", "RON"])
def test_table_and_chart_show_each_figure_with_one_sign(app, sample_case, currency):
    at = app(sample_case, page=page, currency=currency)
    (table,) = [frame.value for frame in at.dataframe if "Stage" in frame.value.columns]
    listed = dict(zip(table["Stage"], table["Value"].str.strip(), strict=True))
    (chart, _) = at.get("plotly_chart")
    drawn = dict(hover.rsplit(": ", 1) for hover in json.loads(chart.proto.spec)["data"][0]["customdata"])
    assert {"Difference at sale", "Not yet paid out", "Costs"} & drawn.keys()
    both = drawn.keys() & listed.keys()
    assert len(both) > 8
    assert {stage: drawn[stage] for stage in both} == {stage: listed[stage] for stage in both}
    assert not [text for text in (*drawn.values(), *listed.values()) if text.startswith(("-", "\u2212"))]


def test_a_link_opens_in_its_language_and_currency(app, sample_case, totals_of):
    at = app(sample_case, page=page, lang="ro", currency="RON", day="2024-12-31")
    assert at.title[0].value == "Unde se află valoarea și unde s-a pierdut?"
    assert identified(at, "Identificat") == find_language("ro").money(totals_of("RON", as_of=END).minor, "RON")
    assert any("31.12.2024" in text.value for text in at.caption)
