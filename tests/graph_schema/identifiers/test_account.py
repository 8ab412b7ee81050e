"""The IBAN: structure of its country and check digits; a mask that hides the bank."""

from __future__ import annotations

import pytest

from graph_schema.identifiers import check_iban, mask_iban


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("RO49AAAA1B31007593840000", "RO49AAAA1B31007593840000"),
        ("ro49 aaaa 1b31 0075 9384 0000", "RO49AAAA1B31007593840000"),
        ("IBAN: RO49-AAAA-1B31-0075-9384-0000", "RO49AAAA1B31007593840000"),
        ("GB82 WEST 1234 5698 7654 32", "GB82WEST12345698765432"),
        # The published example of Belgium: its bank code is not in the list of the library.
        ("BE68 5390 0754 7034", "BE68539007547034"),
    ],
)
def test_well_formed(text: str, value: str) -> None:
    checked = check_iban(text)
    assert (checked.value, checked.valid, checked.reason) == (value, True, None)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("RO49AAAA1B31007593840001", "check digits"),
        ("RO94AAAA1B31007593840000", "check digits"),
        ("RO", "check digits"),
        ("", "length and structure"),
        ("123456789", "check digits"),
    ],
)
def test_flagged_and_kept(text: str, said: str) -> None:
    checked = check_iban(text)
    assert (checked.value, checked.valid) == (text, False)
    assert said in str(checked.reason)


@pytest.mark.parametrize(
    ("country", "national", "said"),
    [
        ("XX", "AAAA1B31007593840000", "country"),
        ("RO", "AAAA1B3100759384000", "length and structure"),
        ("RO", "AAA11B31007593840000", "length and structure"),
        ("BE", "539007547033", "check digits"),
    ],
)
def test_check_digits_alone_are_not_enough(country: str, national: str, said: str) -> None:
    remainder = int("".join(str(int(sign, 36)) for sign in f"{national}{country}00")) % 97
    checked = check_iban(f"{country}{98 - remainder:02d}{national}")
    assert not checked.valid
    assert said in str(checked.reason)


@pytest.mark.parametrize(
    ("text", "mask"),
    [
        ("RO49 AAAA 1B31 0075 9384 0000", "RO**** 0000"),
        ("GB82WEST12345698765432", "GB**** 5432"),
        ("000123456789", "**** 6789"),
        ("12345678901", "****"),
        ("", "****"),
    ],
)
def test_mask(text: str, mask: str) -> None:
    assert mask_iban(text) == mask
