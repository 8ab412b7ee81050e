"""Finds the session of the screens: one case and one language for each browser."""

from __future__ import annotations

import os
from collections.abc import Mapping
from pathlib import Path
from typing import Literal

import streamlit as st

from dashboards.open_cases import open_case
from tracer.casework.sessions.session import Session
from tracer.settings import LANGUAGES, current_settings, read_case_folder
from tracer.wording.language import Language, find_language

_CASE = "case"
_PAGE = "case_page"
_KEPT_BETWEEN_CASES = frozenset({"language", "head_language"})


def case_folder() -> Path | None:
    """The folder of all cases, if the screens were started for all of them; None: for one case."""
    return read_case_folder(os.environ)


def chosen_case() -> str:
    """The name of the case that this browser has open: the one in the address, else the one chosen before; or empty."""
    if case_folder() is None:
        return ""
    asked = str(st.query_params.get(_CASE, ""))
    if asked and asked != st.session_state.get(_CASE):
        choose_case(asked)
    return str(st.session_state.get(_CASE, ""))


def choose_case(name: str, page: str = "") -> None:
    """Open this case in this browser, at this page. What was open of another case is forgotten."""
    for key in [key for key in st.session_state if key not in _KEPT_BETWEEN_CASES]:
        del st.session_state[key]
    st.session_state[_CASE] = st.query_params[_CASE] = name
    st.session_state[_PAGE] = page


def asked_page() -> str:
    """The page at which a case that was just chosen is to open; empty: the page of the address. Asked once."""
    return str(st.session_state.pop(_PAGE, ""))


def close_case() -> None:
    """Forget the case of this browser: its name is wrong, or it is no longer there."""
    st.session_state.pop(_CASE, None)
    st.query_params.pop(_CASE, None)


def keep_case_in_address() -> None:
    """Put the case into the address, so that the page opens again when it is reloaded."""
    name = chosen_case()
    if name and st.query_params.get(_CASE) != name:
        st.query_params[_CASE] = name


def case_session() -> Session:
    """The case of this browser, opened once in the process, read in this browser's language.

    Every action logs the person named in the settings. Raises: WrongUse where no guard stands before the screens; NotFound
    for a case that is not in the folder.
    """
    return open_case(chosen_case()).in_language(reader_language())


def reader_language() -> Language:
    """The reader's language: chosen on the page, else in the address, which holds for the pages after it, else the
    settings'."""
    chosen = st.session_state.get("language") or st.query_params.get("lang")
    if chosen not in LANGUAGES:
        return find_language(current_settings().language)
    st.session_state["language"] = chosen
    return find_language(chosen)


def date_pattern(language: Language) -> Literal["DD.MM.YYYY", "DD/MM/YYYY"]:
    """How days are typed in this language."""
    return "DD.MM.YYYY" if language.code == "ro" else "DD/MM/YYYY"


def choose_language() -> None:
    """The switch between languages, kept in the session and in the address."""
    present = reader_language()
    picked = st.segmented_control(
        present.text("Language"),
        list(LANGUAGES),
        default=present.code,
        format_func=str.upper,
        key="head_language",
        required=True,
        label_visibility="collapsed",
    )
    if picked and picked != present.code:
        st.session_state["language"] = picked
        st.query_params["lang"] = picked
        st.rerun()


def read_address(name: str, default: str = "") -> str:
    """A value from the address bar, so that a link reopens this view."""
    return str(st.query_params.get(name, default))


def read_view(page: str, *names: str) -> dict[str, str]:
    """The page's state: as the address gives it, else as it was when this reader last left the page."""
    given = {name: read_address(name) for name in names if name in st.query_params}
    return given or st.session_state.get(f"view_{page}", {})


def write_view(page: str, values: Mapping[str, str]) -> None:
    """Put the page's state into the address, and keep it for when the reader comes back."""
    st.session_state[f"view_{page}"] = {name: value for name, value in values.items() if value}
    write_address(values)


def write_address(values: Mapping[str, str]) -> None:
    """Put the view's state into the address bar; empty values are taken out."""
    for name, value in values.items():
        if value:
            if st.query_params.get(name) != value:
                st.query_params[name] = value
        elif name in st.query_params:
            del st.query_params[name]
