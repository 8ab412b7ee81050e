"""Which source row is behind this figure?"""

from __future__ import annotations

import streamlit as st

from dashboards.components.evidence_links import markdown_text, say_row
from dashboards.components.proof.file_card import show_fields, show_file, show_raw
from dashboards.components.proof.statement_card import show_other_side, show_statement
from dashboards.components.states import show_empty
from dashboards.pages import PageName, go_to, show_link
from dashboards.session import case_session, read_address, reader_language
from graph_schema.messages import N_
from tracer.actions.files.proof import AROUND, Proof, open_proof
from tracer.wording.language import Language

_BACK: dict[str, tuple[PageName, str]] = {
    "money": ("money", N_("Back to the flow of money")),
    "owners": ("owners", N_("Back to the owners")),
    "graph": ("graph", N_("Back to the graph")),
    "start": ("start", N_("Back to the overview")),
    "files": ("files", N_("Back to the files")),
}
_KEPT, _WHOLE = "proof", "proof_whole"


def show() -> None:
    """The row as a person reads it: in its statement, or with the meaning of its fields; its file; the way back."""
    language = reader_language()
    source, place = read_address("source"), read_address("place")
    if not source or not place:
        _trail(language, None)
        st.title(language.text("What is in the file behind this figure?"), anchor=False)
        show_empty(language.text("Open this page from a figure: each one links to its rows."))
        return
    proof = _open(source, place, language)
    _trail(language, proof)
    with st.container(horizontal=True, vertical_alignment="center"):
        st.title(language.text("What is in the file behind this figure?"), anchor=False, width="content")
        st.space("stretch")
        _step(proof.row.source, proof.before, "‹ " + language.text("row before"), "proof_before")
        _step(proof.row.source, proof.after, language.text("row after") + " ›", "proof_after")
    main, side = st.columns([7, 3])
    with main:
        if show_statement(proof, language):
            st.session_state[_WHOLE] = (source, place)
            st.rerun()
        show_fields(proof, language)
        show_raw(proof.row, language)
    with side:
        if proof.other is not None:
            show_other_side(proof.other, language, asset=read_address("asset"), back=read_address("back"))
        show_file(proof, language)


def _open(source: str, place: str, language: Language) -> Proof:
    """The row; read, and put on record, once for each row, language and version of the case."""
    session = case_session()
    whole = st.session_state.get(_WHOLE) == (source, place)
    key = (source, place, whole, language.code, session.store.data_version())
    kept = st.session_state.get(_KEPT)
    if kept is None or kept[0] != key:
        kept = (key, open_proof(session, source, place, language, around=None if whole else AROUND))
        st.session_state[_KEPT] = kept
    proof: Proof = kept[1]
    return proof


def _trail(language: Language, proof: Proof | None) -> None:
    asset, back = read_address("asset"), _BACK.get(read_address("back"))
    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
        if asset:
            show_link("asset", "← " + language.text("Back to the asset"), asset=asset)
        elif back is not None:
            show_link(back[0], "← " + language.text(back[1]))
        if proof is not None:
            where = f"› {markdown_text(proof.row.file)} › **{markdown_text(say_row(proof.row.locator, language))}**"
            st.markdown(where, width="content")


def _step(source: str, place: str, label: str, key: str) -> None:
    if st.button(label, key=key, disabled=not place):
        go_to("evidence", source=source, place=place, asset=read_address("asset"), back=read_address("back"))
