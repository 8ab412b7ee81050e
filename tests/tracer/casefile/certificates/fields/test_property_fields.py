"""The property of a certificate: which value counts, which boxes follow from the bases."""

from __future__ import annotations

from dataclasses import replace

import pytest

from tests.tracer.casefile.certificates.conftest import (  # noqa: F401 - the fixtures
    CONFISCATE,
    DAY,
    FLAT,
    HOUSE_ITEM,
    SUM_ITEM,
    TO_AUSTRIA,
    certificate_case,
    certificate_session,
    made_certificate_case,
    plain,
)
from tracer.casefile.certificates.fields.property_fields import (
    amount_total,
    concerns,
    item_value,
    nature,
    sums,
)
from tracer.casefile.certificates.fill_certificate import certificate_context
from tracer.recovery.acts.assets import ValueAct
from tracer.recovery.acts.facts import RecoveryFacts
from tracer.recovery.acts.measures import ItemAct, StepAct


@pytest.fixture
def context(certificate_session):  # noqa: F811 - the fixture
    return certificate_context(certificate_session, TO_AUSTRIA, "freezing")


@pytest.mark.parametrize(
    ("methods", "minor"),
    [
        (("estimate", "appraisal", "acquisition"), 200),
        (("sale", "estimate"), 200),
        (("sale",), 100),
    ],
)
def test_of_one_day_the_better_method_counts_and_a_sale_only_alone(context, methods, minor):
    values = [
        ValueAct(
            **{**plain(DAY), "id": str(n)}, asset=FLAT, moment="other", amount=100 * n, currency="EUR", method=method
        )
        for n, method in enumerate(methods, 1)
    ]
    facts = RecoveryFacts([*context.facts.of(ItemAct), *values])
    assert [value.minor for value in item_value(replace(context, facts=facts), HOUSE_ITEM)] == [minor]


@pytest.mark.parametrize(
    ("basis", "boxes"),
    [
        ("DIRECT", set()),
        ("VALUE", {"proceeds"}),
        ("EXTENDED", {"powers"}),
        ("THIRD", {"powers"}),
        ("NCB", {"other"}),
    ],
)
def test_a_box_is_ticked_where_the_basis_decides_it(certificate_session, basis, boxes):  # noqa: F811
    context = certificate_context(certificate_session, CONFISCATE, "confiscation")
    item = context.items[0]
    step = StepAct(**{**plain(DAY), "id": "s"}, item=item.item, to="CONF_FINAL", basis=basis)
    changed = replace(context, items=(item,), facts=RecoveryFacts([item, step]))
    assert {value.option for value in nature(changed, "")} == boxes
    assert ("equivalent" in {value.option for value in concerns(changed, "")}) is (basis == "VALUE")
    assert bool(sums(changed)) is (basis == "VALUE")


def test_without_a_certificate_sums_of_each_currency_stand_apart(context):
    (item,) = (item for item in context.items if item.item == SUM_ITEM)
    items = (item, replace(item, amount=1, currency="EUR"), replace(item, amount=2, currency="EUR"))
    changed = replace(context, certificate=None, items=items)
    assert [(value.minor, value.currency) for value in amount_total(changed, "")] == [(3, "EUR"), (50000001, "RON")]
