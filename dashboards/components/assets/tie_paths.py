"""Shows how an asset is tied to a person, with the same paths and words as the schedule and the command line."""

from __future__ import annotations

import streamlit as st

from dashboards.components.evidence_links import markdown_text, show_rows
from dashboards.session import case_session
from tracer.actions.recovery.assets import AssetLine, list_subjects
from tracer.actions.recovery.link import link_suspect
from tracer.casework.ties.tie_sentences import FormattedPath
from tracer.wording.language import Language
from tracer.wording.terms import CASE_ROLE_WORDS, TIE_WORDS


def show_tie(asset: AssetLine, language: Language) -> None:
    """Choose a person; the best path in sentences with their rows, further paths folded."""
    session = case_session()
    st.header(language.text("How is it tied to whom?"), anchor=False)
    subjects = {
        line.id: f"{line.caption} ({language.text(CASE_ROLE_WORDS[line.role])}, {line.case})"
        for line in list_subjects(session)
    }
    person = st.selectbox(
        language.text("Person"),
        list(subjects),
        index=None,
        format_func=subjects.__getitem__,
        key=f"tie_{asset.id}",
        placeholder=language.text("choose"),
    )
    if person is None:
        return
    report = link_suspect(session, person, asset.id, language)
    if not report.paths:
        st.caption(language.text("No path of records ties the two."))
    for path in report.paths:
        kind, steps = language.text(TIE_WORDS[path.kind]), language.plural("{n} step", "{n} steps", len(path.sentences))
        title = language.text("Path {rank}: {kind} ({steps})", rank=path.rank, kind=kind, steps=steps)
        with st.expander(title, expanded=path.rank == 1):
            _sentences(path, asset, language)
    if not report.complete:
        st.caption(language.text("The search stopped at its limit: there may be more paths."))


def _sentences(path: FormattedPath, asset: AssetLine, language: Language) -> None:
    marks = [*(f"{place}." for place in range(1, len(path.sentences) + 1)), *("–" for _ in path.notes)]
    for mark, sentence in zip(marks, (*path.sentences, *path.notes), strict=True):
        text, rows = st.columns([3, 2], vertical_alignment="center")
        text.markdown(markdown_text(f"{mark} {language.text(sentence.template, **sentence.params)}"))
        with rows:
            show_rows(sentence.evidence, language, asset=asset.id)
