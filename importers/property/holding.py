"""Reads the entry of an owner in a property register: link, acquisition value, and whether the shares add up."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from typing import Final

from graph_schema.messages import N_
from graph_schema.records.fields import Value, stated
from graph_schema.records.identity import link_id
from graph_schema.records.links import Link
from graph_schema.values.dates import PartialDate
from graph_schema.values.shares import read_share_text, share_text
from importers.building.batch_builder import Records
from importers.building.parties import add_party, party_fields
from importers.contract import Flag
from importers.parsing.cells import Cells

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

    ``price`` is the price that this owner paid for this share, not the price of the whole contract. ``encumbrance``
    (mortgage, other remarks) becomes the note of the entry.
    """
    owner = add_party("owner", cells, records, scope)
    begin, price, share = (
        cells.partial_date("from_date"),
        cells.money("price", "price_currency"),
        cells.share("share"),
    )
    props = stated(
        share=share,
        from_date=begin,
        to_date=cells.partial_date("to_date"),
        ground=cells.text("ground"),
        payment_reference=cells.text("payment_reference"),
        note=cells.text("encumbrance"),
        extract_date=cells.required_day("extract_date").isoformat(),
        authority=cells.text("authority"),
    )
    if price is not None:
        props["price_minor"], props["price_currency"] = price
    identity = link_id("Holds", owner, asset, begin or "", share or "")
    records.links.append(Link(identity, "Holds", owner, asset, props, cells.locator))


@dataclass(frozen=True, slots=True)
class _Entry:
    link: Link
    extract: date
    author: str

    @property
    def share(self) -> Fraction:
        """The stated share, or 0 if none is stated."""
        return read_share_text(str(self.link.props.get("share", "0/1")))

    @property
    def live(self) -> bool:
        """Is the entry in force on the day of the extract?"""
        begin, end = self.link.props.get("from_date"), self.link.props.get("to_date")
        if begin is not None and PartialDate(str(begin)).earliest > self.extract:
            return False
        return end is None or PartialDate(str(end)).latest >= self.extract


class HeldAssets:
    """Collects the entries of every asset of a register, for the acquisition value and the sum of shares."""

    def __init__(self, register: str) -> None:
        self._register = register
        self._entries: dict[str, dict[str, _Entry]] = defaultdict(dict)

    def note(self, cells: Cells, records: Records) -> None:
        """Store the entries of a kept row; an entry that is read twice counts once."""
        author = cells.text("authority") or self._register
        for link in records.links:
            if link.type == "Holds":
                entry = _Entry(link, cells.required_day("extract_date"), author)
                self._entries[link.head].setdefault(link.id, entry)

    def conclude(self) -> Iterator[Records]:
        """The acquisition values and the flags on sums of shares that follow from all entries of each asset."""
        for asset, entries in self._entries.items():
            yield from _value_acquisitions(asset, list(entries.values()))
            live = [entry for entry in entries.values() if entry.live]
            if live:
                records = Records(live[0].link.locator)
                _check_sum(live, records)
                yield records


def _value_acquisitions(asset: str, entries: list[_Entry]) -> Iterator[Records]:
    """The sum of the prices of one day and currency is the acquisition value if they are for exactly the whole asset.

    The value takes effect on the day of acquisition and is recorded on the day of the extract. A price for a part is not
    scaled up, and a price without an exact day gives no value; a flag reports both cases.
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
                    "A price is stated without the day of acquisition, so no acquisition value is recorded: see {rows}."
                ),
                rows=rows,
            )
        elif total != 1:
            records.warn(
                N_(
                    "The prices paid on {day} are for {sum} of the asset, so no acquisition value of the whole "
                    "asset is recorded: see {rows}."
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
    """Flag shares that do not add up to the whole; a missing part is never divided among the known owners."""
    total = sum((entry.share for entry in live), Fraction(0))
    params = {"sum": share_text(total), "rows": ", ".join(entry.link.locator for entry in live)}
    unstated = sum("share" not in entry.link.props for entry in live)
    if total > 1:
        template = N_(
            "The current shares of the asset add up to {sum}, more than the whole: see {rows}. Compare the extracts."
        )
        records.flags.append(Flag("red", records.locator, template, params))
    elif unstated:
        records.warn(
            N_(
                "The stated current shares of the asset add up to {sum}, and {unstated} of its owners have no "
                "stated share: see {rows}."
            ),
            unstated=str(unstated),
            **params,
        )
    elif total < 1:
        records.warn(
            N_("The current shares of the asset add up to {sum}; the owners of {rest} are unknown: see {rows}."),
            rest=share_text(1 - total),
            **params,
        )
