"""Does the case still hold what it was given? Kept files, rows, balances, the log."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Final

from graph_schema.errors import TracerError
from graph_schema.provenance import digest_bytes
from graph_schema.words import N_
from tracer.access.pseudonyms import Veil
from tracer.actions.session import SOURCES_FOLDER, Session

_SHOWN: Final = 5


@dataclass(frozen=True, slots=True)
class CheckLine:
    """One check: whether it holds and what was found. ``template`` is a gettext key."""

    name: str
    holds: bool
    template: str
    params: dict[str, str]


@dataclass(frozen=True, slots=True)
class VerifyReport:
    """All checks. ``digest``: the fingerprint of the case, ``log_head``: the last hash of the log."""

    holds: bool
    digest: str
    log_head: str
    checks: tuple[CheckLine, ...]


def verify_case(session: Session) -> VerifyReport:
    """Is everything there that was acknowledged, unchanged, and does it add up?

    A balance that does not reconcile is told as a finding: it is true of the file and fails no check of the store.
    """
    session.read("verify", "verify")
    checks = [CheckLine(c.name, c.holds, c.template, dict(c.params)) for c in session.store.verify()]
    checks.append(_kept_files(session))
    if all(check.holds for check in checks):
        checks += _statements(session)
    told = tuple(_veiled(session, check) for check in checks)
    return VerifyReport(all(check.holds for check in told), session.store.digest(), _log_head(session), told)


def _veiled(session: Session, check: CheckLine) -> CheckLine:
    try:
        veil = session.veil()
    except (TracerError, LookupError, ValueError):
        # A damaged case may not tell any more whom it protects.
        return replace(check, params={key: "…" if key in ("name", "files") else v for key, v in check.params.items()})
    return replace(check, params={key: _shown(veil, key, value) for key, value in check.params.items()})


def _shown(veil: Veil, key: str, value: str) -> str:
    return veil.file_name(value) if key in ("name", "files") else veil.text(value)


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
        return CheckLine("files", False, template, {"folder": str(session.folder), "files": ", ".join(wrong)})
    return CheckLine("files", True, N_("{count} kept files are as they were received."), {"count": str(len(kept))})


def _statements(session: Session) -> Iterator[CheckLine]:
    wrong = [
        node
        for node in session.graph().nodes_of_type("Statement")
        if node.props.get("difference_minor") not in (None, 0)
    ]
    if wrong:
        graph = session.graph()
        accounts = {link.tail: graph.nodes[link.head] for link in graph.links_of_type("StatementOf")}
        told = sorted(
            (str(node.props["number"]), str(accounts[node.id].props["number"])[-4:] if node.id in accounts else "?")
            for node in wrong
        )
        shown = ", ".join(f"{number} (…{account})" for number, account in told[:_SHOWN])
        yield CheckLine(
            "balances",
            True,
            N_("Red flag: statements that do not reconcile: {count}. With the end of the account: {numbers}."),
            {"count": str(len(told)), "numbers": shown + (", …" if len(told) > _SHOWN else "")},
        )
