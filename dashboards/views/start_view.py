"""What does the reader want to open, and which deadlines are near?"""

from __future__ import annotations

from collections import Counter

import streamlit as st

from dashboards.components.evidence_links import markdown_text
from dashboards.components.states import show_empty
from dashboards.components.tables import show_table
from dashboards.components.totals_strip import show_strip
from dashboards.pages import go_to
from dashboards.session import case_session, reader_language
from graph_schema.records.nodes import ASSET_TYPES, NODE_TYPES
from tracer.access.roles import may
from tracer.actions.case_graph.explore import Found, Hit, find
from tracer.actions.recovery.deadlines import format_reason, is_overdue
from tracer.actions.recovery.measures import list_measures
from tracer.wording.language import Language
from tracer.wording.looks.stage_looks import look_of
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
        show_empty(language.text("Your role works at the command line; it opens no page of the case."))


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
    chosen: list[Hit] = []
    found = find(case_session(), text, first=lambda exact: chosen.extend(_show_exact(exact, language)))
    chosen += _show_near(found, language)
    # Kept for a reader who comes back to this page, under the veil. Never in the address: addresses are stored and logged.
    st.session_state[_ASKED] = found.text if found.hits or found.near else ""
    if found.hits or found.near:
        st.caption(language.text("Choose a row to open it: an asset on its page, anything else in the graph."))
    for hit in chosen:
        if hit.type in ASSET_TYPES:
            go_to("asset", asset=hit.id)
        go_to("graph", node=hit.id)


def _show_exact(found: Found, language: Language) -> list[Hit]:
    """Draws the exact hits; the hit that was chosen, if one was."""
    if not found.hits:
        return []
    picked = show_table(
        [_row(hit, language) for hit in found.hits],
        language,
        key=f"start_found_{found.text}",
        alt=language.text("What was found"),
        tallest=300,
    )
    if not found.complete:
        st.caption(language.text("There are more matches; narrow the search."))
    return [] if picked is None else [found.hits[picked]]


def _show_near(found: Found, language: Language) -> list[Hit]:
    """Draws the hits that are written otherwise, each with how it differs; the hit that was chosen, if one was."""
    chosen: list[Hit] = []
    if not found.hits and not found.near:
        show_empty(language.text("Nothing in the case matches {text}.", text=markdown_text(found.text)))
    elif not found.hits:
        st.caption(language.text("Nothing in the case matches {text} exactly.", text=markdown_text(found.text)))
    for near, heading in ((True, language.text("Near, written otherwise")), (False, language.text("Less alike"))):
        some = [one for one in found.near if one.near is near]
        if not some:
            continue
        st.markdown(f"**{heading}**")
        reasons = ("; ".join(reason.text for reason in one.reasons) for one in some)
        picked = show_table(
            [
                {**_row(one.hit, language), language.text("How it differs"): reason}
                for one, reason in zip(some, reasons, strict=True)
            ],
            language,
            key=f"start_near_{near}_{found.text}",
            alt=heading,
            tallest=300,
            whole=language.text("How it differs"),
        )
        chosen += [] if picked is None else [some[picked].hit]
    return chosen


def _row(hit: Hit, language: Language) -> dict[str, str | int]:
    return {
        language.text("Name"): hit.caption,
        language.text("Kind"): language.text(NODE_TYPES[hit.type].meaning),
        language.text("Details"): hit.detail,
        language.text("Sources"): hit.sources,
    }


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
