"""The whole recovery: revocation, preview, what was known, and laws that hold for any sequence of acts."""

from __future__ import annotations

from collections import Counter
from dataclasses import fields as dataclass_fields
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.recovery_scenarios import answers
from tests.recovery_scenarios.reading import read_act
from tests.tracer.recovery.plain_ledger import find_overdraft
from tests.tracer.recovery.stories import Story, cash, confiscate, frozen, on, row
from tracer.recovery.acts.act import RecoveryAct
from tracer.recovery.acts.facts import RecoveryFacts
from tracer.recovery.acts.money import PostAct
from tracer.recovery.acts.refusals import ActOutcome
from tracer.recovery.claims.free_money import free_money
from tracer.recovery.ledger.classes import BRIDGE, DESTINATIONS, HOLDINGS, SOURCES
from tracer.recovery.ledger.entries import all_entries, balances
from tracer.recovery.recovery_case import RecoveryCase

# --- revocation, preview, knowledge -------------------------------------------------------------


def test_a_revoked_act_no_longer_counts_and_was_known_before() -> None:
    story = frozen()
    step = story.case.acts[-1]
    story.add("revoke", "2025-02-03", recorded="2025-03-01", target=step.id, reason="not named in the order")
    assert answers.items(story.facts, on("2025-12-31"))["A"]["state"] == "IDENTIFIED"
    assert answers.items(story.case.facts(on("2025-02-28")), on("2025-12-31"))["A"]["state"] == "FROZEN"
    assert step in story.case.acts


@pytest.mark.parametrize(
    ("day", "target", "reason", "code"),
    [
        ("2025-03-01", 6, "x", "BAD_DATE"),
        ("2025-02-03", 99, "x", "NO_SUCH_RECORD"),
        ("2025-02-03", 8, "", "NO_REASON"),
        ("2025-01-01", 6, "x", "BREAKS_LATER"),
        ("2025-02-03", 8, "x", None),
    ],
)
def test_a_revocation_has_the_day_of_its_target_and_breaks_nothing(day, target, reason, code) -> None:
    story = frozen()
    assert story.code("revoke", day, recorded="2025-03-02", target=f"a{target}", reason=reason) == code


def test_an_act_is_revoked_once_and_no_revocation_is_revoked() -> None:
    story = frozen()
    fields = {"recorded": "2025-03-02", "reason": "x"}
    story.add("revoke", "2025-02-03", target="a8", **fields)
    assert story.code("revoke", "2025-02-03", target="a8", **fields) == "ALREADY_REVERSED"
    assert story.code("revoke", "2025-02-03", target="a9", **fields) == "NO_SUCH_RECORD"
    assert story.code("revoke", "2025-03-03", target="a7", **fields) == "FUTURE_DATE"


def test_the_refusal_names_the_later_act() -> None:
    story = frozen()
    outcome = story.try_act("revoke", "2025-01-01", recorded="2025-03-02", target="a6", reason="x")
    assert outcome.refusal is not None and "a8" in outcome.refusal.message


def test_a_preview_and_a_copy_change_nothing() -> None:
    story = frozen()
    act = read_act(row(90, "step", "2025-03-03", "ordinance:prosecutor", item="A", to="RELEASED", reason="x"))
    before = len(story.case.acts)
    assert story.case.preview(act).is_accepted and len(story.case.acts) == before
    copied = story.case.copy()
    copied.record(act)
    assert answers.items(story.facts, on("2025-12-31"))["A"]["state"] == "FROZEN"
    assert story.case.record(act).is_accepted


# --- laws ---------------------------------------------------------------------------------------

DrawnAct = tuple[str, str, str, dict[str, Any]]
"""Kind, day, source and fields of an act."""

_DAYS = st.integers(0, 40).map(lambda place: (date(2025, 2, 3) + timedelta(days=10 * place)).isoformat())
_AMOUNTS = st.sampled_from([1, 7, 250, 600, 1000])
_ITEMS = st.sampled_from(["A", "B"])


def _posting(template: str, source: str, **fields: Any) -> st.SearchStrategy[DrawnAct]:
    values = {"item": _ITEMS, "template": st.just(template), "amount": _AMOUNTS, "currency": st.just("RON")}
    return st.tuples(st.just("post"), _DAYS, st.just(source), st.fixed_dictionaries({**values, **fields}))


def _step(to: str, source: str, **fields: str) -> st.SearchStrategy[DrawnAct]:
    return st.tuples(
        st.just("step"),
        _DAYS,
        st.just(source),
        st.fixed_dictionaries({"item": _ITEMS}, optional={}).map(lambda named: {**named, "to": to, **fields}),
    )


_CLAIM = st.just("C")
ANY_ACT = st.one_of(
    _posting("seize_cash", "minutes:investigator"),
    _posting("deposit", "account_entry:bank"),
    _posting("interest", "account_entry:bank"),
    _posting("cost", "invoice:anabi"),
    _posting("cost_advance", "invoice:anabi"),
    _posting("recover_advance", "payment_order:anabi"),
    _posting("pay_budget", "payment_order:anabi"),
    _posting("pay_victim", "payment_order:anabi", claim=_CLAIM),
    _posting("pay_owner", "payment_order:anabi"),
    _posting("refund_budget", "account_entry:treasury"),
    _posting("refund_victim", "account_entry:anabi", claim=_CLAIM),
    _posting("fx", "account_entry:bank", to_currency=st.just("EUR"), rate_num=st.just(1), rate_den=st.just(5)),
    _step("FROZEN", "ruling:court"),
    _step("CONF_NONFINAL", "judgment:court", basis="DIRECT"),
    _step("CONF_FINAL", "judgment:appeal_court", basis="DIRECT"),
    _step("ENFORCING", "operative_part:court"),
    _step("FROZEN", "judgment:high_court", reason="retrial"),
    _step("RELEASED", "finality:court", reason="acquittal"),
    st.tuples(
        st.just("claim_decision"),
        _DAYS,
        st.just("judgment:court"),
        st.fixed_dictionaries(
            {"claim": _CLAIM, "outcome": st.sampled_from(["awarded", "awarded_final", "rejected"]), "amount": _AMOUNTS}
        ),
    ),
    st.tuples(st.just("reverse"), _DAYS, st.just(""), st.fixed_dictionaries({"posting": st.integers(0, 30)})),
)


def acts_up_to(count: int) -> st.SearchStrategy[list[DrawnAct]]:
    """Some acts, half of the time in the order of their days: then more of them are accepted."""
    drawn = st.lists(ANY_ACT, max_size=count)
    return st.one_of(drawn, drawn.map(lambda acts: sorted(acts, key=lambda act: act[1])))


def begun(is_final: bool = False) -> Story:
    """Cash of 1,000, frozen and deposited, or confiscated finally on 2 June 2025; cash not found yet; a claim of 600."""
    story = cash(1000)
    story.add("asset", "2025-01-01", asset="y", asset_class="cash")
    fields = {"case": "F", "against": "ion", "purposes": ["special_confiscation"], "asset": "y", "share": "1/1"}
    story.add("item", "2025-01-01", item="B", title_holder="ion", **fields)
    story.step("2025-01-01", "IDENTIFIED", "source_record:investigator", "B")
    story.add("claim", "2025-02-03", claim="C", case="F", person="v", claim_kind="damage", amount=600, currency="RON")
    if is_final:
        confiscate(story)
        story.add("claim_decision", "2025-06-02", "judgment:court", claim="C", outcome="awarded_final", amount=500)
    return story


def attempt(story: Story, act: DrawnAct) -> ActOutcome:
    """Try an act: a conversion with the amount of its rate, a reversal of one of the postings."""
    kind, day, source, fields = act
    if fields.get("template") == "fx":
        fields = {**fields, "to_amount": max(1, fields["amount"] // 5)}
    if kind == "reverse":
        posts = story.facts.of(PostAct)
        post = posts[fields["posting"] % len(posts)]
        day, fields = post.effective.isoformat(), {"posting": post.id, "reason": "wrong"}
    return story.try_act(kind, day, source, recorded="2026-12-31", **fields)


def played(acts: list[DrawnAct], is_final: bool = False) -> Story:
    story = begun(is_final)
    for act in acts:
        attempt(story, act)
    return story


@settings(max_examples=250)  # most acts of a draw are refused
@given(acts_up_to(25), st.booleans())
def test_no_sequence_of_acts_makes_money(acts, is_final: bool) -> None:
    entries = all_entries(played(acts, is_final).facts)
    for entry in entries:
        sums: Counter[str] = Counter()
        for line in entry.lines:
            sums[line.currency] += line.minor
        assert set(sums.values()) == {0}
    for lot in {entry.lot for entry in entries}:
        assert find_overdraft(entries, lot, date.min, HOLDINGS) is None
        for currency in ("RON", "EUR"):
            found = Counter({name: minor for (name, of), minor in balances(entries, lot).items() if of == currency})
            held = sum(found[name] for name in HOLDINGS)
            assert held == -sum(found[name] for name in (*SOURCES, *DESTINATIONS, BRIDGE))


@settings(max_examples=250)  # most acts of a draw are refused
@given(acts_up_to(25), st.booleans())
def test_no_payment_is_above_what_is_free_or_awarded(acts, is_final: bool) -> None:
    story = begun(is_final)
    for act in acts:
        before = story.facts
        fields = act[3]
        if attempt(story, act).is_accepted and fields.get("template") == "pay_budget":
            free = free_money(before, fields["item"], "RON", on(act[1]))
            assert free is not None and fields["amount"] <= free
    for state in answers.claims(story.facts, on("2026-12-31")).values():
        assert state["paid"] <= (state["awarded"] or 1000)


@given(acts_up_to(12), st.randoms(use_true_random=False))
def test_the_order_of_recording_of_acts_on_different_files_does_not_matter(acts, dice) -> None:
    left = list(played(acts, is_final=True).case.acts)
    right = [other_file(act) for act in left]
    mixed = list(left)
    for act in reversed(right):
        place = dice.randint(0, len(mixed))
        later = [mixed.index(row) for row in right if row in mixed]
        mixed.insert(min([place, *later]), act)
    results = []
    for order in ([*left, *right], mixed):
        case = RecoveryCase()
        assert all(case.record(act).is_accepted for act in order)
        results.append(all_answers(case.facts()))
    assert results[0] == results[1]


@given(acts_up_to(15), st.integers(0, 40))
def test_what_was_known_on_a_day_is_what_the_case_answered_that_day(acts, cut: int) -> None:
    case = RecoveryCase()
    known = date(2025, 1, 1) + timedelta(days=cut)
    expected = None
    for place, act in enumerate(played(acts, is_final=True).case.acts):
        dated = re_recorded(act, max(act.effective, date(2025, 1, 1) + timedelta(days=place)))
        if expected is None and dated.recorded > known:
            expected = all_answers(case.facts())
        case.record(dated) if expected is None else case.record(re_recorded(dated, date(2027, 1, 1)))
    if expected is not None:
        assert all_answers(case.facts(known)) == expected


def all_answers(facts: RecoveryFacts) -> dict[str, Any]:
    day = on("2026-12-31")
    found = {name: getattr(answers, name)(facts, day) for name in ("items", "ledger", "claims", "deadlines", "people")}
    return {**found, "year": answers.statistics(facts, day, "2025"), "flow": answers.flow(facts, day, "2025")}


def re_recorded(act: RecoveryAct, day: date) -> RecoveryAct:
    return replace(act, recorded=day)


def other_file(act: RecoveryAct) -> RecoveryAct:
    """The same act on records of other names."""
    named = ("id", "case", "item", "asset", "person", "against", "title_holder", "order", "claim", "posting")
    changes = {
        field.name: f"{getattr(act, field.name)}-other"
        for field in dataclass_fields(act)
        if field.name in named and getattr(act, field.name) is not None
    }
    return replace(act, **changes)


def test_the_laws_meet_payments_and_reversals() -> None:
    """The acts that the laws draw from are accepted often enough to try something."""
    story = begun()
    confiscate(story)
    assert story.post("2025-06-10", "pay_budget", 250, "payment_order:anabi") == ()
    post = story.facts.of(PostAct)[-1]
    story.add("reverse", "2025-06-10", posting=post.id, reason="wrong")
    assert free_money(story.facts, "A", "RON", on("2025-07-01")) == 400
