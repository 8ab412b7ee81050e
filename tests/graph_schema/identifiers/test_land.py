"""Cadastral numbers: the locality belongs to the key."""

from __future__ import annotations

import pytest

from graph_schema.identifiers import check_cadastral


@pytest.mark.parametrize(
    ("locality", "number", "value", "parts"),
    [
        ("Cluj-Napoca", "123456", "CLUJ NAPOCA/123456", ("123456", None, None)),
        ("CLUJ NAPOCA", "123.456-C1", "CLUJ NAPOCA/123456-C1", ("123456", "1", None)),
        ("Iași", "123456 - c1 - u5", "IASI/123456-C1-U5", ("123456", "1", "5")),
        ("Iaşi", "123456-C1-U5", "IASI/123456-C1-U5", ("123456", "1", "5")),
        ("179132", "7-C12", "179132/7-C12", ("7", "12", None)),
    ],
)
def test_well_formed(locality: str, number: str, value: str, parts: tuple[str | None, str | None, str | None]) -> None:
    checked = check_cadastral(locality, number)
    assert (checked.value, checked.valid, checked.reason) == (value, True, None)
    assert (checked.parcel, checked.building, checked.unit) == parts


def test_same_number_in_two_localities_is_two_parcels() -> None:
    assert check_cadastral("Alba Iulia", "100").value != check_cadastral("Iași", "100").value


def test_locality_is_required() -> None:
    checked = check_cadastral(" - ", "123456")
    assert not checked.valid
    assert "needs its locality" in str(checked.reason)


@pytest.mark.parametrize("number", ["1234/1", "0123", "CF 123", "123456-U5-C1", "123456-C", "12345678", ""])
def test_older_and_broken_numbers_are_flagged(number: str) -> None:
    checked = check_cadastral("Iași", number)
    assert not checked.valid
    assert checked.value == "IASI/" + number.replace(" ", "")
    assert (checked.parcel, checked.building, checked.unit) == (None, None, None)
