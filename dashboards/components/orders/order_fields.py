"""The eight fields of an order."""

from __future__ import annotations

from datetime import date
from typing import Final

import streamlit as st

from dashboards.session import case_session, date_pattern
from graph_schema.codes.documents import DOCUMENTS_BY_CODE
from graph_schema.codes.recovery.orders import BASES
from graph_schema.messages import N_
from tracer.actions.court_orders.order_acts import CHECK, EFFECTS, StatedOrder, document_kinds_of
from tracer.wording.language import Language
from tracer.wording.terms import STATE_WORDS

_EARLIEST = date(1990, 1, 1)
_CHECK_WORDS = N_("freeze kept after its periodic check")
RECORDED: Final = "orders_recorded"
"""Key of the number of orders that this reader has recorded on this page."""
_BASED: Final = ("CONF_NONFINAL", "CONF_FINAL")


def _round() -> int:
    """How many orders this reader has recorded here: after each, the fields are empty again."""
    return int(st.session_state.get(RECORDED, 0))


def ask_effect(language: Language) -> str:
    """What the order does to the assets."""
    return str(
        st.selectbox(
            language.text("Effect on the assets"),
            EFFECTS,
            index=EFFECTS.index("FROZEN"),
            format_func=lambda code: effect_words(code, language),
            key="order_effect",
        )
    )


def effect_words(code: str, language: Language) -> str:
    """The effect in the reader's words."""
    return language.text(_CHECK_WORDS if code == CHECK else STATE_WORDS[code])


def ask_order(language: Language) -> StatedOrder:
    """The order as far as it is stated; its items are chosen elsewhere. An empty text: not stated yet."""
    kind_box, authority_box, number_box, day_box = st.columns(4)
    effect_box, basis_box, sent_box, reason_box = st.columns(4)
    with effect_box:
        effect = ask_effect(language)
    kinds = document_kinds_of(effect)
    kind = kind_box.selectbox(
        language.text("Kind of document"),
        kinds,
        format_func=lambda code: language.text(DOCUMENTS_BY_CODE[code].english),
        key=f"order_kind_{effect}",
    )
    authority = authority_box.text_input(
        language.text("Issuing authority"),
        key=f"order_authority_{_round()}",
        placeholder=language.text("such as Tribunalul Exemplu"),
    )
    number = number_box.text_input(language.text("Number"), key=f"order_number_{_round()}")
    pattern, today = date_pattern(language), case_session().today()
    day = day_box.date_input(
        language.text("Date"),
        value=None,
        format=pattern,
        min_value=_EARLIEST,
        max_value=today,
        key=f"order_day_{_round()}",
    )
    basis = basis_box.selectbox(
        language.text("Ground of confiscation"),
        [row.code for row in BASES],
        index=None,
        disabled=effect not in _BASED,
        format_func=lambda code: language.text(next(row.words for row in BASES if row.code == code)),
        key=f"order_basis_{_round()}",
        placeholder=language.text("choose"),
    )
    sent = sent_box.date_input(
        language.text("Communicated on"),
        value=None,
        format=pattern,
        min_value=_EARLIEST,
        max_value=today,
        key=f"order_communicated_{_round()}",
    )
    reason = reason_box.text_input(language.text("Reason, with your name"), key=f"order_reason_{_round()}")
    return StatedOrder(
        document_kind=kind or "",
        number=number.strip(),
        on=day if isinstance(day, date) else date.min,
        authority=authority.strip(),
        effect=effect,
        items=(),
        basis=basis if effect in _BASED else None,
        communicated=sent if isinstance(sent, date) else None,
        reason=reason.strip(),
    )


def missing_fields(stated: StatedOrder, language: Language) -> list[str]:
    """The names of the fields that are not stated yet."""
    named = (
        (stated.document_kind, N_("Kind of document")),
        (stated.authority, N_("Issuing authority")),
        (stated.number, N_("Number")),
        (stated.on != date.min, N_("Date")),
        (stated.basis or stated.effect not in _BASED, N_("Ground of confiscation")),
        (stated.reason, N_("Reason, with your name")),
    )
    return [language.text(name) for given, name in named if not given]
