"""A case made on a server, copied and built anew from the command line; its words, its exit codes, no password anywhere."""

from __future__ import annotations

import dataclasses
import json
import shutil
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator

from tracer.actions import demo

SCHEMAS = Path(__file__).parents[2] / "results" / "schemas"
SERVER = "neo4j://server.example/dosar"
SECRET = {"TRACER_NEO4J_PASSWORD": "parola1234"}


def keeps_to(ran, name):
    Draft202012Validator(json.loads((SCHEMAS / f"{name}.json").read_text(encoding="utf-8"))).validate(
        json.loads(ran.out)
    )


@pytest.mark.parametrize(
    ("before", "after", "environment"),
    [(("--store", SERVER), (), {}), ((), ("--store", SERVER), {}), ((), (), {"TRACER_STORE": SERVER})],
    ids=["before the command", "after it", "environment"],
)
def test_a_case_is_made_on_the_server_that_is_named(run, stand_in, tmp_path, before, after, environment):
    ran = run(*before, "--case", tmp_path / "files", "init", *after, **environment, **SECRET)
    assert (ran.code, ran.err) == (0, "")
    assert SERVER in ran.out and "files" in ran.out
    again = run("--store", SERVER, "--case", tmp_path / "files", "verify", **SECRET)
    assert again.code == 0, again.err
    assert [path.name for path in stand_in.folder.glob("*.tracer")] == ["dosar.tracer"]


def test_the_folder_of_kept_files_is_the_one_that_the_environment_names(run, stand_in, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    ran = run("init", "--store", SERVER, TRACER_FILES=str(tmp_path / "office-files"), **SECRET)
    assert (ran.code, ran.err) == (0, "")
    assert str(tmp_path / "office-files") in ran.out
    assert (tmp_path / "office-files").is_dir() and not (tmp_path / "tracer-case").exists()


def test_commands_work_unchanged_on_a_server(run, stand_in, sample, tmp_path):
    named = {"TRACER_STORE": SERVER, "TRACER_FILES": str(tmp_path / "files"), **SECRET}
    mappings = [word for path in sample.mappings for word in ("--mapping", path)]
    persons = next(path for path in sample.files if path.name == "persoane.csv")
    assert run("init", **named).code == 0
    assert run("import", persons, *mappings, **named).code == 0
    (source,) = run("sources", "--json", **named).json
    assert run("row", source["digest"], "row:2", "--json", **named).json["intact"]
    assert run("find", "Inventescu", "--json", **named).json["hits"]
    assert run("totals", **named).code == 0
    assert run("verify", **named).code == 0
    assert run("retract", source["digest"][:12], "--reason", "probă", **named).code == 0


def test_a_missing_case_or_password_is_told_in_words(run, stand_in):
    ran = run("--store", SERVER, "totals", **SECRET)
    assert (ran.code, ran.out) == (2, "")
    ran = run("--store", SERVER, "--lang", "ro", "totals")
    assert ran.code == 2
    assert "Nicio parolă" in ran.err


@pytest.mark.parametrize("lang", ["en", "ro"])
@pytest.mark.parametrize(
    "arguments",
    [
        ("--store", "neo4j://ana:parola1234@server.example", "totals"),
        ("init", "--store", "neo4j://ana:parola1234@server.example"),
        ("copy", "neo4j://ana:parola1234@server.example", "target"),
        ("copy", "source", "neo4j://ana:parola1234@server.example"),
        ("rebuild", "neo4j://ana:parola1234@server.example"),
        ("--case", "neo4j://ana:parola1234@server.example", "totals"),
    ],
)
def test_a_password_on_the_command_line_is_refused_and_not_repeated(
    run, empty_case, tmp_path, monkeypatch, lang, arguments
):
    monkeypatch.chdir(tmp_path)
    before = sorted(tmp_path.iterdir())
    ran = run("--lang", lang, *arguments)
    assert (ran.code, ran.out) == (2, "")
    assert "parola1234" not in ran.err
    assert ("parolă" in ran.err) is (lang == "ro" and arguments[0] != "--case")
    assert sorted(tmp_path.iterdir()) == before


def test_a_wrong_environment_still_answers_in_the_language_asked_for(run):
    ran = run("--lang", "ro", "totals", TRACER_STORE="neo4j://ana:parola1234@server.example")
    assert ran.code == 2
    assert "parolă" in ran.err


@pytest.mark.parametrize("lang", ["en", "ro"])
def test_copied_and_built_anew_the_fingerprint_is_the_same(run, case, tmp_path, digest_of, lang):
    digest = digest_of(case)
    copied = run("--lang", lang, "copy", case, tmp_path / "copy")
    rebuilt = run("--lang", lang, "--case", case, "rebuild", tmp_path / "new")
    for ran in (copied, rebuilt):
        assert (ran.code, ran.err) == (0, "")
        assert digest in ran.out
        assert "{" not in ran.out
    assert digest_of(tmp_path / "copy") == digest_of(tmp_path / "new") == digest


@pytest.mark.parametrize("lang", ["en", "ro"])
def test_the_kept_files_go_to_the_folder_that_is_named_for_the_server_and_come_back(
    run, little_case, stand_in, tmp_path, lang
):
    kept = sorted(path.name for path in (little_case / "sources").iterdir())
    named = {"TRACER_FILES": str(tmp_path / "files"), "TRACER_LANG": lang, **SECRET}
    up = run("copy", little_case, SERVER, **named)
    assert (up.code, up.err) == (0, "")
    assert str(tmp_path / "files") in up.out.splitlines()[-1]
    assert sorted(path.name for path in (tmp_path / "files" / "sources").iterdir()) == kept
    assert run("--store", SERVER, "verify", **named).code == 0
    down = run("copy", SERVER, tmp_path / "back", **named)
    assert down.code == 0, down.out
    assert "TRACER_FILES" not in down.out
    assert sorted(path.name for path in (tmp_path / "back" / "sources").iterdir()) == kept
    assert run("rebuild", tmp_path / "new", TRACER_STORE=SERVER, **named).code == 0
    assert run("copy", little_case, "--to-import-files", tmp_path / "import", **named).code == 0


@pytest.mark.parametrize("lang", ["en", "ro"])
def test_verify_says_where_it_looked_for_the_kept_files(run, little_case, stand_in, tmp_path, lang):
    up = run("--lang", lang, "copy", little_case, SERVER, **SECRET)
    assert up.code == 0, up.out
    assert str(little_case) in up.out.splitlines()[-1]
    ran = run("--lang", lang, "--store", SERVER, "verify", TRACER_FILES=str(tmp_path / "elsewhere"), **SECRET)
    assert ran.code == 4
    assert str(tmp_path / "elsewhere") in ran.out and "TRACER_FILES" in ran.out
    assert run("--store", SERVER, "verify", TRACER_FILES=str(little_case), **SECRET).code == 0


def test_what_is_missing_is_named_and_ends_with_1(run, little_case, tmp_path):
    gone = next(iter(sorted((little_case / "sources").iterdir())))
    gone.unlink()
    copied = run("--lang", "ro", "copy", little_case, tmp_path / "copy")
    rebuilt = run("--lang", "ro", "--case", little_case, "rebuild", tmp_path / "new")
    for ran in (copied, rebuilt):
        assert ran.code == 1
        assert gone.name[:16] in ran.out
    assert "lipsește" in rebuilt.out


def test_results_keep_to_their_schemas(run, little_case, empty_case, tmp_path):
    keeps_to(run("copy", little_case, tmp_path / "copy", "--json"), "copy")
    (next(iter((little_case / "sources").iterdir()))).unlink()
    ran = run("--case", little_case, "rebuild", tmp_path / "new", "--json")
    keeps_to(ran, "rebuild")
    assert len(ran.json["faults"]) == 1
    assert run("copy", little_case, empty_case, "--json").code == 2


def test_the_demo_clears_its_own_folder_goes_to_an_empty_server_alone_and_says_what_differs(
    run, stand_in, walked_demo, tmp_path, monkeypatch
):
    folder, read = tmp_path / "demo", demo.read_answers
    shutil.copytree(walked_demo.folder / "files", folder / "files")
    (folder / "left.txt").touch()

    def spoiled(path):
        found = read(path)
        asset = next(iter(found.traced))
        low, high = found.traced[asset]["libr"]
        changed = {**found.traced, asset: {**found.traced[asset], "libr": (low + 1, high)}}
        return dataclasses.replace(found, traced=changed)

    monkeypatch.setattr(demo, "read_answers", spoiled)
    ran = run("--store", SERVER, "demo", "--no-dashboard", "--folder", folder, **SECRET)
    assert (ran.code, ran.out.count("DIFFERS")) == (1, 1), ran.out
    assert not (folder / "left.txt").exists()
    assert not list(folder.rglob("case.sqlite"))
    ran = run("--store", SERVER, "demo", "--no-dashboard", "--folder", tmp_path / "other", **SECRET)
    assert ran.code == 2
    assert "holds sources already" in ran.err
