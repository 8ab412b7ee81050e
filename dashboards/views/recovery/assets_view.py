"""Which assets are known, and in which state is each?"""

from __future__ import annotations

from typing import Final

import streamlit as st

from dashboards.components.assets.place_map import show_map
from dashboards.components.assets.schedule_export import show_export
from dashboards.components.states import show_empty
from dashboards.components.tables import money_cell, show_table
from dashboards.pages import go_to
from dashboards.session import case_session, read_view, reader_language, write_view
from graph_schema.messages import N_
from tracer.actions.recovery.assets import AssetLine, list_assets
from tracer.wording.language import Language
from tracer.wording.looks.stage_looks import look_of
from tracer.wording.terms import CLASS_WORDS, STATE_WORDS

_ALL = ""
_FORMS: Final = {"table": N_("table"), "map": N_("map")}


def show() -> None:
    """All assets in a table or on a map; each opens on its own page."""
    language = reader_language()
    st.title(language.text("Which assets are known, and how do they stand?"), anchor=False)
    _table(list_assets(case_session()).assets, language)
    show_export(language)


def _table(assets: tuple[AssetLine, ...], language: Language) -> None:
    view = read_view("assets", "class", "state", "form")
    narrow, state_box, form_box = st.columns([5, 5, 2])
    assets = tuple(
        sorted(assets, key=lambda line: (language.text(CLASS_WORDS[line.asset_class]), line.caption, line.id))
    )
    classes = [_ALL, *dict.fromkeys(line.asset_class for line in assets)]
    states = [_ALL, *(state for state in STATE_WORDS if state in {line.state for line in assets})]
    picked_class = narrow.selectbox(
        language.text("Class"),
        classes,
        key="assets_class",
        index=_place(classes, view.get("class", _ALL)),
        format_func=lambda name: language.text(CLASS_WORDS[name]) if name else language.text("all"),
    )
    picked_state = state_box.selectbox(
        language.text("State"),
        states,
        key="assets_state",
        index=_place(states, view.get("state", _ALL)),
        format_func=lambda name: language.text(STATE_WORDS[name]) if name else language.text("all"),
    )
    form = form_box.segmented_control(
        language.text("Shown as"),
        list(_FORMS),
        default=view.get("form", "") if view.get("form", "") in _FORMS else "table",
        key="assets_form",
        format_func=lambda name: language.text(_FORMS[name]),
        required=True,
    )
    write_view(
        "assets", {"class": picked_class, "state": picked_state, "form": "" if form == "table" else str(form or "")}
    )
    shown = [line for line in assets if picked_class in (_ALL, line.asset_class) and picked_state in (_ALL, line.state)]
    st.caption(
        language.text(
            "{shown} of {all} assets. Choose a row to open it.",
            shown=language.number(len(shown)),
            all=language.number(len(assets)),
        )
    )
    if not shown:
        show_empty(
            language.text("No asset of this class is in this state. Choose another.")
            if assets
            else language.text("No file of the case speaks of an asset yet. Drop a register on the page Files.")
        )
        return
    if form == "map":
        chosen = show_map(shown, language)
        if chosen is not None:
            go_to("asset", asset=chosen)
        return
    picked = show_table(
        [
            {
                language.text("Asset"): line.caption,
                language.text("Class"): language.text(CLASS_WORDS[line.asset_class]),
                language.text("Owner on paper"): "; ".join(line.owners) or language.text("unknown"),
                language.text("Value"): money_cell(line.value_minor, line.currency, language),
                language.text("State"): f"{look_of(line.state).symbol} {language.text(STATE_WORDS[line.state])}",
                language.text("Measures"): line.measures,
            }
            for line in shown
        ],
        language,
        key="assets_table",
        alt=language.text("Assets of the case"),
    )
    if picked is not None:
        go_to("asset", asset=shown[picked].id)


def _place(names: list[str], name: str) -> int:
    return names.index(name) if name in names else 0
