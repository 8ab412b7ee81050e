"""A certificate of Regulation (EU) 2018/1805: filled for a reader, written as a file, logged with its digest."""

from __future__ import annotations

import logging
from dataclasses import dataclass

from graph_schema.errors import TracerError
from graph_schema.messages import Message
from graph_schema.records.provenance import digest_bytes
from tracer.actions.documents.named_records import find_record
from tracer.casefile.certificates.fill_certificate import fill_certificate
from tracer.casefile.certificates.filled_certificate import FilledCertificate
from tracer.casefile.certificates.forms import CERTIFICATE_VERSIONS
from tracer.casework.sessions.session import Session
from tracer.export.legal_forms.registry import CERTIFICATE_FILES, certificate_file_of, read_certificate_file
from tracer.wording.language import Language

__all__ = [
    "CERTIFICATE_FILES",
    "CERTIFICATE_NAMES",
    "CertificateIncomplete",
    "WrittenCertificate",
    "certificate_file_of",
    "export_certificate",
    "open_certificate",
]

_log = logging.getLogger(__name__)
CERTIFICATE_NAMES = tuple(dict.fromkeys(row.form for row in CERTIFICATE_VERSIONS))
"""The forms that can be asked for."""
_RECORDS = ("Certificate", "Order")


class CertificateIncomplete(TracerError):
    """The records of the case do not fill every mandatory field that they should fill."""

    exit_code = 1


@dataclass(frozen=True, slots=True)
class WrittenCertificate:
    """The file and what is in it. ``digest``: SHA-256 of the file."""

    data: bytes
    digest: str
    certificate: FilledCertificate


def open_certificate(session: Session, record: str, form: str, language: Language) -> FilledCertificate:
    """What fills each field of this certificate, and which mandatory fields are empty?

    ``record``: id or number of a certificate or an order. Protected persons stand under pseudonyms. Raises NotFound for
    no such record; WrongUse for an unknown form, and one that the record does not have.
    """
    session.allow("export", "certificate")
    session = session.for_answer()
    filled = _fill(session, record, form, language)
    session.note("export", filled.record, f"certificate form={filled.form} empty={len(filled.empty)}")
    return filled


def export_certificate(
    session: Session, record: str, form: str, file: str, language: Language, *, force: bool = False
) -> WrittenCertificate:
    """The certificate as a file of this kind. One entry of the log keeps its SHA-256.

    ``force``: also while fields are empty that the records of the case should fill. What is left to the magistrate stays
    open in any case. Raises CertificateIncomplete naming the fields, and what ``open_certificate`` raises.
    """
    session.allow("export", "certificate")
    chosen = read_certificate_file(file)
    session = session.for_answer()
    filled = _fill(session, record, form, language)
    lacking = [row for row in filled.empty if not row.left_to_magistrate]
    if lacking and not force:
        session.note("refused", filled.record, f"action=certificate form={filled.form} empty={len(lacking)}")
        raise CertificateIncomplete(
            "The records of the case do not fill: {fields}. Put them on record, or write the draft as it is: --force.",
            fields=Message.listed(
                f"{row.code} {row.label}" + (f" ({row.part})" if row.part else "") for row in lacking
            ),
        )
    data = chosen.write(filled, language)
    digest = digest_bytes(data)
    session.note(
        "export",
        filled.record,
        f"certificate form={filled.form} version={filled.version} file={chosen.name} sha256={digest} "
        f"empty={len(filled.empty)}",
    )
    _log.info("export certificate form=%s file=%s bytes=%d", filled.form, chosen.name, len(data))
    return WrittenCertificate(data, digest, filled)


def _fill(session: Session, record: str, form: str, language: Language) -> FilledCertificate:
    return fill_certificate(session, find_record(session, record, _RECORDS), form, language)
