"""The form that asks what the totals are of: day, day of knowledge and currency."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

import streamlit as st

from dashboards.session import case_session, date_pattern
from tracer.wording.language import Language

_CURRENCIES = ("EUR", "RON")
_EARLIEST = date(1990, 1, 1)


def ask_totals(view: Mapping[str, str], language: Language) -> tuple[date, date, str]:
    """The day, the day of knowledge and the currency that the reader asks for. ``view``: what the address states of them."""
    today = case_session().today()
    columns = st.columns(3)
    pattern = date_pattern(language)
    day = columns[0].date_input(
        language.text("As of"),
        _day(view, "day", today),
        format=pattern,
        min_value=_EARLIEST,
        max_value=today,
        key="totals_day",
    )
    known = columns[1].date_input(
        language.text("As known on"),
        _day(view, "known", today),
        format=pattern,
        min_value=_EARLIEST,
        max_value=today,
        key="totals_known",
        help=language.text(
            "By what was recorded up to this day; an earlier day shows the totals as they were reported then."
        ),
    )
    given = view.get("currency", _CURRENCIES[0])
    currency = columns[2].segmented_control(
        language.text("Currency"),
        _CURRENCIES,
        default=given if given in _CURRENCIES else _CURRENCIES[0],
        required=True,
        key="totals_currency",
    )
    return _one(day, today), _one(known, today), currency or _CURRENCIES[0]


def address_of(day: date, known: date, currency: str) -> dict[str, str]:
    """The question as parts of an address; what every question has by itself is left out."""
    today = case_session().today()
    return {
        "day": day.isoformat() if day != today else "",
        "known": known.isoformat() if known != today else "",
        "currency": currency if currency != _CURRENCIES[0] else "",
    }


def _day(view: Mapping[str, str], name: str, default: date) -> date:
    try:
        return min(default, max(_EARLIEST, date.fromisoformat(view.get(name, default.isoformat()))))
    except ValueError:
        return default


def _one(value: object, default: date) -> date:
    return value if isinstance(value, date) else default
