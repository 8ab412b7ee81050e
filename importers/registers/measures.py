"""Register of recovery measures as a table: one row a step of one measure on a share of one asset.

Fields: case_number, measure_number, state, effective, recorded; share, purposes and asset_kind with its key
(locality and cadastral | vin | inventory and item | address and chain | iban) on the first row of each
measure; optional person_cnp or company_cui, cap and cap_currency, document_type, document_number,
document_date, authority, author, amount and currency, released_share, reason; value, value_currency,
value_method, value_date for a valuation of the asset; case_court_number, case_title, case_authority,
extract_date.

Only the measure and its criminal file become nodes. The asset and the person come from their own registers,
which are imported first: the store refuses a measure on an asset that no source tells of. Whether a step may
follow the one before, and which document it needs, is decided by the rules of recovery, not here.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from graph_schema.errors import WrongRecord
from graph_schema.events import STATES, VALUATION
from graph_schema.fields import Value
from graph_schema.identifiers import check_cnp, check_cui
from graph_schema.identity import company_id, link_id, measure_id, person_id
from graph_schema.links import Link
from graph_schema.nodes import Node
from graph_schema.words import N_, Sentence
from importers.parsing.cells import Cells
from importers.parsing.draft import Records
from importers.parsing.parties import expect_cnp, expect_cui
from importers.parsing.register import RegisterImporter, RowReader
from importers.registers.references import ASSET_FIELDS, add_case, find_asset
from importers.source import SourceFile

PURPOSES: Final = ("special_confiscation", "extended_confiscation", "fine", "costs", "damage")
_METHODS: Final = next(field.codes for field in VALUATION.fields if field.name == "method")
_DOCUMENT: Final = ("document_type", "document_number", "authority")


@dataclass(frozen=True, slots=True)
class _Told:
    """What earlier rows said of a measure: its fields, its asset, at whom it is aimed, and where."""

    props: dict[str, Value]
    asset: str
    aim: str | None
    locator: str


class MeasureRows(RowReader):
    """Reads the rows of one register and holds later rows of a measure to its first."""

    def __init__(self, file: SourceFile) -> None:
        super().__init__(file)
        self._told: dict[str, _Told] = {}

    def read_row(self, cells: Cells, records: Records) -> None:
        """Which step of which measure is this? Refuses a row that contradicts an earlier one."""
        case, case_number = add_case(cells, records)
        number = cells.required("measure_number")
        measure = measure_id(case_number, number)
        told = self._told.get(measure)
        props = self._read_measure(number, cells, first=told is None)
        aim = self._find_aim(cells)
        if told is None:
            asset = find_asset(cells)
        else:
            asset = find_asset(cells) if cells.text("asset_kind") is not None else told.asset
            self._compare(told, props, asset, aim, cells)
            props = {**told.props, **props}
        records.nodes.append(Node(measure, "Measure", props, cells.locator))
        ends = [("InCase", case), ("Covers", asset), *([("Against", aim)] if aim is not None else [])]
        for kind, head in ends:
            records.links.append(Link(link_id(kind, measure, head), kind, measure, head, {}, cells.locator))
        self._add_step(measure, cells, records)
        self._add_value(asset, cells, records)

    def note_kept(self, cells: Cells, records: Records) -> None:
        """Remember the measure as its rows so far tell it."""
        for node in records.nodes:
            if node.type == "Measure":
                heads = {link.type: link.head for link in records.links}
                known = self._told.get(node.id)
                earlier = known.props if known else {}
                aim = heads.get("Against") or (known.aim if known else None)
                place = known.locator if known else node.locator
                self._told[node.id] = _Told({**node.props, **earlier}, heads["Covers"], aim, place)

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
                "purposes", Sentence("one or more of {codes}, with commas between", codes=", ".join(PURPOSES))
            )
        return ",".join(purpose for purpose in PURPOSES if purpose in found)

    @staticmethod
    def _find_aim(cells: Cells) -> str | None:
        cnp, cui = cells.text("person_cnp"), cells.text("company_cui")
        if cnp is not None and cui is not None:
            raise cells.refuse("company_cui", Sentence("one person or one company; person_cnp is filled too"))
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
    def _compare(told: _Told, props: dict[str, Value], asset: str, aim: str | None, cells: Cells) -> None:
        differing = [name for name, value in props.items() if told.props.get(name, value) != value]
        if asset != told.asset:
            differing.append("asset")
        if aim is not None and told.aim is not None and aim != told.aim:
            differing.append("person")
        if differing:
            raise WrongRecord(
                "{place}: {fields} of the measure {value} differ from {first}. One measure covers a "
                "share of one asset for "
                "one person: correct the row, or give it a number of its own.",
                place=cells.locator,
                fields=", ".join(differing),
                value=cells.text("measure_number"),
                first=told.locator,
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
                N_("The step takes effect on {effective}, after it was recorded on {recorded}."),
                effective=effective.isoformat(),
                recorded=recorded.isoformat(),
            )
        records.add_event("StateChange", measure, effective, recorded, _author(cells), props)

    @staticmethod
    def _add_value(asset: str, cells: Cells, records: Records) -> None:
        value = cells.money("value", "value_currency")
        if value is None:
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
    props: dict[str, Value] = {}
    for name in _DOCUMENT:
        value = cells.text(name)
        if value is not None:
            props[name] = value
    day = cells.day("document_date")
    if day is not None:
        props["document_date"] = day.isoformat()
    return props


def _author(cells: Cells) -> str:
    return cells.text("author") or cells.text("authority") or "measures register"


IMPORTER = RegisterImporter(
    name="measures-register",
    version="1",
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
