"""Imports a land-register extract as a table: each row is the entry of one owner of land, a building or a unit.

Fields: locality, cadastral, description, asset_class, owner_name, extract_date; optional county, land_book,
area_m2, country, note, and the owner's entry (owner_cnp or owner_cui or owner_kind, owner_key, owner_born,
owner_address, share, from_date, to_date, price, price_currency, payment_reference, ground, encumbrance,
authority). The codes of the mapping translate the words of the sender into classes of asset.
"""

from __future__ import annotations

from collections.abc import Iterable

from graph_schema.identifiers import check_cadastral
from graph_schema.messages import Message
from graph_schema.records.fields import Value, stated
from graph_schema.records.identity import property_id
from graph_schema.records.kinds.assets import PROPERTY
from graph_schema.records.nodes import Node
from importers.building.batch_builder import Records
from importers.building.parties import note_invalid
from importers.building.register import RegisterImporter
from importers.parsing.cells import Cells
from importers.property.holding import ENTRY_FIELDS, OWNER_FIELDS, HeldAssets, add_holding
from importers.source import SourceFile

_CLASSES = next(field.codes for field in PROPERTY.fields if field.name == "asset_class")


class LandRows:
    """Reads the rows of one extract."""

    def __init__(self, file: SourceFile) -> None:
        self._scope = file.digest
        self._holdings = HeldAssets("land register")

    def read_row(self, cells: Cells, records: Records) -> None:
        """Who is entered as owner of which land? A cadastral number of an older form is kept and flagged."""
        locality = cells.required("locality")
        number = check_cadastral(locality, cells.required("cadastral"))
        if not number.locality:
            raise cells.refuse("locality", Message("the name or SIRUTA code of the locality"))
        plain = number.value.partition("/")[2]
        props: dict[str, Value] = {
            "description": cells.required("description"),
            "asset_class": cells.code("asset_class", _CLASSES),
            "locality": locality,
            "cadastral": plain,
        }
        props |= cells.texts("county", "land_book", "country", "note") | stated(area_m2=cells.whole("area_m2"))
        note_invalid(props, records, "cadastral", number.reason)
        asset = property_id(number.locality, plain)
        records.nodes.append(Node(asset, "Property", props, cells.locator))
        add_holding(asset, cells, records, self._scope)

    def note_kept(self, cells: Cells, records: Records) -> None:
        """Store the entry for the sums of shares and prices."""
        self._holdings.note(cells, records)

    def conclude(self) -> Iterable[Records]:
        """The acquisition values, and flags if the shares do not add up to the whole."""
        return self._holdings.conclude()


IMPORTER = RegisterImporter(
    name="land-register",
    version="2",
    kind="property",
    format="land-register",
    required=("locality", "cadastral", "description", "asset_class", *OWNER_FIELDS),
    optional=("county", "land_book", "area_m2", "country", "note", *ENTRY_FIELDS),
    reader=LandRows,
    many_extracts=True,
)
