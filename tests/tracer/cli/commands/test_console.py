"""`tracer query`: what it takes, prints and refuses."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator

from graph_schema.errors import WrongUse
from tracer.cli.commands.console import read_params
from tracer.store.ports.console import ConsoleAnswer, QueryWrong
from tracer.store.sqlite.store import SqliteStore

ASK = ("query", "--reason", "probă")
SCHEMA = json.loads((Path(__file__).parents[2] / "results" / "schemas" / "query.json").read_text(encoding="utf-8"))


@pytest.fixture
def console(monkeypatch):
    """The store answers queries with these rows, and keeps what it was asked."""
    asked = []

    def answering(columns=("name", "n"), rows=(("Firmă Inventată", 1),), complete=True, error=None):
        def ask(self, query, params, *, seconds, rows_=rows, rows=0):
            asked.append((query, dict(params)))
            if error:
                raise error
            return ConsoleAnswer(columns, rows_, complete, ("Limit", "ProduceResults"))

        # A class of its own: what a class once had, isinstance() against a protocol remembers.
        answers = type("AnsweringStore", (SqliteStore,), {"console": ask})
        monkeypatch.setattr("tracer.store.sqlite.store.SqliteStore", answers)
        return asked

    return answering


def test_the_count_comes_first_then_the_rows(run, sample_case, console):
    console(rows=(("Firmă Inventată", 1), ("Alta", None), ("x\x1b[2J", {"a": ("b",)})))
    ran = run("--case", sample_case, *ASK, "RETURN 1")
    assert (ran.code, ran.err) == (0, "")
    assert ran.out.splitlines() == [
        "3 rows",
        "name             n",
        "Firmă Inventată  1",
        "Alta             null",
        'x[U+001B][2J     {"a": ["b"]}',
    ]


def test_cut_rows_and_no_rows_are_said(run, sample_case, console):
    console(complete=False)
    assert "There are more rows; narrow the query." in run("--case", sample_case, *ASK, "RETURN 1").out
    console(rows=())
    assert run("--case", sample_case, *ASK, "RETURN 1").out.splitlines() == ["0 rows", "name  n"]
    console(columns=(), rows=())
    ran = run("--case", sample_case, "--lang", "ro", *ASK, "MATCH (n) FINISH")
    assert ran.out.splitlines() == ["0 rânduri"]


def test_json_keeps_to_its_schema(run, sample_case, console):
    rows = (("a", {"labels": ("X",), "properties": {"p": 1, "q": None}}), (True, ("0.25",)))
    console(rows=rows)
    ran = run("--case", sample_case, *ASK, "RETURN 1", "--json")
    Draft202012Validator(SCHEMA).validate(json.loads(ran.out))
    assert ran.json == {
        "columns": ["name", "n"],
        "rows": [["a", {"labels": ["X"], "properties": {"p": 1, "q": None}}], [True, ["0.25"]]],
        "complete": True,
        "operators": ["Limit", "ProduceResults"],
    }


def test_parameters_reason_and_text_reach_the_case(run, sample_case, console, session_of):
    asked = console()
    given = ("--param", "cnp=1800101000000", "--param", "n:=-3", "--param", "f:=true", "--param", "t=a=b")
    assert run("--case", sample_case, "query", "RETURN $cnp", *given, "--reason", "motiv inventat").code == 0
    assert asked == [("RETURN $cnp", {"cnp": "1800101000000", "n": -3, "f": True, "t": "a=b"})]
    with session_of(sample_case) as session:
        assert list(session.store.access_log())[-1].audit_event.reason == "motiv inventat"


@pytest.mark.parametrize("item", ["x", "=1", "a b=1", "x:=1.5", "x:=", "x:=Ana", "x:=9223372036854775808", "1=2"])
def test_a_parameter_that_is_none_is_refused(run, sample_case, console, item):
    asked = console()
    with pytest.raises(WrongUse):
        read_params([item])
    assert run("--case", sample_case, *ASK, "RETURN 1", "--param", item).code == 2
    assert asked == []


@pytest.mark.parametrize("lang", ["en", "ro"])
def test_refusals_are_sentences(run, sample_case, console, lang):
    ran = run("--case", sample_case, "--lang", lang, *ASK, "RETURN 1")
    assert (ran.code, ran.out) == (2, "")
    assert "Neo4j" in ran.err
    console(error=QueryWrong("The query uses the parameter ${name}, but no such parameter is given.", name="x"))
    ran = run("--case", sample_case, "--lang", lang, *ASK, "RETURN $x")
    assert (ran.code, ran.out) == (2, "")
    assert "$x" in ran.err
    assert "Traceback" not in ran.err
