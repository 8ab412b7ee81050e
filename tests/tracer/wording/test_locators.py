"""A place in a file, in words."""

from __future__ import annotations

import pytest

from tracer.wording.language import find_language
from tracer.wording.locators import format_place, say_place

EN, RO = find_language("en"), find_language("ro")


@pytest.mark.parametrize(
    ("locator", "en", "ro"),
    [
        ("row:12", "row 12", "rândul 12"),
        ("sheet:Imobile/row:7", "sheet Imobile, row 7", "foaia Imobile, rândul 7"),
        ("sheet:2024/row:7", "sheet 2024, row 7", "foaia 2024, rândul 7"),
        ("sheet:a/b/row:7", "sheet a/b, row 7", "foaia a/b, rândul 7"),
        ("path:/Document/Stmt[2]", "/Document/Stmt[2]", "/Document/Stmt[2]"),
        ("path:/0/items/3", "/0/items/3", "/0/items/3"),
        ("statement:7", "statement:7", "statement:7"),
    ],
)
def test_a_place_in_a_file_is_told_as_a_reader_finds_it(locator: str, en: str, ro: str) -> None:
    assert (format_place(locator, EN), format_place(locator, RO)) == (en, ro)


@pytest.mark.parametrize(
    ("locator", "said"),
    [
        ("path:/Document/BkToCstmrStmt/Stmt[1]/Ntry[20]/NtryDtls[1]/TxDtls[1]", "rândul 20"),
        ("path:/Document/BkToCstmrStmt/Stmt[2]/Ntry[7]", "extrasul 2, rândul 7"),
        ("path:/Document/BkToCstmrStmt/Stmt[1]/Ntry[3]/NtryDtls[1]/TxDtls[4]", "rândul 3, detaliul 1.4"),
        ("path:/42/recordDetails/interests/0", "/42/recordDetails/interests/0"),
        ("sheet:Foaie1/row:7", "foaia Foaie1, rândul 7"),
    ],
)
def test_a_row_of_a_bank_is_said_as_a_person_says_it(locator: str, said: str) -> None:
    assert say_place(locator, RO) == said
