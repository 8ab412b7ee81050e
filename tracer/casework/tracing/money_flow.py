"""Adds up the pieces of one tracing run to bands between accounts: from the marks to a figure, and beside it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Literal

from tracer.analysis.tracing.figures.purchases import Purchase
from tracer.analysis.tracing.ledgers.case_ledger import ARRIVED, IN_TRANSIT
from tracer.analysis.tracing.ledgers.labels import is_tainted
from tracer.analysis.tracing.ledgers.ledger import AccountKey, LedgerEntry
from tracer.analysis.tracing.ledgers.statement_breaks import is_reset
from tracer.analysis.tracing.run.pieces import OPENING, ROOT
from tracer.analysis.tracing.run.result import TracingResult
from tracer.casework.tracing.case_tracing import CaseTracing
from tracer.casework.tracing.flow_pieces import (
    Reached,
    paying_rows,
    reach_account,
    reach_purchase,
)
from tracer.graph.case_graph import CaseGraph

MOST_ACCOUNTS = 20
"""So many accounts are drawn at most: those through which most of the figure's money went."""

EndKind = Literal["account", "asset", "mark", "untraced", "credit", "others", "elsewhere", "held", "break", "bank"]
"""``mark``: marked receipts; ``untraced``: money of no mark; ``credit``: lent by the bank; ``others``: from accounts that are
not drawn; ``elsewhere``: to such accounts, or out of the case; ``held``: at the end; ``break``: lost at a break in the
statements; ``bank``: an overdraft that was repaid."""

BandKind = Literal["reached", "beside", "unchosen", "untraced"]
"""``reached``: chosen proceeds that reached the figure; ``beside``: chosen proceeds on these accounts that did not;
``unchosen``: proceeds of other marks that reached it; ``untraced``: money of no mark that reached it."""


@dataclass(frozen=True, slots=True, order=True)
class FlowEnd:
    """One end of a band. ``account``: which one it is, or beside which one it stands. ``mark``: the event of a mark."""

    kind: EndKind
    account: AccountKey = ("", "")
    mark: str = ""


@dataclass(frozen=True, slots=True)
class FlowBand:
    """Money of one kind between two ends. ``left_minor`` in ``paid_in``, ``came_minor`` in ``received_in``, minor units.

    ``rows``: the transfers behind it, with what each carried, in the units of the payee, by day.
    """

    payer: FlowEnd
    payee: FlowEnd
    kind: BandKind
    left_minor: int
    paid_in: str
    came_minor: int
    received_in: str
    rows: tuple[tuple[date, str, int], ...]


@dataclass(frozen=True, slots=True)
class MoneyFlow:
    """The bands of one method's lower run. What comes into an account by them leaves it by them or is held at the end.

    ``graph``: the case as the run reads it. ``left_out``: accounts on the way that are not drawn one by one. ``is_sum``: do
    the bands into the figure give its lower sum? They do not if it is not decided which rows paid.
    """

    graph: CaseGraph
    bands: tuple[FlowBand, ...]
    left_out: int
    is_sum: bool


@dataclass(slots=True)
class _Sum:
    left: int = 0
    came: int = 0
    units: list[str] = field(default_factory=lambda: ["", ""])
    rows: dict[str, tuple[date, int]] = field(default_factory=dict)


def flow_to_purchase(tracing: CaseTracing, purchase: Purchase, mark: str = "") -> MoneyFlow:
    """Through which accounts did the money of this purchase come? The run is the one of the lower sum.

    ``mark``: the event of one mark, to follow its money alone; other proceeds are then ``unchosen``.
    Cost: one pass over the pieces of the run.
    """
    case = min(tracing.runs, key=lambda run: run.paid_by_itself(purchase)[0])
    own, run = case.own_purchase(purchase), case.interval.lower
    rows = paying_rows(own, run)
    reached = reach_purchase(run, rows)
    payers = {run.ledger.entries[run.positions[name]].debit for name in rows}
    adder = _Adder(case, reached, mark, frozenset(rows), FlowEnd("asset", (own.asset, own.currency)))
    flow = adder.add({key for key in payers if key is not None})
    total = sum(run.carried_tainted(name) for name in rows)
    return MoneyFlow(case.graph, flow, adder.left_out, total == tracing.paid_with_proceeds(purchase)[0])


def flow_through_account(tracing: CaseTracing, account: AccountKey, mark: str = "") -> MoneyFlow:
    """From where did proceeds come into this account, where did they go, and what else does it hold at the end?"""
    case = min(tracing.runs, key=lambda run: run.interval.account(account)[0])
    adder = _Adder(case, reach_account(case.interval.lower, account), mark, subject=account)
    return MoneyFlow(case.graph, adder.add({account}), adder.left_out, True)


class _Adder:
    def __init__(
        self,
        case: CaseTracing,
        reached: Reached,
        mark: str,
        paying: frozenset[str] = frozenset(),
        figure: FlowEnd | None = None,
        subject: AccountKey | None = None,
    ) -> None:
        self.run: TracingResult = case.interval.lower
        self.entries: Sequence[LedgerEntry] = self.run.ledger.entries
        self.roots = case.roots
        self.reached, self.mark, self.paying, self.figure, self.subject = reached, mark, paying, figure, subject
        self.voided = {name for one in self.run.reversals if one.voided for name in (one.entry, one.original)}
        self.sums: dict[tuple[FlowEnd, FlowEnd, BandKind], _Sum] = {}
        self.drawn: frozenset[AccountKey] = frozenset()
        self.left_out = 0

    def add(self, always: set[AccountKey]) -> tuple[FlowBand, ...]:
        """All bands, by the first day of their rows. ``always``: accounts that are drawn in any case."""
        self._choose(always)
        table, came, left = self.run.table, self.reached.came, self.reached.left
        for number, (place, label, taken_as) in enumerate(zip(table.entry, table.label, table.taken_as, strict=True)):
            if label == taken_as and not is_tainted(label) and number not in came and number not in left:
                continue  # money of no mark that did not reach the figure is in no band
            if place == OPENING:
                self._come(number, self.run.opening_pieces[number], None)
                continue
            entry = self.entries[place]
            if entry.id in self.voided:
                continue
            if entry.debit in self.drawn:
                self._leave(number, entry.debit, entry)
            if entry.credit in self.drawn:
                self._come(number, entry.credit, entry)
        self._hold()
        return tuple(sorted(self._bands(), key=_by_day))

    def _choose(self, always: set[AccountKey]) -> None:
        """Which accounts are drawn: those through which most of the figure's proceeds went, or the chosen mark's money."""
        through: dict[AccountKey, int] = {}
        table = self.run.table
        pieces = set(self.reached.came)
        if self.mark:
            pieces.update(number for number, root in enumerate(self.roots) if root == self.mark)
        for number in pieces:
            if not is_tainted(table.label[number]):
                continue
            place = table.entry[number]
            key = self.run.opening_pieces.get(number) if place == OPENING else self.entries[place].credit
            if key is None or key not in self.run.statements or key[0].endswith(IN_TRANSIT):
                continue
            begins = self.mark and self.roots[number] == self.mark and table.is_root(number)
            came = self.reached.came.get(number, 0) or (1 if begins else 0)
            if came:
                through[key] = through.get(key, 0) + came
        ordered = sorted(through.keys() - always, key=lambda key: (-through[key], key))
        kept = ordered[: max(0, MOST_ACCOUNTS - len(always))]
        self.left_out = len(ordered) - len(kept)
        self.drawn = frozenset({*always, *kept} & self.run.statements)

    def _parts(self, number: int, label: str, whole: int, reached: int) -> Iterator[tuple[BandKind, int]]:
        if not is_tainted(label):
            yield "untraced", reached
            return
        chosen = not self.mark or self.roots[number] == self.mark
        yield ("reached" if chosen else "unchosen"), reached
        if chosen:
            yield "beside", whole - reached

    def _leave(self, number: int, payer: AccountKey, entry: LedgerEntry) -> None:
        table = self.run.table
        payee = self._target(entry)
        for kind, amount in self._parts(
            number, table.taken_as[number], table.debited[number], self.reached.left.get(number, 0)
        ):
            if amount:
                if kind == "beside" and payer == self.subject and payee.kind != "account":
                    kind = "reached"  # it came into the account asked about, and left it again
                one = self._sum(FlowEnd("account", payer), payee, kind)
                one.left += amount
                one.units[0] = payer[1]
                if payee.kind != "account":
                    one.came += amount
                    one.units[1] = payer[1]
                    self._row(one, entry, amount)
                if table.parent[number] == ROOT:  # lent by the bank in the moment of this payment
                    lent = self._sum(FlowEnd("credit", payer), FlowEnd("account", payer), kind)
                    lent.left += amount
                    lent.came += amount
                    lent.units[:] = [payer[1], payer[1]]
                    self._row(lent, entry, amount)

    def _come(self, number: int, payee: AccountKey, entry: LedgerEntry | None) -> None:
        if payee not in self.drawn:
            return
        table = self.run.table
        payer = self._source(number, payee, entry)
        for kind, amount in self._parts(
            number, table.label[number], table.credited[number], self.reached.came.get(number, 0)
        ):
            if amount:
                one = self._sum(payer, FlowEnd("account", payee), kind)
                one.came += amount
                one.units[1] = payee[1]
                if payer.kind != "account":
                    one.left += amount
                    one.units[0] = payee[1]
                if entry is not None:
                    self._row(one, entry, amount)

    def _source(self, number: int, payee: AccountKey, entry: LedgerEntry | None) -> FlowEnd:
        tainted, root = is_tainted(self.run.table.label[number]), self.run.table.is_root(number)
        if tainted and root:
            return FlowEnd("mark", payee, self.roots[number])
        payer = None if entry is None else self._payer(entry)
        if payer in self.drawn and payer is not None and not root and (entry is None or entry.id not in self.paying):
            return FlowEnd("account", payer)
        return FlowEnd("others" if tainted else "untraced", payee)

    def _payer(self, entry: LedgerEntry) -> AccountKey | None:
        if entry.id.endswith(ARRIVED):
            return self.entries[self.run.positions[entry.id.removesuffix(ARRIVED)]].debit
        return entry.debit

    def _target(self, entry: LedgerEntry) -> FlowEnd:
        assert entry.debit is not None
        if entry.id in self.paying and self.figure is not None:
            return self.figure
        if is_reset(entry):
            return FlowEnd("break", entry.debit)
        arrival = self.run.positions.get(f"{entry.id}{ARRIVED}")
        payee = entry.credit if arrival is None else self.entries[arrival].credit
        if payee in self.drawn and payee is not None:
            return FlowEnd("account", payee)
        return FlowEnd("elsewhere", entry.debit)

    def _hold(self) -> None:
        """What is held at the end, and what repaid an overdraft: the rest that came and did not leave."""
        for key in sorted(self.drawn):
            end, held, asked = FlowEnd("account", key), FlowEnd("held", key), key == self.subject
            for number, label, amount in self.run.held.get(key, ()):
                if is_tainted(label) and (not self.mark or self.roots[number] == self.mark):
                    self._end(end, held, "reached" if asked else "beside", amount)
                elif is_tainted(label) and asked:
                    self._end(end, held, "unchosen", amount)
            if asked:
                self._end(end, FlowEnd("elsewhere", key), "unchosen", self._rest(end, ("unchosen",)))
                self._end(end, held, "untraced", self._rest(end, ("untraced",)))
            self._end(end, FlowEnd("bank", key), "beside", self._rest(end, ("reached", "beside")))

    def _rest(self, end: FlowEnd, kinds: tuple[BandKind, ...]) -> int:
        came = sum(one.came for (_, payee, kind), one in self.sums.items() if payee == end and kind in kinds)
        return came - sum(one.left for (payer, _, kind), one in self.sums.items() if payer == end and kind in kinds)

    def _end(self, payer: FlowEnd, payee: FlowEnd, kind: BandKind, amount: int) -> None:
        if amount > 0:
            one = self._sum(payer, payee, kind)
            one.left += amount
            one.came += amount
            one.units[:] = [payee.account[1], payee.account[1]]

    def _sum(self, payer: FlowEnd, payee: FlowEnd, kind: BandKind) -> _Sum:
        return self.sums.setdefault((payer, payee, kind), _Sum())

    @staticmethod
    def _row(one: _Sum, entry: LedgerEntry, amount: int) -> None:
        name = entry.id.removesuffix(ARRIVED)
        one.rows[name] = (entry.day, one.rows.get(name, (entry.day, 0))[1] + amount)

    def _bands(self) -> Iterator[FlowBand]:
        for (payer, payee, kind), one in self.sums.items():
            rows = tuple(sorted((day, name, amount) for name, (day, amount) in one.rows.items()))
            yield FlowBand(payer, payee, kind, one.left, one.units[0], one.came, one.units[1], rows)


def _by_day(band: FlowBand) -> tuple[date, FlowEnd, FlowEnd, str]:
    """The first day of its rows; bands without rows, such as what is held at the end, come last."""
    return band.rows[0][0] if band.rows else date.max, band.payer, band.payee, band.kind
