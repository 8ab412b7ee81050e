"""`tracer copy SOURCE --to-import-files DIR`: files, what to do with them, and nothing else at once."""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator

SCHEMA = Path(__file__).parents[1] / "results" / "schemas" / "import-files.json"


@pytest.mark.parametrize(("lang", "word"), [("en", "Written to"), ("ro", "Scrise în")])
def test_files_are_written_and_explained(run, case, tmp_path, digest_of, lang, word):
    ran = run("--lang", lang, "copy", case, "--to-import-files", tmp_path / "files")
    assert (ran.code, ran.err) == (0, "")
    assert ran.out.startswith(word) and "COMMAND.txt" in ran.out and digest_of(case) in ran.out
    assert "{" not in ran.out
    assert (tmp_path / "files" / "COMMAND.txt").read_text().count(digest_of(case)) == 1


@pytest.mark.parametrize(("lang", "word"), [("en", "real names"), ("ro", "numele adevărate")])
def test_files_with_real_names_are_for_their_owner_alone_and_it_is_said(run, little_case, tmp_path, lang, word):
    before = os.umask(0)
    try:
        ran = run("--lang", lang, "copy", little_case, "--to-import-files", tmp_path / "files")
    finally:
        os.umask(before)
    assert word in ran.out
    modes = {path.name: path.stat().st_mode & 0o777 for path in (tmp_path / "files").iterdir()}
    assert len(modes) > 10 and set(modes.values()) == {0o600}
    assert (tmp_path / "files").stat().st_mode & 0o777 == 0o700


def test_the_result_keeps_to_its_schema(run, little_case, tmp_path):
    ran = run("copy", little_case, "--to-import-files", tmp_path / "files", "--json")
    assert (ran.code, ran.err) == (0, "")
    Draft202012Validator(json.loads(SCHEMA.read_text(encoding="utf-8"))).validate(json.loads(ran.out))
    assert ran.json["command"][:4] == ["neo4j-admin", "database", "import", "full"]


@pytest.mark.parametrize("lang", ["en", "ro"])
@pytest.mark.parametrize(
    "more", [(), ("target", "--to-import-files", "files"), ("--files", "x", "--to-import-files", "y")]
)
def test_one_way_is_named_and_no_other(run, little_case, tmp_path, monkeypatch, lang, more):
    monkeypatch.chdir(tmp_path)
    before = sorted(tmp_path.iterdir())
    ran = run("--lang", lang, "copy", little_case, *more)
    assert (ran.code, ran.out) == (2, "")
    assert "--to-import-files" in ran.err
    assert sorted(tmp_path.iterdir()) == before


def test_a_folder_that_holds_something_is_left_alone(run, little_case, tmp_path):
    (tmp_path / "held").mkdir()
    (tmp_path / "held" / "notes.txt").write_text("of somebody")
    ran = run("--lang", "ro", "copy", little_case, "--to-import-files", tmp_path / "held")
    assert (ran.code, ran.out) == (2, "")
    assert "held" in ran.err
    assert [path.name for path in (tmp_path / "held").iterdir()] == ["notes.txt"]
