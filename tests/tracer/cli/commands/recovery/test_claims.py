"""``tracer claims``: sums and status in words, no limit where no amount is stated, and who may ask."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator

from tests.tracer.actions.recovery.test_acts import (  # noqa: F401 - the fixtures
    ITEM,
    VERA,
    VICTOR,
    pay,
    record,
    session,
    sold,
)
from tests.tracer.actions.recovery_lists.test_claim_list import claim

SCHEMAS = Path(__file__).parents[3] / "results" / "schemas"


@pytest.fixture
def claims(run, sold, record):  # noqa: F811 - the fixtures
    """claims(*options) -> what it leaves, in a case in which a victim got 300.00 of her 400.00."""
    assert record(pay(30000, "1")).outcome.refusal is None

    def call(*options, lang="en", role="owner"):
        return run("--case", sold.folder, "--lang", lang, "--role", role, "claims", "--as-of", "2026-12-31", *options)

    return call


def plain(ran):
    assert (ran.code, ran.err) == (0, "")
    return ran.out.replace("\xa0", " ").splitlines()


def test_claim_reserve_and_money_are_printed(claims):
    lines = plain(claims())
    assert lines[0] == "Claims on 31 Dec 2026"
    assert lines[1].startswith("1/P/2026 / 1  claim for damage; Civil party ")
    assert lines[1].endswith("; filed on 2 Mar 2026; rank 1; claim awarded, final")
    assert lines[2:] == [
        "    claimed 400.00 RON; awarded 400.00 RON; paid 300.00 RON; left 100.00 RON",
        "",
        "Reserved for claims, by file:",
        "  1/P/2026         reserved 100.00 RON; final money held 700.00 RON",
        "",
        "Money held, by lot; lots of one file may have the same money free:",
        "  1/P/2026 / 1 flat: held 700.00 RON, of it in the unique account 700.00 RON; free 600.00 RON",
    ]


@pytest.mark.parametrize(
    ("lang", "said"),
    [
        (
            "en",
            ("claimed no amount stated;", "left without limit", "reserved without limit;", "a claim reserves without"),
        ),
        ("ro", ("cerut fără sumă;", "rămas fără limită", "rezervat fără limită;", "o pretenție rezervă fără")),
    ],
)
def test_what_has_no_amount_is_said_to_be_without_limit(claims, record, lang, said):  # noqa: F811
    assert record(claim("2", VERA, rank=2), "2").outcome.refusal is None
    out = "\n".join(plain(claims(lang=lang)))
    for words in said:
        assert words in out
    assert "Vera" not in out


def test_a_claim_of_the_thing_has_no_sums(claims, record):  # noqa: F811
    assert record(claim("3", VICTOR, "title", item=ITEM), "3").outcome.refusal is None
    lines = plain(claims())
    (number,) = [place for place, line in enumerate(lines) if line.startswith("1/P/2026 / 3 ")]
    assert "Victor Inventescu; item 1;" in lines[number]
    assert lines[number + 1] == ""
    assert lines[-1] == "    ! nothing is free while the ownership is claimed: 3"


def test_the_json_keeps_to_its_schema_with_null_for_no_limit(claims, record):  # noqa: F811
    assert record(claim("2", VERA, rank=2), "2").outcome.refusal is None
    ran = claims("--case", "1/P/2026", "--json")
    schema = json.loads((SCHEMAS / "claims.json").read_text(encoding="utf-8"))
    Draft202012Validator(schema, format_checker=Draft202012Validator.FORMAT_CHECKER).validate(json.loads(ran.out))
    assert [one["left_minor"] for one in ran.json["claims"]] == [10000, None]
    assert [one["free_minor"] for one in ran.json["lots"]] == [None]


def test_an_unknown_file_and_a_role_without_the_right_are_refused(claims):
    unknown = claims("--case", "9/P/2026", lang="ro")
    assert (unknown.code, unknown.out) == (2, "")
    assert "9/P/2026" in unknown.err
    assert claims(role="supervisor").code == 0
    answers = {claims("--case", number, role="administrator").err for number in ("1/P/2026", "9/P/2026")}
    assert len(answers) == 1


def test_a_case_without_claims_says_so(run, empty_case):
    ran = run("--case", empty_case, "claims")
    assert plain(ran)[1:] == ["No claim is on record."]
