"""Checks that the text of a query only reads, before the query is sent to a server."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from typing import Final

from tracer.store.ports.console import QueryRefused, QueryWrong

MOST_SIGNS: Final = 20_000
"""The longest query in characters. Planning a longer query takes too long."""

FIRST_WORDS: Final = ("MATCH", "OPTIONAL", "UNWIND", "WITH", "RETURN", "CALL")
"""A query that begins with one of these words has no option (CYPHER, EXPLAIN, PROFILE, runtime=...) and no command."""

PROCEDURES: Final = frozenset(
    {
        "db.labels",
        "db.relationshipTypes",
        "db.propertyKeys",
        "db.index.fulltext.queryNodes",
        "db.index.fulltext.queryRelationships",
    }
)

_FUNCTIONS: Final = """
abs acos all allshortestpaths any asin atan atan2 avg btrim ceil char_length character_length coalesce collect cos cot
count date datetime degrees duration e elementid endnode exists exp floor haversin head id isempty isnan keys labels
last left length localdatetime localtime log log10 lower ltrim max min nodes none normalize nullif percentilecont
percentiledisc pi point properties radians rand randomuuid range reduce relationships replace reverse right round
rtrim shortestpath sign sin single size split sqrt startnode stdev stdevp substring sum tail tan time timestamp
toboolean tobooleanlist tobooleanornull tofloat tofloatlist tofloatornull tointeger tointegerlist tointegerornull
tolower tostring tostringlist tostringornull toupper trim type upper valuetype
date.realtime date.statement date.transaction date.truncate datetime.fromepoch datetime.fromepochmillis
datetime.realtime datetime.statement datetime.transaction datetime.truncate duration.between duration.indays
duration.inmonths duration.inseconds localdatetime.realtime localdatetime.statement localdatetime.transaction
localdatetime.truncate localtime.realtime localtime.statement localtime.transaction localtime.truncate point.distance
point.withinbbox time.realtime time.statement time.transaction time.truncate
"""

FUNCTIONS: Final = frozenset(_FUNCTIONS.split())
"""Functions of the releases 5.26 and 2026 that use only records and values.

Not included: file, linenumber and graph.*, which give facts about the server; vector.*; and all installed functions
(apoc.*, genai.*, functions of an office), which can read files and open connections.
"""

# After these words, a bracket begins an expression or a pattern, not the arguments of a function.
_KEYWORDS: Final = """
all and any as by call case contains distinct else end exists groups group in is limit match not optional or order
path paths return shortest skip then union unwind when where with xor yield
"""

_BEFORE_BRACKET: Final = frozenset(_KEYWORDS.split())

_WRITING: Final = frozenset({"create", "foreach", "insert", "merge"})

_TOKEN: Final = re.compile(
    r"""
      (?P<gap> [ \t\n]+ | \r\n | //[^\r\n]* | /\*.*?\*/ )
    | (?P<text> '(?:[^'\\]|\\[\\'"bfnrt])*' | "(?:[^"\\]|\\[\\'"bfnrt])*" )
    | (?P<quoted> `(?:[^`]|``)+` )
    | (?P<unfinished> /\* | ['"`] )
    | (?P<name> [^\W\d]\w* )
    | (?P<number> \d\w* )
    | (?P<sign> \.\. | [-+*/%^=<>!|&:;,.(){}\[\]$] )
    """,
    re.VERBOSE | re.DOTALL,
)


@dataclass(frozen=True, slots=True)
class _Word:
    kind: str
    text: str

    @property
    def is_name(self) -> bool:
        return self.kind in ("name", "quoted")

    def is_keyword(self, keyword: str) -> bool:
        return self.kind == "name" and self.text.isascii() and self.text.upper() == keyword

    def is_sign(self, sign: str) -> bool:
        return self.kind == "sign" and self.text == sign


_NOTHING: Final = _Word("", "")


def check_text(query: str, params: Collection[str]) -> None:
    """May this query be sent to a server?

    The query must be one statement that begins with a reading clause and calls only listed functions and procedures.
    All its parameters must be given. This check does not find everything (CREATE, LOAD CSV in unusual places, SHOW):
    the plan is checked next.

    Raises: QueryRefused, QueryWrong.
    """
    if len(query) > MOST_SIGNS:
        raise QueryRefused(
            "The query has {length} characters; the console accepts at most {most}. Split it into smaller queries.",
            length=len(query),
            most=MOST_SIGNS,
        )
    words = list(_split(query))
    if not words or not any(words[0].is_keyword(first) for first in FIRST_WORDS):
        raise QueryRefused(
            "A query in the console begins with one of {allowed}, without EXPLAIN, PROFILE, CYPHER or other options "
            "before it. The console only reads records.",
            allowed=", ".join(FIRST_WORDS),
        )
    _check_statement(words)
    for index, word in enumerate(words):
        after = words[index + 1] if index + 1 < len(words) else _NOTHING
        if word.is_keyword("CALL") and after.is_name:
            check_procedure(_dotted_name(words, index + 1))
        elif word.is_sign("(") and index and words[index - 1].is_name:
            _check_call(words, index)
        elif word.is_sign("$") and after.kind in ("name", "quoted", "number") and after.text not in params:
            raise QueryWrong("The query uses the parameter ${name}, but no such parameter is given.", name=after.text)


def _split(query: str) -> Iterator[_Word]:
    # The server replaces \uXXXX before it parses a query, so it would run another text than the one checked here.
    if "\\u" in query:
        raise QueryRefused("The console accepts no \\u sequences. Write the letter itself.")
    position = 0
    while position < len(query):
        found = _TOKEN.match(query, position)
        if found is None:
            raise QueryRefused(
                "The query contains a character that is not part of Cypher, at position {place}. Outside quoted texts, only "
                "letters, digits and the signs of Cypher are allowed.",
                place=position + 1,
            )
        kind, text, position = str(found.lastgroup), found[0], found.end()
        if kind == "unfinished":
            raise QueryRefused(
                "A text, a name in backticks or a comment that begins at position {place} has no end.",
                place=found.start() + 1,
            )
        if kind == "quoted":
            text = text[1:-1].replace("``", "`")
        if kind != "gap":
            yield _Word(kind, text)


def _check_statement(words: list[_Word]) -> None:
    if any(word.is_sign(";") for word in words[:-1]):
        raise QueryRefused("The console accepts one query at a time, without a semicolon in it.")
    for before, word, after in zip([_NOTHING, *words], words, [*words[1:], _NOTHING], strict=False):
        is_property = before.is_sign(".") or before.is_sign(":") or after.is_sign(":")
        if word.is_keyword("USE") and not is_property:
            raise QueryRefused("The console reads only the database of the case. Leave out USE.")
        if word.is_keyword("LOAD") and after.is_keyword("CSV"):
            raise QueryRefused("The console reads records of the case, not files or addresses. Leave out LOAD CSV.")


def _dotted_name(words: list[_Word], index: int) -> str:
    names = [words[index].text]
    while index + 2 < len(words) and words[index + 1].is_sign(".") and words[index + 2].is_name:
        index += 2
        names.append(words[index].text)
    return ".".join(names)


def _check_call(words: list[_Word], bracket: int) -> None:
    first = bracket - 1
    names = [words[first].text]
    while first >= 2 and words[first - 1].is_sign(".") and words[first - 2].is_name:
        first -= 2
        names.insert(0, words[first].text)
    before = words[first - 1] if first else _NOTHING
    if before.is_keyword("CALL"):
        return
    if before.is_sign("."):
        names.insert(0, "")
    name = ".".join(names)
    known = name.isascii() and name.lower()
    if len(names) == 1 and words[first].kind == "name" and known in _BEFORE_BRACKET:
        return
    if known in _WRITING:
        raise QueryRefused("The query would change the database or its server. The console only reads.")
    if known not in FUNCTIONS:
        raise QueryRefused(
            "The function {name} is not on the list of the console, which holds the functions of Cypher on texts, "
            "numbers, days, lists, nodes and paths, and none that is installed beside the server.",
            name=name,
        )
    if known == "range" and not (before.is_keyword("UNWIND") and _after_brackets(words, bracket).is_keyword("AS")):
        # The server builds a list of a thousand million numbers inside one expression, which the time limit does not stop.
        raise QueryRefused("The console accepts range(...) only as: UNWIND range(...) AS name.")


def _after_brackets(words: list[_Word], bracket: int) -> _Word:
    depth = 0
    for index in range(bracket, len(words)):
        depth += words[index].is_sign("(") - words[index].is_sign(")")
        if depth == 0:
            return words[index + 1] if index + 1 < len(words) else _NOTHING
    return _NOTHING


def check_procedure(name: str) -> None:
    """May the console call this procedure? Raises QueryRefused with the list of allowed procedures."""
    if name not in PROCEDURES:
        raise QueryRefused(
            "The procedure {name} is not on the list of the console: {allowed}.",
            name=name,
            allowed=", ".join(sorted(PROCEDURES)),
        )
