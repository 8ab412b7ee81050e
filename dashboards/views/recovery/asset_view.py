"""What is this asset, to whom is it tied, and which measures are on it?"""

from __future__ import annotations

import streamlit as st

from dashboards.components.assets.asset_card import show_asset
from dashboards.components.evidence_links import markdown_text
from dashboards.components.states import show_refused
from dashboards.pages import show_link
from dashboards.session import case_session, read_address, reader_language
from graph_schema.errors import NotFound
from tracer.actions.recovery.asset_report import AssetReport, open_asset
from tracer.wording.language import Language

_KEPT = "asset_report"


def show() -> None:
    """One asset: what it is, why it is a suspect's, its measures with the form for the next order, the money behind it."""
    language = reader_language()
    show_link("assets", "← " + language.text("All assets"))
    wanted = read_address("asset")
    problem = ""
    if wanted:
        try:
            show_asset(_open(wanted, language), language)
            return
        except NotFound as error:
            problem = language.error(error)
    st.title(language.text("No asset is open here"), anchor=False)
    if problem:
        show_refused(markdown_text(problem))


def _open(asset: str, language: Language) -> AssetReport:
    """The report on the asset; read, and put on record, once for each asset, day, language and version of the case."""
    session = case_session()
    key = (asset, language.code, session.today(), session.store.data_version())
    kept = st.session_state.get(_KEPT)
    if kept is None or kept[0] != key:
        with st.spinner(language.text("Following the money")):
            kept = (key, open_asset(session, asset, language))
        st.session_state[_KEPT] = kept
    report: AssetReport = kept[1]
    return report
