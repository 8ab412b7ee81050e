"""Whose goods a measure may reach: its purpose decides, where the roles of the criminal file are on record."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from typing import Final

from graph_schema.codes.purposes import PURPOSES_BY_CODE
from graph_schema.codes.states import STATE_TABLE
from graph_schema.messages import N_
from tracer.recovery.remarks import Refusal

ORDERS: Final = frozenset(state.code for state in STATE_TABLE if state.orders)
"""Steps that ask for a freeze or order it. An asset may be identified and traced whoever owns it."""


def check_purposes(
    purposes: Iterable[str], aimed_at: Collection[str], owners: Sequence[Collection[str]]
) -> Refusal | None:
    """May goods of these persons be frozen for these purposes? None: nothing on record speaks against it.

    ``aimed_at``: the roles that the person against whom the measure is aimed has in its file. ``owners``: the roles of
    each entered owner of the asset, where that person is none of them. A person without a role on record is not judged,
    one of several roles by the one that reaches furthest.
    Source: CPP 249.
    """
    for purpose in purposes:
        row = PURPOSES_BY_CODE.get(purpose)
        if row is None or row.reaches is None:
            continue
        reached = row.reaches
        params = {"purpose": purpose, "reached": ", ".join(sorted(reached))}
        if aimed_at and not reached & set(aimed_at):
            return Refusal(
                N_(
                    "A measure for {purpose} reaches only the goods of: {reached} (CPP 249). The person at whom it is "
                    "aimed is on record in this file as: {roles}. Correct the purpose, the person or the role."
                ),
                params | {"roles": ", ".join(sorted(aimed_at))},
            )
        if _none_reached(owners, reached):
            roles = sorted({role for found in owners for role in found})
            return Refusal(
                N_(
                    "A measure for {purpose} reaches only the goods of: {reached} (CPP 249). The asset was entered to "
                    "another person, on record in this file as: {roles}. Correct the purpose, the owner or the role."
                ),
                params | {"roles": ", ".join(roles)},
            )
    return None


def _none_reached(owners: Sequence[Collection[str]], reached: frozenset[str]) -> bool:
    """Has every owner a role on record, and none of them one that is reached?"""
    return bool(owners) and all(roles and not reached & set(roles) for roles in owners)
