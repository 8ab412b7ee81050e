"""Land-register extract as a table: one row an owner's entry on one piece of land, building or unit.

Fields: locality, cadastral, description, asset_class, owner_name, extract_date; optional county, land_book,
area_m2, country, note, and the owner's entry (owner_cnp or owner_cui or owner_kind, owner_key, owner_born,
owner_address, share, from_date, to_date, price, price_currency, payment_reference, ground, encumbrance,
authority). The mapping's codes turn the sender's words into the classes of asset.
"""

from __future__ import annotations

from collections.abc import Iterable

from graph_schema.fields import Value
from graph_schema.identifiers import check_cadastral
from graph_schema.identity import property_id
from graph_schema.nodes import PROPERTY, Node
from graph_schema.words import Sentence
from importers.parsing.cells import Cells
from importers.parsing.draft import Records
from importers.parsing.parties import note_invalid
from importers.parsing.register import RegisterImporter
from importers.property.holding import ENTRY_FIELDS, OWNER_FIELDS, Holdings, add_holding
from importers.source import SourceFile

_CLASSES = next(field.codes for field in PROPERTY.fields if field.name == "asset_class")


class LandRows:
    """Reads the rows of one extract."""

    def __init__(self, file: SourceFile) -> None:
        self._scope = file.digest
        self._holdings = Holdings("land register")

    def read_row(self, cells: Cells, records: Records) -> None:
        """Who is entered as owner of which land? An older number is kept and flagged."""
        locality = cells.required("locality")
        number = check_cadastral(locality, cells.required("cadastral"))
        if not number.locality:
            raise cells.refuse("locality", Sentence("the name or SIRUTA code of the locality"))
        plain = number.value.partition("/")[2]
        props: dict[str, Value] = {
            "description": cells.required("description"),
            "asset_class": cells.code("asset_class", _CLASSES),
            "locality": locality,
            "cadastral": plain,
        }
        for name in ("county", "land_book", "country", "note"):
            value = cells.text(name)
            if value is not None:
                props[name] = value
        area = cells.whole("area_m2")
        if area is not None:
            props["area_m2"] = area
        note_invalid(props, records, "cadastral", number.reason)
        asset = property_id(number.locality, plain)
        records.nodes.append(Node(asset, "Property", props, cells.locator))
        add_holding(asset, cells, records, self._scope)

    def note_kept(self, cells: Cells, records: Records) -> None:
        """Remember the entry for the sums of shares and prices."""
        self._holdings.note(cells, records)

    def conclude(self) -> Iterable[Records]:
        """What was paid for the whole, and do the owners hold exactly the whole?"""
        return self._holdings.conclude()


IMPORTER = RegisterImporter(
    name="land-register",
    version="1",
    kind="property",
    format="land-register",
    required=("locality", "cadastral", "description", "asset_class", *OWNER_FIELDS),
    optional=("county", "land_book", "area_m2", "country", "note", *ENTRY_FIELDS),
    reader=LandRows,
)
