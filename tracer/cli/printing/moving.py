"""Formats the result of making, copying or rebuilding a case."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

from graph_schema.messages import N_
from tracer.cli.printing.output import say
from tracer.wording.language import Language

if TYPE_CHECKING:
    from tracer.actions.administration.copying import CopyReport
    from tracer.actions.administration.import_files import ImportFiles
    from tracer.actions.administration.upgrading import UpgradePlan, UpgradeReport
    from tracer.intake.reports.rebuild_report import RebuildReport
    from tracer.settings import Settings


def place_lines(settings: Settings, words: Language) -> Iterator[str]:
    """Where the case is, and where its kept files are."""
    if settings.store is None:
        yield words.text(N_("The case is in {folder}."), folder=settings.case)
    else:
        yield words.text(
            N_("The case is at {address}, its kept files are in {folder}."),
            address=settings.store,
            folder=settings.case,
        )


def copy_lines(report: CopyReport, words: Language) -> Iterator[str]:
    """What was copied, then what was not."""
    yield words.text(
        N_(
            "Copied: {sources} sources ({known} there before), {nodes} nodes, {links} links, {entries} statement rows, "
            "{events} events; {log} log entries, {readings} access log entries, {files} kept files."
        ),
        sources=words.number(report.sources),
        known=words.number(report.known),
        nodes=words.number(report.nodes),
        links=words.number(report.links),
        entries=words.number(report.entries),
        events=words.number(report.events),
        log=words.number(report.log),
        readings=words.number(report.readings),
        files=words.number(report.files),
    )
    if report.readings_left:
        yield "! " + words.plural(
            "{n} entry of the access log was not copied: the copy was read meanwhile and has its own access log.",
            "{n} entries of the access log were not copied: the copy was read meanwhile and has its own access log.",
            report.readings_left,
        )
    if report.missing_files:
        yield "!! " + words.plural(
            "The kept file of {n} source is missing or changed.",
            "The kept files of {n} sources are missing or changed.",
            len(report.missing_files),
        )
        yield from (f"   {digest[:16]}" for digest in report.missing_files)
    yield words.text(N_("Both cases have the fingerprint {digest}."), digest=report.digest)


def import_files_lines(files: ImportFiles, words: Language) -> Iterator[str]:
    """What was written, and what to do with it."""
    yield words.text(
        N_(
            "Written to {folder}: {sources} sources, {nodes} nodes, {links} links, {transfers} transfers, {events} events, "
            "{log} log entries, {readings} access log entries."
        ),
        folder=files.folder,
        sources=words.number(files.sources),
        nodes=words.number(files.nodes),
        links=words.number(files.links),
        transfers=words.number(files.transfers),
        events=words.number(files.events),
        log=words.number(files.log),
        readings=words.number(files.readings),
    )
    yield "! " + words.text(
        N_(
            "These files hold the real names, numbers and accounts of everybody in the case, protected persons included. "
            "Only their owner may read them (mode 0600); delete them when the case is on its server."
        )
    )
    yield words.text(N_("COMMAND.txt in that folder says how a server imports them and how to check the result."))
    yield words.text(N_("The imported case must have the fingerprint {digest}."), digest=files.digest)


def rebuild_lines(report: RebuildReport, words: Language) -> Iterator[str]:
    """What was read again, what could not be read, and whether the two cases are equal."""
    yield words.text(
        N_("Read again: {sources} sources ({known} there before)."),
        sources=words.number(report.sources),
        known=words.number(report.known),
    )
    for fault in report.faults:
        yield f"!! {fault.digest[:16]}  {fault.file}: {words.text(fault.template, **fault.params)}"
    if not report.expected:
        yield words.text(
            N_(
                "The store of the case is missing. The names of its files, who imported them, the log and the access log are "
                "lost, and retracted sources are in the case again. There is no fingerprint to compare with; the new case "
                "has {digest}."
            ),
            digest=report.digest,
        )
    elif report.digest == report.expected:
        yield words.text(N_("Both cases have the fingerprint {digest}."), digest=report.digest)
    else:
        yield words.text(
            N_("THE CASES DIFFER: the present one has the fingerprint {expected}, the new one {digest}."),
            expected=report.expected,
            digest=report.digest,
        )


def plan_lines(plan: UpgradePlan, copy: str, words: Language) -> Iterator[str]:
    """What an upgrade is about to do, and where the copy lies meanwhile."""
    if plan.resumed:
        yield words.text(N_("An upgrade was broken off; it is completed now."))
    yield words.text(N_("The case has form {form}. It is upgraded by these steps:"), form=str(plan.form))
    yield from (f"  {step.form}  {words.text(step.summary)}" for step in plan.steps)
    yield words.text(N_("A copy lies in {place} until the upgrade has succeeded."), place=copy)


def upgrade_lines(report: UpgradeReport, words: Language) -> Iterator[str]:
    """The form that the case has now, and whether it holds."""
    if report.status == "current":
        yield words.text(N_("The case has form {form}, that of this program. Nothing was done."), form=str(report.form))
        if report.leftovers:
            yield words.text(N_("The copy that an earlier upgrade left was removed: it had succeeded."))
        return
    if report.status == "would_upgrade":
        yield words.text(N_("The case has form {form}. It would be upgraded by these steps:"), form=str(report.form))
        yield from (f"  {step.form}  {words.text(step.summary)}" for step in report.steps)
        return
    yield words.text(
        N_("The case has form {form} now. Its fingerprint is the same as before: {digest}. The copy is removed."),
        form=str(report.reached),
        digest=report.digest,
    )
    if report.verified != "holds":
        yield "! " + words.text(
            N_("The check afterwards found something that a person must look at. See what with: tracer verify")
        )


def format_place(settings: Settings, words: Language) -> None:
    """Where the case lies."""
    for line in place_lines(settings, words):
        say(line)


def print_copy(report: CopyReport, words: Language) -> None:
    """What came over and what did not."""
    for line in copy_lines(report, words):
        say(line)


def print_import_files(files: ImportFiles, words: Language) -> None:
    """What was written for a server, and what to do with it."""
    for line in import_files_lines(files, words):
        say(line)


def print_rebuild(report: RebuildReport, words: Language) -> None:
    """Whether the case came out the same."""
    for line in rebuild_lines(report, words):
        say(line)


def upgrade_printer(words: Language) -> Callable[[UpgradePlan, str], None]:
    """Says what an upgrade is about to do, before it does it."""

    def show_progress(plan: UpgradePlan, copy: str) -> None:
        for line in plan_lines(plan, copy, words):
            say(line)

    return show_progress


def print_upgrade(report: UpgradeReport, words: Language) -> None:
    """The form that the case has now, and whether it holds."""
    for line in upgrade_lines(report, words):
        say(line)
