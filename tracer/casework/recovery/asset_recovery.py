"""Answers what can still come out of an asset, who claims it, which terms run on it, and what its ledger holds."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from tracer.casework.earlier_measures.reading import source_record
from tracer.casework.evidence_lines import EvidenceFormat, EvidenceLine, caption
from tracer.casework.recovery.claimants import claimant_caption
from tracer.casework.recovery.item_history import events_by_id
from tracer.casework.recovery.recovery_state import RecoveryState
from tracer.casework.sessions.session import Session
from tracer.graph.case_graph import CaseGraph
from tracer.recovery.acts.assets import WHOLE, EncumbranceAct
from tracer.recovery.acts.measures import ItemAct, StepAct
from tracer.recovery.claims.awards import ClaimState, claims_of_cases
from tracer.recovery.claims.debts import debt_left, item_equity, latest_value
from tracer.recovery.claims.free_money import files_of_lot, free_money
from tracer.recovery.deadlines.terms import RecoveryTerm
from tracer.recovery.figures.running_terms import running_terms, terms_of_item
from tracer.recovery.ledger.classes import UNIQUE_ACCOUNT
from tracer.recovery.ledger.lot_books import book_of
from tracer.recovery.ledger.lots import lot_of
from tracer.wording.documents import name_document
from tracer.wording.language import Language
from tracer.wording.plain_values import say_plain


@dataclass(frozen=True, slots=True)
class EquityLine:
    """What one live item can bring, minor units. ``cap`` None: none, or no rate. ``number``: of the item."""

    number: str
    currency: str
    gross: int
    debts: int
    costs: int
    equity: int
    cap: int | None
    available: int


@dataclass(frozen=True, slots=True)
class DebtLine:
    """A secured debt on the asset. ``whole``: it burdens the whole asset, else one owner's share."""

    creditor: str
    rank: int
    minor: int
    left: int
    currency: str
    whole: bool
    evidence: tuple[EvidenceLine, ...]


@dataclass(frozen=True, slots=True)
class ClaimOnAsset:
    """A claim in a file of the asset. ``minor`` None: no amount is stated. ``reserved`` None: without limit.

    ``on_asset``: the asset itself is claimed.
    """

    number: str
    claimant: str
    kind: str
    status: str
    minor: int | None
    awarded: int
    paid: int
    reserved: int | None
    currency: str
    on_asset: bool
    evidence: tuple[EvidenceLine, ...]


@dataclass(frozen=True, slots=True)
class AssetTerm:
    """A term that runs on the asset. ``reasons``: why it ends that day, in the reader's language."""

    rule: str
    due: date
    days_left: int
    severity: str
    lapses: str
    reasons: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class PostedLine:
    """One posting on a lot of the asset.

    ``debit``, ``credit``: the classes of its first two lines. ``reversed_``: it no longer counts.
    """

    on: date
    template: str
    debit: str
    credit: str
    minor: int
    currency: str
    document: str
    reversed_: bool
    evidence: tuple[EvidenceLine, ...]


@dataclass(frozen=True, slots=True)
class HeldSum:
    """What the unique account holds of the asset in one currency. ``free`` None: nothing is known to be free (no rate)."""

    currency: str
    minor: int
    free: int | None


@dataclass(frozen=True, slots=True)
class AssetRecovery:
    """The recovery of one asset on a day."""

    equities: tuple[EquityLine, ...]
    debts: tuple[DebtLine, ...]
    claims: tuple[ClaimOnAsset, ...]
    terms: tuple[AssetTerm, ...]
    postings: tuple[PostedLine, ...]
    held: tuple[HeldSum, ...]


def read_asset_recovery(session: Session, form: EvidenceFormat, state: RecoveryState, asset: str) -> AssetRecovery:
    """What comes out of this asset, by its items. Checks no right and logs nothing: its caller has done both.

    Cost: the terms of the case; else linear in the acts about the asset and the claims of its files.
    """
    items = [row.item for row in state.items_on(asset)]
    lots = dict.fromkeys(lot_of(state.facts, item).item for item in items)
    return AssetRecovery(
        equities=tuple(_equities(session.graph(), state, asset)),
        debts=tuple(_debts(session.graph(), form, state, asset)),
        claims=tuple(_claims(session.graph(), form, state, items, lots, session.language)),
        terms=tuple(_terms(session.language, state, items)),
        postings=tuple(_postings(session, form, state, lots)),
        held=tuple(_held(state, lots)),
    )


def _equities(graph: CaseGraph, state: RecoveryState, asset: str) -> Iterator[EquityLine]:
    value = latest_value(state.facts, asset, state.as_of)
    for row in state.items_on(asset):
        found = None if value is None else item_equity(state.facts, row.item, value.currency, state.as_of)
        if found is None or not row.live:
            continue
        capped = row.item.cap is not None
        yield EquityLine(
            number=str(graph.nodes[row.item.item].props["number"]),
            currency=found.currency,
            gross=found.gross,
            debts=found.debts,
            costs=found.costs,
            equity=found.equity,
            cap=row.item.cap if capped and row.item.cap_currency == found.currency else None,
            available=found.available,
        )


def _debts(graph: CaseGraph, form: EvidenceFormat, state: RecoveryState, asset: str) -> Iterator[DebtLine]:
    for debt in sorted(state.facts.of(EncumbranceAct, asset, state.as_of), key=lambda one: one.rank):
        creditor = graph.nodes.get(debt.creditor)
        yield DebtLine(
            creditor="" if creditor is None else caption(creditor, form.veil),
            rank=debt.rank,
            minor=debt.amount,
            left=debt_left(state.facts, debt, state.as_of),
            currency=debt.currency,
            whole=debt.on == WHOLE,
            evidence=form.lines(graph.nodes[debt.encumbrance].evidence),
        )


def _claims(
    graph: CaseGraph,
    form: EvidenceFormat,
    state: RecoveryState,
    items: list[ItemAct],
    lots: Iterable[str],
    language: Language,
) -> Iterator[ClaimOnAsset]:
    """The claims of the files of the asset; a claim of ownership of another asset is left out."""
    own = {item.item for item in items}
    files = frozenset[str]().union(*(files_of_lot(state.facts, lot) for lot in lots))
    found = claims_of_cases(state.facts, files, state.as_of)
    for one in sorted(found, key=lambda row: (row.claim.item not in own, row.claim.rank, row.claim.claim)):
        if one.claim.item is None or one.claim.item in own:
            yield _claim(graph, form, state, language, one)


def _claim(
    graph: CaseGraph, form: EvidenceFormat, state: RecoveryState, language: Language, one: ClaimState
) -> ClaimOnAsset:
    node = graph.nodes[one.claim.claim]
    return ClaimOnAsset(
        number=form.veil.text(str(node.props.get("number", ""))),
        claimant=claimant_caption(graph, form.veil, state.facts, one.claim, language),
        kind=one.claim.claim_kind,
        status=one.status,
        minor=one.claim.amount,
        awarded=one.awarded,
        paid=one.paid,
        reserved=one.outstanding,
        currency=one.claim.currency,
        on_asset=one.claim.item is not None,
        evidence=form.lines(node.evidence),
    )


def _terms(language: Language, state: RecoveryState, items: list[ItemAct]) -> Iterator[AssetTerm]:
    own = [term for item in items for term in terms_of_item(state.facts, item, state.as_of)]
    names = {item.item for item in items}
    orders = {step.order for item in items for step in state.facts.of(StepAct, item.item, state.as_of) if step.order}
    others = [
        term
        for term in running_terms(state.facts, state.as_of)
        if term.subject not in names and term.subject.partition(":")[0] in orders
    ]
    found: dict[tuple[str, date], RecoveryTerm] = {}
    for term in sorted((*own, *others), key=lambda one: (one.due_day, one.rule.id)):
        found.setdefault((term.rule.id, term.due_day), term)
    for term in found.values():
        yield AssetTerm(
            rule=term.rule.id,
            due=term.due_day,
            days_left=term.days_left(state.as_of),
            severity=term.severity(state.as_of),
            lapses=term.rule.lapses,
            reasons=tuple(say_plain(reason, language) for reason in term.reasons),
        )


def _postings(
    session: Session, form: EvidenceFormat, state: RecoveryState, lots: Iterable[str]
) -> Iterator[PostedLine]:
    recorded = events_by_id(session)
    for lot in lots:
        book = book_of(state.facts, lot)
        for post in book.posts:
            if post.effective > state.as_of:
                continue
            debit, credit = book.lines(post)[:2]
            kept, document = recorded.get(source_record(post.id)), post.document
            yield PostedLine(
                on=post.effective,
                template=post.template,
                debit=debit.ledger_class,
                credit=credit.ledger_class,
                minor=post.amount,
                currency=post.currency,
                document=""
                if document is None
                else form.veil.text(
                    name_document(document.kind, document.number, document.on.isoformat(), session.language)
                ),
                reversed_=book.is_reversed(post.id, state.as_of),
                evidence=() if kept is None else form.lines(kept.evidence),
            )


def _held(state: RecoveryState, lots: Iterable[str]) -> Iterator[HeldSum]:
    for lot in lots:
        for (name, currency), minor in sorted(book_of(state.facts, lot).balances(state.as_of).items()):
            if name == UNIQUE_ACCOUNT and minor:
                yield HeldSum(currency, minor, free_money(state.facts, lot, currency, state.as_of))
