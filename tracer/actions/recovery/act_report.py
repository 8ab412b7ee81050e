"""Reports what became of an act, or what would become of it: accepted with flags, or refused with the remedy."""

from __future__ import annotations

from dataclasses import dataclass

from tracer.casework.sessions.session import Session
from tracer.recovery.acts.refusals import FLAGS, ActOutcome


@dataclass(frozen=True, slots=True)
class ActFlag:
    """What a person should check about an accepted act: the code, and the sentence in the reader's language."""

    code: str
    text: str


@dataclass(frozen=True, slots=True)
class ActReport:
    """``id``: of the act on record, empty if nothing was recorded. ``code``, ``text``: why it is refused, else empty."""

    id: str
    accepted: bool
    preview: bool
    code: str
    text: str
    flags: tuple[ActFlag, ...]


def report_act(session: Session, outcome: ActOutcome, *, id_: str = "", preview: bool = False) -> ActReport:
    """The outcome in the reader's language. Protected persons stand in it by their pseudonyms."""
    refusal, veil = outcome.refusal, session.veil()
    return ActReport(
        id=id_,
        accepted=refusal is None,
        preview=preview,
        code="" if refusal is None else refusal.code,
        text="" if refusal is None else veil.text(session.language.said(refusal.message)),
        flags=tuple(ActFlag(code, session.language.text(FLAGS[code])) for code in outcome.flags),
    )
