"""Renders the data dictionary: every kind of record and field with its meaning and its Romanian term, as Markdown."""

from __future__ import annotations

from collections.abc import Iterable

from graph_schema.codes.transfer_kinds import TRANSFER_KINDS
from graph_schema.records.events import EVENT_TYPES
from graph_schema.records.fields import Field, FieldKind
from graph_schema.records.links import LINK_TYPES
from graph_schema.records.nodes import NODE_TYPES
from graph_schema.records.transfers import ENTRY_SCHEMA, TRANSFER_SCHEMA

_KINDS: dict[FieldKind, str] = {
    "text": "text",
    "code": "one of",
    "codes": "one or more of, with commas between:",
    "integer": "whole number",
    "minor": "whole number of minor units (bani, cents)",
    "currency": "currency code, ISO 4217",
    "day": "day, YYYY-MM-DD",
    "partial_date": "day, month or year",
    "instant": "time in UTC, YYYY-MM-DDThh:mmZ",
    "share": "fraction between 0 and 1, such as 1/4",
    "flag": "true or false",
}
_COLUMN_TERMS: dict[str, tuple[str, str]] = {
    "transfer_id": ("id of the movement", "identificatorul operațiunii"),
    "debit_account": ("account that pays", "cont plătitor"),
    "credit_account": ("account that receives", "cont beneficiar"),
    "debit_minor": ("sum debited, in minor units", "suma debitată"),
    "debit_currency": ("currency debited", "valuta debitată"),
    "credit_minor": ("sum credited, in minor units", "suma creditată"),
    "credit_currency": ("currency credited", "valuta creditată"),
    "value_date": ("value date", "data valutei"),
    "kind": ("kind of movement", "tipul operațiunii"),
    "booking_date": ("day of booking", "data înregistrării"),
    "side": (
        "side whose statement contains this row: debit or credit",
        "partea din al cărei extras provine",
    ),
    "seq": ("position in the statement", "numărul de ordine în extras"),
    "statement": ("id of the statement", "extrasul de cont"),
    "balance_minor": ("balance printed after the row, in minor units", "sold după operațiune"),
    "counterparty_name": ("name of the other side as written", "numele contrapărții"),
    "description": ("description as written", "explicații"),
    "reference": ("the bank's or payer's reference", "referința"),
    "reversal_of": ("id of the reversed movement", "operațiunea stornată"),
    "locator": ("place in the source", "locul din sursă"),
    "debit_seq": ("position among all rows of the debit account", "numărul de ordine în contul plătitor"),
    "credit_seq": ("position among all rows of the credit account", "numărul de ordine în contul beneficiar"),
    "debit_source": ("source of the row on the debit side", "sursa părții debitoare"),
    "debit_locator": ("place of that row in its source", "locul din sursa părții debitoare"),
    "credit_source": ("source of the row on the credit side", "sursa părții creditoare"),
    "credit_locator": ("place of that row in its source", "locul din sursa părții creditoare"),
}
_HEAD = """# Data dictionary

Rendered from `graph_schema`; do not edit by hand. Every record also names its source and the place in it.
Money is in whole minor units, shares are exact fractions; a value that a source does not state is absent.
"""


def render_dictionary() -> str:
    """Which records and fields can a case have, and what are their English and Romanian terms? Markdown text."""
    parts = [_HEAD, "## Nodes\n"]
    for node in NODE_TYPES.values():
        asset = " An asset: measures may cover it." if node.is_asset else ""
        parts.append(_section(node.name, f"{_sentence(node.meaning)}{asset}", node.romanian, node.fields))
    parts.append("## Links\n")
    for link in LINK_TYPES.values():
        ends = f"From {_any_of(link.tails)} to {_any_of(link.heads)}. In graphs `{link.label}`."
        parts.append(_section(link.name, f"{_sentence(link.meaning)} {ends}", link.romanian, link.fields))
    parts.append("## Events\n")
    parts += [
        _section(event.name, _sentence(event.meaning), event.romanian, event.fields) for event in EVENT_TYPES.values()
    ]
    parts.append("## Money\n")
    parts.append(_columns("Entry", "One row of one account's statement.", "rând de extras", ENTRY_SCHEMA.names))
    parts.append(
        _columns("Transfer", "One movement of money, represented by its entries.", "operațiune", TRANSFER_SCHEMA.names)
    )
    parts.append(f"Kinds of movement: {', '.join(f'`{kind}`' for kind in TRANSFER_KINDS)}.\n")
    return "\n".join(parts)


def _section(name: str, meaning: str, romanian: str, fields: tuple[Field, ...]) -> str:
    head = f"### {name}\n\n{meaning} Romanian: *{romanian}*.\n"
    if not fields:
        return head
    rows = ((f"`{f.name}`", _sentence(f.meaning), f.romanian, _holds(f), "yes" if f.required else "") for f in fields)
    return head + "\n" + _table(("Field", "Meaning", "Romanian", "Holds", "Required"), rows)


def _columns(name: str, meaning: str, romanian: str, columns: Iterable[str]) -> str:
    rows = ((f"`{column}`", _sentence(_COLUMN_TERMS[column][0]), _COLUMN_TERMS[column][1]) for column in columns)
    head = f"### {name}\n\n{meaning} Romanian: *{romanian}*.\n\n"
    return head + _table(("Column", "Meaning", "Romanian"), rows)


def _holds(field: Field) -> str:
    codes = " " + ", ".join(f"`{code}`" for code in field.codes) if field.codes else ""
    return _KINDS[field.kind] + codes


def _table(head: tuple[str, ...], rows: Iterable[tuple[str, ...]]) -> str:
    lines = [head, tuple("---" for _ in head), *rows]
    return "".join("| " + " | ".join(cell.replace("|", "\\|") for cell in line) + " |\n" for line in lines)


def _any_of(names: Iterable[str]) -> str:
    return ", ".join(sorted(names))


def _sentence(text: str) -> str:
    return text[0].upper() + text[1:] + ("" if text.endswith(".") else ".")
