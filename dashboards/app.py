"""The router: which pages there are for this person, in this person's language."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from typing import Any

import streamlit as st

from dashboards.components.states import show_problem
from dashboards.header import show_header
from dashboards.page_registry import PAGE_TABLE
from dashboards.pages import PageName, go_to, keep_pages
from dashboards.session import (
    asked_page,
    case_folder,
    case_session,
    chosen_case,
    close_case,
    keep_case_in_address,
    reader_language,
)
from dashboards.views import cases_view, refusal_view
from graph_schema.errors import NotFound, TracerError
from tracer.access.roles import Actor, may
from tracer.settings import current_settings
from tracer.wording.language import Language


def main() -> None:
    """Set up the page, build the navigation from the person's rights, run the page chosen."""
    st.set_page_config(page_title="Tracer", layout="wide")
    language = reader_language()
    try:
        if case_folder() is not None and not chosen_case():
            _choose(language)
            return
        try:
            actor = case_session().actor
        except NotFound as problem:
            close_case()
            _choose(language, problem)
            return
        keep_case_in_address()
        pages = _pages(actor, language)
        keep_pages(pages)
        chosen = st.navigation([*pages.values(), *_closed(pages)], position="top")
        if (page := asked_page()) in pages:
            go_to(page)
        titles = {page.name: language.text(page.title) for page in PAGE_TABLE if page.name in pages and page.in_menu}
        show_header(actor, language, titles)
        chosen.run()
    except TracerError as problem:
        show_problem(problem, language)


def _choose(language: Language, problem: TracerError | None = None) -> None:
    """The page of cases alone, at every address: no case is open in this browser."""
    cases = st.Page(cases_view.show, title=language.text("Cases"), url_path="cases", default=True)
    others = [
        st.Page(cases_view.show, title="Tracer", url_path=page.name, visibility="hidden")
        for page in PAGE_TABLE
        if page.name not in ("cases", "start")
    ]
    chosen = st.navigation([cases, *others], position="top")
    show_header(current_settings().actor, language)
    if problem is not None:
        show_problem(problem, language)
    chosen.run()


def _pages(actor: Actor, language: Language) -> dict[PageName, Any]:
    return {
        page.name: st.Page(
            page.show,
            title=language.text(page.title),
            url_path=page.name,
            default=page.name == "start",
            visibility="visible" if page.in_menu else "hidden",
        )
        for page in PAGE_TABLE
        if (page.right is None or may(actor, page.right)) and (page.name != "cases" or case_folder() is not None)
    }


def _closed(pages: Mapping[PageName, Any]) -> list[Any]:
    """The addresses that are not this person's: each says so, where Streamlit would say that there is no such page."""
    return [
        st.Page(
            page.show if page.right is None else partial(refusal_view.show, page.right),
            title="Tracer",
            url_path=page.name,
            visibility="hidden",
        )
        for page in PAGE_TABLE
        if page.name not in pages
    ]


main()
