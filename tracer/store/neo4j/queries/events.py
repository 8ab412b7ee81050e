"""Statements that read and write events."""

from __future__ import annotations

from typing import Final

# The statements below contain only names of the schema; text of a person is a parameter.

EVENT: Final = """
e.id AS id, e.type AS type, e.subject AS subject, toString(e.effective) AS effective, e.author AS author,
e.content AS content, e.told AS told
"""
GET_EVENTS: Final = f"UNWIND $ids AS id MATCH (e:Event {{id: id}}) USING INDEX SEEK e:Event(id) RETURN {EVENT}"
READ_EVENTS: Final = {
    (): f"MATCH (e:Event) RETURN {EVENT}",
    ("subject",): f"MATCH (e:Event {{subject: $subject}}) RETURN {EVENT}",
    ("type",): f"MATCH (e:Event {{type: $type}}) RETURN {EVENT}",
    ("subject", "type"): f"MATCH (e:Event {{subject: $subject, type: $type}}) RETURN {EVENT}",
}
EVENTS_OF_SOURCE: Final = f"MATCH (e:Event) WHERE any(text IN e.told WHERE text STARTS WITH $mark) RETURN {EVENT}"
WRITE_EVENTS: Final = "UNWIND $rows AS row MERGE (e:Event {id: row.id}) SET e = row"
JOIN_EVENTS: Final = """
UNWIND $ids AS id MATCH (e:Event {id: id}) USING INDEX SEEK e:Event(id)
MATCH (n:Thing {id: e.subject}) USING INDEX SEEK n:Thing(id) MERGE (e)-[:ABOUT]->(n)
"""
JOIN_SUBJECTS: Final = """
UNWIND $ids AS id MATCH (n:Thing {id: id}) USING INDEX SEEK n:Thing(id)
MATCH (e:Event {subject: id}) USING INDEX SEEK e:Event(subject) MERGE (e)-[:ABOUT]->(n)
"""
DELETE_EVENTS: Final = "UNWIND $ids AS id MATCH (e:Event {id: id}) USING INDEX SEEK e:Event(id) DETACH DELETE e"
