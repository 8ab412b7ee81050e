"""Figures as examples write them, and the comparison of what is expected with what was found."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from typing import Any

REMARKS = frozenset({"note", "notes", "what", "name", "source", "citation", "comment", "proves", "status", "title"})
"""Fields that say something to a reader and nothing to the product."""


class WrongExample(Exception):
    """The example cannot be run; the message says which field, what it holds and what was expected."""


@dataclass(frozen=True, slots=True)
class Check:
    """One figure of an example."""

    what: str
    expected: object
    found: object
    exact: bool

    def __str__(self) -> str:
        return f"{self.what}: expected {_written(self.expected)}, found {_written(self.found)}"


def _written(value: object) -> str:
    return str(value) if isinstance(value, Fraction | Decimal | str) else repr(value)


class Fields:
    """The fields of one object, each taken once: what is left at the end is a field nobody understands."""

    def __init__(self, body: object, place: str) -> None:
        if not isinstance(body, dict):
            raise WrongExample(f"{place} is {body!r:.60}: expected an object")
        self.place = place
        self._rest = {key: value for key, value in body.items() if key not in REMARKS}

    def take(self, *names: str) -> Any:
        """The value of the first of these names. Raises: WrongExample if none is there."""
        for name in names:
            if name in self._rest:
                return self._rest.pop(name)
        raise WrongExample(f"{self.place} has no {' or '.join(names)}")

    def maybe(self, *names: str, otherwise: Any = None) -> Any:
        """The same, or ``otherwise``."""
        return self.take(*names) if any(name in self._rest for name in names) else otherwise

    def list(self, *names: str) -> list[Any]:
        """A list. Raises: WrongExample for something else."""
        value = self.take(*names)
        if not isinstance(value, list):
            raise WrongExample(f"{self.place}: {names[0]} is {value!r:.60}: expected a list")
        return value

    def mapping(self, *names: str) -> dict[str, Any]:
        """An object. Raises: WrongExample for something else."""
        value = self.take(*names)
        if not isinstance(value, dict):
            raise WrongExample(f"{self.place}: {names[0]} is {value!r:.60}: expected an object")
        return value

    def end(self) -> None:
        """Raises: WrongExample naming the fields that were not taken."""
        if self._rest:
            raise WrongExample(f"{self.place}: {', '.join(sorted(self._rest))} not understood")


def read_number(value: object, place: str) -> Fraction:
    """A number, exactly: 5, 5.25, "5.25", "1/3", "1 000", "25%", "25.5 %".

    Raises: WrongExample.
    """
    if isinstance(value, int | Decimal | Fraction) and not isinstance(value, bool):
        return Fraction(value)
    if isinstance(value, str):
        text = "".join(value.split()).replace("_", "")
        percent = text.endswith("%")
        try:
            return Fraction(text.removesuffix("%")) / (100 if percent else 1)
        except (ValueError, ZeroDivisionError):
            pass
    raise WrongExample(f"{place} is {value!r:.60}: expected a number, a fraction or a percentage")


def precision_of(value: object) -> Fraction | None:
    """The step of the last digit that is written; None for a fraction, which is exact."""
    if isinstance(value, int):
        return Fraction(1)
    text = "".join(str(value).split())
    if "/" in text:
        return None
    decimals = len(text.removesuffix("%").partition(".")[2])
    return Fraction(1, 10**decimals) / (100 if text.endswith("%") else 1)


def compare(what: str, expected: object, found: Fraction | int, *, tolerance: object = None) -> Check:
    """Is the figure exact, or within the tolerance that the example states?"""
    wanted = read_number(expected, what)
    allowed = Fraction(0) if tolerance is None else read_number(tolerance, f"the tolerance of {what}")
    return Check(what, expected, Fraction(found), abs(found - wanted) <= allowed)


def compare_rounded(what: str, expected: object, found: Fraction, *, tolerance: object = None) -> Check:
    """Is the figure right to the last digit that the example writes? For figures that rules round once, for display."""
    check = compare(what, expected, found, tolerance=tolerance)
    step = precision_of(expected)
    if check.exact or tolerance is not None or step is None:
        return check
    return Check(what, expected, found, abs(found - read_number(expected, what)) * 2 <= step)


def scale_of(values: Iterable[object], place: str) -> int:
    """By how much must these amounts be multiplied so that all are whole?

    Raises: WrongExample for an amount that is no decimal number.
    """
    scale = 1
    for value in values:
        number = read_number(value, place)
        while (number * scale).denominator != 1:
            scale *= 10
            if scale > 10**9:
                raise WrongExample(f"{place} is {value!r:.60}: expected at most nine decimals")
    return scale


def whole(value: object, scale: int, place: str) -> int:
    """The amount in whole units. Raises: WrongExample if it is not whole there."""
    number = read_number(value, place) * scale
    if number.denominator != 1:
        raise WrongExample(f"{place} is {value!r:.60}: expected a whole number of units")
    return int(number)


def is_flag(value: object, place: str) -> bool:
    """True or false. Raises: WrongExample."""
    if not isinstance(value, bool):
        raise WrongExample(f"{place} is {value!r:.60}: expected true or false")
    return value


def compare_flags(what: str, expected: Mapping[str, Any], found: Mapping[str, bool]) -> list[Check]:
    """One check a name."""
    return [
        Check(f"{what} {name}", is_flag(flag, f"{what} {name}"), found.get(name, False), flag is found.get(name, False))
        for name, flag in expected.items()
    ]
