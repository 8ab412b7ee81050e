"""How a row names a criminal file, an inventoried item or another asset: the same id from every register."""

from __future__ import annotations

from typing import Final

from graph_schema.identifiers import check_cadastral, check_case_number, check_vin
from graph_schema.identity import asset_id, case_id, property_id, vehicle_id, wallet_id
from graph_schema.nodes import Node
from graph_schema.words import N_, Sentence
from importers.parsing.account_number import read_account_number
from importers.parsing.cells import Cells
from importers.parsing.draft import Records

ASSET_KINDS: Final = ("property", "vehicle", "item", "wallet", "account")
ASSET_FIELDS: Final = (
    "locality",
    "cadastral",
    "vin",
    "inventory",
    "item",
    "address",
    "chain",
    "iban",
    "bank",
)


def add_case(cells: Cells, records: Records) -> tuple[str, str]:
    """Which criminal file is it: node id and number in normal form? Another shape is flagged."""
    number = check_case_number(cells.required("case_number"))
    if not number.valid:
        records.warn(
            N_("The file number is kept though its check failed: {reason}"), reason=Sentence(str(number.reason))
        )
    identity = case_id(number.value)
    props = {"number": number.value}
    for field in ("court_number", "title", "authority"):
        value = cells.text(f"case_{field}")
        if value is not None:
            props[field] = value
    records.nodes.append(Node(identity, "Case", props, cells.locator))
    return identity, number.value


def item_id(cells: Cells) -> str:
    """Which listed item is meant by the number of the inventory and the item's number in it?"""
    return asset_id(*(" ".join(cells.required(field).split()).upper() for field in ("inventory", "item")))


def wallet_of(cells: Cells) -> str:
    """Which wallet is meant by its address, compared as written, and its chain where stated?"""
    return wallet_id((cells.text("chain") or "").casefold(), cells.required("address"))


def find_asset(cells: Cells) -> str:
    """Which asset does ``asset_kind`` with its key columns mean?

    property: locality and cadastral; vehicle: a well-formed vin; item: inventory and item; wallet: address
    and chain; account: iban (with bank, where the number is the bank's own).
    Raises: WrongValue for a missing key, or a VIN of another shape, which is no key beyond its own source.
    """
    kind = cells.code("asset_kind", ASSET_KINDS)
    if kind == "property":
        number = check_cadastral(cells.required("locality"), cells.required("cadastral"))
        return property_id(number.locality, number.value.partition("/")[2])
    if kind == "vehicle":
        vin = check_vin(cells.required("vin"))
        if not vin.valid:
            raise cells.refuse(
                "vin", Sentence("a VIN of 17 characters, because no other names a vehicle in every source")
            )
        return vehicle_id(vin=vin.value, source="", local="")
    if kind == "item":
        return item_id(cells)
    if kind == "wallet":
        return wallet_of(cells)
    return read_account_number(cells.required("iban"), cells.text("bank"))[0]
