"""Lists who is who in a case: suspects first, each with the assets tied to the person; protected persons as a count."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final, Literal

from graph_schema.codes.roles import CASE_ROLES
from tracer.actions.recovery.assets import subject_lines
from tracer.casework.overview.tied_assets import find_tied_assets
from tracer.casework.sessions.session import Session

ProtectedKind = Literal["victims", "witnesses", "others"]
_KINDS: Final[dict[str, ProtectedKind]] = {
    "victim": "victims",
    "injured_person": "victims",
    "civil_party": "victims",
    "witness": "witnesses",
    "protected_witness": "witnesses",
}


@dataclass(frozen=True, slots=True)
class PersonLine:
    """A person with roles in criminal files: (role, number of the file). ``assets``: how many are tied to the person."""

    id: str
    caption: str
    roles: tuple[tuple[str, str], ...]
    assets: int


@dataclass(frozen=True, slots=True)
class ProtectedLine:
    """Persons who are shown by pseudonym alone, by what they are in the file."""

    kind: ProtectedKind
    pseudonyms: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class People:
    """Persons by their first role in the order of roles, then by the number of assets. ``files``: criminal files."""

    persons: tuple[PersonLine, ...]
    protected: tuple[ProtectedLine, ...]
    files: tuple[str, ...]


def list_people(session: Session) -> People:
    """Who has a role in this case, and how many assets are tied to each person by title, use or companies?

    Cost: once for each data version, day and language.
    """
    session.read("read", "people")
    key = ("people", session.today(), session.language.code)
    return session.case.cache.value(key, session.store.data_version(), lambda: _people(session))


def tied_assets(session: Session) -> Mapping[str, frozenset[str]]:
    """Person with a role -> the assets tied to the person today. Checks no right and logs nothing: its caller has done both."""
    day, graph = session.today(), session.graph()
    return session.case.cache.value(
        ("tied assets", day),
        graph.version,
        lambda: find_tied_assets(graph, (line.id for line in subject_lines(session)), day),
    )


def _people(session: Session) -> People:
    ties = tied_assets(session)
    roles: defaultdict[str, list[tuple[str, str]]] = defaultdict(list)
    captions: dict[str, str] = {}
    for line in subject_lines(session):
        roles[line.id].append((line.role, line.case))
        captions[line.id] = line.caption
    persons = [
        PersonLine(person, captions[person], tuple(dict.fromkeys(own)), len(ties[person]))
        for person, own in roles.items()
    ]
    persons.sort(key=lambda one: (CASE_ROLES.index(one.roles[0][0]), -one.assets, one.caption))
    files = {str(node.props["number"]) for node in session.graph().nodes_of_type("Case")}
    return People(tuple(persons), _protected(session), tuple(sorted(files)))


def _protected(session: Session) -> tuple[ProtectedLine, ...]:
    """By the role that makes the pseudonym. Persons of rejected rows alone are none of the case yet."""
    veil, nodes = session.veil(), session.graph().nodes
    found: defaultdict[ProtectedKind, list[str]] = defaultdict(list)
    for person in veil.persons:
        if person.id in nodes:
            found[_KINDS.get(person.role, "others")].append(veil.pseudonym(person.id))
    kinds: tuple[ProtectedKind, ...] = ("victims", "witnesses", "others")
    return tuple(ProtectedLine(kind, tuple(sorted(found[kind]))) for kind in kinds if found[kind])
