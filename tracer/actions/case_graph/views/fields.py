"""The fields of a saved view: which kinds of change there are, what each is about, and which values it takes."""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Annotated, Any, Final, Literal, TypeAlias

from pydantic import ConfigDict, Field, StringConstraints, TypeAdapter, ValidationError, ValidationInfo, field_validator
from pydantic.dataclasses import dataclass as checked

from graph_schema.errors import WrongUse
from graph_schema.records.nodes import NODE_TYPES

LONGEST_NAME: Final = 120
LONGEST_NOTE: Final = 4_000
LARGEST_VALUE: Final = 64 * 1024
"""How many bytes the JSON of one value may have."""
MOST_LEAVES: Final = 300
"""How many nodes may be folded into one, or drawn in the groups around one."""
_STRICT: Final = ConfigDict(extra="forbid", strict=True, allow_inf_nan=False)
_PLACES: Final = 2

_Coordinate = Annotated[float, Field(ge=-1e7, le=1e7)]
_Id = Annotated[str, StringConstraints(min_length=1, max_length=200)]
_Code = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z_]{0,39}$")]
_Colour = Literal["red", "orange", "green", "blue", "purple", "grey"]
_NodeType = Annotated[str, StringConstraints(pattern=f"^(?:{'|'.join(NODE_TYPES)})$")]
About: TypeAlias = Literal["node", "node or link", "view", "filter"]


@checked(config=_STRICT, frozen=True)
class _Place:
    """Where a node lies, in decimal numbers of the drawing."""

    x: _Coordinate
    y: _Coordinate

    @field_validator("x", "y")
    @classmethod
    def _rounded(cls, value: float) -> float:
        return round(value, _PLACES)


@checked(config=_STRICT, frozen=True)
class _Camera:
    zoom: Annotated[float, Field(gt=0, le=100)]
    x: _Coordinate
    y: _Coordinate


@checked(config=_STRICT, frozen=True)
class _Days:
    """Both days inclusive; None: open."""

    from_: Annotated[date | None, Field(alias="from")]
    to: date | None

    @field_validator("to")
    @classmethod
    def _in_order(cls, to: date | None, info: ValidationInfo) -> date | None:
        begin = info.data.get("from_")
        if begin is not None and to is not None and begin > to:
            raise ValueError
        return to


@checked(config=_STRICT, frozen=True)
class _Way:
    """A chosen path: its ends, and the question that found it."""

    from_: Annotated[_Id, Field(alias="from")]
    to: _Id
    way: _Code


@checked(config=_STRICT, frozen=True)
class _Note:
    id: Annotated[str, StringConstraints(pattern=r"^[A-Za-z0-9_-]{1,64}$")]
    text: Annotated[str, StringConstraints(strip_whitespace=True, min_length=1)]
    sort: Literal["fact", "assessment"]
    revoked: bool


_FILTERS: Final[Mapping[str, TypeAdapter[Any]]] = {
    "days": TypeAdapter(_Days),
    "least": TypeAdapter(Annotated[int, Field(strict=True, ge=0, le=10**15)]),
    "types": TypeAdapter(Annotated[list[_NodeType], Field(strict=True, max_length=len(NODE_TYPES))]),
    "families": TypeAdapter(Annotated[list[_Code], Field(strict=True, max_length=40)]),
}
_LEAST: Final = re.compile(r"least:[A-Z]{3}")
_FLAG: Final[TypeAdapter[Any]] = TypeAdapter(Annotated[bool, Field(strict=True)])
_FIELDS: Final[Mapping[str, tuple[About, TypeAdapter[Any]]]] = {
    "node": ("node", TypeAdapter(_Place | None)),
    "hidden": ("node", _FLAG),
    "pinned": ("node", _FLAG),
    "colour": ("node", TypeAdapter(_Colour | None)),
    "fold": ("node", TypeAdapter(Annotated[list[_Id], Field(strict=True, max_length=MOST_LEAVES)])),
    "group": ("node", TypeAdapter(Annotated[list[_Id], Field(strict=True, max_length=MOST_LEAVES)])),
    "note": ("node or link", TypeAdapter(_Note)),
    "filter": ("filter", TypeAdapter(None)),
    "camera": ("view", TypeAdapter(_Camera)),
    "layout": ("view", TypeAdapter(Literal["fcose", "dagre"])),
    "seed": ("view", TypeAdapter(_Id | None)),
    "path": ("view", TypeAdapter(_Way | None)),
    "name": ("view", TypeAdapter(Annotated[str, StringConstraints(strip_whitespace=True, min_length=1)])),
}


@dataclass(frozen=True, slots=True)
class CheckedChange:
    """A change that its kind takes. ``ids``: what it names, each with whether it may be a link; ``text``: canonical JSON."""

    kind: str
    target: str
    value: Any
    text: str
    ids: tuple[tuple[str, bool], ...]


def check_change(kind: str, target: str, value: object) -> CheckedChange:
    """Is this a change of a view? ``value``: as JSON was read. Raises WrongUse with the place of the first fault."""
    if kind not in _FIELDS:
        raise WrongUse(
            "There is no kind of change {kind} of a view. Expected one of {known}.",
            kind=repr(kind[:40]),
            known=", ".join(_FIELDS),
        )
    about, form = _FIELDS[kind]
    if about == "filter":
        form = _filter_form(target)
    elif (about == "view") != (target == ""):
        raise _wrong(kind, "target", "")
    sent = json.dumps(value, ensure_ascii=False)
    if len(sent.encode("utf-8", "replace")) > LARGEST_VALUE:
        raise WrongUse("A value of a view is too large: at most {limit} kB are kept.", limit=LARGEST_VALUE // 1024)
    try:
        found = form.validate_json(sent)
    except ValidationError as problem:
        fault = problem.errors(include_url=False, include_context=False, include_input=False)[0]
        raise _wrong(kind, "/".join(map(str, fault["loc"]))[:80], fault["type"]) from problem
    plain = form.dump_python(found, mode="json", by_alias=True)
    if kind == "name":
        plain = " ".join(plain.split())
    if kind in ("name", "note"):
        _check_text(kind, plain if kind == "name" else plain["text"])
    return CheckedChange(kind, target, plain, write_value(plain), _named(kind, about, target, plain))


def write_value(value: object) -> str:
    """The canonical JSON of a value: equal values give equal text."""
    return json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def _filter_form(target: str) -> TypeAdapter[Any]:
    name = "least" if _LEAST.fullmatch(target) else target
    if name not in _FILTERS or target == "least":
        raise _wrong("filter", "target", "")
    return _FILTERS[name]


def _check_text(kind: str, text: str) -> None:
    """A name or a note: not too long, and with a sign that can be seen."""
    if not any(unicodedata.category(sign)[0] not in "CZ" for sign in text):
        raise WrongUse("A name or a note needs a letter or another sign that can be seen.")
    if kind == "name" and len(text) > LONGEST_NAME:
        raise WrongUse(
            "The name of a view is too long: {found} characters, at most {limit}.",
            found=len(text),
            limit=LONGEST_NAME,
        )
    if kind == "note" and len(text) > LONGEST_NOTE:
        raise WrongUse(
            "A note is too long: {found} characters, at most {limit}. Make two notes of it.",
            found=len(text),
            limit=LONGEST_NOTE,
        )


def _named(kind: str, about: About, target: str, value: Any) -> tuple[tuple[str, bool], ...]:
    if kind in ("fold", "group"):
        return (target, False), *((leaf, False) for leaf in value)
    if about in ("node", "node or link"):
        return ((target, about == "node or link"),)
    if kind == "seed" and value is not None:
        return ((value, False),)
    if kind == "path" and value is not None:
        return (value["from"], False), (value["to"], False)
    return ()


def _wrong(kind: str, place: str, fault: str) -> WrongUse:
    return WrongUse(
        "A change of the kind {kind} of a view does not have the form that is expected, at {place}: {fault}.",
        kind=kind,
        place=place or "/",
        fault=fault or "unexpected",
    )
