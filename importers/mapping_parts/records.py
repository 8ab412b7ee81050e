"""Defines the records within a column mapping."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Annotated, Any


@dataclass(frozen=True, slots=True)
class AtLeast:
    """The least whole number that pydantic accepts."""

    least: int

    def __get_pydantic_core_schema__(self, source: object, handler: Callable[[object], dict[str, Any]]) -> object:
        return {**handler(source), "ge": self.least}


FromOne = Annotated[int, AtLeast(1)]
FromZero = Annotated[int, AtLeast(0)]


@dataclass(frozen=True, slots=True, kw_only=True)
class JoinedColumns:
    """One field from several columns: their texts in this order, empty ones left out, with ``by`` between two."""

    __pydantic_config__ = {"strict": True, "extra": "forbid"}  # noqa: RUF012

    columns: tuple[str, ...]
    by: str = " "


@dataclass(frozen=True, slots=True, kw_only=True)
class FileCell:
    """A value of the whole file in a cell above the header. ``row`` and ``column`` count from 1.

    ``after``: a text with which the cell begins and that is no part of the value. ``until``: the text before which the value
    ends.
    """

    __pydantic_config__ = {"strict": True, "extra": "forbid"}  # noqa: RUF012

    row: FromOne
    column: FromOne = 1
    after: str = ""
    until: str = ""
