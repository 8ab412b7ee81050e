"""Scenarios of our own, worked out by hand from the design."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from tests.recovery_scenarios.core import PureCore

FILES = sorted((Path(__file__).parent / "own").glob("*.json"))
SCENARIOS = [scenario for file in FILES for scenario in json.loads(file.read_text("utf-8"))["scenarios"]]


@pytest.mark.parametrize("scenario", SCENARIOS, ids=lambda scenario: scenario["id"])
def test_each_act_and_answer_is_the_one_worked_out_by_hand(scenario: dict[str, Any]) -> None:
    core = PureCore(scenario["config"])
    results = {act["id"]: core.record(act) for act in scenario["acts"]}
    assert results == scenario["expected"]["acts"]
    assert [core.answer(question) for question in scenario["questions"]] == scenario["expected"]["answers"]
