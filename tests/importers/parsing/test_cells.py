"""Single cells of a register as what they must be, or the reason why not."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from graph_schema.errors import WrongValue
from importers.mapping import ColumnMapping
from importers.mapping_parts.records import JoinedColumns
from importers.parsing.cells import Cells
from importers.parsing.table import Row

MAPPING = ColumnMapping(
    name="registru inventat",
    format="measures-register",
    version=1,
    encoding="utf-8",
    delimiter=";",
    header_row=1,
    decimal_mark=",",
    group_mark=".",
    date_pattern="DD.MM.YYYY",
    columns={"sum": "Suma", "currency": "Moneda"},
)


def cells(**found: str) -> Cells:
    return Cells(Row("row:2", found, ""), MAPPING)


@pytest.mark.parametrize(("text", "minor"), [("0", 0), ("0,01", 1), ("1.234,50", 123_450)])
def test_a_sum_is_read_with_its_currency(text: str, minor: int) -> None:
    assert cells(sum=text, currency="RON").money("sum", "currency") == (minor, "RON")


@pytest.mark.parametrize(
    ("found", "reason"),
    [
        ({"sum": "-0,01", "currency": "RON"}, "a sum of zero or more"),
        ({"sum": "1,00"}, "a currency, because the sum 1,00 is stated"),
        ({"currency": "RON"}, "a sum, because the currency RON is stated"),
        ({"sum": "1,00", "currency": "RONI"}, "Unknown currency"),
        ({"sum": "1.00", "currency": "RON"}, "is not grouped in threes"),
    ],
)
def test_a_sum_that_cannot_stand_is_refused_with_its_place(found: dict[str, str], reason: str) -> None:
    with pytest.raises(WrongValue, match=reason) as refused:
        cells(**found).money("sum", "currency")
    assert str(refused.value).startswith("row:2: ")


def test_a_filled_cell_that_nobody_asks_for_is_refused() -> None:
    row = cells(sum="1,00", currency="RON")
    row.text("currency")
    with pytest.raises(WrongValue, match="sum is '1,00'; expected no value"):
        row.require_all_asked()
    row.text("sum")
    row.require_all_asked()


def test_days_shares_and_whole_numbers_are_exact() -> None:
    row = cells(day="31.12.2024", month="2024-02", share="2/4", number="007")
    assert (row.day("day"), row.partial_date("month"), row.share("share"), row.whole("number")) == (
        date(2024, 12, 31),
        "2024-02",
        "1/2",
        7,
    )
    for read, field in ((row.whole, "day"), (row.share, "number"), (row.day, "month"), (row.required, "nothing")):
        with pytest.raises(WrongValue, match=r"^row:2: "):
            read(field)


def test_a_bare_share_is_read_in_the_unit_of_the_mapping() -> None:
    percent = Cells(Row("row:2", {"share": "33,5"}, ""), replace(MAPPING, share_unit="percent"))
    assert percent.share("share") == "67/200"
    with pytest.raises(WrongValue, match="a part of one or a percentage"):
        cells(share="33,5").share("share")


def test_a_joined_field_that_nobody_reads_is_not_lost() -> None:
    parts = JoinedColumns(columns=("A", "B"))
    row = Cells(Row("row:2", {"note": "a b"}, ""), replace(MAPPING, joined={"note": parts}))
    with pytest.raises(WrongValue, match="no value"):
        row.require_all_asked()
    row.text("note")
    row.require_all_asked()
