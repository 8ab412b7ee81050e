"""Statements of a full snapshot, used for verification only."""

from __future__ import annotations

from typing import Final

from tracer.store.neo4j.queries.case import LANES
from tracer.store.neo4j.queries.events import EVENT
from tracer.store.neo4j.queries.links import LABELS
from tracer.store.neo4j.queries.transfers import _T, DAYS, NUMBERED, SOUND_DAY, TRANSFER_COLUMNS

# The statements below contain only names of the schema; text of a person is a parameter.

ABOUT: Final = "ABOUT"
SNAPSHOT_NODES: Final = """
MATCH (n:Thing) WHERE NOT coalesce(n.since > $version, false)
RETURN labels(n) AS labels, properties(n) AS properties, elementId(n) AS element_id
"""
SNAPSHOT_LINKS: Final = f"""
MATCH (t)-[r:{LABELS}]->(h) WHERE r.since <= $version
RETURN type(r) AS label, t.id AS tail, h.id AS head, properties(r) AS properties, elementId(r) AS element_id
"""
SNAPSHOT_EVENTS: Final = f"MATCH (e:Event) RETURN {EVENT}, properties(e) AS properties"
SNAPSHOT_SUBJECTS: Final = f"""
MATCH (e)-[r:{ABOUT}]->(n) RETURN e.id AS event, n.id AS node, e:Event AND n:Thing AND size(keys(r)) = 0 AS sound
"""
_AS_WRITTEN: Final = ", ".join(SOUND_DAY.format(name) if name in DAYS else f"r.{name}" for name in TRANSFER_COLUMNS)
# The conditions are on projected values: of properties, the planner would read the index of days once for each number.
SNAPSHOT_TRANSFERS: Final = f"""
{NUMBERED} WITH d, r, c, r.since AS since, r.value_date AS day WHERE since <= $version AND day IS :: DATE NOT NULL
RETURN [d.id, c.id, {_AS_WRITTEN}] AS row, size(keys(r)) AS property_count
"""
_MARKS: Final = ", ".join(f"'{mark}'" for mark in ("case", "gate", "readings", "views", *LANES))
# Records of a bulk load before its commit are listed separately and counted on the server: there can be a million.
FOREIGN_NODES: Final = f"""
MATCH (n) WHERE (n:Thing AND n.since > $version) OR NOT n:Thing AND (
  size(labels(n)) <> 1 OR NOT labels(n)[0] IN $kept
  OR labels(n)[0] STARTS WITH 'Tracer' AND NOT coalesce(n.mark IN [{_MARKS}], false)
  OR (n:LogEntry OR n:ReadingEntry) AND NOT coalesce(n.seq >= 1, false)
)
RETURN labels(n) AS labels, n:Thing AS ahead, count(*) AS count, min(elementId(n)) AS element_id
"""
FOREIGN_LINKS: Final = f"""
MATCH ()-[r]->() WITH r, type(r) AS label WHERE NOT label IN $known OR label <> '{ABOUT}' AND (
  NOT coalesce(r.since <= $version, false) OR label = '{_T}' AND NOT r.value_date IS :: DATE NOT NULL
)
WITH r, label, label IN $known AND coalesce(r.since > $version, false) AS ahead
RETURN [label] AS labels, ahead, count(*) AS count, min(elementId(r)) AS element_id
"""
