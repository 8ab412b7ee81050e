"""Shows who is who in the case: suspects first, with the assets tied to each; protected persons as a count."""

from __future__ import annotations

from html import escape

import streamlit as st

from dashboards.components.evidence_links import markdown_text
from dashboards.components.states import show_empty
from dashboards.pages import show_link
from tracer.actions.overview.people import People, PersonLine, ProtectedLine
from tracer.wording.language import Language
from tracer.wording.terms import CASE_ROLE_WORDS

_SHOWN = 8
_WIDTHS = [4, 8, 1]
_PSEUDONYMS = 6


def show_people(people: People, language: Language) -> None:
    """The card. A name opens the person in the graph."""
    with st.container(border=True, key="start_people"):
        with st.container(horizontal=True, vertical_alignment="center"):
            st.header(language.text("Who is who"), anchor=False, width="content")
            st.space("stretch")
            st.caption(language.text("assets tied"), width="content")
        if not people.persons and not people.protected:
            show_empty(
                language.text("No file says yet who has a role. Drop the persons of the file on the page Files.")
            )
            return
        for line in people.persons[:_SHOWN]:
            _person(line, len(people.files) > 1, language)
        left = len(people.persons) - _SHOWN
        if left > 0:
            st.caption(language.plural("and {n} more person", "and {n} more persons", left))
        for group in people.protected:
            _protected(group, language)
        st.caption(language.text("Tied by title, use or companies; the page of an asset follows the money too."))


def _person(line: PersonLine, says_file: bool, language: Language) -> None:
    name, roles, count = st.columns(_WIDTHS, vertical_alignment="center")
    with name:
        show_link("graph", markdown_text(line.caption), node=line.id)
    roles.html(f'<div class="tracer-label">{escape(say_roles(line, language, says_file=says_file))}</div>')
    count.html(f'<div class="tracer-count">{language.number(line.assets)}</div>')


def say_roles(line: PersonLine, language: Language, *, says_file: bool) -> str:
    """Each role once, with its criminal files if the case has several."""
    files: dict[str, list[str]] = {}
    for role, file in line.roles:
        files.setdefault(role, []).append(file)
    said = ((language.text(CASE_ROLE_WORDS[role]), ", ".join(own)) for role, own in files.items())
    return "; ".join(f"{word} {own}" if says_file else word for word, own in said)


def _protected(group: ProtectedLine, language: Language) -> None:
    n = len(group.pseudonyms)
    if group.kind == "victims":
        who = language.plural("{n} victim", "{n} victims", n)
    elif group.kind == "witnesses":
        who = language.plural("{n} witness", "{n} witnesses", n)
    else:
        who = language.plural("{n} protected person", "{n} protected persons", n)
    shown = ", ".join(group.pseudonyms[:_PSEUDONYMS]) + (", …" if n > _PSEUDONYMS else "")
    name, rest, count = st.columns(_WIDTHS, vertical_alignment="center")
    name.html(f'<span class="tracer-row-text">{escape(who)}</span>')
    rest.html(f'<div class="tracer-label">{escape(language.text("under pseudonym: {names}", names=shown))}</div>')
    count.html('<div class="tracer-count">–</div>')
