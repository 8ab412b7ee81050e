"""Where a value comes from."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph_schema.errors import WrongValue
from graph_schema.records.provenance import Locator, Source, digest_bytes, record_id

# FIPS 180-4 example, "abc".
ABC = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"


def source(**changed):
    said = {
        "digest": ABC,
        "name": "extras.csv",
        "kind": "bank",
        "importer": "inventat",
        "importer_version": "1",
        "size": 3,
        "as_of": "2024-01-31",
        "rows": 5,
        "kept": 4,
        "rejected": 1,
    }
    return Source(**(said | changed))


def test_bytes_are_identified_by_their_sha_256():
    assert digest_bytes(b"abc") == ABC
    assert digest_bytes(b"") == "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"


def test_rows_read_are_rows_kept_and_rows_rejected():
    assert source().rows == 5
    with pytest.raises(WrongValue, match="5 rows were read, 4 were kept and 0 were rejected"):
        source(rejected=0)


@pytest.mark.parametrize("digest", ["", "abc", ABC.upper(), ABC + "0", ABC[:-1] + "g", ABC + "\n"])
def test_a_source_needs_a_digest(digest):
    with pytest.raises(WrongValue, match="SHA-256"):
        source(digest=digest)


@pytest.mark.parametrize("text", ["", " ", " row:1", "row:1\n"])
def test_a_record_needs_its_place(text):
    with pytest.raises(WrongValue, match="expected a place in the source"):
        Locator(text)


def test_a_place_keeps_its_words():
    assert Locator("sheet:Cont curent/row:12").text == "sheet:Cont curent/row:12"


def test_an_id_follows_from_its_parts_alone():
    assert record_id("per", "cnp", "1") == record_id("per", "cnp", "1") == "per-90e7064d9e22715ec9e8"
    assert re.fullmatch(r"per-[0-9a-f]{20}", record_id("per"))


@given(st.lists(st.text(max_size=3), max_size=4), st.lists(st.text(max_size=3), max_size=4))
def test_other_parts_or_other_cuts_give_another_id(one, other):
    assert (record_id("x", *one) == record_id("x", *other)) == (one == other)


def test_an_id_does_not_show_its_parts():
    assert "1234567" not in record_id("per", "cnp", "1234567")
