"""Mounts the overview of the whole case; the browser asks for its nodes itself, so that they never pass through the page."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import asdict
from pathlib import Path
from types import MappingProxyType
from typing import Final

import streamlit as st

from dashboards.component_mount import mount_component
from dashboards.graph_component.whole_frame import WHOLE_CSS, WHOLE_HTML
from graph_schema.errors import EnvironmentFailure
from graph_schema.messages import N_
from graph_schema.records.nodes import NODE_TYPES
from tracer.wording.language import Language
from tracer.wording.looks.node_looks import PROTECTED, TYPES

_PACKAGE: Final = Path(__file__).parent
_ASSETS: Final = "frontend/build"
_BUNDLE: Final = _PACKAGE / _ASSETS / "whole.js"
_NAME: Final = "tracer-whole"
_TEXTS: Final[Mapping[str, str]] = MappingProxyType(
    {
        "whole": N_("The whole case"),
        "whole_help": N_(
            "Each node lies near the most linked node that it reaches in the fewest steps; that is an arrangement and no "
            "finding. The larger, the more linked. A click opens a node in the working picture."
        ),
        "nodes": N_("Nodes"),
        "links": N_("Links"),
        "most_linked": N_("Most linked"),
        "most_linked_alone": N_("Only the most linked are drawn."),
        "lines_left_out": N_("Links not drawn"),
        "loading": N_("Reading the case…"),
        "no_answer": N_("The server does not answer."),
        "no_webgl": N_(
            "This browser cannot draw the overview, because WebGL is switched off. The list opens the same nodes."
        ),
    }
)


def whole_case(
    *, case: str, language: Language, version: int, key: str, height: int, on_open: Callable[[str], object]
) -> None:
    """What is in the case, and what is linked most? ``on_open``: called with the id that a browser sends for a node to open.

    ``case`` and ``language``: for the browser's question to the route. ``version``: of the data, so that the picture is read
    again where the case has changed. The id is not looked up here. Raises: EnvironmentFailure if the browser's part was not
    built.
    """
    if not _BUNDLE.is_file():
        raise EnvironmentFailure(
            "The graph cannot be drawn: {file} is missing. Install the package again, or run {builder}.",
            file=f"{_PACKAGE.name}/{_ASSETS}/{_BUNDLE.name}",
            builder="dashboards/graph_component/build_frontend.py",
        )

    def answer_click() -> None:
        clicked = st.session_state[key].get("open")
        node = clicked.get("id") if isinstance(clicked, dict) else None
        if isinstance(node, str):
            on_open(node)

    looks = {name: {**asdict(look), "word": language.text(NODE_TYPES[name].meaning)} for name, look in TYPES.items()}
    mount_component(_NAME, _PACKAGE, _ASSETS, html=WHOLE_HTML, css=WHOLE_CSS, js=_BUNDLE.name)(
        key=key,
        height=height,
        data={
            "case": case,
            "language": language.code,
            "version": version,
            "height": height,
            "types": looks,
            "protected": {**asdict(PROTECTED), "word": language.text("protected person")},
            "texts": {name: language.text(text) for name, text in _TEXTS.items()},
        },
        on_open_change=answer_click,
    )
