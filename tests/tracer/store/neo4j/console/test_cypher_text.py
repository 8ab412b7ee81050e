"""What the console lets through to a server, by the words of the query alone."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tracer.store.neo4j.console.cypher_text import FIRST_WORDS, FUNCTIONS, MOST_SIGNS, check_text
from tracer.store.ports.console import QueryRefused, QueryWrong

PLAIN = """
MATCH (n:Person {name: $name})-[r:OWNS|HOLDS*1..3]->(m) WHERE n.born >= date('1970-01-01') RETURN n, m, r ORDER BY n.name
match (n) where n.file = 1 and n.use > 2 and n.load in (1) return n.profile as explain, {use: 1, call: 2}
OPTIONAL MATCH (n:USE:LOAD) RETURN count(*) AS c, collect(DISTINCT n.name)[0..size([1])]
MATCH p = shortestPath((a)-[*..9]-(b)) WHERE all(x IN nodes(p) WHERE x.name <> '') RETURN p;
MATCH p = ANY SHORTEST (a)-[r]->+(b) WHERE NOT (a)--(b) OR (a)<--(b) RETURN reduce(s = 0, r IN relationships(p) | s + 1)
MATCH p = (a) ((x)-[y]->(z)){1,3} (b) RETURN EXISTS { (a)-->(b) }, COUNT { (a) }, [(a)-->(c) | c.name]
WITH 'CREATE // not a comment; USE system CALL apoc.load.json("http://x")' AS t RETURN t // DETACH DELETE; apoc.x()
/* PROFILE ; LOAD CSV apoc.do.it() */ RETURN 1
WITH "it's; \\"quoted\\" \\\\" AS t RETURN t, 'it\\'s', `odd ``name; apoc.x(1)` AS y
CALL db.labels() YIELD label RETURN label
CALL `db`.`labels`() YIELD label RETURN label
CALL db.labels
CALL db . index . fulltext . queryNodes('names', 'Inventescu') YIELD node RETURN node
MATCH (n) CALL (n) { MATCH (n)-->(m) RETURN m } RETURN CASE WHEN (1 = 1) THEN (2) ELSE (3) END
UNWIND range(1, 2 * (3 + 4)) AS i RETURN i
RETURN date.truncate('month', date()), Date . Truncate('day', date()), `toUpper`('x'), duration.inDays(date(), date())
RETURN 1.5 + 0x1F - 1e-3 AS x
RETURN 'Ștefan Țărână' AS nume, $1 AS first
""".strip().splitlines()


@pytest.mark.parametrize("query", PLAIN)
def test_plain_reading_passes(query):
    check_text(query, ["name", "1"])


def test_lines_may_end_in_either_way():
    check_text("MATCH (n) // first\r\n\tWHERE n.x = 1\nRETURN n", ())


NOT_PLAIN = {
    "": "begins with",
    "   /* nothing */ ": "begins with",
    "EXPLAIN RETURN 1": "begins with",
    "PROFILE RETURN 1": "begins with",
    "profile MATCH (n) RETURN n": "begins with",
    "/* x */ PROFILE RETURN 1": "begins with",
    "// x\nPROFILE RETURN 1": "begins with",
    "CYPHER 25 RETURN 1": "begins with",
    "CYPHER runtime=slotted PROFILE RETURN 1": "begins with",
    "runtime=slotted RETURN 1": "begins with",
    "25 RETURN 1": "begins with",
    "USE system MATCH (n) RETURN n": "begins with",
    "SHOW USERS": "begins with",
    "SHOW TRANSACTIONS": "begins with",
    "TERMINATE TRANSACTION 'x'": "begins with",
    "ALTER CURRENT USER SET PASSWORD FROM 'a' TO 'b'": "begins with",
    "CREATE (n)": "begins with",
    "MERGE (n)": "begins with",
    "INSERT (n)": "begins with",
    "FOREACH (x IN [1] | CREATE (n))": "begins with",
    "LOAD CSV FROM 'file:///x' AS l RETURN l": "begins with",
    "DROP INDEX x": "begins with",
    "`RETURN` 1": "begins with",
    "'RETURN' 1": "begins with",
    "ſHOW USERS": "begins with",
    "WITH 1 AS x LOAD CSV FROM 'http://x' AS l RETURN l": "LOAD CSV",
    "WITH 1 AS x load /* ; */ cSv FROM 'http://x' AS l RETURN l": "LOAD CSV",
    "CALL { USE system RETURN 1 AS x } RETURN x": "USE",
    "RETURN 1 AS x UNION use neo4j RETURN 2 AS x": "USE",
    "RETURN 1; RETURN 2": "semicolon",
    "RETURN 1;;": "semicolon",
    "; RETURN 1": "begins with",
    "RETURN 1 AS x, '\\u0041' AS y": "\\u",
    "MATCH (n) \\u0043REATE (m) RETURN n": "\\u",
    "RETURN 'a\\'; CREATE (n)": "no end",
    "RETURN 'a\\q'": "no end",
    'RETURN "a': "no end",
    "RETURN `a": "no end",
    "RETURN 1 /* a": "no end",
    "RETURN 1 /*/ a": "no end",
    "// a\rMATCH (n)\nPROFILE RETURN 1": "not part of Cypher",
    "RETURN\u00a01": "not part of Cypher",
    "RETURN\x0b1": "not part of Cypher",
    "MATCH (a)\u2013>(b) RETURN a": "not part of Cypher",
    "RETURN 1\x00": "not part of Cypher",
    "RETURN \\": "not part of Cypher",
    "RETURN apoc.load.json('http://x')": "apoc.load.json",
    "RETURN apoc /* x */ . load\n.json ('http://x')": "apoc.load.json",
    "RETURN `apoc`.`load`.`json`('http://x')": "apoc.load.json",
    "RETURN `apoc.load.json`('http://x')": "apoc.load.json",
    "RETURN genai.vector.encode('x', 'OpenAI')": "genai.vector.encode",
    "RETURN ai.text.embed('x')": "ai.text.embed",
    "MATCH (n) WHERE office.lookup(n.cnp) RETURN n": "office.lookup",
    "MATCH (n {x: apoc.x(1)}) RETURN n": "apoc.x",
    "RETURN [1][0..apoc.x(1)]": "apoc.x",
    "RETURN (date).truncate('x')": ".truncate",
    "RETURN 1.sqrt(2)": ".sqrt",
    "RETURN file()": "file",
    "RETURN LineNumber()": "LineNumber",
    "RETURN graph.byName('system')": "graph.byName",
    "RETURN `match`(1)": "match",
    "RETURN dat\u0435.truncate('day')": "truncate",
    "RETURN range(1, 100000000) AS l": "range",
    "RETURN all(x IN range(1, 10) WHERE x > 0)": "range",
    "UNWIND range(1, 3) + range(1, 100000000) AS x RETURN x": "range",
    "UNWIND [x IN range(1, 3) | x] AS x RETURN x": "range",
    "UNWIND `range`(1, 3)[0..2] AS x RETURN x": "range",
    "CALL dbms.listConfig()": "dbms.listConfig",
    "CALL dbms.listConfig": "dbms.listConfig",
    "CALL `dbms`.killConnection": "dbms.killConnection",
    "CALL { CALL dbms.components() YIELD name RETURN name } RETURN name": "dbms.components",
    "CALL db.Labels()": "db.Labels",
    "CALL apoc.periodic.iterate('x', 'y', {})": "apoc.periodic.iterate",
    "OPTIONAL CALL tx.setMetaData({})": "tx.setMetaData",
    "RETURN 1 " + " " * MOST_SIGNS: "characters",
}


@pytest.mark.parametrize("query", NOT_PLAIN)
def test_anything_else_is_refused_with_a_reason(query):
    with pytest.raises(QueryRefused) as refused:
        check_text(query, ())
    assert NOT_PLAIN[query] in str(refused.value)
    assert refused.value.exit_code == 2


@pytest.mark.parametrize("query", ["RETURN $who", "RETURN $`who`", "RETURN $ who", "MATCH (n {x: $who}) RETURN n"])
def test_a_parameter_that_is_not_given_is_named(query):
    with pytest.raises(QueryWrong, match=r"\$who"):
        check_text(query, ["name"])
    check_text(query, ["who"])


def test_the_list_of_functions_holds_none_that_tells_of_the_server():
    assert not {name for name in FUNCTIONS if name.startswith(("graph.", "apoc.", "db.", "genai.", "ai."))}
    assert not FUNCTIONS & {"file", "linenumber"}
    assert {name.partition(".")[0] for name in FUNCTIONS if "." in name} == {
        "date",
        "datetime",
        "duration",
        "localdatetime",
        "localtime",
        "point",
        "time",
    }


HOSTILE = st.sampled_from(
    ["'", '"', "`", "/*", "*/", "//", "\n", "\\", "\\'", ";", "(", ")", ".", " ", "a", "RETURN 1", "apoc.x(1)", "USE g"]
)


@given(st.lists(HOSTILE, max_size=12).map("".join))
def test_a_foreign_function_passes_only_inside_quotes_or_comments(middle):
    """Whatever stands before it, a call that is let through is text, name or comment."""
    query = f"RETURN 1 AS x {middle}\nRETURN 2"
    try:
        check_text(query, ())
    except QueryRefused:
        return
    assert not _outside(query, "apoc.x(1)")
    assert not _outside(query, ";")


def _outside(query, wanted):
    """A slow second reader of quotes and comments: is the text anywhere outside of them?"""
    place, closing = 0, ""
    while place < len(query):
        if not closing and query.startswith(wanted, place):
            return True
        if not closing:
            start = next((mark for mark in ("//", "/*", "'", '"', "`") if query.startswith(mark, place)), "")
            closing = {"//": "\n", "/*": "*/"}.get(start, start)
            place += len(start) or 1
        elif closing in "'\"" and query[place] == "\\":
            place += 2
        elif query.startswith(closing, place):
            place += len(closing)
            closing = ""
        else:
            place += 1
    return False


@pytest.mark.parametrize("word", FIRST_WORDS)
def test_the_sentence_says_what_a_query_may_begin_with(word):
    with pytest.raises(QueryRefused, match=word):
        check_text("DROP INDEX x", ())
