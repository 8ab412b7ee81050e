"""The header of every page: which case is open, in which language, and who is reading. The pages themselves lie between."""

from __future__ import annotations

from collections.abc import Mapping

import streamlit as st

from dashboards.components.evidence_links import markdown_text
from dashboards.pages import PageName, go_to
from dashboards.palette.component import show_palette
from dashboards.session import case_folder, choose_case, choose_language, chosen_case
from tracer.access.roles import Actor
from tracer.actions.administration.cases import list_cases
from tracer.wording.language import Language
from tracer.wording.terms import USER_ROLE_WORDS

_ALL = ""


def show_header(actor: Actor, language: Language, pages: Mapping[PageName, str] | None = None) -> None:
    """Draws the two ends of the header; the stylesheet pins them beside the navigation.

    ``pages``: titles of this person's pages in the open case; None: no case is open, so there is nothing to find.
    """
    with st.container(key="head_left", horizontal=True, vertical_alignment="center", gap="small"):
        st.html('<div class="tracer-mark">Tracer</div>')
        if case_folder() is not None and chosen_case():
            _choose_case(language)
    with st.container(
        key="head_right", horizontal=True, horizontal_alignment="right", vertical_alignment="center", gap="small"
    ):
        if pages is not None:
            show_palette(pages, actor, language)
        choose_language()
        _show_person(actor, language)


def _choose_case(language: Language) -> None:
    """A menu of the other cases, the one changed last first, and of the page of all cases."""
    folder, present = case_folder(), chosen_case()
    others = [] if folder is None else [line.name for line in list_cases(folder) if line.name != present]
    picked = st.menu_button(
        markdown_text(present),
        [*others, _ALL],
        key="head_case",
        format_func=lambda name: markdown_text(name) if name else language.text("All cases"),
    )
    if picked == _ALL:
        go_to("cases")
    elif picked is not None:
        choose_case(picked)
        st.rerun()


def _show_person(actor: Actor, language: Language) -> None:
    with st.popover(initials(actor.name), key="head_person"):
        st.markdown(f"**{markdown_text(actor.name)}**")
        st.write(language.text("acting as {role}", role=language.text(USER_ROLE_WORDS[actor.role])))


def initials(name: str) -> str:
    """The first letters of the first and the last word of a name."""
    words = [word for word in name.split() if word[0].isalpha()]
    return "".join(word[0].upper() for word in (words[:1] + words[1:][-1:])) or "?"
