"""Third parties of a certificate: an owner whose entry ended or was replaced is none, and nobody stands twice."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from fractions import Fraction

import pytest

from tests.tracer.casefile.certificates.conftest import (  # noqa: F401 - the fixtures
    DAY,
    FLAT,
    TITUS,
    TO_AUSTRIA,
    certificate_case,
    certificate_session,
    made_certificate_case,
    plain,
)
from tracer.casefile.certificates.fields.person_fields import third_parties
from tracer.casefile.certificates.fill_certificate import certificate_context
from tracer.recovery.acts.assets import OwnerAct
from tracer.recovery.acts.facts import RecoveryFacts
from tracer.recovery.acts.measures import ItemAct


@pytest.mark.parametrize(
    ("rows", "count"),
    [
        ([(Fraction(1, 2), None)], 1),
        ([(Fraction(1, 4), None), (Fraction(1, 2), None)], 1),
        ([(Fraction(1, 2), None), (Fraction(0), None)], 0),
        ([(Fraction(1, 2), date(2026, 4, 1))], 0),
    ],
)
def test_a_co_owner_stands_once_while_the_entry_is_in_force(certificate_session, rows, count):  # noqa: F811
    context = certificate_context(certificate_session, TO_AUSTRIA, "freezing")
    owners = [
        OwnerAct(**{**plain(DAY), "id": str(n)}, asset=FLAT, person=TITUS, share=share, until=until)
        for n, (share, until) in enumerate(rows)
    ]
    facts = RecoveryFacts([*context.facts.of(ItemAct), *owners])
    found = [value.text for value in third_parties(replace(context, facts=facts), "")]
    assert found == count * ["Titus Pretinsu: co-owner of Casă cu etaj"]
