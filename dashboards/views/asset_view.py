"""What is this asset, to whom is it tied, and which measures are on it?"""

from __future__ import annotations

import streamlit as st

from dashboards.components.assets.asset_card import show_asset
from dashboards.components.evidence_links import markdown_text
from dashboards.components.states import show_refused
from dashboards.pages import show_link
from dashboards.session import case_session, read_address, reader_language
from tracer.actions.recovery.assets import list_assets


def show() -> None:
    """One asset: facts, money behind it, measures, and the form for the next order if the reader may record one."""
    language = reader_language()
    show_link("assets", "← " + language.text("All assets"))
    wanted = read_address("asset")
    assets = list_assets(case_session()).assets
    chosen = next((line for line in assets if line.id == wanted), None)
    if chosen is not None:
        show_asset(chosen, language)
        return
    st.title(language.text("No asset is open here"), anchor=False)
    if wanted:
        show_refused(language.text("There is no asset with the id {id} in the case.", id=markdown_text(wanted)))
