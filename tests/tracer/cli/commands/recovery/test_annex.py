"""The pictures of the report by typed commands: added with caption and sources, listed, in the document, taken out."""

from __future__ import annotations

import io
import json

import openpyxl
import pypdf
import pytest
from jsonschema import Draft202012Validator

from tracer.results.json_form import describe_json


def test_a_picture_is_added_listed_written_with_the_schedule_and_taken_out(run, case, answers, tmp_path):
    suspect, asset = answers.showcase
    added = run("--case", case, "annex", "add", suspect, "--to", asset, "--title", "Drumul banilor", "--json")
    assert (added.code, added.err) == (0, "")
    Draft202012Validator(describe_json("annex")).validate(json.loads(added.out))
    event, digest = added.json["annex"]["event"], added.json["annex"]["digest"]
    assert (added.json["status"], added.json["annex"]["number"]) == ("recorded", 1)
    again = run("--case", case, "annex", "add", suspect, "--to", asset, "--title", "Drumul banilor", "--json")
    assert (again.json["status"], again.json["annex"]["event"]) == ("known", event)
    listed = run("--case", case, "annex", "list", "--json")
    Draft202012Validator(describe_json("annexes")).validate(json.loads(listed.out))
    assert [line["digest"] for line in listed.json["annexes"]] == [digest]
    for lang, word in (("en", "the case shows the same today"), ("ro", "cazul arată același lucru")):
        said = run("--lang", lang, "--case", case, "annex", "list").out
        assert event in said and "1. Drumul banilor" in said and digest in said and word in said

    def written(name, *more):
        target = tmp_path / name
        assert run("--case", case, "export", suspect, target, "--method", "libr", *more).code == 0
        return target.read_bytes()

    text = "".join(page.extract_text() for page in pypdf.PdfReader(io.BytesIO(written("with.pdf"))).pages)
    assert "Annex 1. Drumul banilor" in text and digest in text.replace("\u200b", "").replace("\n", "")
    assert "Annexes" in openpyxl.load_workbook(io.BytesIO(written("with.xlsx"))).sheetnames
    assert "Annexes" not in openpyxl.load_workbook(io.BytesIO(written("without.xlsx", "--no-annexes"))).sheetnames
    out = run("--case", case, "annex", "remove", event, "--reason", "alt dosar")
    assert (out.code, out.err) == (0, "")
    assert run("--case", case, "annex", "list").out.startswith("No picture stands in the report.")
    gone = run("--case", case, "annex", "remove", event, "--reason", "alt dosar")
    assert (gone.code, gone.out) == (2, "") and "no picture" in gone.err and "Traceback" not in gone.err


@pytest.mark.parametrize("role", ["supervisor", "administrator"])
def test_who_may_not_decide_adds_nothing_and_learns_nothing(run, sample_case, role):
    ran = run("--case", sample_case, "--role", role, "annex", "add", "Inventescu")
    assert (ran.code, ran.out) == (2, "") and role in ran.err and "Inventescu" not in ran.err
