"""Follows money into an asset or through an account, with the chain of rows behind every sum."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from graph_schema.errors import NotFound, WrongUse
from graph_schema.messages import N_
from graph_schema.records.merged_records import MergedNode
from graph_schema.records.nodes import ASSET_TYPES
from tracer.access.pseudonyms import Veil
from tracer.access.roles import Right
from tracer.actions.money.received import Doubtful, find_doubtful, held_at_end, received, taken_back
from tracer.actions.money.trace_cautions import find_pair_cautions, find_run_cautions
from tracer.analysis.tracing.figures.chains import EntryChain, explain
from tracer.analysis.tracing.figures.purchases import Purchase
from tracer.analysis.tracing.ledgers.case_ledger import ARRIVED, OUTSIDE
from tracer.analysis.tracing.ledgers.labels import is_tainted
from tracer.analysis.tracing.ledgers.ledger import AccountKey
from tracer.analysis.tracing.policies.methods import Method
from tracer.casework.evidence_lines import EvidenceFormat, EvidenceLine, account_caption, caption, evidence_format
from tracer.casework.price_cautions import find_price_cautions
from tracer.casework.sessions.session import Session
from tracer.casework.tracing.case_tracing import CaseTracing, read_methods, widest
from tracer.casework.tracing.cautions import Caution
from tracer.graph.case_graph import CaseGraph

_BLENDED: Final = N_(
    "Pro rata takes every payment from all money of the account in proportion. Its sums are rounded to the nearest unit of the "
    "currency and have no chains of single transfers."
)


@dataclass(frozen=True, slots=True)
class ChainStep:
    """One movement of a chain, with the rows it was read from.

    ``arrived``: the payee's value date where it is another one than the payer's, ``day``.
    """

    transfer: str
    day: date
    arrived: date | None
    payer: str
    payee: str
    moved_minor: int
    currency: str
    evidence: tuple[EvidenceLine, ...]


@dataclass(frozen=True, slots=True)
class MoneyChain:
    """One way that marked proceeds took to the figure asked about; ``amount_minor`` of the figure came this way.

    ``from_opening``: the way begins with the marked opening balance of the account that pays first.
    """

    label: str
    amount_minor: int
    currency: str
    steps: tuple[ChainStep, ...]
    from_opening: bool


@dataclass(frozen=True, slots=True)
class TracedSum:
    """A sum under one method: at least ``lower_minor`` is marked proceeds, at most ``upper_minor`` may be.

    ``upper_open``: rows are missing, so that no upper end is known; ``upper_minor`` is then the upper end of what is in
    the case.
    """

    method: str
    lower_minor: int
    upper_minor: int
    currency: str
    chains: tuple[MoneyChain, ...]
    chains_complete: bool
    upper_open: bool = False


@dataclass(frozen=True, slots=True)
class TracedPurchase:
    """An asset's purchase and the money behind it, method beside method, never mixed.

    ``paid_minor`` and ``paid_upper_minor``: how much of the price the statements show as paid, at least and at most.
    ``unmatched_minor``: the part of the price for which no row was found; which money paid it is unknown, so the upper
    ends of ``sums`` count it. ``rows_decided``: it is decided which of the rows found paid; if not, the chains lead to
    rows that may have paid. ``decided``: that, and the rows found pay the whole price.
    """

    asset: str
    caption: str
    reference: str
    price_minor: int
    currency: str
    paid_minor: int
    paid_upper_minor: int
    unmatched_minor: int
    rows_decided: bool
    decided: bool
    sums: tuple[TracedSum, ...]
    evidence: tuple[EvidenceLine, ...]


@dataclass(frozen=True, slots=True)
class TracedAccount:
    """An account: how much marked proceeds came in, and is held at the end, method beside method.

    ``received`` counts no money that came back of the account's own payments. ``reversed``: what of it was taken back
    again by reversals of the receipts; it is in ``received``, and not in ``held``.
    """

    account: str
    caption: str
    currency: str
    followed: bool
    received: tuple[TracedSum, ...]
    reversed: tuple[TracedSum, ...]
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

    ``methods``: at least one must be named, no method is the default. Chains explain the lower sum
    cent by cent, largest first, ``chains`` at most; pro rata has none; ``chains_complete`` says whether that was all.
    Raises NotFound; WrongUse without a method, or for a node that is neither an asset nor an account.
    """
    chosen = read_methods(methods)
    session.allow("oversee", "trace")  # the least that any subject needs; the store is asked after it
    graph = session.graph()
    subject = graph.account_of(subject)
    node = graph.nodes.get(subject)
    right: Right = "oversee" if node is not None and node.type in ASSET_TYPES else "read"
    session.read(right, "trace", "?" if node is None else subject, f"methods={','.join(chosen)}")
    session = session.for_answer()
    if node is None:
        raise NotFound("There is nothing with the id {id} in the case. Find it first: tracer find NAME", id=subject)
    return follow_node(session, node, chosen, chains=chains)


def follow_node(session: Session, node: MergedNode, methods: Sequence[Method], *, chains: int) -> TraceReport:
    """The report on this asset or account. Checks no right and logs nothing: its caller has done both."""
    graph, subject = session.graph(), node.id
    found = {method: session.tracing(method) for method in methods}
    first = next(iter(found.values()))
    form = evidence_format(session)
    veil = form.veil
    wanted: list[Purchase] = []
    keys: list[AccountKey] = []
    if node.type in ASSET_TYPES:
        wanted = [purchase for purchase in first.purchases if purchase.asset == subject]
    elif node.type == "Account":
        keys = sorted({key for key in first.case.statements if key[0] == subject})
    else:
        raise WrongUse(
            "{caption} is a {type}: money is followed into an asset or through an account. For a person or company "
            "use: tracer link",
            caption=caption(node, veil),
            type=node.type,
        )
    purchases = tuple(_purchase(form, found, purchase, chains) for purchase in wanted)
    raw = session.case.stated_graph()
    doubtful = {key: find_doubtful(raw, first, key) for key in keys}
    accounts = tuple(_account(graph, veil, found, key, doubtful[key]) for key in keys)
    prices = (one for purchase in wanted for one in find_price_cautions(session, first.runs, purchase))
    blended = [] if all(method.keeps_pieces_apart for method in found) else [Caution(_BLENDED, {})]
    cautions = (
        *prices,
        *blended,
        *find_run_cautions(session, found, wanted, keys),
        *find_pair_cautions(session, found, wanted, doubtful),
    )
    return TraceReport(subject, caption(node, veil), purchases, accounts, cautions)


def _purchase(
    form: EvidenceFormat, found: dict[Method, CaseTracing], purchase: Purchase, chains: int
) -> TracedPurchase:
    sums = []
    runs = [run for case_tracing in found.values() for run in case_tracing.runs]
    for method, case_tracing in found.items():
        lower, upper = case_tracing.paid_with_proceeds(purchase)
        run = min(case_tracing.runs, key=lambda run: run.paid_by_itself(purchase)[0])
        ways = _largest_first(run, run.own_purchase(purchase))
        chains_shown = tuple(_format_chain(form, run, label, chain) for label, chain in ways[:chains])
        sums.append(TracedSum(method.value, lower, upper, purchase.currency, chains_shown, len(ways) <= chains))
    own = [run.own_purchase(purchase) for run in runs]
    least, most = widest((one.paid_minor, one.paid_upper_minor) for one in own)
    unmatched = max(one.unmatched_minor for one in own)
    rows_decided = not any(one.undecided for one in own)
    return TracedPurchase(
        asset=purchase.asset,
        caption=caption(runs[0].graph.nodes[purchase.asset], form.veil),
        reference=form.veil.text(purchase.reference),
        price_minor=purchase.price_minor,
        currency=purchase.currency,
        paid_minor=least,
        paid_upper_minor=most,
        unmatched_minor=unmatched,
        rows_decided=rows_decided,
        decided=rows_decided and not unmatched,
        sums=tuple(sums),
        evidence=form.lines(purchase.evidence),
    )


def _largest_first(case_tracing: CaseTracing, purchase: Purchase) -> list[tuple[str, EntryChain]]:
    """Every chain into this purchase with its label, largest first; only those shown are formatted. Pro rata: none."""
    run = case_tracing.interval.lower
    if not run.method.keeps_pieces_apart:
        return []
    ways = [
        (label, chain)
        for transfer in purchase.rows
        for label in sorted(label for label in run.carried(transfer) if is_tainted(label))
        for chain in explain(run, transfer, label)
    ]
    first = {chain.entries[0]: run.ledger.entries[run.positions[chain.entries[0]]].day for _, chain in ways}
    ways.sort(key=lambda way: (-way[1].amount, first[way[1].entries[0]], way[1].entries[0]))
    return ways


def _format_chain(form: EvidenceFormat, case_tracing: CaseTracing, label: str, chain: EntryChain) -> MoneyChain:
    names = dict.fromkeys(name.removesuffix(ARRIVED) for name in chain.entries)
    steps = tuple(_step(form, case_tracing, name) for name in names)
    return MoneyChain(label, chain.amount, steps[-1].currency, steps, chain.opening is not None)


def _step(form: EvidenceFormat, case_tracing: CaseTracing, name: str) -> ChainStep:
    """One payment. If it was in transit, the entry by which it left and the entry by which it arrived are one step."""
    run, graph = case_tracing.interval.lower, case_tracing.graph
    left = run.ledger.entries[run.positions[name]]
    position = run.positions.get(f"{name}{ARRIVED}")
    came = left if position is None else run.ledger.entries[position]
    return ChainStep(
        transfer=name,
        day=left.day,
        arrived=came.day if came.day != left.day else None,
        payer=_end(graph, form.veil, left.debit),
        payee=_end(graph, form.veil, came.credit),
        moved_minor=left.debited,
        currency=(left.debit or left.credit or ("", ""))[1],
        evidence=form.lines(graph.transfer_evidence(name)),
    )


def _end(graph: CaseGraph, veil: Veil, key: tuple[str, str] | None) -> str:
    return "" if key is None else account_caption(graph, veil, key[0].removesuffix(OUTSIDE))


def _account(
    graph: CaseGraph, veil: Veil, found: dict[Method, CaseTracing], key: AccountKey, doubtful: Doubtful
) -> TracedAccount:
    came, back, held = (
        tuple(
            TracedSum(
                method.value,
                *widest(ends(run, key, doubtful) for run in case_tracing.runs),
                key[1],
                (),
                True,
                any(key in open_accounts(run.case) for run in case_tracing.runs),
            )
            for method, case_tracing in found.items()
        )
        for ends, open_accounts in (
            (received, lambda case: case.open_received),
            (taken_back, lambda case: frozenset()),
            (held_at_end, lambda case: case.open_held),
        )
    )
    return TracedAccount(key[0], caption(graph.nodes[key[0]], veil), key[1], True, came, back, held)
