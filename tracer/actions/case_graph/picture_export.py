"""Hands out a picture of the graph in a form that other programs, a report or a person reads; logged with its digest."""

from __future__ import annotations

import logging
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final

from graph_schema.errors import NotFound, WrongUse
from graph_schema.messages import N_
from graph_schema.records.provenance import digest_bytes
from tracer.actions.case_graph.narrowing import MoneyFilter
from tracer.actions.case_graph.paths import NodePath, find_node_paths
from tracer.actions.case_graph.picture import EVERY_KIND, Neighbourhood, check_known, draw, list_near
from tracer.actions.case_graph.picture_parts import PictureParts
from tracer.casefile.picture import GraphPicture
from tracer.casefile.picture_places import place_nodes
from tracer.casework.sessions.session import Session
from tracer.export.graph_forms.registry import GRAPH_FORMS, GraphForm, graph_form_of_file, read_graph_form

__all__ = [
    "GRAPH_FORMS",
    "MOST_NODES",
    "ExportedPicture",
    "GraphForm",
    "LeftOut",
    "PictureQuestion",
    "PictureReport",
    "ask_around",
    "ask_paths_between",
    "build_picture",
    "compose_picture",
    "export_picture",
    "graph_form_of_file",
    "reach_nodes",
    "title_picture",
]

MOST_NODES: Final = 1500
"""Above this many nodes no picture is readable."""

_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class PictureQuestion:
    """What a picture shows. ``nodes``: ids; all links among them are shown. ``focus``: the node it starts from.

    ``money``: only payments that it leaves. ``paths``: the first one is marked; the prices paid on each are shown.
    """

    nodes: tuple[str, ...]
    focus: str = ""
    money: MoneyFilter = field(default_factory=MoneyFilter)
    paths: tuple[NodePath, ...] = ()


@dataclass(frozen=True, slots=True)
class LeftOut:
    """How many nodes or links of one type the form has no word for."""

    type: str
    count: int


@dataclass(frozen=True, slots=True)
class PictureReport:
    """What was handed out. ``digest``: the SHA-256 of the file. ``further``: neighbours of its nodes that it does not show."""

    form: str
    size: int
    digest: str
    nodes: int
    links: int
    rows: int
    further: int
    left_out: tuple[LeftOut, ...]


@dataclass(frozen=True, slots=True)
class ExportedPicture:
    """A picture as a file of one form, and what is in it."""

    data: bytes
    report: PictureReport


def build_picture(
    session: Session, question: PictureQuestion, *, places: Mapping[str, tuple[float, float]] | None = None
) -> GraphPicture:
    """The picture of these nodes and all links among them, with every row behind it, under the veil.

    ``places``: id -> x and y as a screen has them; nodes without one are placed anew, all of them together. Ids of protected
    persons and their accounts are replaced, for they follow from the CNP or the IBAN. Raises NotFound if the case has none of
    the nodes; WrongUse for more than ``MOST_NODES``. Cost: one pass over the payments of the case.
    """
    session.allow("export", "picture")
    ids, focus = _asked(session, question)
    if len(ids) > MOST_NODES:
        raise WrongUse(
            "{count} nodes are too many for one picture: expected at most {limit}. Narrow the question.",
            count=len(ids),
            limit=MOST_NODES,
        )
    session.read_nodes("export", "picture", *filter(None, [focus]), detail=f"nodes={len(ids)}")
    return compose_picture(session.for_answer(), question, places=places)


def compose_picture(
    session: Session, question: PictureQuestion, *, places: Mapping[str, tuple[float, float]] | None = None
) -> GraphPicture:
    """As ``build_picture``. Checks no right and logs nothing: that is the action's that calls it."""
    ids, focus = _asked(session, question)
    drawn = draw(session, ids)
    if not drawn.points:
        raise NotFound("There is nothing with the id {id} in the case.", id=", ".join(ids[:3]))
    parts = PictureParts(session, drawn, question.money, question.paths)
    shown = [point.id for point in drawn.points]
    links = parts.links()
    return GraphPicture(
        title=title_picture(session, drawn, focus, question.paths),
        focus=parts.public(focus) if focus in shown else "",
        as_of=session.today(),
        digest=session.store.digest(),
        nodes=parts.nodes(_places(shown, drawn, focus, places)),
        links=links,
        files=parts.files(),
        remarks=parts.remarks(),
    )


def export_picture(
    session: Session,
    question: PictureQuestion,
    form: str,
    *,
    places: Mapping[str, tuple[float, float]] | None = None,
) -> ExportedPicture:
    """The picture as a file of this form. The log keeps the ids, the counts and the SHA-256 of the file.

    The same case, question, day, language and places give the same bytes. Raises WrongUse for a form that is not in
    GRAPH_FORMS, and what ``build_picture`` raises.
    """
    chosen = read_graph_form(form)
    picture = build_picture(session, question, places=places)
    data = chosen.write(picture, session.language)
    report = PictureReport(
        form=chosen.name,
        size=len(data),
        digest=digest_bytes(data),
        nodes=len(picture.nodes),
        links=len(picture.links),
        rows=len(picture.rows),
        further=sum(node.further for node in picture.nodes),
        left_out=tuple(LeftOut(name, count) for name, count in chosen.count_left_out(picture)),
    )
    known = session.store.get([*question.nodes, question.focus])
    ids = ",".join(sorted(node if node in known else "?" for node in question.nodes))
    counts = f"nodes={report.nodes} links={report.links} rows={report.rows}"
    session.note(
        "export",
        question.focus if question.focus in known else "",
        f"form={chosen.name} sha256={report.digest} {counts} ids={ids}",
    )
    _log.info("export form=%s bytes=%d nodes=%d links=%d", chosen.name, len(data), report.nodes, report.links)
    return ExportedPicture(data, report)


def ask_around(
    session: Session, start: str, *, hops: int, limit: int, money: MoneyFilter | None = None
) -> PictureQuestion:
    """The question for the node and what lies at most so many steps from it, at most ``limit`` nodes."""
    nodes = reach_nodes(session, start, hops=hops, limit=limit)
    return PictureQuestion(nodes, nodes[0], money or MoneyFilter())


def ask_paths_between(
    session: Session, start: str, end: str, kind: str, money: MoneyFilter | None = None
) -> PictureQuestion:
    """The question for the paths between two nodes, the best one marked. Raises NotFound where there is none.

    ``kind``: as in ``find_node_paths``; the days of ``money`` hold for the paths too.
    """
    wanted = money or MoneyFilter()
    found = find_node_paths(session, start, end, kind, from_date=wanted.from_date, to_date=wanted.to_date)
    if not found.paths:
        raise NotFound(
            "No path from {start} to {end} was found within {n} steps.",
            start=found.start_caption,
            end=found.end_caption,
            n=found.most_steps,
        )
    nodes = dict.fromkeys(node for path in found.paths for node in path.nodes)
    return PictureQuestion(tuple(nodes), found.start, wanted, found.paths)


def reach_nodes(session: Session, start: str, *, hops: int, limit: int) -> tuple[str, ...]:
    """The node and what lies at most so many steps from it, nearest first, at most ``limit`` nodes.

    Steps along every kind of link, in the order of ``expand``. Raises NotFound for an unknown id.
    Cost: one indexed read for each node that is passed.
    """
    session.read_nodes("read", "expand", start, detail=f"hops={hops}")
    start = session.graph().account_of(start)
    check_known(session, start)
    found, border = {start: None}, [start]
    for _ in range(hops):
        near = [other for node in border for other in list_near(session, node, EVERY_KIND)]
        border = [other for other in dict.fromkeys(near) if other not in found][: limit - len(found)]
        found |= dict.fromkeys(border)
    return tuple(found)


def title_picture(session: Session, drawn: Neighbourhood, focus: str, paths: Sequence[NodePath]) -> str:
    """What a picture is called: after the ends of its paths, else after the node it starts from; in the reader's language."""
    language = session.language
    if paths:
        ends = {"start": paths[0].captions[0], "end": paths[0].captions[-1]}
        return language.text(N_("Paths from {start} to {end}"), **ends)
    caption = next((point.caption for point in drawn.points if point.id == focus), "")
    if caption:
        return language.text(N_("Who and what is connected with {caption}"), caption=caption)
    return language.plural("Graph of {n} node", "Graph of {n} nodes", len(drawn.points))


def _asked(session: Session, question: PictureQuestion) -> tuple[tuple[str, ...], str]:
    """The nodes and the first node, by the ids that the case has today."""
    graph = session.graph()
    ids = tuple(dict.fromkeys(graph.account_of(node) for node in question.nodes))
    return ids, graph.account_of(question.focus) if question.focus else ""


def _places(
    shown: Sequence[str], drawn: Neighbourhood, focus: str, given: Mapping[str, tuple[float, float]] | None
) -> Mapping[str, tuple[int, int]]:
    if given is not None and all(one in given for one in shown):
        return {one: (round(given[one][0]), round(given[one][1])) for one in shown}
    return place_nodes(shown, [(line.tail, line.head) for line in drawn.lines], focus)
