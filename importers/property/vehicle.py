"""Vehicle-register extract as a table: one row an owner's entry on one vehicle.

Fields: description, asset_class, owner_name, extract_date, and vin or plate; optional built, country, note,
and the owner's entry as in the land register. The identification number (VIN) is the key. A plate passes from
one vehicle to another, so a vehicle without a well-formed VIN belongs to this source alone.
"""

from __future__ import annotations

from collections.abc import Iterable

from graph_schema.fields import Value
from graph_schema.identifiers import check_plate, check_vin
from graph_schema.identity import vehicle_id
from graph_schema.nodes import VEHICLE, Node
from graph_schema.words import Sentence
from importers.parsing.cells import Cells
from importers.parsing.draft import Records
from importers.parsing.parties import note_invalid
from importers.parsing.register import RegisterImporter
from importers.property.holding import ENTRY_FIELDS, OWNER_FIELDS, Holdings, add_holding
from importers.source import SourceFile

_CLASSES = next(field.codes for field in VEHICLE.fields if field.name == "asset_class")


class VehicleRows:
    """Reads the rows of one extract."""

    def __init__(self, file: SourceFile) -> None:
        self._scope = file.digest
        self._holdings = Holdings("vehicle register")

    def read_row(self, cells: Cells, records: Records) -> None:
        """Who is entered as owner of which vehicle? A VIN of another shape is kept and flagged."""
        props: dict[str, Value] = {
            "description": cells.required("description"),
            "asset_class": cells.code("asset_class", _CLASSES),
        }
        vin, plate, built = cells.text("vin"), cells.text("plate"), cells.whole("built")
        valid = None
        if vin is not None:
            checked = check_vin(vin)
            props["vin"] = checked.value
            valid = checked.value if checked.valid else None
            note_invalid(props, records, "vin", checked.reason)
        if plate is not None:
            number = check_plate(plate)
            props["plate"] = number.value
            note_invalid(props, records, "plate", number.reason)
        if vin is None and plate is None:
            raise cells.refuse("vin", Sentence("an identification number (VIN) or at least a plate"))
        if built is not None:
            props["built"] = built
        for name in ("country", "note"):
            value = cells.text(name)
            if value is not None:
                props[name] = value
        local = f"{props.get('vin', '')}/{props.get('plate', '')}"
        asset = vehicle_id(vin=valid, source=self._scope, local=local)
        records.nodes.append(Node(asset, "Vehicle", props, cells.locator))
        add_holding(asset, cells, records, self._scope)

    def note_kept(self, cells: Cells, records: Records) -> None:
        """Remember the entry for the sums of shares and prices."""
        self._holdings.note(cells, records)

    def conclude(self) -> Iterable[Records]:
        """What was paid for the whole, and do the owners hold exactly the whole?"""
        return self._holdings.conclude()


IMPORTER = RegisterImporter(
    name="vehicle-register",
    version="1",
    kind="property",
    format="vehicle-register",
    required=("description", "asset_class", *OWNER_FIELDS),
    optional=("vin", "plate", "built", "country", "note", *ENTRY_FIELDS),
    reader=VehicleRows,
)
