"""Who and what is connected here, and which neighbours come next?"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import replace
from datetime import date

import streamlit as st

from dashboards.components.evidence_links import markdown_text, show_rows
from dashboards.components.graph.drawn_elements import draw_links, fade_and_mark, neighbours_in, node_of
from dashboards.components.graph.legend import show_legend
from dashboards.components.graph.money.money_filter import keep_filter, narrow_picture, present_filter
from dashboards.components.graph.money.money_strip import money_timeline, set_days, show_money_strip
from dashboards.components.graph.paths.path_choice import (
    PathAnswer,
    answer_paths,
    bring_in,
    chosen_path,
    forget_paths,
    keep_paths,
)
from dashboards.components.graph.paths.path_panel import show_path_search, show_paths, show_paths_between
from dashboards.components.graph.picture_export import show_picture_export
from dashboards.components.graph.saved.saved_view import (
    answer_view,
    keep_view,
    leave_view,
    open_asked_view,
    present_view,
    show_saved_views,
)
from dashboards.components.graph.saved.view_notes import present_notes
from dashboards.components.graph.shown_nodes import (
    FAMILIES,
    FIRST_FAMILIES,
    SOFT_LIMIT,
    begin,
    bring_in_one,
    drawn_ids,
    drawn_now,
    grow,
    present_away,
    set_away,
    take_up,
)
from dashboards.components.graph.start_choice import choose_start
from dashboards.components.graph.table.neighbour_pages import show_neighbours
from dashboards.components.graph.table.picture_table import TABLE, seen_lines, show_picture_table
from dashboards.components.graph.whole_picture import choose_picture, show_whole, take_opened
from dashboards.graph_component.component import Layout, case_graph
from dashboards.pages import show_link
from dashboards.session import case_session, read_address, reader_language, write_address
from graph_schema.errors import TracerError
from graph_schema.records.nodes import ASSET_TYPES, NODE_TYPES
from tracer.actions.case_graph.explore import open_node
from tracer.actions.case_graph.picture import GraphLine, Neighbourhood
from tracer.wording.language import Language

_HEIGHT = 440
_Days = tuple[date | None, date | None]


def show() -> None:
    """Seed and one hop; a double click shows the next neighbours; nothing already shown moves."""
    language = reader_language()
    title, switch = st.columns([3, 1], vertical_alignment="bottom")
    title.title(language.text("Who and what is connected here?"), anchor=False)
    with switch:
        whole = choose_picture(language)
    if whole:
        show_whole(language)
        return
    open_asked_view(language)
    take_opened()
    # An address of paths without a node begins with the first end of the paths.
    wanted = choose_start(language) or ("" if st.session_state.get("graph_seed") else read_address("path_from"))
    if wanted and wanted != st.session_state.get("graph_seed"):
        if st.session_state.get("graph_seed"):
            forget_paths()
            leave_view()
        begin(wanted)
    if not st.session_state.get("graph_shown"):
        st.info(language.text("Find a person, company, account or asset to start from."))
        show_saved_views(language)
        return
    _picture()


@st.fragment
def _picture() -> None:
    language = reader_language()
    try:
        _draw(language)
    except TracerError as problem:
        st.error(language.error(problem))


def _draw(language: Language) -> None:
    layout = _controls(language)
    picture, side = st.columns([5, 2])
    drawn, wanted = drawn_now(), present_filter()
    days = (wanted.from_date, wanted.to_date)
    with side.empty(), st.spinner(language.text("Searching for paths…")):
        answer = answer_paths(drawn.seen, days)
    report = answer.report if answer else None
    if report is not None:
        drawn = bring_in(drawn, report, SOFT_LIMIT)
    write_address({"node": st.session_state.get("graph_seed", "")})
    keep_filter()
    keep_view()
    keep_paths()
    path, whole, away = chosen_path(report) if report else None, narrow_picture(drawn), present_away()
    away = replace(away, hidden=away.hidden & drawn_ids(drawn), folded=away.folded & drawn_ids(drawn))
    edges, lines = draw_links(drawn, whole, wanted, path, language)
    money = narrow_picture(drawn, away.nodes)
    with picture:
        seed: str | None = st.session_state.get("graph_seed")
        nodes = [node_of(point, drawn, language, seed=seed) for point in drawn.points]
        state = case_graph(
            fade_and_mark(nodes, edges, path),
            edges,
            language=language,
            key="graph",
            layout=layout,
            height=_HEIGHT,
            selected=_marked(seen_lines(lines, away)),
            note=_rest(drawn, language),
            grown=st.session_state.get("graph_grown"),
            heard=st.session_state.get("graph_heard", 0),
            on_expand=grow,
            on_open=_open,
            view=present_view(layout, st.session_state.get("graph_families", ()), language),
            timeline=money_timeline(money, whole, language),
            away=away,
            shown_again=st.session_state.get("graph_shown_again", 0),
            on_days=set_days,
            on_away=set_away,
            on_show=take_up,
            on_view=lambda asked: answer_view(asked, language),
        )
        show_money_strip(money, language, away=len(away.nodes))
        show_legend(
            {point.type for point in drawn.points if point.type != "Person" or not point.hidden},
            {point.state for point in drawn.points if point.state},
            language,
            protected=any(point.hidden for point in drawn.points),
        )
        show_picture_export(drawn, wanted, path, language, focus=seed or "")
        _say_full(drawn, language)
    with side:
        node = _side(drawn, away.nodes, state.selected, answer, days, language)
    if drawn.lines:
        notes = present_notes(away.noted)
        show_picture_table(drawn.points, lines, notes, away, language, faded=drawn.lines)
    _every_neighbour(drawn, node, language)


def _rest(drawn: Neighbourhood, language: Language) -> str:
    if not drawn.rest:
        return ""
    return language.plural(
        "{n} more neighbour not shown; expand again", "{n} more neighbours not shown; expand again", drawn.rest
    )


def _say_full(drawn: Neighbourhood, language: Language) -> None:
    if st.session_state.pop("graph_full", False):
        st.warning(
            language.text(
                "{count} nodes are shown; more would be unreadable. All neighbours of the node chosen are listed "
                "below the picture; or start again from a narrower point.",
                count=len(drawn.points),
            )
        )


def _controls(language: Language) -> Layout:
    layouts: dict[Layout, str] = {
        "fcose": language.text("who knows whom"),
        "dagre": language.text("from left to right"),
    }
    st.session_state.setdefault("graph_layout", "fcose")
    st.session_state.setdefault("graph_families", list(FIRST_FAMILIES))
    arrange, follow = st.columns([1, 2])
    layout = arrange.segmented_control(
        language.text("Arrange"),
        list(layouts),
        format_func=layouts.__getitem__,
        key="graph_layout",
        required=True,
    )
    follow.pills(
        language.text("Expand along"),
        list(FAMILIES),
        key="graph_families",
        selection_mode="multi",
        format_func=lambda name: language.text(FAMILIES[name]),
        help=language.text("Takes nothing away: it says which links the next expansion follows."),
    )
    return layout or "fcose"


def _open(node: str) -> None:
    st.session_state["graph_opened"] = node


def _marked(lines: Sequence[GraphLine]) -> list[str]:
    """The link whose row is chosen in the table."""
    rows = st.session_state.get(TABLE, {}).get("selection", {}).get("rows", [])
    return [lines[row].id for row in rows if row < len(lines)]


def _side(
    drawn: Neighbourhood,
    away: Collection[str],
    selected: Sequence[str],
    answer: PathAnswer | None,
    days: _Days,
    language: Language,
) -> str:
    """The same without a mouse: choose a node, expand it, read what is known of it. Returns the chosen node.

    ``away``: nodes that are put away; they are offered only where there is no other.
    """
    seen = [point for point in drawn.points if point.id not in away] or drawn.points
    captions = {point.id: point.caption for point in seen}
    marked = next((node for node in selected if node in captions), None)
    opened = marked or st.session_state.get("graph_opened") or st.session_state["graph_seed"]
    ids = list(captions)
    node = st.selectbox(
        language.text("Node"),
        ids,
        index=ids.index(opened) if opened in captions else 0,
        format_func=captions.__getitem__,
    )
    st.button(language.text("Expand"), on_click=grow, args=(node,), key="graph_expand", width="stretch")
    two = show_paths_between(node, selected, captions, language)
    if answer is not None:
        show_paths(answer, days, language)
    if not two:
        show_path_search(node, language)
    card = open_node(case_session(), node)
    lines = [f"**{language.text(NODE_TYPES[card.type].meaning)}**"]
    for line in card.fields:
        lines.append(f"{language.text(line.meaning)}: **{markdown_text(line.value)}**")
        lines += [language.text("another source says: {value}", value=markdown_text(other)) for other in line.others]
    st.markdown("  \n".join(lines))
    if card.type in ASSET_TYPES:
        show_link("asset", language.text("Open the asset"), asset=card.id)
    show_rows(card.evidence, language)
    return node


def _every_neighbour(drawn: Neighbourhood, node: str, language: Language) -> None:
    """All neighbours in pages; the picture adds the node of a chosen row."""
    point = next(point for point in drawn.points if point.id == node)
    if point.neighbours <= len(neighbours_in(point, drawn)):
        return
    chosen = show_neighbours(node, point.caption, language)
    if chosen is None or chosen in st.session_state["graph_shown"]:
        return
    bring_in_one(chosen, fewer=1)
    st.rerun(scope="fragment")
