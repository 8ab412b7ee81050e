"""Lists the versions of the forms, one row each, and finds the form in force on a day."""

from __future__ import annotations

from datetime import date
from typing import Final

from graph_schema.errors import WrongUse
from graph_schema.messages import N_
from tracer.casefile.certificates.confiscation_form import CONFISCATION_SECTIONS
from tracer.casefile.certificates.form_rows import CertificateForm
from tracer.casefile.certificates.freezing_form import FREEZING_SECTIONS

_APPLIES_FROM: Final = date(2020, 12, 19)
"""Source: Regulation (EU) 2018/1805, article 41."""
CERTIFICATE_VERSIONS: Final[tuple[CertificateForm, ...]] = (
    CertificateForm(
        "freezing",
        "2018/1805",
        N_("Freezing certificate"),
        N_("Regulation (EU) 2018/1805, articles 4 and 6, Annex I"),
        _APPLIES_FROM,
        None,
        FREEZING_SECTIONS,
    ),
    CertificateForm(
        "confiscation",
        "2018/1805",
        N_("Confiscation certificate"),
        N_("Regulation (EU) 2018/1805, articles 14 and 17, Annex II"),
        _APPLIES_FROM,
        None,
        CONFISCATION_SECTIONS,
    ),
)
"""A delegated act that changes an annex is a new row, and ends the one before. Source: article 36."""


def form_on(form: str, day: date) -> CertificateForm:
    """Which version of this form is in force on the day of signature?

    Raises WrongUse for an unknown form, and for a day on which none is in force.
    """
    versions = [row for row in CERTIFICATE_VERSIONS if row.form == form]
    if not versions:
        known = ", ".join(dict.fromkeys(row.form for row in CERTIFICATE_VERSIONS))
        raise WrongUse("There is no form {form}; known are {known}.", form=form, known=known)
    for row in versions:
        if row.valid_from <= day and (row.valid_to is None or day <= row.valid_to):
            return row
    raise WrongUse(
        "No {form} certificate of Regulation (EU) 2018/1805 is in force on {day}; the first is in force from {first}.",
        form=form,
        day=day.isoformat(),
        first=min(row.valid_from for row in versions).isoformat(),
    )
