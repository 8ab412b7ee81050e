"""Defines what a proposal has found: a decision with its reason, or a question with its candidates."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from graph_schema.messages import Message
from importers.parsing.grid import GridRow


@dataclass(frozen=True, slots=True)
class KeyDecision:
    """``key`` of the mapping, as ``columns/amount``; ``value`` as text. ``candidates``: filled if a person must decide.

    Of a question ``reason`` is the question, and ``value`` is empty.
    """

    key: str
    value: str
    reason: Message
    candidates: tuple[str, ...] = ()
    asks: bool = False


@dataclass(frozen=True, slots=True)
class TextTable:
    """The rows of a table, read before its mapping is known; ``form``: the keys of the mapping that say how."""

    rows: tuple[GridRow, ...]
    form: Mapping[str, object] = field(hash=False)
    decisions: tuple[KeyDecision, ...] = ()


@dataclass(frozen=True, slots=True)
class TableColumn:
    """One column below the header. ``address``: how a mapping names it. ``cells``: with the empty ones."""

    index: int
    title: str
    address: str
    cells: tuple[str, ...]

    @property
    def filled(self) -> tuple[str, ...]:
        """The cells that are not empty."""
        return tuple(cell for cell in self.cells if cell)


@dataclass(slots=True)
class Findings:
    """Collects the keys of the mapping and the decisions behind them."""

    values: dict[str, object] = field(default_factory=dict)
    decisions: list[KeyDecision] = field(default_factory=list)

    def decide(self, key: str, value: object, reason: Message, shown: str | None = None) -> None:
        """Set this key, for this reason. ``shown``: the value in words."""
        self.put(key, value)
        self.decisions.append(KeyDecision(key, str(value) if shown is None else shown, reason))

    def ask(self, key: str, question: Message, candidates: tuple[str, ...] = ()) -> None:
        """Leave this key open."""
        self.decisions.append(KeyDecision(key, "", question, candidates, asks=True))

    def note(self, key: str, value: str, reason: Message) -> None:
        """A decision about something that is no key of its own."""
        self.decisions.append(KeyDecision(key, value, reason))

    def put(self, key: str, value: object) -> None:
        """Set this key, as ``columns/amount`` or ``codes/status/DONE``, without a decision."""
        *outer, last = key.split("/", 2)
        part = self.values
        for name in outer:
            inner = part.setdefault(name, {})
            assert isinstance(inner, dict)
            part = inner
        part[last] = value
