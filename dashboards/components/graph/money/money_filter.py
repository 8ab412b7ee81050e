"""Keeps the filter on the money of the picture in the session and in the address."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from datetime import date

import streamlit as st

from dashboards.session import case_session, read_address, write_address
from graph_schema.codes.currencies import ACTIVE_EXPONENTS, WITHDRAWN_EXPONENTS
from graph_schema.errors import WrongUse
from tracer.actions.case_graph.narrowing import MoneyFilter, NarrowedMoney, narrow_money
from tracer.actions.case_graph.picture import Neighbourhood
from tracer.wording.language import Language

_FILTER, _NARROWED = "graph_filter", "graph_narrowed"
_AMOUNT = re.compile(r"([A-Z]{3})([1-9][0-9]{0,17})")


def present_filter() -> MoneyFilter:
    """The filter of this session, else the one of the address; a filter that cannot be read filters nothing."""
    if _FILTER not in st.session_state:
        st.session_state[_FILTER] = read_filter(read_address("days"), read_address("least"))
    present: MoneyFilter = st.session_state[_FILTER]
    return present


def set_filter(wanted: MoneyFilter) -> None:
    """Put this filter on, in the session and in the address."""
    st.session_state[_FILTER] = wanted
    keep_filter()


def keep_filter() -> None:
    """Put the present filter into the address, so that a reload keeps it."""
    days, least = write_filter(present_filter())
    write_address({"days": days, "least": least})


def take_filter_off() -> None:
    """Show all money again."""
    set_filter(MoneyFilter())


def narrow_picture(drawn: Neighbourhood, away: Collection[str] = ()) -> NarrowedMoney:
    """The money of the picture without the nodes that are put away, under the present filter.

    Read, and put on record, once for each picture and filter.
    """
    wanted = present_filter()
    key = (tuple(point.id for point in drawn.points if point.id not in away), drawn.seen, wanted)
    known: dict[object, NarrowedMoney] = st.session_state.get(_NARROWED, {})
    if key not in known:
        # The whole picture and the part that is seen are asked for at each run.
        known = {**dict(list(known.items())[-1:]), key: narrow_money(case_session(), key[0], wanted)}
        st.session_state[_NARROWED] = known
    return known[key]


def write_filter(wanted: MoneyFilter) -> tuple[str, str]:
    """The filter as text of an address: days as 2022-05-01_2022-09-30, amounts as RON500000 EUR10000 in minor units."""
    ends = [day.isoformat() if day else "" for day in (wanted.from_date, wanted.to_date)]
    return "_".join(ends) if any(ends) else "", " ".join(f"{currency}{minor}" for currency, minor in wanted.least)


def read_filter(days: str, least: str) -> MoneyFilter:
    """The filter that ``write_filter`` wrote; no filter for any other text."""
    try:
        first, last = (date.fromisoformat(day) if day else None for day in (days or "_").split("_"))
        return MoneyFilter(first, last, tuple(_read_amounts(least)))
    except (ValueError, WrongUse):
        return MoneyFilter()


def _read_amounts(least: str) -> Iterator[tuple[str, int]]:
    for part in least.split():
        found = _AMOUNT.fullmatch(part)
        if found is None or found[1] not in ACTIVE_EXPONENTS | WITHDRAWN_EXPONENTS:
            raise ValueError(part)
        yield found[1], int(found[2])


def format_filter(wanted: MoneyFilter, language: Language) -> str:
    """The filter in words; empty for none."""
    parts = []
    first, last = (language.date(day) if day else "" for day in (wanted.from_date, wanted.to_date))
    if first and last:
        parts.append(language.text("{first} to {last}", first=first, last=last))
    elif first or last:
        parts.append(
            language.text("from {first} on", first=first) if first else language.text("up to {last}", last=last)
        )
    parts += [
        language.text("from {amount} a transfer", amount=language.money(minor, currency))
        for currency, minor in wanted.least
    ]
    return " · ".join(parts)
