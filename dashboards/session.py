"""Opens the session of the screens: one open case for the process, one language for each browser."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal

import streamlit as st

from dashboards.serving.security import is_guarded
from graph_schema.errors import WrongUse
from tracer.casework.sessions.opening import open_session
from tracer.casework.sessions.session import Session
from tracer.settings import LANGUAGES, current_settings
from tracer.wording.language import Language, find_language


@st.cache_resource(show_spinner=False)
def _opened() -> Session:
    return open_session(current_settings())


def case_session() -> Session:
    """The case that the settings name, opened once, read in this browser's language.

    Every action logs the person named in the settings. Raises: WrongUse where no guard stands before the screens.
    """
    if not is_guarded():
        raise WrongUse(
            "The screens run only behind their guard: start them with {command}.", command="tracer dashboard"
        )
    return _opened().in_language(reader_language())


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
        format_func={"en": "English", "ro": "Română"}.__getitem__,
        key="language_switch",
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
