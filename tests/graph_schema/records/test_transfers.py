"""Statement rows by columns: what identifies a movement, and which rows may be said."""

from __future__ import annotations

from datetime import date

import pyarrow as pa
import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph_schema.codes.transfer_kinds import TRANSFER_KINDS
from graph_schema.errors import WrongRecord
from graph_schema.records.transfers import ENTRY_SCHEMA, check_entries


def entry(**changed):
    said = {
        "transfer_id": "tra-1",
        "debit_account": "acc-1",
        "credit_account": "acc-2",
        "debit_minor": 100,
        "debit_currency": "RON",
        "credit_minor": 100,
        "credit_currency": "RON",
        "value_date": date(2024, 1, 2),
        "kind": "transfer",
        "booking_date": date(2024, 1, 2),
        "side": "debit",
        "seq": 1,
        "statement": "sta-1",
        "balance_minor": None,
        "counterparty_name": None,
        "description": None,
        "reference": None,
        "reversal_of": None,
        "locator": "row:7",
    }
    return said | changed


def table(*rows):
    return pa.Table.from_pylist(list(rows), schema=ENTRY_SCHEMA)


def test_rows_that_keep_the_rules_may_be_said():
    check_entries(table())
    check_entries(table(*(entry(kind=kind) for kind in TRANSFER_KINDS)))
    check_entries(table(entry(credit_account=None), entry(debit_account=None, side="credit")))
    check_entries(table(entry(credit_minor=20, credit_currency="EUR")))


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"debit_minor": 0}, "above zero"),
        ({"credit_minor": 0, "credit_currency": "EUR"}, "above zero"),
        ({"debit_minor": -5, "credit_minor": -5}, "above zero"),
        ({"credit_minor": 99}, "the debit is 100 and the credit is 99"),
        ({"kind": "gift"}, "unknown kind of transfer gift"),
        ({"side": "left"}, "an account on that side"),
        ({"debit_account": None}, "an account on that side"),
        ({"credit_account": None, "side": "credit"}, "an account on that side"),
    ],
)
def test_the_row_against_the_rules_is_named_by_its_place(changed, said):
    with pytest.raises(WrongRecord, match=said) as refused:
        check_entries(table(entry(locator="row:1"), entry(**changed), entry(locator="row:9")))
    assert str(refused.value).startswith("row:7")


@pytest.mark.parametrize("column", [field.name for field in ENTRY_SCHEMA if not field.nullable])
def test_a_required_column_has_no_empty_values(column):
    with pytest.raises(WrongRecord, match=f"column {column} has empty values"):
        check_entries(table(entry(**{column: None})))


def test_other_columns_are_refused():
    good = table(entry())
    for wrong in (
        good.drop_columns(["reference"]),
        good.append_column("extra", pa.array(["x"])),
        good.set_column(3, "debit_minor", pa.array([1.0])),
    ):
        with pytest.raises(WrongRecord, match="Entries have the columns"):
            check_entries(wrong)


RANDOM = st.fixed_dictionaries(
    {
        "debit_account": st.sampled_from(["a", None]),
        "credit_account": st.sampled_from(["b", None]),
        "debit_minor": st.sampled_from([-1, 0, 1, 2]),
        "credit_minor": st.sampled_from([-1, 0, 1, 2]),
        "credit_currency": st.sampled_from(["RON", "EUR"]),
        "kind": st.sampled_from(["transfer", "gift"]),
        "side": st.sampled_from(["debit", "credit", "left"]),
    }
)


@given(st.lists(RANDOM, max_size=4))
def test_exactly_the_rows_against_the_rules_are_refused(rows):
    def breaks(row):
        return (
            row["debit_minor"] <= 0
            or row["credit_minor"] <= 0
            or row["kind"] == "gift"
            or row["side"] == "left"
            or row[f"{row['side']}_account"] is None
            or (row["credit_currency"] == "RON" and row["debit_minor"] != row["credit_minor"])
        )

    said = table(*(entry(**row, locator=f"row:{place}") for place, row in enumerate(rows)))
    first = next((place for place, row in enumerate(rows) if breaks(row)), None)
    if first is None:
        check_entries(said)
    else:
        with pytest.raises(WrongRecord) as refused:
            check_entries(said)
        assert str(refused.value).startswith(f"row:{first}:")
