"""Transfers in their order: what Arrow's own sorting gives, whatever ids and days there are."""

from __future__ import annotations

import pyarrow as pa
from hypothesis import given
from hypothesis import strategies as st

from tracer.store.semantics.orders import transfer_order
from tracer.store.semantics.orders.transfer_order import sort_transfers

SCHEMA = pa.schema([("transfer_id", pa.string()), ("value_date", pa.date32()), ("row", pa.int64())])
KEYS = [("value_date", "ascending"), ("transfer_id", "ascending")]
DAYS = st.integers(-700_000, 2_900_000) | st.integers(19_000, 19_004)
IDS = st.text(st.characters(exclude_categories=["Cs"]), max_size=12) | st.integers(0, 9_999).map(
    "trf-abcdef{:04}".format
)


def table(ids, days):
    columns = [pa.array(ids, pa.string()), pa.array(days, pa.int32()).cast(pa.date32()), pa.array(range(len(ids)))]
    return pa.table(columns, schema=SCHEMA)


@given(rows=st.lists(st.tuples(IDS, DAYS), unique_by=lambda row: row[0], max_size=60), cut=st.integers(0, 60))
def test_the_order_is_that_of_arrow(rows, cut):
    whole = table([id_ for id_, _ in rows], [day for _, day in rows])
    parts = pa.concat_tables([whole.slice(0, cut), whole.slice(cut)])
    assert sort_transfers(parts).equals(whole.sort_by(KEYS))


def test_ids_whose_first_bytes_are_alike_are_told_apart_by_the_rest(monkeypatch):
    """A few of them: they are put in order without asking Arrow."""
    monkeypatch.setattr(transfer_order, "_sort_by_arrow", None)
    ids = [f"{number * 7919 % 900:06}" for number in range(900)] + [f"000042same{30 - number}" for number in range(20)]
    whole = table(ids, [19_000] * len(ids))
    assert sort_transfers(whole).equals(whole.sort_by(KEYS))
