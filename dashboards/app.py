"""The router: which pages there are for this person, in this person's language."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from typing import Any

import streamlit as st

from dashboards.pages import PageName, keep_pages
from dashboards.session import case_session, choose_language, reader_words
from dashboards.views import assets_view, evidence_view, graph_view, refusal_view, start_view, totals_view
from graph_schema.errors import TracerError
from tracer.access.roles import Actor, Right, may
from tracer.language import Language
from tracer.terms import USER_ROLE_WORDS

_RIGHTS: Mapping[PageName, Right] = {"graph": "read", "assets": "read", "evidence": "read", "totals": "totals"}

# The parts of a date and links close together are less than the 24 pixels that WCAG 2.2 (2.5.8) asks of a target.
_STYLE = """<style>
[data-testid=stDateInputField] [role=spinbutton] {min-width: 24px; line-height: 24px; text-align: center}
[data-testid=stPageLink-NavLink] {min-height: 24px}
</style>"""


def main() -> None:
    """Set up the page, build the navigation from the person's rights, run the page chosen."""
    st.set_page_config(page_title="Tracer", layout="wide")
    st.html(_STYLE)
    words = reader_words()
    try:
        actor = case_session().actor
        pages = _pages(actor, words)
        keep_pages(pages)
        chosen = st.navigation([*pages.values(), *_closed(pages, words)], position="top")
        with st.container(horizontal=True, horizontal_alignment="distribute", vertical_alignment="center"):
            st.caption(
                words.text("{name}, acting as {role}", name=actor.name, role=words.text(USER_ROLE_WORDS[actor.role]))
            )
            choose_language()
        chosen.run()
    except TracerError as problem:
        st.error(words.error(problem))


def _pages(actor: Actor, words: Language) -> dict[PageName, Any]:
    pages: dict[PageName, Any] = {
        "start": st.Page(start_view.show, title=words.text("Start"), url_path="start", default=True)
    }
    if may(actor, "read"):
        pages["graph"] = st.Page(graph_view.show, title=words.text("Graph"), url_path="graph")
        pages["assets"] = st.Page(assets_view.show, title=words.text("Assets and measures"), url_path="assets")
    if may(actor, "totals"):
        pages["totals"] = st.Page(totals_view.show, title=words.text("Totals"), url_path="totals")
    if may(actor, "read"):
        pages["evidence"] = st.Page(
            evidence_view.show, title=words.text("Source row"), url_path="evidence", visibility="hidden"
        )
    return pages


def _closed(pages: Mapping[PageName, Any], words: Language) -> list[Any]:
    """The addresses that are not this person's: each says so, where Streamlit would say that there is no such page."""
    return [
        st.Page(partial(refusal_view.show, right), title="Tracer", url_path=name, visibility="hidden")
        for name, right in _RIGHTS.items()
        if name not in pages
    ]


main()
