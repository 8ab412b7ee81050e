"""Imports a vehicle-register extract as a table: each row is the entry of one owner of one vehicle.

Fields: description, asset_class, owner_name, extract_date, and vin or plate; optional built, country, note,
and the owner's entry as in the land register. The identification number (VIN) is the key. A plate can change
vehicles, so a vehicle without a well-formed VIN is identified within this source only.
"""

from __future__ import annotations

from collections.abc import Iterable

from graph_schema.identifiers import check_plate, check_vin
from graph_schema.messages import Message
from graph_schema.records.fields import Value, stated
from graph_schema.records.identity import vehicle_id
from graph_schema.records.kinds.assets import VEHICLE
from graph_schema.records.nodes import Node
from importers.building.batch_builder import Records
from importers.building.parties import keep_checked
from importers.building.register import RegisterImporter
from importers.parsing.cells import Cells
from importers.property.holding import ENTRY_FIELDS, OWNER_FIELDS, HeldAssets, add_holding
from importers.source import SourceFile

_CLASSES = next(field.codes for field in VEHICLE.fields if field.name == "asset_class")


class VehicleRows:
    """Reads the rows of one extract."""

    def __init__(self, file: SourceFile) -> None:
        self._scope = file.digest
        self._holdings = HeldAssets("vehicle register")

    def read_row(self, cells: Cells, records: Records) -> None:
        """Who is entered as owner of which vehicle? An invalid VIN is kept and flagged."""
        props: dict[str, Value] = {
            "description": cells.required("description"),
            "asset_class": cells.code("asset_class", _CLASSES),
        }
        vin, plate, built = cells.text("vin"), cells.text("plate"), cells.whole("built")
        valid = None if vin is None else keep_checked(props, records, "vin", check_vin(vin))
        if plate is not None:
            keep_checked(props, records, "plate", check_plate(plate))
        if vin is None and plate is None:
            raise cells.refuse("vin", Message("an identification number (VIN) or at least a plate"))
        props |= stated(built=built) | cells.texts("country", "note")
        local = f"{props.get('vin', '')}/{props.get('plate', '')}"
        asset = vehicle_id(vin=valid, source=self._scope, local=local)
        records.nodes.append(Node(asset, "Vehicle", props, cells.locator))
        add_holding(asset, cells, records, self._scope)

    def note_kept(self, cells: Cells, records: Records) -> None:
        """Store the entry for the sums of shares and prices."""
        self._holdings.note(cells, records)

    def conclude(self) -> Iterable[Records]:
        """The acquisition values, and flags if the shares do not add up to the whole."""
        return self._holdings.conclude()


IMPORTER = RegisterImporter(
    name="vehicle-register",
    version="2",
    kind="property",
    format="vehicle-register",
    required=("description", "asset_class", *OWNER_FIELDS),
    optional=("vin", "plate", "built", "country", "note", *ENTRY_FIELDS),
    reader=VehicleRows,
    many_extracts=True,
)
