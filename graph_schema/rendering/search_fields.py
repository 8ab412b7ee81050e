"""Lists the fields that a search uses: names by their words, identifiers by their beginning."""

from __future__ import annotations

from types import MappingProxyType
from typing import Final

from graph_schema.records.nodes import NODE_TYPES

_NAMES: Final = frozenset({"name", "owner_name", "title", "description"})
_IDENTIFIERS: Final = frozenset(
    {
        "cnp",
        "cui",
        "trade_register",
        "other_identifiers",
        "number",
        "court_number",
        "cadastral",
        "land_book",
        "vin",
        "plate",
        "serial",
    }
)


def _fields(names: frozenset[str], extra: dict[str, tuple[str, ...]]) -> dict[str, tuple[str, ...]]:
    return {
        kind.name: tuple(
            field.name for field in kind.fields if field.name in names or field.name in extra.get(kind.name, ())
        )
        for kind in NODE_TYPES.values()
    }


NAME_FIELDS: Final = MappingProxyType(_fields(_NAMES, {}))
"""Node type -> text fields that are searched by words or beginnings of words."""

IDENTIFIER_FIELDS: Final = MappingProxyType(_fields(_IDENTIFIERS, {"CryptoWallet": ("address",)}))
"""Node type -> identifier fields that are searched by their beginning, without blanks and punctuation."""
