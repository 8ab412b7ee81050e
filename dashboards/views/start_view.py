"""What do you want to look at, and what will not wait?"""

from __future__ import annotations

import streamlit as st

from dashboards.components.evidence_links import markdown_text
from dashboards.components.tables import show_table
from dashboards.components.totals_strip import show_strip
from dashboards.pages import go_to
from dashboards.session import case_session, read_view, reader_words, write_view
from dashboards.theme import look_of
from graph_schema.nodes import ASSET_TYPES, NODE_TYPES
from tracer.access.roles import may
from tracer.actions.explore import find
from tracer.actions.order import list_measures
from tracer.language import Language
from tracer.terms import STATE_WORDS

SOON_DAYS = 45


def show() -> None:
    """Find; measures whose deadline is near or past; the totals in one line."""
    words = reader_words()
    st.title(words.text("What do you want to look at?"), anchor=False)
    actor = case_session().actor
    if may(actor, "read"):
        _search(words)
        _ending_soon(words)
    if may(actor, "totals"):
        show_strip(words)
    if not may(actor, "read") and not may(actor, "totals"):
        st.info(words.text("Your role works at the command line; it opens no page of the case."))


def _search(words: Language) -> None:
    text = st.text_input(
        words.text("Find by name, number or description"),
        value=read_view("start", "find").get("find", ""),
        key="start_find",
        placeholder=words.text("name, IBAN, plate, parcel"),
    ).strip()
    if not text:
        write_view("start", {"find": ""})
        return
    found = find(case_session(), text)
    write_view("start", {"find": found.text})  # under the veil: addresses are kept, sent on and written to logs
    if not found.hits:
        st.warning(words.text("Nothing in the case goes by {text}.", text=markdown_text(found.text)))
        return
    picked = show_table(
        [
            {
                words.text("Name"): hit.caption,
                words.text("Kind"): words.text(NODE_TYPES[hit.type].meaning),
                words.text("Details"): hit.detail,
                words.text("Sources"): hit.sources,
            }
            for hit in found.hits
        ],
        words,
        key=f"start_found_{found.text}",
        alt=words.text("What was found"),
        tallest=300,
    )
    st.caption(words.text("Choose a row to open it: an asset on its page, anything else in the graph."))
    if not found.complete:
        st.caption(words.text("More match; narrow the search."))
    if picked is not None:
        hit = found.hits[picked]
        if hit.type in ASSET_TYPES:
            go_to("assets", asset=hit.id)
        go_to("graph", node=hit.id)


def _ending_soon(words: Language) -> None:
    st.header(words.text("Measures that end or must be checked soon"), anchor=False)
    measures = list_measures(case_session())
    soon = [m for m in measures.measures if m.due is not None and m.days_left is not None and m.days_left <= SOON_DAYS]
    if not soon:
        st.caption(words.text("No deadline within {days} days.", days=SOON_DAYS))
        return
    late = sum((line.days_left or 0) < 0 for line in soon)
    if late:
        st.error(words.plural("{n} check is overdue. Nothing is released by itself.",
                              "{n} checks are overdue. Nothing is released by itself.", late))  # fmt: skip
    picked = show_table(
        [
            {
                words.text("Due"): line.due,
                words.text("Days left"): line.days_left,
                words.text("Asset"): line.asset_caption,
                words.text("State"): f"{look_of(line.state).symbol} {words.text(STATE_WORDS[line.state])}",
                words.text("Measure"): line.number,
                words.text("Criminal file"): line.case,
            }
            for line in soon
        ],
        words,
        key="start_soon",
        alt=words.text("Measures with a near deadline"),
        tallest=320,
        whole=words.text("State"),
    )
    st.caption(words.text("Choose a row to open its asset."))
    if picked is not None:
        go_to("assets", asset=soon[picked].asset)
