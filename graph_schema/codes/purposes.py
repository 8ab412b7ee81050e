"""The purposes of a measure, one row each: whose goods it reaches, and its words."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Final

from graph_schema.codes.roles import PROSECUTED_ROLES
from graph_schema.messages import N_


@dataclass(frozen=True, slots=True)
class Purpose:
    """One purpose. ``reaches``: the roles of those whose goods may be frozen for it. ``words``: a gettext key.

    ``reaches`` None: third parties too, so the role does not decide. ``statute``: as in ``CodeRow``.
    Source: Romanian Code of Criminal Procedure, 249.
    """

    code: str
    words: str
    reaches: frozenset[str] | None = None
    statute: str = ""


_LIABLE: Final = PROSECUTED_ROLES | {"civilly_liable"}

PURPOSE_TABLE: Final[tuple[Purpose, ...]] = (
    Purpose("special_confiscation", N_("special confiscation"), statute="249(4); CP 112"),
    Purpose("extended_confiscation", N_("extended confiscation"), statute="249(4); CP 112^1"),
    Purpose("fine", N_("fine"), PROSECUTED_ROLES, "249(3)"),
    Purpose("costs", N_("judicial costs"), _LIABLE, "249(5)"),
    Purpose("damage", N_("damage"), _LIABLE, "249(5)"),
)

PURPOSES: Final[tuple[str, ...]] = tuple(purpose.code for purpose in PURPOSE_TABLE)
PURPOSES_BY_CODE: Final[Mapping[str, Purpose]] = MappingProxyType({row.code: row for row in PURPOSE_TABLE})
