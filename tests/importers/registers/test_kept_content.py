"""Kept means kept: each filled cell of a kept row is found again in the batch, or the row is a rejection."""

from __future__ import annotations

import csv
import io
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from importers.building.register import RegisterImporter
from importers.contract import Batch
from importers.mapping import ColumnMapping
from importers.property import land, vehicle
from importers.registers import accounts, inventory, measures, persons
from importers.source import from_bytes

NAMES = ("Ana Exemplu", "Ion Exemplu", "Parc Exemplu SRL")
CNPS, CUIS = ("1900101400012", "1770404400040"), ("90000014",)
DAYS = ("2024-01-10", "2024-02-11")
VALUES = {
    "name": NAMES,
    "cnp": CNPS,
    "cui": CUIS,
    "kind": ("person", "company"),
    "key": ("k-1", "k-2"),
    "born": ("1990-01-01", "1985"),
    "address": ("Strada Inventată 1", "Strada Inventată 2"),
    "case_number": ("1234/P/2024",),
    "role": ("suspect", "victim"),
    "share": ("1/2", "1/3"),
    "extract_date": DAYS,
    "number": ("RO42INVT0000000000000001",),
    "iban": ("RO42INVT0000000000000001",),
    "link": ("holder", "beneficiary"),
    "currency": ("RON", "EUR"),
    "price_currency": ("RON",),
    "value_currency": ("EUR",),
    "cap_currency": ("RON",),
    "amount": ("12.34",),
    "price": ("56.78",),
    "value": ("91.01",),
    "cap": ("23.45",),
    "locality": ("Florești",),
    "cadastral": ("300002", "300003"),
    "area_m2": ("150", "151"),
    "built": ("2019",),
    "vin": ("WVWZZZ1JZXW000001",),
    "plate": ("CJ12ABC",),
    "method": ("estimate", "appraisal"),
    "value_method": ("estimate",),
    "state": ("FROZEN", "IDENTIFIED"),
    "purposes": ("special_confiscation", "fine"),
    "asset_kind": ("property", "account", "item"),
    "holding": ("owner", "possessor"),
    "related_to_cnp": CNPS,
    "person_cnp": CNPS,
    "company_cui": CUIS,
    "country": ("RO",),
    "released_share": ("1/4",),
    "measure_number": ("1", "2"),
}
CLASSES = {
    "land-register": ("flat", "land"),
    "vehicle-register": ("car",),
    "inventory-register": ("watch", "cash", "crypto", "company_share"),
}
DAY_FIELDS = {"from_date", "to_date", "role_from", "role_to", "effective", "recorded", "document_date", "value_date"}
IDENTITY = {
    "key",
    "inventory",
    "item",
    "locality",
    "cadastral",
    "vin",
    "iban",
    "address",
    "chain",
    "asset_kind",
    "kind",
    "person_cnp",
    "company_cui",
    "related_to_cnp",
    "link",
    "holding",
    "asset_class",
    "cnp",
    "cui",
}
"""Fields that say which thing or which kind of tie is meant: they are in its id or type, and often in words too."""
REGISTERS = [
    land.IMPORTER,
    vehicle.IMPORTER,
    accounts.IMPORTER,
    inventory.IMPORTER,
    measures.IMPORTER,
    persons.IMPORTER,
]


def values_of(register: RegisterImporter, name: str) -> tuple[str, ...]:
    bare = name.removeprefix("owner_").removeprefix("holder_")
    if name == "asset_class":
        return CLASSES[register.format]
    if name in DAY_FIELDS:
        return DAYS
    if name.startswith("case_") and name != "case_number":
        return (f"{name} a", f"{name} b")
    return VALUES.get(name) or VALUES.get(bare) or (f"{name} unu", f"{name} doi")


def read(register: RegisterImporter, names: list[str], rows: list[dict[str, str]]) -> Batch:
    mapping = ColumnMapping(
        name="probă",
        format=register.format,
        version=1,
        encoding="utf-8",
        delimiter=";",
        header_row=1,
        decimal_mark=".",
        date_pattern="YYYY-MM-DD",
        columns={name: name for name in names},
    )
    text = io.StringIO()
    writer = csv.DictWriter(text, names, delimiter=";", lineterminator="\n")
    writer.writeheader()
    writer.writerows(rows)
    return register.read(from_bytes("proba.csv", text.getvalue().encode()), (mapping,))


def told(batch: Batch) -> set[str]:
    """Every value that the records of a batch hold, in words, or that a flag quotes beside the one that is kept."""
    found = {batch.source.as_of}
    for record in (*batch.nodes, *batch.links):
        found |= {str(value) for value in record.props.values()}
    for flag in batch.flags:
        found |= {str(value) for value in flag.params.values()}
    for event in batch.events:
        found |= {event.author, str(event.effective), str(event.recorded), *map(str, event.props.values())}
    return found


def is_told(value: str, words: set[str]) -> bool:
    minor = value.replace(".", "") if value.replace(".", "").isdigit() and "." in value else value
    return value in words or minor in words or any(value in word for word in words)


@pytest.mark.parametrize("register", REGISTERS, ids=lambda register: register.name)
@settings(max_examples=60, deadline=None)
@given(data=st.data())
def test_every_cell_of_a_kept_row_is_found_again(register: RegisterImporter, data: st.DataObject) -> None:
    names = sorted({*register.required, *register.optional, "extract_date"})
    rows = []
    for _ in range(data.draw(st.integers(1, 4))):
        optional = data.draw(st.sets(st.sampled_from(names), max_size=8))
        filled = sorted({*register.required, "extract_date", *optional})
        rows.append({name: data.draw(st.sampled_from(values_of(register, name)), label=name) for name in filled})
    batch = read(register, names, rows)
    assert batch.source.rows == len(rows) == batch.source.kept + batch.source.rejected
    refused = {item.locator for item in batch.rejections}
    words = told(batch)
    for place, row in enumerate(rows, start=2):
        if f"row:{place}" in refused:
            continue
        for name, value in row.items():
            bare = name.removeprefix("owner_").removeprefix("holder_")
            assert bare in IDENTITY or is_told(value, words), (name, value)


@pytest.mark.parametrize(
    ("register", "first", "second", "field"),
    [
        (land.IMPORTER, {"description": "Casă"}, {"description": "Teren", "from_date": "2024-02-11"}, "description"),
        (land.IMPORTER, {"owner_address": "A 1"}, {"owner_address": "B 2", "from_date": "2024-02-11"}, "address"),
        (vehicle.IMPORTER, {"built": "2019"}, {"built": "2020", "from_date": "2024-02-11"}, "built"),
        (accounts.IMPORTER, {"bank": "Banca A"}, {"bank": "Banca B", "from_date": "2024-02-11"}, "bank"),
        (inventory.IMPORTER, {"serial": "S1"}, {"serial": "S2"}, "serial"),
    ],
)
def test_two_descriptions_under_one_key_are_a_rejection_with_both_places(
    register: RegisterImporter, first: dict[str, str], second: dict[str, str], field: str
) -> None:
    plain = {name: values_of(register, name)[0] for name in register.required} | {"extract_date": DAYS[0]}
    party = {"owner_name": "owner_cnp", "holder_name": "holder_cnp", "name": "cnp"}
    plain |= {number: CNPS[0] for name, number in party.items() if name in plain}
    if register is vehicle.IMPORTER:
        plain["vin"] = VALUES["vin"][0]
    names = sorted({*register.required, *register.optional, "extract_date"})
    batch = read(register, names, [plain | first, plain | second])
    (refused,) = batch.rejections
    assert refused.locator == "row:3" and " at row:2" in refused.reason
    assert f"the field {field} of the" in refused.reason
    assert second[next(iter(second))] in refused.reason and first[next(iter(first))] in refused.reason
    again = read(register, names, [plain | first, plain | first])
    assert (again.source.kept, again.rejections) == (2, ())


def test_a_cell_that_its_row_has_no_use_for_is_a_rejection() -> None:
    row = {
        "inventory": "PV 1",
        "item": "1",
        "asset_class": "watch",
        "description": "Ceas",
        "amount": "12.34",
        "currency": "RON",
        "extract_date": str(date(2024, 1, 10)),
    }
    (refused,) = read(inventory.IMPORTER, list(row), [row]).rejections
    assert "amount is '12.34'; expected no value, because a row of this kind has no such field" in refused.reason


def test_rows_of_two_extracts_in_a_register_of_one_day_are_a_rejection() -> None:
    row = {"case_number": "1234/P/2024", "name": "Ana Exemplu", "kind": "person", "role": "victim"}
    rows = [row | {"extract_date": "2024-01-10"}, row | {"extract_date": "2024-02-11", "role": "witness"}]
    (refused,) = read(persons.IMPORTER, list(rows[0]), rows).rejections
    assert (refused.locator, refused.value) == ("row:3", "2024-02-11")
    assert "'2024-01-10' at row:2" in refused.reason
