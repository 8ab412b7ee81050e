"""Lists the claims of a case, what they reserve in each file, and what each lot of money holds and has free."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from graph_schema.errors import WrongUse
from tracer.casework.evidence_lines import caption
from tracer.casework.recovery.claimants import claimant_caption
from tracer.casework.recovery.recovery_case import read_recovery_case
from tracer.casework.sessions.session import Session
from tracer.recovery.acts.facts import RecoveryFacts
from tracer.recovery.acts.measures import ItemAct
from tracer.recovery.acts.money import ClaimAct
from tracer.recovery.claims.awards import PAYABLE_KINDS, ClaimState, claim_state
from tracer.recovery.claims.free_money import files_of_lot
from tracer.recovery.claims.reserves import FileReserve, LotHolding, file_reserves, lot_money


@dataclass(frozen=True, slots=True)
class ClaimLine:
    """One claim, minor units. ``claimed_minor`` None: no amount is stated. ``left_minor``: what is still reserved for it;
    None: without limit, because no amount is stated. ``is_title``: it claims a thing and no sum.

    ``claimant``: a pseudonym if protected, or a word for a person without a role in the file. ``item``: number of the item that
    it is about, else empty. ``status``: filed, or the last outcome. ``rank`` 1 is paid first.
    """

    case: str
    number: str
    kind: str
    is_title: bool
    claimant: str
    item: str
    filed: date
    currency: str
    claimed_minor: int | None
    awarded_minor: int
    paid_minor: int
    left_minor: int | None
    status: str
    rank: int


@dataclass(frozen=True, slots=True)
class FileReserveLine:
    """What the claims of a file in one currency reserve, minor units. ``reserved_minor`` None: without limit.

    ``held_minor``: what the final lots of the file have in the unique account.
    """

    case: str
    currency: str
    reserved_minor: int | None
    held_minor: int


@dataclass(frozen=True, slots=True)
class LotLine:
    """The money of one lot in one currency, minor units. ``held_minor``: all of it; ``account_minor``: in the unique account.

    ``free_minor``: what may go to the budget or another State; None: nothing, because a claim reserves without limit or no rate
    converts it. The free money of several lots of one file may be the same money. ``cases``: numbers of the files that share
    the lot. ``title_claims``: numbers of the open claims of ownership.
    """

    lot: str
    number: str
    asset: str
    cases: tuple[str, ...]
    currency: str
    held_minor: int
    account_minor: int
    free_minor: int | None
    final: bool
    title_claims: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ClaimList:
    """The claims as of a day by file and number, the reserve of each file, the money of each lot."""

    as_of: date
    claims: tuple[ClaimLine, ...]
    files: tuple[FileReserveLine, ...]
    lots: tuple[LotLine, ...]


def list_claims(session: Session, *, as_of: date | None = None, case: str | None = None) -> ClaimList:
    """Which claims are on record, what do they reserve, and what money is held and free, by what was recorded until the day?

    ``case``: number of a criminal file; None: all files. A lot that two files share is listed with either. Raises WrongUse for
    a number that no file has.
    """
    session.read("oversee", "claims")
    day = as_of or session.today()
    facts = read_recovery_case(session).facts(day)
    view = _ClaimView(session, facts, day)
    chosen = None if case is None else view.files_of_number(case)
    claims = [
        view.claim_line(claim_state(facts, claim, day))
        for claim in facts.of(ClaimAct, until=day)
        if chosen is None or claim.case in chosen
    ]
    files = [view.file_line(row) for row in file_reserves(facts, day) if chosen is None or row.case in chosen]
    lots = [
        view.lot_line(row)
        for row in lot_money(facts, day)
        if chosen is None or not chosen.isdisjoint(files_of_lot(facts, row.lot))
    ]
    return ClaimList(
        day,
        tuple(sorted(claims, key=lambda line: (line.case, line.rank, line.number))),
        tuple(sorted(files, key=lambda line: (line.case, line.currency))),
        tuple(sorted(lots, key=lambda line: (line.cases, line.number, line.lot, line.currency))),
    )


class _ClaimView:
    """Writes claims, reserves and lots for one reader, under the veil."""

    def __init__(self, session: Session, facts: RecoveryFacts, day: date) -> None:
        self._graph, self._veil, self._language = session.graph(), session.veil(), session.language
        self._facts, self._day = facts, day

    def files_of_number(self, number: str) -> frozenset[str]:
        """The criminal files of this number. Raises WrongUse."""
        found = frozenset(
            node.id for node in self._graph.nodes_of_type("Case") if str(node.props["number"]) == number.strip()
        )
        if not found:
            raise WrongUse("There is no criminal file {number} in the case.", number=number)
        return found

    def claim_line(self, state: ClaimState) -> ClaimLine:
        claim = state.claim
        return ClaimLine(
            case=self._number(claim.case),
            number=self._number(claim.claim),
            kind=claim.claim_kind,
            is_title=claim.claim_kind not in PAYABLE_KINDS,
            claimant=claimant_caption(self._graph, self._veil, self._facts, claim, self._language),
            item=self._number(claim.item or ""),
            filed=claim.effective,
            currency=claim.currency,
            claimed_minor=claim.amount,
            awarded_minor=state.awarded,
            paid_minor=state.paid,
            left_minor=state.outstanding,
            status=state.status,
            rank=claim.rank,
        )

    def file_line(self, row: FileReserve) -> FileReserveLine:
        return FileReserveLine(self._number(row.case), row.currency, row.reserved, row.held)

    def lot_line(self, row: LotHolding) -> LotLine:
        item = self._facts.first(ItemAct, row.lot)
        asset = None if item is None else self._graph.nodes.get(item.asset or "")
        return LotLine(
            lot=row.lot,
            number=self._number(row.lot),
            asset="" if asset is None else caption(asset, self._veil),
            cases=tuple(sorted(map(self._number, files_of_lot(self._facts, row.lot)))),
            currency=row.currency,
            held_minor=row.held,
            account_minor=row.account,
            free_minor=row.free,
            final=row.final,
            title_claims=tuple(sorted(map(self._number, row.title_claims))),
        )

    def _number(self, record: str) -> str:
        node = self._graph.nodes.get(record)
        return "" if node is None else self._veil.text(str(node.props.get("number", "")))
