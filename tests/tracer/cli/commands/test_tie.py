"""What the command owners prints of voting power, in both languages and as JSON."""

from __future__ import annotations

import pytest

DAY = "2025-06-30"
SHOWN = {
    "en": (
        "votes 1/2, Banzhaf 1/2, Shapley-Shubik 1/2",
        "Nobody has more than half of the votes",
        "with one vote for each",
    ),
    "ro": (
        "voturi 1/2, Banzhaf 1/2, Shapley-Shubik 1/2",
        "Nimeni nu are mai mult de jumătate",
        "cu un vot pentru fiecare",
    ),
}


@pytest.mark.parametrize("lang", sorted(SHOWN))
def test_power_is_printed_where_nobody_has_the_majority(run, sample_case, lang):
    ran = run("--case", sample_case, "--lang", lang, "owners", "Gama Inexistent SRL", "--day", DAY)
    assert (ran.code, ran.err) == (0, "")
    figures, *words = SHOWN[lang]
    for holder in ("Victor Inventescu", "Beta Inexistent SRL"):
        assert f"{holder}: {figures}" in ran.out
    assert all(ran.out.count(text) == 1 for text in words)


@pytest.mark.parametrize("lang", sorted(SHOWN))
def test_no_power_is_printed_beside_a_majority(run, sample_case, lang):
    ran = run("--case", sample_case, "--lang", lang, "owners", "Alfa Inexistent SRL", "--day", DAY)
    assert ran.code == 0
    assert "Banzhaf" not in ran.out


def test_the_json_form_has_the_power_or_null(run, sample_case):
    gama, alfa = (
        run("--case", sample_case, "owners", f"{name} Inexistent SRL", "--day", DAY, "--json").json["power"]
        for name in ("Gama", "Alfa")
    )
    assert alfa is None
    assert gama["by"] == "capital"
    assert {(line["caption"], line["votes"], line["banzhaf"], line["shapley_shubik"]) for line in gama["holders"]} == {
        ("Victor Inventescu", "1/2", "1/2", "1/2"),
        ("Beta Inexistent SRL", "1/2", "1/2", "1/2"),
    }
    assert gama["evidence"]
