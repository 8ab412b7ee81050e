"""The scenarios agree when each act is an action of the product and is kept in a case."""

from __future__ import annotations

from pathlib import Path

from tests.recovery_scenarios.__main__ import run_in_empty_case
from tests.recovery_scenarios.reading import read_scenarios
from tests.recovery_scenarios.test_running import SMALL


def test_a_file_and_an_asset_that_no_act_introduces_are_kept_all_the_same() -> None:
    assert run_in_empty_case(SMALL).differences == []


def test_through_the_store_the_scenarios_agree_act_by_act_and_answer_by_answer(shared_data: Path) -> None:
    results = [
        run_in_empty_case(scenario) for scenario in read_scenarios(shared_data / "expected" / "recovery_cases.json")
    ]
    assert [str(difference) for result in results for difference in result.differences] == []
    assert sum(result.acts for result in results) == 526
