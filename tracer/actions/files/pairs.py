"""Lists pairs of rows that may be one payment, and records a person's decision that they are or are not."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, Literal

from graph_schema.errors import NotFound
from graph_schema.records.merged_records import Evidence, KeptEvent
from tracer.actions.decisions import new_event, record_decision
from tracer.casework.evidence_lines import EvidenceLine, caption, format_evidence
from tracer.casework.sessions.session import Session
from tracer.graph.case_graph import CaseGraph
from tracer.intake.reports.import_report import FileReport
from tracer.resolve.match import Match
from tracer.resolve.payments import Payments
from tracer.wording.language import Language
from tracer.wording.terms import PAIR_REASON_WORDS

PairState = Literal["open", "joined", "refused"]
PAGE = 50
"""How many pairs a list shows at once."""


@dataclass(frozen=True, slots=True)
class PairRow:
    """One of the two transfers as its own statement has it, under the veil. ``named``: the other side, as the row names it."""

    transfer: str
    account: str
    named: str
    amount_minor: int
    currency: str
    value_date: date
    booking_date: date
    reference: str
    description: str
    evidence: tuple[EvidenceLine, ...]


@dataclass(frozen=True, slots=True)
class PairLine:
    """Two transfers that are, or may be, one payment.

    ``reasons`` and ``doubts``: codes, told in words by tracer.wording.terms. ``days``: from the first value date to the second.
    ``decided_by``: "rule", the name of the person who decided, or "" where nobody has; then ``reason`` is empty too.
    """

    id: str
    kind: str
    state: PairState
    reasons: tuple[str, ...]
    doubts: tuple[str, ...]
    days: int
    first: PairRow
    second: PairRow
    decided_by: str
    decided_on: date | None
    reason: str


@dataclass(frozen=True, slots=True)
class BareNumber:
    """A number without its bank, and the account that it stands for by rule: the only one in the case that has it."""

    number: str
    account: str


@dataclass(frozen=True, slots=True)
class PairList:
    """A page of pairs in one state, and how many there are. ``numbers``: only beside joined pairs, on the first page."""

    state: PairState
    total: int
    offset: int
    open: int
    joined: int
    refused: int
    pairs: tuple[PairLine, ...]
    numbers: tuple[BareNumber, ...]


def list_pairs(session: Session, *, state: PairState = "open", limit: int = PAGE, offset: int = 0) -> PairList:
    """Which rows of two statements may be one payment, which were joined, and by whom? By the first row's day and id."""
    session.read("read", "pairs", detail=f"state={state}")
    payments, source_ref = session.payments(), _SourceRef(session)
    found = sorted(_in_state(payments, state), key=lambda pair: source_ref.place(pair[0]))
    numbers = payments.graph.same_accounts if state == "joined" and not offset else {}
    return PairList(
        state=state,
        total=len(found),
        offset=offset,
        open=len(payments.open),
        joined=len(payments.joined),
        refused=len(payments.refused),
        pairs=tuple(source_ref.line(match, state, by) for match, by in found[offset : offset + limit]),
        numbers=tuple(
            BareNumber(source_ref.caption(bare), source_ref.caption(whole)) for bare, whole in sorted(numbers.items())
        ),
    )


def join_pair(session: Session, pair: str, reason: str) -> FileReport:
    """Decide that the two transfers are one payment. The decision can be revoked.

    If they are already joined, by a person or by rule, nothing is recorded. Raises NotFound for a pair that is not listed.
    """
    return _decide(session, pair, "PaymentsJoined", reason)


def keep_pair_apart(session: Session, pair: str, reason: str) -> FileReport:
    """Decide that the two transfers are two payments, even if a rule joined them. Otherwise as ``join_pair``."""
    return _decide(session, pair, "PaymentsKeptApart", reason)


def open_pairs(session: Session) -> int:
    """How many pairs wait for a person's decision?"""
    return len(session.payments().open)


def void_decisions(session: Session) -> tuple[str, ...]:
    """Which decisions about pairs have no effect, because a row of the pair is gone or no longer stands alone?"""
    return session.payments().void


def format_pair_reason(code: str, days: int, language: Language) -> str:
    """A reason or a doubt in words; a code without words as it is. ``days``: between the value dates, either way."""
    return language.text(PAIR_REASON_WORDS.get(code, code), days=language.number(abs(days)))


def _decide(session: Session, pair: str, kind: str, reason: str) -> FileReport:
    session.allow("decide")
    payments = session.payments()
    listed = [
        (match, state, by)
        for state in ("open", "joined", "refused")
        for match, by in _in_state(payments, state)
        if match.id == pair
    ]
    if not listed:
        raise NotFound("There is no pair of payments with the id {id}. List them: tracer pairs", id=pair)
    match, state, by = listed[0]
    if state == ("joined" if kind == "PaymentsJoined" else "refused"):
        return FileReport(file="", status="known")
    subject = _account_of(session, match)
    about: dict[str, str | int | bool] = {"first": match.first, "second": match.second, "kind": match.kind}
    events = [new_event(session, kind, subject, {**about, "reason": reason})]
    if by not in ("", "rule"):
        # A pair has one decision: the earlier one is revoked.
        events.append(new_event(session, "Revoked", subject, {"event": by, "reason": reason}))
    action = "join" if kind == "PaymentsJoined" else "keep-apart"
    return record_decision(session, right="decide", action=action, reason=reason, events=events)


def _in_state(payments: Payments, state: PairState) -> list[tuple[Match, str]]:
    """The matches in this state, each with "rule", the id of the deciding event, or ""."""
    if state == "open":
        return [(match, "") for match in payments.open]
    if state == "joined":
        return [(one.match, one.decision or "rule") for one in payments.joined]
    return list(payments.refused)


def _account_of(session: Session, match: Match) -> str:
    """The account of the first transfer whose statement tells of it: the payer's, where there are two sides."""
    (row,) = session.case.stated_graph().transfer_rows([match.first])
    return str(row["debit_account"] if row["debit_seq"] is not None else row["credit_account"])


class _SourceRef:
    """Tells pairs from the transfers as the statements have them, before any was joined."""

    def __init__(self, session: Session) -> None:
        self._session, self._veil = session, session.veil()
        self._raw: CaseGraph = session.case.stated_graph()
        self._events: Mapping[str, KeptEvent] = {kept.event.id: kept for kept in self._raw.events}
        payments = session.payments()
        matches = (*payments.open, *(one.match for one in payments.joined), *(match for match, _ in payments.refused))
        self._rows = self._read(name for match in matches for name in (match.first, match.second))

    def _read(self, names: Iterable[str]) -> dict[str, dict[str, Any]]:
        return {str(row["transfer_id"]): row for row in self._raw.transfer_rows(names)}

    def place(self, match: Match) -> tuple[date, str, str]:
        """The sort key of a pair in a list."""
        return self._rows[match.first]["value_date"], match.first, match.second

    def caption(self, account: str) -> str:
        """The caption of an account."""
        node = self._raw.nodes.get(account)
        return account if node is None else caption(node, self._veil)

    def line(self, match: Match, state: PairState, by: str) -> PairLine:
        """The pair with both rows."""
        first, second = self._rows[match.first], self._rows[match.second]
        event = None if by in ("", "rule") else self._events[by].event
        return PairLine(
            id=match.id,
            kind=match.kind,
            state=state,
            reasons=match.reasons,
            doubts=match.doubts,
            days=(second["value_date"] - first["value_date"]).days,
            first=self._row(first),
            second=self._row(second),
            decided_by=by if event is None else event.author,
            decided_on=None if event is None else event.recorded,
            reason="" if event is None else self._veil.text(str(event.props["reason"])),
        )

    def _row(self, row: Mapping[str, Any]) -> PairRow:
        near, far = ("debit", "credit") if row["debit_seq"] is not None else ("credit", "debit")
        other = row[f"{far}_account"]
        named = [self.caption(other) if other is not None else "", self._veil.text(row["counterparty_name"] or "")]
        return PairRow(
            transfer=row["transfer_id"],
            account=self.caption(row[f"{near}_account"]),
            named=", ".join(part for part in named if part),
            amount_minor=row[f"{near}_minor"],
            currency=row[f"{near}_currency"],
            value_date=row["value_date"],
            booking_date=row["booking_date"],
            reference=self._veil.text(row["reference"] or ""),
            description=self._veil.text(row["description"] or ""),
            evidence=format_evidence(
                self._session,
                [
                    Evidence(row[f"{side}_source"], row[f"{side}_locator"])
                    for side in (near, far)
                    if row[f"{side}_source"]
                ],
            ),
        )
