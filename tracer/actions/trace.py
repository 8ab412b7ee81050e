"""Follow the money: into an asset, out of and into an account, with the chain of rows behind every sum."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from graph_schema.errors import NotFound, WrongUse
from graph_schema.nodes import ASSET_TYPES
from graph_schema.words import N_
from tracer.access.pseudonyms import Veil
from tracer.actions.explore import caption
from tracer.actions.following import METHODS, Following
from tracer.actions.session import Session
from tracer.actions.sources import EvidenceLine, tell_evidence
from tracer.analysis.tracing.case_ledger import OUTSIDE
from tracer.analysis.tracing.chains import Chain, explain
from tracer.analysis.tracing.labels import UNKNOWN, is_tainted
from tracer.analysis.tracing.methods import Method
from tracer.analysis.tracing.purchases import Purchase
from tracer.analysis.tracing.same_day import find_order_sensitive_days
from tracer.graph import CaseGraph


@dataclass(frozen=True, slots=True)
class ChainStep:
    """One movement of a chain, with the rows it was read from."""

    transfer: str
    day: date
    payer: str
    payee: str
    moved_minor: int
    currency: str
    evidence: tuple[EvidenceLine, ...]


@dataclass(frozen=True, slots=True)
class MoneyChain:
    """One way that marked proceeds took to the figure asked about; ``amount_minor`` of the figure came this way."""

    label: str
    amount_minor: int
    currency: str
    steps: tuple[ChainStep, ...]


@dataclass(frozen=True, slots=True)
class TracedSum:
    """A sum under one method: at least ``lower_minor`` is marked proceeds, at most ``upper_minor`` may be."""

    method: str
    lower_minor: int
    upper_minor: int
    currency: str
    chains: tuple[MoneyChain, ...]
    chains_complete: bool


@dataclass(frozen=True, slots=True)
class Caution:
    """What the reader must know of the figures. ``template`` is a gettext key."""

    template: str
    params: dict[str, str]


@dataclass(frozen=True, slots=True)
class TracedPurchase:
    """An asset's purchase and the money behind it, method beside method, never mixed."""

    asset: str
    caption: str
    reference: str
    price_minor: int
    currency: str
    paid_minor: int
    sums: tuple[TracedSum, ...]
    evidence: tuple[EvidenceLine, ...]


@dataclass(frozen=True, slots=True)
class TracedAccount:
    """An account: how much marked proceeds came in, and is held at the end, method beside method."""

    account: str
    caption: str
    currency: str
    followed: bool
    received: tuple[TracedSum, ...]
    held: tuple[TracedSum, ...]


@dataclass(frozen=True, slots=True)
class TraceReport:
    """What was followed, what came out, and what the figures do not show."""

    subject: str
    caption: str
    purchases: tuple[TracedPurchase, ...]
    accounts: tuple[TracedAccount, ...]
    cautions: tuple[Caution, ...]


def trace_subject(session: Session, subject: str, methods: Sequence[str], *, chains: int = 20) -> TraceReport:
    """How much of the marked proceeds went into this asset, or through this account?

    ``methods``: fifo, libr; at least one must be named, no method is the default. Chains explain the lower sum
    cent by cent, largest first, ``chains`` at most; ``chains_complete`` says whether that was all.
    Raises NotFound; WrongUse without a method, or for a node that is neither an asset nor an account.
    """
    chosen = read_methods(methods)
    session.read("read", "trace", subject, f"methods={','.join(chosen)}")
    graph = session.graph()
    node = graph.nodes.get(subject)
    if node is None:
        raise NotFound("There is nothing with the id {id} in the case. Find it first: tracer find NAME", id=subject)
    found = {method: session.followings.follow(graph, method) for method in chosen}
    first = next(iter(found.values()))
    veil = session.veil()
    purchases: tuple[TracedPurchase, ...] = ()
    accounts: tuple[TracedAccount, ...] = ()
    if node.type in ASSET_TYPES:
        wanted = [purchase for purchase in first.purchases if purchase.asset == subject]
        purchases = tuple(_purchase(session, graph, veil, found, purchase, chains) for purchase in wanted)
    elif node.type == "Account":
        keys = sorted({key for key in first.case.statements if key[0] == subject})
        accounts = tuple(_account(graph, veil, found, key) for key in keys)
    else:
        raise WrongUse(
            "{caption} is a {type}: money is followed into an asset or through an account. For a person or company "
            "use: tracer link", caption=caption(node, veil), type=node.type,
        )  # fmt: skip
    return TraceReport(subject, caption(node, veil), purchases, accounts, tuple(_cautions(graph, found)))


def read_methods(names: Iterable[str]) -> tuple[Method, ...]:
    """The methods of these names. Raises WrongUse for none or an unknown one: the choice is a person's."""
    known = {method.value: method for method in METHODS}
    chosen = tuple(dict.fromkeys(names))
    if not chosen or not set(chosen) <= set(known):
        raise WrongUse(
            "Name the tracing method: {known}. Courts differ on it, so there is no default; several can be shown side "
            "by side.", known=", ".join(known),
        )  # fmt: skip
    return tuple(known[name] for name in chosen)


def _purchase(
    session: Session, graph: CaseGraph, veil: Veil, found: dict[Method, Following], purchase: Purchase, chains: int
) -> TracedPurchase:
    sums = []
    for method, following in found.items():
        lower, upper = following.paid_with_proceeds(purchase)
        ways = _largest_first(following, purchase)
        told = tuple(_tell_chain(session, graph, veil, following, label, chain) for label, chain in ways[:chains])
        sums.append(TracedSum(method.value, lower, upper, purchase.currency, told, len(ways) <= chains))
    return TracedPurchase(
        asset=purchase.asset,
        caption=caption(graph.nodes[purchase.asset], veil),
        reference=veil.text(purchase.reference),
        price_minor=purchase.price_minor,
        currency=purchase.currency,
        paid_minor=purchase.paid_minor,
        sums=tuple(sums),
        evidence=tell_evidence(session, purchase.evidence),
    )


def _largest_first(following: Following, purchase: Purchase) -> list[tuple[str, Chain]]:
    """Every chain into this purchase with its label, not yet told: of hundreds only the largest are read."""
    run = following.interval.lower
    ways = [
        (label, chain)
        for transfer in purchase.transfers
        for label in sorted(label for label in run.carried(transfer) if is_tainted(label))
        for chain in explain(run, transfer, label)
    ]
    first = {chain.entries[0]: run.ledger.entries[run.positions[chain.entries[0]]].day for _, chain in ways}
    ways.sort(key=lambda way: (-way[1].amount, first[way[1].entries[0]], way[1].entries[0]))
    return ways


def _tell_chain(
    session: Session, graph: CaseGraph, veil: Veil, following: Following, label: str, chain: Chain
) -> MoneyChain:
    steps = tuple(_step(session, graph, veil, following, entry) for entry in chain.entries)
    return MoneyChain(label, chain.amount, steps[-1].currency, steps)


def _step(session: Session, graph: CaseGraph, veil: Veil, following: Following, name: str) -> ChainStep:
    entry = following.interval.lower.ledger.entries[following.interval.lower.positions[name]]
    return ChainStep(
        transfer=name,
        day=entry.day,
        payer=_end(graph, veil, entry.debit),
        payee=_end(graph, veil, entry.credit),
        moved_minor=entry.debited,
        currency=(entry.debit or entry.credit or ("", ""))[1],
        evidence=tell_evidence(session, graph.transfer_evidence(name)),
    )


def _end(graph: CaseGraph, veil: Veil, key: tuple[str, str] | None) -> str:
    """The account with the name of its holder, as far as a register tells it."""
    node = graph.nodes.get(key[0].removesuffix(OUTSIDE)) if key is not None else None
    if node is None:
        return ""
    shown = caption(node, veil)
    holder = graph.holder_of(node.id)
    if holder is None or veil.covers(node.id):
        return shown
    return f"{caption(graph.nodes[holder], veil)} ({shown[:4]}…{shown[-4:]})" if len(shown) > 12 else shown


def _account(graph: CaseGraph, veil: Veil, found: dict[Method, Following], key: tuple[str, str]) -> TracedAccount:
    received, held = [], []
    for method, following in found.items():
        lower, upper = following.interval.account(key)
        held.append(TracedSum(method.value, lower, upper, key[1], (), True))
        low = high = 0
        for entry in following.case.ledger.entries:
            if entry.credit == key and not entry.is_self_transfer:
                low += sum(p.credited for p in following.interval.lower.pieces(entry.id) if is_tainted(p.label))
                high += sum(
                    p.credited
                    for p in following.interval.upper.pieces(entry.id)
                    if is_tainted(p.label) or p.label == UNKNOWN
                )
        received.append(TracedSum(method.value, low, high, key[1], (), True))
    return TracedAccount(key[0], caption(graph.nodes[key[0]], veil), key[1], True, tuple(received), tuple(held))


def _cautions(graph: CaseGraph, found: dict[Method, Following]) -> list[Caution]:
    first = next(iter(found.values()))
    cautions = []
    if not first.case.origins:
        cautions.append(
            Caution(N_("No receipts are marked as proceeds, so nothing is traced. Mark them: tracer mark"), {})
        )
    for gap in first.case.gaps:
        node = graph.nodes.get(gap.account[0])
        number = str(node.props["number"]) if node is not None else gap.account[0]
        cautions.append(
            Caution(
                N_("Account ending {account}: no statement from {begin} to {end}, or balances that do not meet. What was "
                   "traced there before counts as lost for the lower sum."),
                {"account": number[-4:], "begin": gap.from_date.isoformat(), "end": gap.to_date.isoformat()},
            )
        )  # fmt: skip
    for account, _ in first.case.unstated:
        number = str(graph.nodes[account].props["number"]) if account in graph.nodes else account
        cautions.append(
            Caution(
                N_("Account ending {account}: no balance is stated, so it is taken to begin empty."),
                {"account": number[-4:]},
            )
        )
    if Method.FIFO in found:
        days = find_order_sensitive_days(first.case.ledger, first.case.statements)
        if days:
            cautions.append(
                Caution(
                    N_("First in, first out depends on the order within a day; on {days} account-days the statements do "
                       "not give it."),
                    {"days": str(len(days))},
                )
            )  # fmt: skip
    return cautions
