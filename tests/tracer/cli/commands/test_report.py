"""What goes out is the known answer, whole, and the same twice."""

from __future__ import annotations

import hashlib

import pytest

DAY = "2025-06-30"


def test_the_figures_of_the_command_line_are_the_known_answers(run, sample_case, answers):
    for known in answers.totals:
        options = ("--as-of", known.as_of, "--known-on", known.known_on)
        found = run("--case", sample_case, "totals", *options, "--json").json
        buckets = {bucket["name"]: bucket["minor"] for bucket in found["buckets"]}
        sums = {
            **buckets,
            "identified": found["minor"],
            "received": found["realised"]["received"],
            "victims": found["realised"]["victims"],
        }
        assert {name: sums[name] for name in known.minors} == dict(known.minors)
    asset = answers.showcase[1]
    (purchase,) = run("--case", sample_case, "trace", asset, "--method", "fifo", "--method", "libr", "--json").json[
        "purchases"
    ]
    found = {one["method"]: (one["lower_minor"], one["upper_minor"]) for one in purchase["sums"]}
    assert found == dict(answers.traced[asset])


@pytest.mark.parametrize("form", ["pdf", "xlsx"])
def test_a_schedule_is_written_whole_and_the_same_twice(run, sample_case, answers, tmp_path, form):
    written = []
    for name in ("one", "two"):
        target = tmp_path / f"{name}.{form}"
        ran = run("--case", sample_case, "export", answers.showcase[0], target, "--method", "libr", "--as-of", DAY)
        assert (ran.code, ran.err) == (0, "")
        written.append(target.read_bytes())
    assert written[0] == written[1]
    assert written[0][:4] == {"pdf": b"%PDF", "xlsx": b"PK\x03\x04"}[form]
    assert {path.name for path in tmp_path.iterdir()} == {f"one.{form}", f"two.{form}"}


def test_a_currency_that_is_none_is_told_with_what_to_type(run, sample_case):
    for given in ("eur", "LEI"):
        ran = run("--case", sample_case, "totals", "--currency", given)
        assert (ran.code, ran.out) == (2, "")
        assert given in ran.err and "upper case, such as RON or EUR" in ran.err and "mapping" not in ran.err


BEGINS = {"svg": b"<?xml", "png": b"\x89PNG", "graphml": b"<?xml", "zip": b"PK", "anx": b"<?xml", "jsonl": b'{"id":'}


@pytest.mark.parametrize("suffix", BEGINS)
def test_a_picture_of_the_graph_is_written_in_each_form(run, sample_case, answers, tmp_path, suffix):
    target = tmp_path / f"one.{suffix}"
    ran = run("--case", sample_case, "graph-export", answers.showcase[0], target, "--hops", 2, "--limit", 20, "--json")
    assert (ran.code, ran.err) == (0, "")
    data = target.read_bytes()
    assert data.startswith(BEGINS[suffix])
    assert (ran.json["size"], ran.json["digest"]) == (len(data), hashlib.sha256(data).hexdigest())
    assert ran.json["nodes"] == 20


@pytest.mark.parametrize(("lang", "word"), [("en", "Written"), ("ro", "Scris")])
def test_paths_are_written_and_said_in_words(run, sample_case, answers, tmp_path, lang, word):
    suspect, asset = answers.showcase
    target = tmp_path / "paths.jsonl"
    ran = run(
        "--lang", lang, "--case", sample_case, "graph-export", suspect, target, "--to", asset, "--path", "shortest"
    )
    assert (ran.code, ran.err) == (0, "")
    assert word in ran.out and "SHA-256" in ran.out


@pytest.mark.parametrize(
    ("more", "said"),
    [
        (("x.pdf",), "must be one of: .svg, .png"),
        (("x.svg", "--to", "Vila", "--hops", "2"), "--hops and --limit"),
        (("x.svg", "--path", "money"), "--path says"),
        (("x.svg", "--hops", "9"), "1<=x<=4"),
        (("x.svg", "--from", "2024-02-01", "--until", "2024-01-01"), "first day"),
        (("x.svg", "--to", "no-such-thing"), "no-such-thing"),
    ],
)
def test_a_picture_asked_for_wrongly_is_refused_with_a_sentence(
    run, sample_case, answers, tmp_path, monkeypatch, more, said
):
    monkeypatch.chdir(tmp_path)
    ran = run("--case", sample_case, "graph-export", answers.showcase[0], *more)
    assert (ran.code, ran.out) == (2, "")
    assert said in ran.err and "Traceback" not in ran.err
    assert list(tmp_path.iterdir()) == []
