"""Groups flags, rejected rows or conflicts by reason: how often each occurs, and where first."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from graph_schema.messages import Message


@dataclass(frozen=True, slots=True)
class Remark:
    """One sentence about one place in a file. ``severity``: red, amber, or empty if it has none."""

    severity: str
    place: str
    sentence: str


@dataclass(frozen=True, slots=True)
class Group:
    """One reason: how often it occurs, and its first remark."""

    count: int
    first: Remark


def group_by_reason(remarks: Iterable[Remark]) -> tuple[Group, ...]:
    """Which reasons occur, and how often? Red ones first, then in the order of their first remarks."""
    firsts: dict[tuple[str, object], Remark] = {}
    counts: dict[tuple[str, object], int] = {}
    for one in remarks:
        key = (one.severity, _reason(one.sentence))
        firsts.setdefault(key, one)
        counts[key] = counts.get(key, 0) + 1
    groups = [Group(counts[key], first) for key, first in firsts.items()]
    return tuple(sorted(groups, key=lambda group: group.first.severity != "red"))


def sentence_of(template: str, params: Mapping[str, str]) -> Message:
    """A kept template with its parameters as a sentence."""
    return Message(template, **params)


def _reason(sentence: str) -> object:
    """The key of a reason: the template, the field, and the keys of the reasons inside the sentence."""
    if not isinstance(sentence, Message):
        return sentence
    inner = tuple((name, _reason(value)) for name, value in sentence.params.items() if isinstance(value, Message))
    return (sentence.template, sentence.params.get("field"), inner)
