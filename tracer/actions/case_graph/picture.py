"""Draws a part of the case graph: expands a node step by step, draws given nodes, lists the payments of one line."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from graph_schema.errors import NotFound
from graph_schema.records.links import LINK_TYPES
from graph_schema.records.merged_records import MergedLink, MergedNode
from graph_schema.records.nodes import ASSET_TYPES
from graph_schema.values.shares import share_text
from tracer.access.pseudonyms import Veil
from tracer.analysis.ownership.case_stakes import is_indirect, share_on
from tracer.casework.evidence_lines import caption
from tracer.casework.recovery.recovery_state import asset_states
from tracer.casework.sessions.session import Session
from tracer.graph.case_graph import CaseGraph
from tracer.resolve.money_lines import MoneyLine

_SHOWN = tuple(kind for kind in LINK_TYPES if kind != "StatementOf")
PAGE = 50
"""How many new neighbours one expansion shows; the rest is counted and offered as the next page."""

EVERY_KIND = frozenset((*_SHOWN, "Transfer"))
"""Every kind of link that a picture shows."""

ALL_LINES = 2**31 - 1


@dataclass(frozen=True, slots=True)
class GraphPoint:
    """A node as drawn: caption under the veil, ``state`` of an asset, how many neighbours it has in all.

    A neighbour tied by several links counts once, and a counterparty that no statement names not at all.
    """

    id: str
    type: str
    caption: str
    state: str
    hidden: bool
    neighbours: int


@dataclass(frozen=True, slots=True)
class GraphLine:
    """A link as drawn. Transfers between the same two accounts in one currency are one line with count and sum.

    ``share`` and ``share_upper``: how large a share the link states, at least and at most; both empty where it states
    none. A shareholding of unstated size runs to what the other holders leave on this day. ``share_lower_open``: it is more
    than ``share``; ``share_upper_open``: less than ``share_upper``. ``indirect``: ``stated`` where the share sums up a
    chain of companies, ``no chain published`` where the source leaves that chain out; else empty.
    """

    id: str
    type: str
    tail: str
    head: str
    count: int
    sum_minor: int | None
    currency: str
    first: str
    last: str
    share: str
    share_upper: str
    share_lower_open: bool = False
    share_upper_open: bool = False
    indirect: str = ""


@dataclass(frozen=True, slots=True)
class Neighbourhood:
    """Some nodes with all lines among them. ``rest``: neighbours of the expanded node that are not among them.

    ``seen``: the data version, the day and the language of the picture; ``is_current`` compares them.
    """

    points: tuple[GraphPoint, ...]
    lines: tuple[GraphLine, ...]
    rest: int
    seen: tuple[int, date, str]


def expand(
    session: Session, node: str, shown: Sequence[str] = (), *, limit: int = PAGE, types: Iterable[str] = ()
) -> Neighbourhood:
    """Which neighbours does this node have that are not shown yet?

    Links first, then accounts with the largest money first. The lines come for all nodes together, shown and new, so
    that a picture needs no second question; ``rest`` counts along the same kinds of link. Cost: one indexed read per
    kind of link, whatever the size of the case.
    """
    session.read_nodes("read", "expand", node)
    node = session.graph().account_of(node)
    check_known(session, node)
    wanted = frozenset(types) or EVERY_KIND
    near = list_near(session, node, wanted)
    known = set(shown)
    fresh = [other for other in near if other not in known]
    drawn = draw(session, list(dict.fromkeys([*shown, node, *fresh[:limit]])))
    return replace(drawn, rest=max(0, len(fresh) - limit))


def draw_nodes(session: Session, ids: Sequence[str]) -> Neighbourhood:
    """A picture of exactly these nodes and all lines among them."""
    session.read("read", "draw", detail=f"nodes={len(ids)}")
    return draw(session, ids)


def is_current(session: Session, picture: Neighbourhood) -> bool:
    """Is a picture that was read before still valid, with the same data version, day and language?"""
    return picture.seen == _sight(session, session.store.data_version())


def draw(session: Session, ids: Sequence[str]) -> Neighbourhood:
    """The picture of exactly these nodes and all lines among them. Logged by the action that calls it."""
    veil, states, graph, money = session.veil(), asset_states(session), session.graph(), session.payments().lines
    views = {node: graph.nodes[node] for node in ids if node in graph.nodes}
    within = set(views)
    lines: dict[str, GraphLine] = {}
    points = []
    for node in views:
        links = [link for link in graph.links_at(node) if link.type in _SHOWN]
        sums = money.of(node, limit=ALL_LINES) if views[node].type == "Account" else ()
        lines |= {
            link.id: link_line(graph, link, session.today()) for link in links if {link.tail, link.head} <= within
        }
        # A payment between two currencies is in the lines of both accounts; it is drawn once, with the payer's amount.
        drawn = [transfer_line(line) for line in sums if line.debit_account == node and line.credit_account in within]
        lines |= {line.id: line for line in drawn}
        ends = {end for link in links for end in (link.tail, link.head)}
        ends |= {end for line in sums for end in (line.debit_account, line.credit_account) if end is not None}
        points.append(_point(views[node], veil, states, len(ends - {node})))
    ordered = tuple(lines[key] for key in sorted(lines))
    return Neighbourhood(tuple(points), ordered, 0, _sight(session, graph.version))


def transfers_between(
    session: Session,
    debit: str | None,
    credit: str | None,
    *,
    from_date: date | None = None,
    to_date: date | None = None,
    min_minor: int | None = None,
    limit: int = 200,
    offset: int = 0,
) -> tuple[dict[str, object], ...]:
    """Which single payments does a line of the graph sum up? By value date, with the rows each was read from."""
    session.read_nodes("read", "transfers", debit, credit)
    veil, graph = session.veil(), session.graph()
    page = session.payments().lines.single(
        None if debit is None else graph.account_of(debit),
        None if credit is None else graph.account_of(credit),
        from_date=from_date,
        to_date=to_date,
        min_minor=min_minor,
        limit=limit,
        offset=offset,
    )
    rows = page.to_pylist()
    shown: dict[str, Callable[[str], str]] = {}
    shown |= dict.fromkeys(("counterparty_name", "description", "reference"), veil.text)
    shown |= dict.fromkeys(("debit_locator", "credit_locator"), veil.place)
    return tuple(
        {key: shown[key](value) if key in shown and value else value for key, value in row.items()} for row in rows
    )


def check_known(session: Session, node: str) -> None:
    """Raises NotFound for an unknown id."""
    if not session.store.get([node]):
        raise NotFound("There is nothing with the id {id} in the case.", id=node)


def list_near(session: Session, node: str, wanted: frozenset[str]) -> tuple[str, ...]:
    """All neighbours along these kinds of link, each once: by links first, then accounts, the largest sum first."""
    near: dict[str, None] = {}
    kinds = [kind for kind in _SHOWN if kind in wanted]
    for link in session.store.links_of(node, kinds) if kinds else ():
        near[link.head if link.tail == node else link.tail] = None
    for line in session.payments().lines.of(node, limit=ALL_LINES) if "Transfer" in wanted else ():
        other = line.credit_account if line.debit_account == node else line.debit_account
        if other is not None:
            near[other] = None
    near.pop(node, None)
    return tuple(near)


def transfer_line(line: MoneyLine) -> GraphLine:
    """All payments from one account to another in one currency, as drawn."""
    ends = (line.debit_account or "", line.credit_account or "")
    return GraphLine(
        id=money_id(*ends, line.currency),
        type="Transfer",
        tail=ends[0],
        head=ends[1],
        count=line.count,
        sum_minor=line.sum_minor,
        currency=line.currency,
        first=line.first.isoformat(),
        last=line.last.isoformat(),
        share="",
        share_upper="",
    )


def money_id(tail: str, head: str, currency: str) -> str:
    """The id of the line that sums up all payments from one account to another in one currency."""
    return f"sum:{tail}>{head}:{currency}"


def link_line(graph: CaseGraph, link: MergedLink, day: date) -> GraphLine:
    """A link as drawn; a share of a company as the other holders leave it on this day."""
    props = link.props
    share = str(props.get("share") or props.get("share_lower") or "")
    upper = str(props.get("share") or props.get("share_upper") or share)
    held = share_on(graph, link, day) if link.type == "Shareholding" else None
    more, less = props.get("share_lower_open") is True, props.get("share_upper_open") is True
    if held is not None:
        share, upper, more, less = share_text(held.lower), share_text(held.upper), held.lower_open, held.upper_open
    return GraphLine(
        id=link.id,
        type=link.type,
        tail=link.tail,
        head=link.head,
        count=1,
        sum_minor=None,
        currency="",
        first=str(props.get("from_date", "")),
        last=str(props.get("to_date", "")),
        share=share,
        share_upper=upper,
        share_lower_open=more,
        share_upper_open=less,
        indirect=_indirect(link),
    )


def _indirect(link: MergedLink) -> str:
    if link.type != "Shareholding" or not is_indirect(link):
        return ""
    return "no chain published" if link.props.get("chain_unpublished") is True else "stated"


def _sight(session: Session, version: int) -> tuple[int, date, str]:
    return version, session.today(), session.language.code


def _point(view: MergedNode, veil: Veil, states: Mapping[str, str], neighbours: int) -> GraphPoint:
    state = states.get(view.id, "IDENTIFIED" if view.type in ASSET_TYPES else "")
    return GraphPoint(view.id, view.type, caption(view, veil), state, veil.covers(view.id), neighbours)
