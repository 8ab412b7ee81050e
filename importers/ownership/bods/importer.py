"""Imports the Beneficial Ownership Data Standard (BODS) 0.2, 0.3 and 0.4, as JSON or JSON lines.

The latest statement of a record is used. An earlier statement with other content is rejected with the place of the later
one. A statement that names nobody is rejected too: a row is kept only if its content is kept. A closed record and an
ended interest get an end date and stay visible. An indirect interest summarises a chain whose links the standard
publishes as component records. It is kept with the word ``indirect`` before its kind, and only an interest of exactly
the kind ``shareholding`` counts as capital, so that no stake counts twice. If a publisher states an indirect interest
without its components, the chain is unknown and a flag reports it. Before 0.4 a statement is its own record, and a later
statement names those that it replaces.

Source: Beneficial Ownership Data Standard 0.2, 0.3 and 0.4 (Open Ownership), sections on records, statements and
components.
"""

from __future__ import annotations

from collections import defaultdict

from graph_schema.errors import TracerError, WrongValue
from graph_schema.messages import N_, Message
from graph_schema.records.provenance import SourceKind
from graph_schema.values.dates import PartialDate
from importers.building.batch_builder import BatchBuilder, Records
from importers.contract import Batch, Flag, Recognition, UnreadableFile
from importers.mapping import ColumnMapping
from importers.ownership.bods.interests import read_interests
from importers.ownership.bods.parties import Undisclosed, read_party, read_reason
from importers.ownership.bods.statements import BodsStatement, last_words, mentions, read_statement, successors
from importers.ownership.capital import check_capital
from importers.ownership.json_records import begins_as_json, split_records
from importers.ownership.link_numbers import LinkNumbers
from importers.parsing.json_object import as_object
from importers.source import SourceFile


class BodsImporter:
    """Reads BODS 0.2, 0.3 and 0.4."""

    name = "bods"
    version = "4"
    kind: SourceKind = "ownership"

    def recognise(self, file: SourceFile, mappings: tuple[ColumnMapping, ...]) -> Recognition:
        """Is this a BODS file?"""
        keys = mentions(file.head)
        if not begins_as_json(file):
            return Recognition(False, Message("the file is not JSON"))
        if {"statementId", "recordType"} <= keys:
            return Recognition(True, Message("JSON statements with statementId and recordType: BODS 0.4"))
        if {"statementID", "statementType"} <= keys:
            return Recognition(True, Message("JSON statements with statementID and statementType: BODS 0.3 or 0.2"))
        return Recognition(False, Message("JSON without the keys of a BODS statement"))

    def read(self, file: SourceFile, mappings: tuple[ColumnMapping, ...]) -> Batch:
        """Who owns and controls which company, according to these statements? Cost: linear, with the file in memory."""
        builder = BatchBuilder(file, self.name, self.version, self.kind)
        statements: list[BodsStatement] = []
        texts: dict[str, str] = {}
        for locator, text, value in split_records(file):
            texts[locator] = text
            try:
                if isinstance(value, TracerError):
                    raise value
                statements.append(read_statement(value, locator, file))
            except TracerError as error:
                builder.reject(locator, error, text)
        days = [day for item in statements for day in (item.published, item.stated) if day]
        if not days:
            raise UnreadableFile(
                "{file} contains no statement with a publication date or a statement date, so the date of its "
                "content is unknown. Ask the publisher.",
                file=file.name,
            )
        _Reading(builder, statements, texts).run()
        for flag in check_capital(builder.nodes, builder.links):
            builder.flag(flag)
        return builder.finish(max(PartialDate(day).earliest for day in days).isoformat())


class _Reading:
    """Adds the statements of one file to the batch: parties first, then relationships."""

    def __init__(self, builder: BatchBuilder, statements: list[BodsStatement], texts: dict[str, str]) -> None:
        self._builder, self._texts = builder, texts
        self._statements = statements
        self._last = last_words(statements)
        self._successors = successors(self._last)
        self._ids: dict[tuple[str, str], str | None] = {}
        self._numbers = LinkNumbers()

    def run(self) -> None:
        current: list[BodsStatement] = []
        replaced: list[BodsStatement] = []
        for statement in self._statements:
            (current if statement is self._latest(statement) else replaced).append(statement)
        for statement in replaced:
            self._leave(statement)
        for statement in current:
            if statement.kind != "relationship":
                self._keep_party(statement)
        self._flag_same_companies()
        # Parallel interests are numbered in the order of record ids, so the order of the file has no effect.
        links = [statement for statement in current if statement.kind == "relationship"]
        for statement in sorted(links, key=lambda item: item.record):
            self._keep_relationship(statement)

    def _latest(self, statement: BodsStatement) -> BodsStatement:
        """The statement that counts in place of this one; of several that replace each other in a circle, each counts."""
        seen: set[str] = set()
        last = self._last[statement.scope, statement.record]
        while (last.scope, last.record) in self._successors and last.record not in seen:
            seen.add(last.record)
            last = self._successors[last.scope, last.record]
        return last

    def _leave(self, statement: BodsStatement) -> None:
        """Keeps a replaced statement only if the later one has the same content; otherwise rejects it."""
        last = self._latest(statement)
        link_key = (statement.kind, statement.status, statement.details.members)
        if link_key == (last.kind, last.status, last.details.members):
            records = Records(statement.locator)
            records.warn(
                N_("A later statement at {later} repeats this one; the later one is used."), later=last.locator
            )
            self._builder.keep(records)
            return
        error = WrongValue("A later statement at {later} replaces this one; the later one is used.", later=last.locator)
        self._builder.reject(statement.locator, error, self._texts[statement.locator])

    def _keep_party(self, statement: BodsStatement) -> None:
        records, key = Records(statement.locator), (statement.scope, statement.record)
        try:
            identity = read_party(statement, records)
            self._builder.keep(records)
        except TracerError as error:
            self._builder.reject(statement.locator, error, self._texts[statement.locator])
            if isinstance(error, Undisclosed):
                self._ids[key] = None
            elif records.nodes and records.nodes[0].id in self._builder.nodes:
                # Another record describes the same party differently; the id of the party is certain.
                self._ids[key] = records.nodes[0].id
        else:
            self._ids[key] = identity

    def _flag_same_companies(self) -> None:
        locators: dict[str, list[str]] = defaultdict(list)
        for key, identity in self._ids.items():
            if identity is not None:
                locators[identity].append(self._last[key].locator)
        for rows in locators.values():
            if len(rows) > 1:
                self._builder.flag(
                    Flag(
                        "amber",
                        rows[0],
                        N_("Several records have the same identifier and are kept as one: {rows}."),
                        {"rows": ", ".join(rows)},
                    )
                )

    def _keep_relationship(self, statement: BodsStatement) -> None:
        records = Records(statement.locator)
        try:
            head = self._find(statement, "subject")
            tail = self._find(statement, "interestedParty")
            self._check_components(statement, records)
            for kind, props, place in read_interests(statement):
                records.links.append(self._numbers.make_link(kind, tail, head, props, place))
            self._builder.keep(records)
        except TracerError as error:
            self._builder.reject(statement.locator, error, self._texts[statement.locator])

    def _find(self, statement: BodsStatement, key: str) -> str:
        value = statement.details.members.get(key)
        if isinstance(value, dict):
            reason = read_reason(as_object(value, f"{statement.details.place}/{key}"))
            raise WrongValue(
                "The {role} is not named ({reason}); the interest has no holder and its share is unknown.",
                role=key,
                reason=reason,
            )
        record = statement.details.required_text(key)
        found = (statement.scope, record)
        if found in self._last:
            latest = self._latest(self._last[found])
            found = (latest.scope, latest.record)
        if found not in self._ids:
            raise WrongValue(
                "{place}: {key} refers to the record {value}, and the file contains no readable statement of it. "
                "Ask the publisher for a file that contains both.",
                place=statement.locator,
                key=key,
                value=record,
            )
        identity = self._ids[found]
        if identity is None:
            raise WrongValue(
                "The record of the {role} discloses nobody; the interest has no holder and its share is unknown.",
                role=key,
            )
        return identity

    def _check_components(self, statement: BodsStatement, records: Records) -> None:
        indirect = any(
            item.stated("directOrIndirect") == "indirect" for item in statement.details.children("interests")
        )
        if indirect and not statement.details.texts("componentRecords"):
            records.warn(
                N_(
                    "The interest is indirect and its components are not published: the chain between the two is "
                    "unknown, and the interest does not count as capital."
                )
            )


IMPORTER = BodsImporter()
