"""Which payment bought which asset: the deed's reference and price against the statements."""

from __future__ import annotations

from datetime import date
from types import SimpleNamespace
from typing import Any

import pytest

from tracer.analysis.tracing.figures.purchases import Purchase, match_purchases

DAY = date(2024, 5, 2)


@pytest.fixture
def match(made: SimpleNamespace) -> Any:
    """Match deeds (holder, asset, properties of the Holds link) with payments (id, minor units, changes)."""

    def run(deeds: list[tuple[str, str, dict[str, Any]]], payments: list[tuple[str, int, dict[str, Any]]]) -> Any:
        links = [made.link("Holds", tail, head, **props) for tail, head, props in deeds]
        rows = [
            made.transfer(name, "A", "S", minor, DAY, own="debit", seq=seq, **changes)
            for seq, (name, minor, changes) in enumerate(payments)
        ]
        return match_purchases(made.graph(links=links, transfers=rows))

    return run


def deed(
    reference: str | None = "CV-17/2024", price: int | None = 1000, currency: str | None = "RON"
) -> dict[str, Any]:
    props = {"payment_reference": reference, "price_minor": price, "price_currency": currency}
    return {name: value for name, value in props.items() if value is not None}


@pytest.mark.parametrize("written", ["CV-17/2024", "cv 17 2024", "CV172024", " Cv.17-2024 ", "\uff23\uff36-17/2024"])
def test_a_reference_is_the_same_whatever_stands_between_its_letters_and_digits(match: Any, written: str) -> None:
    [found] = match([("P", "H", deed())], [("t", 1000, {"reference": written})])
    assert (found.transfers, found.paid_minor) == (("t",), 1000)


@pytest.mark.parametrize("written", ["CV-18/2024", "CV-17/20245", "", None, "—", "17/2024"])
def test_another_reference_or_none_is_no_match(match: Any, written: str | None) -> None:
    [found] = match([("P", "H", deed())], [("t", 1000, {"reference": written})])
    assert (found.transfers, found.paid_minor) == ((), 0)


def test_diacritics_that_a_bank_drops_make_no_other_reference(match: Any) -> None:
    [found] = match([("P", "H", deed("Apartament Iași 7"))], [("t", 1000, {"reference": "APARTAMENT IASI 7"})])
    assert found.transfers == ("t",)


@pytest.mark.parametrize("empty", ["—", "/", "***"])
def test_a_reference_of_signs_alone_matches_nothing(match: Any, empty: str) -> None:
    payments = [("t", 10, {"reference": None}), ("u", 10, {"reference": ""}), ("v", 10, {"reference": empty})]
    assert match([("P", "H", deed(empty))], payments) == ()


@pytest.mark.parametrize(
    "props", [deed(reference=None), deed(price=None), deed(currency=None)], ids=["reference", "price", "currency"]
)
def test_a_deed_that_lacks_one_of_the_three_says_nothing(match: Any, props: dict[str, Any]) -> None:
    assert match([("P", "H", props)], [("t", 1000, {"reference": "CV-17/2024"})]) == ()


def test_two_payments_make_up_a_price_and_less_is_said_to_be_less(match: Any) -> None:
    payments = [("t", 600, {"reference": "CV 17 2024"}), ("u", 400, {"reference": "CV172024"})]
    [whole] = match([("P", "H", deed())], payments)
    [part] = match([("P", "H", deed(price=1500))], payments)

    assert (whole.transfers, whole.paid_minor, whole.price_minor) == (("t", "u"), 1000, 1000)
    assert (part.paid_minor, part.price_minor) == (1000, 1500)
    assert (whole.unmatched_minor, part.unmatched_minor) == (0, 500)
    carried = {"t": (0, 100), "u": (400, 400)}
    assert whole.bound(carried.__getitem__) == (400, 500)
    assert part.bound(carried.__getitem__) == (400, 1000), "the rest may be traced money"


def test_a_price_without_a_payment_is_unknown_and_at_most_the_price(match: Any) -> None:
    [found] = match([("P", "H", deed())], [])
    assert (found.paid_minor, found.paid_upper_minor, found.unmatched_minor) == (0, 0, 1000)
    assert found.bound({}.__getitem__) == (0, 1000)


def test_a_shared_reference_below_the_price_leaves_the_rest_open(match: Any) -> None:
    found = match([("P", "H", deed()), ("P", "G", deed())], [("t", 400, {"reference": "CV-17/2024"})])
    assert [(one.unmatched_minor, one.bound({"t": (300, 350)}.__getitem__)) for one in found] == [(600, (0, 950))] * 2


def test_more_than_the_price_is_an_interval_over_all_rows(match: Any) -> None:
    payments = [("t", 600, {"reference": "CV-17/2024"}), ("u", 401, {"reference": "CV-17/2024"})]
    [found] = match([("P", "H", deed())], payments)
    assert (found.transfers, found.paid_minor, found.paid_upper_minor) == ((), 401, 1000)
    assert (found.undecided, found.choices) == ((("t", 600), ("u", 401)), ())
    carried = {"t": (600, 600), "u": (0, 401)}
    assert found.bound(carried.__getitem__) == (0, 1000)


def test_of_rows_above_the_price_the_part_above_it_may_be_the_traced_one(match: Any) -> None:
    payments = [("t", 600, {"reference": "CV-17/2024"}), ("u", 600, {"reference": "CV-17/2024"})]
    [found] = match([("P", "H", deed())], payments)
    assert found.bound({"t": (100, 100), "u": (100, 100)}.__getitem__) == (0, 200)
    assert found.bound({"t": (600, 600), "u": (600, 600)}.__getitem__) == (600, 1000)


@pytest.mark.parametrize("kind", ["fee", "interest"])
def test_a_fee_under_the_reference_pays_no_price(match: Any, kind: str) -> None:
    payments = [("t", 900, {"reference": "CV-17/2024"}), ("u", 5, {"reference": "CV-17/2024", "kind": kind})]
    [found] = match([("P", "H", deed())], payments)
    assert (found.transfers, found.paid_minor, found.paid_upper_minor) == (("t",), 900, 900)


def test_the_only_set_of_rows_that_gives_the_price_paid_it(match: Any) -> None:
    payments = [(name, minor, {"reference": "CV-17/2024"}) for name, minor in (("t", 600), ("u", 400), ("v", 5))]
    [found] = match([("P", "H", deed())], payments)
    assert (found.transfers, found.paid_minor, found.undecided) == (("t", "u"), 1000, ())


def twins(**changes: Any) -> list[tuple[str, int, dict[str, Any]]]:
    return [("t", 1000, {"reference": "CV-17/2024"}), ("u", 1000, {"reference": "CV-17/2024", **changes})]


def test_of_two_rows_that_fit_nothing_decides(match: Any) -> None:
    [found] = match([("P", "H", deed())], twins())
    assert (found.transfers, found.choices, found.paid_minor) == ((), (("t",), ("u",)), 1000)
    assert found.bound({"t": (1000, 1000), "u": (0, 0)}.__getitem__) == (0, 1000)


def test_of_two_rows_that_fit_the_one_of_the_deeds_day_paid(match: Any) -> None:
    other = date(2024, 7, 1)
    [found] = match([("P", "H", deed() | {"from_date": DAY.isoformat()})], twins(value_date=other, booking_date=other))
    assert (found.transfers, found.undecided) == (("t",), ())


@pytest.mark.parametrize("to", [{"credit_account": "SOLD"}, {"counterparty_name": "Casa Veche S.R.L."}])
def test_of_two_rows_that_fit_the_one_to_the_seller_paid(made: SimpleNamespace, to: dict[str, Any]) -> None:
    links = [
        made.link("Holds", "P", "H", from_date="2024-05-02", **deed()),
        made.link("Holds", "Q", "H", to_date="2024-05-02"),
        made.link("HoldsAccount", "Q", "SOLD"),
    ]
    rows = [
        made.transfer(name, "A", "S", minor, DAY, own="debit", seq=seq, **changes)
        for seq, (name, minor, changes) in enumerate(twins(**to))
    ]
    nodes = [made.node("Q", "Company", name="CASA VECHE SRL")]
    [found] = match_purchases(made.graph(nodes=nodes, links=links, transfers=rows))
    assert (found.transfers, found.undecided) == (("u",), ())


def test_a_payment_in_another_currency_is_left_aside(match: Any) -> None:
    payments = [
        ("t", 1000, {"reference": "CV-17/2024"}),
        ("u", 999, {"reference": "CV-17/2024", "currency": "EUR"}),
    ]
    [found] = match([("P", "H", deed())], payments)
    assert (found.transfers, found.elsewhere) == (("t",), ("u",))


def test_the_prices_of_joint_owners_add_up_and_the_evidence_of_each_counts(match: Any) -> None:
    [found] = match(
        [("Q", "H", deed(price=700)), ("P", "H", deed("cv 17 2024", price=300))],
        [("t", 1000, {"reference": "CV-17/2024"})],
    )
    assert isinstance(found, Purchase)
    assert (found.holders, found.price_minor, found.paid_minor) == (("P", "Q"), 1000, 1000)
    assert [place.locator for place in found.evidence] == ["row:Holds P H", "row:Holds Q H"]


def test_a_reference_that_two_assets_share_is_left_to_a_person(match: Any) -> None:
    found = match([("P", "H", deed()), ("P", "G", deed())], [("t", 1000, {"reference": "CV-17/2024"})])
    assert [(purchase.asset, purchase.transfers, purchase.paid_minor) for purchase in found] == [
        ("G", (), 0),
        ("H", (), 0),
    ]
    for purchase in found:
        assert (purchase.is_shared, purchase.paid_upper_minor) == (True, 1000)
        assert purchase.bound({"t": (700, 800)}.__getitem__) == (0, 800), "no proved zero"


def test_a_payment_that_was_taken_back_paid_for_nothing(match: Any) -> None:
    payments = [
        ("t", 400, {"reference": "CV-17/2024"}),
        ("back", 400, {"reference": "CV-17/2024", "reversal_of": "t", "kind": "reversal"}),
        ("stray", 100, {"reference": "CV-17/2024", "kind": "reversal"}),
        ("u", 600, {"reference": "CV-17/2024"}),
    ]
    [found] = match([("P", "H", deed())], payments)
    assert (found.transfers, found.paid_minor) == (("u",), 600)


def test_money_from_nobody_known_bought_nothing_and_the_order_of_links_does_not_matter(match: Any) -> None:
    payments = [("t", 1000, {"reference": "CV-17/2024", "debit_account": None})]
    deeds = [("P", "H", deed()), ("P", "K", deed("K-1"))]
    assert match(deeds, payments) == match(deeds[::-1], payments)
    assert [purchase.transfers for purchase in match(deeds, payments)] == [(), ()]
