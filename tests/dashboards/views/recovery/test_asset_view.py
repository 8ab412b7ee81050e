"""The page of an asset, run without a browser: why it is a suspect's comes first, and is asked once."""

from __future__ import annotations

import pytest

from tracer.access.roles import Actor
from tracer.actions.recovery.asset_report import open_asset
from tracer.casework.sessions.opening import open_session
from tracer.sample.world.assets import LANDS
from tracer.settings import Settings
from tracer.wording.language import find_language

VILLA = next(land.id for land in LANDS if land.key == "villa")


def page():
    import streamlit as st

    from dashboards.views.recovery import asset_view

    st.session_state.setdefault("pages", {})
    asset_view.show()


def log_of(case):
    with open_session(Settings(case, Actor("Ana Proba", "owner"), "en"), read_only=True) as session:
        return [entry.audit_event.action for entry in session.store.access_log()]


def written(at):
    return [markdown.value.replace("\\", "") for markdown in at.markdown]


def test_the_page_says_why_before_measures_and_money_and_reads_the_case_once(app, case_copy):
    before = log_of(case_copy)
    at = app(case_copy, page=page, asset=VILLA)
    assert not at.exception
    heads = [header.value for header in at.header]
    assert heads == [
        "Why is this his?",
        "Available value",
        "Claims and debts",
        "Which measures are on it?",
        "Terms, with their reasons",
        "Ledger",
        "Which money paid for it?",
    ]
    shown = " ".join(written(at))
    assert shown.index("Traced money.") < shown.index("Family with money.")
    assert "Of the price of 150,000.00\u00a0EUR" in shown and "Procuror Exemplu, 2 Dec 2024" in shown
    at.segmented_control(key="asset_ties_shown").set_value("all").run()
    assert not at.exception
    assert [one.label for one in at.expander if "step by step" in one.label] == [
        f"Path {n}, step by step" for n in range(1, 6)
    ]
    assert log_of(case_copy)[len(before) :] == ["asset"]


def test_each_person_has_ties_of_their_own(app, sample_case):
    at = app(sample_case, page=page, asset=VILLA)
    said = "Ştefania Fictivescu has had control of account RO55…0001 (Victim 4F87)"
    assert said not in " ".join(written(at))
    key = f"asset_suspect_{VILLA}"
    at.pills(key=key).set_value(_second(sample_case)).run()
    assert not at.exception
    assert said in " ".join(written(at))


def _second(case):
    with open_session(Settings(case, Actor("Ana Proba", "owner"), "en"), read_only=True) as session:
        return open_asset(session, VILLA, find_language("en")).suspects[1].suspect


@pytest.mark.parametrize(("role", "heads"), [("supervisor", 6), ("prosecutor", 7)])
def test_ties_are_for_whoever_may_read_the_case(app, sample_case, role, heads):
    at = app(sample_case, role=role, page=page, asset=VILLA)
    assert not at.exception
    assert len(at.header) == heads


def test_an_asset_that_is_not_there_is_said_in_words(app, sample_case):
    at = app(sample_case, page=page, asset="no-such-asset", language="ro")
    assert not at.exception
    assert [warning.value.replace("\\", "") for warning in at.warning] == [
        "În caz nu există niciun bun cu identificatorul no-such-asset."
    ]
