"""How much a search finds, how much of it is right, and how long it takes at a million nodes. Prints alone.

The names and what is right are other people's (tests/tracer/actions/case_graph/name_pairs.py). The embedded store alone is
timed. On a server the same index is built from the same words; only reading them takes longer. The rival is SQLite's own
FTS5 with trigrams over the same names: it finds what shares three letters in a row, and gives no reason for a hit.
"""

from __future__ import annotations

import random
import sqlite3
import statistics
import time
from collections.abc import Iterator
from contextlib import closing

import pytest

from graph_schema.records.nodes import Node
from tests.tracer.actions.case_graph.name_pairs import (
    count_found,
    halve,
    keep_nodes,
    measure,
    open_names,
    read_names,
    read_pairs,
    session_on,
)
from tracer.actions.case_graph.explore import find
from tracer.store.opening import open_store

pytestmark = pytest.mark.benchmark
NODES, SEARCHES = 1_000_000, 50
SYLLABLES = "ba bi co da do fi ga ia lo lu ma me mi na ne po ra re ri sa so șa ști ta te tu ța va ve vi vo za".split()  # noqa: SIM905
FIRST_NAMES, SURNAMES = 3_000, 100_000


def test_labelled_names(shared_data, tmp_path):
    pairs = read_pairs(shared_data)
    tuned, kept = halve(pairs)
    for name, some in (("all pairs", pairs), ("the half the bound was set on", tuned), ("the other half", kept)):
        measured = measure(some)
        print(
            f"\n{name}: {measured.pairs}; near ones right {measured.precision:.3f}, right ones near {measured.recall:.3f}",
            end="",
        )
    session = open_names(tmp_path, read_names(shared_data, pairs))
    with closing(session.store):
        found, all_ = count_found(session, pairs)
    print(f"\nthe other name among the first five hits: {found} of {all_} = {found / all_:.3f}")


def test_a_million_nodes(tmp_path):
    with closing(open_store(str(tmp_path / "case.sqlite"), create=True)) as store:
        names = []
        keep_nodes(store, _nodes(names))
        session = session_on(store, tmp_path)
        begun = time.process_time()
        early: list[float] = []
        find(session, _misspelt(names[0]), first=lambda _: early.append(time.process_time() - begun))
        print(
            f"\n{NODES} nodes, first search, CPU s: exact hits {early[0]:.2f}, near hits {time.process_time() - begun:.2f}"
        )
        asked, seconds, right = names[1 : SEARCHES + 1], [], 0
        for name in asked:
            begun = time.process_time()
            found = find(session, _misspelt(name))
            seconds.append(time.process_time() - begun)
            assert found.hits or found.near
            right += any(name in hit.caption for hit in (*found.hits, *(near.hit for near in found.near)))
    built, rival, theirs = _with_trigrams(asked)
    own = statistics.median(seconds)
    print(
        f"later searches, CPU s: half of them {own:.3f}, the slowest {max(seconds):.2f}; {right} of {len(asked)} found"
    )
    print(
        f"FTS5 with trigrams: index {built:.1f} CPU s; half of the searches {rival:.3f}; {theirs} of {len(asked)} found among "
        f"the first twenty; ratio {own / rival:.2f}"
    )


def _with_trigrams(asked: list[str]) -> tuple[float, float, int]:
    """(CPU seconds of the index, of a search in the middle, names found) of the rival."""
    with closing(sqlite3.connect(":memory:")) as connection:
        begun = time.process_time()
        connection.execute("CREATE VIRTUAL TABLE name USING fts5(name, tokenize='trigram remove_diacritics 1')")
        words = (node.props.get("name") or node.props.get("owner_name") for node in _nodes([]))
        connection.executemany("INSERT INTO name VALUES (?)", ((word,) for word in words if word))
        built, seconds, found = time.process_time() - begun, [], 0
        for name in asked:
            typed = _misspelt(name)
            parts = dict.fromkeys(typed[place : place + 3] for place in range(len(typed) - 2))
            query = " OR ".join(f'"{part}"' for part in parts)
            begun = time.process_time()
            hits = connection.execute(
                "SELECT name FROM name WHERE name MATCH ? ORDER BY rank LIMIT 20", (query,)
            ).fetchall()
            seconds.append(time.process_time() - begun)
            found += (name,) in hits
    return built, statistics.median(seconds), found


def _nodes(names: list[str]) -> Iterator[Node]:
    """Eight persons, three companies, eight accounts and a car, again and again; some names go to ``names``."""
    chance = random.Random(7)
    first = [_word(chance, 1, 3, ("n", "a", "ia", "el")) for _ in range(FIRST_NAMES)]
    last = [_word(chance, 2, 4, ("escu", "eanu", "aru", "iu", "ov")) for _ in range(SURNAMES)]
    for place in range(NODES):
        # A few surnames are common.
        person = f"{chance.choice(first)} {last[int(SURNAMES * chance.random() ** 3)]}"
        kind = place % 20
        if kind < 8:
            if place % 10_000 < 8:
                names.append(person)
            yield Node(f"per-{place}", "Person", {"name": person, "cnp": str(10**12 + place * 7919)}, "row:1")
        elif kind < 11:
            company = f"{chance.choice(last)} {chance.choice(first)} {chance.choice(('SRL', 'SA', 'S.R.L.'))}"
            yield Node(f"com-{place}", "Company", {"name": company, "cui": str(10**7 + place * 13)}, "row:1")
        elif kind < 19:
            number = f"RO{chance.randint(10, 99)}FICT{chance.randint(10**15, 10**16 - 1)}"
            yield Node(f"acc-{place}", "Account", {"number": number, "owner_name": person}, "row:1")
        else:
            plate = f"B {chance.randint(100, 999)} {''.join(chance.choices('ABCDEFGH', k=3))}"
            props = {"description": "Autoturism fictiv", "asset_class": "car", "plate": plate}
            yield Node(f"car-{place}", "Vehicle", props, "row:1")


def _word(chance: random.Random, least: int, most: int, ends: tuple[str, ...]) -> str:
    return ("".join(chance.choices(SYLLABLES, k=chance.randint(least, most))) + chance.choice(ends)).capitalize()


def _misspelt(name: str) -> str:
    """With a letter of the surname lost."""
    first, last = name.split()
    return f"{first} {last[:3]}{last[4:]}"
