"""Pairs of rows on the command line: listed with their rows, decided with a reason, in both languages."""

from __future__ import annotations

import json

import pytest

from tests.made_mappings import IBAN_TABLE

HEAD = "iban,valued,amount,other,ref\n"
ALFA, BETA = "RO49AAAA1B31007593840000", "RO66BACX0000001234567890"


@pytest.fixture
def weekend(empty_case, tmp_path, run):
    """A case with a payment that both banks know under references of their own."""
    (tmp_path / "mapping.json").write_text(json.dumps(IBAN_TABLE), encoding="utf-8")
    (tmp_path / "alfa.csv").write_text(f"{HEAD}{ALFA},2024-03-01,-1000.00,{BETA},A1\n", encoding="utf-8")
    (tmp_path / "beta.csv").write_text(f"{HEAD}{BETA},2024-03-04,1000.00,,B1\n", encoding="utf-8")
    files = [tmp_path / "alfa.csv", tmp_path / "beta.csv"]
    assert run("--case", empty_case, "import", *files, "--mapping", tmp_path / "mapping.json").code == 0
    return empty_case


def test_a_pair_is_listed_decided_and_listed_elsewhere(weekend, run):
    listed = run("--case", weekend, "pairs")
    assert (listed.code, listed.err) == (0, "")
    for text in (
        "1 open, 0 joined, 0 kept apart",
        ALFA,
        BETA,
        "alfa.csv row:2",
        "beta.csv row:2",
        "The payer's row names the payee's account.",
        "days: 3.",
        "different references",
    ):
        assert text in listed.out
    (pair,) = run("--case", weekend, "pairs", "--json").json["pairs"]

    assert run("--case", weekend, "pairs", "refuse", pair["id"], "--reason", "două plăți").code == 0
    assert "Ana Proba" in run("--case", weekend, "pairs", "--refused").out
    done = run("--case", weekend, "pairs", "join", pair["id"], "--reason", "extras verificat")
    assert (done.code, "On record" in done.out) == (0, True)
    assert "nothing changed" in run("--case", weekend, "pairs", "join", pair["id"], "--reason", "din nou").out
    romanian = run("--lang", "ro", "--case", weekend, "pairs", "--joined").out
    assert "0 nedecise, 1 unite" in romanian and "extras verificat" in romanian


def test_two_lists_at_once_are_refused(weekend, run):
    for more in ((), ("--json",)):
        asked = run("--case", weekend, "pairs", "--joined", "--refused", *more)
        assert (asked.code, asked.out) == (2, "")
        assert "--joined or --refused" in asked.err


def test_a_decision_needs_a_reason_and_a_known_pair(weekend, run):
    assert run("--case", weekend, "pairs", "join", "pay-0").code == 2
    unknown = run("--case", weekend, "pairs", "join", "pay-0", "--reason", "x")
    assert unknown.code != 0 and "tracer pairs" in unknown.err


def test_pages_say_what_is_left(weekend, run):
    assert "Further pairs" not in run("--case", weekend, "pairs", "--limit", 1).out
    assert "row:" not in run("--case", weekend, "pairs", "--offset", 1).out
