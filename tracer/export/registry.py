"""The forms in which a schedule is written, one row each; the command line and the screens offer what stands here."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from graph_schema.errors import WrongUse
from graph_schema.messages import N_
from tracer.casefile.schedule import Schedule
from tracer.export.schedule_pdf import write_schedule_pdf
from tracer.export.schedule_xlsx import write_schedule_xlsx
from tracer.wording.language import Language


@dataclass(frozen=True, slots=True)
class ExportForm:
    """One form. ``suffix``: the ending of its files. ``label``: what a button to get it says, a gettext key."""

    name: str
    suffix: str
    media_type: str
    label: str
    write: Callable[[Schedule, Language], bytes]


EXPORT_FORMS: Final[tuple[ExportForm, ...]] = (
    ExportForm("pdf", ".pdf", "application/pdf", N_("Download PDF"), write_schedule_pdf),
    ExportForm(
        "xlsx",
        ".xlsx",
        "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        N_("Download XLSX"),
        write_schedule_xlsx,
    ),
)


def read_form(name: str) -> ExportForm:
    """Which form has this name? Raises WrongUse for an unknown one."""
    for form in EXPORT_FORMS:
        if form.name == name:
            return form
    known = ", ".join(form.name for form in EXPORT_FORMS)
    raise WrongUse("There is no form {form}; known are {known}.", form=name, known=known)


def form_of_file(path: Path) -> ExportForm:
    """Which form does the ending of this file name? Raises WrongUse for an ending that no form has."""
    for form in EXPORT_FORMS:
        if form.suffix == path.suffix.lower():
            return form
    endings = ", ".join(form.suffix for form in EXPORT_FORMS)
    raise WrongUse("{target}: the ending must be one of: {endings}.", target=path, endings=endings)
