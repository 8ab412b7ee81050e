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


def place_lines(settings: Settings, language: Language) -> Iterator[str]:
    """Where the case is, and where its kept files are."""
    if settings.store is None:
        yield language.text(N_("The case is in {folder}."), folder=settings.case)
    else:
        yield language.text(
            N_("The case is at {address}, its kept files are in {folder}."),
            address=settings.store,
            folder=settings.case,
        )


def copy_lines(report: CopyReport, language: Language) -> Iterator[str]:
    """What was copied, then what was not."""
    yield language.text(
        N_(
            "Copied: {sources} sources ({known} there before), {nodes} nodes, {links} links, {entries} statement rows, "
            "{events} events; {log} log entries, {readings} access log entries, {files} kept files."
        ),
        sources=language.number(report.sources),
        known=language.number(report.known),
        nodes=language.number(report.nodes),
        links=language.number(report.links),
        entries=language.number(report.entries),
        events=language.number(report.events),
        log=language.number(report.log),
        readings=language.number(report.readings),
        files=language.number(report.files),
    )
    if report.readings_left:
        yield "! " + language.plural(
            "{n} entry of the access log was not copied: the copy was read meanwhile and has its own access log.",
            "{n} entries of the access log were not copied: the copy was read meanwhile and has its own access log.",
            report.readings_left,
        )
    if report.missing_files:
        yield "!! " + language.plural(
            "The kept file of {n} source is missing or changed.",
            "The kept files of {n} sources are missing or changed.",
            len(report.missing_files),
        )
        yield from (f"   {digest[:16]}" for digest in report.missing_files)
    yield language.text(N_("Both cases have the fingerprint {digest}."), digest=report.digest)


def import_files_lines(files: ImportFiles, language: Language) -> Iterator[str]:
    """What was written, and what to do with it."""
    yield language.text(
        N_(
            "Written to {folder}: {sources} sources, {nodes} nodes, {links} links, {transfers} transfers, {events} events, "
            "{log} log entries, {readings} access log entries."
        ),
        folder=files.folder,
        sources=language.number(files.sources),
        nodes=language.number(files.nodes),
        links=language.number(files.links),
        transfers=language.number(files.transfers),
        events=language.number(files.events),
        log=language.number(files.log),
        readings=language.number(files.readings),
    )
    yield "! " + language.text(
        N_(
            "These files hold the real names, numbers and accounts of everybody in the case, protected persons included. "
            "Only their owner may read them (mode 0600); delete them when the case is on its server."
        )
    )
    yield language.text(N_("COMMAND.txt in that folder says how a server imports them and how to check the result."))
    yield language.text(N_("The imported case must have the fingerprint {digest}."), digest=files.digest)


def rebuild_lines(report: RebuildReport, language: Language) -> Iterator[str]:
    """What was read again, what could not be read, and whether the two cases are equal."""
    yield language.text(
        N_("Read again: {sources} sources ({known} there before)."),
        sources=language.number(report.sources),
        known=language.number(report.known),
    )
    for fault in report.faults:
        yield f"!! {fault.digest[:16]}  {fault.file}: {language.text(fault.template, **fault.params)}"
    if not report.expected:
        yield language.text(
            N_(
                "The store of the case is missing. The names of its files, who imported them, the log and the access log are "
                "lost, and retracted sources are in the case again. There is no fingerprint to compare with; the new case "
                "has {digest}."
            ),
            digest=report.digest,
        )
    elif report.digest == report.expected:
        yield language.text(N_("Both cases have the fingerprint {digest}."), digest=report.digest)
    else:
        yield language.text(
            N_("THE CASES DIFFER: the present one has the fingerprint {expected}, the new one {digest}."),
            expected=report.expected,
            digest=report.digest,
        )


def plan_lines(plan: UpgradePlan, copy: str, language: Language) -> Iterator[str]:
    """What an upgrade is about to do, and where the copy lies meanwhile."""
    if plan.resumed:
        yield language.text(N_("An upgrade was broken off; it is completed now."))
    yield language.text(N_("The case has form {form}. It is upgraded by these steps:"), form=str(plan.form))
    yield from (f"  {step.form}  {language.text(step.summary)}" for step in plan.steps)
    yield language.text(N_("A copy lies in {place} until the upgrade has succeeded."), place=copy)


def upgrade_lines(report: UpgradeReport, language: Language) -> Iterator[str]:
    """The form that the case has now, and whether it holds."""
    if report.status == "current":
        yield language.text(
            N_("The case has form {form}, that of this program. Nothing was done."), form=str(report.form)
        )
        if report.leftovers:
            yield language.text(N_("The copy that an earlier upgrade left was removed: it had succeeded."))
        return
    if report.status == "would_upgrade":
        yield language.text(N_("The case has form {form}. It would be upgraded by these steps:"), form=str(report.form))
        yield from (f"  {step.form}  {language.text(step.summary)}" for step in report.steps)
        return
    yield language.text(
        N_("The case has form {form} now. Its fingerprint is the same as before: {digest}. The copy is removed."),
        form=str(report.reached),
        digest=report.digest,
    )
    if report.verified != "holds":
        yield "! " + language.text(
            N_("The check afterwards found something that a person must look at. See what with: tracer verify")
        )


def format_place(settings: Settings, language: Language) -> None:
    """Where the case lies."""
    for line in place_lines(settings, language):
        say(line)


def print_copy(report: CopyReport, language: Language) -> None:
    """What came over and what did not."""
    for line in copy_lines(report, language):
        say(line)


def print_import_files(files: ImportFiles, language: Language) -> None:
    """What was written for a server, and what to do with it."""
    for line in import_files_lines(files, language):
        say(line)


def print_rebuild(report: RebuildReport, language: Language) -> None:
    """Whether the case came out the same."""
    for line in rebuild_lines(report, language):
        say(line)


def upgrade_printer(language: Language) -> Callable[[UpgradePlan, str], None]:
    """Says what an upgrade is about to do, before it does it."""

    def show_progress(plan: UpgradePlan, copy: str) -> None:
        for line in plan_lines(plan, copy, language):
            say(line)

    return show_progress


def print_upgrade(report: UpgradeReport, language: Language) -> None:
    """The form that the case has now, and whether it holds."""
    for line in upgrade_lines(report, language):
        say(line)
