"""Statements that read and write transfers."""

from __future__ import annotations

from typing import Final

from graph_schema.rendering.cypher import TRANSFER_LABEL
from tracer.store.neo4j.queries.links import LABELS

# The statements below contain only names of the schema; text of a person is a parameter.

_T: Final = TRANSFER_LABEL
TRANSFER_COLUMNS: Final = (
    *("id", "since", "value_date", "booking_date", "debit_minor", "debit_currency", "credit_minor", "credit_currency"),
    *("kind", "amount", "debit_seq", "debit_source", "debit_locator", "credit_seq", "credit_source", "credit_locator"),
    *("counterparty_name", "description", "reference", "reversal_of", "words", "entries"),
)
"""The properties of a transfer, in their order in a row after its two ends. Days are counted from 1970-01-01."""

DAYS: Final = ("value_date", "booking_date")
# Days are sent as numbers, because the driver packs numbers much faster than dates.
_PROPS: Final = ", ".join(
    f"{name}: date('1970-01-01') + duration({{days: row[{index}]}})" if name in DAYS else f"{name}: row[{index}]"
    for index, name in enumerate(TRANSFER_COLUMNS, 2)
)
CREATE_TRANSFERS: Final = f"""
UNWIND $rows AS row MATCH (d:Thing {{id: row[0]}}) USING INDEX SEEK d:Thing(id)
MATCH (c:Thing {{id: row[1]}}) USING INDEX SEEK c:Thing(id)
CREATE (d)-[:{_T} {{{_PROPS}}}]->(c)
"""
UPDATE_TRANSFERS: Final = f"""
UNWIND $rows AS row MATCH ()-[r:{_T} {{id: row[2]}}]->() USING INDEX SEEK r:{_T}(id) SET r = {{{_PROPS}}}
"""
RANK_TRANSFERS: Final = {
    side: f"UNWIND $rows AS row MATCH ()-[r:{_T} {{id: row[0]}}]->() USING INDEX SEEK r:{_T}(id) SET r.{side}_seq = row[1]"
    for side in ("debit", "credit")
}
DELETE_TRANSFERS: Final = f"UNWIND $ids AS id MATCH ()-[r:{_T} {{id: id}}]->() USING INDEX SEEK r:{_T}(id) DELETE r"
OUTSIDE_NAME: Final = "unknown counterparty"
WRITE_OUTSIDE: Final = f"UNWIND $ids AS id MERGE (n:Thing {{id: id}}) SET n:Outside, n.name = '{OUTSIDE_NAME}'"
DAY: Final = "duration.inDays(date('1970-01-01'), r.{0}).days"
_KEPT: Final = f"""
r.id AS id, d.id AS debit, c.id AS credit, r.debit_minor AS debit_minor, r.debit_currency AS debit_currency,
r.credit_minor AS credit_minor, r.credit_currency AS credit_currency, {DAY.format("value_date")} AS value_day,
r.debit_seq AS debit_seq, r.credit_seq AS credit_seq, r.since AS since, r.entries AS entries
"""
TRANSFERS_OF_ACCOUNTS: Final = f"""
UNWIND $ids AS id MATCH (a:Thing {{id: id}})-[r:{_T}]-() USING INDEX SEEK a:Thing(id) WITH DISTINCT r
WHERE r.since <= $version WITH r, startNode(r) AS d, endNode(r) AS c RETURN {_KEPT}
"""
TRANSFERS_BY_ID: Final = f"""
UNWIND $ids AS id MATCH (d)-[r:{_T} {{id: id}}]->(c) USING INDEX SEEK r:{_T}(id)
WHERE r.since <= $version RETURN {_KEPT}
"""
# This reads every transfer. It is used only for statements without a link to their account.
ACCOUNTS_NAMING_STATEMENTS: Final = f"""
MATCH (d)-[r:{_T}]->(c)
WHERE r.since <= $version AND any(entry IN r.entries WHERE any(named IN $named WHERE entry CONTAINS named))
UNWIND [d, c] AS a WITH a WHERE NOT a:Outside RETURN DISTINCT a.id AS account
"""
LOADED_IDS: Final = f"MATCH ()-[r:{_T}]->() WHERE r.since > $version RETURN collect(r.id) AS ids"
# Links are purged here too: a link between two committed nodes would stay when only new nodes are purged.
PURGE_TRANSFERS: Final = f"""
MATCH ()-[r:{_T}|{LABELS}]->() WHERE r.since > $version WITH r LIMIT $limit DELETE r RETURN count(*) AS count
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
SOUND_DAY: Final = f"CASE WHEN r.{{0}} IS :: DATE NOT NULL THEN {DAY} END"
NO_TEXT: Final = "\0"
"""Stands for an absent text in a column. The empty text cannot stand for it, because a bank can print an empty text."""
_ABSENT: Final = {"debit_seq": "0", "credit_seq": "0", "debit_source": "0", "credit_source": "0"} | dict.fromkeys(
    ("debit_locator", "credit_locator", "counterparty_name", "description", "reference", "reversal_of"), r"'\u0000'"
)


def _column(name: str) -> str:
    # collect() omits nulls. A value that never occurs stands for null, so that all columns have the same length.
    return f"coalesce(r.{name}, {_ABSENT[name]})" if name in _ABSENT else f"r.{name}"


# A day is sent as year and day of the year. This takes the server a third of the time of counting days from 1970.
_YEAR_AND_DAY: Final = "CASE WHEN r.{0} IS :: DATE NOT NULL THEN r.{0}.year * 1000 + r.{0}.ordinalDay END"
_COLUMNS: Final = ", ".join(
    [
        *(f"collect({_YEAR_AND_DAY.format(name)}) AS {name}" for name in DAYS),
        *(f"collect({_column(name)}) AS {name}" for name in _SHOWN),
    ]
)
_COLLECTED: Final = f"collect(d.id) AS debit_account, collect(c.id) AS credit_account, {_COLUMNS}"
# The transfers are read in the order of their internal ids, which is their order on the disk, and all properties of a
# transfer are read together. An index of days would read the disk in random order. A plan made while the graph was
# nearly empty would read all transfers for each number, so the statement is planned each time.
NUMBERED: Final = (
    f"CYPHER 5 replan=force UNWIND range($first, $last) AS number MATCH (d)-[r:{_T}]->(c) WHERE id(r) = number"
)
LAST_NUMBER: Final = f"CYPHER 5 MATCH ()-[r:{_T}]->() RETURN max(id(r)) AS last"
_PICKED: Final = ", ".join(f".{name}" for name in ("since", *DAYS, *_SHOWN))
EXPORT_TRANSFERS: Final = f"""
{NUMBERED} WITH d, c, r {{{_PICKED}}} AS r WHERE r.since <= $version
RETURN collect(id(d)) AS debit_account, collect(id(c)) AS credit_account, {_COLUMNS}
"""
# The ends of transfers are internal ids too. Their ids in the case are read once for all transfers.
NUMBERED_ENDS: Final = """
CYPHER 5 MATCH (n:Thing) WHERE NOT n:Statement RETURN collect(id(n)) AS numbers, collect(n.id) AS ids
"""
_WHERE: Final = """
r.since <= $version
AND ($from_date IS NULL OR r.value_date >= $from_date) AND ($to_date IS NULL OR r.value_date <= $to_date)
AND ($min_minor IS NULL OR r.debit_minor >= $min_minor OR r.credit_minor >= $min_minor)
AND ($kinds IS NULL OR r.kind IN $kinds)
AND all(word IN $words WHERE any(text IN r.words WHERE text CONTAINS word))
AND ($account IS NULL OR d.id = $account OR c.id = $account)
AND ($debit_account IS NULL OR d.id = $debit_account) AND ($credit_account IS NULL OR c.id = $credit_account)
"""
_ENDS: Final = "WITH r, startNode(r) AS d, endNode(r) AS c"
_STARTS: Final = {
    "debit_account": f"MATCH (d:Thing {{id: $debit_account}})-[r:{_T}]->(c) USING INDEX SEEK d:Thing(id)",
    "credit_account": f"MATCH (d)-[r:{_T}]->(c:Thing {{id: $credit_account}}) USING INDEX SEEK c:Thing(id)",
    "account": f"MATCH (a:Thing {{id: $account}})-[r:{_T}]-() USING INDEX SEEK a:Thing(id) WITH DISTINCT r {_ENDS}",
    "": f"MATCH (d)-[r:{_T}]->(c)",
}
PAGE_OF_TRANSFERS: Final = {
    start: f"""
    {match} WHERE {_WHERE} WITH d, r, c ORDER BY r.value_date, r.id SKIP $offset LIMIT $limit RETURN {_COLLECTED}
    """
    for start, match in _STARTS.items()
}
# The sum is computed in two halves, so that two rows near the largest whole number do not overflow.
SUM_TRANSFERS: Final = f"""
MATCH (a:Thing {{id: $own}})-[r:{_T}]-() USING INDEX SEEK a:Thing(id) WITH DISTINCT r {_ENDS} WHERE {_WHERE}
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
MATCH (a:Thing {{id: $node}}) USING INDEX SEEK a:Thing(id)
RETURN COUNT {{ MATCH (a)-[r:{_T}]->(c) WHERE r.since <= $version RETURN DISTINCT c }} AS out,
       COUNT {{ MATCH (a)<-[r:{_T}]-(d) WHERE r.since <= $version RETURN DISTINCT d }} AS in
"""
