"""Who may do what: the whole matrix, written out."""

from __future__ import annotations

from typing import get_args

import pytest

from tracer.access.roles import ROLES, Actor, NotAllowed, Right, may, require

RIGHTS = get_args(Right)
MATRIX = {
    "investigator": "read import decide totals export verify",
    "prosecutor": "read import decide order export totals unveil console verify",
    "supervisor": "totals verify",
    "administrator": "manage verify",
    "owner": " ".join(RIGHTS),
}


def test_the_matrix_names_every_role() -> None:
    assert tuple(MATRIX) == ROLES
    assert set(RIGHTS) == {right for row in MATRIX.values() for right in row.split()}


def test_only_who_may_lift_the_veil_may_ask_the_console() -> None:
    """A query takes names apart: no veil over its answer holds against that."""
    for row in MATRIX.values():
        assert "console" not in row.split() or "unveil" in row.split()


@pytest.mark.parametrize("role", ROLES)
@pytest.mark.parametrize("right", RIGHTS)
def test_a_role_has_its_rights_and_no_other(role: str, right: str) -> None:
    actor = Actor("Ana Inventată", role)  # type: ignore[arg-type]
    allowed = right in MATRIX[role].split()

    assert may(actor, right) is allowed  # type: ignore[arg-type]
    if allowed:
        require(actor, right)  # type: ignore[arg-type]
        return
    with pytest.raises(NotAllowed) as refused:
        require(actor, right)  # type: ignore[arg-type]
    holders = ", ".join(name for name in ROLES if right in MATRIX[name].split())
    assert str(refused.value) == f"The role {role} does not include the right to {right}. Roles that do: {holders}."
    assert refused.value.exit_code == 2
    assert "Ana" not in str(refused.value)
