"""Shows the file of a source row: its name, its digest, who imported it and when, the row as the file has it."""

from __future__ import annotations

from datetime import datetime

import streamlit as st

from dashboards.components.evidence_links import markdown_text, say_row
from tracer.actions.files.proof import Proof
from tracer.actions.files.sources import SourceRow
from tracer.wording.language import Language
from tracer.wording.terms import FORM_WORDS


def show_file(proof: Proof, language: Language) -> None:
    """The file, and whether it is still as it was received."""
    row = proof.row
    with st.container(border=True):
        st.header(language.text("The file"), anchor=False)
        st.markdown(f"**{markdown_text(row.file)}**")
        kind = FORM_WORDS.get(row.importer.partition(" ")[0])
        facts = {
            language.text("Kind"): row.importer if kind is None else f"{language.text(kind)} ({row.importer})",
            language.text("Place"): say_row(row.locator, language),
            language.text("Received"): _moment(row.received, language),
            language.text("By"): proof.author,
        }
        for name, text in facts.items():
            st.markdown(f"{name}: {markdown_text(text)}")
        if row.intact:
            st.success(language.text("The kept file is as it was received."))
        else:
            st.error(language.text("THE KEPT FILE HAS CHANGED since it was received."))
        st.caption(f"SHA-256: {row.source}")


def show_fields(proof: Proof, language: Language) -> None:
    """What was read from a row of a register, each record with the meaning of its fields; then the columns of the table."""
    for record in proof.records:
        st.markdown(f"**{markdown_text(record.title)}**")
        _table(record.fields, language.text("Meaning"), language.text("Value"))
    if proof.row.cells:
        st.header(language.text("The row as the table has it"), anchor=False)
        _table(proof.row.cells, language.text("Column"), language.text("Value"))


def show_raw(row: SourceRow, language: Language) -> None:
    """The row as it is in the file, folded."""
    if row.text:
        with st.expander(language.text("The row as the file has it")):
            st.code(row.text, language=None, wrap_lines=True)


def _table(pairs: tuple[tuple[str, str], ...], name: str, value: str) -> None:
    if pairs:
        st.table([{name: markdown_text(one), value: markdown_text(other)} for one, other in pairs], hide_index=True)


def _moment(stamp: str, language: Language) -> str:
    return language.moment(datetime.fromisoformat(stamp)) + " UTC"
