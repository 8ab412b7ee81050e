"""The roles of a person in a criminal file, one row each: who appears under a pseudonym, who is prosecuted, the words."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from graph_schema.messages import N_


@dataclass(frozen=True, slots=True)
class CaseRole:
    """One role. ``protected``: a natural person in it appears under a pseudonym. ``words``: a gettext key."""

    code: str
    words: str
    prosecuted: bool = False
    protected: bool = False


ROLE_TABLE: Final[tuple[CaseRole, ...]] = (
    CaseRole("suspect", N_("suspect"), prosecuted=True),
    CaseRole("accused", N_("accused"), prosecuted=True),
    CaseRole("convicted", N_("convicted"), prosecuted=True),
    CaseRole("acquitted", N_("acquitted")),
    CaseRole("victim", N_("victim"), protected=True),
    CaseRole("injured_person", N_("injured person"), protected=True),
    CaseRole("civil_party", N_("civil party"), protected=True),
    CaseRole("protected_witness", N_("protected witness"), protected=True),
    CaseRole("witness", N_("witness"), protected=True),
    CaseRole("minor", N_("minor"), protected=True),
    CaseRole("third_party", N_("third party")),
    CaseRole("civilly_liable", N_("civilly liable party")),
    CaseRole("deceased", N_("deceased")),
    CaseRole("other", N_("other role")),
)
"""In the order in which screens list them."""

CASE_ROLES: Final[tuple[str, ...]] = tuple(role.code for role in ROLE_TABLE)
PROSECUTED_ROLES: Final[frozenset[str]] = frozenset(role.code for role in ROLE_TABLE if role.prosecuted)
PROTECTED_ROLES: Final[frozenset[str]] = frozenset(role.code for role in ROLE_TABLE if role.protected)
"""Roles of a natural person who appears under a pseudonym; a minor does so in any role."""
UNKNOWN_ROLE: Final = "unknown"
"""Stands in place of a role that a rejected row gives in a word that nobody knows."""
REJECTED_PROTECTED: Final = N_(
    "The row is rejected, and it gives {person} a role that protects: {role}. Until it is corrected and imported, the case "
    "does not know this person; the name and the numbers of the row are hidden."
)
REJECTED_UNKNOWN: Final = N_(
    "The row is rejected, and the role of {person} in it is not known, so it may be one that protects. Until it is corrected "
    "and imported, the name and the numbers of the row are hidden."
)
"""Red flags of a rejected row. Parameters: ``person``, ``number`` (may be empty), ``code`` (of the role)."""
