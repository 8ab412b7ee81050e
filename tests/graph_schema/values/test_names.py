"""Keys of names: spellings of one name meet; what folding alone reaches on other people's data."""

from __future__ import annotations

import csv
import json
import unicodedata
from collections import Counter
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph_schema.values.names import fold_company, fold_name, fold_words, latin_key, second_key, split_legal_form

WORDS = st.text(st.characters(categories=["L"], max_codepoint=0x17F), min_size=1, max_size=8)


@pytest.mark.parametrize(
    "text",
    [
        "Ştefan Ţuţuianu",
        "TUTUIANU, Ștefan",
        "tutuianu stefan",
        unicodedata.normalize("NFD", "Ștefan Țuțuianu"),
        unicodedata.normalize("NFD", "Ştefan Ţuţuianu"),
        "  Ștefan\u00a0ȚUȚUIANU ",
    ],
)
def test_spellings_of_one_name_meet(text: str) -> None:
    assert fold_name(text) == "STEFAN TUTUIANU"


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("Ioana-Maria Brâncușeanu", "BRANCUSEANU IOANA MARIA"),
        ("Ăăîâ", "AAIA"),
        ("O'Neill / O’Neill", "ONEILL ONEILL"),
        ("Weiß Łukasz Øre", "LUKASZ ORE WEISS"),
        ("Đorđević Æsa", "AESA DORDEVIC"),
        ("Щербаков Дмитрий", "ДМИТРИИ ЩЕРБАКОВ"),
        ("रजनीकांत", "रजनीकांत"),
        ("ガギ", "ガギ"),
        ("", ""),
        ("?!.", ""),
    ],
)
def test_fold_name(text: str, key: str) -> None:
    assert fold_name(text) == key


def test_words_keep_their_order() -> None:
    assert fold_words("Țuțuianu, Ștefan") == ["TUTUIANU", "STEFAN"]


@given(st.text(max_size=40))
def test_folding_twice_changes_nothing(text: str) -> None:
    assert fold_name(fold_name(text)) == fold_name(text)


@given(st.lists(WORDS, min_size=1, max_size=4), st.randoms(use_true_random=False))
def test_order_case_and_composition_do_not_matter(words: list[str], random: object) -> None:
    key = fold_name(" ".join(words))
    assert fold_name(", ".join(reversed(words))) == key
    assert fold_name(unicodedata.normalize("NFD", " ".join(words))) == key


@given(st.text("abcășțâîĂȘȚÂÎ -", max_size=30))
def test_both_encodings_of_romanian_letters_meet(text: str) -> None:
    cedilla = text.translate(str.maketrans("șțȘȚ", "şţŞŢ"))
    assert fold_name(cedilla) == fold_name(text) == fold_name(text.upper()) == fold_name(text.lower())


@pytest.mark.parametrize(("old", "new"), [("Pîrvu", "Pârvu"), ("PÎRVU Ion", "Ion Pârvu"), ("Pîrvu", "Pa\u0302rvu")])
def test_old_and_new_spelling_meet_under_the_second_key(old: str, new: str) -> None:
    assert fold_name(old) != fold_name(new)
    assert second_key(old) == second_key(new)


def test_second_key_keeps_plain_letters_apart() -> None:
    assert second_key("Ana") != second_key("Ina")
    assert second_key("Parvu") == fold_name("Pârvu") != second_key("Pârvu")


def test_latin_key_meets_cyrillic_and_greek() -> None:
    assert latin_key("Владимир Петров") == fold_name("Petrov, Vladimir")
    assert latin_key("Γιώργος Παπαδόπουλος") == "GIORGOS PAPADOPOYLOS"
    assert latin_key("Ștefan") == "STEFAN"
    assert latin_key("حسین موسوی").isascii()


@pytest.mark.parametrize(
    ("name", "bare", "form"),
    [
        ("S.C. Alfa S.R.L.", "Alfa", "SRL"),
        ("SC ALFA SRL", "ALFA", "SRL"),
        ("Alfa SRL.", "Alfa", "SRL"),
        ("Alfa S.R.L", "Alfa", "SRL"),
        ("Alfa S. R. L.", "Alfa", "SRL"),
        ("Alfa,S.R.L..", "Alfa", "SRL"),
        ("Alfa .S.R.L", "Alfa", "SRL"),
        ("Societatea Alfa Societate cu Răspundere Limitată", "Alfa", "SRL"),
        ("Alfa SRL-D", "Alfa", "SRL-D"),
        ("Alfa S.R.L. - D", "Alfa", "SRL-D"),
        ("Alfa S.A.", "Alfa", "SA"),
        ("Alfa Societate pe Acţiuni", "Alfa", "SA"),
        ("Alfa SNC", "Alfa", "SNC"),
        ("Alfa S.C.S.", "Alfa", "SCS"),
        ("Exemplu Ion PFA", "Exemplu Ion", "PFA"),
        ("P.F.A. Exemplu Ion", "Exemplu Ion", "PFA"),
        ("Exemplu Ion Persoană Fizică Autorizată", "Exemplu Ion", "PFA"),
        ("Exemplu Ion Î.I.", "Exemplu Ion", "II"),
        ("Întreprindere Individuală Exemplu Ion", "Exemplu Ion", "II"),
        ("Exemplu I.F.", "Exemplu", "IF"),
        ("O.N.G. Exemplu", "Exemplu", "ONG"),
        ("Asociația Exemplu", "Exemplu", "ASOCIATIE"),
        ("Alfa AG SRL", "Alfa AG", "SRL"),
        ("Exemplu GmbH & Co. KG", "Exemplu", "GMBHCOKG"),
        ("Exemplu Limited", "Exemplu", "LTD"),
        ("Exemplu Ltd.", "Exemplu", "LTD"),
        ("Példa Korlátolt Felelősségű Társaság", "Példa", "KFT"),
        ("Példa Kft.", "Példa", "KFT"),
        ("Пример ЕООД", "Пример", "EOOD"),
        ("ООО «Пример»", "Пример", "OOO"),
        ("Exemplu Sarat", "Exemplu Sarat", None),
        ("SC Exemplu", "SC Exemplu", None),
        ("SRL", "SRL", None),
        ("", "", None),
    ],
)
def test_split_legal_form(name: str, bare: str, form: str | None) -> None:
    assert split_legal_form(name) == (bare, form)


def test_company_spellings_meet_and_forms_stay_apart() -> None:
    spellings = ["S.C. C.F.R. Țesături S.R.L.", "CFR TESATURI SRL", "Cfr Ţesături, S.R.L"]
    assert {fold_company(name) for name in spellings} == {"CFR TESATURI"}
    assert fold_company("ALFA SRL") == fold_company("ALFA SA")
    assert split_legal_form("ALFA SRL")[1] != split_legal_form("ALFA SA")[1]
    assert fold_company("S.R.L.") == "SRL"


@given(
    st.lists(WORDS, min_size=1, max_size=3),
    st.sampled_from(["SRL", "S.R.L.", "S.A.", "PFA", "SNC", "Kft.", "GmbH"]),
)
def test_a_form_at_the_end_is_always_split_off(words: list[str], form: str) -> None:
    bare, found = split_legal_form(" ".join(["X0", *words, "&", "X1", form]))
    assert found is not None
    assert fold_words(bare) == fold_words(" ".join(["X0", *words, "X1"]))


def test_name_bench_folding_alone(shared_data: Path) -> None:
    """413 labelled pairs: what equal keys reach, against the published baseline of fuzzy matching.

    Equal keys are rarely wrong and often silent: they find candidates that need no score, the rest is for
    scoring.
    """
    with (shared_data / "names" / "name_bench_cases.csv").open(encoding="utf-8", newline="") as file:
        cases = list(csv.DictReader(file))
    expected = json.loads((shared_data / "expected" / "name_bench.json").read_text(encoding="utf-8"))
    assert len(cases) == expected["cases"]
    counts: Counter[tuple[str, bool]] = Counter()
    for case in cases:
        key = fold_name if case["schema"] == "Person" else fold_company
        counts[case["is_match"], key(case["name1"]) == key(case["name2"])] += 1
    true_positive, false_positive = counts["true", True], counts["false", True]
    assert true_positive + counts["true", False] == expected["matches"]
    assert (true_positive, false_positive) == (34, 3)
    precision = true_positive / (true_positive + false_positive)
    assert precision > expected["baseline"]["precision"] + 0.1


def test_register_names_split_into_name_and_form(shared_data: Path) -> None:
    with (shared_data / "names" / "gleif_ro_neighbours.csv").open(encoding="utf-8", newline="") as file:
        rows = [(row["country"], row["legal_name"]) for row in csv.DictReader(file)]
    expected = json.loads((shared_data / "expected" / "gleif_names.json").read_text(encoding="utf-8"))
    assert len(rows) == expected["rows"]
    romanian = [split_legal_form(name) for country, name in rows if country == "RO"]
    forms = Counter(form for _, form in romanian)
    # Each of the three spellings counted apart from the product is recognised, and a few rarer ones beside
    # them.
    assert forms["SRL"] >= sum(expected["romanian_srl_spellings"].values())
    # Left whole: investment funds, medical practices and names registered without a form.
    assert forms[None] <= 19
    assert all(fold_name(bare) for bare, _ in romanian)
    assert all(fold_company(name) for _, name in rows)


def test_different_register_entries_rarely_share_a_key(shared_data: Path) -> None:
    with (shared_data / "names" / "gleif_ro_neighbours.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    expected = json.loads((shared_data / "expected" / "gleif_names.json").read_text(encoding="utf-8"))
    entries: dict[tuple[str, str, str | None], set[str]] = {}
    for row in rows:
        key = (row["country"], fold_company(row["legal_name"]), split_legal_form(row["legal_name"])[1])
        entries.setdefault(key, set()).add(row["lei"])
    # Folding joins no two companies that the register spells apart: only the repeated names meet.
    assert sum(len(leis) - 1 for leis in entries.values()) == expected["same_name_other_lei"]
