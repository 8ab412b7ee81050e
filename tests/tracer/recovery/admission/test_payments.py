"""Payments out of a lot."""

from __future__ import annotations

from tests.tracer.recovery.stories import Story, cash, confiscate, frozen

ORDER = "payment_order:anabi"


def with_award(currency: str = "RON") -> Story:
    story = cash(10_000)
    story.add(
        "claim", "2025-03-01", claim="C", case="F", person="v", claim_kind="damage", amount=3000, currency=currency
    )
    confiscate(story)
    return story


def award(story: Story) -> None:
    story.add("claim_decision", "2025-06-02", "judgment:appeal_court", claim="C", outcome="awarded_final")


def test_a_victim_is_paid_a_final_award_up_to_what_is_left() -> None:
    story = with_award()
    assert story.post_code("2025-06-10", "pay_victim", 1, ORDER, claim="C") == "NOT_FINAL"
    award(story)
    assert story.post_code("2025-06-10", "pay_victim", 3001, ORDER, claim="C") == "OVER_AWARD"
    assert story.post_code("2025-06-10", "pay_victim", 2000, ORDER, claim="C") is None
    assert story.post_code("2025-06-10", "pay_victim", 1001, ORDER, claim="C") == "OVER_AWARD"


def test_a_claim_of_another_file_is_not_paid_from_this_money() -> None:
    story = with_award()
    story.add("claim", "2025-03-01", claim="D", case="G", person="v", claim_kind="damage", amount=5, currency="RON")
    assert story.post_code("2025-06-10", "pay_victim", 1, ORDER, claim="D") == "WRONG_CASE"


def test_an_award_in_another_currency_is_paid_at_the_rate_of_the_day() -> None:
    story = with_award("EUR")
    award(story)
    assert story.post_code("2025-06-10", "pay_victim", 500, ORDER, claim="C") == "RATE_MISSING"
    story.add("rate", "2025-06-09", **{"from": "EUR"}, to="RON", num=5, den=1)
    assert story.post_code("2025-06-10", "pay_victim", 500, ORDER, claim="C") is None
    assert story.post_code("2025-06-10", "pay_victim", 9501, ORDER, claim="C") == "OVERDRAFT"


def test_a_creditor_is_paid_up_to_the_debt() -> None:
    story = cash(10_000)
    debt = {"encumbrance": "m", "asset": "x", "creditor": "b", "rank": 1, "currency": "RON", "on": "whole"}
    story.add("encumbrance", "2025-01-01", amount=100, **debt)
    assert story.post_code("2025-06-10", "pay_creditor", 101, ORDER, encumbrance="m") == "OVER_ENCUMBRANCE"
    assert story.post_code("2025-06-10", "pay_creditor", 60, ORDER, encumbrance="m") is None
    assert story.post_code("2025-06-10", "pay_creditor", 41, ORDER, encumbrance="m") == "OVER_ENCUMBRANCE"
    assert (
        story.post_code("2025-06-10", "pay_creditor", 1, ORDER, encumbrance="m", currency="EUR") == "CURRENCY_MISMATCH"
    )


def test_an_owner_gets_the_released_part_and_everything_after_the_release() -> None:
    story = cash(10_000)
    story.add("part_release", "2025-03-03", "ordinance:prosecutor", item="A", share="1/4")
    assert story.post_code("2025-03-04", "pay_owner", 2501, ORDER) == "NOT_RELEASED"
    assert story.post_code("2025-03-04", "pay_owner", 2500, ORDER) is None
    story.step("2025-04-01", "RELEASED", "ordinance:prosecutor", reason="no need")
    assert story.post_code("2025-04-02", "pay_owner", 7501, ORDER) == "OVERDRAFT"
    assert story.post_code("2025-04-02", "pay_owner", 7500, ORDER) is None


def test_money_that_another_item_ties_is_not_returned() -> None:
    story = cash(10_000)
    story.add(
        "item",
        "2025-02-05",
        item="B",
        case="F",
        against="ion",
        purposes=["damage"],
        asset="x",
        title_holder="ion",
        share="1/1",
        attached_to="A",
    )
    story.step("2025-02-05", "IDENTIFIED", "source_record:investigator", "B")
    story.step("2025-02-06", "FROZEN", "ordinance:prosecutor", "B")
    story.step("2025-04-01", "RELEASED", "ordinance:prosecutor", reason="no need")
    assert story.post_code("2025-04-02", "pay_owner", 1, ORDER) == "NOT_RELEASED"
    story.step("2025-04-03", "RELEASED", "ordinance:prosecutor", "B", reason="no need")
    assert story.post_code("2025-04-03", "pay_owner", 1, ORDER) is None


def test_a_bank_frees_the_account_of_a_victim() -> None:
    story = frozen("account")
    story.post("2025-02-05", "bank_freeze", 900, "bank_answer:bank")
    story.step("2025-03-03", "RETURNED_VICTIM", "ordinance:prosecutor")
    assert story.post_code("2025-03-04", "unfreeze_bank", 901, "bank_answer:bank") == "OVERDRAFT"
    assert story.post_code("2025-03-04", "unfreeze_bank", 900, "bank_answer:bank") is None


def test_more_than_half_of_a_large_sum_of_another_state_is_a_flag() -> None:
    story = Story()
    story.add("role", "2025-01-01", case="F", person="ion", role="convicted")
    story.add("asset", "2025-01-01", asset="x", asset_class="cash")
    fields = {"asset": "x", "title_holder": "ion", "share": "1/1", "foreign": True}
    story.add("item", "2025-01-01", item="A", case="F", against="ion", purposes=["special_confiscation"], **fields)
    story.step("2025-01-01", "IDENTIFIED", "source_record:investigator")
    story.step("2025-02-03", "FROZEN", "recognition:court")
    story.post("2025-02-03", "seize_cash", 1_000_001, "minutes:investigator", currency="EUR")
    story.post("2025-02-04", "deposit", 1_000_001, "account_entry:bank", currency="EUR")
    story.step("2025-06-02", "CONF_FINAL", "recognition:court", basis="DIRECT")
    assert story.post("2025-06-03", "pay_budget", 500_001, ORDER, currency="EUR") == ()
    assert story.post("2025-06-03", "pay_budget", 1, ORDER, currency="EUR") == ("SHARE_DUE",)
