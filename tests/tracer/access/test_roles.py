"""Who may do what: the whole matrix, written out."""

from __future__ import annotations

from typing import get_args

import pytest

from tracer.access.roles import ROLES, Actor, NotAllowed, Right, may, require
from tracer.wording.language import find_language
from tracer.wording.terms import RIGHT_WORDS, USER_ROLE_WORDS

RIGHTS = get_args(Right)
MATRIX = {
    "investigator": "read oversee import decide totals export verify",
    "prosecutor": "read oversee import decide order export totals unveil console verify",
    "supervisor": "oversee totals verify",
    "administrator": "manage verify",
    "owner": " ".join(RIGHTS),
}


def test_the_matrix_names_every_role() -> None:
    assert tuple(MATRIX) == ROLES
    assert set(RIGHTS) == set(RIGHT_WORDS) == {right for row in MATRIX.values() for right in row.split()}


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
    holders = [name for name in ROLES if right in MATRIX[name].split()]
    for code in ("en", "ro"):
        language = find_language(code)
        names = {name: language.text(USER_ROLE_WORDS[name]) for name in ROLES}
        assert language.error(refused.value) == language.text(
            "The role {role} does not include the right to {right}. Roles that do: {holders}.",
            role=names[role],
            right=language.text(RIGHT_WORDS[right]),
            holders=", ".join(names[name] for name in holders),
        )
    assert not {"investigator,", "prosecutor", "supervisor", "owner", right} & set(
        language.error(refused.value).split()
    )
    assert refused.value.exit_code == 2
    assert "Ana" not in str(refused.value)
