"""Mounts the palette in the header and opens what was chosen in it."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Final

import streamlit as st

from dashboards.component_mount import mount_component
from dashboards.components.graph.paths.path_choice import open_anew
from dashboards.pages import PageName, go_to
from dashboards.session import case_session, chosen_case
from graph_schema.records.nodes import ASSET_TYPES
from tracer.access.roles import Actor, may
from tracer.actions.recovery.assets import list_subjects
from tracer.wording.language import Language
from tracer.wording.looks.node_looks import TYPES

_KEY: Final = "head_find"
_SUSPECT: Final = "export_suspect"
_PACKAGE: Final = Path(__file__).parent
_ASSETS: Final = "frontend"
_NAME: Final = "tracer-palette"
_HTML: Final = """
<button class="open" type="button"><span class="glass" aria-hidden="true"></span><span class="prompt"></span>
  <kbd>Ctrl K</kbd></button>
<dialog>
  <div class="ask"><span class="glass" aria-hidden="true"></span><input type="text" role="combobox" aria-expanded="true"
    aria-controls="hits" aria-autocomplete="list" autocomplete="off" spellcheck="false"></div>
  <div class="list" id="hits" role="listbox"></div>
  <div class="foot"><span class="said" role="status"></span><span class="keys"></span></div>
</dialog>
"""


def show_palette(pages: Mapping[PageName, str], actor: Actor, language: Language) -> None:
    """The field in the header. ``pages``: titles of this reader's pages. A choice opens its page; nothing else runs again."""
    _palette(dict(pages), actor, language)


@st.fragment
def _palette(pages: dict[PageName, str], actor: Actor, language: Language) -> None:
    state = mount_component(_NAME, _PACKAGE, _ASSETS, html=_HTML, css="palette.css", js="palette.js")(
        key=_KEY,
        height=28,
        data={
            "case": chosen_case(),
            "language": language.code,
            "pages": [{"page": name, "title": title} for name, title in pages.items()],
            "search": may(actor, "read"),
            "assets": sorted(ASSET_TYPES) if may(actor, "oversee") else [],
            "schedule": may(actor, "export") and "assets" in pages,
            "icons": {name: {"colour": look.colour, "path": look.icon} for name, look in TYPES.items()},
            "texts": _texts(language),
        },
        on_chosen_change=_nothing,
    )
    chosen = state.get("chosen")
    if isinstance(chosen, dict):
        open_choice(chosen, pages)


def open_choice(chosen: Mapping[str, object], pages: Mapping[PageName, str]) -> None:
    """Open what was chosen. It comes from a browser: only this reader's pages are opened, and the page checks the id."""
    page = next((name for name in (*pages, "asset") if name == chosen.get("page")), None)
    node, end = (value if isinstance(value := chosen.get(name), str) else "" for name in ("node", "end"))
    if page == "graph" and node:
        if end:
            open_anew()
            go_to("graph", node=node, path_from=node, path_to=end)
        go_to("graph", node=node)
    elif page == "asset":
        go_to("asset", asset=node)
    elif page == "assets" and node:
        if is_subject(node):
            st.session_state[_SUSPECT] = node
        go_to("assets")
    elif page is not None:
        go_to(page)


def is_subject(node: str) -> bool:
    """Is this a person for whom a schedule can be written?"""
    return any(line.id == node for line in list_subjects(case_session()))


def _texts(language: Language) -> dict[str, str]:
    return {
        "prompt": language.text("Find, go, do"),
        "label": language.text("Name, number, description or page"),
        "from": language.text("Path from {name} to", name="{name}"),
        "pages": language.text("Pages"),
        "with": language.text("Do, with {name}", name="{name}"),
        "graph": language.text("Open in the graph"),
        "path": language.text("Path from here to …"),
        "schedule": language.text("Schedule of assets"),
        "nothing": language.text("Nothing found."),
        "more": language.text("There are more matches; narrow the search."),
        "failed": language.text("The search does not answer."),
        "searching": language.text("Searching…"),
        "keys": language.text("↑ ↓ choose · Enter opens · Tab next kind · Esc closes"),
    }


def _nothing() -> None:
    """Does nothing: Streamlit returns a value to Python only if a callback is given."""
