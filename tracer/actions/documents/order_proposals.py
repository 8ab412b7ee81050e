"""The proposal of a prosecutor's order as a DOCX: freezing, release or return of items, logged with its digest."""

from __future__ import annotations

import logging
from collections.abc import Sequence
from dataclasses import dataclass

from graph_schema.errors import WrongUse
from graph_schema.records.kinds.recovery_links import ITEM_TYPES
from graph_schema.records.provenance import digest_bytes
from tracer.actions.documents.named_records import find_record
from tracer.casefile.order_proposals.build_proposal import build_proposal
from tracer.casefile.order_proposals.order_proposal import OrderProposal
from tracer.casefile.order_proposals.proposal_kinds import read_proposal_kind
from tracer.casework.sessions.session import Session
from tracer.export.legal_forms.order_docx import write_order_docx
from tracer.wording.language import find_language

_log = logging.getLogger(__name__)
_RECORDS = ("Order", *ITEM_TYPES)
_LANGUAGE = "ro"
"""A Romanian prosecutor's order is in Romanian, whatever the language of the reader."""


@dataclass(frozen=True, slots=True)
class WrittenProposal:
    """The file and what is in it. ``digest``: SHA-256 of the file."""

    data: bytes
    digest: str
    proposal: OrderProposal


def export_order_proposal(session: Session, records: Sequence[str], kind: str) -> WrittenProposal:
    """The proposal over these orders' items and these items, named by id or number. One entry of the log keeps its SHA-256.

    ``kind``: freezing, release, return. Protected persons stand under pseudonyms; grounds and signature are left open.
    Raises NotFound for no such record; WrongUse for none at all, an unknown kind, items of several files.
    """
    session.allow("export", "order proposal")
    chosen = read_proposal_kind(kind)
    if not records:
        raise WrongUse("Name at least one order or item.")
    session = session.for_answer()
    found = [find_record(session, record, _RECORDS) for record in records]
    language = find_language(_LANGUAGE)
    proposal = build_proposal(session, found, chosen, language)
    data = write_order_docx(proposal, language)
    digest = digest_bytes(data)
    session.note(
        "export", ">".join(found), f"order proposal kind={chosen.code} items={len(proposal.items)} sha256={digest}"
    )
    _log.info("export order proposal kind=%s items=%d bytes=%d", chosen.code, len(proposal.items), len(data))
    return WrittenProposal(data, digest, proposal)
