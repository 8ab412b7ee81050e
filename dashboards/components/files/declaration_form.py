"""The form for what one file does not say itself: whose account it is, the days it covers, its balances."""

from __future__ import annotations

import re
from datetime import date

import streamlit as st

from dashboards.components.evidence_links import markdown_text
from dashboards.components.states import show_problem
from dashboards.session import date_pattern
from graph_schema.errors import TracerError, WrongUse
from tracer.actions.files.ingest import Declaration
from tracer.actions.files.preview import FilePreview
from tracer.wording.language import Language

_EARLIEST = date(1990, 1, 1)
_BLANKS = dict.fromkeys(map(ord, " \u00a0\u202f"))


def show_declaration(file: FilePreview, key: str, language: Language) -> Declaration | None:
    """Ask for the fields that the file has no columns for. Returns what was stated at this click, else None."""
    asked, currency = set(file.asks), file.currency
    unit = f" ({currency})" if currency else ""
    pattern = date_pattern(language)
    texts: dict[str, str] = {}
    days: dict[str, date | None] = {}
    with st.form(f"declare_{key}", border=False):
        left, right = st.columns([3, 2])
        if "account" in asked:
            texts["account"] = left.text_input(
                language.text("Account (IBAN, or its number at the bank)"), key=f"account_{key}"
            )
        if "owner" in asked:
            texts["owner"] = right.text_input(language.text("Account holder, if known"), key=f"owner_{key}")
        columns = st.columns(4)
        for column, name, label in zip(
            columns, ("from_date", "to_date"), (language.text("First day"), language.text("Last day")), strict=False
        ):
            picked = column.date_input(label, value=None, format=pattern, min_value=_EARLIEST, key=f"{name}_{key}")
            days[name] = picked if isinstance(picked, date) else None
        for column, name, label in zip(
            columns[2:],
            ("opening", "closing"),
            (language.text("Opening balance"), language.text("Closing balance")),
            strict=True,
        ):
            if name in asked:
                texts[name] = column.text_input(label + unit, key=f"{name}_{key}", placeholder=_example(language))
        sent = st.form_submit_button(language.text("Check {file} with this", file=markdown_text(file.report.file)))
    if not sent:
        return None
    try:
        return _declared(texts, days, language)
    except TracerError as problem:
        show_problem(problem, language)
        return None


def _declared(texts: dict[str, str], days: dict[str, date | None], language: Language) -> Declaration:
    stated = {name: text.strip() for name, text in texts.items() if text.strip()}
    for name in ("opening", "closing"):
        if name in stated:
            stated[name] = read_typed(stated[name], language)
    return Declaration(
        account=stated.get("account"),
        owner=stated.get("owner"),
        from_date=days.get("from_date"),
        to_date=days.get("to_date"),
        opening=stated.get("opening"),
        closing=stated.get("closing"),
    )


def read_typed(text: str, language: Language) -> str:
    """An amount as this reader types it, with a decimal point and nothing between the digits.

    Raises WrongUse unless there is one way to read it: a sign for thousands stands before groups of three alone.
    """
    mark, group = language.separators[0], language.separators[1]
    plain = text.translate(_BLANKS).replace("\u2212", "-")
    grouped = rf"-?[0-9]{{1,3}}(?:{re.escape(group)}[0-9]{{3}})+(?:{re.escape(mark)}[0-9]{{1,4}})?"
    if re.fullmatch(rf"-?[0-9]+(?:{re.escape(mark)}[0-9]{{1,4}})?|{grouped}", plain) is None:
        raise WrongUse(
            "{text} is not an amount: expected digits, such as {example}. Correct it.",
            text=text[:40],
            example=_example(language),
        )
    return plain.replace(group, "").replace(mark, ".")


def _example(language: Language) -> str:
    return language.money(123456, "RON").rpartition("\u00a0")[0]
