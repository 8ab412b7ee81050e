"""What stands in two cases counts once."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.tracer.recovery.stories import Story, cash, frozen, on
from tracer.recovery.acts.abroad import CertificateAct, RecognitionAct
from tracer.recovery.acts.act import RecoveryAct
from tracer.recovery.acts.facts import RecoveryFacts
from tracer.recovery.acts.measures import ItemAct, StepAct
from tracer.recovery.acts.money import PostAct, ReverseAct, RevokeAct
from tracer.recovery.tables.joined_cases import join_cases
from tracer.recovery.tables.year_table import year_table

DAY = on("2026-12-31")


def renumbered(story: Story, recorded: str = "2025-12-01") -> list[RecoveryAct]:
    """The same acts as another case has them: other ids, another day of recording."""
    return [_renumbered(act, on(recorded)) for act in story.case.acts]


def _renumbered(act: RecoveryAct, recorded: date) -> RecoveryAct:
    if isinstance(act, ReverseAct):
        act = replace(act, posting=f"b-{act.posting}", reason="seen by the other case")
    elif isinstance(act, RevokeAct):
        act = replace(act, target=f"b-{act.target}")
    return replace(act, id=f"b-{act.id}", recorded=recorded)


def seized(*amounts: int) -> Story:
    """Cash frozen and seized in parts."""
    story = frozen("cash")
    for amount in amounts:
        seize(story, amount)
    return story


def seize(story: Story, amount: int, recorded: str = "2025-02-03") -> None:
    """Seize cash by the one record of seizure."""
    document = {"kind": "minutes", "number": "7", "date": "2025-02-03"}
    authority = {"kind": "investigator", "name": "police"}
    story.post("2025-02-03", "seize_cash", amount, "", recorded=recorded, document=document, authority=authority)


def undo(story: Story, kind: str, place: int) -> None:
    """Reverse or revoke the posting at this place."""
    post = [act for act in story.case.acts if isinstance(act, PostAct)][place]
    name = "posting" if kind == "reverse" else "target"
    story.add(kind, "2025-02-03", recorded="2025-03-01", reason="a mistake", **{name: post.id})


def found(*cases: Story | list[RecoveryAct], known_on: date | None = None) -> int:
    """What was frozen in cash, RON, minor units."""
    acts = [list(case.case.acts) if isinstance(case, Story) else case for case in cases]
    cells = year_table(join_cases(acts, known_on=known_on), 2025, DAY)
    return sum(cell.value for cell in cells if (cell.cell, cell.part) == ("E3", "home"))


def values(cases: list[list[RecoveryAct]]) -> dict[tuple[str, ...], int]:
    cells = year_table(join_cases(cases), 2025, DAY)
    return {(cell.cell, cell.part, cell.measure, cell.currency): cell.value for cell in cells}


def test_an_order_and_its_money_in_two_cases_count_once() -> None:
    story = cash(500)
    alone = values([list(story.case.acts)])
    assert alone["E1", "", "number", ""] == 1 and alone["E3", "home", "sum", "RON"] == 500
    assert values([list(story.case.acts), renumbered(story)]) == alone
    assert values([list(story.case.acts), list(story.case.acts)]) == alone


def test_two_equal_acts_of_one_case_are_two() -> None:
    story = frozen("cash")
    for _ in range(2):
        story.post("2025-02-03", "seize_cash", 7, "minutes:investigator")
    assert values([list(story.case.acts)])["E3", "home", "sum", "RON"] == 14


def test_an_asset_in_two_cases_is_worth_once() -> None:
    story = frozen()
    story.add("value", "2025-02-01", asset="x", amount=900, currency="RON", moment="freezing")
    other: list[RecoveryAct] = []
    for act in renumbered(story):
        if isinstance(act, ItemAct):
            act = replace(act, item="B", case="G")
        elif isinstance(act, StepAct):
            act = replace(act, item="B")
        other.append(act)
    assert values([list(story.case.acts), other])["E3", "home", "sum", "RON"] == 900
    assert values([other])["E3", "home", "sum", "RON"] == 900


def test_what_was_recorded_later_is_not_known_yet() -> None:
    story = cash(500)
    later = renumbered(story, "2026-05-05")
    assert not join_cases([later], known_on=on("2026-05-04")).of(ItemAct)
    assert join_cases([later], known_on=on("2026-05-05")).of(ItemAct)


@pytest.mark.parametrize("kind", ["reverse", "revoke"])
def test_what_one_case_undoes_is_undone(kind: str) -> None:
    first, second = seized(500, 7), seized(500, 7)
    undo(second, kind, 0)
    assert found(first) == 507
    assert found(first, renumbered(second)) == found(renumbered(second), first) == found(second) == 7
    assert found(first, second) == 7
    assert found(second, renumbered(second)) == 7


def test_what_a_case_alone_holds_of_a_reversal_counts() -> None:
    first, second = seized(500), seized(500)
    undo(second, "reverse", 0)
    assert found(first, [act for act in second.case.acts if isinstance(act, ReverseAct)]) == 0


def test_a_reversal_counts_from_the_day_on_which_it_is_known() -> None:
    first, second = seized(500), seized(500)
    undo(second, "reverse", 0)
    other = renumbered(second, "2025-12-01")
    assert found(first, other, known_on=on("2025-11-30")) == 500
    assert found(first, other, known_on=on("2025-12-01")) == 0


def test_a_posting_made_again_after_its_reversal_counts_once() -> None:
    first, second = seized(500), seized(500)
    undo(second, "reverse", 0)
    seize(second, 500, "2025-03-02")
    assert found(first, renumbered(second)) == 500


@given(st.lists(st.integers(1, 3), max_size=5), st.lists(st.integers(1, 3), max_size=5), st.data())
def test_joining_takes_the_larger_number_of_equal_postings(
    first: list[int], second: list[int], data: st.DataObject
) -> None:
    """Equal postings of one case are several; each has at most one copy in another case. A case joined to a copy of
    itself is as before, whatever is reversed in it."""
    want = sum(amount * max(first.count(amount), second.count(amount)) for amount in (1, 2, 3))
    assert found(seized(*first), renumbered(seized(*second))) == want
    story = seized(*first)
    for place in sorted(data.draw(st.sets(st.integers(0, 4)))):
        if place < len(first):
            undo(story, "reverse", place)
    assert found(story, renumbered(story)) == found(story)


def test_two_cases_that_reverse_either_of_two_equal_postings_reverse_one() -> None:
    first, second = seized(500, 500), seized(500, 500)
    undo(first, "reverse", 0)
    undo(second, "reverse", 1)
    assert found(first, renumbered(second)) == 500


def test_a_third_case_has_its_copies_of_both_others() -> None:
    """The third case has the copy of the second under the id of the second, and an equal posting besides."""
    first, second, third = (
        seized(500),
        renumbered(seized(500), "2025-12-01"),
        renumbered(seized(500, 500), "2025-12-02"),
    )
    assert found(first, second, third) == 1000
    assert found(third, second, first) == 1000


def test_the_acts_of_a_case_stay_in_their_order() -> None:
    """A register received late states an early day of recording."""
    story = frozen()
    acts = [replace(act, recorded=on("2026-01-01")) for act in story.case.acts]
    acts[-1] = replace(acts[-1], recorded=on("2025-02-03"))
    assert join_cases([acts]).of(RecoveryAct) == RecoveryFacts(acts).of(RecoveryAct)
    steps = [replace(act, effective=on("2025-02-03")) for act in acts if isinstance(act, StepAct)]
    assert [step.to for step in join_cases([steps]).of(StepAct)] == ["IDENTIFIED", "FROZEN"]


def test_a_recognition_in_two_cases_counts_once() -> None:
    story = Story()
    story.add("recognition", "2025-04-09", recognition="R", form="freezing", from_state="DE", event="received")
    story.add("recognition", "2025-04-10", "recognition:court", recognition="R", event="decided", result="recognised")
    story.add("recognition", "2025-04-11", "recognition:court", recognition="R", event="executed")
    other = [
        replace(act, document=None) if isinstance(act, RecognitionAct) and act.event != "received" else act
        for act in renumbered(story)
    ]
    for cases in ([list(story.case.acts)], [list(story.case.acts), other], [other, list(story.case.acts)]):
        numbers = values(cases)
        assert numbers["E8", "executed", "number", ""] == 1
        assert numbers["E10", "received_freezing", "number", ""] == 1


def test_a_certificate_in_two_cases_counts_once() -> None:
    story = frozen()
    fields = {"order": "O", "to_state": "DE", "amount_here": 5, "total": 9, "currency": "RON"}
    story.add("certificate", "2025-03-01", certificate="C", form="freezing", **fields)
    other = [replace(act, to_state="FR") if isinstance(act, CertificateAct) else act for act in renumbered(story)]
    assert values([list(story.case.acts), other])["E5", "", "number", ""] == 1
