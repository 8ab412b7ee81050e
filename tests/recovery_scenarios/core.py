"""What runs the scenarios: records acts and answers questions. Another way through the product is another class."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any, Protocol

from tests.recovery_scenarios import answers
from tests.recovery_scenarios.reading import Row, WrongScenario, read_act, read_settings
from tracer.recovery.acts.facts import RecoveryFacts
from tracer.recovery.recovery_case import RecoveryCase


class ScenarioCore(Protocol):
    """Where a scenario is run."""

    def record(self, act: Row) -> dict[str, Any]:
        """The result of one act, in the form of the file."""

    def answer(self, question: Row) -> dict[str, Any]:
        """The answer to one question, in the form of the file."""


class PureCore:
    """The pure core without a store."""

    def __init__(self, config: Row) -> None:
        self.case = RecoveryCase(read_settings(config))

    def record(self, act: Row) -> dict[str, Any]:
        outcome = self.case.record(read_act(act))
        if outcome.refusal is not None:
            return {"result": "refused", "code": outcome.refusal.code}
        return {"result": "accepted", **({"flags": list(outcome.flags)} if outcome.flags else {})}

    def answer(self, question: Row) -> dict[str, Any]:
        known_on = question.get("known_on")
        return ask(self.case.facts(date.fromisoformat(known_on) if known_on else None), question)


def ask(facts: RecoveryFacts, question: Row) -> dict[str, Any]:
    """The answer to one question from these facts, in the form of the file. Raises: WrongScenario."""
    day = date.fromisoformat(question["at"])
    given: dict[str, Any] = {"at": question["at"], "known_on": question.get("known_on")}
    for want in question["want"]:
        name, _, rest = want.partition(":")
        if name not in ANSWERS:
            raise WrongScenario(f"question {want!r}: unknown; known: {', '.join(sorted(ANSWERS))}")
        given[want] = ANSWERS[name](facts, day, *rest.split(":") if rest else ())
    return given


ANSWERS: Mapping[str, Callable[..., Any]] = {
    "items": answers.items,
    "ledger": answers.ledger,
    "claims": answers.claims,
    "deadlines": answers.deadlines,
    "people": answers.people,
    "equity": answers.equity,
    "worksheet": answers.worksheet,
    "distribution": answers.distribution,
    "payable": answers.payable,
    "statistics": answers.statistics,
    "flow": answers.flow,
    "table": answers.table,
}
