"""Files are brought into the case, or taken back: each recognised, digested, read and checked on its own."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

from graph_schema.errors import EnvironmentFailure, TracerError, WrongUse
from importers.mapping import ColumnMapping
from importers.registry import read_source
from importers.source import check_place, open_source
from tracer.actions.batches import write_batch
from tracer.actions.import_report import FileReport, ImportReport, report_batch, report_known, veil_report
from tracer.actions.mappings import keep_mappings, load_mappings
from tracer.actions.session import Session
from tracer.actions.step_order import refuse_forbidden_steps

Progress = Callable[[str, int, int], None]


def import_files(
    session: Session,
    paths: Sequence[Path],
    *,
    mappings: Sequence[Path] = (),
    dry_run: bool = False,
    progress: Progress | None = None,
) -> ImportReport:
    """What do these files say, and what of it was kept?

    Each file is one transaction: a refused file or a crash leaves the others as they are, and running the same command
    again completes the work. With ``dry_run`` everything is read and checked, nothing is written but the log; that a
    row speaks of something no source tells of shows only when it is written. Mappings that fitted stay with the case.
    What is reported of rows and names is under the veil.
    Raises WrongUse, before anything is read, where one of the paths is no file.
    """
    session.allow("import")
    for path in paths:
        check_place(path)
    known = load_mappings(session, mappings)
    saved = load_mappings(session, ())
    given = tuple(mapping for mapping in known if mapping not in saved)
    reports = []
    for place, path in enumerate(paths):
        if progress is not None:
            progress(path.name, place, len(paths))
        reports.append(_import_file(session, path, known, given, dry_run=dry_run))
    if progress is not None and paths:
        progress(paths[-1].name, len(paths), len(paths))
    veil = session.veil()
    return ImportReport(tuple(veil_report(report, veil) for report in reports))


def retract_source(session: Session, digest: str) -> dict[str, int]:
    """Take an import back as a whole. The kept file stays; the log keeps the deed. Raises WrongUse for an unknown one."""
    session.allow("retract")
    found = [kept.source.digest for kept in session.store.sources() if kept.source.digest.startswith(digest)]
    if len(found) != 1:
        raise WrongUse("{count} sources begin with {digest}. Give more of the digest; tracer sources lists them.",
                       count=len(found), digest=digest)  # fmt: skip
    with session.store.transaction() as writer:
        counts = dict(writer.retract_source(found[0]))
        session.log(writer, "retract", found[0], " ".join(f"{key}={value}" for key, value in sorted(counts.items())))
    return counts


def _import_file(
    session: Session,
    path: Path,
    mappings: tuple[ColumnMapping, ...],
    given: tuple[ColumnMapping, ...],
    *,
    dry_run: bool,
) -> FileReport:
    try:
        file = open_source(path)
        known = next((kept for kept in session.store.sources() if kept.source.digest == file.digest), None)
        if known is not None:
            report = report_known(path.name, known)
        else:
            batch = read_source(file, mappings)
            if dry_run:
                report = report_batch(file, "would_import", refuse_forbidden_steps(session, batch))
            else:
                report = write_batch(session, file, batch, "import")
                keep_mappings(session, file, given)
    except EnvironmentFailure:
        raise
    except TracerError as error:
        told = dict(error.sentence.params)
        report = FileReport(path.name, "refused", message=str(error), template=error.template, params=told)
    if report.status != "imported":
        session.note("import", report.digest, f"status={report.status}")
    return report
