"""Which goods each purpose reaches: a fine the suspect's alone, damages those of the civilly liable too."""

from __future__ import annotations

import pytest

from graph_schema.codes.roles import CASE_ROLES
from tracer.recovery.measures.purposes import check_purposes

PROSECUTED = {"suspect", "accused", "convicted"}


@pytest.mark.parametrize("role", CASE_ROLES)
@pytest.mark.parametrize(
    ("purpose", "reached"),
    [
        ("fine", PROSECUTED),
        ("damage", PROSECUTED | {"civilly_liable"}),
        ("costs", PROSECUTED | {"civilly_liable"}),
        ("special_confiscation", set(CASE_ROLES)),
        ("extended_confiscation", set(CASE_ROLES)),
    ],
)
def test_every_purpose_against_every_role(purpose: str, reached: set[str], role: str) -> None:
    assert (check_purposes([purpose], [role], []) is None) is (role in reached)
    assert (check_purposes([purpose], ["suspect"], [[role]]) is None) is (role in reached)


def test_who_has_no_role_on_record_is_not_judged() -> None:
    assert check_purposes(["fine"], [], []) is None
    assert check_purposes(["fine"], ["suspect"], [["third_party"], []]) is None


def test_of_several_roles_the_one_that_reaches_furthest_counts_and_every_purpose_is_looked_at() -> None:
    assert check_purposes(["fine"], ["third_party", "accused"], []) is None
    assert check_purposes(["fine"], ["suspect"], [["third_party"], ["suspect"]]) is None
    refusal = check_purposes(["special_confiscation", "damage"], ["third_party"], [])
    assert refusal is not None
    assert refusal.text.startswith(
        "A measure for damage reaches only the goods of: accused, civilly_liable, convicted, suspect (CPP 249). The "
        "person at whom it is aimed is on record in this file as: third_party."
    )
