"""Land register: owners, shares, prices, and what a sum of shares must say."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph_schema.errors import TracerError, WrongUse
from graph_schema.records.identity import person_id, property_id
from importers.contract import Batch, Importer
from importers.mapping import read_mapping
from importers.property.land import IMPORTER
from importers.source import from_bytes

SAMPLE = Path(__file__).with_name("samples") / "carte-funciara-exemplu.csv"
MAPPING = read_mapping(SAMPLE.with_suffix(".mapping.json").read_text(encoding="utf-8"), "land")
FLAT = property_id("CLUJ NAPOCA", "200001-C1-U5")
ION = person_id(cnp="1900101400012", source="", local="")
LINES = SAMPLE.read_text(encoding="utf-8").splitlines()


def _read(lines: list[str]) -> Batch:
    return IMPORTER.read(from_bytes("exemplu.csv", "\n".join(lines).encode()), (MAPPING,))


def _one(
    share: str = "1/1",
    begin: str = "01.01.2020",
    end: str = "",
    price: str = ";;",
    cnp: str = "1900101400012",
) -> str:
    owner = f"Ion Exemplu;{cnp};;{share};{begin};{end};{price};;"
    return f"Florești;Cluj;300009;300009;Teren inventat;teren;10;{owner}"


@pytest.fixture(scope="module")
def batch(read_sample: Callable[[Importer, Path], Batch]) -> Batch:
    return read_sample(IMPORTER, SAMPLE)


def test_golden(batch: Batch, check_golden: Callable[[Batch, Path], None]) -> None:
    check_golden(batch, SAMPLE)


def test_every_row_is_kept_or_rejected(batch: Batch) -> None:
    assert (batch.source.rows, batch.source.kept, batch.source.rejected) == (13, 7, 6)
    assert {item.locator for item in batch.rejections} == {"row:7", "row:9", "row:10", "row:11", "row:12", "row:13"}


def test_the_same_property_and_person_meet_by_their_numbers(batch: Batch) -> None:
    assert {item.id for item in batch.nodes} >= {FLAT, ION}


def test_mortgage_is_kept_with_the_entry(batch: Batch) -> None:
    entry = next(item for item in batch.links if (item.tail, item.head) == (ION, FLAT))
    assert entry.props["note"] == "ipotecă Banca Exemplu 90.000 EUR"
    assert (entry.props["share"], entry.props["price_minor"]) == ("1/2", 7_000_000)


def test_prices_for_all_shares_of_one_day_are_the_acquisition_value(batch: Batch) -> None:
    assert [(item.subject, item.effective, item.recorded, dict(item.props)) for item in batch.events] == [
        (
            FLAT,
            date(2019, 3, 15),
            date(2024, 1, 10),
            {"amount_minor": 12_000_000, "currency": "EUR", "method": "acquisition"},
        )
    ]


@pytest.mark.parametrize(
    ("row", "word"),
    [
        (_one(share="120%"), "above the whole"),
        (_one(share="0.5"), "part of one or a percentage"),
        (_one(begin="2020-01-01"), "DD.MM.YYYY"),
        (_one(price="1.000;RONN;"), "currency"),
        (_one(price="1.000;;"), "currency"),
        (_one(price=";RON;"), "price"),
        (_one(price="-5;RON;"), "zero or more"),
        (_one(price="1.00;RON;"), "threes"),
        (_one(cnp=""), "owner_kind"),
        (_one(end="01.01.2019"), "before it begins"),
    ],
)
def test_wrong_rows_say_what_was_expected(row: str, word: str) -> None:
    batch = _read([LINES[0], row, _one()])
    assert [item.locator for item in batch.rejections] == ["row:2"]
    assert word in batch.rejections[0].reason


@pytest.mark.parametrize(
    ("rows", "severity", "total"),
    [
        ([_one("1/1"), _one("1/4", cnp="2850202400023")], "red", "5/4"),
        ([_one("1/4")], "amber", "1/4"),
        (
            [_one("1/3"), _one("33%", cnp="2850202400023"), _one("1/3", cnp="1770404400040")],
            "amber",
            "299/300",
        ),
        ([_one("")], "amber", "0/1"),
    ],
)
def test_sums_of_live_shares(rows: list[str], severity: str, total: str) -> None:
    flags = [item for item in _read([LINES[0], *rows]).flags if "sum" in item.params]
    assert [(item.severity, item.params["sum"]) for item in flags] == [(severity, total)]
    assert flags[0].params["rows"] == ", ".join(f"row:{number}" for number in range(2, len(rows) + 2))


@pytest.mark.parametrize(
    "rows",
    [
        [_one("1/2"), _one("50%", cnp="2850202400023")],
        # ended on the day before the extract; begins the day after it
        [
            _one("1/1", end="09.01.2024"),
            _one("1/1", begin="10.01.2024", cnp="2850202400023"),
            _one("1/1", begin="11.01.2024", cnp="1770404400040"),
        ],
    ],
)
def test_whole_ownership_raises_no_flag(rows: list[str]) -> None:
    assert [item for item in _read([LINES[0], *rows]).flags if "sum" in item.params] == []


def test_an_entry_that_ends_on_the_day_of_the_extract_is_live() -> None:
    rows = [_one("1/1", end="10.01.2024"), _one("1/1", begin="10.01.2024", cnp="2850202400023")]
    assert [item.severity for item in _read([LINES[0], *rows]).flags] == ["red"]


def test_a_row_that_contradicts_an_earlier_entry_is_rejected() -> None:
    batch = _read([LINES[0], _one(price="1.000;RON;"), _one(price="2.000;RON;")])
    assert [item.locator for item in batch.rejections] == ["row:3"]
    assert "row:2" in batch.rejections[0].reason
    assert [item.props["price_minor"] for item in batch.links] == [100_000]


def test_price_of_a_part_is_not_scaled_up() -> None:
    batch = _read([LINES[0], _one("1/2", price="1.000;RON;"), _one("1/2", cnp="2850202400023")])
    assert batch.events == ()
    assert [item.params["sum"] for item in batch.flags] == ["1/2"]


def test_two_owners_without_numbers_stay_two_unless_the_source_has_its_key() -> None:
    mapping = replace(MAPPING, constants={**MAPPING.constants, "owner_kind": "person"})
    lines = [LINES[0], _one("1/2", cnp=""), _one("1/2", begin="02.01.2020", cnp="")]
    file = from_bytes("exemplu.csv", "\n".join(lines).encode())
    assert sum(item.type == "Person" for item in IMPORTER.read(file, (mapping,)).nodes) == 2
    keyed = replace(mapping, constants={**mapping.constants, "owner_key": "cheia-1"})
    assert sum(item.type == "Person" for item in IMPORTER.read(file, (keyed,)).nodes) == 1


def test_the_same_file_read_twice_is_the_same(batch: Batch, read_sample: Callable[[Importer, Path], Batch]) -> None:
    again = read_sample(IMPORTER, SAMPLE)
    assert (again.nodes, again.links, again.events) == (batch.nodes, batch.links, batch.events)


@given(st.permutations([line for line in LINES[1:] if "Străin" not in line and ";151;" not in line]))
def test_order_of_rows_does_not_matter(lines: list[str]) -> None:
    # Without the owner who has no valid number and therefore belongs to his row, and without the row that tells
    # the area of a house otherwise than the row before: of two such rows the first is kept.
    plain, mixed = (_read([LINES[0], *rows]) for rows in (sorted(lines), lines))
    for name in ("nodes", "links", "events"):
        assert {item.id for item in getattr(plain, name)} == {item.id for item in getattr(mixed, name)}
    assert plain.source.kept == mixed.source.kept


def test_no_mapping_and_two_mappings_are_refused() -> None:
    file = from_bytes("exemplu.csv", SAMPLE.read_bytes())
    for mappings in ((), (MAPPING, replace(MAPPING, name="alta"))):
        with pytest.raises(WrongUse, match="expected one"):
            IMPORTER.read(file, mappings)
    assert not IMPORTER.recognise(from_bytes("altceva.csv", b"a;b\n1;2\n"), (MAPPING,)).claims


def test_a_file_of_which_no_row_can_be_read_still_gives_its_reasons() -> None:
    batch = _read([LINES[0], _one("120%")])
    assert (batch.source.kept, len(batch.rejections), batch.source.as_of) == (0, 1, "2024-01-10")


@given(st.data())
def test_mutated_bytes_never_escape_as_another_error(data: st.DataObject) -> None:
    raw = bytearray(SAMPLE.read_bytes())
    for _ in range(data.draw(st.integers(1, 4))):
        raw[data.draw(st.integers(300, len(raw) - 1))] = data.draw(st.integers(0, 255))
    try:
        batch = IMPORTER.read(from_bytes("schimbat.csv", bytes(raw)), (MAPPING,))
    except TracerError:
        return
    assert batch.source.rows == batch.source.kept + len(batch.rejections)
