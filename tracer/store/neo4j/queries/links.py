"""Statements that read and write links."""

from __future__ import annotations

from typing import Final

from graph_schema.records.links import LINK_TYPES

# The statements below contain only names of the schema; text of a person is a parameter.

LABELS: Final = "|".join(kind.label for kind in LINK_TYPES.values())
_LINK: Final = "r.id AS id, type(r) AS label, r.since AS since, r.told AS told, t.id AS tail, h.id AS head"
_LINK_SEEN: Final = "r.since <= $version AND t.since <= $version AND h.since <= $version"
_EACH_KIND: Final = " UNION ALL ".join(
    f"MATCH (t)-[r:{kind.label} {{id: id}}]->(h) USING INDEX SEEK r:{kind.label}(id) RETURN t, r, h"
    for kind in LINK_TYPES.values()
)
GET_LINKS: Final = f"UNWIND $ids AS id CALL (id) {{ {_EACH_KIND} }} RETURN {_LINK}"
LINKS_OF_TYPES: Final = f"MATCH (t)-[r:{LABELS}]->(h) WHERE type(r) IN $labels AND {_LINK_SEEN} RETURN {_LINK}"
LINKS_OF_NODE: Final = f"""
MATCH (n:Thing {{id: $node}})-[r:{LABELS}]->(h) USING INDEX SEEK n:Thing(id)
WITH r, n AS t, h WHERE type(r) IN $labels AND {_LINK_SEEN} RETURN {_LINK}
UNION MATCH (n:Thing {{id: $node}})<-[r:{LABELS}]-(t) USING INDEX SEEK n:Thing(id)
WITH r, t, n AS h WHERE type(r) IN $labels AND {_LINK_SEEN} RETURN {_LINK}
"""
ACCOUNTS_OF_STATEMENTS: Final = """
UNWIND $ids AS id MATCH (s:Thing {id: id})-[r:STATEMENT_OF]->(a) USING INDEX SEEK s:Thing(id) WHERE r.since <= $version
RETURN id AS statement, a.id AS account
"""
LINKS_OF_SOURCE: Final = f"""
MATCH (t)-[r:{LABELS}]->(h) WHERE r.since <= $version AND any(text IN r.told WHERE text STARTS WITH $mark) RETURN {_LINK}
"""
COUNT_LINKS: Final = f"""
MATCH (t:Thing {{id: $node}})-[r:{LABELS}]->(h) USING INDEX SEEK t:Thing(id) WHERE {_LINK_SEEN}
RETURN type(r) AS label, 'out' AS direction, count(*) AS count
UNION ALL MATCH (h:Thing {{id: $node}})<-[r:{LABELS}]-(t) USING INDEX SEEK h:Thing(id) WHERE {_LINK_SEEN}
RETURN type(r) AS label, 'in' AS direction, count(*) AS count
"""
WRITE_LINKS: Final = {
    name: f"""
    UNWIND $rows AS row MATCH (t:Thing {{id: row.tail}}) USING INDEX SEEK t:Thing(id)
    MATCH (h:Thing {{id: row.head}}) USING INDEX SEEK h:Thing(id)
    MERGE (t)-[r:{kind.label} {{id: row.props.id}}]->(h) SET r = row.props
    """
    for name, kind in LINK_TYPES.items()
}
DELETE_LINKS: Final = {
    name: f"UNWIND $ids AS id MATCH ()-[r:{kind.label} {{id: id}}]->() USING INDEX SEEK r:{kind.label}(id) DELETE r"
    for name, kind in LINK_TYPES.items()
}
