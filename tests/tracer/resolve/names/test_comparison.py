"""Two names, and in what they differ."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tracer.resolve.names.comparison import NEAR, compare, one_change, read_name

LETTERS = st.text(st.sampled_from("abcdeijostuvwxyzșțăâîüΩЖя漢 -.'19"), max_size=24)


def compared(asked, found, company=False, whole=True):
    likeness = compare(
        read_name(asked, company=company), read_name(found, company=company), company=company, whole=whole
    )
    return likeness.score, [(item.code, item.asked, item.found) for item in likeness.reasons]


@pytest.mark.parametrize(
    ("asked", "found", "reasons"),
    [
        ("Ștefania Fictivescu", "FICTIVESCU stefania", []),
        ("stefania fictivexcu", "Ștefania Fictivescu", [("spelling", "FICTIVEXCU", "FICTIVESCU")]),
        ("Stefnaia Fictivescu", "Ștefania Fictivescu", [("spelling", "STEFNAIA", "STEFANIA")]),
        ("Muhammad Inventat", "Mohammed Inventat", [("spelling", "MUHAMMAD", "MOHAMMED")]),
        ("Wictor Inventescu", "Victor Inventescu", [("sound", "WICTOR", "VICTOR")]),
        ("Alexandru Pluksu", "Alexandru Pluxu", [("sound", "PLUKSU", "PLUXU")]),
        (
            "Ellena Pretextescou",
            "Elena Pretextescu",
            [("sound", "ELLENA", "ELENA"), ("sound", "PRETEXTESCOU", "PRETEXTESCU")],
        ),
        ("Виктор Inventescu", "Victor Inventescu", [("script", "ВИКТОР", "VICTOR")]),
        ("محمد Inventat", "Mohammed Inventat", [("script", "محمد", "MOHAMMED")]),
        ("V. Inventescu", "Victor Inventescu", [("initial", "V", "VICTOR")]),
        ("Alex Inventescu", "Alexandru Inventescu", [("short", "ALEX", "ALEXANDRU")]),
        ("Van der Fictiv Jan", "Vanderfictiv Jan", [("joined", "VAN DER FICTIV", "VANDERFICTIV")]),
        ("Ana Maria Inventescu", "Ana Inventescu", [("left_out", "MARIA", "")]),
        ("Ana Inventescu", "Ana Maria Inventescu", [("added", "", "MARIA")]),
    ],
)
def test_what_differs_between_names_of_one_person_is_named(asked, found, reasons):
    score, differences = compared(asked, found)
    assert differences == reasons
    assert score >= NEAR


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ("Ana Inventescu", "Ion Inventescu"),
        ("Ana Maria Elena Ioana Inventescu", "Ana Maria Elena Ioana Altul"),
        ("Inventescu", "Altul"),
        ("A. I.", "Ana Inventescu"),
        ("Al", "Al Inventescu Altul"),
    ],
)
def test_one_word_that_differs_wholly_makes_another_person_however_long_the_name_is(asked, found):
    assert compared(asked, found)[0] < NEAR


def test_a_surname_alone_finds_the_person_but_a_first_name_alone_is_no_person():
    assert compared("Inventesku", "Victor Inventescu")[0] >= NEAR
    assert compared("Victor Inventescu", "Inventescu")[0] < NEAR


@pytest.mark.parametrize(
    ("asked", "found", "code"),
    [
        ("Alfa Fictiv S.R.L.", "ALFA FICTIV SRL", None),
        ("Societatea cu Răspundere Limitată Alfa Fictiv", "Alfa Fictiv SRL", None),
        ("Alfa Fictiv GmbH", "Alfa Fictiv SRL", None),
        ("ООО Альфа Fictiv", "Alfa Fictiv SRL", "script"),
        ("S.C. Alfa Fictiv SRL", "Alfa Fictiv", "form_missing"),
        ("A.B.C. Fictiv SRL", "ABC Fictiv SRL", None),
        ("The Alfa Fictiv Group SRL", "Alfa Fictiv SRL", None),
    ],
)
def test_companies_are_compared_without_their_legal_form(asked, found, code):
    score, reasons = compared(asked, found, company=True)
    assert score >= NEAR
    assert [reason[0] for reason in reasons] == ([] if code is None else [code])


@pytest.mark.parametrize(
    ("asked", "found", "code"),
    [
        ("Alfa Fictiv SA", "Alfa Fictiv SRL", "form_other"),
        ("Alfa Fictiv Doi SRL", "Alfa Fictiv SRL", "left_out"),
        ("Fondul Fictiv 4 SRL", "Fondul Fictiv 5 SRL", "number"),
        ("Fondul Fictiv IV SRL", "Fondul Fictiv V SRL", "other_word"),
        ("Fondul Fictiv XI SRL", "Fondul Fictiv XII SRL", "number"),
        ("Fondul Fictiv 2004 SRL", "Fondul Fictiv SRL", "left_out"),
    ],
)
def test_another_form_word_or_number_makes_another_company(asked, found, code):
    score, reasons = compared(asked, found, company=True)
    assert score < NEAR
    assert code in [reason[0] for reason in reasons] or code == "other_word"


def test_further_words_of_a_description_say_nothing():
    asked, found = "bulevardul Inchiput", "Apartament 3 camere, bulevardul Închipuit 12"
    assert compared(asked, found, whole=False)[0] >= NEAR > compared(asked, found)[0]
    assert compared("bulevardul Închipuit altundeva", found, whole=False)[0] < NEAR


@pytest.mark.parametrize(
    ("asked", "found", "is_one"),
    [
        ("RO30FICTRON0000000000013", "RO30FICTRON0000000000013", False),
        ("RO30FICTRON0000000000013", "RO30FICTRON0000000000014", True),
        ("RO30FICTRON0000000000013", "RO30FICTRON0000000000031", True),
        ("RO30FICTRON0000000000013", "RO30FICTRON000000000013", True),
        ("RO30FICTRON0000000000013", "RO30FICTRON00000000000134", True),
        ("RO30FICTRON0000000000013", "RO30FICTRON0000000000024", False),
        ("B904EXM", "B904EXN", True),
        ("B904EXM", "B940EXM", True),
        ("12", "13", False),
        ("FICTIV", "FICTIVA", False),
    ],
)
def test_identifiers_with_one_wrong_or_swapped_character(asked, found, is_one):
    assert one_change(asked, found) is is_one


@given(LETTERS, LETTERS, st.booleans())
def test_likeness_is_between_0_and_1_and_does_not_depend_on_who_asks(asked, found, company):
    there, back = compared(asked, found, company), compared(found, asked, company)
    assert 0 <= there[0] <= 1
    # One word alone is part of a name if it is asked, and another name if it is found.
    if min(len(read_name(text, company=company).words) for text in (asked, found)) != 1:
        assert there[0] == pytest.approx(back[0])


@given(LETTERS, st.booleans())
def test_a_name_is_like_itself_however_its_words_are_ordered(name, company):
    words = read_name(name, company=False).words
    if any(not word.light and len(word.text) > 1 for word in words):
        assert compared(name, name, company) == (1.0, [])
        assert compared(name, " ".join(reversed(name.split())))[0] >= NEAR
