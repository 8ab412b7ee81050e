"""What a field of a node says to a reader: sums with their currency, days, shares and codes in the reader's words."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from fractions import Fraction
from typing import Final

from graph_schema.dates import PartialDate
from graph_schema.fields import Field, Value
from graph_schema.nodes import NodeType
from graph_schema.words import N_
from tracer.language import Language
from tracer.terms import CLASS_WORDS, PURPOSE_WORDS

_MEANINGS: Final[Mapping[str, str]] = {
    "amount_minor": N_("sum"),
    "opening_minor": N_("opening balance"),
    "closing_minor": N_("closing balance"),
    "purposes": N_("purposes"),
}
"""Where the field's own meaning tells how it is kept: what is shown is kept otherwise."""

_FORMS: Final[Mapping[str, str]] = {
    "registeredEntity": N_("entered in a register"),
    "legalEntity": N_("legal person"),
    "arrangement": N_("legal arrangement such as a trust"),
    "anonymousEntity": N_("not named in the source"),
    "unknownEntity": N_("unknown"),
    "state": N_("a State"),
    "stateBody": N_("public authority"),
}
"""Kinds of entity of the ownership standard, where the source gives no legal form of the country."""


def tell_meaning(field: Field) -> str:
    """What is this field called on a screen? An English sentence, to be put into the reader's language."""
    return _MEANINGS.get(field.name, field.meaning)


def tell_value(kind: NodeType, field: Field, value: Value, props: Mapping[str, Value], words: Language) -> str:
    """What does this field say? ``props``: all fields of the node, for the currency of a sum.

    A sum without its currency is told as a bare number of minor units. A text stays as the source has it.
    """
    if field.kind == "minor":
        currency = _currency(kind, field, props)
        return words.money(int(value), currency) if currency else words.number(int(value))
    if field.kind == "integer":
        return str(value) if field.name == "built" else words.number(int(value))
    if field.kind == "day":
        return words.date(date.fromisoformat(str(value)))
    if field.kind == "partial_date":
        return tell_partial_date(str(value), words)
    if field.kind == "share":
        return tell_share(str(value), words)
    if field.kind == "code":
        return words.text(CLASS_WORDS.get(str(value), str(value)))
    if field.name == "purposes":
        parts = (part.strip() for part in str(value).split(","))
        return ", ".join(words.text(PURPOSE_WORDS.get(part, part)) for part in parts)
    if field.name == "legal_form":
        return words.text(_FORMS.get(str(value), str(value)))
    if field.name == "invalid_identifiers":
        return "; ".join(_tell_invalid(kind, part, words) for part in str(value).split("; "))
    return str(value)


def is_told_elsewhere(kind: NodeType, field: Field, props: Mapping[str, Value]) -> bool:
    """Does this field only name the currency of a sum that is told with it?"""
    sums = (other for other in kind.fields if other.kind == "minor" and other.name in props)
    return any(_currency_field(kind, other) is field for other in sums)


def tell_partial_date(text: str, words: Language) -> str:
    """A date as exactly as it is known: the day, the month or the year."""
    known = PartialDate(text)
    if known.precision == "year":
        return text
    return words.month(known.earliest) if known.precision == "month" else words.date(known.earliest)


def tell_share(text: str, words: Language) -> str:
    """An exact share and its percentage: ``2/5 (40 %)``."""
    share = Fraction(text)
    percent = words.percent(share, 0 if (share * 100).denominator == 1 else 1)
    return percent if share == 1 else f"{text} ({percent})"


def _currency(kind: NodeType, field: Field, props: Mapping[str, Value]) -> str:
    found = _currency_field(kind, field)
    return "" if found is None else str(props.get(found.name, ""))


def _currency_field(kind: NodeType, field: Field) -> Field | None:
    own = field.name.replace("_minor", "_currency")
    found = [other for other in kind.fields if other.kind == "currency" and other.name in (own, "currency")]
    return found[0] if found else None


def _tell_invalid(kind: NodeType, part: str, words: Language) -> str:
    name, separator, reason = part.partition(": ")
    if not separator:
        return words.text(part)
    meaning = next((words.text(tell_meaning(field)) for field in kind.fields if field.name == name), name)
    return f"{meaning}: {words.text(reason)}"
