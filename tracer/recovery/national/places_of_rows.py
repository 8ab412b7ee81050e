"""Finds where a row stands in each division: class of asset, first article of the file, office."""

from __future__ import annotations

from datetime import date
from typing import Final

from tracer.recovery.acts.facts import RecoveryFacts
from tracer.recovery.acts.measures import ItemAct
from tracer.recovery.acts.parties import CaseAct
from tracer.recovery.figures.slice_values import Sums
from tracer.recovery.national.divided_rows import DividedRow
from tracer.recovery.orders.titles import asset_class
from tracer.recovery.tables.proceeding_lengths import first_articles

SUM: Final = "sum"
"""The class of an order for a sum."""
NONE: Final = ""
"""No office or no charge is on record."""


class RowPlaces:
    """The divisions of the rows of a day."""

    def __init__(self, facts: RecoveryFacts, as_of: date) -> None:
        self.facts = facts
        self._articles = first_articles(facts, as_of)

    def of_case(self, case: str) -> dict[str, str]:
        """Article and office of a file."""
        found = self.facts.first(CaseAct, case)
        return {"article": self._articles.get(case, NONE), "office": found.office if found else NONE}

    def of_item(self, item: ItemAct) -> dict[str, str]:
        """Class, article and office of an item."""
        name = SUM if item.asset is None else asset_class(self.facts, item.asset) or NONE
        return {"class": name, **self.of_case(item.case)}

    def item_row(self, name: str, item: ItemAct, sums: Sums | None, person: str | None = None) -> DividedRow:
        """A row about an item; it rests on ``person``, else on whom the item is against, else on who holds it."""
        return DividedRow(name, person or item.against or item.holder or "", self.of_item(item), sums)
