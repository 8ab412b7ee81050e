"""Proposes the column mapping of a table, with reasons, questions and the rows as they would be kept."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Final, cast, get_args

from graph_schema.errors import EnvironmentFailure, TracerError, WrongUse
from importers.contract import Batch
from importers.declaration import Declaration
from importers.known_forms import name_form
from importers.mapping import TableFormat
from importers.proposing.findings import KeyDecision
from importers.proposing.proposal import Proposal, propose_mapping
from importers.registry import IMPORTERS, UnknownFormat, read_source, recognise
from importers.source import LARGEST_BYTES, SourceFile, open_source, with_declaration
from tracer.wording.language import Language

FORMATS: Final[tuple[str, ...]] = get_args(TableFormat)
SHOWN: Final = 20
"""How many rows a preview has."""


@dataclass(frozen=True, slots=True)
class ProposedKey:
    """One key of the mapping. ``reason``: why; of a question the question, with ``candidates`` if only some answers fit."""

    key: str
    value: str
    reason: str
    asks: bool
    candidates: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class PreviewedRow:
    """A row as it would be kept. ``amount``: in minor units of ``currency``, negative if it leaves the account."""

    place: str
    account: str
    booking_date: str
    amount: int
    currency: str
    counterparty: str
    counterparty_account: str
    description: str


@dataclass(frozen=True, slots=True)
class RefusedRow:
    """A row that would be rejected."""

    place: str
    value: str
    reason: str


@dataclass(frozen=True, slots=True)
class ProposalReport:
    """``text``: the mapping as YAML. ``refused``: why no row can be shown although nothing is left to ask; else empty.

    ``rows``, ``kept``, ``rejected``: as an import of this file alone would count them; None while something is to be asked.
    ``needs_account``: the file does not state its account, and a declaration must.
    """

    file: str
    digest: str
    format: str
    text: str
    keys: tuple[ProposedKey, ...]
    needs_account: bool
    rows: int | None = None
    kept: int | None = None
    rejected: int | None = None
    preview: tuple[PreviewedRow, ...] = ()
    rejections: tuple[RefusedRow, ...] = ()
    red_flags: tuple[str, ...] = ()
    refused: str = ""

    @property
    def questions(self) -> tuple[ProposedKey, ...]:
        """What is left to ask."""
        return tuple(key for key in self.keys if key.asks)


def propose_file(
    path: Path,
    language: Language,
    *,
    format: str = "bank-ledger",
    sheet: str | None = None,
    answers: Mapping[str, str] | None = None,
    account: str | None = None,
    largest: int = LARGEST_BYTES,
) -> ProposalReport:
    """Which mapping reads this table, what is unsure, and how would its rows be kept?

    Touches no case: it reads the file alone, and writes nothing. ``answers``: key -> what the person decided.
    ``account``: of the rows, for the preview of a bank table that does not state it. ``largest``: file size in bytes.
    Raises: UnreadableFile for a file that is no table; WrongUse for a file that needs no mapping, a wrong answer, or an
    unknown kind of table.
    """
    if format not in FORMATS:
        raise WrongUse(
            "{value!r} is no kind of table; expected one of {known}.", value=format, known=", ".join(FORMATS)
        )
    file = open_source(path, largest=largest)
    _refuse_other_forms(file)
    proposal = propose_mapping(
        file, format=cast(TableFormat, format), sheet=sheet, fields=_fields_of(format), answers=answers
    )
    said = {decision.key: language.said(decision.reason) for decision in proposal.decisions}
    columns = proposal.values.get("columns")
    needs_account = format == "bank-ledger" and isinstance(columns, Mapping) and "account" not in columns
    report = ProposalReport(
        file=file.name,
        digest=file.digest,
        format=format,
        text=proposal.text(said),
        keys=tuple(_key(decision, language) for decision in proposal.decisions),
        needs_account=needs_account,
    )
    if report.questions:
        return report
    return _with_rows(report, proposal, file, account, language)


def save_mapping(report: ProposalReport, path: Path) -> None:
    """Write the mapping to a new file. Raises: WrongUse if there is a file already, EnvironmentFailure if it cannot be."""
    try:
        with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o666), "w", encoding="utf-8") as stream:
            stream.write(report.text)
    except FileExistsError:
        raise WrongUse("{path} exists already. Name another file, or remove it first.", path=path) from None
    except OSError as error:
        raise EnvironmentFailure("{path} cannot be written: {reason}.", path=path, reason=error.strerror) from error


def _refuse_other_forms(file: SourceFile) -> None:
    """Raises: WrongUse for a form that is read as it is, UnknownFormat for a known form that is no table."""
    try:
        importer = recognise(file, ())
    except UnknownFormat:
        if name_form(file) is not None:
            raise
        return
    raise WrongUse(
        "{file} needs no mapping: it is read by the importer {importer}. Import it: tracer import FILE",
        file=file.name,
        importer=importer.name,
    )


def _key(decision: KeyDecision, language: Language) -> ProposedKey:
    return ProposedKey(decision.key, decision.value, language.said(decision.reason), decision.asks, decision.candidates)


def _fields_of(format: str) -> tuple[str, ...]:
    """The fields of a register; a bank table needs none, because its titles are known."""
    for importer in IMPORTERS:
        if getattr(importer, "format", None) == format:
            return (*getattr(importer, "required", ()), *getattr(importer, "optional", ()))
    return ()


def _with_rows(
    report: ProposalReport, proposal: Proposal, file: SourceFile, account: str | None, language: Language
) -> ProposalReport:
    mapping = proposal.mapping
    assert mapping is not None
    declared = file if account is None else with_declaration(file, Declaration(account=account))
    try:
        batch = read_source(declared, (mapping,))
    except TracerError as error:
        return replace(report, refused=language.error(error))
    return replace(
        report,
        rows=batch.source.rows,
        kept=batch.source.kept,
        rejected=batch.source.rejected,
        preview=tuple(_previewed(batch)),
        rejections=tuple(
            RefusedRow(row.locator, row.value, language.said(row.reason)) for row in batch.rejections[:SHOWN]
        ),
        red_flags=tuple(
            f"{flag.locator}: {language.text(flag.template, **flag.params)}"
            for flag in batch.flags
            if flag.severity == "red"
        )[:SHOWN],
    )


def _previewed(batch: Batch) -> list[PreviewedRow]:
    numbers = {node.id: str(node.props["number"]) for node in batch.nodes if node.type == "Account"}
    rows = []
    for row in batch.entries.slice(0, SHOWN).to_pylist():
        own, other = ("credit", "debit") if row["side"] == "credit" else ("debit", "credit")
        rows.append(
            PreviewedRow(
                place=row["locator"],
                account=numbers[row[f"{own}_account"]],
                booking_date=row["booking_date"].isoformat(),
                amount=row[f"{own}_minor"] if own == "credit" else -row[f"{own}_minor"],
                currency=row[f"{own}_currency"],
                counterparty=row["counterparty_name"] or "",
                counterparty_account=numbers.get(row[f"{other}_account"], ""),
                description=row["description"] or "",
            )
        )
    return rows
