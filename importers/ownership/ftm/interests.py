"""Reads the interests of FollowTheMoney: entities that join two others, such as Ownership and Directorship."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Final

from graph_schema.messages import N_
from graph_schema.records.fields import Value, stated
from importers.building.batch_builder import Records
from importers.ownership.capital import CAPITAL
from importers.ownership.ftm.entities import FtmEntity
from importers.ownership.link_numbers import LinkNumbers
from importers.ownership.percentages import read_percentage, share_props
from importers.ownership.references import read_day
from importers.ownership.remainder import joined

_SHARE_WORDS: Final = frozenset(
    {"shareholder", "shareholding", "owner", "ownership", "asociat", "actionar", "acționar"}
)


@dataclass(frozen=True, slots=True)
class InterestSchema:
    """``tail`` and ``head``: the properties that name the ends. ``word``: the field of the link for its ``role``."""

    tail: str
    head: str
    link: str
    word: str
    role: str
    unnamed: str


SCHEMATA: Final = {
    "Ownership": InterestSchema("owner", "asset", "Shareholding", "interest", "role", CAPITAL),
    "Membership": InterestSchema("member", "organization", "Shareholding", "interest", "role", "Membership"),
    "UnknownLink": InterestSchema("subject", "object", "Shareholding", "interest", "role", "UnknownLink"),
    "Directorship": InterestSchema("director", "organization", "Represents", "capacity", "role", "Directorship"),
    "Representation": InterestSchema("agent", "client", "Represents", "capacity", "role", "Representation"),
    "Family": InterestSchema("person", "relative", "RelatedTo", "relation", "relationship", "Family"),
    "Associate": InterestSchema("person", "associate", "RelatedTo", "relation", "relationship", "Associate"),
}


def add_interests(
    entity: FtmEntity, records: Records, numbers: LinkNumbers, find: Callable[[str, str, FtmEntity], str]
) -> None:
    """Add one link for each pair of ends. ``find`` gives the id of the party of an entity, or raises WrongValue."""
    schema = SCHEMATA[entity.schema]
    pairs = [
        (find(tail, schema.tail, entity), find(head, schema.head, entity))
        for tail in entity.all(schema.tail) or [""]
        for head in entity.all(schema.head) or [""]
    ]
    roles = entity.all(schema.role)
    props: dict[str, Value] = {schema.word: _word(schema, roles)}
    if schema.link == "Shareholding":
        props |= _share(entity, records)
    props |= stated(from_date=_first(entity, "startDate", min), to_date=_first(entity, "endDate", max))
    notes = [f"role: {', '.join(roles)}"] if props[schema.word] == CAPITAL and roles else []
    props |= stated(note=joined(*notes, *_spare_dates(entity), entity.rest()) or None)
    for tail, head in pairs:
        records.links.append(numbers.make_link(schema.link, tail, head, dict(props), records.locator))


def _word(schema: InterestSchema, roles: list[str]) -> str:
    """The role as written; of an ownership without a role, or of a shareholder, capital."""
    if schema.unnamed == CAPITAL and all(role.casefold() in _SHARE_WORDS for role in roles):
        return CAPITAL
    return ", ".join(roles) or schema.unnamed


def _share(entity: FtmEntity, records: Records) -> dict[str, Value]:
    text = entity.one("percentage")
    if text is None:
        return {}
    share = read_percentage(text)
    if share is None:
        entity.read.discard("percentage")
        records.warn(N_("The percentage {value} is not a share of 0 to 100; it is kept as a remark."), value=text[:80])
        return {}
    return share_props(share)


def _first(entity: FtmEntity, name: str, choose: Callable[[list[str]], str]) -> str | None:
    """Of several dates the one that gives the longest period."""
    found = [day for text in entity.all(name) if (day := read_day(text, f"{entity.values.place}/{name}"))]
    return choose(found) if found else None


def _spare_dates(entity: FtmEntity) -> Iterator[str]:
    for name in ("startDate", "endDate"):
        dates = entity.all(name)
        if len(dates) > 1:
            yield f"{name}: {', '.join(dates)}"
