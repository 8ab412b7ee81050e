"""The row under the picture that hands it out: a menu, one click a form, and the way into the report."""

from __future__ import annotations

from collections.abc import Callable

import streamlit as st

from dashboards.components.graph.report_picture import say_added, show_report_picture
from dashboards.components.graph.saved.saved_view import as_kept
from dashboards.session import case_session
from tracer.access.roles import may
from tracer.actions.case_graph.narrowing import MoneyFilter
from tracer.actions.case_graph.paths import NodePath
from tracer.actions.case_graph.picture import Neighbourhood
from tracer.actions.case_graph.picture_export import GRAPH_FORMS, GraphForm, PictureQuestion, export_picture
from tracer.wording.language import Language


def show_picture_export(
    drawn: Neighbourhood,
    money: MoneyFilter,
    path: NodePath | None,
    language: Language,
    *,
    focus: str = "",
) -> None:
    """Offer the picture as it is shown: nodes, payments that the filter leaves, the marked path.

    It looks as the saved view keeps it, places and hidden nodes included; without a view its nodes are placed anew. A file is
    made when its form is chosen, and not before; an export is logged with its digest. Shows nothing to a reader without the
    right to export.
    """
    session = case_session()
    if not drawn.points or not may(session.actor, "export"):
        return
    nodes = tuple(point.id for point in drawn.points)
    question = PictureQuestion(nodes, focus if focus in nodes else "", money, (path,) if path else ())

    def make(form: GraphForm) -> Callable[[], bytes]:
        def data() -> bytes:
            asked, places = as_kept(question)
            return export_picture(session.in_language(language), asked, form.name, places=places).data

        return data

    with st.container(horizontal=True, vertical_alignment="bottom", key="graph_hand_out"):
        _show_forms(make, language)
        show_report_picture(drawn, question, language)
    say_added(language)


def _show_forms(make: Callable[[GraphForm], Callable[[], bytes]], language: Language) -> None:
    with st.popover(language.text("Export"), key="graph_export_menu"):
        for form in GRAPH_FORMS:
            st.download_button(
                language.text(form.label),
                data=make(form),
                file_name=f"graph{form.suffix}",
                mime=form.media_type,
                on_click="ignore",
                key=f"graph_export_{form.name}",
                width="stretch",
            )
        st.caption(
            language.text("The file is made when you choose its form; the export goes on record with its SHA-256.")
        )
