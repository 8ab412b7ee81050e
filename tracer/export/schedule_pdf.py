"""The schedule as a PDF that archives keep and screen readers read: PDF/A-2a and PDF/UA-1 in one file."""

from __future__ import annotations

import json
from typing import Any

from graph_schema.messages import N_
from tracer.casefile.annex import Annex
from tracer.casefile.schedule import Schedule, ScheduleLine
from tracer.export import annex_text, schedule_text
from tracer.export.typesetting import DocumentRefused, set_pdf
from tracer.wording.language import Language
from tracer.wording.visible_signs import has_written_signs

__all__ = ["DocumentRefused", "write_schedule_pdf"]

_REGIONS = {"en": "GB", "ro": "RO"}


def write_schedule_pdf(schedule: Schedule, language: Language) -> bytes:
    """Which PDF may a prosecutor sign?

    The same schedule and language give the same bytes, see ``set_pdf``. No name keeps a document from being made: what no
    font has stands as its code point, with a note. Cost: about 100 ms for 40 assets; up to a second more where names are
    in scripts that no font at hand has.
    """

    def remark(content: dict[str, Any]) -> dict[str, Any]:
        if not has_written_signs(json.dumps(content, ensure_ascii=False)):
            return content
        note = language.text(
            N_(
                "Signs that no font at hand has, and signs that steer the writing, stand in this document as their code "
                "points, such as [U+202E]; the file of the case has them as they are."
            )
        )
        return content | {"limits": [*content["limits"], {"text": note, "notes": []}]}

    return set_pdf("schedule.typ", _content(schedule, language), remark)


class _Marks:
    """Tells the first mark of each note, in the order of the document, from those that point back to it."""

    def __init__(self) -> None:
        self._seen: set[int] = set()

    def cite(self, cited: schedule_text.Cited) -> dict[str, Any]:
        marks = []
        for number in cited.notes:
            marks.append({"number": number, "first": number not in self._seen})
            self._seen.add(number)
        return {"text": cited.text, "notes": marks}


def _content(schedule: Schedule, language: Language) -> dict[str, Any]:
    marks = _Marks()
    return {
        "lang": language.code,
        "region": _REGIONS[language.code],
        "title": language.text(N_("Schedule of assets: {suspect}"), suspect=schedule.suspect),
        "author": schedule.author,
        "case_number": schedule.case_number,
        "year": schedule.as_of.year,
        "month": schedule.as_of.month,
        "day": schedule.as_of.day,
        "footer": language.text(N_("Case fingerprint {digest}"), digest=schedule.digest[:32]),
        "heading": [
            [language.text(N_("Criminal file")), f"{schedule.case_number} {schedule.case_title}".strip()],
            [language.text(N_("Authority")), schedule.authority or language.text(N_("unknown"))],
            [language.text(N_("Suspect")), schedule.suspect],
            [language.text(N_("As of")), language.long_date(schedule.as_of)],
            [language.text(N_("Prepared by")), schedule.author],
            [language.text(N_("Case fingerprint")), schedule.digest],
        ],
        "summary": schedule_text.format_summary(schedule, language),
        "unvalued": schedule_text.format_unvalued(schedule, language),
        "totals": schedule_text.join_totals(schedule.totals, language),
        "columns": [
            language.text(name)
            for name in (
                N_("No."),
                N_("Asset"),
                N_("Owner on paper"),
                N_("Value"),
                N_("Paid with proceeds"),
                N_("State"),
            )
        ],
        "lines": [_line(line, language, marks) for line in schedule.lines],
        "limits": [marks.cite(schedule_text.format_sentence(sentence, language)) for sentence in schedule.limits],
        "notes": [schedule_text.format_note(note, language) for note in schedule.notes],
        "source_columns": [language.text(name) for name in (N_("File"), N_("Read as"), N_("As of"), N_("SHA-256"))],
        "annex_columns": [language.text(name) for name in (N_("File"), N_("Rows"), N_("SHA-256"))],
        "annexes": [_annex(annex, language) for annex in schedule.annexes],
        "sources": [[s.file, s.importer, s.as_of, f"{s.digest[:32]}…"] for s in schedule.sources],
        "words": {
            "case": language.text(N_("Criminal file")),
            "confidential": language.text(N_("For official use")),
            "summary": language.text(N_("Summary")),
            "table": language.text(N_("Assets tied to the suspect")),
            "total": language.text(N_("Total of values on record")),
            "details": language.text(N_("Asset by asset")),
            "tie": language.text(N_("How the asset is tied to the suspect")),
            "limits": language.text(N_("What this schedule does not show")),
            "sources": language.text(N_("Register of sources")),
            "sources_table": language.text(N_("Files this schedule rests on")),
            "annex_table": language.text(N_("Source rows behind the picture")),
            "signature": language.text(N_("Prosecutor")),
            "date": language.text(N_("Date")),
        },
    }


def _annex(annex: Annex, language: Language) -> dict[str, Any]:
    heading = annex_text.format_heading(annex, language)
    return {
        "heading": heading,
        "caption": annex.caption,
        "alt": " ".join(filter(None, (heading, annex.caption))),
        "svg": annex.svg,
        "wide": annex_text.is_wide(annex.svg),
        "withheld": annex_text.format_withheld(annex.withheld, language),
        "facts": annex_text.list_facts(annex, language),
        "rows": [[file.file, annex_text.join_places(file.places, language), file.digest] for file in annex.files],
    }


def _line(line: ScheduleLine, language: Language, marks: _Marks) -> dict[str, Any]:
    return {
        "number": str(line.number),
        "caption": line.caption,
        "owners_short": schedule_text.join_owners(line, language),
        "value_short": schedule_text.money(line.value, language),
        "traced_short": schedule_text.format_traced_short(line, language),
        "state": schedule_text.format_state(line, language),
        "facts": [
            {"name": fact.name, "parts": [marks.cite(part) for part in fact.parts]}
            for fact in schedule_text.format_facts(line, language)
        ],
        "tie": [marks.cite(schedule_text.format_sentence(sentence, language)) for sentence in line.tie],
    }
