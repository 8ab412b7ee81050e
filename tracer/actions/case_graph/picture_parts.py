"""The nodes and links of a picture that is handed out: exact figures, the rows behind them, ids that name nobody protected."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from typing import Any

from graph_schema.messages import N_
from graph_schema.records.merged_records import Evidence
from graph_schema.values.shares import ShareRange, read_share_text
from tracer.actions.case_graph.narrowing import MoneyFilter
from tracer.actions.case_graph.paths import PRICE_LINE, NodePath
from tracer.actions.case_graph.picture import GraphLine, Neighbourhood, transfer_line
from tracer.casefile.picture import PictureFile, PictureLink, PictureNode
from tracer.casefile.schedule import Amount
from tracer.casework.sessions.session import Session
from tracer.wording.language import Language
from tracer.wording.looks.link_looks import EDGE_KINDS

_LineKey = tuple[str, str, str]
"""Tail, head and currency of a sum of payments."""


class PictureParts:
    """What is drawn of a neighbourhood, made ready to leave the case."""

    def __init__(self, session: Session, drawn: Neighbourhood, money: MoneyFilter, paths: tuple[NodePath, ...]) -> None:
        """``drawn``: the picture without a filter. ``paths``: the first one is marked."""
        self._session, self._drawn, self._money = session, drawn, money
        self._graph, self._veil = session.graph(), session.veil()
        self._marked = {line.id for line in paths[0].lines} if paths else set()
        within = {point.id for point in drawn.points}
        prices = {line.id: line for path in paths for line in path.lines if line.type == PRICE_LINE}
        self._prices = [line for line in prices.values() if {line.tail, line.head} <= within]
        self._public = _public_ids(session, within)
        self._used: set[Evidence] = set()

    def public(self, node: str) -> str:
        """The id under which this node leaves the case."""
        return self._public[node]

    def nodes(self, places: Mapping[str, tuple[int, int]]) -> tuple[PictureNode, ...]:
        """Every node, in the order of the picture."""
        near: dict[str, set[str]] = defaultdict(set)
        for line in self._drawn.lines:
            near[line.tail].add(line.head)
            near[line.head].add(line.tail)
        return tuple(
            PictureNode(
                id=self._public[point.id],
                type=point.type,
                caption=point.caption,
                state=point.state,
                hidden=point.hidden,
                x=places[point.id][0],
                y=places[point.id][1],
                further=max(0, point.neighbours - len(near[point.id] - {point.id})),
                rows=self._rows(self._graph.nodes[point.id].evidence),
            )
            for point in self._drawn.points
        )

    def links(self) -> tuple[PictureLink, ...]:
        """Every link, sums of the payments that the filter leaves, then the prices it leaves whole."""
        lines, rows = self._money_left()
        merged = {link.id: link.evidence for point in self._drawn.points for link in self._graph.links_at(point.id)}
        found = [
            *((line, merged[line.id]) for line in self._drawn.lines if line.type != "Transfer"),
            *((line, rows[line.tail, line.head, line.currency]) for line in lines),
            *self._prices_left(),
        ]
        names = self._link_ids([line for line, _ in found])
        return tuple(self._link(name, line, evidence) for name, (line, evidence) in zip(names, found, strict=True))

    def files(self) -> tuple[PictureFile, ...]:
        """The kept files of all rows named so far, by name."""
        names = self._session.source_names()
        files = {row.source for row in self._used}
        return tuple(sorted((PictureFile(one, names.get(one, "?")) for one in files), key=lambda f: (f.name, f.digest)))

    def remarks(self) -> tuple[str, ...]:
        """What the picture does not show, in the reader's language."""
        return say_filter(self._money, self._session.language)

    def _rows(self, evidence: Iterable[Evidence]) -> tuple[Evidence, ...]:
        """The places under the veil, each once, in a fixed order."""
        shown = {Evidence(row.source, self._veil.place(row.locator)) for row in evidence}
        self._used |= shown
        return tuple(sorted(shown, key=lambda row: (row.source, row.locator)))

    def _money_left(self) -> tuple[list[GraphLine], Mapping[_LineKey, list[Evidence]]]:
        """The sums of payments that the filter leaves, and the statement rows behind each."""
        accounts = [point.id for point in self._drawn.points if point.type == "Account"]
        money = self._session.payments().lines
        rows: dict[_LineKey, list[Evidence]] = defaultdict(list)
        limits: dict[str, Any] = {
            "from_date": self._money.from_date,
            "to_date": self._money.to_date,
            "least": dict(self._money.least),
        }
        lines, _ = money.among(accounts, **limits)
        for row in money.single_among(accounts, **limits).to_pylist():
            key = row["debit_account"], row["credit_account"], row["debit_currency"]
            rows[key] += self._evidence(row)
        return [transfer_line(line) for line in lines], rows

    def _prices_left(self) -> list[tuple[GraphLine, tuple[Evidence, ...]]]:
        if not self._prices:
            return []
        bought = self._session.case.purchases()
        found = []
        for line in self._prices:
            purchases = [one for one in bought if one.asset == line.head]
            paid = [
                row
                for row in self._graph.transfer_rows(name for one in purchases for name in one.rows)
                if (row["debit_account"], row["debit_currency"]) == (line.tail, line.currency)
            ]
            if all(map(self._leaves, paid)):
                evidence = [row for one in purchases for row in one.evidence]
                evidence += [row for one in paid for row in self._evidence(one)]
                found.append((line, tuple(evidence)))
        return found

    def _evidence(self, payment: Mapping[str, Any]) -> list[Evidence]:
        """The statement rows of a payment, repeated ones too; as ``CaseGraph.transfer_evidence``, for many payments."""
        sides = [(payment[f"{side}_source"], payment[f"{side}_locator"]) for side in ("debit", "credit")]
        stated = [Evidence(source, locator) for source, locator in sides if source is not None]
        return [*stated, *self._graph.repeats.get(payment["transfer_id"], ())]

    def _leaves(self, payment: Mapping[str, Any]) -> bool:
        """Does the filter leave this payment?"""
        money, day = self._money, payment["value_date"]
        least = dict(money.least).get(payment["debit_currency"], 0)
        within = (money.from_date is None or day >= money.from_date) and (money.to_date is None or day <= money.to_date)
        return bool(within and payment["debit_minor"] >= least)

    def _link_ids(self, lines: Iterable[GraphLine]) -> list[str]:
        """The id of a record as it is; one that follows from a protected end, and that of a sum, by its public ends."""
        found, times = [], Counter[str]()
        covered = {point.id for point in self._drawn.points if point.hidden}
        for line in lines:
            if line.type not in ("Transfer", PRICE_LINE) and not {line.tail, line.head} & covered:
                found.append(line.id)
                continue
            name = "-".join(filter(None, (line.type, self._public[line.tail], self._public[line.head], line.currency)))
            times[name] += 1
            found.append(name if times[name] == 1 else f"{name}-{times[name]}")
        return found

    def _link(self, name: str, line: GraphLine, evidence: Iterable[Evidence]) -> PictureLink:
        return PictureLink(
            id=name,
            type=line.type,
            family=EDGE_KINDS[line.type],
            tail=self._public[line.tail],
            head=self._public[line.head],
            count=line.count,
            amount=None if line.sum_minor is None else Amount(line.sum_minor, line.currency),
            first=line.first,
            last=line.last,
            share=_share(line),
            indirect=line.indirect,
            on_path=line.id in self._marked,
            rows=self._rows(evidence),
        )


def _public_ids(session: Session, nodes: Iterable[str]) -> dict[str, str]:
    """Node -> id outside the case: its own, but for a protected person and such a person's accounts the pseudonym's letters.

    An id follows from the CNP or the IBAN, a pseudonym from nothing a stranger knows (docs/decisions/0005).
    """
    veil, found, times = session.veil(), {}, Counter[str]()
    for node in sorted(nodes):
        if not veil.covers(node):
            found[node] = node
            continue
        kind = "hidden" if veil.is_person(node) else "hidden-account"
        name = f"{kind}-{veil.pseudonym(node).rpartition(' ')[2]}"
        times[name] += 1
        found[node] = name if times[name] == 1 else f"{name}-{times[name]}"
    return found


def say_filter(money: MoneyFilter, language: Language) -> tuple[str, ...]:
    """Which payments a filter leaves, in sentences; none where it leaves all."""
    said = []
    if money.from_date or money.to_date:
        first, last = (language.date(day) if day else "…" for day in (money.from_date, money.to_date))
        said.append(language.text(N_("Only payments from {first} to {last}."), first=first, last=last))
    for currency, minor in money.least:
        said.append(language.text(N_("Only payments of at least {sum}."), sum=language.money(minor, currency)))
    return tuple(said)


def _share(line: GraphLine) -> ShareRange | None:
    if not line.share:
        return None
    lower, upper = read_share_text(line.share), read_share_text(line.share_upper)
    return ShareRange(lower, upper, line.share_lower_open, line.share_upper_open)
