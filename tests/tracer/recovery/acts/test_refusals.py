"""Codes of refusals and flags: each has a sentence, and a code that is raised is in the table."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tracer.recovery.acts.refusals import FLAGS, REFUSALS, ActOutcome, Refused

RECOVERY = Path(__file__).parents[4] / "tracer/recovery"


def codes_in_code() -> set[str]:
    texts = [path.read_text("utf-8") for path in RECOVERY.rglob("*.py")]
    return {code for text in texts for code in re.findall(r"Refused\(\s*\"([A-Z_]+)\"", text)}


def test_every_code_that_is_raised_has_a_sentence() -> None:
    assert codes_in_code() - set(REFUSALS) == set()
    assert len(codes_in_code()) > 30


def test_no_code_is_both_a_refusal_and_a_flag() -> None:
    assert not set(REFUSALS) & set(FLAGS)


@pytest.mark.parametrize("code", sorted(REFUSALS))
def test_every_sentence_is_filled(code: str) -> None:
    names = re.findall(r"{(\w+)}", REFUSALS[code])
    message = Refused(code, **dict.fromkeys(names, "X")).refusal.message
    assert "{" not in message and message.count(".") >= 1


def test_an_outcome_without_refusal_is_accepted() -> None:
    assert ActOutcome().is_accepted
    assert not ActOutcome(Refused("NO_REASON").refusal).is_accepted
