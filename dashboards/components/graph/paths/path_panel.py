"""Asks for the paths from the chosen node to another one, and reads the chosen path in sentences with their rows."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from dashboards.components.evidence_links import markdown_text, show_rows
from dashboards.components.graph.paths.path_choice import (
    FIRST_KIND,
    PathAnswer,
    PathQuestion,
    ask_paths,
    asked_paths,
    choose_path,
    chosen_place,
    drop_paths,
)
from dashboards.session import case_session
from graph_schema.messages import N_
from tracer.actions.case_graph.explore import find
from tracer.actions.case_graph.paths import NodePath, NodePathReport
from tracer.wording.language import Language
from tracer.wording.terms import TIE_WORDS

_KINDS: dict[str, str] = {
    "strongest": N_("strongest evidence"),
    "shortest": N_("shortest"),
    "money": N_("money only"),
}
_HITS = 8
_ROWS = 2


def show_paths_between(node: str, selected: Sequence[str], captions: Mapping[str, str], language: Language) -> bool:
    """Offer the paths between the two nodes that are selected in the picture. Returns whether there are two."""
    nodes = [one for one in selected if one in captions]
    if len(nodes) != 2:
        return False
    first, second = nodes if nodes[1] != node else nodes[::-1]
    st.caption(f"{markdown_text(captions[first])} · {markdown_text(captions[second])}")
    st.button(
        language.text("Paths between these two"),
        on_click=_ask,
        args=(first, second),
        key="graph_paths_between",
        type="primary",
        width="stretch",
    )
    return True


def show_path_search(node: str, language: Language) -> None:
    """Search the other end of paths from the node, and choose it among what is found."""
    text = st.text_input(
        language.text("Paths to"),
        key=f"graph_path_text_{node}",
        placeholder=language.text("name, IBAN, plate, parcel"),
        help=language.text("Or select two nodes in the picture: click one, then the other with Shift."),
    ).strip()
    if text:
        _show_hits(node, text, language)


def _show_hits(node: str, text: str, language: Language) -> None:
    found = _found(text, language)
    hits = {one: caption for one, caption in found.items() if one != node}
    if not hits:
        if found:
            st.caption(language.text("That is the same node. Choose another one."))
        else:
            st.caption(language.text("Nothing in the case matches {text}.", text=markdown_text(text)))
        return
    key = f"graph_path_hit_{node}_{text}"
    st.radio(
        language.text("Found"),
        list(hits),
        index=None,
        format_func=lambda one: markdown_text(hits[one]),
        key=key,
        on_change=_ask_hit,
        args=(node, key),
    )


def _found(text: str, language: Language) -> dict[str, str]:
    """What the search finds, looked up once for each text."""
    key, known = (text, language.code, case_session().store.data_version()), st.session_state.get("graph_path_hits")
    if known is None or known[0] != key:
        found = find(case_session(), text, _HITS)
        hits = [*found.hits, *(one.hit for one in found.near)][:_HITS]
        known = (key, {hit.id: " · ".join(filter(None, (hit.caption, hit.detail[:60]))) for hit in hits})
        st.session_state["graph_path_hits"] = known
    listed: dict[str, str] = known[1]
    return listed


def _ask_hit(node: str, key: str) -> None:
    hit = st.session_state.get(key)
    if hit:
        _ask(node, hit)


def _ask(start: str, end: str) -> None:
    before = asked_paths()
    ask_paths(PathQuestion(start, end, before.kind if before else FIRST_KIND, before.within_days if before else False))


def show_paths(answer: PathAnswer, days: tuple[date | None, date | None], language: Language) -> None:
    """The paths found: kind, place among them, sentences with their rows; and what was searched."""
    question = asked_paths()
    if question is None:
        return
    with st.container(border=True):
        report = answer.report
        if report is None:
            if answer.problem is not None:
                st.error(language.error(answer.problem))
            _show_off(st.container(), language.text("Take the paths off"), language)
        else:
            title, off = st.columns([6, 1])
            one, other = markdown_text(report.start_caption), markdown_text(report.end_caption)
            title.markdown(f"**{one} → {other}**")
            _show_off(off, "×", language)
            _show_kinds(question, days, language)
            if report.paths:
                _show_path(report, chosen_place(report), language)
            else:
                st.info(language.text("No path found."))
            st.caption(_searched(report, language))


def _show_off(place: DeltaGenerator, label: str, language: Language) -> None:
    place.button(
        label,
        help=language.text("Take the paths off"),
        on_click=drop_paths,
        key="graph_paths_off",
        width="stretch",
    )


def _show_kinds(question: PathQuestion, days: tuple[date | None, date | None], language: Language) -> None:
    st.session_state["graph_path_kind"] = question.kind if question.kind in _KINDS else FIRST_KIND
    st.pills(
        language.text("Kind of path"),
        list(_KINDS),
        format_func=lambda kind: language.text(_KINDS[kind]),
        key="graph_path_kind",
        on_change=_change_kind,
        required=True,
        label_visibility="collapsed",
    )
    if days == (None, None) and not question.within_days:
        return
    st.session_state["graph_path_days"] = question.within_days
    st.toggle(language.text("only the days of the timeline"), key="graph_path_days", on_change=_change_days)


def _change_kind() -> None:
    question, kind = asked_paths(), st.session_state.get("graph_path_kind")
    if question is not None and kind and kind != question.kind:
        ask_paths(PathQuestion(question.start, question.end, kind, question.within_days))


def _change_days() -> None:
    question = asked_paths()
    if question is not None:
        within = bool(st.session_state.get("graph_path_days"))
        ask_paths(PathQuestion(question.start, question.end, question.kind, within))


def _show_path(report: NodePathReport, place: int, language: Language) -> None:
    path, count = report.paths[place], len(report.paths)
    text, back, on = st.columns([4, 1, 1], vertical_alignment="center")
    text.markdown(
        f"**{language.text('Path {rank} of {all}', rank=language.number(place + 1), all=language.number(count))}**"
    )
    for column, sign, name, to in (
        (back, "‹", language.text("Path before"), place - 1),
        (on, "›", language.text("Next path"), place + 1),
    ):
        column.button(
            sign,
            key=f"graph_path_{'on' if to > place else 'back'}",
            help=name,
            on_click=choose_path,
            args=(to,),
            disabled=not 0 <= to < count,
            width="stretch",
        )
    if path.tie:
        st.caption(language.text("Kind of tie: {kind}", kind=language.text(TIE_WORDS[path.tie])))
    _show_sentences(path, language)


def _show_sentences(path: NodePath, language: Language) -> None:
    with st.container(key="path_sentences", gap="xsmall"):
        _show_each(path, language)


def _show_each(path: NodePath, language: Language) -> None:
    marks = [*(f"{place}." for place in range(1, len(path.sentences) + 1)), *("–" for _ in path.notes)]
    for mark, sentence in zip(marks, (*path.sentences, *path.notes), strict=True):
        st.markdown(f":small[{markdown_text(f'{mark} {language.text(sentence.template, **sentence.params)}')}]")
        show_rows(sentence.evidence, language, back="graph", most=_ROWS)


def _searched(report: NodePathReport, language: Language) -> str:
    """What was searched and what was not, in one paragraph."""
    if report.ranked_as_tie:
        parts = [language.text("Searched: traced money, title, control, use, companies, family and payments.")]
    elif report.kind == "money":
        parts = [
            language.text(
                "Searched: payments, prices of assets and who has the accounts, forward in time, in both directions, up "
                "to {n} steps.",
                n=language.number(report.most_steps),
            )
        ]
    else:
        parts = [
            language.text(
                "Searched: payments, prices of assets, ownership, control, use and family, in any direction, up to {n} steps.",
                n=language.number(report.most_steps),
            )
        ]
    parts.append(_days_searched(report, language))
    if not report.complete:
        parts.append(language.text("The search stopped at its limit: there may be more paths."))
    if report.hubs:
        names = ", ".join(report.hubs[:3])
        parts.append(
            language.plural(
                "{n} node has too many neighbours to go through: {names}.",
                "{n} nodes have too many neighbours to go through: {names}.",
                len(report.hubs),
                names=names,
            )
        )
    return markdown_text(" ".join(parts))


def _days_searched(report: NodePathReport, language: Language) -> str:
    if report.from_date is None and report.to_date is None:
        return language.text("All days.")
    first, last = (language.date(day) if day else "…" for day in (report.from_date, report.to_date))
    return language.text("Only {first} to {last}.", first=first, last=last)
