"""The whole chain on the sample case: files in, money followed, suspects tied, measures, totals, a schedule out."""

from __future__ import annotations

import shutil
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from graph_schema.errors import WrongUse
from graph_schema.provenance import digest_bytes
from graph_schema.words import N_
from tracer.actions.check import verify_case
from tracer.actions.following import METHODS
from tracer.actions.ingest import import_files
from tracer.actions.link import link_suspect, solve_ownership
from tracer.actions.report import export_schedule, save_document
from tracer.actions.session import MAPPINGS_FOLDER, Session, open_session
from tracer.actions.supervise import show_totals
from tracer.actions.ties import find_ties
from tracer.language import Language
from tracer.sample.answers import Answers, read_answers
from tracer.sample.writing import write_sample
from tracer.settings import Settings

CASE_FOLDER = "case"
FILES_FOLDER = "files"
CURRENCY = "EUR"


@dataclass(frozen=True, slots=True)
class Milestone:
    """A step of the demo as it is done. ``seconds``: how long it took, as text."""

    seconds: str
    template: str
    params: dict[str, str]


@dataclass(frozen=True, slots=True)
class DemoReport:
    """Where the work lies and whether what came out is what the sample was built to give."""

    folder: Path
    answers: Path
    differences: tuple[str, ...]

    @property
    def holds(self) -> bool:
        """Did everything come out as known beforehand?"""
        return not self.differences


def run_demo(
    settings: Settings, folder: Path, words: Language, *, tell: Callable[[Milestone], None]
) -> tuple[Settings, DemoReport]:
    """Walk the chain from files to schedule on the sample case, and hold every figure against its known answer.

    A folder that holds a demo is made anew; any other folder that is not empty is refused. Where the settings name a
    server, the case lies there, and only where it is still empty; its files lie in the folder.
    """
    _clear(folder)
    clock = _Clock(tell)
    sample = write_sample(folder / FILES_FOLDER)
    answers = read_answers(sample.answers)
    clock.done(N_("Wrote the sample case: {files} files, all of it invented."), files=str(len(sample.files)))
    case = Settings(folder / CASE_FOLDER, settings.actor, settings.language, settings.store)
    with open_session(case, create=True) as session:
        if session.store.sources():
            raise WrongUse(
                "The case at {address} holds sources already. Name an empty database, or take TRACER_STORE back to walk "
                "the demo in its folder alone.",
                address=settings.store,
            )
        _keep_mappings(session, sample.mappings)
        differences = [
            *_import(session, sample.files, answers, clock),
            *_trace(session, answers, clock),
            *_own(session, answers, clock),
            *_tie(session, answers, clock, words),
            *_totals(session, answers, clock),
            *_export(session, folder, answers, clock, words),
            *_verify(session, clock),
        ]
    return case, DemoReport(folder, sample.answers, tuple(differences))


class _Clock:
    def __init__(self, tell: Callable[[Milestone], None]) -> None:
        self._tell, self._start = tell, time.perf_counter()

    def done(self, template: str, **params: str) -> None:
        now = time.perf_counter()
        self._tell(Milestone(f"{now - self._start:6.2f} s", template, params))
        self._start = time.perf_counter()


def _clear(folder: Path) -> None:
    if not folder.exists() or not any(folder.iterdir()):
        return
    if not (folder / FILES_FOLDER / "answers.json").is_file():
        raise WrongUse("{folder} is not empty and holds no demo. Name another folder with --folder.", folder=folder)
    shutil.rmtree(folder)


def _keep_mappings(session: Session, mappings: tuple[Path, ...]) -> None:
    target = session.folder / MAPPINGS_FOLDER
    target.mkdir(parents=True, exist_ok=True)
    for mapping in mappings:
        shutil.copyfile(mapping, target / mapping.name)


def _import(session: Session, files: tuple[Path, ...], answers: Answers, clock: _Clock) -> Iterator[str]:
    names = {digest_bytes(path.read_bytes()): path.name for path in files}
    report = import_files(session, files)
    for file in report.files:
        known = answers.imports.get(names.get(file.digest, ""))  # the report names files without the names of victims
        found = (file.status, file.rows, file.kept, file.rejected)
        if known is None or found != ("imported", known.rows, known.kept, known.rejected):
            yield f"{file.file}: {found} {file.message}"
    clock.done(
        N_("Imported {rows} rows from {files} files: {kept} kept, {rejected} rejected with reasons, {flags} flags."),
        rows=str(sum(file.rows for file in report.files)),
        files=str(len(report.files)),
        kept=str(sum(file.kept for file in report.files)),
        rejected=str(sum(file.rejected for file in report.files)),
        flags=str(sum(len(file.flags) for file in report.files)),
    )


def _trace(session: Session, answers: Answers, clock: _Clock) -> Iterator[str]:
    graph = session.graph()
    checked = 0
    for method in METHODS:
        following = session.followings.follow(graph, method)
        for purchase in following.purchases:
            known = answers.traced.get(purchase.asset, {}).get(method.value)
            if known is None:
                continue
            checked += 1
            found = following.paid_with_proceeds(purchase)
            if found != known:
                yield f"{purchase.asset} {method.value}: {found}, known {known}"
    clock.done(
        N_("Followed {transfers} transfers by {methods} methods; {checked} traced sums are as known."),
        transfers=str(graph.transfers.num_rows),
        methods=str(len(METHODS)),
        checked=str(checked),
    )
    if checked < sum(len(found) for found in answers.traced.values()):
        yield f"only {checked} traced sums found"


def _own(session: Session, answers: Answers, clock: _Clock) -> Iterator[str]:
    day = answers.ownership_day
    for (person, company), known in answers.ownership.items():
        result, _ = solve_ownership(session.graph(), person, day)
        found = result.shares[company].get(person)
        if found is None or (found.lower, found.upper) != known:
            yield f"ownership {person} {company}: {found}, known {known}"
    clock.done(
        N_("Solved the ring of companies: {count} effective shares are as known."), count=str(len(answers.ownership))
    )


def _tie(session: Session, answers: Answers, clock: _Clock, words: Language) -> Iterator[str]:
    graph = session.graph()
    following = session.followings.follow(graph, METHODS[-1])
    for suspect, known in answers.assets.items():
        found = {tie.asset for tie in find_ties(graph, following, suspect, answers.ownership_day)}
        if found != known:
            yield f"assets of {suspect}: extra {sorted(found - known)}, missing {sorted(known - found)}"
    suspect, asset = answers.showcase
    report = link_suspect(session, suspect, asset, words)
    if not report.paths:
        yield f"no path from {suspect} to {asset}"
    clock.done(
        N_("Tied {suspect} to {asset} by {paths} paths of records."),
        suspect=report.suspect_caption,
        asset=report.asset_caption,
        paths=str(len(report.paths)),
    )


def _totals(session: Session, answers: Answers, clock: _Clock) -> Iterator[str]:
    days: list[date] = []
    for known in answers.totals:
        totals = show_totals(session, currency=CURRENCY, as_of=known.as_of, known_on=known.known_on)
        days.append(known.as_of)
        found = {bucket.name: bucket.minor for bucket in totals.buckets}
        paid = {"received": totals.realised.received, "victims": totals.realised.victims}
        for name, minor in known.minors.items():
            if {**found, **paid, "identified": totals.minor}[name] != minor:
                yield f"totals {known.as_of} {name}: {({**found, **paid, 'identified': totals.minor})[name]}, known {minor}"
    clock.done(N_("Totals on {days} are as known."), days=", ".join(day.isoformat() for day in days))


def _export(session: Session, folder: Path, answers: Answers, clock: _Clock, words: Language) -> Iterator[str]:
    suspect, _ = answers.showcase
    for form in ("pdf", "xlsx"):
        data = export_schedule(session, suspect, METHODS[-1].value, form, words)
        save_document(data, folder / f"schedule.{form}")
        if len(data) < 1000:
            yield f"schedule.{form} is {len(data)} bytes"
    clock.done(N_("Wrote the schedule: {folder}/schedule.pdf and schedule.xlsx."), folder=str(folder))


def _verify(session: Session, clock: _Clock) -> Iterator[str]:
    report = verify_case(session)
    for check in report.checks:
        if not check.holds:
            yield f"verify {check.name}: {check.template.format(**check.params)}"
    clock.done(N_("Verified: files, rows and log hold. Case fingerprint {digest}."), digest=report.digest[:16])
