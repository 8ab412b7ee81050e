"""The conditions that rows of the table of transitions name: each returns flags or refuses the step."""

from __future__ import annotations

from dataclasses import dataclass

from tracer.recovery.acts.facts import RecoveryFacts
from tracer.recovery.acts.measures import FindingAct, ItemAct, StepAct
from tracer.recovery.acts.refusals import Refused
from tracer.recovery.claims.awards import claims_of_cases
from tracer.recovery.claims.free_money import open_title_claims
from tracer.recovery.deadlines.terms import compute_term
from tracer.recovery.ledger.classes import UNIQUE_ACCOUNT
from tracer.recovery.ledger.entries import all_entries
from tracer.recovery.ledger.lots import lot_of
from tracer.recovery.orders.item_states import ItemState, item_state
from tracer.recovery.orders.people import fact_day, is_prosecuted, is_protected, is_reached
from tracer.recovery.orders.titles import registered_share
from tracer.recovery.orders.transitions import CONFISCATION_BASES, NCB_REASONS

Flags = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class StepCheck:
    """A step to check, and the state of its item before it."""

    facts: RecoveryFacts
    step: StepAct
    state: ItemState

    @property
    def item(self) -> ItemAct:
        """The item that takes the step."""
        return self.state.item

    def is_shielded(self, person: str | None) -> bool:
        """Is this person protected and not prosecuted in the file of the item?"""
        if person is None or not is_protected(self.facts, person):
            return False
        return not is_prosecuted(self.facts, person, self.item.case, self.step.effective)


def check_protected(check: StepCheck) -> Flags:
    """No step against a protected person who is not prosecuted."""
    if check.is_shielded(check.item.against):
        raise Refused("PROTECTED_PERSON")
    return ()


def check_holder(check: StepCheck) -> Flags:
    """Goods registered to a protected person need a reason, once: at the first step that ties them."""
    if check.state.first("FROZEN") is not None or not check.is_shielded(check.item.title_holder):
        return ()
    if not check.step.reason:
        raise Refused("PROTECTED_PERSON")
    return ("VICTIM_HOLDER",)


def check_reach(check: StepCheck) -> Flags:
    """The purposes reach the holder of the goods. Source: CPP 249."""
    item = check.item
    if item.holder is not None and not is_reached(
        check.facts, item.purposes, item.holder, item.case, check.step.effective
    ):
        raise Refused("WRONG_REACH")
    return ()


def check_share(check: StepCheck) -> Flags:
    """The share is within the live share and, at the first step that ties it, within the registered share."""
    item, state, share = check.item, check.state, check.step.share
    if item.asset is None:
        return ()
    if share is not None and share <= 0:
        raise Refused("BAD_SHARE", limit=state.live)
    if share is not None and share > state.live:
        raise Refused("OVER_SHARE", limit=state.live)
    if state.first("FROZEN", "CONF_NONFINAL") is None:
        limit = registered_share(check.facts, item.asset, item.holder, check.step.effective)
        if limit is not None and (share or state.live) > limit:
            raise Refused("OVER_SHARE", limit=limit)
    return ()


def check_basis(check: StepCheck) -> Flags:
    """The basis is stated and in force. Source: Directive (EU) 2024/1260 art. 12-16."""
    basis = check.step.basis or check.state.basis
    if basis not in CONFISCATION_BASES:
        raise Refused("NO_BASIS", bases=", ".join(CONFISCATION_BASES))
    if basis == "UWO":
        since = check.facts.settings.valid_from.get("uwo")
        if since is None or check.step.effective < since:
            raise Refused("NOT_IN_FORCE")
    if basis == "NCB" and check.step.reason not in NCB_REASONS:
        raise Refused("NO_REASON")
    return ()


def check_finding(check: StepCheck) -> Flags:
    """A confiscation from a third party rests on a finding about what it knew."""
    basis = check.step.basis or check.state.basis
    if basis == "THIRD" and not check.facts.of(FindingAct, check.item.item, check.step.effective):
        return ("NO_THIRD_PARTY_FINDING",)
    return ()


def check_reason(check: StepCheck) -> Flags:
    """The step states its reason."""
    if not check.step.reason:
        raise Refused("NO_REASON")
    return ()


def check_same_day(check: StepCheck) -> Flags:
    """A decision is seldom final on its own day."""
    decided = check.state.last("CONF_NONFINAL")
    return ("SAME_DAY_FINAL",) if decided is not None and decided.effective == check.step.effective else ()


def check_remainder(check: StepCheck) -> Flags:
    """What is frozen and not confiscated needs a decision."""
    share = check.step.share or check.state.enforced_share
    return ("REMAINDER_UNDECIDED",) if check.item.asset is not None and share < check.state.live else ()


def check_award_final(check: StepCheck) -> Flags:
    """A freeze for damage, fine or costs is enforced when the award or the fine is final. Source: CPP 249, 579-581."""
    item, on = check.item, check.step.effective
    if not item.purposes & {"damage", "fine", "costs"}:
        raise Refused("WRONG_PURPOSE")
    awards = claims_of_cases(check.facts, frozenset({item.case}), on)
    if "damage" in item.purposes and any(state.status == "awarded_final" for state in awards):
        return ()
    if item.purposes & {"fine", "costs"} and fact_day(check.facts, item.case, "final", on) is not None:
        return ()
    raise Refused("NOT_FINAL")


def check_under(check: StepCheck) -> Flags:
    """The thing is enforced under a final order for a sum. Source: CP 112(5)."""
    under = check.facts.first(ItemAct, check.item.under) if check.item.under else None
    if under is None or under.amount is None:
        raise Refused("NO_SUCH_STEP")
    if not item_state(check.facts, under, check.step.effective).is_final:
        raise Refused("NOT_FINAL")
    return ()


def check_money(check: StepCheck) -> Flags:
    """Money of the lot has reached the unique account."""
    lot = lot_of(check.facts, check.item).item
    for entry in all_entries(check.facts, check.step.effective):
        if entry.lot == lot and any(line.ledger_class == UNIQUE_ACCOUNT and line.minor > 0 for line in entry.lines):
            return ()
    raise Refused("NO_SOURCE")


def check_urgent_passed(check: StepCheck) -> Flags:
    """The urgent measure lapses when its longest term has passed. Source: Directive (EU) 2024/1260 art. 11(3)."""
    started = check.state.last("URGENT")
    if started is not None:
        due = compute_term("urgent_aro", check.item.item, started.effective).due_day
        if check.step.effective <= due:
            raise Refused("TERM_RUNS", day=due)
    return ()


def check_suit_passed(check: StepCheck) -> Flags:
    """A freeze for damage lapses if no civil action follows within 30 days. Source: CPP 397(5)."""
    item, on = check.item, check.step.effective
    if item.purposes != {"damage"} or fact_day(check.facts, item.case, "civil_unsolved", on) is None:
        raise Refused("NO_SUCH_STEP")
    final = fact_day(check.facts, item.case, "final", on) or fact_day(check.facts, item.case, "civil_unsolved", on)
    if final is not None:
        due = compute_term("civil_suit", item.item, final).due_day
        filed = fact_day(check.facts, item.case, "civil_suit_filed", on)
        if filed is not None and filed <= due:
            raise Refused("SUIT_FILED")
        if on <= due:
            raise Refused("TERM_RUNS", day=due)
    return ()


def check_no_title_claim(check: StepCheck) -> Flags:
    """Nobody else claims the title of the thing. Source: CPP 255; Regulation (EU) 2018/1805 art. 29."""
    claimed = open_title_claims(check.facts, lot_of(check.facts, check.item).item, check.step.effective)
    if claimed:
        raise Refused("CLAIM_OPEN")
    return ()
