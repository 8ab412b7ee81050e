"""Orders what waits for an act: first what the law takes away, last what only costs precision; then what waits longest."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Literal, get_args

from tracer.casework.evidence_lines import EvidenceLine

AlertKind = Literal["overdue", "soon", "unsecured", "missing", "differs", "pairs", "rejected", "identifiers"]
"""By consequence: a deadline has passed, or ends soon; an asset may be moved; money is not seen; a figure has two ends; a
row or a number is not read."""
ALERT_KINDS: tuple[AlertKind, ...] = get_args(AlertKind)


@dataclass(frozen=True, slots=True)
class AlertRow:
    """What an alert is about. ``text``: its caption under the veil. ``asset``, ``source``: ids of what it opens, or "".

    ``days``: of a deadline, days left, below 0 overdue; of an asset, days since it was traced. ``first``, ``last``: the days
    of a statement, of a gap, or the day of a deadline. ``count``: of rows.
    """

    text: str
    asset: str = ""
    source: str = ""
    statement: str = ""
    days: int | None = None
    first: date | None = None
    last: date | None = None
    count: int = 0
    minor: int | None = None
    currency: str = ""
    evidence: tuple[EvidenceLine, ...] = ()


@dataclass(frozen=True, slots=True)
class Alert:
    """One thing to do. ``count``: of what waits; ``rows``: the first of them. ``rule``: of a deadline.

    ``age``: days for which the oldest of them has waited; of a deadline that is still ahead, below 0.
    """

    kind: AlertKind
    count: int
    rows: tuple[AlertRow, ...]
    age: int = 0
    rule: str = ""


def order_alerts(alerts: Iterable[Alert]) -> tuple[Alert, ...]:
    """By consequence, then by age, the oldest first. Alerts about nothing are left out."""
    wanted = [alert for alert in alerts if alert.count]
    return tuple(sorted(wanted, key=lambda alert: (ALERT_KINDS.index(alert.kind), -alert.age, alert.rule)))
