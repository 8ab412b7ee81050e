"""What does the reader want to open, and which deadlines are near?"""

from __future__ import annotations

from collections import Counter

import streamlit as st

from dashboards.components.evidence_links import markdown_text
from dashboards.components.tables import show_table
from dashboards.components.totals_strip import show_strip
from dashboards.pages import go_to
from dashboards.session import case_session, reader_language
from dashboards.theme import look_of
from graph_schema.records.nodes import ASSET_TYPES, NODE_TYPES
from tracer.access.roles import may
from tracer.actions.case_graph.explore import find
from tracer.actions.recovery.deadlines import format_reason, is_overdue
from tracer.actions.recovery.measures import list_measures
from tracer.wording.language import Language
from tracer.wording.terms import STATE_WORDS

SOON_DAYS = 45
_ASKED = "start_asked"


def show() -> None:
    """Find; measures whose deadline is near or past; the totals in one line."""
    language = reader_language()
    st.title(language.text("What do you want to look at?"), anchor=False)
    actor = case_session().actor
    if may(actor, "read"):
        _search(language)
    if may(actor, "oversee"):
        _ending_soon(language)
    if may(actor, "totals"):
        show_strip(language)
    if not may(actor, "read") and not may(actor, "totals"):
        st.info(language.text("Your role works at the command line; it opens no page of the case."))


def _search(language: Language) -> None:
    text = st.text_input(
        language.text("Find by name, number or description"),
        value=st.session_state.get(_ASKED, ""),
        key="start_find",
        placeholder=language.text("name, IBAN, plate, parcel"),
    ).strip()
    if not text:
        st.session_state[_ASKED] = ""
        return
    found = find(case_session(), text)
    # Kept for a reader who comes back to this page, under the veil. Never in the address: addresses are stored and logged.
    st.session_state[_ASKED] = found.text if found.hits else ""
    if not found.hits:
        st.warning(language.text("Nothing in the case matches {text}.", text=markdown_text(found.text)))
        return
    picked = show_table(
        [
            {
                language.text("Name"): hit.caption,
                language.text("Kind"): language.text(NODE_TYPES[hit.type].meaning),
                language.text("Details"): hit.detail,
                language.text("Sources"): hit.sources,
            }
            for hit in found.hits
        ],
        language,
        key=f"start_found_{found.text}",
        alt=language.text("What was found"),
        tallest=300,
    )
    st.caption(language.text("Choose a row to open it: an asset on its page, anything else in the graph."))
    if not found.complete:
        st.caption(language.text("There are more matches; narrow the search."))
    if picked is not None:
        hit = found.hits[picked]
        if hit.type in ASSET_TYPES:
            go_to("asset", asset=hit.id)
        go_to("graph", node=hit.id)


def _ending_soon(language: Language) -> None:
    st.header(language.text("Measures that end or must be checked soon"), anchor=False)
    measures = list_measures(case_session())
    soon = [m for m in measures.measures if m.due is not None and m.days_left is not None and m.days_left <= SOON_DAYS]
    if not soon:
        st.caption(language.text("No deadline within {days} days.", days=SOON_DAYS))
        return
    late = [is_overdue(line) for line in soon]
    if any(late):
        headline = language.plural(
            "{n} check is overdue. Nothing is released by itself.",
            "{n} checks are overdue. Nothing is released by itself.",
            sum(late),
        )
        reasons = Counter(format_reason(line, language) for line in soon if is_overdue(line))
        rows = (f"- {language.number(count)} × {markdown_text(reason)}" for reason, count in reasons.most_common())
        st.error("\n".join([headline, "", *rows]))
    picked = show_table(
        [
            {
                language.text("Due"): line.due,
                language.text("Days left"): line.days_left,
                language.text("What for"): format_reason(line, language),
                language.text("Asset"): line.asset_caption,
                language.text("State"): f"{look_of(line.state).symbol} {language.text(STATE_WORDS[line.state])}",
                language.text("Measure"): line.number,
                language.text("Criminal file"): line.case,
            }
            for line in soon
        ],
        language,
        key="start_soon",
        alt=language.text("Measures with a near deadline"),
        tallest=320,
        whole=language.text("What for"),
        red={language.text(name): late for name in ("Due", "Days left")} if any(late) else {},
    )
    st.caption(language.text("Choose a row to open its asset."))
    if picked is not None:
        go_to("asset", asset=soon[picked].asset)
