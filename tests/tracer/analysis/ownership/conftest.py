"""Builders for ownership tests: stakes in short form, random networks with rings."""

from __future__ import annotations

import random
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from fractions import Fraction

import pytest

from tracer.analysis.ownership.stakes import Stake

Row = tuple[str, str, str]


def _read(text: str) -> tuple[Fraction, Fraction]:
    low, _, high = text.partition("..")
    ends = [Fraction(end.strip("%<>")) / (100 if text.endswith("%") else 1) for end in (low, high or low)]
    return ends[0], ends[1]


def _build_stakes(rows: Sequence[Row]) -> list[Stake]:
    """A share is ``1/4``, ``25%``, ``25..50%``, ``>25..50%`` or ``25..<50%``."""
    return [
        Stake(holder, company, *_read(share), (f"L{number}",), ">" in share, "<" in share)
        for number, (holder, company, share) in enumerate(rows, start=1)
    ]


@dataclass(frozen=True, slots=True)
class RandomNetwork:
    stakes: list[Stake]
    persons: frozenset[str]
    companies: tuple[str, ...]


def _draw_network(seed: int, *, complete: bool) -> RandomNetwork:
    """Up to seven companies, cyclic as chance wants; each has a person with a part: none is ownerless."""
    draw = random.Random(seed)
    companies = tuple(f"C{number}" for number in range(draw.randint(1, 7)))
    persons = tuple(f"P{number}" for number in range(draw.randint(1, 4)))
    rows: list[Row] = []
    for company in companies:
        holders = [*draw.sample(companies, draw.randint(0, min(3, len(companies)))), draw.choice(persons)]
        weights = [draw.randint(1, 30) for _ in holders]
        whole = sum(weights) + (0 if complete else draw.randint(0, 20))
        rows += [(holder, company, f"{weight}/{whole}") for holder, weight in zip(holders, weights, strict=True)]
    return RandomNetwork(_build_stakes(rows), frozenset(persons), companies)


@pytest.fixture
def build_stakes() -> Callable[[Sequence[Row]], list[Stake]]:
    """Stakes from (holder, company, share) with the share as "1/4", "25%" or a range "25..50%"."""
    return _build_stakes


@pytest.fixture
def draw_network() -> Callable[..., RandomNetwork]:
    """A random network by seed; ``complete``: all holders of every company are known."""
    return _draw_network
