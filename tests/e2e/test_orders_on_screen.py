"""Putting a step on record in the browser: what is asked for, what is refused and why, what it changes."""

from __future__ import annotations

import pytest

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def served(serve, at_place, own_case):
    return serve(None, **at_place(own_case), TRACER_LANG="en", TRACER_USER="Ana Proba", TRACER_ROLE="prosecutor")


@pytest.fixture
def villa(new_page, ready, served, names):
    page = new_page(served, path=f"/assets?asset={names['assets']['villa']['id']}").page
    ready(page, 60)
    page.get_by_text("Put the next step on record").wait_for()
    return page


def metric(page, label):
    shown = page.get_by_test_id("stMetric").filter(has_text=label).first
    return shown.get_by_test_id("stMetricValue").inner_text().strip()


def day(page, label, digits):
    field = page.get_by_test_id("stDateInput").filter(has_text=label).first
    field.get_by_role("spinbutton").first.click()
    page.keyboard.type(digits, delay=30)
    page.get_by_text("Goes on record, for good").click()


def fill(page, *, effective="01122025", reason="recurs respins, invented"):
    day(page, "Takes effect on", effective)
    day(page, "Date of the document", "01122025")
    kind = page.get_by_role("combobox", name="Kind of document")
    kind.click()
    page.get_by_role("option", name="judgment").click()
    page.get_by_label("Number of the document").fill("77/2025")
    page.get_by_label("Authority that issued it").fill("Curtea Exemplu")
    page.get_by_label("Reason, goes on record").fill(reason)


def test_an_order_without_document_or_reason_changes_nothing(villa):
    page = villa
    page.get_by_role("button", name="Put on record").click()
    page.get_by_text("Not recorded: the day it takes effect and the date of the document are needed.").wait_for()
    fill(page, reason=" ")
    page.get_by_role("button", name="Put on record").click()
    page.get_by_text("Not recorded: A decision needs a reason").wait_for()
    assert metric(page, "State") == "◇ confiscated, not final"


def test_an_order_before_the_one_it_follows_is_refused_with_its_reason(villa):
    page = villa
    fill(page, effective="01022020")
    page.get_by_role("button", name="Put on record").click()
    page.get_by_test_id("stAlert").filter(has_text="Not recorded:").wait_for()
    assert metric(page, "State") == "◇ confiscated, not final"


def test_a_judgment_become_final_moves_the_totals(villa, new_page, served, ready):
    page = villa
    before = new_page(served, path="/totals").page
    ready(before, 60)
    assert metric(before, "Confiscated, final") == "82,100.00\u00a0EUR"
    page.get_by_text("confiscated, not final → confiscated, final").wait_for()
    fill(page)
    page.get_by_role("button", name="Put on record").click()
    page.get_by_text("On record: 1 is now confiscated, final.").wait_for()
    assert metric(page, "State") == "◆ confiscated, final"
    page.get_by_text("judgment 77/2025 of 1 Dec 2025, Curtea Exemplu").wait_for()
    after = new_page(served, path="/totals").page
    ready(after, 60)
    assert metric(after, "Confiscated, final") == "262,100.00\u00a0EUR"
    assert metric(after, "Identified") == metric(before, "Identified")
    known = new_page(served, path="/totals?known=2026-01-01").page
    ready(known, 60)
    assert metric(known, "Confiscated, final") == "82,100.00\u00a0EUR"  # by what was recorded up to that day


def test_an_investigator_is_not_offered_the_form(new_page, ready, serve, sample_case, names):
    served = serve(None, TRACER_STORE=str(sample_case), TRACER_LANG="en", TRACER_ROLE="investigator")
    page = new_page(served, path=f"/assets?asset={names['assets']['villa']['id']}").page
    ready(page, 60)
    page.get_by_text("Measure 1 in file").wait_for()
    assert page.get_by_text("Put the next step on record").count() == 0
