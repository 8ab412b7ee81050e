"""Renders the constraints and indexes of the server store as Cypher from the record types.

Uses only features of every edition of Neo4j 5: uniqueness, range, text and full-text indexes. The schema checks of
records and :mod:`graph_schema.records.rules` check required fields and the nodes of links before anything is written.
"""

from __future__ import annotations

import re
from typing import Final

from graph_schema.records.links import LINK_TYPES
from graph_schema.rendering.search_fields import IDENTIFIER_FIELDS, NAME_FIELDS

SCHEMA_VERSION: Final = 3
"""The form of a case on a server. When it changes, a step upgrades cases of the form before."""

TRANSFER_LABEL: Final = "TRANSFER"
"""The relationship type of a transfer between two accounts."""

FULL_TEXT_NAMES: Final = "node_names"
"""The full-text index over all names, titles and descriptions."""

FULL_TEXT_TERMS: Final = "node_terms"
"""The full-text index over the folded search terms of a node from all sources."""

THING_LABEL: Final = "Thing"
"""The second label of every node of a case: an id is unique over all kinds of node."""

KEPT_LABELS: Final = {
    THING_LABEL: "id",
    "Source": "digest",
    "Event": "id",
    "LogEntry": "seq",
    "ReadingEntry": "seq",
    "TracerCase": "mark",
    "TracerGate": "mark",
    "TracerReadings": "mark",
    "TracerLane": "mark",
    "TracerViews": "mark",
    "ViewChange": "seq",
}
"""Label -> key property, for nodes of the case and for other nodes that a store keeps."""

_WORD: Final = re.compile(r"(?<=[a-z0-9])(?=[A-Z])")


def render_constraints() -> tuple[str, ...]:
    """Which ids are unique? One statement for each kind of node, link and transfer, in order."""
    nodes = list(KEPT_LABELS.items())
    labels = [kind.label for kind in LINK_TYPES.values()] + [TRANSFER_LABEL]
    return (
        *(
            f"CREATE CONSTRAINT {_name(label)}_{key} IF NOT EXISTS FOR (n:{label}) REQUIRE n.{key} IS UNIQUE"
            for label, key in nodes
        ),
        *(
            f"CREATE CONSTRAINT {label.lower()}_id IF NOT EXISTS FOR ()-[r:{label}]-() REQUIRE r.id IS UNIQUE"
            for label in labels
        ),
    )


def render_indexes() -> tuple[str, ...]:
    """Which indexes find nodes by identifiers and names, transfers by days and events by subject and type?"""
    identifiers = [(name, field) for name, fields in IDENTIFIER_FIELDS.items() for field in fields]
    named = [name for name, fields in NAME_FIELDS.items() if fields]
    fields = sorted({field for fields in NAME_FIELDS.values() for field in fields})
    return (
        *(
            f"CREATE INDEX {_name(label)}_{field} IF NOT EXISTS FOR (n:{label}) ON (n.{field})"
            for label, field in identifiers
        ),
        f"CREATE FULLTEXT INDEX {FULL_TEXT_NAMES} IF NOT EXISTS FOR (n:{'|'.join(named)}) "
        f"ON EACH [{', '.join(f'n.{field}' for field in fields)}]",
        f"CREATE FULLTEXT INDEX {FULL_TEXT_TERMS} IF NOT EXISTS FOR (n:{THING_LABEL}) ON EACH [n.terms] "
        "OPTIONS {indexConfig: {`fulltext.analyzer`: 'whitespace'}}",
        *(
            f"CREATE INDEX transfer_{field} IF NOT EXISTS FOR ()-[r:{TRANSFER_LABEL}]-() ON (r.{field})"
            for field in ("value_date",)
        ),
        *(f"CREATE INDEX event_{field} IF NOT EXISTS FOR (n:Event) ON (n.{field})" for field in ("subject", "type")),
        "CREATE INDEX view_change_view IF NOT EXISTS FOR (n:ViewChange) ON (n.view)",
    )


def _name(label: str) -> str:
    return _WORD.sub("_", label).lower()
