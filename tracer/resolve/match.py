"""Two transfers that are, or may be, one payment."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from graph_schema.records.provenance import record_id

MatchKind = Literal["two_sides", "repeated"]


@dataclass(frozen=True, slots=True)
class Match:
    """Two transfers of the case that are, or may be, one payment.

    ``kind``: ``two_sides``: ``first`` is a row of the payer's statement, ``second`` of the payee's; ``repeated``: both are
    rows of statements of the same account that cover the same days, ``first`` of the statement that begins earlier.
    ``sure``: a rule joins them; otherwise a person decides. ``reasons``: codes of the reasons for one payment,
    ``doubts``: codes of the reasons against, each in a fixed order.
    """

    kind: MatchKind
    first: str
    second: str
    sure: bool
    reasons: tuple[str, ...]
    doubts: tuple[str, ...] = ()

    @property
    def id(self) -> str:
        """The id of the match; it is the same in every version of the case."""
        return record_id("pay", self.kind, self.first, self.second)

    @property
    def key(self) -> tuple[str, str, str]:
        """Kind and both transfer ids; a decision names its match by them."""
        return (self.kind, self.first, self.second)
