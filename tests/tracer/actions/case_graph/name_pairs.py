"""Other people's labelled pairs of names, what is decided of them, and a case that holds them among other names."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from hashlib import blake2b
from pathlib import Path

from graph_schema.records.nodes import Node
from graph_schema.records.provenance import Source, digest_bytes
from tracer.access.roles import Actor
from tracer.actions.case_graph.explore import find
from tracer.casework.sessions.case import Case
from tracer.casework.sessions.session import Session
from tracer.resolve.names.comparison import NEAR, compare, read_name
from tracer.store.opening import open_store
from tracer.store.ports.case_store import CaseStore

FIRST = 5


@dataclass(frozen=True)
class NamePair:
    """Two names, and whether people who labelled them took them for one person or company."""

    company: bool
    asked: str
    found: str
    same: bool

    @property
    def near(self) -> bool:
        """Is it decided that the names are near?"""
        asked, found = (read_name(name, company=self.company) for name in (self.asked, self.found))
        return compare(asked, found, company=self.company).score >= NEAR


@dataclass(frozen=True)
class Measured:
    """``precision``: of the pairs that are near, how many are the same. ``recall``: of the same, how many are near."""

    pairs: int
    precision: float
    recall: float


def read_pairs(shared_data: Path) -> list[NamePair]:
    return [
        NamePair(row["schema"] != "Person", row["name1"], row["name2"], row["is_match"] == "true")
        for row in _rows(shared_data / "names" / "name_bench_cases.csv")
    ]


def halve(pairs: Iterable[NamePair]) -> tuple[list[NamePair], list[NamePair]]:
    """The half on which the weights and the bound were set, and the other. Pairs with one second name stay together."""
    halves: tuple[list[NamePair], list[NamePair]] = ([], [])
    for pair in pairs:
        halves[sum(map(ord, pair.found.lower())) % 2].append(pair)
    return halves


def measure(pairs: Iterable[NamePair]) -> Measured:
    near = [(pair.near, pair.same) for pair in pairs]
    right = sum(decided and same for decided, same in near)
    return Measured(len(near), right / sum(decided for decided, _ in near), right / sum(same for _, same in near))


def read_names(shared_data: Path, pairs: Iterable[NamePair]) -> dict[str, str]:
    """Each name of the pairs and of three further lists -> the kind of node that it is loaded as."""
    folder = shared_data / "names"
    kinds = {name: "Company" if pair.company else "Person" for pair in pairs for name in (pair.asked, pair.found)}
    for file, column, kind in (
        ("gleif_ro_neighbours.csv", "legal_name", "Company"),
        ("negatives_global.csv", "full_name", "Person"),
        ("sample_names.csv", "name", "Person"),
    ):
        for row in _rows(folder / file):
            kinds.setdefault(row[column], kind)
    return kinds


def keep_nodes(store: CaseStore, nodes: Iterable[Node], name: bytes = b"invented") -> None:
    source = Source(digest_bytes(name), "nume.csv", "persons", "invented", "1", 1, "2025-11-08", 1, 1, 0)
    with store.transaction() as writer:
        writer.register_source(source, received="2025-11-09T10:00:00Z", actor="Ana Proba")
        writer.upsert_nodes(source.digest, nodes)


def session_on(store: CaseStore, folder: Path) -> Session:
    return Session(Case(store, folder), Actor("Ana Proba", "owner"))


def open_names(folder: Path, kinds: Mapping[str, str]) -> Session:
    """A case with a node for each name; the id is the digest of the name, so that order by id is no order of the list."""
    store = open_store(str(folder / "case.sqlite"), create=True)
    keep_nodes(store, (Node(id_of(name), kind, {"name": name}, "row:1") for name, kind in kinds.items()))
    return session_on(store, folder)


def id_of(name: str) -> str:
    return f"nam-{blake2b(name.encode(), digest_size=8).hexdigest()}"


def count_found(session: Session, pairs: Iterable[NamePair]) -> tuple[int, int]:
    """Of the pairs that are the same: for how many is the second name among the first five hits beside the first, of all."""
    found = [is_found(session, pair) for pair in pairs if pair.same]
    return sum(found), len(found)


def is_found(session: Session, pair: NamePair) -> bool:
    given = find(session, pair.asked)
    ids = [hit.id for hit in (*given.hits, *(one.hit for one in given.near))]
    if pair.asked == pair.found:
        return id_of(pair.found) in ids[:FIRST]
    return id_of(pair.found) in [id_ for id_ in ids if id_ != id_of(pair.asked)][:FIRST]


def _rows(path: Path) -> Iterator[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as stream:
        yield from csv.DictReader(stream)
