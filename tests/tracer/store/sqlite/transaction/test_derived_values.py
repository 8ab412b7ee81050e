"""What a transfer shows where several rows and sources tell of it."""

from __future__ import annotations

import pyarrow as pa
import pytest

from tracer.store.sqlite.store import open_sqlite_store


@pytest.fixture
def store(case_path):
    opened = open_sqlite_store(case_path, create=True)
    yield opened
    opened.close()


def changed(entries, **values):
    for name, value in values.items():
        place = entries.schema.get_field_index(name)
        entries = entries.set_column(place, entries.schema.field(place), pa.array([value] * len(entries)))
    return entries


def shown(store):
    (row,) = store.export_transfers().to_pylist()
    return row


@pytest.mark.parametrize("order", [("a", "b"), ("b", "a")])
def test_of_two_sources_the_one_of_the_smaller_digest_shows_the_entry(store, fill, make_entries, order):
    digests = {
        name: fill(store, name, changed(make_entries(1), counterparty_name=f"Numit de {name}")).digest for name in order
    }
    first = min(digests, key=lambda name: digests[name])
    assert (shown(store)["debit_source"], shown(store)["counterparty_name"]) == (digests[first], f"Numit de {first}")


def test_of_two_rows_of_one_source_the_first_shows_the_entry(store, fill, make_entries):
    rows = [changed(make_entries(1), seq=number, locator=f"row:{number}") for number in (2, 1)]
    fill(store, "a", pa.concat_tables(rows))
    assert shown(store)["debit_locator"] == "row:1"


@pytest.mark.parametrize(
    ("kinds", "expected"),
    [
        (("unknown", "transfer"), "transfer"),
        (("transfer", "unknown"), "transfer"),
        (("transfer", "reversal"), "reversal"),
        (("fee", "transfer"), "fee"),
        (("unknown", "exchange"), "exchange"),
        (("interest", "card"), "card"),
        (("card", "interest"), "card"),
    ],
)
def test_the_most_telling_kind_is_shown_whatever_source_tells_it(store, fill, make_entries, kinds, expected):
    for name, kind in zip(("a", "b"), kinds, strict=True):
        fill(store, name, changed(make_entries(1), kind=kind))
    assert shown(store)["kind"] == expected
