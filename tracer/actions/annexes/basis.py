"""What a picture of the report was drawn from: the question with the places of its nodes, and the rows; kept as JSON."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Annotated, Final

from pydantic import Field, TypeAdapter, ValidationError

from graph_schema.errors import WrongValue
from tracer.actions.case_graph.narrowing import MoneyFilter
from tracer.actions.case_graph.paths import NodePath
from tracer.actions.case_graph.picture import GraphLine
from tracer.actions.case_graph.picture_export import MOST_NODES, PictureQuestion, compose_picture
from tracer.casefile.picture import GraphPicture
from tracer.casework.sessions.session import Session
from tracer.wording.language import LanguageCode, find_language


@dataclass(frozen=True, slots=True)
class BasisNode:
    """A node of the case, where it stood, and whether it was a protected person or account then."""

    id: str
    x: int
    y: int
    hidden: bool


@dataclass(frozen=True, slots=True)
class BasisPath:
    """A path as far as a picture needs it; its lines are marked, or are prices."""

    nodes: Annotated[tuple[str, ...], Field(min_length=1)]
    lines: tuple[GraphLine, ...]


@dataclass(frozen=True, slots=True)
class PictureBasis:
    """The question behind a picture, its language, and the rows behind it: (SHA-256 of the file, place in it)."""

    nodes: Annotated[tuple[BasisNode, ...], Field(min_length=1, max_length=MOST_NODES)]
    focus: str
    money: MoneyFilter
    paths: tuple[BasisPath, ...]
    language: LanguageCode
    rows: tuple[tuple[str, str], ...]


_FORM: Final = TypeAdapter(PictureBasis)


def take_basis(
    question: PictureQuestion, picture: GraphPicture, ids: Iterable[str], language: LanguageCode
) -> PictureBasis:
    """What this picture was drawn from. ``ids``: those of its nodes in the case, in the order of the picture."""
    return PictureBasis(
        nodes=tuple(BasisNode(id_, node.x, node.y, node.hidden) for id_, node in zip(ids, picture.nodes, strict=True)),
        focus=question.focus,
        money=question.money,
        paths=tuple(BasisPath(path.nodes, path.lines) for path in question.paths),
        language=language,
        rows=tuple(sorted((row.source, row.locator) for row in picture.rows)),
    )


def write_basis(basis: PictureBasis) -> str:
    """The basis as JSON; equal ones give equal text."""
    plain = _FORM.dump_python(basis, mode="json")
    return json.dumps(plain, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def read_basis(text: str) -> PictureBasis:
    """The basis that was kept. Raises WrongValue for text that the program did not write."""
    try:
        return _FORM.validate_json(text, strict=True)
    except ValidationError as problem:
        fault = problem.errors(include_url=False, include_context=False, include_input=False)[0]
        raise WrongValue(
            "What the picture was drawn from is not as the program wrote it, at {place}: {fault}. Use the kept copy, or "
            "draw the picture again.",
            place="/".join(map(str, fault["loc"]))[:80],
            fault=fault["type"],
        ) from None


def draw_again(session: Session, basis: PictureBasis) -> GraphPicture:
    """What the case shows today for the same question, in the language of then. Raises NotFound where nothing is left.

    Cost: that of the picture, see ``build_picture``.
    """
    paths = tuple(
        NodePath(rank, "", one.nodes, one.nodes, (), (), one.lines) for rank, one in enumerate(basis.paths, 1)
    )
    question = PictureQuestion(tuple(node.id for node in basis.nodes), basis.focus, basis.money, paths)
    places = {node.id: (node.x, node.y) for node in basis.nodes}
    return compose_picture(session.in_language(find_language(basis.language)), question, places=places)
