"""Putting a step on record in the browser: what is asked for, what is refused and why, what it changes."""

from __future__ import annotations

import pytest

from tests.e2e.waiting import reads

pytestmark = [pytest.mark.browser, pytest.mark.in_order]


@pytest.fixture(scope="module")
def served(serve, at_place, own_case):
    return serve(None, **at_place(own_case), TRACER_LANG="en", TRACER_USER="Ana Proba", TRACER_ROLE="prosecutor")


@pytest.fixture
def villa(new_page, ready, served, names):
    page = new_page(served, path=f"/assets?asset={names['assets']['villa']['id']}").page
    ready(page)
    reads(page, "Put the next step on record")
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
    reads(page, "Not recorded:")
    said = page.get_by_test_id("stAlert").filter(has_text="Not recorded:").inner_text()
    assert "takes effect" in said and "date of the document" in said
    fill(page, reason=" ")
    page.get_by_role("button", name="Put on record").click()
    reads(page, "needs a reason")
    assert metric(page, "State") == "◇ confiscated, not final"


def test_an_order_before_the_one_it_follows_is_refused_with_its_reason(villa):
    page = villa
    fill(page, effective="01022020")
    page.get_by_role("button", name="Put on record").click()
    page.get_by_test_id("stAlert").filter(has_text="Not recorded:").wait_for()
    assert metric(page, "State") == "◇ confiscated, not final"


@pytest.mark.also_on_server
def test_a_judgment_become_final_moves_the_totals(villa, new_page, served, ready):
    page = villa
    before = new_page(served, path="/totals").page
    ready(before)
    assert metric(before, "Confiscated, final") == "82,100.00\u00a0EUR"
    reads(page, "confiscated, not final → confiscated, final")
    fill(page)
    page.get_by_role("button", name="Put on record").click()
    reads(page, "On record:")
    ready(page)
    assert metric(page, "State") == "◆ confiscated, final"
    reads(page, "77/2025")
    after = new_page(served, path="/totals").page
    ready(after)
    assert metric(after, "Confiscated, final") == "262,100.00\u00a0EUR"
    assert metric(after, "Identified") == metric(before, "Identified")
    known = new_page(served, path="/totals?known=2026-01-01").page
    ready(known)
    assert metric(known, "Confiscated, final") == "82,100.00\u00a0EUR"  # by what was recorded up to that day


def test_an_investigator_is_not_offered_the_form(new_page, ready, serve, sample_case, names):
    served = serve(None, TRACER_STORE=str(sample_case), TRACER_LANG="en", TRACER_ROLE="investigator")
    page = new_page(served, path=f"/assets?asset={names['assets']['villa']['id']}").page
    ready(page)
    reads(page, "Measure 1 in file")
    assert page.get_by_text("Put the next step on record").count() == 0
