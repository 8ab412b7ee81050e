"""Lists the items that an order can be about: their asset, holder, share, value and state."""

from __future__ import annotations

from dataclasses import dataclass

from graph_schema.values.shares import share_text
from tracer.casework.evidence_lines import caption
from tracer.casework.recovery.recovery_state import recovery_state
from tracer.casework.sessions.session import Session
from tracer.recovery.totals.totals import compute_totals


@dataclass(frozen=True, slots=True)
class OrderableItem:
    """An item of the case. ``state``: shown in lists; ``own``: of its last step, None before the first.

    ``minor``: the value of the share it covers, in the currency asked for; None: unknown.
    """

    id: str
    number: str
    case: str
    asset: str
    caption: str
    holder: str
    share: str
    minor: int | None
    state: str
    own: str | None


def list_order_items(session: Session, *, currency: str) -> tuple[OrderableItem, ...]:
    """Which items cover an asset today? By caption. Cost: the totals of the case."""
    session.read("order", "order_items")
    session = session.for_answer()
    day, graph, veil = session.today(), session.graph(), session.veil()
    state = recovery_state(session, as_of=day, known_on=day)
    totals = compute_totals(state.facts, state.assets, state.events, as_of=day, known_on=day, currency=currency)
    values = totals.values_of_items()
    lines = []
    for counted in state.items.values():
        item = counted.item
        if item.asset is None:
            continue
        case, holder = graph.nodes.get(item.case), graph.nodes.get(item.holder or "")
        lines.append(
            OrderableItem(
                id=item.item,
                number=veil.text(str(graph.nodes[item.item].props["number"])),
                case="" if case is None else str(case.props["number"]),
                asset=item.asset,
                caption=caption(graph.nodes[item.asset], veil),
                holder="" if holder is None else caption(holder, veil),
                share=share_text(item.share) if item.share is not None else "",
                minor=values.get(item.item),
                state=counted.state,
                own=counted.own,
            )
        )
    return tuple(sorted(lines, key=lambda line: (line.caption, line.case, line.number)))
