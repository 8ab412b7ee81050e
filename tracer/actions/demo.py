"""Runs the whole chain on the sample case: import, tracing, ownership, ties, measures, totals, schedule."""

from __future__ import annotations

import shutil
import time
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from graph_schema.errors import WrongUse
from graph_schema.messages import N_
from graph_schema.records.provenance import digest_bytes
from tracer.actions.administration.cases import keep_sample_mappings
from tracer.actions.case_graph.picture import expand
from tracer.actions.files.check import verify_case
from tracer.actions.files.ingest import import_files
from tracer.actions.money.trace import trace_subject
from tracer.actions.recovery.report import EXPORT_FORMS, build_schedule, export_schedule, save_document
from tracer.actions.recovery.supervise import show_totals
from tracer.actions.ties.link import link_suspect
from tracer.casework.sessions.opening import open_session
from tracer.casework.sessions.session import Session
from tracer.casework.ties.case_ownership import solve_ownership
from tracer.casework.ties.suspect_assets import find_ties
from tracer.casework.tracing.case_tracing import TIE_METHODS
from tracer.sample.answers import Answers, read_answers
from tracer.sample.writing import SampleFiles, write_sample
from tracer.settings import Settings
from tracer.wording.language import Language

CASE_FOLDER = "case"
FILES_FOLDER = "files"
CURRENCY = "EUR"


@dataclass(frozen=True, slots=True)
class Milestone:
    """A completed step of the demo. ``seconds``: its duration, as text."""

    seconds: str
    template: str
    params: dict[str, str]


@dataclass(frozen=True, slots=True)
class DemoReport:
    """Where the demo left its files, and whether the results are the known answers of the sample."""

    folder: Path
    answers: Path
    differences: tuple[str, ...]

    @property
    def holds(self) -> bool:
        """Is every result equal to its known answer?"""
        return not self.differences


def run_demo(
    settings: Settings, folder: Path, language: Language, *, report_step: Callable[[Milestone], None]
) -> tuple[Settings, DemoReport]:
    """Run the chain from files to schedule on the sample case, and compare every figure with its known answer.

    A folder that holds a demo is made anew; any other folder that is not empty is refused. Where the settings name a
    server, the case lies there, and only if it is still empty; its files are in the folder.
    """
    _clear(folder)
    clock = _Clock(report_step)
    sample = write_sample(folder / FILES_FOLDER)
    answers = read_answers(sample.answers)
    clock.done(N_("Wrote the sample case: {files} files, all of it invented."), files=str(len(sample.files)))
    case = Settings(folder / CASE_FOLDER, settings.actor, settings.language, settings.store)
    with open_session(case, create=True) as session:
        if session.store.sources():
            raise WrongUse(
                "The case at {address} holds sources already. Name an empty database, or unset TRACER_STORE to run "
                "the demo in its folder alone.",
                address=settings.store,
            )
        keep_sample_mappings(session.folder, sample)
        differences = [
            *_import(session, sample.files, answers, clock),
            *_trace(session, answers, clock),
            *_situations(session, sample, answers, clock),
            *_own(session, answers, clock),
            *_tie(session, answers, clock, language),
            *_totals(session, answers, clock),
            *_export(session, folder, answers, clock, language),
            *_verify(session, clock),
        ]
    return case, DemoReport(folder, sample.answers, tuple(differences))


class _Clock:
    def __init__(self, report_step: Callable[[Milestone], None]) -> None:
        self._report_step, self._start = report_step, time.perf_counter()

    def done(self, template: str, **params: str) -> None:
        now = time.perf_counter()
        self._report_step(Milestone(f"{now - self._start:6.2f} s", template, params))
        self._start = time.perf_counter()


def _clear(folder: Path) -> None:
    if not folder.exists() or not any(folder.iterdir()):
        return
    if not (folder / FILES_FOLDER / "answers.json").is_file():
        raise WrongUse("{folder} is not empty and holds no demo. Name another folder with --folder.", folder=folder)
    shutil.rmtree(folder)


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
    for method in TIE_METHODS:
        case_tracing = session.tracing(method)
        for purchase in case_tracing.purchases:
            known = answers.traced.get(purchase.asset, {}).get(method.value)
            if known is None:
                continue
            checked += 1
            found = case_tracing.paid_with_proceeds(purchase)
            if found != known:
                yield f"{purchase.asset} {method.value}: {found}, known {known}"
    clock.done(
        N_("Followed {transfers} transfers by {methods} methods; {checked} traced sums are as known."),
        transfers=str(graph.transfers.num_rows),
        methods=str(len(TIE_METHODS)),
        checked=str(checked),
    )
    if checked < sum(len(found) for found in answers.traced.values()):
        yield f"only {checked} traced sums found"


def _situations(session: Session, sample: SampleFiles, answers: Answers, clock: _Clock) -> Iterator[str]:
    """Accounts whose statements touch, whose banks date differently, whose numbers lack the bank, or that pay hundreds.

    The table that names no account is refused first, and imported with its declaration then.
    """
    for declared, status in ((None, "refused"), (sample.declaration, "imported")):
        (file,) = import_files(session, [sample.undeclared], declared=declared).files
        if file.status != status:
            yield f"{file.file}: {file.status}, known {status}"
    for account, known in answers.held.items():
        for traced in trace_subject(session, account, [method.value for method in TIE_METHODS]).accounts:
            for held in traced.held:
                if (held.lower_minor, held.upper_minor) != known:
                    yield f"{account} {held.method}: {held.lower_minor} to {held.upper_minor}, known {known}"
    payments = session.payments()
    found = len(payments.open), len(payments.joined)
    if found != answers.pairs:
        yield f"pairs open and joined: {found}, known {answers.pairs}"
    hub, counterparties = answers.hub
    shown: list[str] = [hub]
    while True:
        drawn = expand(session, hub, shown)
        shown = [point.id for point in drawn.points]
        if not drawn.rest:
            break
    if len(shown) - 1 != counterparties:
        yield f"counterparties of {hub}: {len(shown) - 1}, known {counterparties}"
    clock.done(
        N_(
            "Compared {accounts} difficult accounts with the known answers; {open} pairs of rows are open, {joined} are one "
            "payment."
        ),
        accounts=str(len(answers.held)),
        open=str(found[0]),
        joined=str(found[1]),
    )


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


def _tie(session: Session, answers: Answers, clock: _Clock, language: Language) -> Iterator[str]:
    graph, day = session.graph(), answers.ownership_day
    for method in TIE_METHODS:
        case_tracing = session.tracing(method)
        for suspect, known in answers.grounds.items():
            found = {tie.asset: tie.grounds for tie in find_ties(graph, case_tracing, suspect, day)}
            if found != known[method.value]:
                yield f"assets of {suspect} {method.value}: {_differing(found, known[method.value])}"
    suspect, asset = answers.showcase
    report = link_suspect(session, suspect, asset, language)
    if not report.paths or report.paths[0].kind != "money":
        yield f"the first path from {suspect} to {asset} is not that of the money: {report.paths[:1]}"
    clock.done(
        N_("Tied {suspect} to {asset} by {paths} paths of records; each suspect's list of assets is as known."),
        suspect=report.suspect_caption,
        asset=report.asset_caption,
        paths=str(len(report.paths)),
    )


def _differing(found: Mapping[str, tuple[str, ...]], known: Mapping[str, tuple[str, ...]]) -> dict[str, object]:
    return {
        asset: (found.get(asset), known.get(asset))
        for asset in sorted(found.keys() | known)
        if found.get(asset) != known.get(asset)
    }


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


def _export(session: Session, folder: Path, answers: Answers, clock: _Clock, language: Language) -> Iterator[str]:
    for person, methods in answers.grounds.items():
        for method, known in methods.items():
            lines = build_schedule(session, person, method, language).lines
            if sorted(line.asset for line in lines) != sorted(known) or not all(line.tie for line in lines):
                yield f"schedule of {person} {method}: {sorted(line.asset for line in lines if line.tie)}, known {sorted(known)}"
    suspect, _ = answers.showcase
    for form in EXPORT_FORMS:
        data = export_schedule(session, suspect, TIE_METHODS[-1].value, form.name, language)
        save_document(data, folder / f"schedule{form.suffix}")
        if len(data) < 1000:
            yield f"schedule{form.suffix} is {len(data)} bytes"
    clock.done(N_("Wrote the schedule: {folder}/schedule.pdf and schedule.xlsx."), folder=str(folder))


def _verify(session: Session, clock: _Clock) -> Iterator[str]:
    report = verify_case(session)
    for check in report.checks:
        if check.result == "broken":
            yield f"verify {check.name}: {check.template.format(**check.params)}"
    clock.done(N_("Verified: files, rows and log hold. Case fingerprint {digest}."), digest=report.digest[:16])
