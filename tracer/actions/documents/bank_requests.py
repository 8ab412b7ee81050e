"""The request to a bank for missing statements as a DOCX, logged with its digest."""

from __future__ import annotations

import logging
from dataclasses import dataclass

from graph_schema.errors import NotFound
from graph_schema.records.provenance import digest_bytes
from tracer.casefile.bank_requests.bank_request import BankRequest
from tracer.casefile.bank_requests.build_request import build_request
from tracer.casework.sessions.session import Session
from tracer.export.legal_forms.request_docx import write_request_docx
from tracer.wording.language import Language

_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class WrittenRequest:
    """The file and what is in it. ``digest``: SHA-256 of the file."""

    data: bytes
    digest: str
    request: BankRequest


def check_bank_request(session: Session, account: str) -> None:
    """Can this person write the letter for this account? Writes and logs nothing. Raises as ``export_bank_request``."""
    session.allow("export", "bank request")
    build_request(session, account)


def export_bank_request(session: Session, account: str, language: Language) -> WrittenRequest:
    """The letter that asks a bank for what the statements of this account (node id) lack. The log keeps its SHA-256.

    Legal basis, authorisation and signature are left open. Raises NotFound for no such account; WrongUse if it has no
    statement, lacks nothing, or belongs to a protected person.
    """
    session.allow("export", "bank request")
    session = session.for_answer().in_language(language)
    node = session.graph().nodes.get(account)
    if node is None or node.type != "Account":
        raise NotFound(
            "There is no account with the id {id} in the case. Find it first: tracer find NUMBER", id=account
        )
    request = build_request(session, account)
    data = write_request_docx(request, language)
    digest = digest_bytes(data)
    session.note("export", account, f"bank request days={len(request.days)} sha256={digest}")
    _log.info("export bank request days=%d bytes=%d", len(request.days), len(data))
    return WrittenRequest(data, digest, request)
