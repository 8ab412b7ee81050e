"""Checks that the case is complete and unchanged: kept files, rows, balances, the log."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Final, Literal

from graph_schema.audit_log import find_set_backs
from graph_schema.errors import TracerError
from graph_schema.messages import N_, Message
from graph_schema.records.provenance import digest_bytes
from importers.bank.statement.balance_flags import JUDGED_ANEW
from tracer.actions.files.pairs import open_pairs, void_decisions
from tracer.casework.partner_rows import find_unmatched_rows
from tracer.casework.recovery.ledger_faults import UNSTATED, find_placed_faults
from tracer.casework.sessions.case import SOURCES_FOLDER
from tracer.casework.sessions.log_agreement import check_agreement
from tracer.casework.sessions.session import Session
from tracer.casework.tracing.reconciliation import reconcile_case
from tracer.intake.reading.other_account import flag_same
from tracer.intake.reading.same_rows import find_accounts_alike
from tracer.intake.reports.import_report import PlacedFlag, place_flag, read_flag, veil_flag
from tracer.recovery.ledger.invariants import BELOW_ZERO
from tracer.resolve.overlaps import find_repeated
from tracer.resolve.unlisted.unlike_rows import count_unlike
from tracer.store.ports.store_values import Check, KeptSource

Result = Literal["holds", "look", "broken"]
"""``holds``: nothing to look at. ``look``: the case holds what it was given, and a person must look at something in it.
``broken``: the case does not hold what it was given."""

_CHECK_OF: Final = {"statement": "balances", "chain": "chains", "unlike": "rows", "lost": "rejected"}
_FOUND_BY_ROWS: Final = {
    "rows": (
        N_("The kept rows give the results that were recorded at the import."),
        N_("Statements whose kept rows give other results than were recorded at the import: {count}."),
    ),
    "balances": (
        N_("Every balance that a statement states follows from its rows."),
        N_("Red flags about balances that do not follow from their rows: {count}."),
    ),
    "chains": (
        N_("The statements of every account follow one another without a gap."),
        N_("Places where a statement is missing or does not continue the one before: {count}."),
    ),
    "rejected": (
        N_("No rejected row of a bank file is missing money."),
        N_("Rejected rows of bank files that are missing money: {count}."),
    ),
    "accounts": (
        N_("No file repeats the rows of another account."),
        N_("Accounts all of whose rows in a file the case also has under another account: {count}."),
    ),
    "flags": (
        N_("The imports have no other red flag."),
        N_("Other red flags of the imports: {count}."),
    ),
}
"""Check -> the message if nothing is found, and the message if something is found."""
_SHOWN: Final = 5
_LEEWAY_SECONDS: Final = 60
"""Several persons read at once: the moment of an act is taken before its entry is appended."""


@dataclass(frozen=True, slots=True)
class CheckLine:
    """One check: its result and what was found. ``template`` is a gettext key; ``found``: everything it names."""

    name: str
    result: Result
    template: str
    params: dict[str, str]
    found: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class VerifyReport:
    """All checks, and every flag behind those that a person must look at. ``result``: the worst of all checks.

    ``digest``: the fingerprint of the case, ``log_head``: the last hash of the log.
    """

    result: Result
    digest: str
    log_head: str
    checks: tuple[CheckLine, ...]
    flags: tuple[PlacedFlag, ...] = ()


def verify_case(session: Session) -> VerifyReport:
    """Is everything that was acknowledged still there and unchanged, and do the balances add up?

    A balance that does not follow from its rows, a missing statement and any red flag of an import are faults
    of the files and not of the case; the result is then ``look``: a person must check them. These checks run only on a
    case that is not broken.
    """
    session.read("verify", "verify")
    found = list(session.store.verify())
    if all(check.holds for check in found if check.name == "log"):
        found += check_agreement(session)
    checks = [_line(check) for check in found]
    checks.append(_kept_files(session))
    checks += _clock(session)
    flags: list[PlacedFlag] = []
    if all(check.result != "broken" for check in checks):
        lines, flags = _balances(session)
        line, unmatched = _partners(session)
        ledger, faults = _ledger(session)
        flags += [*unmatched, *faults]
        checks += [*lines, line, ledger, _open_pairs(session), _decisions(session), _overlaps(session)]
    veiled = tuple(_veiled(session, check) for check in checks)
    veil = session.veil() if flags else None
    shown = () if veil is None else tuple(veil_flag(flag, veil) for flag in flags)
    return VerifyReport(_worst(veiled), session.store.digest(), _log_head(session), veiled, shown)


def _line(check: Check) -> CheckLine:
    return CheckLine(check.name, "holds" if check.holds else "broken", check.template, dict(check.params), check.found)


def _worst(checks: tuple[CheckLine, ...]) -> Result:
    results = {check.result for check in checks}
    return "broken" if "broken" in results else "look" if "look" in results else "holds"


def _veiled(session: Session, check: CheckLine) -> CheckLine:
    try:
        veil = session.veil()
    except (TracerError, LookupError, ValueError):
        # A damaged case may no longer show whom it protects.
        hidden = {key: "…" if key in ("name", "files") else v for key, v in check.params.items()}
        return replace(check, params=hidden, found=() if check.name == "files" else check.found)
    name = "files" if check.name == "files" else "found"
    found = tuple(veil.param(name, value) for value in check.found)
    return replace(check, params={key: veil.param(key, value) for key, value in check.params.items()}, found=found)


def _log_head(session: Session) -> str:
    head = ""
    try:
        for entry in session.store.log():
            head = entry.hash
    except (TracerError, LookupError, ValueError):
        return ""
    return head


def _is_intact(path: Path, digest: str) -> bool:
    try:
        return digest_bytes(path.read_bytes()) == digest
    except OSError:
        return False


def _kept_files(session: Session) -> CheckLine:
    wrong = []
    kept = session.store.sources()
    for source in kept:
        if not _is_intact(session.folder / SOURCES_FOLDER / source.source.digest, source.source.digest):
            wrong.append(source.source.name)
    if wrong:
        template = N_(
            "Kept files missing or changed in {folder}: {files}. Put them back from a backup; for a case on a server "
            "TRACER_FILES names the folder."
        )
        veiled = {"folder": str(session.folder), "files": ", ".join(wrong)}
        return CheckLine("files", "broken", template, veiled, tuple(wrong))
    return CheckLine("files", "holds", N_("{count} kept files are as they were received."), {"count": str(len(kept))})


def _balances(session: Session) -> tuple[list[CheckLine], list[PlacedFlag]]:
    """Balances and chains of statements, computed again, and the other red flags of the imports."""
    found = list(reconcile_case(session.store, session.payments))
    red = [finding for finding in found if finding.flag.severity == "red"]
    flags = [place_flag(_CHECK_OF[finding.kind], finding.file, finding.flag) for finding in red]
    flags += _red_flags(session.store.sources())
    flags += [
        place_flag("accounts", kept.source.name, flag_same(session.store, same))
        for kept, same in find_accounts_alike(session.store, session.case.stated_graph())
    ]
    counts = Counter(flag.check for flag in flags)
    lines = []
    for name, (holds, fails) in _FOUND_BY_ROWS.items():
        number = counts[name]
        result: Result = "holds" if not number else "broken" if name == "rows" else "look"
        lines.append(CheckLine(name, result, holds if not number else fails, {"count": str(number)} if number else {}))
    return lines, flags


def _red_flags(sources: tuple[KeptSource, ...]) -> Iterator[PlacedFlag]:
    """Red flags that are kept with their sources, without those about balances, which are computed again."""
    for kept in sources:
        for row in kept.flags:
            line = read_flag(row)
            if line.severity == "red" and line.template not in JUDGED_ANEW:
                yield PlacedFlag("flags", line.severity, kept.source.name, line.locator, line.template, line.params)


def _partners(session: Session) -> tuple[CheckLine, list[PlacedFlag]]:
    """Rows that state a payment with an account whose own complete statements do not list it."""
    flags = [
        PlacedFlag("partners", "red", found.file, found.locator, found.template, found.params)
        for found in find_unmatched_rows(session)
    ]
    if flags:
        template = N_("Rows whose payment the complete statements of the other account do not list: {count}.")
        return CheckLine("partners", "look", template, {"count": str(len(flags))}), flags
    return CheckLine(
        "partners", "holds", N_("No complete statement lacks a payment that another account states."), {}
    ), []


def _ledger(session: Session) -> tuple[CheckLine, list[PlacedFlag]]:
    """Rules of the ledger of recovery that hold whatever was recorded.

    A lot that pays out more than it holds is a fault of the records, which a person must look at; lines that do not balance are
    a fault of the case.
    """
    found = find_placed_faults(session)
    if not found:
        return CheckLine("ledger", "holds", N_("The ledger balances, and no holding is below 0 on any day."), {}), []
    flags = [PlacedFlag("ledger", "red", one.file, one.locator, one.template, one.params) for one in found]
    result: Result = "look" if all(one.code in (BELOW_ZERO, UNSTATED) for one in found) else "broken"
    template = N_(
        "Rules that the ledger of recovered money breaks, and sums of a register that it does not hold: {count}."
    )
    return CheckLine("ledger", result, template, {"count": str(len(found))}), flags


def _overlaps(session: Session) -> CheckLine:
    graph = session.case.stated_graph()
    count = count_unlike(graph, find_repeated(graph))
    if count:
        template = N_(
            "Rows that only one of two statements of the same days lists: {count}. Compare the statements; retract the one "
            "that another replaces."
        )
        return CheckLine("overlaps", "look", template, {"count": str(count)})
    return CheckLine("overlaps", "holds", N_("Statements that cover the same days list the same rows."), {})


def _open_pairs(session: Session) -> CheckLine:
    count = open_pairs(session)
    if count:
        template = N_("Pairs of rows that may be one payment wait for a decision: {count}. List them: tracer pairs")
        return CheckLine("pairs", "look", template, {"count": str(count)})
    return CheckLine("pairs", "holds", N_("No pair of rows that may be one payment waits for a decision."), {})


def _decisions(session: Session) -> CheckLine:
    """A decision that lost its row joins nothing, and keeps the rules from joining the row that is left."""
    events = void_decisions(session)
    if events:
        template = N_(
            "Decisions of persons about a pair of which a row is no longer in the case, or no longer stands alone: {count}: "
            "{decisions}. Until its file is imported again or the decision is taken back (tracer revoke), no rule joins the "
            "row that is left."
        )
        shown = ", ".join(events[:_SHOWN]) + (", …" if len(events) > _SHOWN else "")
        return CheckLine("decisions", "look", template, {"count": str(len(events)), "decisions": shown}, events)
    return CheckLine("decisions", "holds", N_("Every decision about a pair of rows finds both of them."), {})


def _clock(session: Session) -> Iterator[CheckLine]:
    """Where is an entry of a log older than the entry before it? The case is not broken; a person must look."""
    try:
        chains = (
            (N_("log"), session.store.log(), 0),
            (N_("access log"), session.store.access_log(), _LEEWAY_SECONDS),
        )
        found = [(name, find_set_backs(entries, leeway)) for name, entries, leeway in chains]
    except (TracerError, LookupError, ValueError):
        return
    for name, backs in found:
        if backs:
            shown = ", ".join(f"{back.seq} ({back.at})" for back in backs[:_SHOWN]) + (
                ", …" if len(backs) > _SHOWN else ""
            )
            template = N_(
                "Red flag: entries of the {log} that are dated before the entry that precedes them: {count}: {entries}. The "
                "clock was set back; the numbers of the entries give their order."
            )
            params = {"log": Message(name), "count": str(len(backs)), "entries": shown}
            yield CheckLine("clock", "look", template, params)
    if not any(backs for _, backs in found):
        yield CheckLine("clock", "holds", N_("No entry of the logs is dated before the entry that precedes it."), {})
