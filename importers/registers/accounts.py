"""Imports the answer of a central bank-account register as a table: each row links a person or company to an account.

Fields: number, holder_name, link (holder, controller or beneficiary, by the mapping's codes); optional bank,
currency, holder_cnp or holder_cui or holder_kind, holder_key, holder_born, holder_address, from_date,
to_date, ground, note, extract_date. Holder, controller and beneficiary are different links
and are kept apart.
Source: Directive (EU) 2015/849, article 32a (centralised automated mechanisms).
"""

from __future__ import annotations

from typing import Final

from graph_schema.records.fields import Value, stated
from graph_schema.records.identity import link_id
from graph_schema.records.links import Link
from graph_schema.records.nodes import Node
from importers.account_number import read_account_number
from importers.building.batch_builder import Records
from importers.building.parties import add_party, note_invalid, party_fields
from importers.building.register import RegisterImporter, RowReader
from importers.parsing.cells import Cells

_LINKS: Final = {"holder": "HoldsAccount", "controller": "ControlsAccount", "beneficiary": "BenefitsFrom"}


class AccountRows(RowReader):
    """Reads the rows of one answer of the register."""

    def read_row(self, cells: Cells, records: Records) -> None:
        """Who is linked to which account, and how?"""
        bank = cells.text("bank")
        account, number, fault = read_account_number(cells.required("number"), bank)
        props: dict[str, Value] = {"number": number}
        note_invalid(props, records, "iban", fault)
        currency = cells.currency("currency")
        props |= stated(bank=bank, currency=currency)
        records.nodes.append(Node(account, "Account", props, cells.locator))
        kind = _LINKS[cells.code("link", tuple(_LINKS))]
        holder = add_party("holder", cells, records, self.scope)
        dated = stated(
            from_date=cells.partial_date("from_date"),
            to_date=cells.partial_date("to_date"),
            ground=cells.text("ground"),
            note=cells.text("note"),
        )
        identity = link_id(kind, holder, account, str(dated.get("from_date", "")))
        records.links.append(Link(identity, kind, holder, account, dated, cells.locator))


IMPORTER = RegisterImporter(
    name="accounts-register",
    version="2",
    kind="register",
    format="accounts-register",
    required=("number", "holder_name", "link"),
    optional=(
        "bank",
        "currency",
        "from_date",
        "to_date",
        "ground",
        "note",
        *(name for name in party_fields("holder") if name != "holder_name"),
    ),
    reader=AccountRows,
)
