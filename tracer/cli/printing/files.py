"""What the commands on files print: import, decisions, verification, with flags and rejected rows by reason."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from graph_schema.messages import N_
from tracer.cli.printing.output import say
from tracer.intake.reports.change_lines import change_lines
from tracer.intake.reports.reason_groups import Group, Remark, group_by_reason, sentence_of
from tracer.wording.language import Language
from tracer.wording.plain_values import plain_params, say_plain
from tracer.wording.terms import IMPORT_STATUS_WORDS

if TYPE_CHECKING:
    from tracer.actions.files.check import VerifyReport
    from tracer.actions.files.preview import PreviewReport
    from tracer.intake.reports.import_report import FileReport, ImportReport, PlacedFlag

_SIGNS = {"red": "!!", "amber": "!", "rejected": "x", "conflict": "?"}
_LIGHT = {"adds_up": "=", "differs": "!!", "unknown": "-"}
_RESULT = {"holds": "ok", "look": "LOOK", "broken": "BROKEN"}
_VERDICT = {
    "holds": N_("Result: the case holds."),
    "look": N_("Result: the case holds what it was given; a person must look at the lines marked LOOK."),
    "broken": N_("Result: the case is BROKEN; it does not hold what it was given."),
}


def print_import(report: ImportReport, language: Language, *, why: bool = False) -> None:
    """What became of each file, its flags, its rejected rows. ``why``: what each importer missed, too."""
    for file in report.files:
        _print_file(file, language, why=why)
    _print_rest(report, language)


def print_preview(report: PreviewReport, language: Language, *, why: bool = False) -> None:
    """The same before anything is written, with the balances of each statement."""
    from tracer.actions.files.preview import SHARED_DAYS
    from tracer.actions.files.statement_lines import LIGHT_WORDS, format_equation

    for file in report.files:
        _print_file(file.report, language, why=why)
        for line in file.statements:
            period = f"{language.date(line.from_date)} \u2013 {language.date(line.to_date)}"
            light = language.text(LIGHT_WORDS[line.light])
            say(f"  {_LIGHT[line.light]:<3}{line.account}, {period}: {light}: {format_equation(line, language)}")
    _print_rest(report.as_import, language)
    if report.shares_days:
        say(language.text(SHARED_DAYS))


def _print_file(file: FileReport, language: Language, *, why: bool) -> None:
    say(f"{file.file}: {language.text(IMPORT_STATUS_WORDS[file.status])}")
    if file.template:
        say(f"  {language.text(file.template, **file.params)}")
    if why and file.why:
        say(f"  {language.said(file.why)}")
    if file.change is not None:
        for line in change_lines(file.change, language):
            say(f"  {line}")
        if file.status == "differs":
            say("  " + language.text(N_("To replace the earlier reading, run the same command with --replace REASON")))
    if file.importer:
        say(
            "  "
            + language.text(
                N_("{importer}: {rows} rows = {kept} kept + {rejected} rejected"),
                importer=file.importer,
                rows=language.number(file.rows),
                kept=language.number(file.kept),
                rejected=language.number(file.rejected),
            )
        )
    flags = (Remark(flag.severity, flag.locator, sentence_of(flag.template, flag.params)) for flag in file.flags)
    _print_groups(group_by_reason(flags), language)
    rows = (Remark("rejected", row.locator, row.reason) for row in file.rejections)
    _print_groups(group_by_reason(rows), language)
    _print_groups(group_by_reason(Remark("conflict", "", conflict) for conflict in file.conflicts), language)


def _print_rest(report: ImportReport, language: Language) -> None:
    if report.flags:
        say(language.text(N_("Together with the other files of the case:")))
        _print_groups(group_by_reason(map(_as_remark, report.flags)), language)
    if report.flags or any(len(file.flags) + len(file.conflicts) > 1 for file in report.files):
        say(language.text(N_("All flags one by one: --flags FOLDER, or --json.")))
    if any(file.rejected > 1 for file in report.files):
        say(language.text(N_("All rejected rows one by one: --rejected FOLDER, or --json.")))


def format_decision(report: FileReport, language: Language) -> None:
    """Whether a decision went on record."""
    if report.rejections:
        for row in report.rejections:
            say(language.text(N_("Not recorded: {reason}"), reason=row.reason))
    elif report.status == "known":
        say(language.text(report.template or IMPORT_STATUS_WORDS["known"], **report.params))
    else:
        say(language.text(N_("On record as {digest}."), digest=report.digest[:16]))
    for flag in report.flags:
        say(f"{_SIGNS[flag.severity]} {say_plain(sentence_of(flag.template, flag.params), language)}")


def print_verify(report: VerifyReport, language: Language) -> None:
    """One line a check, below it the reasons; then the result."""
    for check in report.checks:
        say(
            f"{_RESULT[check.result]:<7}{check.name}: {language.text(check.template, **plain_params(check.params, language))}"
        )
        flags = [flag for flag in report.flags if flag.check == check.name]
        _print_groups(group_by_reason(map(_as_remark, flags)), language)
    say(language.text(_VERDICT[report.result]))
    if len(report.flags) + sum(len(check.found) for check in report.checks) > 1:
        say(language.text(N_("All flags one by one: --flags FOLDER, or --json.")))
    say(language.text(N_("Case fingerprint {digest}"), digest=report.digest))


def _as_remark(flag: PlacedFlag) -> Remark:
    return Remark(flag.severity, f"{flag.file} {flag.locator}", sentence_of(flag.template, flag.params))


def _print_groups(groups: Iterable[Group], language: Language) -> None:
    """One line a reason: how often it is given, and the first place in full."""
    for group in groups:
        first = group.first
        place = f"{first.place}: " if first.place else ""
        times = ""
        if group.count > 1:
            times = language.text(N_("{count} times, first "), count=language.number(group.count))
        # A rejection quotes the file, so its values stay as they are written there.
        said = language.said(first.sentence) if first.severity == "rejected" else say_plain(first.sentence, language)
        say(f"  {_SIGNS[first.severity]} {times}{place}{said}")
