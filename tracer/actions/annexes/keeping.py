"""Adds a picture of the graph to the report with its caption and sources, and takes it out again.

Rights: a picture leaves the case with the report, so whoever adds one needs the right to export; the act goes on record and is
revoked, so it needs the right to decide. The picture is drawn under the veil. Its title and caption are for other readers than
their author: a protected person whom they name stands in them by pseudonym, also for their author and in the record; how many
of them did is in the access log.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Final, Literal

from graph_schema.errors import NotFound, WrongUse
from graph_schema.messages import N_
from graph_schema.records.events import PICTURE_ADDED
from graph_schema.records.identity import event_id
from graph_schema.records.provenance import digest_bytes
from tracer.actions.annexes.basis import PictureBasis, take_basis, write_basis
from tracer.actions.annexes.listing import AnnexLine, added_pictures, annex_line, read_annexes
from tracer.actions.case_graph.picture_export import PictureQuestion, build_picture
from tracer.actions.case_graph.picture_parts import say_filter
from tracer.actions.decisions import new_event, record_decision, revoke
from tracer.casefile.picture import GraphPicture
from tracer.casefile.picture_digest import digest_shown
from tracer.casework.sessions.session import Session
from tracer.export.graph_forms.svg import write_svg
from tracer.intake.reports.import_report import FileReport
from tracer.intake.writing.same_act import find_same, report_same

LONGEST_TITLE: Final = 200
LONGEST_CAPTION: Final = 2_000
_STEPS: Final = 12


@dataclass(frozen=True, slots=True)
class AnnexReport:
    """What became of a picture: ``recorded``, or ``known`` where the same picture stands already and nothing was added.

    ``digest``: of the record of it.
    """

    status: Literal["recorded", "known"]
    digest: str
    annex: AnnexLine


def add_to_report(
    session: Session,
    question: PictureQuestion,
    *,
    title: str = "",
    caption: str = "",
    places: Mapping[str, tuple[float, float]] | None = None,
    key: str = "",
) -> AnnexReport:
    """Keep the picture as it is shown now, with title and caption, the question that drew it and the rows behind it.

    Without ``title`` it is called as an export of it; without ``caption`` it has that of ``suggest_caption``. ``places``: as
    of ``build_picture``. The same picture of the same person with the same words is added once, see
    :mod:`tracer.intake.writing.same_act`; it can be added anew when the case shows something else.
    Raises what ``build_picture`` raises; WrongUse for a title or caption that is too long.
    """
    session.allow("decide", "annex")
    title, caption = " ".join(title.split()), " ".join(caption.split())
    for text, most in ((title, LONGEST_TITLE), (caption, LONGEST_CAPTION)):
        if len(text) > most:
            raise WrongUse(
                "A title has at most {title} characters and a caption {caption}; this text has {found}.",
                title=LONGEST_TITLE,
                caption=LONGEST_CAPTION,
                found=len(text),
            )
    picture = build_picture(session, question, places=places)
    veil = session.veil()
    shown_title = veil.text(title) if title else picture.title
    shown_caption = veil.text(caption) if caption else suggest_caption(session, question, len(picture.nodes))
    if mentions := sum(bool(typed) and veil.text(typed) != typed for typed in (title, caption)):
        session.note("mention", "", f"texts={mentions}")
    graph = session.graph()
    ids = [one for one in dict.fromkeys(map(graph.account_of, question.nodes)) if one in graph.nodes]
    basis = take_basis(question, picture, ids, session.language.code)
    return _record(session, replace(picture, title=shown_title), basis, shown_caption, key)


def remove_from_report(session: Session, event: str, reason: str) -> FileReport:
    """Take a picture out of the report: the act that added it is revoked, and both stay on record.

    Raises NotFound for an id that is not of a picture that stands; WrongUse without a reason.
    """
    session.allow("decide", "annex")
    if event not in {kept.event.id for kept in added_pictures(session)}:
        raise NotFound("There is no picture with the id {id} in the report. List them: tracer annex list", id=event)
    return revoke(session, event, reason)


def suggest_caption(session: Session, question: PictureQuestion, nodes: int) -> str:
    """What stands under the picture if its author says nothing: the path in sentences, else what it shows and when."""
    language = session.language
    said = list(say_filter(question.money, language))
    if question.paths:
        path = question.paths[0]
        steps = [language.text(one.template, **one.params) for one in (*path.sentences, *path.notes)]
        said = [*steps[:_STEPS], *(["…"] if len(steps) > _STEPS else []), *said]
    else:
        count = language.plural("{n} node", "{n} nodes", nodes)
        day = language.date(session.today())
        said.insert(0, language.text(N_("{count} and every link between them, as of {day}."), count=count, day=day))
    text = " ".join(said)
    return text if len(text) <= LONGEST_CAPTION else text[: LONGEST_CAPTION - 1] + "…"


def _record(session: Session, picture: GraphPicture, basis: PictureBasis, caption: str, key: str) -> AnnexReport:
    svg = write_svg(picture, session.language, bare=True).decode()
    kept = write_basis(basis)
    subject = session.graph().account_of(basis.focus) or basis.nodes[0].id
    props: dict[str, str | int | bool] = {
        "title": picture.title,
        "caption": caption,
        "picture": digest_bytes(svg.encode()),
        "basis": digest_bytes(kept.encode()),
        "shown": digest_shown(picture),
        "case_digest": picture.digest,
    }
    content = [f"{name}={props[name]}" for name in ("basis", "caption", "shown", "title")]
    parts = (*content, session.actor.name)
    same = find_same(session, subject, lambda *more: event_id(PICTURE_ADDED.name, subject, "", *parts, *more), key)
    if same.source is not None:
        report = report_same(session, same.source, "annex")
        return AnnexReport("known", report.digest, _line(session, same.event))
    event = replace(new_event(session, PICTURE_ADDED.name, subject, props), id=same.event)
    report = record_decision(
        session, right="decide", action="annex", reason=picture.title, events=[event], texts=[svg, kept]
    )
    return AnnexReport("recorded", report.digest, _line(session, same.event))


def _line(session: Session, event: str) -> AnnexLine:
    return next(annex_line(annex) for annex in read_annexes(session) if annex.event == event)
