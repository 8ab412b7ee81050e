"""Computes the id of the criminal file or asset that a row refers to: the same id from every register."""

from __future__ import annotations

from typing import Final

from graph_schema.identifiers import check_cadastral, check_case_number, check_vin
from graph_schema.messages import N_, Message
from graph_schema.records.identity import asset_id, case_id, property_id, vehicle_id, wallet_id
from graph_schema.records.nodes import Node
from importers.account_number import read_account_number
from importers.building.batch_builder import Records
from importers.parsing.cells import Cells

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
    """Which criminal file is it: node id and number in normal form? A wrong number is flagged."""
    number = check_case_number(cells.required("case_number"))
    if not number.valid:
        records.warn(
            N_("The file number fails its check: {reason} It is kept as written; compare it with the document."),
            reason=Message(str(number.reason)),
        )
    identity = case_id(number.value)
    stated = cells.texts("case_court_number", "case_title", "case_authority")
    props = {"number": number.value} | {field.removeprefix("case_"): text for field, text in stated.items()}
    records.nodes.append(Node(identity, "Case", props, cells.locator))
    records.beside.add(identity)
    return identity, number.value


def item_id(cells: Cells) -> str:
    """Which asset has this number in this inventory? Returns its node id."""
    return asset_id(*(" ".join(cells.required(field).split()).upper() for field in ("inventory", "item")))


def wallet_of(cells: Cells) -> str:
    """Which wallet has this address, compared as written, and this chain, if stated? Returns its node id."""
    return wallet_id((cells.text("chain") or "").casefold(), cells.required("address"))


def find_asset(cells: Cells) -> str:
    """Which asset do ``asset_kind`` and its key columns identify? Returns its node id.

    property: locality and cadastral; vehicle: a well-formed vin; item: inventory and item; wallet: address
    and chain; account: iban (with bank, if the number is the bank's own).
    Raises: WrongValue for a missing key, or an invalid VIN, which is no key outside its own source.
    """
    kind = cells.code("asset_kind", ASSET_KINDS)
    if kind == "property":
        number = check_cadastral(cells.required("locality"), cells.required("cadastral"))
        return property_id(number.locality, number.value.partition("/")[2])
    if kind == "vehicle":
        vin = check_vin(cells.required("vin"))
        if not vin.valid:
            raise cells.refuse(
                "vin", Message("a VIN of 17 characters, because only such a VIN identifies a vehicle across sources")
            )
        return vehicle_id(vin=vin.value, source="", local="")
    if kind == "item":
        return item_id(cells)
    if kind == "wallet":
        return wallet_of(cells)
    return read_account_number(cells.required("iban"), cells.text("bank"))[0]
