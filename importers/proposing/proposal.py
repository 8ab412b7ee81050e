"""Proposes the mapping of a table, each key with its reason, and asks what the table does not show."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final

from graph_schema.errors import WrongUse
from graph_schema.messages import Message
from importers.mapping import ColumnMapping, TableFormat, read_mapping
from importers.mapping_parts.questions import ask
from importers.mapping_parts.yaml_text import write_yaml
from importers.parsing.grid import GridRow
from importers.proposing.amounts import decide_amounts, is_amount
from importers.proposing.codes import decide_currency, decide_words
from importers.proposing.days import decide_days
from importers.proposing.directions import decide_directions
from importers.proposing.fields import AMOUNTS, DAYS, FieldColumns, place_columns
from importers.proposing.findings import Findings, KeyDecision, TableColumn
from importers.proposing.header_words import plain_title
from importers.proposing.layout import find_columns, open_table
from importers.source import SourceFile

_ORDER: Final = (
    *(
        "name",
        "format",
        "version",
        "encoding",
        "delimiter",
        "quote",
        "sheet",
        "header_row",
        "header_rows",
        "decimal_mark",
    ),
    *(
        "group_mark",
        "negative_forms",
        "exponents",
        "amount_units",
        "date_pattern",
        "first_year",
        "step_zero",
        "columns",
    ),
    *("joined", "constants", "codes", "code_defaults", "defaults", "ignored"),
)
_FEES: Final = "fees"


@dataclass(frozen=True, slots=True)
class Proposal:
    """``values``: the mapping in plain values, a question where a person must decide. ``rows``: all rows of the table.

    ``decisions``: what was found and why, and the questions, in the order in which they were found.
    """

    values: Mapping[str, object] = field(hash=False)
    decisions: tuple[KeyDecision, ...]
    columns: tuple[TableColumn, ...]
    rows: tuple[GridRow, ...]

    @property
    def questions(self) -> tuple[KeyDecision, ...]:
        """What a person must decide before the mapping can be used."""
        return tuple(decision for decision in self.decisions if decision.asks)

    @property
    def mapping(self) -> ColumnMapping | None:
        """The mapping, if nothing is left to ask."""
        return None if self.questions else read_mapping(self.text({}), str(self.values["name"]))

    def text(self, reasons: Mapping[str, str]) -> str:
        """The mapping as YAML. ``reasons``: key -> sentence that is written above it."""
        return write_yaml(self.values, reasons)


def propose_mapping(
    file: SourceFile,
    *,
    format: TableFormat = "bank-ledger",
    sheet: str | None = None,
    fields: Sequence[str] = (),
    answers: Mapping[str, str] | None = None,
) -> Proposal:
    """Which mapping reads this table? Never guesses: what two readings fit is a question with its candidates.

    A bank table is proposed by titles in twelve languages and by its cells; another format by titles that are the names of
    its ``fields``. ``answers``: key -> what a person decided. Reads at most the rows that the importers read.
    Raises: UnreadableFile for a file that is no table; WrongUse for an answer to what is not asked.
    """
    answers = answers or {}
    table = open_table(file, sheet, answers.get("encoding"))
    findings = Findings()
    findings.values |= {"name": _name_of(file.name), "format": format, "version": 1, **table.form}
    findings.decisions += table.decisions
    columns = find_columns(table.rows, findings)
    if format == "bank-ledger":
        given = {key.partition("/")[2]: value for key, value in answers.items() if key.startswith("columns/")}
        _check_addresses(given, columns)
        _propose_bank(columns, findings, given)
    else:
        _propose_register(columns, fields, findings)
    _answer(findings, {key: value for key, value in answers.items() if not key.startswith(("columns/", "encoding"))})
    for decision in findings.decisions:
        if decision.asks and decision.key.count("/") < 2:
            findings.put(decision.key, ask(_worded(decision)))
    values: dict[str, object] = {key: findings.values[key] for key in _ORDER if key in findings.values}
    return Proposal(values, tuple(findings.decisions), columns, table.rows)


def _check_addresses(given: Mapping[str, str], columns: Sequence[TableColumn]) -> None:
    known = [column.address for column in columns]
    for field_name, address in given.items():
        if address not in known:
            raise WrongUse(
                "The answer {key} names the column {value!r}; the columns are {known}. Correct the answer.",
                key=f"columns/{field_name}",
                value=address,
                known=", ".join(map(repr, known)),
            )


def _answer(findings: Findings, answers: Mapping[str, str]) -> None:
    """Puts each answer in the place of its question. Raises: WrongUse for an answer that no question asks for."""
    asked = {decision.key: number for number, decision in enumerate(findings.decisions) if decision.asks}
    for key, value in answers.items():
        if key not in asked:
            raise WrongUse(
                "Nothing asks for {key}; the open questions are {known}. Correct the answer.",
                key=key,
                known=", ".join(asked) or "-",
            )
        question = findings.decisions[asked[key]]
        if question.candidates and value not in question.candidates and not key.startswith("encoding"):
            raise WrongUse(
                "The answer to {key} is {value!r}; expected one of {known}. Correct the answer.",
                key=key,
                value=value,
                known=", ".join(question.candidates),
            )
        if key != _FEES:
            findings.put(key, value)
        findings.decisions[asked[key]] = KeyDecision(key, value, Message("a person decided it"))


def _propose_bank(columns: Sequence[TableColumn], findings: Findings, given: Mapping[str, str]) -> None:
    placed = place_columns(columns, findings, given)
    days = [placed.found[name] for name in DAYS if name in placed.found and placed.found[name].filled]
    decide_days(days, findings)
    amounts = [placed.found[name] for name in AMOUNTS if name in placed.found]
    marks = decide_amounts(amounts, findings)
    decide_directions(placed, marks, findings)
    decide_currency(placed, columns, findings)
    decide_words(placed, findings)
    if not {"amount", "debit", "credit"} & placed.found.keys() and not any(
        decision.asks and decision.key == "columns/amount" for decision in findings.decisions
    ):
        findings.ask(
            "columns/amount", Message("Which column is {field}?", field="amount"), tuple(c.address for c in columns)
        )
    if "account" not in placed.found:
        findings.note("account", "-", Message("the rows do not state it: declare it with each file (--account)"))
    _ask_of_fees(placed, findings)
    findings.values["columns"] = {
        **{name: column.address for name, column in placed.found.items()},
        **{
            decision.key.partition("/")[2]: ""
            for decision in findings.decisions
            if decision.asks and "columns/" in decision.key
        },
    }
    _keep_rest(placed, findings)


def _keep_rest(placed: FieldColumns, findings: Findings) -> None:
    """Columns without a field: their content stays in the description; an empty one or one of a single text is ignored."""
    described = placed.found.get("description")
    worth = [
        column for column in placed.left if column.filled and (len(set(column.cells)) > 1 or len(column.cells) == 1)
    ]
    ignored = [column.address for column in placed.left if column not in worth and column not in placed.found.values()]
    if worth:
        parts = [column.address for column in ([described] if described is not None else []) + worth]
        fields = findings.values["columns"]
        assert isinstance(fields, dict)
        fields.pop("description", None)
        reason = Message("columns without a field of their own: their content stays in the description")
        if len(parts) > 1:
            findings.decide("joined/description", {"columns": parts, "by": " / "}, reason, ", ".join(parts))
        else:
            findings.decide("columns/description", parts[0], reason)
    if ignored:
        findings.decide("ignored", ignored, Message("empty, or the same text in every row"), ", ".join(ignored))


def _ask_of_fees(placed: FieldColumns, findings: Findings) -> None:
    for column in placed.fees:
        if any(cell.strip("0.,-") for cell in column.filled):
            question = Message(
                "Is {title!r} already within the amount, or a movement of its own?", title=column.address
            )
            # A movement of its own would need a row of its own: the sender must be asked for it.
            findings.ask(_FEES, question, ("within",))


def _propose_register(columns: Sequence[TableColumn], fields: Sequence[str], findings: Findings) -> None:
    """Columns whose title is the name of a field; every other column is a question."""
    named = {name.replace("_", " "): name for name in fields}
    found: dict[str, object] = {}
    for column in columns:
        name = named.get(plain_title(column.title))
        if name is not None and name not in found:
            found[name] = column.address
            findings.note(f"columns/{name}", column.address, Message("its title is the name of this field"))
        else:
            findings.ask(
                f"ignored/{column.address}", Message("Which field is the column {title!r}?", title=column.address)
            )
    findings.values["columns"] = found
    days = [
        column
        for column in columns
        if named.get(plain_title(column.title), "").endswith(("_date", "effective", "recorded"))
    ]
    if days:
        decide_days(days, findings)
    else:
        findings.ask("date_pattern", Message("How are the days of this table written?"))
    decide_amounts([column for column in columns if is_amount(column)], findings)


def _worded(decision: KeyDecision) -> str:
    listed = f" [{' | '.join(decision.candidates)}]" if decision.candidates else ""
    return f"{decision.reason}{listed}"


def _name_of(name: str) -> str:
    return name.rpartition(".")[0] or name
