"""What became of a case that was made, copied or built anew, in words."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from graph_schema.words import N_
from tracer.language import Language

if TYPE_CHECKING:
    from tracer.actions.copying import CopyReport
    from tracer.actions.import_files import ImportFiles
    from tracer.actions.rebuilding import RebuildReport
    from tracer.settings import Settings


def place_lines(settings: Settings, words: Language) -> Iterator[str]:
    """Where the case lies, and where its kept files do."""
    if settings.store is None:
        yield words.text(N_("The case lies in {folder}."), folder=settings.case)
    else:
        yield words.text(
            N_("The case lies at {address}, its kept files in {folder}."), address=settings.store, folder=settings.case
        )


def copy_lines(report: CopyReport, words: Language) -> Iterator[str]:
    """What came over, then what stayed behind."""
    yield words.text(
        N_("Copied: {sources} sources ({known} there before), {nodes} nodes, {links} links, {entries} statement rows, "
           "{events} events; {log} log entries, {readings} reading acts, {files} kept files."),
        sources=words.number(report.sources),
        known=words.number(report.known),
        nodes=words.number(report.nodes),
        links=words.number(report.links),
        entries=words.number(report.entries),
        events=words.number(report.events),
        log=words.number(report.log),
        readings=words.number(report.readings),
        files=words.number(report.files),
    )  # fmt: skip
    if report.readings_left:
        yield "! " + words.plural(
            "{n} reading act stays behind: the copy was looked at meanwhile and has a chain of its own.",
            "{n} reading acts stay behind: the copy was looked at meanwhile and has a chain of its own.",
            report.readings_left,
        )
    if report.missing_files:
        yield "!! " + words.plural(
            "{n} source is without its kept file as it was received.",
            "{n} sources are without their kept file as it was received.",
            len(report.missing_files),
        )
        yield from (f"   {digest[:16]}" for digest in report.missing_files)
    yield words.text(N_("Both cases have the fingerprint {digest}."), digest=report.digest)


def import_files_lines(files: ImportFiles, words: Language) -> Iterator[str]:
    """What was written, and what to do with it."""
    yield words.text(
        N_("Written to {folder}: {sources} sources, {nodes} nodes, {links} links, {transfers} transfers, {events} events, "
           "{log} log entries, {readings} reading acts."),
        folder=files.folder,
        sources=words.number(files.sources),
        nodes=words.number(files.nodes),
        links=words.number(files.links),
        transfers=words.number(files.transfers),
        events=words.number(files.events),
        log=words.number(files.log),
        readings=words.number(files.readings),
    )  # fmt: skip
    yield words.text(N_("COMMAND.txt in that folder says how a server takes them in, and how the result is checked."))
    yield words.text(N_("The imported case must have the fingerprint {digest}."), digest=files.digest)


def rebuild_lines(report: RebuildReport, words: Language) -> Iterator[str]:
    """What was read again, what could not be, and whether the case came out the same."""
    yield words.text(
        N_("Read again: {sources} sources ({known} there before)."),
        sources=words.number(report.sources),
        known=words.number(report.known),
    )
    for fault in report.faults:
        yield f"!! {fault.digest[:16]}  {fault.file}: {words.text(fault.template, **fault.params)}"
    if report.digest == report.expected:
        yield words.text(N_("Both cases have the fingerprint {digest}."), digest=report.digest)
    else:
        yield words.text(
            N_("THE CASES DIFFER: the present one has the fingerprint {expected}, the new one {digest}."),
            expected=report.expected,
            digest=report.digest,
        )
