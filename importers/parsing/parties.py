"""The person or company a register row names, under a CNP or CUI where there is a valid one."""

from __future__ import annotations

from graph_schema.fields import Value
from graph_schema.identifiers import Checked, check_cnp, check_cui
from graph_schema.identity import company_id, person_id
from graph_schema.nodes import Node
from graph_schema.words import N_, Sentence
from importers.parsing.cells import Cells
from importers.parsing.draft import Records

PARTS = ("name", "cnp", "cui", "kind", "key", "born", "address")


def party_fields(prefix: str) -> tuple[str, ...]:
    """The fields by which a mapping names a party, such as ``owner_cnp``; without prefix ``cnp``."""
    return tuple(_field(prefix, part) for part in PARTS)


def add_party(prefix: str, cells: Cells, records: Records, scope: str, *, local: str | None = None) -> str:
    """Who is it: the id of the person or company of this row, noted among its records.

    A CNP makes a person, a CUI a company; with neither, ``<prefix>_kind`` must say person or company, because
    a name alone does not. Without a valid number the party belongs to this source under ``<prefix>_key``, the
    source's own key, or else ``local``, or else to this row alone: two rows with one name may be two people,
    and a person decides.
    Raises: WrongValue for a row that names nobody, both numbers, or neither number nor kind.
    """
    name, cnp, cui, kind, key, born, address = party_fields(prefix)
    if cells.text(cnp) is not None and cells.text(cui) is not None:
        raise cells.refuse(cui, Sentence("either a CNP or a CUI; {field} is filled too", field=cnp))
    found = "person" if cells.text(cnp) is not None else "company" if cells.text(cui) is not None else None
    if cells.text(kind) is not None:
        stated = cells.code(kind, ("person", "company"))
        # A kind stated once for all rows is meant for those without a number.
        if found not in (None, stated) and kind not in cells.mapping.constants:
            raise cells.refuse(kind, Sentence("{kind}, as the number beside it says", kind=found))
        found = found or stated
    if found is None:
        raise cells.refuse(kind, Sentence("person or company where there is neither CNP nor CUI"))
    own_key = cells.text(key) or local or cells.locator
    if found == "company":
        return add_company(
            cells.required(name),
            cells.text(cui),
            records,
            scope=scope,
            local=own_key,
            address=cells.text(address),
        )
    return add_person(
        cells.required(name),
        cells.text(cnp),
        records,
        scope=scope,
        local=own_key,
        born=cells.partial_date(born),
        address=cells.text(address),
    )


def _field(prefix: str, part: str) -> str:
    return f"{prefix}_{part}" if prefix else part


def add_person(
    name: str,
    cnp: str | None,
    records: Records,
    *,
    scope: str,
    local: str,
    born: str | None = None,
    address: str | None = None,
) -> str:
    """Note a person. An invalid CNP is kept and flagged, and is no id."""
    props: dict[str, Value] = {"name": name}
    valid = None
    if cnp is not None:
        checked = check_cnp(cnp)
        props["cnp"] = checked.value
        valid = checked.value if checked.valid else None
        note_invalid(props, records, "cnp", checked.reason)
    if born is not None:
        props["born"] = born
    if address is not None:
        props["address"] = address
    identity = person_id(cnp=valid, source=scope, local=local)
    records.nodes.append(Node(identity, "Person", props, records.locator))
    return identity


def add_company(
    name: str, cui: str | None, records: Records, *, scope: str, local: str, address: str | None = None
) -> str:
    """Note a company. An invalid CUI is kept and flagged, and is no id."""
    props: dict[str, Value] = {"name": name}
    valid = None
    if cui is not None:
        checked = check_cui(cui)
        props["cui"] = checked.value
        valid = checked.value if checked.valid else None
        note_invalid(props, records, "cui", checked.reason)
    if address is not None:
        props["address"] = address
    identity = company_id(cui=valid, source=scope, local=local)
    records.nodes.append(Node(identity, "Company", props, records.locator))
    return identity


def note_invalid(props: dict[str, Value], records: Records, name: str, reason: str | None) -> None:
    """Keep the fault of an identifier beside it and flag the row; nothing when ``reason`` is None.

    The number itself is not repeated, so the fault may be shown where the number may not.
    """
    if reason is None:
        return
    known = str(props.get("invalid_identifiers", ""))
    props["invalid_identifiers"] = "; ".join(filter(None, (known, f"{name}: {reason}")))
    records.warn(
        N_("The identifier {field} is kept though its check failed: {reason}"), field=name, reason=Sentence(reason)
    )


def expect_cnp(found: Checked) -> Sentence:
    """What should stand where a person is named by number alone, and why this one does not do."""
    return Sentence(
        "a CNP in order, because only that names a person ({reason})", reason=Sentence(found.reason or "none")
    )


def expect_cui(found: Checked) -> Sentence:
    """The same where a company is named."""
    return Sentence(
        "a CUI in order, because only that names a company ({reason})", reason=Sentence(found.reason or "none")
    )
