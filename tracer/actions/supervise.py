"""The totals a supervisor watches: every number opens the assets it counts."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from tracer.actions.explore import caption
from tracer.actions.session import Session
from tracer.actions.standing import collect_assets, collect_measures, read_standing
from tracer.recovery.totals import Totals, compute_totals


@dataclass(frozen=True, slots=True)
class CountedAsset:
    """What the totals say of one asset they count: its caption under the veil, and its class."""

    caption: str
    asset_class: str


def show_totals(session: Session, *, currency: str, as_of: date | None = None, known_on: date | None = None) -> Totals:
    """From identified to realised: where does the value of all assets stand, and where was it lost?

    ``as_of``: the day asked about; ``known_on``: by what was recorded up to that day, so that yesterday's totals can
    be reproduced. Both default to today. Assets without a value or a rate are counted and named, never taken as zero.
    """
    session.read("totals", "totals")
    day = as_of or session.today()
    known = known_on or day
    standing = read_standing(session.graph(), as_of=day, known_on=known)
    return compute_totals(
        standing.assets, standing.measures, standing.events, as_of=day, known_on=known, currency=currency
    )


def counted_assets(session: Session) -> Mapping[str, CountedAsset]:
    """Which assets do the totals count, by id? For whoever may see totals, without opening the assets themselves."""
    session.read("totals", "counted")
    graph, veil = session.graph(), session.veil()
    return {
        facts.id: CountedAsset(caption(graph.nodes[facts.id], veil), facts.asset_class)
        for facts in collect_assets(graph, collect_measures(graph))
    }
