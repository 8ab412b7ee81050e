"""What does the reader want to open, and which deadlines are near?"""

from __future__ import annotations

from collections import Counter

import streamlit as st

from dashboards.components.evidence_links import markdown_text
from dashboards.components.tables import show_table
from dashboards.components.totals_strip import show_strip
from dashboards.pages import go_to
from dashboards.session import case_session, reader_words
from dashboards.theme import look_of
from graph_schema.records.nodes import ASSET_TYPES, NODE_TYPES
from tracer.access.roles import may
from tracer.actions.case_graph.explore import Found, Hit, find
from tracer.actions.recovery.deadlines import format_reason, is_overdue
from tracer.actions.recovery.measures import list_measures
from tracer.wording.language import Language
from tracer.wording.terms import STATE_WORDS

SOON_DAYS = 45
_ASKED = "start_asked"


def show() -> None:
    """Find; measures whose deadline is near or past; the totals in one line."""
    words = reader_words()
    st.title(words.text("What do you want to look at?"), anchor=False)
    actor = case_session().actor
    if may(actor, "read"):
        _search(words)
    if may(actor, "oversee"):
        _ending_soon(words)
    if may(actor, "totals"):
        show_strip(words)
    if not may(actor, "read") and not may(actor, "totals"):
        st.info(words.text("Your role works at the command line; it opens no page of the case."))


def _search(words: Language) -> None:
    text = st.text_input(
        words.text("Find by name, number or description"),
        value=st.session_state.get(_ASKED, ""),
        key="start_find",
        placeholder=words.text("name, IBAN, plate, parcel"),
    ).strip()
    if not text:
        st.session_state[_ASKED] = ""
        return
    chosen: list[Hit] = []
    found = find(case_session(), text, first=lambda exact: chosen.extend(_show_exact(exact, words)))
    chosen += _show_near(found, words)
    # Kept for a reader who comes back to this page, under the veil. Never in the address: addresses are stored and logged.
    st.session_state[_ASKED] = found.text if found.hits or found.near else ""
    if found.hits or found.near:
        st.caption(words.text("Choose a row to open it: an asset on its page, anything else in the graph."))
    for hit in chosen:
        if hit.type in ASSET_TYPES:
            go_to("asset", asset=hit.id)
        go_to("graph", node=hit.id)


def _show_exact(found: Found, words: Language) -> list[Hit]:
    """Draws the exact hits; the hit that was chosen, if one was."""
    if not found.hits:
        return []
    picked = show_table(
        [_row(hit, words) for hit in found.hits],
        words,
        key=f"start_found_{found.text}",
        alt=words.text("What was found"),
        tallest=300,
    )
    if not found.complete:
        st.caption(words.text("There are more matches; narrow the search."))
    return [] if picked is None else [found.hits[picked]]


def _show_near(found: Found, words: Language) -> list[Hit]:
    """Draws the hits that are written otherwise, each with how it differs; the hit that was chosen, if one was."""
    chosen: list[Hit] = []
    if not found.hits and not found.near:
        st.warning(words.text("Nothing in the case matches {text}.", text=markdown_text(found.text)))
    elif not found.hits:
        st.caption(words.text("Nothing in the case matches {text} exactly.", text=markdown_text(found.text)))
    for near, heading in ((True, words.text("Near, written otherwise")), (False, words.text("Less alike"))):
        some = [one for one in found.near if one.near is near]
        if not some:
            continue
        st.markdown(f"**{heading}**")
        reasons = ("; ".join(reason.text for reason in one.reasons) for one in some)
        picked = show_table(
            [
                {**_row(one.hit, words), words.text("How it differs"): reason}
                for one, reason in zip(some, reasons, strict=True)
            ],
            words,
            key=f"start_near_{near}_{found.text}",
            alt=heading,
            tallest=300,
            whole=words.text("How it differs"),
        )
        chosen += [] if picked is None else [some[picked].hit]
    return chosen


def _row(hit: Hit, words: Language) -> dict[str, str | int]:
    return {
        words.text("Name"): hit.caption,
        words.text("Kind"): words.text(NODE_TYPES[hit.type].meaning),
        words.text("Details"): hit.detail,
        words.text("Sources"): hit.sources,
    }


def _ending_soon(words: Language) -> None:
    st.header(words.text("Measures that end or must be checked soon"), anchor=False)
    measures = list_measures(case_session())
    soon = [m for m in measures.measures if m.due is not None and m.days_left is not None and m.days_left <= SOON_DAYS]
    if not soon:
        st.caption(words.text("No deadline within {days} days.", days=SOON_DAYS))
        return
    late = [is_overdue(line) for line in soon]
    if any(late):
        headline = words.plural(
            "{n} check is overdue. Nothing is released by itself.",
            "{n} checks are overdue. Nothing is released by itself.",
            sum(late),
        )
        reasons = Counter(format_reason(line, words) for line in soon if is_overdue(line))
        rows = (f"- {words.number(count)} × {markdown_text(reason)}" for reason, count in reasons.most_common())
        st.error("\n".join([headline, "", *rows]))
    picked = show_table(
        [
            {
                words.text("Due"): line.due,
                words.text("Days left"): line.days_left,
                words.text("What for"): format_reason(line, words),
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
        whole=words.text("What for"),
        red={words.text(name): late for name in ("Due", "Days left")} if any(late) else {},
    )
    st.caption(words.text("Choose a row to open its asset."))
    if picked is not None:
        go_to("asset", asset=soon[picked].asset)
