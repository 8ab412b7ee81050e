"""The pages of this reader, and ways between them that stay in one browser tab and keep the language."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Literal

import streamlit as st

PageName = Literal[
    "cases", "start", "graph", "money", "owners", "assets", "asset", "files", "payments", "orders", "totals", "evidence"
]
_KEY = "pages"


def keep_pages(pages: Mapping[PageName, Any]) -> None:
    """Remember which pages this reader has: whatever is not among them is never linked to."""
    st.session_state[_KEY] = dict(pages)


def has_page(name: PageName) -> bool:
    """May this reader open this page?"""
    return name in st.session_state.get(_KEY, {})


def show_link(name: PageName, label: str, **address: str) -> None:
    """A link to a page, with the view it opens in its address; plain text for a reader who has no such page."""
    if has_page(name):
        st.page_link(st.session_state[_KEY][name], label=f":blue[{label}]", query_params=_with_reader(address))
    else:
        st.markdown(label)


def go_to(name: PageName, **address: str) -> None:
    """Open a page at once, if this reader has it: what choosing a row of a table does."""
    if has_page(name):
        st.switch_page(st.session_state[_KEY][name], query_params=_with_reader(address))


def _with_reader(address: Mapping[str, str]) -> dict[str, str]:
    """The address with this reader's case and language."""
    given = {name: value for name, value in address.items() if value}
    own = {"case": st.session_state.get("case"), "lang": st.session_state.get("language")}
    return given | {name: str(value) for name, value in own.items() if value}
