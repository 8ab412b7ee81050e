"""A sentence is English text that still knows what it was made of."""

from __future__ import annotations

import copy
import json
import pickle

from graph_schema.errors import WrongValue
from graph_schema.messages import Message

INNER = Message("{text!r} is no day", text="31.02.2024")
OUTER = Message("{place}: {reason}", place="row:2", reason=INNER)


def test_a_sentence_reads_as_english_text():
    assert OUTER == "row:2: '31.02.2024' is no day"
    assert json.dumps(OUTER) == json.dumps("row:2: '31.02.2024' is no day")
    assert Message("braces {stay} where nothing fills them") == "braces {stay} where nothing fills them"


def test_a_sentence_knows_its_parts_and_those_within_it():
    assert (OUTER.template, dict(OUTER.params)) == ("{place}: {reason}", {"place": "row:2", "reason": INNER})
    assert OUTER.params["reason"].template == "{text!r} is no day"
    assert Message("{count} rows", count=3).params == {"count": "3"}


def test_sentences_in_a_list_stay_sentences():
    listed = Message.listed([INNER, "plain"])
    assert listed == "'31.02.2024' is no day; plain"
    assert [getattr(part, "template", None) for part in listed.params.values()] == ["{text!r} is no day", None]
    assert Message.listed([]) == ""


def test_copies_know_the_parts_too():
    for twin in (copy.deepcopy(OUTER), pickle.loads(pickle.dumps(OUTER))):  # noqa: S301 - our own bytes
        assert (twin, twin.template, twin.params["reason"].template) == (OUTER, OUTER.template, INNER.template)


def test_an_error_is_a_sentence():
    error = WrongValue("{text!r} is no {kind}", text="x", kind=Message("day"))
    assert str(error) == error.sentence == "'x' is no day"
    assert isinstance(error.sentence.params["kind"], Message)
