"""Imports persons of criminal files as a table: each row is a role of one person or company in one file.

Fields: case_number, name, role (by the mapping's codes); optional cnp or cui or kind, key, born, address,
role_from, role_to, ground, minor (yes or no), relation with related_to_cnp, case_court_number, case_title,
case_authority, extract_date. Victims, witnesses and minors are persons with that role or flag; the code that shows
them decides who may see them. Minority is never computed from the CNP.

Within one criminal file, a person without a valid CNP is identified by name and date of birth as written.
"""

from __future__ import annotations

from graph_schema.codes.roles import (
    CASE_ROLES,
    PROTECTED_ROLES,
    REJECTED_PROTECTED,
    REJECTED_UNKNOWN,
    ROLE_TABLE,
    UNKNOWN_ROLE,
)
from graph_schema.identifiers import check_cnp
from graph_schema.messages import Message
from graph_schema.records.fields import stated
from graph_schema.records.identity import link_id, person_id
from graph_schema.records.links import Link
from graph_schema.values.names import fold_name
from importers.building.batch_builder import Records
from importers.building.parties import add_party, expect_cnp, party_fields
from importers.building.register import RegisterImporter, RowReader
from importers.contract import Flag
from importers.parsing.cells import Cells
from importers.registers.references import add_case


class PersonRows(RowReader):
    """Reads the rows of one list of persons."""

    def read_row(self, cells: Cells, records: Records) -> None:
        """Who has which role in which file, and whose relative or close person is it?

        Another row or source must state the other person of a relation.
        """
        case, number = add_case(cells, records)
        local = f"{number}/{fold_name(cells.required('name'))}/{cells.text('born') or ''}"
        person = add_party("", cells, records, self.scope, local=local)
        role = cells.code("role", CASE_ROLES)
        begin, end, ground = (
            cells.partial_date("role_from"),
            cells.partial_date("role_to"),
            cells.text("ground"),
        )
        minor = cells.code("minor", ("yes", "no")) if cells.text("minor") is not None else None
        props = stated(role=role, minor=minor, from_date=begin, to_date=end, ground=ground)
        identity = link_id("RoleIn", person, case, role, begin or "")
        records.links.append(Link(identity, "RoleIn", person, case, props, cells.locator))
        self._add_relation(person, cells, records)

    def _add_relation(self, person: str, cells: Cells, records: Records) -> None:
        relation, cnp = cells.text("relation"), cells.text("related_to_cnp")
        if relation is None and cnp is None:
            return
        if relation is None:
            raise cells.refuse("relation", Message("the relation to the person whose CNP is given"))
        other = check_cnp(cells.required("related_to_cnp"))
        if not other.valid:
            raise cells.refuse("related_to_cnp", expect_cnp(other))
        head = person_id(cnp=other.value, source="", local="")
        identity = link_id("RelatedTo", person, head, relation)
        records.links.append(Link(identity, "RelatedTo", person, head, {"relation": relation}, cells.locator))


def flag_rejected(cells: Cells) -> Flag | None:
    """The red flag of a row that gives a protected role, or a role that nobody knows. See graph_schema.roles."""
    role = cells.text("role")
    code = "minor" if cells.text("minor") == "yes" and role not in PROTECTED_ROLES else role
    if code not in CASE_ROLES:
        template, code = REJECTED_UNKNOWN, UNKNOWN_ROLE
    elif code in PROTECTED_ROLES:
        template = REJECTED_PROTECTED
    else:
        return None
    person = cells.text("name") or ""
    number = cells.text("cnp") or cells.text("cui") or ""
    words = {one.code: Message(one.words) for one in ROLE_TABLE}
    params = {"person": person, "number": number, "code": code, "role": words.get(code, "")}
    return Flag("red", cells.locator, template, params)


IMPORTER = RegisterImporter(
    name="persons-register",
    version="3",
    kind="register",
    format="persons-register",
    required=("case_number", "name", "role"),
    optional=(
        *(name for name in party_fields("") if name != "name"),
        "role_from",
        "role_to",
        "ground",
        "minor",
        "relation",
        "related_to_cnp",
        "case_court_number",
        "case_title",
        "case_authority",
    ),
    reader=PersonRows,
    flag_rejected=flag_rejected,
)
