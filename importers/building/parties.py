"""Reads the person or company of a register row, identified by a valid CNP or CUI if there is one."""

from __future__ import annotations

from graph_schema.identifiers import Checked, check_cnp, check_cui
from graph_schema.messages import N_, Message
from graph_schema.records.fields import Value, stated
from graph_schema.records.identity import company_id, person_id
from graph_schema.records.nodes import Node
from importers.building.batch_builder import Records
from importers.parsing.cells import Cells

PARTS = ("name", "cnp", "cui", "kind", "key", "born", "address")


def party_fields(prefix: str) -> tuple[str, ...]:
    """The field names of a party, such as ``owner_cnp``, or ``cnp`` without prefix."""
    return tuple(_field(prefix, part) for part in PARTS)


def add_party(prefix: str, cells: Cells, records: Records, scope: str, *, local: str | None = None) -> str:
    """Which person or company is it? Adds it to the records of the row and returns its node id.

    A CNP means a person, a CUI a company; with neither, ``<prefix>_kind`` must state person or company, because a name
    does not show it. Without a valid number the party is identified within this source by ``<prefix>_key`` (the
    source's own key), else by ``local``, else by its row: two rows with one name may be two people, and a user decides.
    Raises: WrongValue for a row without a name, with both numbers, or with neither a number nor a kind.
    """
    name, cnp, cui, kind, key, born, address = party_fields(prefix)
    if cells.text(cnp) is not None and cells.text(cui) is not None:
        raise cells.refuse(cui, Message("either a CNP or a CUI; {field} has a value too", field=cnp))
    found = "person" if cells.text(cnp) is not None else "company" if cells.text(cui) is not None else None
    if cells.text(kind) is not None:
        stated = cells.code(kind, ("person", "company"))
        # A kind that is a constant applies only to rows without a number.
        if found not in (None, stated) and kind not in cells.mapping.constants:
            raise cells.refuse(kind, Message("{kind}, as the CNP or CUI of the row shows", kind=found))
        found = found or stated
    if found is None:
        raise cells.refuse(kind, Message("person or company, because the row has neither a CNP nor a CUI"))
    given_key = cells.text(key)
    own_key = given_key or local or cells.locator
    # If there is a number, the source's own key is not used for the id; it is kept as a note.
    note = f"key {given_key}" if given_key and (cells.text(cnp) or cells.text(cui)) else None
    if found == "company":
        if cells.text(born) is not None and born not in cells.mapping.constants:
            raise cells.refuse(born, Message("no value, because a row of this kind has no such field"))
        return add_company(
            cells.required(name),
            cells.text(cui),
            records,
            scope=scope,
            local=own_key,
            address=cells.text(address),
            note=note,
        )
    return add_person(
        cells.required(name),
        cells.text(cnp),
        records,
        scope=scope,
        local=own_key,
        born=cells.partial_date(born),
        address=cells.text(address),
        note=note,
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
    note: str | None = None,
) -> str:
    """Add a person. An invalid CNP is kept and flagged, and is not used for the id."""
    props: dict[str, Value] = {"name": name}
    valid = None if cnp is None else keep_checked(props, records, "cnp", check_cnp(cnp))
    props |= stated(born=born, address=address, note=note)
    identity = person_id(cnp=valid, source=scope, local=local)
    records.nodes.append(Node(identity, "Person", props, records.locator))
    return identity


def add_company(
    name: str,
    cui: str | None,
    records: Records,
    *,
    scope: str,
    local: str,
    address: str | None = None,
    note: str | None = None,
) -> str:
    """Add a company. An invalid CUI is kept and flagged, and is not used for the id."""
    props: dict[str, Value] = {"name": name}
    valid = None if cui is None else keep_checked(props, records, "cui", check_cui(cui))
    props |= stated(address=address, note=note)
    identity = company_id(cui=valid, source=scope, local=local)
    records.nodes.append(Node(identity, "Company", props, records.locator))
    return identity


def keep_checked(props: dict[str, Value], records: Records, name: str, checked: Checked) -> str | None:
    """Keep an identifier, with its fault if it has one. Returns it if it is valid, else None."""
    props[name] = checked.value
    note_invalid(props, records, name, checked.reason)
    return checked.value if checked.valid else None


def note_invalid(props: dict[str, Value], records: Records, name: str, reason: str | None) -> None:
    """Keep the fault of an identifier and flag the row; do nothing if ``reason`` is None.

    The fault does not contain the number, so it may be shown to readers who may not see the number.
    """
    if reason is None:
        return
    known = str(props.get("invalid_identifiers", ""))
    props["invalid_identifiers"] = "; ".join(filter(None, (known, f"{name}: {reason}")))
    records.warn(
        N_("The identifier {field} fails its check: {reason} It is kept as written; compare it with the document."),
        field=name,
        reason=Message(reason),
    )


def expect_cnp(found: Checked) -> Message:
    """What is expected if only the CNP identifies a person, and why this CNP is wrong."""
    return Message(
        "a valid CNP, because the row identifies the person by it alone ({reason})",
        reason=Message(found.reason or "none"),
    )


def expect_cui(found: Checked) -> Message:
    """What is expected if only the CUI identifies a company, and why this CUI is wrong."""
    return Message(
        "a valid CUI, because the row identifies the company by it alone ({reason})",
        reason=Message(found.reason or "none"),
    )
