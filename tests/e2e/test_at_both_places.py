"""What holds wherever the case lies: from a total to the bank row, no victim's name, and an order that moves the totals."""

from __future__ import annotations

import json
import re

import pytest

from tests.e2e.drawn_graph import check_expansion, wait_drawn
from tests.e2e.waiting import HARMLESS, heading, metric, move, reads, rest
from tracer.access.roles import Actor
from tracer.casework.sessions.opening import open_session
from tracer.sample.world.people import PEOPLE, VICTIMS
from tracer.settings import Settings

pytestmark = [pytest.mark.browser, pytest.mark.in_order]
BANK_ROW = re.compile(r"banca-.*\.xml · row")
VILLA = "Vilă cu piscină, strada Imaginară 7"
START = "What needs me in this case?"
TOTALS = "Where does the value stand"


@pytest.fixture(scope="module")
def served(serve, at_place, own_case):
    return serve(None, **at_place(own_case), TRACER_LANG="en", TRACER_USER="Ana Proba", TRACER_ROLE="owner")


@pytest.mark.also_on_server
def test_from_a_total_to_the_bank_row_and_no_victims_name_reaches_the_browser(
    new_page, served, choose_row, cells, until, names, own_case
):
    screen = new_page(served, path="/totals", listen=True)
    _walk_from_a_total_to_the_bank_row_in_three_clicks_and_back(screen.page, choose_row, cells)
    _walk_from_a_search_to_the_row_of_a_deed(screen.page, choose_row)
    screen.page.get_by_role("button", name="Show in the graph").click()
    heading(screen.page, "Who and what is connected here?")
    _expand_and_move_nothing(screen.page, until, names)

    victim = names["persons"]["alma"]["id"]
    with open_session(Settings(own_case, Actor("Ana Proba", "owner"), "en")) as session:
        pseudonym = session.veil().caption(victim, "")
    move(screen.page, "/", START)
    _search(screen.page, pseudonym)
    reads(screen.page, "Choose a row to open it")
    move(screen.page, "/assets", "Which assets are known")
    move(screen.page, f"/graph?node={victim}", "Who and what")
    wait_drawn(screen.page, until)
    villa = names["assets"]["villa"]["id"]
    move(screen.page, f"/graph?node={victim}&path_from={victim}&path_to={villa}&paths=money", "Who and what")
    wait_drawn(screen.page, until)
    assert b"\\u0" in screen.told  # what the graph gets is JSON with escapes
    told = unescaped(screen.told)
    assert VILLA in told
    assert pseudonym in told
    for person in PEOPLE.values():
        if person.key in VICTIMS:
            assert person.name not in told
            assert person.cnp not in told
    assert [text for text in screen.errors if text != HARMLESS] == []


def _walk_from_a_total_to_the_bank_row_in_three_clicks_and_back(page, choose_row, cells):
    choose_row(page, "Not final yet")
    page.get_by_role("heading", name="Not final yet: 180,000.00").wait_for()
    choose_row(page, VILLA, table=1)
    heading(page, VILLA)
    assert metric(page, "Payment found") == "150,000.00\u00a0EUR"
    page.get_by_role("link", name=BANK_ROW).first.click()
    heading(page, "What is in the file behind this figure?")
    reads(page, "as it was received")
    page.locator("tr[aria-current=true]").filter(has_text="130,000.00").wait_for()
    page.go_back()
    heading(page, VILLA)
    page.get_by_role("link", name=BANK_ROW).nth(2).click()
    reads(page, "as it was received")
    page.get_by_role("link", name="Back to the asset").click()
    heading(page, VILLA)
    page.get_by_role("link", name="Totals").click()
    heading(page, TOTALS)
    rest(page)
    assert [cells(page, 1)[0][place].strip() for place in (0, 1, 3)] == [VILLA, "house", "180,000.00\u00a0EUR"]


def _walk_from_a_search_to_the_row_of_a_deed(page, choose_row):
    move(page, "/", START)
    _search(page, "vila")
    choose_row(page, VILLA)
    heading(page, VILLA)
    page.get_by_role("link", name=re.compile("carte-funciara")).first.click()
    reads(page, "as it was received")
    assert "Imaginară 7" in page.get_by_test_id("stTable").first.inner_text()
    page.get_by_role("link", name="Back to the asset").click()
    heading(page, VILLA)


def _expand_and_move_nothing(page, until, names):
    move(page, "/", START)
    move(page, f"/graph?node={names['persons']['victor']['id']}", "Who and what")
    wait_drawn(page, until)
    assert page.evaluate("__tracer_graph.nodes('[hidden > 0]').length") > 3  # counted before they open
    check_expansion(page, until, page.evaluate("__tracer_graph.nodes('[type = \"Company\"][hidden > 0]')[0].id()"))


def _search(page, text):
    box = page.get_by_label("Find by name, number or description", exact=True)
    box.fill(text)
    box.press("Enter")


def unescaped(told):
    """What was told as text, letters written as JSON escapes read too, also in JSON within JSON."""
    text = bytes(told).decode("utf-8", "replace")
    return re.sub(r"\\+u([0-9a-fA-F]{4})", lambda found: chr(int(found[1], 16)), text)


@pytest.mark.parametrize("depth", [0, 1, 2])
def test_a_name_is_found_however_its_letters_are_written(depth):
    name = "Ștefania Mărgărit-Inventată"
    told = name
    for _ in range(depth):
        told = json.dumps({"name": told})
    assert (name in told) == (depth == 0)
    assert name in unescaped(b"\xff\x00" + told.encode())


def _type_day(page, label, digits):
    field = page.get_by_test_id("stDateInput").filter(has_text=label).first
    field.get_by_role("spinbutton").first.click()
    page.keyboard.type(digits, delay=30)
    page.get_by_text("Goes on record, for good").click()


def _fill(page, *, effective="01122025", reason="recurs respins, invented"):
    _type_day(page, "Takes effect on", effective)
    _type_day(page, "Date of the document", "01122025")
    page.get_by_role("combobox", name="Kind of document").click()
    page.get_by_role("option", name="judgment").click()
    page.get_by_label("Number of the document").fill("77/2025")
    page.get_by_label("Authority that issued it").fill("Curtea Exemplu")
    page.get_by_label("Reason, goes on record").fill(reason)


def test_an_order_without_document_or_reason_or_before_the_one_it_follows_changes_nothing(new_page, served, names):
    page = new_page(served, path=f"/assets?asset={names['assets']['villa']['id']}").page
    reads(page, "Put the next step on record")
    rest(page)
    record = page.get_by_role("button", name="Put on record")
    refusal = page.get_by_test_id("stAlert").filter(has_text="Not recorded:")
    record.click()
    refusal.filter(has_text="takes effect").filter(has_text="date of the document").wait_for()
    _fill(page, reason=" ")
    record.click()
    refusal.filter(has_text="needs a reason").wait_for()
    _fill(page, effective="01022020")
    record.click()
    refusal.filter(has_not_text="needs a reason").wait_for()
    rest(page)
    assert page.locator(".tracer-pill").inner_text() == "confiscated, not final"


@pytest.mark.also_on_server
def test_a_judgment_become_final_moves_the_totals(new_page, served, names):
    page = new_page(served, path="/totals").page
    heading(page, TOTALS)
    rest(page)
    assert metric(page, "Confiscated, final") == "82,100.00\u00a0EUR"
    identified = metric(page, "Identified")
    move(page, f"/asset?asset={names['assets']['villa']['id']}", VILLA)
    reads(page, "confiscated, not final → confiscated, final")
    _fill(page)
    page.get_by_role("button", name="Put on record").click()
    reads(page, "On record:")
    rest(page)
    assert page.locator(".tracer-pill").inner_text() == "confiscated, final"
    reads(page, "77/2025")
    move(page, "/totals", TOTALS)
    assert metric(page, "Confiscated, final") == "262,100.00\u00a0EUR"
    assert metric(page, "Identified") == identified
    move(page, "/", START)
    move(page, "/totals?known=2026-01-01", TOTALS)
    assert metric(page, "Confiscated, final") == "82,100.00\u00a0EUR"  # by what was recorded up to that day
