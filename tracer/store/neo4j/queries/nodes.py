"""Statements that read and write nodes."""

from __future__ import annotations

from typing import Final

from graph_schema.records.nodes import NODE_TYPES
from graph_schema.rendering.cypher import FULL_TEXT_TERMS

# The statements below contain only names of the schema; text of a person is a parameter.

_NODE: Final = "n.id AS id, labels(n) AS labels, n.since AS since, n.told AS told"
GET_NODES: Final = f"UNWIND $ids AS id MATCH (n:Thing {{id: id}}) USING INDEX SEEK n:Thing(id) RETURN {_NODE}"
NODES_OF_TYPE: Final = {
    name: f"MATCH (n:{name}) WHERE n.since <= $version RETURN {_NODE} ORDER BY n.id" for name in NODE_TYPES
}
NODES_OF_SOURCE: Final = f"""
MATCH (n:Thing) WHERE n.since <= $version AND any(text IN n.told WHERE text STARTS WITH $mark) RETURN {_NODE} ORDER BY n.id
"""
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
EXPORT_TERMS: Final = {
    name: f"MATCH (n:{name}) WHERE n.since <= $version RETURN collect(n.id) AS ids, collect(n.terms) AS terms"
    for name in NODE_TYPES
}
SEARCH_TERMS: Final = f"""
CALL db.index.fulltext.queryNodes('{FULL_TEXT_TERMS}', $query) YIELD node
WHERE node.since <= $version RETURN node.id AS id, labels(node) AS labels, node.terms AS terms
"""
WRITE_NODES: Final = {
    name: f"UNWIND $rows AS row MERGE (n:Thing {{id: row.id}}) SET n:{name}, n = row" for name in NODE_TYPES
}
WRITE_PLACEHOLDERS: Final = "UNWIND $ids AS id MERGE (:Thing {id: id})"
MARK_DIFFERING: Final = "UNWIND $ids AS id MATCH (n:Thing {id: id}) USING INDEX SEEK n:Thing(id) SET n:Differing"
UNMARK_DIFFERING: Final = "UNWIND $ids AS id MATCH (n:Thing {id: id}) USING INDEX SEEK n:Thing(id) REMOVE n:Differing"
UNNAME_NODES: Final = f"""
UNWIND $ids AS id MATCH (n:Thing {{id: id}}) USING INDEX SEEK n:Thing(id) REMOVE n:Differing:{":".join(NODE_TYPES)}
"""
FORGET_NODES: Final = f"""
UNWIND $ids AS id MATCH (n:Thing {{id: id}}) USING INDEX SEEK n:Thing(id)
SET n = {{id: id}} REMOVE n:Differing:{":".join(NODE_TYPES)}
WITH n WHERE NOT (n)--() DELETE n
"""
