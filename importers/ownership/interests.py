"""Relationship records of BODS as links: one an interest, its share exact or as the range that is stated."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from typing import Final

from graph_schema.errors import WrongValue
from graph_schema.fields import Value
from graph_schema.shares import ShareRange, share_text
from graph_schema.words import Sentence
from importers.ownership.statements import Statement, read_date
from importers.parsing.json_object import JsonObject

CAPITAL: Final = "shareholding"
INDIRECT: Final = "indirect "
NOT_STATED: Final = "not stated"
_OFFICES: Final = ("boardMember", "boardChair", "seniorManagingOfficial")


def read_interests(statement: Statement) -> Iterator[tuple[str, dict[str, Value], str]]:
    """Which links does this relationship state: kind of link, its fields, its place?

    A relationship without interests still says that the party stands behind the company: one link, its
    interest not stated. Raises: WrongValue for a share that is none, or a closed record of which no day is
    known.
    """
    interests = statement.details.children("interests")
    for interest in interests:
        kind, props = _read_interest(interest, statement)
        yield kind, props, interest.place
    if not interests:
        props = {"interest": NOT_STATED}
        _end_with_record(props, statement)
        yield "Shareholding", props, statement.locator


def read_range(share: JsonObject) -> ShareRange | None:
    """How large is the share, at least and at most, as fractions? None where nothing is stated.

    An exclusive bound is kept as the bound itself, which is never narrower than what is stated.
    Raises: WrongValue for both forms of one bound, a share outside 0 to 100, or an exact share outside its
    own bounds.
    """
    exact = share.number("exact")
    lower = _bound(share, "minimum", "exclusiveMinimum")
    upper = _bound(share, "maximum", "exclusiveMaximum")
    if exact is None and lower is None and upper is None:
        return None
    low, high = (lower if lower is not None else Fraction(0)), (upper if upper is not None else Fraction(100))
    if exact is not None:
        if not low <= exact <= high:
            raise WrongValue(
                "{place} states exactly {value} per cent and the bounds {low} to {high}. Ask the publisher "
                "which is right.",
                place=share.place,
                value=str(exact),
                low=str(low),
                high=str(high),
            )
        low = high = exact
    if not 0 <= low <= high <= 100:
        raise WrongValue(
            "{place} states a share of {value} per cent; expected 0 to 100, the lower bound first. Ask the publisher.",
            place=share.place,
            value=Sentence("{low} to {high}", low=low, high=high),
        )
    return ShareRange(low / 100, high / 100)


def _read_interest(interest: JsonObject, statement: Statement) -> tuple[str, dict[str, Value]]:
    kind = interest.text("type") or NOT_STATED
    notes = [interest.text("details")]
    if interest.truth("beneficialOwnershipOrControl"):
        notes.append("stated as beneficial ownership or control")
    props: dict[str, Value] = {}
    if kind in _OFFICES:
        link = "Represents"
        props["capacity"] = kind
    else:
        link = "Shareholding"
        props["interest"] = (INDIRECT if interest.text("directOrIndirect") == "indirect" else "") + kind
        share = interest.child("share")
        stated = read_range(share) if share else None
        if share is not None and stated is not None:
            props["share_lower"], props["share_upper"] = share_text(stated.lower), share_text(stated.upper)
            notes += [f"{name} as stated" for name in ("exclusiveMinimum", "exclusiveMaximum") if name in share.members]
    start, end = read_date(interest, "startDate"), read_date(interest, "endDate")
    if start:
        props["from_date"] = start
    if end:
        props["to_date"] = end
    if statement.details.truth("isComponent"):
        notes.append("component of an indirect relationship")
    note = "; ".join(filter(None, notes))
    if note:
        props["note"] = note
    _end_with_record(props, statement)
    return link, props


def _end_with_record(props: dict[str, Value], statement: Statement) -> None:
    """A closed record is over even without a stated end: the closing statement's day stands for it."""
    if statement.status != "closed" or "to_date" in props:
        return
    day = statement.stated or statement.published
    if not day:
        raise WrongValue(
            "{place} closes a record without a day: no end of interest, no date of statement. Ask the publisher.",
            place=statement.locator,
        )
    props["to_date"] = day
    over = "the record is closed; the day of the closing statement stands for the end"
    props["note"] = "; ".join(filter(None, (str(props.get("note", "")), over)))


def _bound(share: JsonObject, inclusive: str, exclusive: str) -> Fraction | None:
    with_bound, without_bound = share.number(inclusive), share.number(exclusive)
    if with_bound is not None and without_bound is not None:
        raise WrongValue(
            "{place} states both {first} and {second}; expected one of them. Ask the publisher.",
            place=share.place,
            first=inclusive,
            second=exclusive,
        )
    return with_bound if with_bound is not None else without_bound
