"""Nodes whose words are like those asked."""

from __future__ import annotations

import numpy as np
import pyarrow as pa
import pytest

from graph_schema.values.names import fold_words
from tracer.resolve.names.index import NearIndex, build_index
from tracer.resolve.names.words import read_words

NONE = np.empty(0, np.int64)


def index_of(*nodes: tuple[str, str]) -> NearIndex:
    """Of nodes with a type and a text; the ids are a, b, c ..."""
    ids = [chr(ord("a") + place) for place in range(len(nodes))]
    pairs = sorted({(word, place) for place, (_, text) in enumerate(nodes) for word in fold_words(text)})
    words = sorted({word for word, _ in pairs})
    offsets = np.searchsorted([words.index(word) for word, _ in pairs], np.arange(len(words) + 1))
    table = pa.table({"id": ids, "type": [type_ for type_, _ in nodes]})
    return build_index(table, pa.array(words, pa.string()), offsets, np.array([place for _, place in pairs], np.int32))


def alike(index, text, hidden=NONE, first=True):
    return "".join(index.find_alike(read_words(text), fold_words(text), hidden)[not first])


@pytest.mark.parametrize(
    "asked",
    ["Fictivesku", "Fictivsecu", "Фиктивеску", "StefaniaFictivescu", "Fictiv escu", "Fic tiv escu", "Ştefannia"],
)
def test_a_word_that_is_written_otherwise_finds_the_node(asked):
    assert alike(index_of(("Person", "Altul Cineva"), ("Person", "Ștefania Fictivescu")), asked).startswith("b")


def test_the_likest_come_first_and_equal_ones_by_id():
    index = index_of(
        ("Person", "Inventesco Ana"),
        ("Person", "Inventesku Anna"),
        ("Person", "Inventesko Anna"),
        ("Person", "Altul Ana"),
    )
    assert alike(index, "Inventescu Ana") == "abcd"


def test_what_has_every_word_as_asked_is_left_out_because_a_search_finds_it():
    assert alike(index_of(("Person", "Ana Inventescu"), ("Person", "Ana Inventesku")), "Ana Inventescu") == "b"


def test_words_of_other_scripts_are_found_by_their_sound():
    index = index_of(("Person", "Владимир Выдуманный"), ("Person", "محمد"), ("Person", "习近平"))
    assert (alike(index, "Vladimir"), alike(index, "Mohammed"), alike(index, "Xi Jinping")) == ("a", "b", "c")


def test_numbers_in_names_are_not_guessed():
    index = index_of(("Company", "Brigada 44"), ("Company", "Brigada 45"))
    assert alike(index, "Brigata 45").startswith("b")


def test_persons_and_companies_are_apart_from_the_rest():
    index = index_of(("Account", "Fictivescu"), ("Person", "Fictivescu"), ("Company", "Fictivescu"))
    assert (alike(index, "Fictivesku"), alike(index, "Fictivesku", first=False)) == ("bc", "a")


def test_hidden_nodes_do_not_change_what_else_is_found():
    shown = [("Person", f"Fictivesc{letter} Ana") for letter in "ieo"]
    hidden = [("Person", "Fictivescu Ana"), ("Person", "Fictivesc Anna")]
    index = index_of(*shown, *hidden)
    assert alike(index, "Fictivesku Ana", index.places(["d", "e", "none"])) == alike(index_of(*shown), "Fictivesku Ana")


def test_identifiers_with_one_wrong_character_are_found():
    index = index_of(("Account", "RO30FICTRON13"), ("Account", "RO30FICTRON31"), ("Vehicle", "B904EXM"))
    assert list(index.find_numbers("RO30FICTRON13", NONE)) == ["b"]
    assert list(index.find_numbers("RO30FICTRON11", NONE)) == ["a", "b"]
    assert list(index.find_numbers("RO30FICTRON11", index.places(["a"]))) == ["b"]
    assert list(index.find_numbers("B904EXN", NONE)) == ["c"]
    assert list(index.find_numbers("FICTIV", NONE)) == list(index.find_numbers("B90", NONE)) == []


def test_an_empty_case_finds_nothing():
    index = index_of()
    assert alike(index, "Fictivescu") == "" and list(index.find_numbers("B904EXN", NONE)) == []
