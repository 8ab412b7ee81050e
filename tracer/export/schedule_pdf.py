"""The schedule as a PDF that archives keep and screen readers read: PDF/A-2a and PDF/UA-1 in one file."""

from __future__ import annotations

import json
from typing import Any

from graph_schema.messages import N_
from tracer.casefile.schedule import Schedule, ScheduleLine
from tracer.export import schedule_text
from tracer.export.typesetting import DocumentRefused, set_pdf
from tracer.wording.language import Language
from tracer.wording.visible_signs import has_written_signs

__all__ = ["DocumentRefused", "write_schedule_pdf"]

_REGIONS = {"en": "GB", "ro": "RO"}


def write_schedule_pdf(schedule: Schedule, words: Language) -> bytes:
    """Which PDF may a prosecutor sign?

    The same schedule and language give the same bytes, see ``set_pdf``. No name keeps a document from being made: what no
    font has stands as its code point, with a note. Cost: about 100 ms for 40 assets; up to a second more where names are
    in scripts that no font at hand has.
    """

    def remark(content: dict[str, Any]) -> dict[str, Any]:
        if not has_written_signs(json.dumps(content, ensure_ascii=False)):
            return content
        note = words.text(
            N_(
                "Signs that no font at hand has, and signs that steer the writing, stand in this document as their code "
                "points, such as [U+202E]; the file of the case has them as they are."
            )
        )
        return content | {"limits": [*content["limits"], {"text": note, "notes": []}]}

    return set_pdf("schedule.typ", _content(schedule, words), remark)


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


def _content(schedule: Schedule, words: Language) -> dict[str, Any]:
    marks = _Marks()
    return {
        "lang": words.code,
        "region": _REGIONS[words.code],
        "title": words.text(N_("Schedule of assets: {suspect}"), suspect=schedule.suspect),
        "author": schedule.author,
        "case_number": schedule.case_number,
        "year": schedule.as_of.year,
        "month": schedule.as_of.month,
        "day": schedule.as_of.day,
        "footer": words.text(N_("Case fingerprint {digest}"), digest=schedule.digest[:32]),
        "heading": [
            [words.text(N_("Criminal file")), f"{schedule.case_number} {schedule.case_title}".strip()],
            [words.text(N_("Authority")), schedule.authority or words.text(N_("unknown"))],
            [words.text(N_("Suspect")), schedule.suspect],
            [words.text(N_("As of")), words.long_date(schedule.as_of)],
            [words.text(N_("Prepared by")), schedule.author],
            [words.text(N_("Case fingerprint")), schedule.digest],
        ],
        "summary": schedule_text.format_summary(schedule, words),
        "unvalued": schedule_text.format_unvalued(schedule, words),
        "totals": schedule_text.join_totals(schedule.totals, words),
        "columns": [
            words.text(name)
            for name in (
                N_("No."),
                N_("Asset"),
                N_("Owner on paper"),
                N_("Value"),
                N_("Paid with proceeds"),
                N_("State"),
            )
        ],
        "lines": [_line(line, words, marks) for line in schedule.lines],
        "limits": [marks.cite(schedule_text.format_sentence(sentence, words)) for sentence in schedule.limits],
        "notes": [schedule_text.format_note(note, words) for note in schedule.notes],
        "source_columns": [words.text(name) for name in (N_("File"), N_("Read as"), N_("As of"), N_("SHA-256"))],
        "sources": [[s.file, s.importer, s.as_of, f"{s.digest[:32]}…"] for s in schedule.sources],
        "words": {
            "case": words.text(N_("Criminal file")),
            "confidential": words.text(N_("For official use")),
            "summary": words.text(N_("Summary")),
            "table": words.text(N_("Assets tied to the suspect")),
            "total": words.text(N_("Total of values on record")),
            "details": words.text(N_("Asset by asset")),
            "tie": words.text(N_("How the asset is tied to the suspect")),
            "limits": words.text(N_("What this schedule does not show")),
            "sources": words.text(N_("Register of sources")),
            "sources_table": words.text(N_("Files this schedule rests on")),
            "signature": words.text(N_("Prosecutor")),
            "date": words.text(N_("Date")),
        },
    }


def _line(line: ScheduleLine, words: Language, marks: _Marks) -> dict[str, Any]:
    return {
        "number": str(line.number),
        "caption": line.caption,
        "owners_short": schedule_text.join_owners(line, words),
        "value_short": schedule_text.money(line.value, words),
        "traced_short": schedule_text.format_traced_short(line, words),
        "state": schedule_text.format_state(line, words),
        "facts": [
            {"name": fact.name, "parts": [marks.cite(part) for part in fact.parts]}
            for fact in schedule_text.format_facts(line, words)
        ],
        "tie": [marks.cite(schedule_text.format_sentence(sentence, words)) for sentence in line.tie],
    }
