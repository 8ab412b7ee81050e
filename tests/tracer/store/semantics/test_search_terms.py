"""Under which words a node is found."""

from __future__ import annotations

import pytest

from graph_schema.records.nodes import NODE_TYPES
from tracer.store.semantics.search_terms import Question, find_terms, match_stage, read_question


def test_a_question_is_read_as_a_whole_in_words_and_joined():
    assert read_question(" țuțu  Ana-ana ") == Question("ANA ANA TUTU", ("TUTU", "ANA"), "TUTUANAANA")
    assert read_question("- %") == Question("", (), "")


@pytest.mark.parametrize(
    ("type_", "props", "terms"),
    [
        (
            "Person",
            {"name": "Ștefan Pop", "cnp": "1 23"},
            {"STEFAN", "POP", "POP STEFAN", "1", "23", "1 23", "123"},
        ),
        ("Person", {"name": "-", "address": "Strada Inventată"}, set()),
        ("Company", {"name": "ALFA", "cui": "123"}, {"ALFA", "123", "RO123"}),
        ("CryptoWallet", {"address": "bc1x"}, {"BC1X"}),
    ],
)
def test_names_give_words_and_identifiers_one_piece(type_, props, terms):
    assert find_terms(type_, props) == terms


def test_every_kind_can_be_asked():
    for name in NODE_TYPES:
        assert find_terms(name, {}) == set()


@pytest.mark.parametrize(
    ("text", "stage"),
    [("pop ștefan", 0), ("pop 123", 1), ("pop 12", 2), ("pop ana", None), ("ana", None)],
)
def test_every_word_is_asked_for(text, stage):
    terms = find_terms("Person", {"name": "Ștefan Pop", "cnp": "123"})
    assert match_stage(read_question(text), terms) == stage
