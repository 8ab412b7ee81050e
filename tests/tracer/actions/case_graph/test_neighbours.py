"""A hub of 20,000 counterparties: all of them counted, and all of them reached page by page."""

from __future__ import annotations

import json

import pytest

from graph_schema.records.identity import account_id
from tracer.access.roles import Actor
from tracer.actions.case_graph.neighbours import list_neighbours
from tracer.actions.case_graph.picture import draw_nodes, expand
from tracer.actions.files.ingest import import_files
from tracer.casework.sessions.opening import open_session
from tracer.sample.world.invented_numbers import make_iban
from tracer.settings import Settings

COUNT = 20_000
HUB = make_iban("HUBB", 999_999, "RON")
MAPPING = {
    "name": "Hub inventat",
    "format": "bank-ledger",
    "version": 1,
    "encoding": "utf-8",
    "header_row": 1,
    "decimal_mark": ".",
    "date_pattern": "YYYY-MM-DD",
    "delimiter": ";",
    "quote": '"',
    "sheet": None,
    "group_mark": None,
    "first_year": None,
    "constants": {"bank": "Banca Inventată"},
    "codes": {},
    "ignored": [],
    "footers": [],
    "columns": {
        "account": "IBAN",
        "owner_name": "Client",
        "currency": "Moneda",
        "booking_date": "Data",
        "amount": "Suma",
        "balance": "Sold",
        "counterparty_account": "Cont partener",
        "counterparty_name": "Partener",
    },
}


@pytest.fixture(scope="module")
def hub_case(tmp_path_factory):
    folder = tmp_path_factory.mktemp("hub")
    rows, balance = ["IBAN;Client;Moneda;Data;Suma;Sold;Cont partener;Partener"], 0
    for number in range(COUNT):
        cents = 100 + number
        balance += cents
        amounts = ";".join(f"{minor // 100}.{minor % 100:02d}" for minor in (cents, balance))
        payer = make_iban("PLAT", number + 1, "RON")
        rows.append(f"{HUB};Hub Inventat SRL;RON;2024-01-15;{amounts};{payer};Plătitor {number + 1}")
    ledger, mapping = folder / "hub.csv", folder / "hub.json"
    ledger.write_text("\n".join(rows) + "\n", encoding="utf-8")
    mapping.write_text(json.dumps(MAPPING), encoding="utf-8")
    with open_session(Settings(folder / "case", Actor("Ana Proba", "owner"), "en"), create=True) as session:
        report = import_files(session, [ledger], mappings=[mapping])
    assert [file.status for file in report.files] == ["imported"]
    return folder / "case"


@pytest.fixture
def session(hub_case, session_of):
    with session_of(hub_case) as opened:
        yield opened


def test_the_rest_of_a_hub_is_counted_to_the_last(session):
    hub = account_id(HUB)
    first = expand(session, hub)
    assert (len(first.points), first.rest) == (51, 19_950)
    assert {point.neighbours for point in first.points if point.id == hub} == {COUNT}
    assert {point.neighbours for point in first.points if point.id != hub} == {1}
    second = expand(session, hub, [point.id for point in first.points])
    assert (len(second.points), second.rest) == (101, 19_900)
    assert {point.id for point in first.points} < {point.id for point in second.points}
    assert len(second.lines) == 100
    assert draw_nodes(session, [hub]).points[0].neighbours == COUNT


def test_every_neighbour_comes_on_one_page(session):
    hub, seen = account_id(HUB), []
    for offset in range(0, COUNT, 4_000):
        page = list_neighbours(session, hub, limit=4_000, offset=offset)
        assert page.total == COUNT
        assert [line.tail for line in page.lines] == list(page.ids)
        assert set(page.captions) == {hub, *page.ids}
        seen += page.ids
    assert len(seen) == len(set(seen)) == COUNT
    assert seen[0] == account_id(make_iban("PLAT", COUNT, "RON"))
    assert list_neighbours(session, hub, offset=COUNT).ids == ()


def test_links_come_before_money_and_pages_run_on_from_one_to_the_other(sample_case, session_of):
    with session_of(sample_case) as session:
        for node in session.graph().nodes_of_type("Account", "Person", "Company")[::7]:
            whole = list_neighbours(session, node.id, limit=1_000)
            assert whole.total == len(whole.ids) == len(set(whole.ids))
            pages = [list_neighbours(session, node.id, limit=3, offset=place) for place in range(0, whole.total, 3)]
            assert tuple(other for page in pages for other in page.ids) == whole.ids
            assert whole.total == draw_nodes(session, [node.id]).points[0].neighbours
            assert {line for page in pages for line in page.lines} == set(whole.lines)
