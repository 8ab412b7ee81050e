"""Reads relationship records of BODS as links: one link per interest, with the exact share or the stated range."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from typing import Final

from graph_schema.errors import WrongValue
from graph_schema.messages import Message
from graph_schema.records.fields import Value
from graph_schema.values.shares import ShareRange, share_text
from importers.ownership.bods.statements import BodsStatement, read_date
from importers.parsing.json_object import JsonObject

INDIRECT: Final = "indirect "
NOT_STATED: Final = "not stated"
_OFFICES: Final = ("boardMember", "boardChair", "seniorManagingOfficial")


def read_interests(statement: BodsStatement) -> Iterator[tuple[str, dict[str, Value], str]]:
    """Which links does this relationship state: kind of link, its fields, its place?

    A relationship without interests still links the party to the company: it gives one link with the interest ``not
    stated``. Raises: WrongValue for an invalid share, or a closed record without any date.
    """
    interests = statement.details.children("interests")
    for interest in interests:
        kind, props = _read_interest(interest, statement)
        yield kind, props, interest.place
    if not interests:
        props = {"interest": NOT_STATED}
        if statement.rest:
            props["note"] = statement.rest
        _end_with_record(props, statement)
        yield "Shareholding", props, statement.locator


def read_range(share: JsonObject) -> ShareRange | None:
    """How large is the share, at least and at most, as fractions? None where nothing is stated.

    Raises: WrongValue for both forms of one bound, a share outside 0 to 100, bounds between which nothing lies, or an
    exact share outside its own bounds.
    """
    exact = share.number("exact")
    lower = _bound(share, "minimum", "exclusiveMinimum")
    upper = _bound(share, "maximum", "exclusiveMaximum")
    if exact is None and lower is None and upper is None:
        return None
    low, high = (lower if lower is not None else Fraction(0)), (upper if upper is not None else Fraction(100))
    more = lower is not None and "exclusiveMinimum" in share.members
    less = upper is not None and "exclusiveMaximum" in share.members
    if exact is not None:
        if not low <= exact <= high or (more and exact == low) or (less and exact == high):
            raise WrongValue(
                "{place} states exactly {value} per cent and the bounds {low} to {high}. Ask the publisher "
                "which is right.",
                place=share.place,
                value=str(exact),
                low=str(low),
                high=str(high),
            )
        low, high, more, less = exact, exact, False, False
    if not 0 <= low <= high <= 100:
        raise WrongValue(
            "{place} states a share of {value} per cent; expected 0 to 100, the lower bound first. Ask the publisher.",
            place=share.place,
            value=Message("{low} to {high}", low=low, high=high),
        )
    return ShareRange(low / 100, high / 100, more, less)


def _read_interest(interest: JsonObject, statement: BodsStatement) -> tuple[str, dict[str, Value]]:
    kind = interest.stated("type") or NOT_STATED
    notes = [interest.stated("details")]
    if interest.truth("beneficialOwnershipOrControl"):
        notes.append("stated as beneficial ownership or control")
    props: dict[str, Value] = {}
    if kind in _OFFICES:
        link = "Represents"
        props["capacity"] = kind
    else:
        link = "Shareholding"
        indirect = interest.stated("directOrIndirect") == "indirect"
        props["interest"] = (INDIRECT if indirect else "") + kind
        if indirect and not statement.details.texts("componentRecords"):
            props["chain_unpublished"] = True
        share = interest.child("share")
        stated = read_range(share) if share else None
        if share is not None and stated is not None:
            props["share_lower"], props["share_upper"] = share_text(stated.lower), share_text(stated.upper)
            opened = {"share_lower_open": stated.lower_open, "share_upper_open": stated.upper_open}
            props |= {name: True for name, is_open in opened.items() if is_open}
    start, end = read_date(interest, "startDate"), read_date(interest, "endDate")
    if start:
        props["from_date"] = start
    if end:
        props["to_date"] = end
    if statement.details.truth("isComponent"):
        notes.append("component of an indirect relationship")
    notes.append(statement.rest)
    note = "; ".join(filter(None, notes))
    if note:
        props["note"] = note
    _end_with_record(props, statement)
    return link, props


def _end_with_record(props: dict[str, Value], statement: BodsStatement) -> None:
    """Ends a link of a closed record: without a stated end, the date of the closing statement is used."""
    if statement.status != "closed" or "to_date" in props:
        return
    day = statement.stated or statement.published
    if not day:
        raise WrongValue(
            "{place} closes a record and states neither the end of the interest nor the date of the statement; "
            "expected one of them. Ask the publisher.",
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
