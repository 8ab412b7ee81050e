"""The table in which a reader chooses the assets of an order, one or many."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

import streamlit as st

from dashboards.components.orders.order_fields import RECORDED
from dashboards.components.states import show_empty
from dashboards.components.tables import choose_rows, money_cell
from graph_schema.messages import N_
from tracer.actions.court_orders.order_acts import StatedOrder, can_take
from tracer.actions.court_orders.order_items import OrderableItem
from tracer.wording.language import Language
from tracer.wording.looks.stage_looks import look_of
from tracer.wording.terms import STATE_WORDS

_FITTING, _ALL = "fitting", "all"
_NAMED: Final = {_FITTING: N_("can take this act {count}"), _ALL: N_("all {count}")}
_TALLEST: Final = 320


def choose_items(
    items: Sequence[OrderableItem], stated: StatedOrder, currency: str, language: Language
) -> tuple[str, ...]:
    """The ids of the items that are chosen for this order, in the order of the table."""
    effect = stated.effect
    fits = can_take([line.own for line in items], effect, stated.document_kind)
    search_box, narrow_box = st.columns([3, 4], vertical_alignment="bottom")
    words = search_box.text_input(language.text("Find an asset"), key="order_find").strip().casefold()
    counts = {_FITTING: sum(fits), _ALL: len(items)}
    narrow = narrow_box.segmented_control(
        language.text("Shown"),
        [_FITTING, _ALL],
        default=_FITTING,
        required=True,
        key="order_narrow",
        format_func=lambda name: language.text(_NAMED[name], count=language.number(counts[name])),
    )
    shown = [
        line
        for line, fit in zip(items, fits, strict=True)
        if (fit or narrow == _ALL) and words in f"{line.caption} {line.holder} {line.number}".casefold()
    ]
    if not shown:
        show_empty(language.text("No asset can take this act. Choose another effect, or show all."))
        return ()
    places = choose_rows(
        [
            {
                language.text("Asset"): line.caption,
                language.text("Holder"): line.holder or language.text("unknown"),
                language.text("Share"): line.share,
                language.text("Value"): money_cell(line.minor, currency, language),
                language.text("State"): f"{look_of(line.state).symbol} {language.text(STATE_WORDS[line.state])}",
                language.text("Measure"): f"{line.number} · {line.case}",
            }
            for line in shown
        ],
        language,
        key=f"order_items_{st.session_state.get(RECORDED, 0)}_{effect}_{stated.document_kind}_{narrow}_{words}",
        alt=language.text("Assets that the order can be about"),
        tallest=_TALLEST,
    )
    return tuple(shown[place].id for place in places)
