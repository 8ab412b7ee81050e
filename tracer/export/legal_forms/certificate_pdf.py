"""A certificate as a PDF that archives keep and screen readers read: PDF/A-2a and PDF/UA-1 in one file."""

from __future__ import annotations

import json
from typing import Any

from graph_schema.messages import N_
from tracer.casefile.certificates.filled_certificate import FilledCertificate
from tracer.export.legal_forms.certificate_text import certificate_content
from tracer.export.typesetting import set_pdf
from tracer.wording.language import Language
from tracer.wording.visible_signs import has_written_signs


def write_certificate_pdf(certificate: FilledCertificate, language: Language) -> bytes:
    """The certificate for reading and for signature by hand.

    The same certificate and language give the same bytes, see ``set_pdf``.
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
        return content | {"remark": note}

    return set_pdf("legal_forms/certificate.typ", certificate_content(certificate, language), remark)
