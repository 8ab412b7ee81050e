"""The purposes of a measure and the roles of a file: one row each."""

from __future__ import annotations

from graph_schema.codes.purposes import PURPOSE_TABLE, PURPOSES, PURPOSES_BY_CODE
from graph_schema.codes.roles import CASE_ROLES, PROSECUTED_ROLES, PROTECTED_ROLES


def test_a_purpose_reaches_roles_that_there_are():
    assert len(PURPOSES_BY_CODE) == len(PURPOSES) == len(PURPOSE_TABLE)
    for purpose in PURPOSE_TABLE:
        assert purpose.reaches is None or purpose.reaches <= set(CASE_ROLES)


def test_a_fine_reaches_the_prosecuted_and_damage_the_liable_too():
    assert {"suspect", "accused", "convicted"} == PROSECUTED_ROLES
    assert PURPOSES_BY_CODE["fine"].reaches == PROSECUTED_ROLES
    assert (
        PURPOSES_BY_CODE["costs"].reaches == PURPOSES_BY_CODE["damage"].reaches == PROSECUTED_ROLES | {"civilly_liable"}
    )
    assert PURPOSES_BY_CODE["special_confiscation"].reaches is None
    assert PURPOSES_BY_CODE["extended_confiscation"].reaches is None


def test_nobody_is_prosecuted_and_protected():
    assert not PROSECUTED_ROLES & PROTECTED_ROLES


def test_who_was_acquitted_or_has_died_is_neither_prosecuted_nor_protected():
    assert {"acquitted", "deceased"} <= set(CASE_ROLES) - PROSECUTED_ROLES - PROTECTED_ROLES
    assert {"victim", "injured_person", "civil_party", "witness", "protected_witness", "minor"} == PROTECTED_ROLES
