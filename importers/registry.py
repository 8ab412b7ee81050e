"""Lists all importers and finds the one that reads a given file; no importer or several stop the import."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from graph_schema.errors import WrongUse
from graph_schema.messages import Message
from importers.bank.camt import camt053
from importers.bank.coda import importer as coda
from importers.bank.ledger import importer as ledger
from importers.bank.mt940 import importer as mt940
from importers.bank.ofx import importer as ofx
from importers.contract import Batch, Importer, Recognition, UnreadableFile
from importers.damage import find_damage
from importers.known_forms import is_schema, name_form
from importers.mapping import ColumnMapping
from importers.ownership.bods import importer as bods
from importers.ownership.ftm import importer as ftm
from importers.ownership.gleif import importer as gleif
from importers.ownership.psc import importer as psc
from importers.parsing.sheets.workbook import refuse_locked
from importers.parsing.table import find_obstacle, nearest_mapping
from importers.property import land, vehicle
from importers.registers import accounts, decision, declaration, inventory, measures, persons, rates
from importers.source import SourceFile

IMPORTERS: Final[tuple[Importer, ...]] = (
    camt053.IMPORTER,
    ledger.IMPORTER,
    mt940.IMPORTER,
    coda.IMPORTER,
    ofx.IMPORTER,
    bods.IMPORTER,
    psc.IMPORTER,
    ftm.IMPORTER,
    gleif.IMPORTER,
    land.IMPORTER,
    vehicle.IMPORTER,
    accounts.IMPORTER,
    persons.IMPORTER,
    inventory.IMPORTER,
    measures.IMPORTER,
    rates.IMPORTER,
    decision.IMPORTER,
    declaration.IMPORTER,
)


class UnknownFormat(UnreadableFile):
    """No importer can read the file. ``reasons``: what each importer misses."""

    reasons: Message | None = None


class AmbiguousFormat(UnreadableFile):
    """Several importers can read the file."""


def recognise(file: SourceFile, mappings: tuple[ColumnMapping, ...]) -> Importer:
    """Which importer reads this file? ``mappings``: the saved mappings of the case.

    Raises: UnknownFormat, with the name of the format if it is known and not read; AmbiguousFormat with the names of the
    importers.
    """
    if is_schema(file):
        raise UnknownFormat(
            "{file} is an XML schema (XSD) and contains no data. Ask the sender for the data.", file=file.name
        )
    answers = [(importer, importer.recognise(file, mappings)) for importer in IMPORTERS]
    claims = [(importer, answer) for importer, answer in answers if answer.claims]
    if not claims:
        raise _unknown(file, mappings, _listed(answers))
    if len(claims) > 1:
        raise AmbiguousFormat(
            "Several importers can read {file} ({claims}); expected one. Name the right mapping with --mapping.",
            file=file.name,
            claims=_listed(claims),
        )
    return claims[0][0]


def _unknown(file: SourceFile, mappings: tuple[ColumnMapping, ...], reasons: Message) -> UnknownFormat:
    """The error that says in one line what the file is. ``reasons``: what each importer misses.

    Raises UnreadableFile for a workbook with a password.
    """
    refuse_locked(file)
    damage, form = find_damage(file), name_form(file)
    if damage is not None and (form is None or form.name == "ZIP"):
        error = UnknownFormat(damage.template, **damage.params)
    elif form is not None:
        error = UnknownFormat(
            "{file} has the format {form}, which no importer reads yet. {remedy}",
            file=file.name,
            form=form.name,
            remedy=Message(form.remedy),
        )
    elif unreadable := find_obstacle(file, mappings):
        error = UnknownFormat(unreadable.template, **unreadable.params)
    elif nearest := nearest_mapping(file, mappings):
        error = UnknownFormat(
            "No importer can read {file}. The closest is the {reason}. Correct the mapping, give another one with "
            "--mapping, or ask the sender for another format.",
            file=file.name,
            reason=nearest,
        )
    else:
        error = UnknownFormat(
            "No importer can read {file}. If it is a table, give a mapping of its columns with --mapping; otherwise"
            " ask the sender for another format.",
            file=file.name,
        )
    error.reasons = reasons
    return error


def _listed(answers: Iterable[tuple[Importer, Recognition]]) -> Message:
    refusals = (Message("{name}: {reason}", name=importer.name, reason=answer.reason) for importer, answer in answers)
    return Message.listed(refusals)


def read_source(file: SourceFile, mappings: tuple[ColumnMapping, ...]) -> Batch:
    """Which records does this file contain, with its declaration?

    Raises UnreadableFile (or a subclass) if the file cannot be read with certainty, WrongUse for a declaration that the
    file does not need.
    """
    importer = recognise(file, mappings)
    if file.declared is not None and importer is not ledger.IMPORTER:
        raise WrongUse(
            "{file} states its account and period itself ({importer}). Leave out --account, --owner, --from, --to, "
            "--opening and --closing.",
            file=file.name,
            importer=importer.name,
        )
    return importer.read(file, mappings)
