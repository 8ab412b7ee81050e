"""Nobody real is named: banks, numbers and codes that no person, company or account can have."""

from __future__ import annotations

import re
from datetime import date

from graph_schema.identifiers import check_case_number, check_cnp, check_cui, check_iban
from tracer.sample.world.accounts import ACCOUNTS, BANKS, OUTSIDE_BANK, SPOILED_IBAN, outside_iban
from tracer.sample.world.companies import COMPANIES, SPOILED_CUI
from tracer.sample.world.invented_numbers import make_cnp, make_cui, make_iban, spoil
from tracer.sample.world.people import FIRST_FILE, MAIN_FILE, PEOPLE, WITNESS_CNP
from tracer.sample.writing import SampleFiles


def test_every_account_number_is_at_an_invented_bank(sample: SampleFiles) -> None:
    invented = {*BANKS, OUTSIDE_BANK}
    assert invented == {"EXMP", "FICT", "INVT", "IMAG"}
    found = set()
    for path in sample.files:
        text = path.read_bytes().decode("iso-8859-1")
        found |= set(re.findall(r"\bRO[0-9]{2}([A-Z]{4})[A-Z0-9]{16}\b", text))
    assert found == invented


def test_personal_numbers_are_sound_and_of_nobody_alive() -> None:
    for person in PEOPLE.values():
        assert check_cnp(person.cnp).valid
        assert person.cnp[0] in "34"  # born 1800 to 1899
        assert "80" <= person.cnp[1:3] <= "99"
    assert len({person.cnp for person in PEOPLE.values()}) == len(PEOPLE)
    assert not check_cnp(WITNESS_CNP).valid


def test_company_codes_are_sound_and_not_given_out() -> None:
    codes = [company.cui for company in COMPANIES.values() if company.cui]
    assert all(check_cui(code).valid and int(code) > 99_000_000 for code in codes)
    assert len(set(codes)) == len(codes) == 25
    assert not check_cui(SPOILED_CUI).valid


def test_account_numbers_are_sound_but_for_the_mistyped_one() -> None:
    assert all(check_iban(account.iban).valid for account in ACCOUNTS.values())
    assert check_iban(outside_iban(7)).valid
    assert not check_iban(SPOILED_IBAN).valid


def test_file_numbers_have_the_form_but_not_the_size_of_real_ones() -> None:
    for number in (FIRST_FILE, MAIN_FILE):
        assert check_case_number(number).valid
        assert int(number.partition("/")[0]) > 900_000


def test_names_say_that_they_are_invented() -> None:
    words = (
        "exemplu",
        "inexist",
        "imagin",
        "invent",
        "fic",
        "pretext",
        "născoc",
        "plăsm",
        "închip",
        "neadev",
    )
    for name in [*(p.name for p in PEOPLE.values()), *(c.name for c in COMPANIES.values()), *BANKS.values()]:
        assert any(word in name.lower() for word in words), name


def test_numbers_literally() -> None:
    assert make_cnp("m", "820314", 101) == "3820314701012"
    assert make_cui(1) == "99000018"
    assert make_iban("EXMP", 1, "RON") == "RO55EXMPRON0000000000001"
    assert spoil("129") == "120"
    assert date(1882, 3, 14).strftime("%y%m%d") == "820314"
