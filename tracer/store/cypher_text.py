"""Is the text of a query plain reading? Looked at word by word before any server sees it."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from typing import Final

from tracer.store.console_port import QueryRefused, QueryWrong

MOST_SIGNS: Final = 20_000
"""A longer query is a program, and keeps the planner busy by itself."""

FIRST_WORDS: Final = ("MATCH", "OPTIONAL", "UNWIND", "WITH", "RETURN", "CALL")
"""No option (CYPHER, EXPLAIN, PROFILE, runtime=...) and no command can come before a clause that begins so."""

PROCEDURES: Final = frozenset(
    {
        "db.labels", "db.relationshipTypes", "db.propertyKeys", "db.index.fulltext.queryNodes",
        "db.index.fulltext.queryRelationships",
    }
)  # fmt: skip

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
"""Functions of the releases 5.26 and 2026 that tell of records and values alone.

Left out: file, linenumber and graph.* (they tell of the server), vector.*, and whatever is installed beside the server
(apoc.*, genai.*, functions of an office): those can read files and call out.
"""

# Words after which a bracket opens an expression or a pattern, not the arguments of a function.
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

    def says(self, keyword: str) -> bool:
        return self.kind == "name" and self.text.isascii() and self.text.upper() == keyword

    def is_sign(self, sign: str) -> bool:
        return self.kind == "sign" and self.text == sign


_NOTHING: Final = _Word("", "")


def check_text(query: str, params: Collection[str]) -> None:
    """May this query be shown to a server at all?

    One statement that begins with a reading clause, calls only functions and procedures on the list, and whose
    parameters are all given. Does not find what only a plan tells (CREATE, LOAD CSV in odd places, SHOW): the plan is
    looked at next.

    Raises: QueryRefused, QueryWrong.
    """
    if len(query) > MOST_SIGNS:
        raise QueryRefused(
            "The query has {length} signs; the console takes {most}. Ask in smaller steps.",
            length=len(query),
            most=MOST_SIGNS,
        )
    words = list(_split(query))
    if not words or not any(words[0].says(first) for first in FIRST_WORDS):
        raise QueryRefused(
            "A query in the console begins with one of {allowed}, without EXPLAIN, PROFILE, CYPHER or other options "
            "before it. It reads; it does not change, show or administer anything.",
            allowed=", ".join(FIRST_WORDS),
        )
    _check_statement(words)
    for place, word in enumerate(words):
        after = words[place + 1] if place + 1 < len(words) else _NOTHING
        if word.says("CALL") and after.is_name:
            check_procedure(_chain_from(words, place + 1))
        elif word.is_sign("(") and place and words[place - 1].is_name:
            _check_call(words, place)
        elif word.is_sign("$") and after.kind in ("name", "quoted", "number") and after.text not in params:
            raise QueryWrong("The query speaks of ${name}, and no such parameter is given.", name=after.text)


def _split(query: str) -> Iterator[_Word]:
    # The server replaces \uXXXX before it reads, so that what is read here would not be what is run there.
    if "\\u" in query:
        raise QueryRefused("A query in the console holds no \\u sequences. Write the letter itself.")
    place = 0
    while place < len(query):
        found = _TOKEN.match(query, place)
        if found is None:
            raise QueryRefused(
                "The query holds a sign that is not of the language, at sign {place}. Outside of texts in quotes only "
                "letters, digits and the signs of Cypher are taken.",
                place=place + 1,
            )
        kind, text, place = str(found.lastgroup), found[0], found.end()
        if kind == "unfinished":
            raise QueryRefused(
                "A text, a name in backticks or a comment that begins at sign {place} has no end.",
                place=found.start() + 1,
            )
        if kind == "quoted":
            text = text[1:-1].replace("``", "`")
        if kind != "gap":
            yield _Word(kind, text)


def _check_statement(words: list[_Word]) -> None:
    if any(word.is_sign(";") for word in words[:-1]):
        raise QueryRefused("The console takes one query at a time, without a semicolon in it.")
    for before, word, after in zip([_NOTHING, *words], words, [*words[1:], _NOTHING], strict=False):
        is_property = before.is_sign(".") or before.is_sign(":") or after.is_sign(":")
        if word.says("USE") and not is_property:
            raise QueryRefused("The console reads the database of the case alone. Leave out USE.")
        if word.says("LOAD") and after.says("CSV"):
            raise QueryRefused("The console reads records of the case, no files and no addresses. Leave out LOAD CSV.")


def _chain_from(words: list[_Word], place: int) -> str:
    names = [words[place].text]
    while place + 2 < len(words) and words[place + 1].is_sign(".") and words[place + 2].is_name:
        place += 2
        names.append(words[place].text)
    return ".".join(names)


def _check_call(words: list[_Word], place: int) -> None:
    first = place - 1
    names = [words[first].text]
    while first >= 2 and words[first - 1].is_sign(".") and words[first - 2].is_name:
        first -= 2
        names.insert(0, words[first].text)
    before = words[first - 1] if first else _NOTHING
    if before.says("CALL"):
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
    if known == "range" and not (before.says("UNWIND") and _after_brackets(words, place).says("AS")):
        # A list of a thousand million numbers is counted inside one expression, where no time limit stops it.
        raise QueryRefused("The console takes range(...) only as: UNWIND range(...) AS name.")


def _after_brackets(words: list[_Word], place: int) -> _Word:
    depth = 0
    for here in range(place, len(words)):
        depth += words[here].is_sign("(") - words[here].is_sign(")")
        if depth == 0:
            return words[here + 1] if here + 1 < len(words) else _NOTHING
    return _NOTHING


def check_procedure(name: str) -> None:
    """May the console call this procedure? Raises QueryRefused with those it may."""
    if name not in PROCEDURES:
        raise QueryRefused(
            "The procedure {name} is not on the list of the console: {allowed}.",
            name=name,
            allowed=", ".join(sorted(PROCEDURES)),
        )
