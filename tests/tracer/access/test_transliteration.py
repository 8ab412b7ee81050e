"""Words in the spelling that each rule gives, most of them the rule's own examples."""

from __future__ import annotations

import pytest

from tracer.access.alphabets import ALPHABETS
from tracer.access.folding import fold
from tracer.access.transliteration import transliterate


def ways(word: str) -> set[str]:
    return {"".join(written) for written in transliterate(word)}


@pytest.mark.parametrize(
    ("word", "written"),
    [
        ("Алушта", "alushta"),
        ("Єнакієве", "yenakiieve"),
        ("Гаєвич", "haievych"),
        ("Згорани", "zghorany"),
        ("Їжакевич", "yizhakevych"),
        ("Кадиївка", "kadyivka"),
        ("Йосипівка", "yosypivka"),
        ("Стрий", "stryi"),
        ("Гоща", "hoshcha"),
        ("Юрій", "yurii"),
        ("Крюківка", "kriukivka"),
        ("Костянтин", "kostiantyn"),
        ("Знаменка", "znamenka"),
        ("Гаращенко", "garashchenko"),
        ("Гаращенко", "haraschenko"),
        ("Єгор", "iegor"),
        ("Подъячев", "podieiachev"),
        ("Цыпин", "tcypin"),
        ("Соловьев", "solovyev"),
        ("Чёрный", "chernyi"),
        ("Щукин", "sukin"),
        ("Щукин", "scukin"),
        ("Щерю", "shteryu"),
        ("Мария", "maria"),
        ("Ӂеорӂеску", "georgescu"),
        ("Кишинэу", "chisinau"),
        ("Γιαννόπουλος", "giannopoulos"),
        ("Αγγελής", "angelis"),
        ("Ευστάθιος", "efstathios"),
        ("Μπότσαρης", "botsaris"),
        ("Λάμπρου", "lamprou"),
        ("Рорescu", "popescu"),
    ],
)
def test_a_word_has_the_spelling_of_the_rule(word: str, written: str) -> None:
    assert written in ways(word)
    assert written in ways(word.upper())


def test_the_first_way_is_that_of_the_folded_text_and_latin_letters_have_no_other() -> None:
    for word in ("Гребенюк", "Țurcanu", "Άνθης", "محمد", "王小明"):
        assert "".join(transliterate(word)[0]) == fold(word).text
    assert [len(transliterate(word)) for word in ("Popescu", "Țurcanu", "محمد", "王小明")] == [1, 1, 1, 1]


def test_each_way_has_one_piece_for_each_letter() -> None:
    for word in ("Єнакієве", "Згорани", "Μπότσαρης", "Щеткин"):
        assert {len(written) for written in transliterate(word)} == {len(word)}


def test_a_word_of_many_letters_with_several_ways_has_a_bound() -> None:
    assert len(ways("хґщюяєїийгкс" * 3)) <= 64 * len(ALPHABETS)


def test_every_table_says_where_it_is_from_and_has_letters_of_its_script() -> None:
    assert all(alphabet.source and len(alphabet.letters) > 10 for alphabet in ALPHABETS)
    assert len({(alphabet.script, alphabet.source) for alphabet in ALPHABETS}) == len(ALPHABETS)
