"""The files by the go in which they came: one delivery is chosen, and taken back as a whole."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from dashboards.components.files.source_list import ask_reason, forget_choice, take_back
from dashboards.session import case_session
from tracer.access.roles import may
from tracer.actions.files.deliveries import MOST_MINUTES, Delivery, group_deliveries, retract_delivery
from tracer.actions.files.sources import SourceLine
from tracer.wording.language import Language

_ALL = ""


def choose_delivery(lines: Sequence[SourceLine], language: Language) -> Delivery | None:
    """The choice between all files and those of one delivery. Returns the one that is chosen, None for all."""
    found = {one.id: one for one in group_deliveries(lines)}
    if st.session_state.get("files_delivery", _ALL) not in (_ALL, *found):
        st.session_state["files_delivery"] = _ALL
    picked = st.selectbox(
        language.text("Delivery"),
        [_ALL, *found],
        key="files_delivery",
        format_func=lambda one: say_delivery(found[one], language) if one else language.text("all deliveries"),
        help=language.text(
            "Files that one person read in one go, with no more than {n} minutes between two.", n=MOST_MINUTES
        ),
        label_visibility="collapsed",
        width=460,
        on_change=forget_choice,
    )
    return found.get(picked)


def say_delivery(one: Delivery, language: Language) -> str:
    """When it came, how much it is, and by whom."""
    return " \u00b7 ".join(
        (
            language.moment(one.begin).rpartition(":")[0] + " UTC",
            language.plural("{n} file", "{n} files", len(one.files)),
            language.plural("{n} row", "{n} rows", one.rows),
            one.by,
        )
    )


def show_delivery(one: Delivery, language: Language) -> None:
    """The form that takes the whole delivery back; for who may do so."""
    session = case_session()
    if not may(session.actor, "retract"):
        return
    with st.expander(language.text("Take the whole delivery back")):
        said = language.plural(
            "All that was read from {n} file leaves the case in one act. The file and the log stay; it can be read again.",
            "All that was read from {n} files leaves the case in one act, or nothing of it. The files and the log stay; "
            "they can be read again.",
            len(one.files),
        )
        label = language.plural("Retract {n} file", "Retract {n} files", len(one.files))
        reason = ask_reason("delivery", said, label, language)
    digests = [line.digest for line in one.files]
    take_back(
        reason,
        lambda reason: retract_delivery(session, digests, reason=reason),
        say_delivery(one, language),
        language,
    )
