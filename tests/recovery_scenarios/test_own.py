"""The scenarios of our own, worked out from the design, agree with the engine."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.recovery_scenarios.__main__ import run_in_empty_case
from tests.recovery_scenarios.reading import read_scenarios
from tests.recovery_scenarios.running import run_scenario

FILES = sorted((Path(__file__).parent / "own").glob("*.json"))


def test_no_scenario_is_lost() -> None:
    assert [path.stem for path in FILES] == ["s01", "s02", "s03", "s04", "s05", "s06"]


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_without_a_store_each_act_and_answer_agrees(path: Path) -> None:
    for scenario in read_scenarios(path):
        assert [str(found) for found in run_scenario(scenario).differences] == []


def test_through_the_store_the_retrial_agrees() -> None:
    (scenario,) = read_scenarios(FILES[0])
    assert [str(found) for found in run_in_empty_case(scenario).differences] == []
