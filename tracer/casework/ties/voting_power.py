"""Lists the voting power of the direct holders of a company, with captions and the rows that state their shares."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from graph_schema.values.shares import share_text
from tracer.analysis.ownership.meeting import measure_meeting
from tracer.analysis.ownership.stakes import Stake
from tracer.casework.evidence_lines import EvidenceLine, caption, format_evidence
from tracer.casework.sessions.session import Session


@dataclass(frozen=True, slots=True)
class PowerLine:
    """One direct holder, a person or a company. ``votes``: its part of all votes. ``banzhaf``: its part of all changes of a
    coalition from losing to winning. ``shapley_shubik``: the part of all orders of joining in which it makes the majority."""

    holder: str
    caption: str
    votes: str
    banzhaf: str
    shapley_shubik: str


@dataclass(frozen=True, slots=True)
class PowerTable:
    """The holders by votes, the largest first. ``by``: stated votes, or capital with one vote for each share."""

    by: Literal["capital", "votes"]
    holders: tuple[PowerLine, ...]
    evidence: tuple[EvidenceLine, ...]


def list_power(session: Session, company: str, capital: Sequence[Stake], votes: Sequence[Stake]) -> PowerTable | None:
    """The power of each direct holder where nobody has more than half; else None, as ``measure_meeting``.

    Stated votes of this company count alone where a record states some.
    """
    stated = any(stake.company == company for stake in votes)
    counted = votes if stated else capital
    meeting = measure_meeting(counted, company)
    if meeting is None:
        return None
    graph, veil = session.graph(), session.veil()
    rows_of = {link.id: link.evidence for link in graph.links_at(company)}
    figures = zip(meeting.holders, meeting.votes, meeting.power.banzhaf, meeting.power.shapley_shubik, strict=True)
    return PowerTable(
        by="votes" if stated else "capital",
        holders=tuple(
            PowerLine(
                holder, caption(graph.nodes[holder], veil), share_text(part), share_text(banzhaf), share_text(shapley)
            )
            for holder, part, banzhaf, shapley in figures
        ),
        evidence=format_evidence(
            session,
            [row for stake in counted if stake.company == company for name in stake.link_ids for row in rows_of[name]],
        ),
    )
