"""Imports the minutes of a search or handover as a table: each row is an item that was found.

Fields: inventory (number of the minutes), item, asset_class, description; optional quantity, serial, note;
for cash amount and currency; for crypto-assets address and chain; for shares of a company company_cui,
company_name and share; holder_name with holder_cnp or holder_cui or holder_kind, and then holding (owner or
possessor, by the codes of the mapping: possession is not ownership); value,
value_currency, value_date, method; authority, extract_date (day of the minutes). Land and vehicles have their
own registers.
Source: Code of Criminal Procedure (Romania), articles 159, 252 and 253 (minutes, description, value).
"""

from __future__ import annotations

from datetime import date
from typing import Final

from graph_schema.identifiers import check_cui
from graph_schema.messages import Message
from graph_schema.records.events import VALUATION
from graph_schema.records.fields import Value
from graph_schema.records.identity import company_id, link_id
from graph_schema.records.kinds.assets import VALUABLE
from graph_schema.records.links import Link
from graph_schema.records.nodes import Node
from importers.building.batch_builder import Records
from importers.building.parties import add_company, add_party, expect_cui, party_fields
from importers.building.register import RegisterImporter, RowReader
from importers.parsing.cells import Cells
from importers.registers.references import item_id, wallet_of

_MOVABLES: Final = next(field.codes for field in VALUABLE.fields if field.name == "asset_class")
_CLASSES: Final = (*_MOVABLES, "cash", "crypto", "company_share")
_METHODS: Final = next(field.codes for field in VALUATION.fields if field.name == "method")
_HOLDINGS: Final = {"owner": "Holds", "possessor": "Uses"}


class InventoryRows(RowReader):
    """Reads the rows of one set of minutes."""

    def read_row(self, cells: Cells, records: Records) -> None:
        """What was found, who had it, and what is its value?"""
        asset_class = cells.code("asset_class", _CLASSES)
        props: dict[str, Value] = {"description": cells.required("description"), "asset_class": asset_class}
        asset = item_id(cells)
        if asset_class == "cash":
            kind = "Cash"
            money = cells.money("amount", "currency")
            if money is None:
                raise cells.refuse("amount", Message("the exact sum of the cash"))
            props["amount_minor"], props["currency"] = money
            props |= cells.texts("note")
        elif asset_class == "crypto":
            kind = "CryptoWallet"
            asset = wallet_of(cells)
            props |= cells.texts("address", "chain", "quantity", "note")
        elif asset_class == "company_share":
            kind = "CompanyShare"
            share = cells.share("share")
            if share is None:
                raise cells.refuse("share", Message("the share of the capital, such as 1/2"))
            props["share"] = share
            props |= cells.texts("note")
            self._add_share_of(asset, cells, records)
        else:
            kind = "Valuable"
            props |= cells.texts("serial", "quantity", "note")
        records.nodes.append(Node(asset, kind, props, cells.locator))
        self._add_holder(asset, cells, records)
        self._add_value(asset, cells, records)

    def _add_share_of(self, asset: str, cells: Cells, records: Records) -> None:
        number = check_cui(cells.required("company_cui"))
        if not number.valid:
            raise cells.refuse("company_cui", expect_cui(number))
        company = company_id(cui=number.value, source="", local="")
        name = cells.text("company_name")
        if name is not None:
            add_company(name, number.value, records, scope=self.scope, local=cells.locator)
        identity = link_id("ShareOf", asset, company)
        records.links.append(Link(identity, "ShareOf", asset, company, {}, cells.locator))

    def _add_holder(self, asset: str, cells: Cells, records: Records) -> None:
        if cells.text("holder_name") is None:
            for field in ("holder_cnp", "holder_cui"):
                if cells.text(field) is not None:
                    raise cells.refuse("holder_name", Message("a name, because {field} has a value", field=field))
            return
        kind = _HOLDINGS[cells.code("holding", tuple(_HOLDINGS))]
        holder = add_party("holder", cells, records, self.scope)
        props: dict[str, Value] = {"ground": f"inventory {cells.required('inventory')}, item {cells.required('item')}"}
        identity = link_id(kind, holder, asset)
        records.links.append(Link(identity, kind, holder, asset, props, cells.locator))

    def _add_value(self, asset: str, cells: Cells, records: Records) -> None:
        value = cells.money("value", "value_currency")
        if value is None:
            return
        day = cells.required_day("value_date")
        props: dict[str, Value] = {
            "amount_minor": value[0],
            "currency": value[1],
            "method": cells.code("method", _METHODS),
        }
        recorded: date = cells.day("extract_date") or day
        records.add_event("Valuation", asset, day, recorded, cells.text("authority") or "inventory", props)


IMPORTER = RegisterImporter(
    name="inventory-register",
    version="2",
    kind="register",
    format="inventory-register",
    required=("inventory", "item", "asset_class", "description"),
    optional=(
        "quantity",
        "serial",
        "note",
        "amount",
        "currency",
        "address",
        "chain",
        "company_cui",
        "company_name",
        "share",
        *party_fields("holder"),
        "holding",
        "value",
        "value_currency",
        "value_date",
        "method",
        "authority",
    ),
    reader=InventoryRows,
)
