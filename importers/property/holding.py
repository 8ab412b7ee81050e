"""The owner's entry in a property register: link, acquisition value, and whether the shares add up."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from typing import Final

from graph_schema.dates import PartialDate
from graph_schema.fields import Value
from graph_schema.identity import link_id
from graph_schema.links import Link
from graph_schema.shares import read_share_text, share_text
from graph_schema.words import N_
from importers.contract import Flag
from importers.parsing.cells import Cells
from importers.parsing.draft import Records
from importers.parsing.parties import add_party, party_fields

OWNER_FIELDS: Final = ("owner_name", "extract_date")
ENTRY_FIELDS: Final = (
    *(name for name in party_fields("owner") if name != "owner_name"),
    "share",
    "from_date",
    "to_date",
    "price",
    "price_currency",
    "payment_reference",
    "ground",
    "encumbrance",
    "authority",
)


def add_holding(asset: str, cells: Cells, records: Records, scope: str) -> None:
    """Who is entered as owner, of what share, from when, and for what price?

    ``price`` is what this owner paid for this share, not the price of the whole deed. ``encumbrance``
    (mortgage, other notes) becomes the note of the entry.
    """
    owner = add_party("owner", cells, records, scope)
    begin, price, share = (
        cells.partial_date("from_date"),
        cells.money("price", "price_currency"),
        cells.share("share"),
    )
    props: dict[str, Value] = {}
    for name, value in (
        ("share", share),
        ("from_date", begin),
        ("to_date", cells.partial_date("to_date")),
        ("ground", cells.text("ground")),
        ("payment_reference", cells.text("payment_reference")),
        ("note", cells.text("encumbrance")),
    ):
        if value is not None:
            props[name] = value
    if price is not None:
        props["price_minor"], props["price_currency"] = price
    cells.required_day("extract_date")
    identity = link_id("Holds", owner, asset, begin or "", share or "")
    records.links.append(Link(identity, "Holds", owner, asset, props, cells.locator))


@dataclass(frozen=True, slots=True)
class _Entry:
    link: Link
    extract: date
    author: str

    @property
    def share(self) -> Fraction:
        """The share stated, nothing where none is."""
        return read_share_text(str(self.link.props.get("share", "0/1")))

    @property
    def live(self) -> bool:
        """Does the entry stand on the day of the extract?"""
        begin, end = self.link.props.get("from_date"), self.link.props.get("to_date")
        if begin is not None and PartialDate(str(begin)).earliest > self.extract:
            return False
        return end is None or PartialDate(str(end)).latest >= self.extract


class Holdings:
    """The entries of every asset of a register: what was paid for the whole, who holds it?"""

    def __init__(self, register: str) -> None:
        self._register = register
        self._entries: dict[str, dict[str, _Entry]] = defaultdict(dict)

    def note(self, cells: Cells, records: Records) -> None:
        """Remember the entries of a kept row; the same entry read twice is one."""
        author = cells.text("authority") or self._register
        for link in records.links:
            if link.type == "Holds":
                entry = _Entry(link, cells.required_day("extract_date"), author)
                self._entries[link.head].setdefault(link.id, entry)

    def conclude(self) -> Iterator[Records]:
        """The acquisition values and the flags on sums that the entries of each asset give together."""
        for asset, entries in self._entries.items():
            yield from _value_acquisitions(asset, list(entries.values()))
            live = [entry for entry in entries.values() if entry.live]
            if live:
                records = Records(live[0].link.locator)
                _check_sum(live, records)
                yield records


def _value_acquisitions(asset: str, entries: list[_Entry]) -> Iterator[Records]:
    """The prices of one day and currency are the acquisition value if they paid for exactly the whole.

    The value takes effect on the day of acquisition and is on record since the day of the extract. A price
    for a part is not scaled up, and a price without its exact day gives no dated value: a flag says so.
    """
    priced: dict[tuple[str, str], list[_Entry]] = defaultdict(list)
    for entry in entries:
        if "price_minor" in entry.link.props:
            day, currency = entry.link.props.get("from_date", ""), entry.link.props["price_currency"]
            priced[str(day), str(currency)].append(entry)
    for (day, currency), group in priced.items():
        records = Records(group[0].link.locator)
        total = sum((entry.share for entry in group), Fraction(0))
        rows = ", ".join(entry.link.locator for entry in group)
        if not day or PartialDate(day).precision != "day":
            records.warn(
                N_(
                    "A price is known but not the day of acquisition, so no acquisition value is dated "
                    "by it: see "
                    "{rows}."
                ),
                rows=rows,
            )
        elif total != 1:
            records.warn(
                N_(
                    "The prices paid on {day} are stated for {sum} of the asset, so no acquisition value "
                    "of the whole "
                    "is taken from them: see {rows}."
                ),
                day=day,
                sum=share_text(total),
                rows=rows,
            )
        else:
            amount = sum(int(entry.link.props["price_minor"]) for entry in group)
            props: dict[str, Value] = {"amount_minor": amount, "currency": currency, "method": "acquisition"}
            recorded = max(entry.extract for entry in group)
            records.add_event("Valuation", asset, date.fromisoformat(day), recorded, group[0].author, props)
        yield records


def _check_sum(live: list[_Entry], records: Records) -> None:
    """Flag owners of more than the whole, or of less; a missing part is never spread over the known."""
    total = sum((entry.share for entry in live), Fraction(0))
    params = {"sum": share_text(total), "rows": ", ".join(entry.link.locator for entry in live)}
    unstated = sum("share" not in entry.link.props for entry in live)
    if total > 1:
        template = N_("The live shares of the asset add up to {sum}, more than the whole: see {rows}.")
        records.flags.append(Flag("red", records.locator, template, params))
    elif unstated:
        records.warn(
            N_(
                "The live shares of the asset that are stated add up to {sum}, and {unstated} of its "
                "holders are entered "
                "without a share: see {rows}."
            ),
            unstated=str(unstated),
            **params,
        )
    elif total < 1:
        records.warn(
            N_("The live shares of the asset add up to {sum}; the holders of {rest} are unknown: see {rows}."),
            rest=share_text(1 - total),
            **params,
        )
