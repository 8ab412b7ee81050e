"""What goes out is the known answer, whole, and the same twice."""

from __future__ import annotations

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
