"""Knows the addresses of the screens, and redirects an address that is written in another way.

Streamlit answers an unknown address with a page of its own, so no unknown address is passed on to it.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final, get_args
from urllib.parse import urlencode

from dashboards.pages import PageName

PAGES: Final[frozenset[str]] = frozenset(get_args(PageName))
_OF_STREAMLIT: Final = frozenset({"_stcore", "app", "component", "media", "static"})
ROUTES_AT: Final = "/workbench/"
"""How the address of every route beside Streamlit begins."""
_NEVER_IN_AN_ADDRESS: Final = frozenset({"find"})


def is_page(path: str) -> bool:
    """Is this the address of a screen, known or not, and not of a file that screens need?

    Streamlit's page also looks for its server at addresses below its own.
    """
    parts = _parts(path)
    files = _OF_STREAMLIT.intersection(parts[:1]) or "_stcore" in parts or any("." in part for part in parts)
    return not files and not is_route(path)


def is_route(path: str) -> bool:
    """Is this the address of a route beside Streamlit, known or not: one that scripts ask and that answers in JSON?"""
    return path.startswith(ROUTES_AT)


def has_page_at(path: str) -> bool:
    """Is there a screen at this address, however it is written?"""
    parts = _parts(path)
    return len(parts) <= 1 and PAGES.issuperset(parts)


def settle(path: str, query: Sequence[tuple[str, str]]) -> str | None:
    """To which address is this one redirected? None: it is already in the form that the screens use.

    Removes extra slashes and searched text; the start page is at the root, and an asset has its own page.
    """
    parts = _parts(path)
    given = {name for name, _ in query}
    name = parts[0] if parts else ""
    settled = "/asset" if name == "assets" and "asset" in given else "/" if name == "start" else f"/{name}"
    kept = [(key, value) for key, value in query if key not in _NEVER_IN_AN_ADDRESS]
    if settled == path and len(kept) == len(query):
        return None
    return f"{settled}?{urlencode(kept)}" if kept else settled


def _parts(path: str) -> list[str]:
    return [part for part in path.split("/") if part]
