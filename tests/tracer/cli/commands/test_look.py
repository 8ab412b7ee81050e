"""The row behind a figure, opened from the command line."""

from __future__ import annotations

import json

import pytest


def test_a_row_opens_by_the_beginning_of_its_digest(run, sample_case):
    source = next(line for line in run("--case", sample_case, "sources", "--json").json if line["file"] == "masuri.csv")
    ran = run("--case", sample_case, "row", source["digest"][:16], "row:2", "--json")
    assert ran.json["intact"] is True
    assert ("900001/D/P/2022" in ran.json["text"]) or ("900002/D/P/2024" in ran.json["text"])
    assert dict(ran.json["cells"])


def test_the_row_of_a_workbook_read_with_a_mapping_given_once_opens_in_columns(run, empty_case, sample):
    book = next(path for path in sample.files if path.suffix == ".xlsx")
    mapping = next(path for path in sample.mappings if "inventata" in path.name)
    assert run("--case", empty_case, "import", book, "--mapping", mapping).code == 1  # one row is rejected
    (source,) = run("--case", empty_case, "sources", "--json").json
    sheet = json.loads(mapping.read_text(encoding="utf-8"))["sheet"]
    cells = dict(run("--case", empty_case, "row", source["digest"], f"sheet:{sheet}/row:3", "--json").json["cells"])
    assert len(cells) > 3


@pytest.mark.parametrize("lang", ["en", "ro"])
@pytest.mark.parametrize("text", ["", "  ", "...", "\u2013"])
@pytest.mark.parametrize("command", [("find",), ("unveil", "--reason", "probă")])
def test_nothing_to_look_for_is_refused_with_what_to_type(run, sample_case, command, text, lang):
    ran = run("--case", sample_case, "--lang", lang, *command, text)
    assert (ran.code, ran.out) == (2, "")
    assert "tracer find Ionescu" in ran.err
    assert ("Type a name" if lang == "en" else "Scrieți un nume") in ran.err


def test_one_letter_or_digit_can_be_looked_for(run, sample_case):
    assert [run("--case", sample_case, "find", text).code for text in ("v", "7", "ș")] == [0, 0, 0]
