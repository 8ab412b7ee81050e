"""Who may do what: roles of users as data, checked at the door of every action."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, get_args

from graph_schema.errors import TracerError

Role = Literal["investigator", "prosecutor", "supervisor", "administrator", "owner"]
Right = Literal[
    "read", "import", "retract", "decide", "order", "export", "totals", "unveil", "console", "verify", "manage"
]  # fmt: skip

ROLES: tuple[str, ...] = get_args(Role)

_RIGHTS: dict[str, frozenset[str]] = {
    "investigator": frozenset({"read", "import", "decide", "totals", "export", "verify"}),
    "prosecutor": frozenset({"read", "import", "decide", "order", "export", "totals", "unveil", "console", "verify"}),
    "supervisor": frozenset({"totals", "verify"}),
    "administrator": frozenset({"manage", "verify"}),
    # One person on one laptop: the case file belongs to whoever can open it on disk.
    "owner": frozenset(get_args(Right)),
}


class NotAllowed(TracerError):
    """The user's role does not include this right."""

    exit_code = 2


@dataclass(frozen=True, slots=True)
class Actor:
    """The person at the keyboard: the name that goes into the log, and the role under which they act."""

    name: str
    role: Role


def require(actor: Actor, right: Right) -> None:
    """May this person do this? Raises NotAllowed naming the role, the right and who has it."""
    if right in _RIGHTS[actor.role]:
        return
    holders = ", ".join(role for role in ROLES if right in _RIGHTS[role])
    raise NotAllowed(
        "The role {role} does not include the right to {right}. Roles that do: {holders}.",
        role=actor.role,
        right=right,
        holders=holders,
    )


def may(actor: Actor, right: Right) -> bool:
    """May this person do this? For menus; every action asks again through ``require``."""
    return right in _RIGHTS[actor.role]
