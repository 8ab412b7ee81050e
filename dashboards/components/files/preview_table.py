"""The files of a preview as a table: what each is, what it covers, whether it adds up, and what is odd about it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from html import escape
from typing import Final, NamedTuple

import streamlit as st

from dashboards.components.evidence_links import short_place
from graph_schema.messages import N_
from tracer.actions.files.preview import FilePreview, PreviewReport
from tracer.actions.files.statement_lines import LIGHT_WORDS, StatementLine, format_equation
from tracer.intake.reports.import_report import FileReport, PlacedFlag
from tracer.intake.reports.reason_groups import Group, Remark, group_by_reason, sentence_of
from tracer.wording.language import Language
from tracer.wording.locators import format_place
from tracer.wording.plain_values import say_plain
from tracer.wording.terms import FORM_WORDS, IMPORT_STATUS_WORDS


class _Look(NamedTuple):
    """The sign of a state and the class of its colour; its word stands beside them."""

    sign: str
    colour: str = ""


_LIGHTS: Final = {
    "adds_up": _Look("\u2714", "good"),
    "differs": _Look("\u2716", "bad"),
    "unknown": _Look("\u25cb"),
}
_STATES: Final = {
    "known": _Look("="),
    "refused": _Look("\u26a0", "waiting"),
    "differs": _Look("\u21c4", "waiting"),
    "would_replace": _Look("\u21c4", "good"),
}
"""States of a file that are shown beside its balance; a file that would be imported as it is needs none."""
_SHORT: Final = {
    "known": N_("in the case"),
    "differs": N_("would be read differently"),
    "would_replace": N_("replaces a reading"),
}
OPTION_WORDS: Final[Mapping[str, str]] = {
    "--account": N_("Account"),
    "--owner": N_("Account holder"),
    "--from": N_("First day"),
    "--to": N_("Last day"),
    "--opening": N_("Opening balance"),
    "--closing": N_("Closing balance"),
}
"""The field of the screen for an option of the command line that a message names."""
_MAPPING: Final = N_("a JSON file dropped here together with it")


def show_previews(preview: PreviewReport, language: Language) -> None:
    """One row for each statement of a bank file, and for each other file; below the name what the file is."""
    placed: defaultdict[str, list[PlacedFlag]] = defaultdict(list)
    for flag in preview.flags:
        placed[flag.file].append(flag)
    heads = (
        N_("File"),
        N_("Covers"),
        N_("Rows kept"),
        N_("Balance"),
        N_("Opening + in \u2212 out = closing, or what is odd"),
    )
    kinds = ("name", "nowrap", "figure", "nowrap", "")
    head = "".join(
        f'<th scope="col" class="{kind}">{escape(language.text(title))}</th>'
        for title, kind in zip(heads, kinds, strict=True)
    )
    rows = "".join(_file(file, placed[file.report.file], language) for file in preview.files)
    st.html(
        f'<table class="tracer-table" aria-label="{escape(language.text("Files to be read"))}">'
        f"<thead><tr>{head}</tr></thead><tbody>{rows}</tbody></table>"
    )


def on_screen(text: str, language: Language) -> str:
    """A message with the names of the fields of the screen instead of the options of the command line."""
    text = text.replace("--mapping", language.text(_MAPPING))
    begin = "\u201e" if language.code == "ro" else "\u201c"
    for option, label in OPTION_WORDS.items():
        text = text.replace(option, f"{begin}{language.text(label)}\u201d")
    return text


def refusal(report: FileReport, language: Language) -> str:
    """Why the file is refused, and what to do."""
    return on_screen(language.text(report.template, **report.params) if report.template else report.message, language)


def list_reasons(report: FileReport, flags: Iterable[PlacedFlag] = ()) -> tuple[Group, ...]:
    """The flags of a file, with those of its account, and its rejected rows, by reason."""
    remarks = [Remark(flag.severity, flag.locator, sentence_of(flag.template, flag.params)) for flag in report.flags]
    remarks += [Remark(flag.severity, flag.locator, sentence_of(flag.template, flag.params)) for flag in flags]
    remarks += [Remark("rejected", row.locator, row.reason) for row in report.rejections]
    remarks += [Remark("conflict", "", conflict) for conflict in report.conflicts]
    return group_by_reason(remarks)


_SEVERITY: Final = {
    "red": _Look("\u2716", "bad"),
    "amber": _Look("\u26a0", "waiting"),
    "rejected": _Look("\u2298", "waiting"),
    "conflict": _Look("?", "waiting"),
}
_SEVERITY_WORDS: Final = {
    "red": N_("red flag"),
    "amber": N_("flag"),
    "rejected": N_("rejected"),
    "conflict": N_("conflict"),
}


def format_group(group: Group, language: Language) -> str:
    """One reason as HTML: sign, kind, how often, the first place, the sentence."""
    first = group.first
    look = _SEVERITY[first.severity]
    times = language.text("{count} times, first ", count=language.number(group.count)) if group.count > 1 else ""
    place = f"{format_place(short_place(first.place), language)}: " if first.place else ""
    # A rejection quotes the file, so its values stay as they are written there.
    said = language.said(first.sentence) if first.severity == "rejected" else say_plain(first.sentence, language)
    said = on_screen(f"{times}{place}{said}", language)
    return f"{_light(look, language.text(_SEVERITY_WORDS[first.severity]))} {escape(said)}"


def _file(file: FilePreview, flags: Sequence[PlacedFlag], language: Language) -> str:
    report = file.report
    lines = file.statements or (None,)
    name = _name(report, len(lines), language)
    odd = "".join(
        f'<span class="small">{format_group(group, language)}</span>' for group in list_reasons(report, flags)
    )
    cells = []
    for place, line in enumerate(lines):
        first = place == 0
        said = _said(file, language) if first else ""
        balance = [_state(file, language)] if first and report.status in _STATES else []
        if line is not None and report.status != "refused":
            balance.append(_light(_LIGHTS[line.light], language.text(LIGHT_WORDS[line.light])))
            said = f'<span class="equation">{escape(format_equation(line, language))}</span>{_breaks(line, language)}{said}'
        elif not balance:
            balance.append(f'<span class="quiet">{escape(language.text(LIGHT_WORDS["unknown"]))}</span>')
        cells.append(
            f"<tr>{name if first else ''}<td>{_covers(line, language)}</td>"
            f'<td class="figure">{_rows(report, line, language, first=first)}</td>'
            f"<td>{'<br>'.join(balance)}</td><td>{said}{odd if first else ''}</td></tr>"
        )
    return "".join(cells)


def _name(report: FileReport, rows: int, language: Language) -> str:
    form = language.text(FORM_WORDS[report.importer]) if report.importer in FORM_WORDS else ""
    if report.mapping:
        form = f"{form}, {report.mapping}"
    small = f'<span class="small">{escape(form)}</span>' if form else ""
    return f'<th scope="row" rowspan="{rows}">{escape(report.file)}{small}</th>'


def _covers(line: StatementLine | None, language: Language) -> str:
    if line is None:
        return ""
    period = f"{language.date(line.from_date)} \u2013 {language.date(line.to_date)}"
    return f'<span class="nowrap">{escape(line.account)}</span><span class="small nowrap">{escape(period)}</span>'


def _rows(report: FileReport, line: StatementLine | None, language: Language, *, first: bool) -> str:
    if line is None and not report.rows:
        return ""
    shown = language.number(report.kept if line is None else line.rows)
    rejected = ""
    if first and report.rejected:
        rejected = language.plural("{n} rejected", "{n} rejected", report.rejected)
    return f'{escape(shown)}<span class="small">{escape(rejected)}</span>'


def _breaks(line: StatementLine, language: Language) -> str:
    if not line.breaks:
        return ""
    said = language.plural("{n} balance does not follow", "{n} balances do not follow", line.breaks)
    return f'<span class="small">{escape(said)}</span>'


def _said(file: FilePreview, language: Language) -> str:
    if file.report.status != "refused":
        return ""
    text = language.text("The file does not say whose account its rows are: fill in the form below.")
    return escape(text if file.needed else refusal(file.report, language))


def _state(file: FilePreview, language: Language) -> str:
    status = file.report.status
    if file.needed:
        return _light(_Look("\u270e", "waiting"), language.text("to fill in"))
    return _light(_STATES[status], language.text(_SHORT.get(status, IMPORT_STATUS_WORDS[status])))


def _light(look: _Look, word: str) -> str:
    sign = f'<span aria-hidden="true" class="{look.colour}">{look.sign}</span>'
    return f'<span class="tracer-light">{sign}{escape(word)}</span>'
