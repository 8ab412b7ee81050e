"""The files in which a certificate is written, one row each."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from graph_schema.errors import WrongUse
from tracer.casefile.certificates.filled_certificate import FilledCertificate
from tracer.export.legal_forms.certificate_docx import write_certificate_docx
from tracer.export.legal_forms.certificate_pdf import write_certificate_pdf
from tracer.wording.language import Language


@dataclass(frozen=True, slots=True)
class CertificateFile:
    """One kind of file. ``suffix``: its ending."""

    name: str
    suffix: str
    media_type: str
    write: Callable[[FilledCertificate, Language], bytes]


CERTIFICATE_FILES: Final[tuple[CertificateFile, ...]] = (
    CertificateFile(
        "docx",
        ".docx",
        "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
        write_certificate_docx,
    ),
    CertificateFile("pdf", ".pdf", "application/pdf", write_certificate_pdf),
)


def read_certificate_file(name: str) -> CertificateFile:
    """Which kind of file has this name? Raises WrongUse for an unknown one."""
    for kind in CERTIFICATE_FILES:
        if kind.name == name:
            return kind
    known = ", ".join(kind.name for kind in CERTIFICATE_FILES)
    raise WrongUse("There is no form {form}; known are {known}.", form=name, known=known)


def certificate_file_of(path: Path) -> CertificateFile:
    """Which kind of file does this ending name? Raises WrongUse for an ending that none has."""
    for kind in CERTIFICATE_FILES:
        if kind.suffix == path.suffix.lower():
            return kind
    endings = ", ".join(kind.suffix for kind in CERTIFICATE_FILES)
    raise WrongUse("{target}: the ending must be one of: {endings}.", target=path, endings=endings)
