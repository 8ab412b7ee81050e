"""The overview of the whole case in place of the working picture, and the way back: a node that is opened there."""

from __future__ import annotations

from typing import Final, Literal

import streamlit as st

from dashboards.components.graph.shown_nodes import begin, bring_in_one
from dashboards.graph_component.whole import whole_case
from dashboards.session import case_session, chosen_case
from tracer.actions.case_graph.picture import draw_nodes
from tracer.wording.language import Language

Picture = Literal["work", "whole"]
_CHOICE: Final = "graph_picture"
_OPENED: Final = "graph_from_whole"
_HEIGHT: Final = 620


def choose_picture(language: Language) -> bool:
    """The switch between the two pictures. True: the overview is asked for."""
    words: dict[Picture, str] = {"work": language.text("Working picture"), "whole": language.text("Whole case")}
    st.session_state.setdefault(_CHOICE, "work")
    chosen = st.segmented_control(
        language.text("Picture"),
        list(words),
        format_func=words.__getitem__,
        key=_CHOICE,
        required=True,
        label_visibility="collapsed",
    )
    return chosen == "whole"


def show_whole(language: Language) -> None:
    """The overview; a click or Enter on a node opens it in the working picture."""
    whole_case(
        case=chosen_case(),
        language=language,
        version=case_session().store.data_version(),
        key="graph_whole",
        height=_HEIGHT,
        on_open=_open,
    )


def _open(node: str) -> None:
    """Back to the working picture, with this node to come; nothing for an id that the case has not."""
    if draw_nodes(case_session(), [node]).points:
        st.session_state[_CHOICE] = "work"
        st.session_state[_OPENED] = node


def take_opened() -> None:
    """Bring the node that was opened in the overview into the picture that is open; without one a picture begins with it."""
    node = st.session_state.pop(_OPENED, None)
    if node is None:
        return
    if st.session_state.get("graph_shown"):
        bring_in_one(node)
    else:
        begin(node)
