"""Command line: run the scenarios of the given files. Exit 0: all as expected; 1: something differs; 2: wrong file."""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path

from tests.recovery_scenarios.reading import Row, WrongScenario, read_scenarios
from tests.recovery_scenarios.running import ScenarioResult, run_scenario
from tests.recovery_scenarios.store import StoreCore


def run_in_empty_case(scenario: Row) -> ScenarioResult:
    with tempfile.TemporaryDirectory(prefix="tracer-scenario-") as folder:
        cores: list[StoreCore] = []

        def make(config: Row) -> StoreCore:
            cores.append(StoreCore(Path(folder) / "case", config))
            return cores[0]

        try:
            return run_scenario(scenario, make)
        finally:
            for core in cores:
                core.close()


def main(paths: list[str]) -> int:
    if not paths:
        print("usage: python -m tests.recovery_scenarios FILE.json [FILE...]", file=sys.stderr)
        return 2
    results = []
    try:
        for path in paths:
            results.extend(run_in_empty_case(scenario) for scenario in read_scenarios(Path(path)))
    except WrongScenario as error:
        print(f"error: {error}", file=sys.stderr)
        return 2
    for result in results:
        for difference in result.differences:
            print(difference)
    acts, answers = sum(result.acts for result in results), sum(result.answers for result in results)
    differ = sum(len(result.differences) for result in results)
    agree = sum(not result.differences for result in results)
    print(f"{agree} of {len(results)} scenarios agree; {acts} acts, {answers} answers, {differ} differences.")
    return 1 if differ else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
