"""Imports a register of recovery measures as a table: each row is a step of one measure on a share of one asset.

Fields: case_number, measure_number, state, effective, recorded; share, purposes and asset_kind with its key
(locality and cadastral | vin | inventory and item | address and chain | iban) on the first row of each
measure; optional person_cnp or company_cui, cap and cap_currency, document_type, document_number,
document_date, authority, author, amount and currency, released_share, reason; value, value_currency,
value_method, value_date for a valuation of the asset; case_court_number, case_title, case_authority,
extract_date.

Only the measure and its criminal file become nodes. The asset and the person come from their own registers, which are
imported first: the store refuses a measure on an asset that no source states. The rules of recovery, not this module,
decide whether a step may follow the previous step and which document it needs.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from graph_schema.codes.purposes import PURPOSES
from graph_schema.codes.states import STATES
from graph_schema.errors import WrongRecord
from graph_schema.identifiers import check_cnp, check_cui
from graph_schema.messages import N_, Message
from graph_schema.records.events import VALUATION
from graph_schema.records.fields import Value
from graph_schema.records.identity import company_id, link_id, measure_id, person_id
from graph_schema.records.links import Link
from graph_schema.records.nodes import Node
from importers.building.batch_builder import Records
from importers.building.parties import expect_cnp, expect_cui
from importers.building.register import RegisterImporter, RowReader
from importers.parsing.cells import Cells
from importers.registers.references import ASSET_FIELDS, add_case, find_asset
from importers.source import SourceFile

_METHODS: Final = next(field.codes for field in VALUATION.fields if field.name == "method")
_DOCUMENT: Final = ("document_type", "document_number", "authority")


@dataclass(frozen=True, slots=True)
class _Stated:
    """What earlier rows state of a measure: its fields, its asset, the person or company (``aim``), and the first row."""

    props: dict[str, Value]
    asset: str
    aim: str | None
    locator: str


class MeasureRows(RowReader):
    """Reads the rows of one register and compares later rows of a measure with its first row."""

    def __init__(self, file: SourceFile) -> None:
        super().__init__(file)
        self._stated: dict[str, _Stated] = {}

    def read_row(self, cells: Cells, records: Records) -> None:
        """Which step of which measure is this? Raises WrongRecord for a row that contradicts an earlier one."""
        case, case_number = add_case(cells, records)
        number = cells.required("measure_number")
        measure = measure_id(case_number, number)
        stated = self._stated.get(measure)
        props = self._read_measure(number, cells, first=stated is None)
        aim = self._find_aim(cells)
        if stated is None:
            asset = find_asset(cells)
        else:
            asset = find_asset(cells) if cells.text("asset_kind") is not None else stated.asset
            self._compare(stated, props, asset, aim, cells)
            props = {**stated.props, **props}
        records.nodes.append(Node(measure, "Measure", props, cells.locator))
        ends = [("InCase", case), ("Covers", asset), *([("Against", aim)] if aim is not None else [])]
        for kind, head in ends:
            records.links.append(Link(link_id(kind, measure, head), kind, measure, head, {}, cells.locator))
        self._add_step(measure, cells, records)
        self._add_value(asset, cells, records)

    def note_kept(self, cells: Cells, records: Records) -> None:
        """Store what the rows so far state of the measure, for comparison with later rows."""
        for node in records.nodes:
            if node.type == "Measure":
                heads = {link.type: link.head for link in records.links}
                known = self._stated.get(node.id)
                earlier = known.props if known else {}
                aim = heads.get("Against") or (known.aim if known else None)
                place = known.locator if known else node.locator
                self._stated[node.id] = _Stated({**node.props, **earlier}, heads["Covers"], aim, place)

    def _read_measure(self, number: str, cells: Cells, *, first: bool) -> dict[str, Value]:
        props: dict[str, Value] = {"number": number}
        share, purposes = cells.share("share"), self._read_purposes(cells)
        for name, value in (("share", share), ("purposes", purposes)):
            if value is not None:
                props[name] = value
            elif first:
                cells.required(name)
        cap = cells.money("cap", "cap_currency")
        if cap is not None:
            props["cap_minor"], props["cap_currency"] = cap
        return props

    @staticmethod
    def _read_purposes(cells: Cells) -> str | None:
        text = cells.text("purposes")
        if text is None:
            return None
        found = {part.strip() for part in text.replace(";", ",").replace("+", ",").split(",")}
        if not found <= set(PURPOSES):
            raise cells.refuse(
                "purposes", Message("one or more of {codes}, with commas between", codes=", ".join(PURPOSES))
            )
        return ",".join(purpose for purpose in PURPOSES if purpose in found)

    @staticmethod
    def _find_aim(cells: Cells) -> str | None:
        cnp, cui = cells.text("person_cnp"), cells.text("company_cui")
        if cnp is not None and cui is not None:
            raise cells.refuse("company_cui", Message("one person or one company; person_cnp has a value too"))
        if cnp is not None:
            person = check_cnp(cnp)
            if not person.valid:
                raise cells.refuse("person_cnp", expect_cnp(person))
            return person_id(cnp=person.value, source="", local="")
        if cui is not None:
            company = check_cui(cui)
            if not company.valid:
                raise cells.refuse("company_cui", expect_cui(company))
            return company_id(cui=company.value, source="", local="")
        return None

    @staticmethod
    def _compare(stated: _Stated, props: dict[str, Value], asset: str, aim: str | None, cells: Cells) -> None:
        differing = [name for name, value in props.items() if stated.props.get(name, value) != value]
        if asset != stated.asset:
            differing.append("asset")
        if aim is not None and stated.aim is not None and aim != stated.aim:
            differing.append("person")
        if differing:
            raise WrongRecord(
                "{place}: {fields} of the measure {value} differ from {first}. One measure covers a share of one "
                "asset of one person: correct the row, or give it another measure number.",
                place=cells.locator,
                fields=", ".join(differing),
                value=cells.text("measure_number"),
                first=stated.locator,
            )

    @staticmethod
    def _add_step(measure: str, cells: Cells, records: Records) -> None:
        effective, recorded = cells.required_day("effective"), cells.required_day("recorded")
        props: dict[str, Value] = {"state": cells.code("state", STATES), **_read_document(cells)}
        amount = cells.money("amount", "currency")
        if amount is not None:
            props["amount_minor"], props["currency"] = amount
        released, reason = cells.share("released_share"), cells.text("reason")
        if released is not None:
            props["released_share"] = released
        if reason is not None:
            props["reason"] = reason
        if effective > recorded:
            records.warn(
                N_("The step takes effect on {effective}, after it was recorded on {recorded}. Check both dates."),
                effective=effective.isoformat(),
                recorded=recorded.isoformat(),
            )
        records.add_event("StateChange", measure, effective, recorded, _author(cells), props)

    @staticmethod
    def _add_value(asset: str, cells: Cells, records: Records) -> None:
        value = cells.money("value", "value_currency")
        if value is None:  # a method or a day without a value is refused as a field that was not read
            return
        props: dict[str, Value] = {
            "amount_minor": value[0],
            "currency": value[1],
            "method": cells.code("value_method", _METHODS),
            **_read_document(cells),
        }
        day = cells.required_day("value_date")
        records.add_event("Valuation", asset, day, cells.required_day("recorded"), _author(cells), props)


def _read_document(cells: Cells) -> dict[str, Value]:
    day = cells.day("document_date")
    return {**cells.texts(*_DOCUMENT), **({"document_date": day.isoformat()} if day is not None else {})}


def _author(cells: Cells) -> str:
    return cells.text("author") or cells.text("authority") or "measures register"


IMPORTER = RegisterImporter(
    name="measures-register",
    version="3",
    kind="register",
    format="measures-register",
    required=(
        "case_number",
        "measure_number",
        "asset_kind",
        "share",
        "purposes",
        "state",
        "effective",
        "recorded",
    ),
    optional=(
        *ASSET_FIELDS,
        "person_cnp",
        "company_cui",
        "cap",
        "cap_currency",
        *_DOCUMENT,
        "document_date",
        "author",
        "amount",
        "currency",
        "released_share",
        "reason",
        "value",
        "value_currency",
        "value_method",
        "value_date",
        "case_court_number",
        "case_title",
        "case_authority",
    ),
    reader=MeasureRows,
)
