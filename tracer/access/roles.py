"""The rights of each role; every action checks them first."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, get_args

from graph_schema.errors import TracerError
from graph_schema.messages import Message
from tracer.wording.terms import RIGHT_WORDS, USER_ROLE_WORDS

Role = Literal["investigator", "prosecutor", "supervisor", "administrator", "owner"]
Right = Literal[
    "read",
    "oversee",
    "import",
    "retract",
    "decide",
    "order",
    "export",
    "totals",
    "unveil",
    "console",
    "verify",
    "manage",
]

ROLES: tuple[str, ...] = get_args(Role)

_RIGHTS: dict[str, frozenset[str]] = {
    "investigator": frozenset({"read", "oversee", "import", "decide", "totals", "export", "verify"}),
    "prosecutor": frozenset(
        {
            "read",
            "oversee",
            "import",
            "decide",
            "order",
            "export",
            "totals",
            "unveil",
            "console",
            "verify",
        }
    ),
    # Sees the deadlines and opens an asset with its source rows; cannot search or change anything.
    "supervisor": frozenset({"oversee", "totals", "verify"}),
    "administrator": frozenset({"manage", "verify"}),
    # One person on one computer: whoever can open the case on disk has all rights.
    "owner": frozenset(get_args(Right)),
}


class NotAllowed(TracerError):
    """The user's role does not include this right."""

    exit_code = 2


@dataclass(frozen=True, slots=True)
class Actor:
    """The person who acts: the name for the log, and the role."""

    name: str
    role: Role


def require(actor: Actor, right: Right) -> None:
    """Check that this person has this right. Raises: NotAllowed with the role, the right and the roles that have it."""
    if right in _RIGHTS[actor.role]:
        return
    holders = [name_role(role) for role in ROLES if right in _RIGHTS[role]]
    raise NotAllowed(
        "The role {role} does not include the right to {right}. Roles that do: {holders}.",
        role=name_role(actor.role),
        right=Message(RIGHT_WORDS[right]),
        holders=Message.listed(holders, ", "),
    )


def name_role(role: str, *, typed: bool = False) -> Message:
    """The role in the reader's words; ``typed``: with the code that is typed after --role, in brackets."""
    words = Message(USER_ROLE_WORDS[role])
    return Message("{role} ({code})", role=words, code=role) if typed else words


def may(actor: Actor, right: Right) -> bool:
    """Does this person have this right? For menus; every action checks again with ``require``."""
    return right in _RIGHTS[actor.role]
