"""Finds what the words of a bank table mean: its currency, the states and the kinds of its rows."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from typing import Final

from babel import Locale

from graph_schema.codes.currencies import ACTIVE_EXPONENTS
from graph_schema.messages import Message
from importers.mapping_parts.questions import ask
from importers.proposing.amounts import UNITS, units_of
from importers.proposing.fields import AMOUNTS, FieldColumns
from importers.proposing.findings import Findings, TableColumn
from importers.proposing.header_words import (
    BOOKED_WORDS,
    KIND_WORDS,
    PENDING_WORDS,
    currency_in,
    meaning_of,
    plain_title,
)

_MOST_WORDS: Final = 40


def decide_currency(placed: FieldColumns, columns: Sequence[TableColumn], findings: Findings) -> None:
    """Sets the currency, from a column, from a title as in Amount (EUR), or from a sign at the amounts; else asks."""
    if "currency" in placed.found:
        _decide_currency_codes(placed.found["currency"], findings)
        return
    amounts = [placed.found[name] for name in AMOUNTS if name in placed.found]
    titled = {code for column in amounts if (code := currency_in(column.title)) in ACTIVE_EXPONENTS}
    signed = {UNITS.get(unit, unit) for unit in units_of(amounts)}
    known = {code for code in titled or signed if code is not None and code in ACTIVE_EXPONENTS}
    if len(known) == 1 and (titled or len(signed) == 1):
        reason = Message("the title of the amounts states it") if titled else Message("it stands beside the amounts")
        findings.decide("constants/currency", known.pop(), reason)
        return
    findings.ask("constants/currency", Message("Which currency do the amounts have? The table does not state one."))


def decide_words(placed: FieldColumns, findings: Findings) -> None:
    """Sets the codes of states and kinds; a state that is unknown is a question, an unknown kind is the kind unknown."""
    if "status" in placed.found:
        _decide_states(placed.found["status"], findings)
    if "kind" in placed.found:
        words = sorted(set(placed.found["kind"].filled))
        codes = {word: code for word in words if (code := meaning_of(word, KIND_WORDS)) is not None}
        if not codes:
            placed.left.append(placed.found.pop("kind"))
            return
        shown = ", ".join(f"{word} = {code}" for word, code in codes.items())
        findings.decide(
            "codes/kind", codes, Message("known words for kinds of transfer; the others are unknown"), shown
        )
        findings.values.setdefault("code_defaults", {})["kind"] = "unknown"  # type: ignore[index]
        # The words themselves stay in the description.
        placed.left.append(placed.found["kind"])


def _decide_states(column: TableColumn, findings: Findings) -> None:
    codes: dict[str, str] = {}
    for word in dict.fromkeys(column.filled):
        plain = plain_title(word)
        if plain in BOOKED_WORDS or plain in PENDING_WORDS:
            codes[word] = "booked" if plain in BOOKED_WORDS else "pending"
            continue
        question = Message("Is a row of the state {word!r} booked?", word=word)
        codes[word] = ask(str(question))
        findings.ask(f"codes/status/{word}", question, ("booked", "pending"))
    if codes:
        shown = ", ".join(f"{word} = {code}" for word, code in codes.items())
        findings.decide(
            "codes/status", codes, Message("the words of the column {title!r}", title=column.address), shown
        )


def _decide_currency_codes(column: TableColumn, findings: Findings) -> None:
    words = list(dict.fromkeys(column.filled))
    if not all(word in ACTIVE_EXPONENTS for word in words) and len(words) <= _MOST_WORDS:
        codes: dict[str, str] = {}
        for word in words:
            code = word if word in ACTIVE_EXPONENTS else _names().get(word.casefold())
            question = Message("Which currency code is {word!r}?", word=word)
            codes[word] = code or ask(str(question))
            if code is None:
                findings.ask(f"codes/currency/{word}", question)
        shown = ", ".join(f"{word} = {code}" for word, code in codes.items())
        findings.decide("codes/currency", codes, Message("names of currencies in English (Unicode CLDR)"), shown)
    if "" in column.cells:
        empty = column.cells.count("")
        findings.ask(
            "defaults/currency", Message("{count} rows state no currency. Which one do they have?", count=empty)
        )


@cache
def _names() -> dict[str, str]:
    return {str(name).casefold(): code for code, name in Locale("en").currencies.items() if code in ACTIVE_EXPONENTS}
