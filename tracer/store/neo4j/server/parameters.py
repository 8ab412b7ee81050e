"""What a statement is sent with: the lists that it unwinds in one map, all else by its own name."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache
from typing import Any, Final

_LISTS: Final = "lists"
_UNWOUND: Final = re.compile(r"\bUNWIND \$(\w+)")


def lists_in_a_map(statement: str, params: Mapping[str, Any]) -> tuple[str, dict[str, Any]]:
    """The same statement with the lists that it unwinds as the fields of one map.

    The server makes a plan for each order of magnitude of the length of a list: up to six for one statement, some
    hundredths of a second each. It does not look into a map.
    """
    text, names = _find_unwound(statement)
    if not names:
        return statement, dict(params)
    plain = {name: value for name, value in params.items() if name not in names}
    return text, {**plain, _LISTS: {name: params.get(name) for name in names}}


@cache
def _find_unwound(statement: str) -> tuple[str, frozenset[str]]:
    return _UNWOUND.sub(rf"UNWIND ${_LISTS}.\1", statement), frozenset(_UNWOUND.findall(statement))
