"""A graph kept in memory and laid back on a server with a statement for each kind of node and of link."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import Any

from neo4j import Driver

_NODES = "MATCH (n) RETURN elementId(n) AS id, labels(n) AS labels, properties(n) AS props ORDER BY id"
_LINKS = """
MATCH (t)-[r]->(h)
RETURN type(r) AS type, elementId(t) AS tail, elementId(h) AS head, properties(r) AS props ORDER BY elementId(r)
"""
_EMPTY = "CALL () { MATCH (n) DETACH DELETE n }"


@dataclass(frozen=True)
class Snapshot:
    """All nodes by their labels and all links by their type. Indexes and constraints are no part of it."""

    nodes: dict[tuple[str, ...], list[tuple[str, dict[str, Any]]]]
    links: dict[str, list[tuple[str, str, dict[str, Any]]]]


def take_snapshot(driver: Driver) -> Snapshot:
    """What the database holds."""
    nodes: dict[tuple[str, ...], list[tuple[str, dict[str, Any]]]] = defaultdict(list)
    for row in driver.execute_query(_NODES).records:
        nodes[tuple(sorted(row["labels"]))].append((row["id"], row["props"]))
    links: dict[str, list[tuple[str, str, dict[str, Any]]]] = defaultdict(list)
    for row in driver.execute_query(_LINKS).records:
        links[row["type"]].append((row["tail"], row["head"], row["props"]))
    return Snapshot(dict(nodes), dict(links))


def lay_back(driver: Driver, snapshot: Snapshot) -> None:
    """Make the database hold this and nothing else. Ids of elements are new ones."""
    driver.execute_query(_EMPTY)
    made: dict[str, str] = {}
    with driver.session() as session, session.begin_transaction() as transaction:
        for labels, nodes in snapshot.nodes.items():
            named = "".join(f":`{label}`" for label in labels)
            statement = (
                f"UNWIND range(0, size($rows) - 1) AS i CREATE (n{named}) SET n = $rows[i] RETURN i, elementId(n) AS id"
            )
            for row in transaction.run(statement, rows=[props for _, props in nodes]):
                made[nodes[row["i"]][0]] = row["id"]
        for type_, links in snapshot.links.items():
            rows = [[made[tail], made[head], props] for tail, head, props in links]
            transaction.run(
                "UNWIND $rows AS row MATCH (t) WHERE elementId(t) = row[0] MATCH (h) WHERE elementId(h) = row[1] "
                f"CREATE (t)-[r:`{type_}`]->(h) SET r = row[2]",
                rows=rows,
            ).consume()
        transaction.commit()
