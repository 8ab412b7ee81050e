"""The files that the case is built on: what was read from each, its flags by reason, and the way to take it back."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from functools import partial
from html import escape

import streamlit as st

from dashboards.components.evidence_links import markdown_text
from dashboards.components.files.preview_table import format_group, list_reasons
from dashboards.components.states import show_problem
from dashboards.components.tables import show_table
from dashboards.pages import has_page, show_link
from dashboards.session import case_session
from graph_schema.errors import TracerError
from tracer.access.roles import may
from tracer.actions.files.file_nodes import list_file_nodes
from tracer.actions.files.flag_table import export_flags
from tracer.actions.files.ingest import retract_source
from tracer.actions.files.sources import SourceLine, export_rejections, open_source_report
from tracer.wording.language import Language
from tracer.wording.terms import FORM_WORDS

_RETRACTED = "files_retracted"
_CAPTION = 48  # letters of a name that leads to the graph


def show_sources(lines: Sequence[SourceLine], language: Language) -> SourceLine | None:
    """The files of the case in a table, the last received first. Returns the file that is chosen."""
    ordered = sorted(lines, key=lambda line: line.received, reverse=True)
    picked = show_table(
        [
            {
                language.text("File"): line.file,
                language.text("What it is"): language.text(FORM_WORDS.get(line.importer, line.importer)),
                language.text("Received"): date.fromisoformat(line.received[:10]),
                language.text("Rows"): line.rows,
                language.text("Kept"): line.kept,
                language.text("Rejected"): line.rejected,
                language.text("Flags"): line.flags,
            }
            for line in ordered
        ],
        language,
        key="files_sources",
        alt=language.text("Files of the case"),
        tallest=340,
        whole=language.text("File"),
    )
    return None if picked is None else ordered[picked]


def show_source(line: SourceLine, language: Language) -> None:
    """One file: flags and rejected rows by reason, both as CSV, and the form that takes the file back."""
    session = case_session()
    report = open_source_report(session, line.digest)
    with st.container(border=True):
        st.header(markdown_text(line.file), anchor=False)
        st.caption(
            language.text(
                "{rows} rows = {kept} kept + {rejected} rejected. SHA-256 {digest}",
                rows=language.number(line.rows),
                kept=language.number(line.kept),
                rejected=language.number(line.rejected),
                digest=line.digest[:16],
            )
        )
        groups = list_reasons(report)
        if groups:
            items = "".join(f"<li>{format_group(group, language)}</li>" for group in groups)
            st.html(f'<ul aria-label="{escape(language.text("Flags and rejected rows by reason"))}">{items}</ul>')
        else:
            st.markdown(language.text("No flag, and no row rejected."))
        with st.container(horizontal=True):
            if report.flags:
                _offer_table(
                    language.text("All flags (CSV)"),
                    "flags",
                    line.digest,
                    partial(export_flags, session, line.digest, language),
                )
            if report.rejections:
                _offer_table(
                    language.text("All rejected rows (CSV)"),
                    "rejected",
                    line.digest,
                    partial(export_rejections, session, line.digest, language),
                )
        _show_nodes(line, language)
        if may(session.actor, "retract"):
            _retract(line, language)


def shorten(text: str) -> str:
    """No more of a name than a line of links has room for."""
    return text if len(text) <= _CAPTION else f"{text[: _CAPTION - 1]}…"


def show_retracted() -> None:
    """What was retracted at the last click."""
    said = st.session_state.pop(_RETRACTED, "")
    if said:
        st.success(said)


def _show_nodes(line: SourceLine, language: Language) -> None:
    """What the file speaks of, each opened in the graph."""
    if not has_page("graph"):
        return
    found = list_file_nodes(case_session(), line.digest)
    if not found.nodes:
        return
    with st.container(key="files_nodes", horizontal=True, vertical_alignment="center", gap="small"):
        st.markdown(language.text("Show in the graph:"), width="content")
        for node, caption in found.nodes:
            show_link("graph", markdown_text(shorten(caption)), node=node)
        left = found.total - len(found.nodes)
        if left:
            st.caption(language.plural("and {n} more", "and {n} more", left), width="content")


def _offer_table(label: str, name: str, digest: str, write: Callable[[], str | bytes]) -> None:
    """A button that writes the table when it is pressed."""
    st.download_button(
        label,
        data=write,
        file_name=f"{digest[:8]}.{name}.csv",
        mime="text/csv",
        on_click="ignore",
        key=f"{name}_{digest}",
    )


def _retract(line: SourceLine, language: Language) -> None:
    said = language.text(
        "All that was read from this file leaves the case. The file and the log stay; it can be imported again."
    )
    reason = ask_reason(line.digest, said, language.text("Retract this import"), language)
    take_back(reason, lambda reason: retract_source(case_session(), line.digest, reason=reason), line.file, language)


def take_back(reason: str | None, retract: Callable[[str], dict[str, int]], named: str, language: Language) -> None:
    """Retract for this reason and say how many records left the case, or why not. Nothing without a reason."""
    if reason is None:
        return
    try:
        counts = retract(reason)
    except TracerError as problem:
        show_problem(problem, language)
        return
    say_retracted(
        language.text(
            "Retracted: {file}, {count} records.",
            file=markdown_text(named),
            count=language.number(sum(counts.values())),
        )
    )


def ask_reason(key: str, said: str, label: str, language: Language) -> str | None:
    """The form before something is retracted. Returns the reason at the click, else None."""
    with st.form(f"retract_{key}", border=False):
        reason = st.text_input(language.text("Reason, goes on record with your name"), key=f"retract_reason_{key}")
        st.caption(said)
        sent = st.form_submit_button(label)
    return reason if sent else None


def say_retracted(said: str) -> None:
    """Draw the page anew, with what was retracted above it."""
    st.session_state[_RETRACTED] = said
    forget_choice()
    st.rerun()


def forget_choice() -> None:
    """No file is chosen: the table has other rows now."""
    st.session_state.pop("files_sources", None)
