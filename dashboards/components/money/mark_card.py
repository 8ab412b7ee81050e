"""Shows one mark in full, with the form that revokes it."""

from __future__ import annotations

import re
from datetime import date
from typing import Final

import streamlit as st

from dashboards.components.evidence_links import markdown_text, show_rows
from dashboards.components.states import show_refused
from dashboards.session import case_session
from graph_schema.errors import TracerError
from tracer.access.roles import may
from tracer.actions.decisions import revoke
from tracer.actions.money.mark_list import COVERS_WORDS, MarkLine
from tracer.wording.language import Language
from tracer.wording.terms import RIGHT_WORDS, TRANSFER_KIND_WORDS

USUAL_LABEL: Final = "proceeds"
"""The label of marks for which nobody chose another."""
_DAY: Final = re.compile(r"\b\d{4}-\d{2}-\d{2}\b")


def show_mark(mark: MarkLine, language: Language) -> str:
    """What the mark covers, who made it and why. Returns what was recorded, or ""."""
    with st.container(border=True):
        st.markdown(f"**{language.text('The chosen mark')}: {markdown_text(mark.caption)}**")
        sums = ", ".join(language.money(minor, currency) for currency, minor in mark.sums) or "–"
        facts = [
            " · ".join(filter(None, (language.text(COVERS_WORDS[mark.covers]), format_detail(mark.detail, language)))),
            f"{sums}, {language.plural('{n} transfer', '{n} transfers', mark.receipts)}",
            language.text("Label: {label}", label=format_label(mark.label, language)),
            f"{mark.author}, {language.date(mark.recorded)}: {mark.reason}",
        ]
        st.markdown("\n".join(f"- {markdown_text(fact)}" for fact in facts))
        show_rows(mark.evidence, language, back="money")
        if mark.beside:
            names = "; ".join(mark.beside)
            st.warning(
                markdown_text(language.text("Not covered, because the name has other words too: {names}.", names=names))
            )
        if not mark.met:
            st.warning(
                language.text("The case no longer shows what was marked; the mark does not count, or not in full.")
            )
        if not may(case_session().actor, "decide"):
            show_no_right(language)
            return ""
        return _revoke(mark, language)


def format_label(label: str, language: Language) -> str:
    """The label of a mark; the usual one in words."""
    return language.text("proceeds of crime") if label == USUAL_LABEL else label


def format_detail(detail: str, language: Language) -> str:
    """What a mark covers, with kinds of transfers in words and days as this reader writes them."""
    first, _, rest = detail.partition(" ")
    kinds = first.split(",")
    if all(kind in TRANSFER_KIND_WORDS for kind in kinds):
        detail = " ".join([", ".join(language.text(TRANSFER_KIND_WORDS[kind]) for kind in kinds), rest]).strip()
    return _DAY.sub(lambda found: language.date(date.fromisoformat(found.group())), detail)


def show_no_right(language: Language) -> None:
    """Why there is no button here."""
    st.caption(
        language.text(
            "There is no button here: your role does not include the right to {right}.",
            right=language.text(RIGHT_WORDS["decide"]),
        )
    )


def _revoke(mark: MarkLine, language: Language) -> str:
    with st.form(f"revoke_{mark.event}", border=False):
        reason = st.text_input(
            language.text("Reason, goes on record with your name"), key=f"revoke_reason_{mark.event}"
        )
        sent = st.form_submit_button(language.text("Revoke this mark"))
    if not sent:
        return ""
    try:
        report = revoke(case_session(), mark.event, reason)
    except TracerError as problem:
        show_refused(language.text("Not recorded: {reason}", reason=language.error(problem)))
        return ""
    if report.rejections:
        show_refused(language.text("Not recorded: {reason}", reason=language.said(report.rejections[0].reason)))
        return ""
    return language.text("On record: the mark is revoked. Mark and revocation both stay on record.")
