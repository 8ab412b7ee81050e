"""All importers, and the one that reads a given file: none or two claims stop the import."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from graph_schema.words import Sentence
from importers.bank import camt053, ledger
from importers.contract import Batch, Importer, Recognition, UnreadableFile
from importers.mapping import ColumnMapping
from importers.ownership import bods
from importers.property import land, vehicle
from importers.registers import accounts, decision, inventory, measures, persons, rates
from importers.source import SourceFile

IMPORTERS: Final[tuple[Importer, ...]] = (
    camt053.IMPORTER,
    ledger.IMPORTER,
    bods.IMPORTER,
    land.IMPORTER,
    vehicle.IMPORTER,
    accounts.IMPORTER,
    persons.IMPORTER,
    inventory.IMPORTER,
    measures.IMPORTER,
    rates.IMPORTER,
    decision.IMPORTER,
)


class UnknownFormat(UnreadableFile):
    """No importer claims the file."""


class AmbiguousFormat(UnreadableFile):
    """More than one importer claims the file."""


def recognise(file: SourceFile, mappings: tuple[ColumnMapping, ...]) -> Importer:
    """Which importer reads this file? ``mappings`` are those saved for this case's senders.

    Raises: UnknownFormat with every importer's reason; AmbiguousFormat naming those that claim it.
    """
    answers = [(importer, importer.recognise(file, mappings)) for importer in IMPORTERS]
    claims = [(importer, answer) for importer, answer in answers if answer.claims]
    if not claims:
        raise UnknownFormat(
            "{file} is in no form that is read here. {reasons}. Map its columns if it is a table, or ask the "
            "sender for another form.",
            file=file.name,
            reasons=_listed(answers),
        )
    if len(claims) > 1:
        raise AmbiguousFormat(
            "{file} is claimed by several importers ({claims}). Remove the mapping that is not meant for it.",
            file=file.name,
            claims=_listed(claims),
        )
    return claims[0][0]


def _listed(answers: Iterable[tuple[Importer, Recognition]]) -> Sentence:
    told = (Sentence("{name}: {reason}", name=importer.name, reason=answer.reason) for importer, answer in answers)
    return Sentence.listed(told)


def read_source(file: SourceFile, mappings: tuple[ColumnMapping, ...]) -> Batch:
    """What does this file say? Raises UnreadableFile and its kinds when that cannot be told for certain."""
    return recognise(file, mappings).read(file, mappings)
