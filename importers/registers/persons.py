"""Persons of criminal files as a table: one row a role of one person or company in one file.

Fields: case_number, name, role (by the mapping's codes); optional cnp or cui or kind, key, born, address,
role_from, role_to, ground, relation with related_to_cnp, case_court_number, case_title, case_authority,
extract_date. Victims and witnesses are persons with that role; who may see them is decided where they are
shown.

A person without a valid CNP is, within one file, known by the name and date of birth as written.
"""

from __future__ import annotations

from graph_schema.fields import Value
from graph_schema.identifiers import check_cnp
from graph_schema.identity import link_id, person_id
from graph_schema.links import ROLES, Link
from graph_schema.names import fold_name
from graph_schema.words import Sentence
from importers.parsing.cells import Cells
from importers.parsing.draft import Records
from importers.parsing.parties import add_party, expect_cnp, party_fields
from importers.parsing.register import RegisterImporter, RowReader
from importers.registers.references import add_case


class PersonRows(RowReader):
    """Reads the rows of one list."""

    def read_row(self, cells: Cells, records: Records) -> None:
        """Who has which role in which file, and whose relative or close person is it?

        The other person of a relation must be in the case through a row or a source of its own.
        """
        case, number = add_case(cells, records)
        local = f"{number}/{fold_name(cells.required('name'))}/{cells.text('born') or ''}"
        person = add_party("", cells, records, self.scope, local=local)
        role = cells.code("role", ROLES)
        begin, end, ground = (
            cells.partial_date("role_from"),
            cells.partial_date("role_to"),
            cells.text("ground"),
        )
        props: dict[str, Value] = {"role": role}
        for name, value in (("from_date", begin), ("to_date", end), ("ground", ground)):
            if value is not None:
                props[name] = value
        identity = link_id("RoleIn", person, case, role, begin or "")
        records.links.append(Link(identity, "RoleIn", person, case, props, cells.locator))
        self._add_relation(person, cells, records)

    def _add_relation(self, person: str, cells: Cells, records: Records) -> None:
        relation, cnp = cells.text("relation"), cells.text("related_to_cnp")
        if relation is None and cnp is None:
            return
        if relation is None:
            raise cells.refuse("relation", Sentence("the relation to the person whose CNP is given"))
        other = check_cnp(cells.required("related_to_cnp"))
        if not other.valid:
            raise cells.refuse("related_to_cnp", expect_cnp(other))
        head = person_id(cnp=other.value, source="", local="")
        identity = link_id("RelatedTo", person, head, relation)
        records.links.append(Link(identity, "RelatedTo", person, head, {"relation": relation}, cells.locator))


IMPORTER = RegisterImporter(
    name="persons-register",
    version="1",
    kind="register",
    format="persons-register",
    required=("case_number", "name", "role"),
    optional=(
        *(name for name in party_fields("") if name != "name"),
        "role_from",
        "role_to",
        "ground",
        "relation",
        "related_to_cnp",
        "case_court_number",
        "case_title",
        "case_authority",
    ),
    reader=PersonRows,
)
