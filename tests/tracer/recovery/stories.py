"""Builds a short recovery for a test: acts in one line each, in the words of the scenario files."""

from __future__ import annotations

from datetime import date
from typing import Any

from tests.recovery_scenarios.reading import read_act, read_settings
from tracer.recovery.acts.facts import RecoveryFacts
from tracer.recovery.acts.measures import ItemAct
from tracer.recovery.acts.refusals import ActOutcome
from tracer.recovery.recovery_case import RecoveryCase


def row(number: int, kind: str, day: str, source: str = "", recorded: str = "", **fields: Any) -> dict[str, Any]:
    """One act: ``source`` is "document:authority"; recorded on its own day unless another is given."""
    act = {"id": f"a{number}", "kind": kind, "effective": day, "recorded": recorded or day, **fields}
    if source:
        document, _, authority = source.partition(":")
        if document:
            act["document"] = {"kind": document, "number": str(number), "date": day}
        act["authority"] = {"kind": authority, "name": authority}
    return act


class Story:
    """A recovery, act by act."""

    def __init__(self, **config: str) -> None:
        self.case = RecoveryCase(read_settings(config))
        self.number = 0

    def try_act(self, kind: str, day: str, source: str = "", recorded: str = "", **fields: Any) -> ActOutcome:
        """Record an act, whatever happens to it."""
        self.number += 1
        return self.case.record(read_act(row(self.number, kind, day, source, recorded, **fields)))

    def add(self, kind: str, day: str, source: str = "", recorded: str = "", **fields: Any) -> tuple[str, ...]:
        """Record an act that is accepted; its flags."""
        outcome = self.try_act(kind, day, source, recorded, **fields)
        assert outcome.refusal is None, (kind, fields, outcome.refusal)
        return outcome.flags

    def code(self, kind: str, day: str, source: str = "", recorded: str = "", **fields: Any) -> str | None:
        """Record an act that is refused; its code. None: it was accepted."""
        outcome = self.try_act(kind, day, source, recorded, **fields)
        return outcome.refusal.code if outcome.refusal else None

    def step(self, day: str, to: str, source: str, item: str = "A", **fields: Any) -> tuple[str, ...]:
        return self.add("step", day, source, item=item, to=to, **fields)

    def post(
        self, day: str, template: str, amount: int, source: str, item: str = "A", **fields: Any
    ) -> tuple[str, ...]:
        fields.setdefault("currency", "RON")
        return self.add("post", day, source, item=item, template=template, amount=amount, **fields)

    def post_code(
        self, day: str, template: str, amount: int, source: str, item: str = "A", **fields: Any
    ) -> str | None:
        fields.setdefault("currency", "RON")
        return self.code("post", day, source, item=item, template=template, amount=amount, **fields)

    @property
    def facts(self) -> RecoveryFacts:
        return self.case.facts()

    def item(self, name: str = "A") -> ItemAct:
        found = self.facts.first(ItemAct, name)
        assert found is not None
        return found


def thing(asset_class: str = "car", purposes: tuple[str, ...] = ("special_confiscation",), **config: str) -> Story:
    """File F of an accused person ("ion"), who owns asset "x"; item A of it, identified on 1 January 2025."""
    story = Story(**config)
    story.add("case", "2025-01-01", case="F", office="Office A")
    story.add("role", "2025-01-01", case="F", person="ion", role="accused")
    story.add("asset", "2025-01-01", asset="x", asset_class=asset_class)
    if asset_class not in ("cash", "account"):
        story.add("owner", "2025-01-01", asset="x", person="ion", share="1/1")
    story.add(
        "item",
        "2025-01-01",
        item="A",
        case="F",
        against="ion",
        purposes=list(purposes),
        asset="x",
        title_holder="ion",
        share="1/1",
    )
    story.step("2025-01-01", "IDENTIFIED", "source_record:investigator")
    return story


def frozen(asset_class: str = "car", purposes: tuple[str, ...] = ("special_confiscation",), **config: str) -> Story:
    """The same, frozen by the prosecutor's order O on 3 February 2025."""
    story = thing(asset_class, purposes, **config)
    story.add("order", "2025-02-03", "ordinance:prosecutor", order="O", case="F", order_kind="freezing")
    story.step("2025-02-03", "FROZEN", "ordinance:prosecutor", order="O")
    return story


def cash(amount: int = 10_000) -> Story:
    """Cash frozen, seized and deposited: item A, RON."""
    story = frozen("cash")
    story.post("2025-02-03", "seize_cash", amount, "minutes:investigator")
    story.post("2025-02-04", "deposit", amount, "account_entry:bank")
    return story


def confiscate(story: Story, day: str = "2025-06-02", item: str = "A") -> None:
    """A final confiscation on this day, by the judgment of 2 May 2025."""
    story.step("2025-05-02", "CONF_NONFINAL", "judgment:court", item, basis="DIRECT")
    story.step(day, "CONF_FINAL", "judgment:appeal_court", item)


def on(text: str) -> date:
    return date.fromisoformat(text)
