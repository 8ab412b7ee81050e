"""Formats the fields of a node for a reader: sums with their currency, days, shares and codes in words."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date
from fractions import Fraction
from typing import Final

from graph_schema.messages import N_
from graph_schema.records.fields import Field, Value, currency_field, read_codes
from graph_schema.records.kinds.record_types import EventType, LinkType, NodeType
from graph_schema.values.dates import parse_instant
from graph_schema.values.shares import ShareRange, share_text
from tracer.wording.code_words import CODE_WORDS
from tracer.wording.language import Language
from tracer.wording.terms import CLASS_WORDS, PURPOSE_WORDS

_INDEX: Final = re.compile(r"\^(\d+)")
_RAISED: Final = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")
_MEANINGS: Final[Mapping[str, str]] = {
    "amount_minor": N_("sum"),
    "opening_minor": N_("opening balance"),
    "closing_minor": N_("closing balance"),
    "price_minor": N_("price at acquisition"),
}
"""Fields whose meaning in the dictionary describes the stored form; the shown form needs another name."""

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


RecordType = NodeType | LinkType | EventType
"""What a source states in fields."""


def format_meaning(field: Field) -> str:
    """What is this field called on a screen? An English sentence, to be put into the reader's language."""
    return _MEANINGS.get(field.name, field.meaning)


def format_value(kind: RecordType, field: Field, value: Value, props: Mapping[str, Value], language: Language) -> str:
    """What is the value of this field in words? ``props``: all fields of the node, for the currency of a sum.

    A sum without its currency is shown as a bare number of minor units. A text stays as the source has it.
    """
    if field.kind == "minor":
        currency = _currency(kind, field, props)
        return language.money(int(value), currency) if currency else language.number(int(value))
    if field.kind == "integer":
        return str(value) if field.name == "built" else language.number(int(value))
    if field.kind == "day":
        return language.date(date.fromisoformat(str(value)))
    if field.kind == "partial_date":
        return language.partial_date(str(value))
    if field.kind == "instant":
        at = parse_instant(str(value))
        return f"{language.date(at.date())}, {at:%H:%M} UTC"
    if field.kind == "share":
        return format_share(str(value), language)
    if field.kind == "code":
        return language.text(CODE_WORDS.get(field.codes, CLASS_WORDS).get(str(value), str(value)))
    if field.kind == "codes":
        return ", ".join(language.text(PURPOSE_WORDS.get(code, code)) for code in read_codes(value))
    if field.name == "legal_form":
        return language.text(_FORMS.get(str(value), str(value)))
    if field.name == "invalid_identifiers":
        return "; ".join(_refuse_invalid(kind, part, language) for part in str(value).split("; "))
    return str(value)


def is_stated_elsewhere(kind: RecordType, field: Field, props: Mapping[str, Value]) -> bool:
    """Does this field only name the currency of a sum that is shown with it?"""
    sums = (other for other in kind.fields if other.kind == "minor" and other.name in props)
    return any(currency_field(kind.fields, other) is field for other in sums)


def format_share(text: str, language: Language) -> str:
    """An exact share and its percentage: ``2/5 (40 %)``."""
    share = Fraction(text)
    percent = _percent(share, language)
    return percent if share == 1 else f"{text} ({percent})"


def format_share_range(lower: str, upper: str, language: Language, *, more: bool = False, less: bool = False) -> str:
    """A share in per cent, at least and at most: ``40 %``, or ``0 to 70 %`` where only a range is known.

    ``more``: more than ``lower``; ``less``: less than ``upper``. Then ``more than 50, up to 100 %``.
    """
    low, high = (_percent(Fraction(text), language) for text in (lower, upper))
    if lower == upper:
        return high
    template = {
        (False, False): N_("{low} to {high}"),
        (True, False): N_("more than {low}, up to {high}"),
        (False, True): N_("{low} to less than {high}"),
        (True, True): N_("more than {low}, less than {high}"),
    }[more, less]
    return language.text(template, low=low.rstrip("%").rstrip(), high=high)


def format_range(share: ShareRange, language: Language) -> str:
    """As ``format_share_range``."""
    ends = share_text(share.lower), share_text(share.upper)
    return format_share_range(*ends, language, more=share.lower_open, less=share.upper_open)


def _percent(share: Fraction, language: Language) -> str:
    return language.percent(share, 0 if (share * 100).denominator == 1 else 1)


def _currency(kind: RecordType, field: Field, props: Mapping[str, Value]) -> str:
    found = currency_field(kind.fields, field)
    return "" if found is None else str(props.get(found.name, ""))


def _refuse_invalid(kind: RecordType, part: str, language: Language) -> str:
    name, separator, reason = part.partition(": ")
    if not separator:
        return language.text(part)
    meaning = next((language.text(format_meaning(field)) for field in kind.fields if field.name == name), name)
    return f"{meaning}: {language.text(reason)}"


def format_statute(statute: str) -> str:
    """A legal text as it is printed: the index of an article is raised, so that 250^2 reads 250²."""
    return _INDEX.sub(lambda found: found[1].translate(_RAISED), statute)
