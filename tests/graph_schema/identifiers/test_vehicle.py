"""Vehicles: the VIN decides, its check digit does not; plates are only labels."""

from __future__ import annotations

import pytest

from graph_schema.identifiers import check_plate, check_vin


@pytest.mark.parametrize(
    ("text", "value", "fits"),
    [
        ("1M8GDM9AXKP042788", "1M8GDM9AXKP042788", True),
        ("1m8 gdm9a-xkp 042788", "1M8GDM9AXKP042788", True),
        ("11111111111111111", "11111111111111111", True),
        ("1M8GDM9A1KP042788", "1M8GDM9A1KP042788", False),
        ("ZZZZZZ00ZZZ000001", "ZZZZZZ00ZZZ000001", False),
    ],
)
def test_vin_is_well_formed_whatever_its_check_digit(text: str, value: str, fits: bool) -> None:
    checked = check_vin(text)
    assert (checked.value, checked.valid, checked.reason, checked.check_digit_fits) == (
        value,
        True,
        None,
        fits,
    )


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("1M8GDM9AXKP04278O", "without I, O and Q"),
        ("1M8GDM9AXKPI42788", "without I, O and Q"),
        ("1M8GDM9AXKPQ42788", "without I, O and Q"),
        ("1M8GDM9AXKP04278", "17 characters"),
        ("", "17 characters"),
    ],
)
def test_vin_flagged_and_kept(text: str, said: str) -> None:
    checked = check_vin(text)
    assert (checked.value, checked.valid, checked.check_digit_fits) == (text, False, False)
    assert said in str(checked.reason)


@pytest.mark.parametrize(
    ("text", "value"), [("CJ 12 ABC", "CJ12ABC"), ("b-123-xyz", "B123XYZ"), ("IF.07.ZZZ", "IF07ZZZ")]
)
def test_plate_well_formed(text: str, value: str) -> None:
    checked = check_plate(text)
    assert (checked.value, checked.valid, checked.reason) == (value, True, None)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("XX12ABC", "no Romanian county"),
        ("CJ1ABC", "two or three digits"),
        ("B012345", "two or three digits"),
        ("W 12345 X", "two or three digits"),
        ("", "two or three digits"),
    ],
)
def test_plate_flagged_and_kept(text: str, said: str) -> None:
    checked = check_plate(text)
    assert (checked.value, checked.valid) == (text.replace(" ", ""), False)
    assert said in str(checked.reason)
