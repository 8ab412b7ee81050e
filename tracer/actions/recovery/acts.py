"""Records the acts of recovery: orders, items, steps, postings, claims, certificates. The law's rules are checked first."""

from __future__ import annotations

from dataclasses import dataclass, replace

from graph_schema.messages import Message
from tracer.actions.decisions import record_decision
from tracer.casework.recovery.recovery_case import read_recovery_case
from tracer.casework.recovery_records.act_kinds import write_act
from tracer.casework.recovery_records.act_sheet import ActSheet
from tracer.casework.sessions.session import Session
from tracer.intake.reports.import_report import FileReport
from tracer.recovery.acts.act import RecoveryAct
from tracer.recovery.acts.refusals import FLAGS, ActOutcome, ActRefusal


@dataclass(frozen=True, slots=True)
class RecordedAct:
    """What became of an act. ``id``: under which the case knows it. ``report``: None if it was refused, or was on record."""

    id: str
    outcome: ActOutcome
    report: FileReport | None


def record_act(
    session: Session,
    act: RecoveryAct,
    *,
    reason: str,
    number: str = "",
    key: str = "",
) -> RecordedAct:
    """Put an act on record today, if the law and what is on record allow it.

    ``number``: the number of a new record in its register. ``key``: distinguishes acts of the same content; without one,
    the same act recorded again adds nothing. A refused act changes nothing; the outcome has the code and the remedy.
    """
    session.allow("order")
    case = read_recovery_case(session)
    today = replace(act, recorded=session.today(), author=session.actor.name)
    sheet = ActSheet(author=session.actor.name, recorded=session.today(), number=number, key=key)
    write_act(today, sheet, case.facts())
    if not key and any(known.id == sheet.id for known in case.acts):
        return RecordedAct(sheet.id, ActOutcome(), None)
    outcome = case.record(replace(today, id=sheet.id))
    if outcome.refusal is not None:
        session.note("refused", detail=f"action=act kind={type(act).__name__} code={outcome.refusal.code}")
        return RecordedAct("", outcome, None)
    report = record_decision(
        session,
        right="order",
        action="act",
        reason=reason,
        nodes=sheet.nodes,
        links=sheet.links,
        events=sheet.events,
    )
    if report.rejections:
        # Another person recorded an act between the check and the transaction.
        refused = report.rejections[0]
        return RecordedAct(
            "",
            ActOutcome(
                ActRefusal(
                    refused.value, refused.reason if isinstance(refused.reason, Message) else Message(refused.reason)
                )
            ),
            report,
        )
    return RecordedAct(sheet.id, outcome, report)


def preview_act(session: Session, act: RecoveryAct, *, number: str = "") -> ActOutcome:
    """What would become of this act if it were recorded today? Nothing changes."""
    session.allow("order")
    case = read_recovery_case(session)
    today = replace(act, recorded=session.today(), author=session.actor.name)
    sheet = ActSheet(author=session.actor.name, recorded=session.today(), number=number)
    write_act(today, sheet, case.facts())
    return case.record(replace(today, id=sheet.id))


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
