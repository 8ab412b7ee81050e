"""Builders for evidence links."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest

from tracer.analysis.links.evidence import CERTAIN_PPM, EvidenceLink, Method
from tracer.analysis.links.kinds import TRANSFER


def _day(number: int | None) -> date | None:
    return None if number is None else date(2020, 1, 1 + number)


def _build_link(
    id: str,
    kind: str,
    tail: str,
    head: str,
    start: int | None = None,
    end: int | None = None,
    *,
    strength: int = CERTAIN_PPM,
    amount: int | None = None,
    method: Method = "register",
) -> EvidenceLink:
    amount = 100 if amount is None and kind == TRANSFER else amount
    return EvidenceLink(
        id,
        kind,
        tail,
        head,
        _day(start),
        _day(end),
        strength,
        amount,
        None if amount is None else "RON",
        (("S1", f"row {id}"),),
        method,
    )


@pytest.fixture
def build_link() -> Callable[..., EvidenceLink]:
    """A link between two nodes; days are counted from 1 January 2020; a transfer is of 1.00 RON."""
    return _build_link
