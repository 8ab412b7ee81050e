"""Constraints and indexes of the server store, rendered as Cypher from the record types: one source of truth.

Only what every edition of Neo4j 5 knows: uniqueness, range, text and full-text indexes. Required fields and
which link joins which nodes are checked by :mod:`graph_schema.rules` before anything is written.
"""

from __future__ import annotations

import re
from typing import Final

from graph_schema.links import LINK_TYPES
from graph_schema.search_fields import IDENTIFIER_FIELDS, NAME_FIELDS

SCHEMA_VERSION: Final = 1
"""Rises when the form of a case on a server changes; a case of a higher version is not opened."""

TRANSFER_LABEL: Final = "TRANSFER"
"""The relationship between two accounts that a transfer is."""

FULL_TEXT_NAMES: Final = "node_names"
"""The full-text index over all names, titles and descriptions."""

FULL_TEXT_TERMS: Final = "node_terms"
"""The full-text index over the folded terms under which a node is found in any source."""

THING_LABEL: Final = "Thing"
"""What every node of a case is, beside its kind: one id names one thing, whatever its kind."""

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
}
"""What a store keeps beside the nodes of the case -> the property that tells one from another."""

_WORD: Final = re.compile(r"(?<=[a-z0-9])(?=[A-Z])")


def render_constraints() -> tuple[str, ...]:
    """Which ids may exist only once? One statement for each kind of node, link and transfer, in order."""
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
    """By what are nodes and transfers looked up? Identifiers, names, days and amounts, in order."""
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
    )


def render_schema() -> str:
    """The whole schema as one script, a statement a line."""
    return "".join(f"{statement};\n" for statement in (*render_constraints(), *render_indexes()))


def _name(label: str) -> str:
    return _WORD.sub("_", label).lower()
