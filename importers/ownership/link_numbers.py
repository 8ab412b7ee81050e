"""Numbers parallel links of one file, so that two interests of one party in one company are two links."""

from __future__ import annotations

from collections import Counter

from graph_schema.records.fields import Value
from graph_schema.records.identity import link_id
from graph_schema.records.links import Link


class LinkNumbers:
    """Gives each link its id: by its ends, its interest or capacity, its first day, and its number among equal links."""

    def __init__(self) -> None:
        self._numbers: Counter[tuple[str, ...]] = Counter()

    def make_link(self, kind: str, tail: str, head: str, props: dict[str, Value], locator: str) -> Link:
        """The link with its id. Equal links of one file are numbered in the order in which they are made."""
        key = (kind, tail, head, str(props.get("interest", props.get("capacity"))), str(props.get("from_date", "")))
        self._numbers[key] += 1
        return Link(link_id(*key, str(self._numbers[key])), kind, tail, head, props, locator)
