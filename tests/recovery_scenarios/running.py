"""Runs scenarios and lists every act and answer that is not as expected."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from tests.recovery_scenarios.core import PureCore, ScenarioCore
from tests.recovery_scenarios.reading import Row, WrongScenario


@dataclass(frozen=True)
class Difference:
    """One act or one part of an answer that is not as expected."""

    scenario: str
    id: str
    expected: Any
    got: Any

    def __str__(self) -> str:
        return f"{self.scenario} {self.id}: expected {short(self.expected)}, got {short(self.got)}"


@dataclass
class ScenarioResult:
    """One scenario that was run: how many acts and answers (parts of questions), and what differs."""

    scenario: str
    acts: int
    answers: int
    differences: list[Difference]


def run_scenario(scenario: Row, make_core: Callable[[Row], ScenarioCore] = PureCore) -> ScenarioResult:
    """Record all acts, then ask all questions. Raises: WrongScenario."""
    name = scenario["id"]
    core = make_core(scenario.get("config") or {})
    expected = scenario["expected"]
    result = ScenarioResult(name, len(scenario["acts"]), 0, [])
    for act in scenario["acts"]:
        wanted, got = expected["acts"].get(act["id"]), core.record(act)
        if wanted is None:
            raise WrongScenario(f"{name}: no expected result for act {act['id']}")
        if plain_outcome(wanted) != plain_outcome(got):
            result.differences.append(Difference(name, act["id"], wanted, got))
    if len(expected["answers"]) != len(scenario["questions"]):
        raise WrongScenario(f"{name}: {len(scenario['questions'])} questions, {len(expected['answers'])} answers")
    for place, (question, wanted) in enumerate(zip(scenario["questions"], expected["answers"], strict=True), start=1):
        result.answers += len(question["want"])
        got = core.answer(question)
        for part in question["want"]:
            for path, left, right in compare(wanted.get(part), got.get(part)):
                result.differences.append(Difference(name, f"question {place} {part}{path}", left, right))
    return result


def plain_outcome(outcome: Row) -> tuple[Any, ...]:
    return outcome.get("result"), outcome.get("code"), sorted(outcome.get("flags") or ())


def compare(expected: Any, got: Any, path: str = "") -> Iterator[tuple[str, Any, Any]]:
    """The deepest places at which two answers differ."""
    if isinstance(expected, dict) and isinstance(got, dict):
        for key in sorted({*expected, *got}):
            if key not in expected or key not in got:
                yield f"{path}/{key}", expected.get(key, "nothing"), got.get(key, "nothing")
            else:
                yield from compare(expected[key], got[key], f"{path}/{key}")
    elif expected != got or type(expected) is not type(got):
        yield path, expected, got


def short(value: Any) -> str:
    text = json.dumps(value, ensure_ascii=False, sort_keys=True)
    return text if len(text) <= 600 else f"{text[:600]}..."
