"""Reads level 2 of GLEIF, who owns whom: a parent consolidates the accounts of a child, manages or contains a fund.

"Consolidated by" is control without a share: the link has the type of the relationship as its interest and no share. It
is never counted as capital. An inactive relationship is over.

Source: GLEIF, Relationship Record Common Data File 2.1.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from graph_schema.errors import WrongValue
from graph_schema.records.fields import Value, stated
from importers.building.batch_builder import Records
from importers.ownership.gleif.entities import SCHEME, check_lei
from importers.ownership.gleif.records import text_at
from importers.ownership.link_numbers import LinkNumbers
from importers.ownership.references import add_numbered, read_day
from importers.ownership.remainder import joined, remainder
from importers.parsing.json_object import JsonObject

_PERIOD: Final = "RELATIONSHIP_PERIOD"
_MANAGERS: Final = ("IS_FUND-MANAGED_BY",)
_ANNULLED: Final = ("ANNULLED", "CANCELLED", "DUPLICATE")
_READ: Final = (
    "Relationship/StartNode",
    "Relationship/EndNode",
    "Relationship/RelationshipType",
    "Relationship/RelationshipPeriods",
)


class Relationships:
    """Reads the records of level 2."""

    def __init__(self) -> None:
        self._numbers = LinkNumbers()

    def read_dates(self, body: JsonObject) -> Iterable[str | None]:
        """When was the record last changed?"""
        return (read_day(text_at(body, "Registration/LastUpdateDate"), body.place),)

    def read_record(self, body: JsonObject, records: Records) -> None:
        """Which company has which parent? Raises WrongValue for an annulled record, or a period that never ends."""
        state = text_at(body, "Registration/RegistrationStatus")
        if state in _ANNULLED:
            raise WrongValue(
                "GLEIF withdraws this record ({value}); it states no relationship: {content}.",
                value=state,
                content=remainder(body.members, ())[:2000],
            )
        relation = body.child("Relationship") or JsonObject({}, f"{body.place}/Relationship")
        child, parent = (self._node(relation, role, records) for role in ("StartNode", "EndNode"))
        kind = relation.required_text("RelationshipType")
        link, word = ("Represents", "capacity") if kind in _MANAGERS else ("Shareholding", "interest")
        props: dict[str, Value] = {word: kind}
        start, end, notes = self._periods(relation)
        if end is None and relation.stated("RelationshipStatus") == "INACTIVE":
            end = self._closing_day(body)
            notes.append("the relationship is inactive; the day of the last update stands for the end")
        props |= stated(from_date=start, to_date=end, note=joined(*notes, remainder(body.members, _READ)) or None)
        records.links.append(self._numbers.make_link(link, parent, child, props, records.locator))

    def _node(self, relation: JsonObject, role: str, records: Records) -> str:
        node = relation.child(role) or JsonObject({}, f"{relation.place}/{role}")
        number, kind = node.required_text("NodeID"), node.stated("NodeIDType") or "LEI"
        if kind == "LEI":
            return add_numbered(records, SCHEME, check_lei(number, records))
        return add_numbered(records, f"GLEIF-{kind}", number.upper())

    def _periods(self, relation: JsonObject) -> tuple[str | None, str | None, list[str]]:
        """The first day, the last day, and all other periods as remarks."""
        own: list[tuple[str | None, str | None]] = []
        notes: list[str] = []
        for period in relation.children("RelationshipPeriods"):
            kind = period.stated("PeriodType") or _PERIOD
            days = (
                read_day(period.stated("StartDate"), period.place),
                read_day(period.stated("EndDate"), period.place),
            )
            if kind == _PERIOD:
                own.append(days)
            else:
                notes.append(f"{kind}: {' to '.join(filter(None, days))}")
        if len(own) > 1:
            notes += [f"{_PERIOD}: {' to '.join(filter(None, days))}" for days in own]
        starts = [start for start, _ in own if start]
        ends = [end for _, end in own if end]
        over = len(ends) == len(own)
        return min(starts, default=None), max(ends, default=None) if over else None, list(notes)

    def _closing_day(self, body: JsonObject) -> str:
        day = next(iter(self.read_dates(body)), None)
        if day is None:
            raise WrongValue(
                "{place}: the relationship is inactive, and neither its end nor the day of the update is stated. Ask GLEIF.",
                place=body.place,
            )
        return day
