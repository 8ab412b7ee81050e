"""Every statement that the server store sends. Names of the schema are part of the text; what a person typed is not.

How a case lies in the graph: a node of the case has the label ``Thing`` and the label of its kind; ``told`` keeps what
each source says of it, the other properties show what all of them say together. Links are relationships of their own
kind and keep the same. A transfer is a relationship TRANSFER between two accounts; ``entries`` keeps the statement rows
behind it. The unknown end of a transfer is a node ``Outside`` beside the account. What a reader may see has a
``since`` not above the version of the case, so that a large load becomes true at once.
"""

from __future__ import annotations

from typing import Final

from graph_schema.cypher import FULL_TEXT_TERMS, TRANSFER_LABEL
from graph_schema.links import LINK_TYPES
from graph_schema.nodes import NODE_TYPES

# Statements below are made of names of the schema; what a person typed travels as a parameter.

# --- the case itself -----------------------------------------------------------------------------------------------

SERVER: Final = "CALL dbms.components() YIELD name, versions, edition RETURN name, versions[0] AS version, edition"
READ_CASE: Final = "MATCH (c:TracerCase) RETURN c.form AS form"
COUNT_NODES: Final = "MATCH (n) RETURN count(n) AS count"
LANES: Final = ("first lane", "second lane")
"""One for each thread that sends ahead: whoever holds all of them knows that nothing is on its way any more. A lane is held by
a change of it that leaves nothing behind.
"""
CREATE_CASE: Final = """
UNWIND $lanes AS lane MERGE (:TracerLane {mark: lane}) WITH count(*) AS lanes
MERGE (c:TracerCase {mark: 'case'})
  ON CREATE SET c.form = $form, c.next_source = 1, c.log_seq = 0, c.log_hash = $genesis, c.writer = ''
MERGE (g:TracerGate {mark: 'gate'}) ON CREATE SET g.version = 0, g.digest = $digest, g.token = ''
MERGE (l:TracerReadings {mark: 'readings'}) ON CREATE SET l.seq = 0, l.hash = $genesis
"""
SHOW_INDEXES: Final = "SHOW INDEXES YIELD name, state, labelsOrTypes, properties, owningConstraint"
DROP_INDEX: Final = "DROP INDEX $name IF EXISTS"
DROP_CONSTRAINT: Final = "DROP CONSTRAINT $name IF EXISTS"
RAISE_FORM: Final = "MATCH (c:TracerCase) WHERE c.form < $form SET c.form = $form"
AWAIT_INDEXES: Final = "CALL db.awaitIndexes(300)"
READ_GATE: Final = "MATCH (g:TracerGate) RETURN g.version AS version, g.digest AS digest, g.changing AS changing"
TAKE_TURN: Final = """
UNWIND $lanes AS lane MERGE (l:TracerLane {mark: lane}) SET l.held = true REMOVE l.held WITH count(*) AS lanes
MATCH (g:TracerGate) WHERE g.version = $version AND coalesce(g.changing, '') IN ['', $stale] SET g.sender = $writer
RETURN g.staging AS staging
"""
KEEP_TURN: Final = """
MATCH (l:TracerLane {mark: $lane}) SET l.held = true REMOVE l.held WITH l MATCH (g:TracerGate {sender: $writer})
RETURN g.mark AS mark
"""
CLOSE_GATE: Final = "MATCH (g:TracerGate {sender: $writer}) SET g.changing = $writer RETURN g.mark AS mark"
OPEN_GATE: Final = """
MATCH (g:TracerGate) SET g.version = $version, g.digest = $digest, g.token = $writer
REMOVE g.changing, g.staging, g.sender
"""
FREE_GATE: Final = "MATCH (g:TracerGate) REMOVE g.changing"
FREE_OWN_GATE: Final = "MATCH (g:TracerGate {changing: $writer}) REMOVE g.changing"
READ_LAST_WRITER: Final = "MATCH (g:TracerGate) RETURN g.token AS writer"
LOCK_CASE: Final = """
MATCH (c:TracerCase) SET c.writer = $writer
RETURN c.next_source AS next_source, c.log_seq AS log_seq, c.log_hash AS log_hash
"""
NOTE_STAGING: Final = "MATCH (g:TracerGate) SET g.staging = $staging"
READ_STAGING: Final = "MATCH (g:TracerGate) RETURN g.staging AS staging"
SAVE_CASE: Final = "MATCH (c:TracerCase) SET c += $values"

# --- sources -------------------------------------------------------------------------------------------------------

READ_SOURCES: Final = "MATCH (s:Source) RETURN properties(s) AS source ORDER BY s.digest"
READ_TELLERS: Final = "MATCH (s:Source) RETURN s.no AS no, s.digest AS digest, s.as_of AS as_of, s.seals AS seals"
WRITE_SOURCES: Final = "UNWIND $rows AS row MERGE (s:Source {digest: row.digest}) SET s += row"
DELETE_SOURCE: Final = "MATCH (s:Source {digest: $digest}) DETACH DELETE s"
ACCOUNTS_OF_SOURCE: Final = "MATCH (s:Source {digest: $digest}) RETURN s.accounts AS accounts"

# --- nodes ---------------------------------------------------------------------------------------------------------

_NODE: Final = "n.id AS id, labels(n) AS labels, n.since AS since, n.told AS told"
GET_NODES: Final = f"UNWIND $ids AS id MATCH (n:Thing {{id: id}}) RETURN {_NODE}"
NODES_OF_TYPE: Final = {
    name: f"MATCH (n:{name}) WHERE n.since <= $version RETURN {_NODE} ORDER BY n.id" for name in NODE_TYPES
}
ALL_NODES: Final = f"MATCH (n:Thing) WHERE n.since <= $version RETURN {_NODE} ORDER BY n.id"
FIND_NODES: Final = {
    (kind.name, field.name): (
        f"MATCH (n:{kind.name}) WHERE n.{field.name} = $value AND n.since <= $version RETURN {_NODE} "
        f"UNION MATCH (n:Differing:{kind.name}) WHERE n.since <= $version RETURN {_NODE}"
    )
    for kind in NODE_TYPES.values()
    for field in kind.fields
}
EXPORT_NODES: Final = {
    kind.name: f"MATCH (n:{kind.name}) WHERE n.since <= $version RETURN collect(n.id) AS ids, "
    f"collect(n.{kind.caption}) AS captions"
    for kind in NODE_TYPES.values()
}
SEARCH_TERMS: Final = f"""
CALL db.index.fulltext.queryNodes('{FULL_TEXT_TERMS}', $query) YIELD node
WHERE node.since <= $version RETURN node.id AS id, node.terms AS terms
"""
WRITE_NODES: Final = {
    name: f"UNWIND $rows AS row MERGE (n:Thing {{id: row.id}}) SET n:{name}, n = row" for name in NODE_TYPES
}
WRITE_GHOSTS: Final = "UNWIND $ids AS id MERGE (:Thing {id: id})"
MARK_DIFFERING: Final = "UNWIND $ids AS id MATCH (n:Thing {id: id}) SET n:Differing"
UNMARK_DIFFERING: Final = "UNWIND $ids AS id MATCH (n:Thing {id: id}) REMOVE n:Differing"
UNNAME_NODES: Final = f"UNWIND $ids AS id MATCH (n:Thing {{id: id}}) REMOVE n:Differing:{':'.join(NODE_TYPES)}"
FORGET_NODES: Final = f"""
UNWIND $ids AS id MATCH (n:Thing {{id: id}})
SET n = {{id: id}} REMOVE n:Differing:{":".join(NODE_TYPES)}
WITH n WHERE NOT (n)--() DELETE n
"""

# --- links ---------------------------------------------------------------------------------------------------------

_LABELS: Final = "|".join(kind.label for kind in LINK_TYPES.values())
_LINK: Final = "r.id AS id, type(r) AS label, r.since AS since, r.told AS told, t.id AS tail, h.id AS head"
_LINK_SEEN: Final = "r.since <= $version AND t.since <= $version AND h.since <= $version"
_EACH_KIND: Final = " UNION ALL ".join(
    f"MATCH (t)-[r:{kind.label} {{id: id}}]->(h) RETURN t, r, h" for kind in LINK_TYPES.values()
)
GET_LINKS: Final = f"UNWIND $ids AS id CALL (id) {{ {_EACH_KIND} }} RETURN {_LINK}"
LINKS_OF_TYPES: Final = f"MATCH (t)-[r:{_LABELS}]->(h) WHERE type(r) IN $labels AND {_LINK_SEEN} RETURN {_LINK}"
LINKS_OF_NODE: Final = f"""
MATCH (n:Thing {{id: $node}})-[r:{_LABELS}]->(h)
WITH r, n AS t, h WHERE type(r) IN $labels AND {_LINK_SEEN} RETURN {_LINK}
UNION MATCH (n:Thing {{id: $node}})<-[r:{_LABELS}]-(t)
WITH r, t, n AS h WHERE type(r) IN $labels AND {_LINK_SEEN} RETURN {_LINK}
"""
ACCOUNTS_OF_STATEMENTS: Final = """
UNWIND $ids AS id MATCH (s:Thing {id: id})-[r:STATEMENT_OF]->(a) WHERE r.since <= $version
RETURN id AS statement, a.id AS account
"""
ALL_LINKS: Final = f"MATCH (t)-[r:{_LABELS}]->(h) WHERE r.since <= $version RETURN {_LINK}"
COUNT_LINKS: Final = f"""
MATCH (t:Thing {{id: $node}})-[r:{_LABELS}]->(h) WHERE {_LINK_SEEN}
RETURN type(r) AS label, 'out' AS direction, count(*) AS count
UNION ALL MATCH (h:Thing {{id: $node}})<-[r:{_LABELS}]-(t) WHERE {_LINK_SEEN}
RETURN type(r) AS label, 'in' AS direction, count(*) AS count
"""
WRITE_LINKS: Final = {
    name: f"""
    UNWIND $rows AS row MATCH (t:Thing {{id: row.tail}}) MATCH (h:Thing {{id: row.head}})
    MERGE (t)-[r:{kind.label} {{id: row.props.id}}]->(h) SET r = row.props
    """
    for name, kind in LINK_TYPES.items()
}
DELETE_LINKS: Final = {
    name: f"UNWIND $ids AS id MATCH ()-[r:{kind.label} {{id: id}}]->() DELETE r" for name, kind in LINK_TYPES.items()
}

# --- transfers -----------------------------------------------------------------------------------------------------

_T: Final = TRANSFER_LABEL
TRANSFER_COLUMNS: Final = (
    *("id", "since", "value_date", "booking_date", "debit_minor", "debit_currency", "credit_minor", "credit_currency"),
    *("kind", "amount", "debit_seq", "debit_source", "debit_locator", "credit_seq", "credit_source", "credit_locator"),
    *("counterparty_name", "description", "reference", "reversal_of", "words", "entries"),
)
"""The properties of a transfer, in the order in which a row carries them after its two ends; days since 1970-01-01."""

_DAYS: Final = ("value_date", "booking_date")
# Days travel as numbers: a driver packs a million of them far faster than dates.
_PROPS: Final = ", ".join(
    f"{name}: date('1970-01-01') + duration({{days: row[{place}]}})" if name in _DAYS else f"{name}: row[{place}]"
    for place, name in enumerate(TRANSFER_COLUMNS, 2)
)
CREATE_TRANSFERS: Final = f"""
UNWIND $rows AS row MATCH (d:Thing {{id: row[0]}}) MATCH (c:Thing {{id: row[1]}})
CREATE (d)-[:{_T} {{{_PROPS}}}]->(c)
"""
UPDATE_TRANSFERS: Final = f"""
UNWIND $rows AS row MATCH ()-[r:{_T} {{id: row[2]}}]->() SET r = {{{_PROPS}}}
"""
RANK_TRANSFERS: Final = {
    side: f"UNWIND $rows AS row MATCH ()-[r:{_T} {{id: row[0]}}]->() SET r.{side}_seq = row[1]"
    for side in ("debit", "credit")
}
DELETE_TRANSFERS: Final = f"UNWIND $ids AS id MATCH ()-[r:{_T} {{id: id}}]->() DELETE r"
OUTSIDE_NAME: Final = "unknown counterparty"
WRITE_OUTSIDE: Final = f"UNWIND $ids AS id MERGE (n:Thing {{id: id}}) SET n:Outside, n.name = '{OUTSIDE_NAME}'"
DAY: Final = "duration.inDays(date('1970-01-01'), r.{0}).days"
_KEPT: Final = f"""
r.id AS id, d.id AS debit, c.id AS credit, r.debit_minor AS debit_minor, r.debit_currency AS debit_currency,
r.credit_minor AS credit_minor, r.credit_currency AS credit_currency, {DAY.format("value_date")} AS value_day,
r.debit_seq AS debit_seq, r.credit_seq AS credit_seq, r.since AS since, r.entries AS entries
"""
TRANSFERS_OF_ACCOUNTS: Final = f"""
UNWIND $ids AS id MATCH (a:Thing {{id: id}})-[r:{_T}]-() WITH DISTINCT r
WHERE r.since <= $version WITH r, startNode(r) AS d, endNode(r) AS c RETURN {_KEPT}
"""
TRANSFERS_BY_ID: Final = (
    f"UNWIND $ids AS id MATCH (d)-[r:{_T} {{id: id}}]->(c) WHERE r.since <= $version RETURN {_KEPT}"
)
# For statements that nothing joins to their account: a look at each transfer.
ACCOUNTS_NAMING_STATEMENTS: Final = f"""
MATCH (d)-[r:{_T}]->(c)
WHERE r.since <= $version AND any(entry IN r.entries WHERE any(named IN $named WHERE entry CONTAINS named))
UNWIND [d, c] AS a WITH a WHERE NOT a:Outside RETURN DISTINCT a.id AS account
"""
STAGED_IDS: Final = f"MATCH ()-[r:{_T}]->() WHERE r.since > $version RETURN collect(r.id) AS ids"
# With the links: one between two nodes that were there before would outlive the nodes that are purged.
PURGE_TRANSFERS: Final = f"""
MATCH ()-[r:{_T}|{_LABELS}]->() WHERE r.since > $version WITH r LIMIT $limit DELETE r RETURN count(*) AS count
"""
PURGE_NODES: Final = """
MATCH (n:Thing) WHERE n.since > $version OR (n:Outside AND NOT (n)--())
WITH n LIMIT $limit DETACH DELETE n RETURN count(*) AS count
"""
_SHOWN: Final = (
    *("id", "debit_minor", "debit_currency", "credit_minor", "credit_currency", "kind"),
    *("debit_seq", "credit_seq", "debit_source", "debit_locator", "credit_source", "credit_locator"),
    *("counterparty_name", "description", "reference", "reversal_of"),
)
_SOUND_DAY: Final = f"CASE WHEN r.{{0}} IS :: DATE NOT NULL THEN {DAY} END"
NO_TEXT: Final = "\0"
"""Stands for an absent text in a column; an empty text is none, for a bank may print one."""
_ABSENT: Final = {"debit_seq": "0", "credit_seq": "0", "debit_source": "0", "credit_source": "0"} | dict.fromkeys(
    ("debit_locator", "credit_locator", "counterparty_name", "description", "reference", "reversal_of"), r"'\u0000'"
)


def _column(name: str) -> str:
    # collect() leaves nulls out; a column keeps its length by a mark for them that no value can be.
    return f"coalesce(r.{name}, {_ABSENT[name]})" if name in _ABSENT else f"r.{name}"


# A day as year and day of the year: the server takes a third of the time that counting days from 1970 takes it.
_YEAR_AND_DAY: Final = "CASE WHEN r.{0} IS :: DATE NOT NULL THEN r.{0}.year * 1000 + r.{0}.ordinalDay END"
_COLUMNS: Final = ", ".join(
    [
        *(f"collect({_YEAR_AND_DAY.format(name)}) AS {name}" for name in _DAYS),
        *(f"collect({_column(name)}) AS {name}" for name in _SHOWN),
    ]
)
_COLLECTED: Final = f"collect(d.id) AS debit_account, collect(c.id) AS credit_account, {_COLUMNS}"
# By the numbers under which the server keeps relationships, one after the other: they lie side by side, and all properties
# wanted are taken out of each in one go. An index of days leads all over the store, and each property alone costs a walk.
_NUMBERED: Final = f"CYPHER 5 UNWIND range($first, $last) AS number MATCH (d)-[r:{_T}]->(c) WHERE id(r) = number"
LAST_NUMBER: Final = f"CYPHER 5 MATCH ()-[r:{_T}]->() RETURN max(id(r)) AS last"
_PICKED: Final = ", ".join(f".{name}" for name in ("since", *_DAYS, *_SHOWN))
EXPORT_TRANSFERS: Final = f"""
{_NUMBERED} WITH d, c, r {{{_PICKED}}} AS r WHERE r.since <= $version
RETURN collect(id(d)) AS debit_account, collect(id(c)) AS credit_account, {_COLUMNS}
"""
# The ends of transfers come as numbers too; what they are called is asked once for all.
NUMBERED_ENDS: Final = """
CYPHER 5 MATCH (n:Thing) WHERE NOT n:Statement RETURN collect(id(n)) AS numbers, collect(n.id) AS ids
"""
_WHERE: Final = """
r.since <= $version
AND ($from_date IS NULL OR r.value_date >= $from_date) AND ($to_date IS NULL OR r.value_date <= $to_date)
AND ($min_minor IS NULL OR r.debit_minor >= $min_minor OR r.credit_minor >= $min_minor)
AND ($kinds IS NULL OR r.kind IN $kinds)
AND all(word IN $words WHERE any(told IN r.words WHERE told CONTAINS word))
AND ($account IS NULL OR d.id = $account OR c.id = $account)
AND ($debit_account IS NULL OR d.id = $debit_account) AND ($credit_account IS NULL OR c.id = $credit_account)
"""
_STARTS: Final = {
    "debit_account": f"MATCH (d:Thing {{id: $debit_account}})-[r:{_T}]->(c)",
    "credit_account": f"MATCH (d)-[r:{_T}]->(c:Thing {{id: $credit_account}})",
    "account": f"MATCH (a:Thing {{id: $account}})-[r:{_T}]-() WITH DISTINCT r WITH r, startNode(r) AS d, endNode(r) AS c",
    "": f"MATCH (d)-[r:{_T}]->(c)",
}
PAGE_OF_TRANSFERS: Final = {
    start: f"""
    {match} WHERE {_WHERE} WITH d, r, c ORDER BY r.value_date, r.id SKIP $offset LIMIT $limit RETURN {_COLLECTED}
    """
    for start, match in _STARTS.items()
}
# Sums in two halves: two rows near the largest whole number must not break an account's page.
SUM_TRANSFERS: Final = f"""
MATCH (a:Thing {{id: $own}})-[r:{_T}]-() WITH DISTINCT r WITH r, startNode(r) AS d, endNode(r) AS c WHERE {_WHERE}
WITH d, r, c, CASE WHEN d.id = $own THEN r.debit_minor ELSE r.credit_minor END AS minor,
     CASE WHEN d.id = $own THEN r.debit_currency ELSE r.credit_currency END AS currency
WITH d, c, currency, count(*) AS count, sum(minor / 4294967296) AS high, sum(minor % 4294967296) AS low,
     min(r.value_date) AS first, max(r.value_date) AS last
WITH CASE WHEN d:Outside THEN null ELSE d.id END AS debit, CASE WHEN c:Outside THEN null ELSE c.id END AS credit,
     currency, count, high + low / 4294967296 AS high, low % 4294967296 AS low, first, last
ORDER BY high DESC, low DESC, coalesce(debit, ''), coalesce(credit, ''), currency SKIP $offset LIMIT $limit
RETURN debit, credit, currency, count, high, low, first, last
"""
COUNT_COUNTERPARTIES: Final = f"""
MATCH (a:Thing {{id: $node}})
RETURN COUNT {{ MATCH (a)-[r:{_T}]->(c) WHERE r.since <= $version RETURN DISTINCT c }} AS out,
       COUNT {{ MATCH (a)<-[r:{_T}]-(d) WHERE r.since <= $version RETURN DISTINCT d }} AS in
"""

# --- events --------------------------------------------------------------------------------------------------------

_EVENT: Final = """
e.id AS id, e.type AS type, e.subject AS subject, toString(e.effective) AS effective, e.author AS author,
e.content AS content, e.told AS told
"""
GET_EVENTS: Final = f"UNWIND $ids AS id MATCH (e:Event {{id: id}}) RETURN {_EVENT}"
READ_EVENTS: Final = {
    (): f"MATCH (e:Event) RETURN {_EVENT}",
    ("subject",): f"MATCH (e:Event {{subject: $subject}}) RETURN {_EVENT}",
    ("type",): f"MATCH (e:Event {{type: $type}}) RETURN {_EVENT}",
    ("subject", "type"): f"MATCH (e:Event {{subject: $subject, type: $type}}) RETURN {_EVENT}",
}
WRITE_EVENTS: Final = "UNWIND $rows AS row MERGE (e:Event {id: row.id}) SET e = row"
JOIN_EVENTS: Final = """
UNWIND $ids AS id MATCH (e:Event {id: id}) MATCH (n:Thing {id: e.subject}) MERGE (e)-[:ABOUT]->(n)
"""
JOIN_SUBJECTS: Final = """
UNWIND $ids AS id MATCH (n:Thing {id: id}) MATCH (e:Event {subject: id}) MERGE (e)-[:ABOUT]->(n)
"""
DELETE_EVENTS: Final = "UNWIND $ids AS id MATCH (e:Event {id: id}) DETACH DELETE e"

# --- the whole case as it lies there, with what no reader sees ------------------------------------------------------

ABOUT: Final = "ABOUT"
LYING_NODES: Final = """
MATCH (n:Thing) WHERE NOT coalesce(n.since > $version, false)
RETURN labels(n) AS labels, properties(n) AS face, elementId(n) AS place
"""
LYING_LINKS: Final = f"""
MATCH (t)-[r:{_LABELS}]->(h) WHERE r.since <= $version
RETURN type(r) AS label, t.id AS tail, h.id AS head, properties(r) AS face, elementId(r) AS place
"""
LYING_EVENTS: Final = f"MATCH (e:Event) RETURN {_EVENT}, properties(e) AS face"
LYING_SUBJECTS: Final = f"""
MATCH (e)-[r:{ABOUT}]->(n) RETURN e.id AS event, n.id AS node, e:Event AND n:Thing AND size(keys(r)) = 0 AS sound
"""
_AS_WRITTEN: Final = ", ".join(_SOUND_DAY.format(name) if name in _DAYS else f"r.{name}" for name in TRANSFER_COLUMNS)
LYING_TRANSFERS: Final = f"""
{_NUMBERED} AND r.since <= $version AND r.value_date IS :: DATE NOT NULL
RETURN [d.id, c.id, {_AS_WRITTEN}] AS row, size(keys(r)) AS properties
"""
_MARKS: Final = ", ".join(f"'{mark}'" for mark in ("case", "gate", "readings", *LANES))
# What was sent ahead is told apart from the rest, and counted on the server: there may be a million of it.
FOREIGN_NODES: Final = f"""
MATCH (n) WHERE (n:Thing AND n.since > $version) OR NOT n:Thing AND (
  size(labels(n)) <> 1 OR NOT labels(n)[0] IN $kept
  OR labels(n)[0] STARTS WITH 'Tracer' AND NOT coalesce(n.mark IN [{_MARKS}], false)
  OR (n:LogEntry OR n:ReadingEntry) AND NOT coalesce(n.seq >= 1, false)
)
RETURN labels(n) AS labels, n:Thing AS ahead, count(*) AS count, min(elementId(n)) AS place
"""
FOREIGN_LINKS: Final = f"""
MATCH ()-[r]->() WITH r, type(r) AS label WHERE NOT label IN $known OR label <> '{ABOUT}' AND (
  NOT coalesce(r.since <= $version, false) OR label = '{_T}' AND NOT r.value_date IS :: DATE NOT NULL
)
WITH r, label, label IN $known AND coalesce(r.since > $version, false) AS ahead
RETURN [label] AS labels, ahead, count(*) AS count, min(elementId(r)) AS place
"""

# --- the two chains ------------------------------------------------------------------------------------------------

WRITE_LOG: Final = "UNWIND $rows AS row CREATE (e:LogEntry) SET e = row"
READ_LOG: Final = """
MATCH (e:LogEntry) WHERE e.seq > $after RETURN properties(e) AS entry ORDER BY e.seq LIMIT $limit
"""
READ_LOG_END: Final = "MATCH (c:TracerCase) RETURN c.log_seq AS seq, c.log_hash AS hash"
LOCK_READINGS: Final = "MATCH (l:TracerReadings) SET l.writer = $writer RETURN l.seq AS seq, l.hash AS hash"
WRITE_READING: Final = """
MATCH (l:TracerReadings) SET l.seq = $row.seq, l.hash = $row.hash CREATE (e:ReadingEntry) SET e = $row
"""
READ_READINGS: Final = """
MATCH (e:ReadingEntry) WHERE e.seq > $after RETURN properties(e) AS entry ORDER BY e.seq LIMIT $limit
"""
READ_READINGS_END: Final = "MATCH (l:TracerReadings) RETURN l.seq AS seq, l.hash AS hash"
