"""What the commands print: the number first, then the rows, in the reader's language."""

from __future__ import annotations

import re
import sys
from collections.abc import Callable, Iterable, Sequence
from typing import TYPE_CHECKING, Any

import click

from graph_schema.errors import WrongUse
from graph_schema.words import N_
from tracer.cli.moving_output import copy_lines, import_files_lines, place_lines, rebuild_lines
from tracer.cli.totals_output import tell_steps
from tracer.language import Language
from tracer.terms import STATE_WORDS

if TYPE_CHECKING:
    from tracer.actions.check import VerifyReport
    from tracer.actions.copying import CopyReport
    from tracer.actions.demo import DemoReport, Milestone
    from tracer.actions.explore import Found
    from tracer.actions.import_files import ImportFiles
    from tracer.actions.import_report import FileReport, ImportReport
    from tracer.actions.ingest import Progress
    from tracer.actions.link import LinkReport, OwnershipReport
    from tracer.actions.order import MeasureList
    from tracer.actions.rebuilding import RebuildReport
    from tracer.actions.session import Session
    from tracer.actions.sources import EvidenceLine, SourceLine, SourceRow
    from tracer.actions.trace import TracedSum, TraceReport
    from tracer.recovery.totals import Totals
    from tracer.settings import Settings

# Control signs but tabulator and line feed, and those that turn the direction of writing.
_STEERING = re.compile("[\\x00-\\x08\\x0b-\\x1f\\x7f-\\x9f\\u202a-\\u202e\\u2066-\\u2069]")

STATUS = {
    "imported": N_("imported"),
    "known": N_("already in the case, nothing changed"),
    "would_import": N_("would be imported"),
    "refused": N_("refused"),
}


def say(text: str = "") -> None:
    """One line on the screen, without the signs by which text from a file could steer the screen."""
    click.echo(_STEERING.sub(lambda found: found[0].encode("unicode_escape").decode(), text))


def show(name: str, result: Any, words: Language, as_json: bool, teller: Callable[[Any, Language], None]) -> None:
    """A result as JSON or in words."""
    if as_json:
        from tracer.cli.json_output import print_json

        print_json(name, result)
    else:
        teller(result, words)


def resolve(session: Session, text: str, words: Language) -> str:
    """The id of the one thing meant: an id as it is, else the only thing a search finds.

    Raises WrongUse naming the candidates when there is none or more than one.
    """
    from tracer.actions.explore import find

    if session.store.get([text]):
        return text
    hits = find(session, text, 6).hits
    exact = [hit for hit in hits if text in (hit.caption, hit.id)]
    if len(exact) == 1 or len(hits) == 1:
        return (exact or list(hits))[0].id
    asked = session.veil().text(text)
    if not hits:
        raise WrongUse("Nothing in the case goes by {text}.", text=asked)
    listed = "; ".join(f"{hit.id} {hit.caption}" for hit in hits)
    raise WrongUse("{text} can mean: {listed}. Name the id.", text=asked, listed=listed)


def progress(words: Language) -> Progress | None:
    """A line that counts the files while they are read, where there is a screen."""
    if not sys.stderr.isatty():
        return None

    def tell(name: str, done: int, all_: int) -> None:
        click.echo(f"\r\x1b[K{done}/{all_} {name}", err=True, nl=done == all_)

    return tell


def tell_import(report: ImportReport, words: Language) -> None:
    """What became of each file, its flags, its rejected rows."""
    for file in report.files:
        say(f"{file.file}: {words.text(STATUS[file.status])}")
        if file.template:
            say(f"  {words.text(file.template, **file.params)}")
        if file.importer:
            say(
                "  "
                + words.text(
                    N_("{importer}: {rows} rows = {kept} kept + {rejected} rejected"),
                    importer=file.importer,
                    rows=words.number(file.rows),
                    kept=words.number(file.kept),
                    rejected=words.number(file.rejected),
                )
            )
        # Where there are many, a balance that does not tie must not hide behind remarks.
        for flag in sorted(file.flags, key=lambda flag: flag.severity != "red")[:8]:
            say(
                f"  {'!!' if flag.severity == 'red' else '!'} {flag.locator}: {words.text(flag.template, **flag.params)}"
            )
        _more(len(file.flags) - 8, words)
        for row in file.rejections[:8]:
            say(f"  x {row.locator}: {words.said(row.reason)}")
        _more(len(file.rejections) - 8, words)
        for conflict in file.conflicts[:8]:
            say(f"  ? {words.said(conflict)}")
        _more(len(file.conflicts) - 8, words)


def tell_decision(report: FileReport, words: Language) -> None:
    """Whether a decision went on record."""
    if report.rejections:
        for row in report.rejections:
            say(words.text(N_("Not recorded: {reason}"), reason=row.reason))
    else:
        say(words.text(N_("On record as {digest}."), digest=report.digest[:16]))


def tell_found(found: Found, words: Language) -> None:
    """One line a hit."""
    for hit in found.hits:
        say(f"{hit.id}  {hit.type:<12} {hit.caption}  {hit.detail}")
    if not found.hits:
        say(words.text(N_("Nothing in the case goes by {text}."), text=found.text))
    if not found.complete:
        say(words.text(N_("More match; narrow the search or raise --limit.")))


def tell_row(row: SourceRow, words: Language) -> None:
    """The row with its file."""
    say(f"{row.file} · {row.locator} · SHA-256 {row.source}")
    state = (
        N_("The kept file is as it was received.")
        if row.intact
        else N_("THE KEPT FILE HAS CHANGED since it was received.")
    )
    say(words.text(state))
    width = max((len(name) for name, _ in row.cells), default=0)
    for name, value in row.cells:
        say(f"  {name:<{width}}  {value}")
    if not row.cells:
        say(row.text)


def tell_sources(lines: Sequence[SourceLine], words: Language) -> None:
    """One line a file."""
    for line in lines:
        counts = words.text(N_("{kept} kept, {rejected} rejected"), kept=line.kept, rejected=line.rejected)
        say(f"{line.digest[:16]}  {line.file:<44} {line.importer:<20} {counts}")


def tell_trace(report: TraceReport, words: Language) -> None:
    """Each sum with its method, then the chains behind it."""
    say(report.caption)
    for purchase in report.purchases:
        say(
            words.text(
                N_("Price {price}, payment found {paid} ({reference})"),
                price=words.money(purchase.price_minor, purchase.currency),
                paid=words.money(purchase.paid_minor, purchase.currency),
                reference=purchase.reference,
            )
        )
        for sum_ in purchase.sums:
            _tell_sum(N_("paid with proceeds"), sum_, words)
        _tell_evidence(purchase.evidence)
    for account in report.accounts:
        say(f"{account.caption} {account.currency}")
        for received, held in zip(account.received, account.held, strict=True):
            _tell_sum(N_("proceeds received"), received, words)
            _tell_sum(N_("proceeds held at the end"), held, words)
    if not report.purchases and not report.accounts:
        say(
            words.text(
                N_("No purchase with a price and payment reference is on record, or no statement of the account.")
            )
        )
    for caution in report.cautions:
        say("! " + words.text(caution.template, **caution.params))


def tell_link(report: LinkReport, words: Language) -> None:
    """Each path in sentences with its rows."""
    say(f"{report.suspect_caption} – {report.asset_caption}")
    for path in report.paths:
        say(words.text(N_("Path {rank} ({steps} steps)"), rank=path.rank, steps=len(path.sentences)))
        for sentence in path.sentences:
            say(f"  {words.text(sentence.template, **sentence.params)}")
            _tell_evidence(sentence.evidence, indent="      ")
    if not report.paths:
        say(words.text(N_("No path of records ties the two.")))
    if not report.complete:
        say(words.text(N_("The search was ended by its budget: there may be more paths.")))


def tell_ownership(report: OwnershipReport, words: Language) -> None:
    """One line a company, then the rings."""
    say(f"{report.caption} · {words.date(report.day)}")
    for company in report.companies:
        share = company.lower if company.lower == company.upper else f"{company.lower} … {company.upper}"
        say(f"  {share:<16} {company.caption}{' · ' + words.text(N_('controlled')) if company.controlled else ''}")
    for ring in report.rings:
        say(words.text(N_("Ring solved: {members}"), members=", ".join(ring)))
    for ring in report.ownerless_rings:
        say(words.text(N_("Ring without outside owner: {members}"), members=", ".join(ring)))


def tell_measures(found: MeasureList, words: Language) -> None:
    """One line a measure, nearest deadline first."""
    for line in found.measures:
        due = "" if line.due is None else f"{words.date(line.due)} ({line.days_left})"
        say(
            f"{line.number:<10} {words.text(STATE_WORDS[line.state]):<28} {line.share:<5} {due:<20} {line.asset_caption}"
        )
        for flag in line.flags:
            say(f"  ! {flag}")


def tell_verify(report: VerifyReport, words: Language) -> None:
    """One line a check."""
    for check in report.checks:
        say(f"{'ok' if check.holds else 'FAILED':<7}{check.name}: {words.text(check.template, **check.params)}")
    say(words.text(N_("Case fingerprint {digest}"), digest=report.digest))


def tell_demo(report: DemoReport, words: Language) -> None:
    """Where the demo left its work."""
    say()
    say(
        words.text(
            N_("The sample case lies in {folder}; its answers in {answers}."),
            folder=report.folder,
            answers=report.answers,
        )
    )
    for line in report.differences:
        say(words.text(N_("DIFFERS from the known answer: {line}"), line=line))


def demo_teller(words: Language) -> Callable[[Milestone], None]:
    """Says each step of the demo as it is done."""

    def tell(milestone: Milestone) -> None:
        say(f"[{milestone.seconds}] {words.text(milestone.template, **milestone.params)}")

    return tell


def tell_place(settings: Settings, words: Language) -> None:
    """Where the case lies."""
    for line in place_lines(settings, words):
        say(line)


def tell_copy(report: CopyReport, words: Language) -> None:
    """What came over and what did not."""
    for line in copy_lines(report, words):
        say(line)


def tell_import_files(files: ImportFiles, words: Language) -> None:
    """What was written for a server, and what to do with it."""
    for line in import_files_lines(files, words):
        say(line)


def tell_rebuild(report: RebuildReport, words: Language) -> None:
    """Whether the case came out the same."""
    for line in rebuild_lines(report, words):
        say(line)


def tell_totals(totals: Totals, words: Language, *, past: bool) -> None:
    """The waterfall, then what could not be counted. ``past``: an earlier day was asked about."""
    for line in tell_steps(totals, words, past=past):
        say(line)


def _tell_sum(what: str, found: TracedSum, words: Language) -> None:
    low, high = (words.money(minor, found.currency) for minor in (found.lower_minor, found.upper_minor))
    value = low if low == high else words.text(N_("between {low} and {high}"), low=low, high=high)
    say(f"  {found.method}: {words.text(what)} {value}")
    for chain in found.chains:
        steps = " → ".join(
            [chain.steps[0].payer or "…", *(f"{step.payee or '…'} ({words.date(step.day)})" for step in chain.steps)]
        )
        say(f"    {words.money(chain.amount_minor, chain.currency)}: {steps}")
    if not found.chains_complete:
        say("    " + words.text(N_("Further chains are not shown; raise --chains.")))


def _tell_evidence(lines: Iterable[EvidenceLine], indent: str = "    ") -> None:
    for line in lines:
        say(f"{indent}[{line.file} {line.locator}]")


def _more(count: int, words: Language) -> None:
    if count > 0:
        say("  " + words.plural("… and {n} more", "… and {n} more", count))
