"""Finds the persons whom the case protects (victims, injured and civil parties, witnesses, minors) and their identifiers."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import replace
from hashlib import blake2b
from typing import TYPE_CHECKING, Final

from graph_schema.codes.roles import PROTECTED_ROLES, REJECTED_PROTECTED, REJECTED_UNKNOWN
from graph_schema.records.merged_records import MergedLink, MergedNode
from graph_schema.values.names import fold_name
from tracer.access.name_index import is_spelling, spell_longest
from tracer.access.pseudonyms import ROLE_ORDER, ProtectedPerson, Veil

if TYPE_CHECKING:
    from tracer.graph.case_graph import CaseGraph
    from tracer.store.ports.case_store import CaseStore
    from tracer.store.ports.store_values import SourceRecords
    from tracer.wording.language import Language

_COMPANY_ROLES: Final = frozenset({"victim", "witness"})
"""Roles in which a company is protected too. As a civil or injured party it is not: often this is the State itself."""
_NAMESAKES: Final = 100


def draw_veil(store: CaseStore, language: Language, also: Iterable[ProtectedPerson] = ()) -> Veil:
    """The veil over all persons who have a protecting role in any file of the case, at any time, besides any other role.

    So are the persons of rejected rows, those of the case and ``also``, until a kept row protects them.

    Cost: a few indexed reads for each protected person.
    """
    protecting = _protecting(store.links(("RoleIn",)))
    views = store.get(protecting)
    protecting = {
        node: kept for node, links in protecting.items() if (kept := [k for k in links if _counts(k, views[node])])
    }
    first = _first_sources(store, protecting)
    keys = {
        digest: _key_of(store.source_records(digest)) for digest in sorted({digest for digest, _ in first.values()})
    }
    persons = []
    for node, (digest, role) in first.items():
        names, numbers = _values(views[node], "name"), _values(views[node], "cnp", "cui")
        mark = blake2b(node.encode(), key=keys[digest], digest_size=16).hexdigest()
        persons.append(ProtectedPerson(node, role, names, numbers, _accounts(store, node, names), mark))
    rejected = [
        one for kept in store.sources() for flag in kept.flags for one in rejected_persons(kept.source.digest, flag)
    ]
    return Veil([*persons, *_not_among(persons, [*rejected, *also])], language.text)


def rejected_persons(digest: str, flag: Mapping[str, str]) -> Iterator[ProtectedPerson]:
    """The person whom this flag of a source protects, although the row is rejected; none for another flag.

    The pseudonym follows from the digest of the file and the place of the row, which do not tell the name.
    """
    if flag["template"] in (REJECTED_PROTECTED, REJECTED_UNKNOWN) and (flag["person"] or flag["number"]):
        identity = f"{digest}:{flag['locator']}"
        mark = blake2b(identity.encode(), key=digest.encode()[:64], digest_size=16).hexdigest()
        names, numbers = filter(None, (flag["person"],)), filter(None, (flag["number"],))
        yield ProtectedPerson(identity, flag["code"], tuple(names), tuple(numbers), {}, mark)


def _not_among(known: Iterable[ProtectedPerson], found: Iterable[ProtectedPerson]) -> Iterator[ProtectedPerson]:
    """Each person whom the numbers, or without numbers the names, do not show to be one before."""
    seen = list(known)
    for person in found:
        numbers, names = set(person.numbers), set(map(fold_name, person.names))
        if not any(
            numbers & set(one.numbers) if numbers and one.numbers else names & set(map(fold_name, one.names))
            for one in seen
        ):
            seen.append(person)
            yield person


def with_payers(graph: CaseGraph, store: CaseStore, language: Language) -> CaseGraph:
    """The same case with the names and accounts under which the protected payers of marks pay.

    Cost: without such a mark none; else one look at each name that a payee's statement gives.
    """
    marks = [kept.event for kept in graph.events if "counterparty_person" in kept.event.props]
    if not marks:
        return graph
    wanted = {str(mark.props["counterparty_person"]) for mark in marks}
    return with_keys_of(graph, draw_veil(store, language), wanted)


def with_keys_of(graph: CaseGraph, veil: Veil, persons: Collection[str]) -> CaseGraph:
    """The same case with the names and accounts under which these protected persons pay. Cost: as ``with_payers``."""
    import pyarrow.compute as pc

    rows = graph.transfers.filter(pc.is_null(graph.transfers.column("debit_source")))
    keys = {person.id: set(person.accounts) for person in veil.persons}
    for name in map(str, pc.unique(rows.column("counterparty_name").drop_null()).to_pylist()):
        person = veil.named(name)
        if person is not None:
            keys[person].add(name)
    return replace(graph, payers={person: frozenset(found) for person, found in keys.items() if person in persons})


def protecting_role(link: MergedLink) -> str:
    """The role in this link that protects its person; ``minor`` for a minor in any other role; else empty."""
    role = str(link.props.get("role", ""))
    if role in PROTECTED_ROLES:
        return role
    return "minor" if link.props.get("minor") == "yes" else ""


def _protecting(links: Iterable[MergedLink]) -> dict[str, list[MergedLink]]:
    found: dict[str, list[MergedLink]] = {}
    for link in links:
        if protecting_role(link):
            found.setdefault(link.tail, []).append(link)
    return found


def _counts(link: MergedLink, view: MergedNode) -> bool:
    return view.type == "Person" or protecting_role(link) in _COMPANY_ROLES


def _first_sources(store: CaseStore, protecting: Mapping[str, Iterable[MergedLink]]) -> dict[str, tuple[str, str]]:
    """Person id -> the source that first stated a protecting role of the person, and this role.

    Both make the pseudonym. So it stays the same in every document, in a copy and after a rebuild, and a later source
    does not change it. See docs/decisions/0005.
    """
    roles = {
        node: [(evidence.source, protecting_role(link)) for link in links for evidence in link.evidence]
        for node, links in protecting.items()
    }
    order: dict[str, tuple[int, str]] = {}
    if any(len({source for source, _ in found}) > 1 for found in roles.values()):
        # By the sequence of the log: it is right even for two sources of the same second, or if the clock was set back.
        sequence = {entry.audit_event.subject: entry.seq for entry in store.log()}
        order = {k.source.digest: (sequence.get(k.source.digest, 0), k.received) for k in store.sources()}
    return {
        node: min(found, key=lambda one: (order.get(one[0], (0, "")), one[0], ROLE_ORDER.index(one[1])))
        for node, found in roles.items()
    }


def _accounts(store: CaseStore, node: str, names: Iterable[str]) -> dict[str, str]:
    """The accounts that this person holds, and the accounts whose bank states an owner of this name."""
    held = [link.head for link in store.links_of(node, ("HoldsAccount",)) if link.tail == node]
    found = {key: str(view.props["number"]) for key, view in store.get(held).items()}
    return found | {view.id: str(view.props["number"]) for view in _named_accounts(store, names)}


def _named_accounts(store: CaseStore, names: Iterable[str]) -> Iterator[MergedNode]:
    """The accounts whose bank states an owner of one of these names; a name in another script also in Latin letters."""
    for name in names:
        for text in (name, *spell_longest(name)):
            for view in store.search(text, _NAMESAKES):
                owners = _values(view, "owner_name") if view.type == "Account" else ()
                if any(fold_name(owner) == fold_name(name) or is_spelling(name, owner) for owner in owners):
                    yield view


def _values(view: MergedNode, *fields: str) -> tuple[str, ...]:
    """The values that any source states for these fields."""
    values = {str(view.props[name]) for name in fields if name in view.props}
    values |= {str(value) for name in fields for value, _ in view.others.get(name, ())}
    return tuple(sorted(values))


def _key_of(source: SourceRecords) -> bytes:
    """The key of the pseudonyms: a hash of all records of a source, which only a person who has the case can know."""
    records = [(node.id, node.type, node.props, node.locator) for node in source.nodes]
    records += [(link.id, link.type, link.props, link.locator) for link in source.links]
    lines = sorted(json.dumps(record, sort_keys=True, ensure_ascii=False) for record in records)
    return blake2b("\n".join(lines).encode()).digest()
