"""Makes the flags on balances of bank statements, with the same sentences in imports and checks."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Final

from graph_schema.messages import N_, Message
from graph_schema.records.nodes import Node
from graph_schema.statements.chain_records import ChainResult
from graph_schema.statements.reconciliation import StatementResult
from graph_schema.values.money import format_plain
from importers.bank.statement.no_movement import AT_EDGE
from importers.contract import Flag

_JUMP: Final = N_(
    "The balance at this row differs by {difference} from the balance before it and the rows between:"
    " rows are missing or wrong. Ask the bank for the complete statement."
)
_NOT_TIED: Final = N_(
    "Statement {number} of the account …{account} does not reconcile: the closing balance differs by {difference} "
    "from the opening balance and the rows. Ask the bank for the complete statement."
)
_GAP: Final = N_(
    "No statement of the account …{account} covers {begin} to {end}, between the statements {before} and {after}: "
    "the movements of these days are unknown. Ask the bank for this statement."
)
_NOT_MET: Final = N_(
    "The opening balance of statement {after} of the account …{account} differs by {difference} from the balance "
    "that statement {before} and the rows give: rows or a statement between them are missing or wrong. Ask the bank"
    " for them."
)
_NOT_CLOSED: Final = N_(
    "The closing balance of statement {number} of the account …{account} differs by {difference} from the balance "
    "that the kept rows give: a row is missing, counts twice, or two statements state it differently. Compare the "
    "statements, and retract a statement that another one replaces."
)
_LOST: Final = N_(
    "This row of the account …{account} is rejected, and no balances around it show its amount: money is missing in the "
    "figures of the account. Correct the mapping and import the file again with --replace, or ask the sender for the row."
)
_LOST_SUM: Final = N_(
    "This row of the account …{account} is rejected; by the balances around it, it moved {difference}. Correct the mapping "
    "and import the file again with --replace, or ask the sender for the row."
)
_LOST_SUMS: Final = N_(
    "This row of the account …{account} is one of {count} rejected rows between two balances, which together moved "
    "{difference}. Correct the mapping and import the file again with --replace, or ask the sender for the rows."
)
_LOST_ANYWHERE: Final = N_(
    "This row is rejected, and its account is not known: money is missing in the figures of some account. Ask the sender "
    "for the row."
)
IF_APART: Final = N_("If the open pairs of rows are two payments each: {break} Decide the pairs: tracer pairs")
IF_ONE: Final = N_("If the open pairs of rows are one payment each: {break} Decide the pairs: tracer pairs")
JUDGED_ANEW: Final = frozenset({_JUMP, _NOT_TIED, _GAP, _NOT_MET, _NOT_CLOSED, AT_EDGE})
"""Red flags that depend on balances and rows only. A check of the whole case computes them again."""


def flag_statement(node: Node, account: str, result: StatementResult, places: Sequence[str]) -> Iterator[Flag]:
    """Which balances of this Statement node do not follow from its rows, are not stated, or differ by fractions?

    ``account``: the last characters of its number. ``places``: locator of each row, in the order of the reconciliation.
    """
    number, currency = str(node.props["number"]), str(node.props["currency"])
    for found in result.breaks:
        if found.row is not None:
            yield Flag("red", places[found.row], _JUMP, {"difference": _plain(found.difference_minor, currency)})
    if result.hidden_count:
        template = N_(
            "{count} balances differ from their rows by up to {largest}, in total {total}: the bank carries "
            "fractions that it does not print."
        )
        params = {
            "count": str(result.hidden_count),
            "largest": _plain(result.hidden_largest, currency),
            "total": _plain(result.hidden_minor, currency),
        }
        yield Flag("amber", node.locator, template, params)
    difference = sum(found.difference_minor for found in result.breaks)
    if not result.is_stated:
        template = (
            N_(
                "Statement {number} states no opening balance in {currency}, so missing rows cannot be detected. Ask"
                " the bank for the balance."
            )
            if result.opening_minor is None
            else N_(
                "Statement {number} states no closing balance in {currency}, so missing rows cannot be "
                "detected. Ask the bank for the balance."
            )
        )
        yield Flag("amber", node.locator, template, {"number": number, "currency": currency})
    elif difference:
        params = {"number": number, "account": account, "difference": _plain(difference, currency)}
        yield Flag("red", node.locator, _NOT_TIED, params)


def flag_chain(result: ChainResult, nodes: Mapping[str, Node], account: str) -> Iterator[tuple[str, Flag]]:
    """Which statements of this account are missing, or have an opening or closing balance that does not fit the others?

    ``nodes``: the Statement nodes of the chain by id. ``account``: the last characters of its number. Yields each flag
    with the id of the later statement, or of the last statement.
    """
    for joint in result.breaks:
        after = nodes[joint.after]
        names = {
            "account": account,
            "before": str(nodes[joint.before].props["number"]),
            "after": str(after.props["number"]),
        }
        if joint.days == "gap":
            params = {**names, "begin": str(joint.from_date), "end": str(joint.to_date)}
            yield after.id, Flag("red", after.locator, _GAP, params)
        if not joint.meets:
            params = {**names, "difference": _plain(joint.difference_minor, str(after.props["currency"]))}
            yield after.id, Flag("red", after.locator, _NOT_MET, params)
    end = result.end
    own = next(period for period in result.periods if period.statement == end.statement)
    # The flags of the statement's own file already report this difference.
    if not end.meets and (own.holds or end.difference_minor != own.difference_minor):
        last = nodes[end.statement]
        difference = _plain(end.difference_minor, str(last.props["currency"]))
        params = {"account": account, "number": str(last.props["number"]), "difference": difference}
        yield last.id, Flag("red", last.locator, _NOT_CLOSED, params)


def flag_readings(readings: Sequence[Sequence[tuple[str, Flag]]]) -> Iterator[tuple[str, Flag]]:
    """The flags of a chain whose rows are read in one way, or in two: with open pairs as two payments, and as one.

    A flag that only one of two readings gives depends on the open pairs, and says so.
    """
    first, last = readings[0], readings[-1]
    for statement, flag in first:
        if (statement, flag) in last:
            yield statement, flag
        else:
            yield statement, _depending(IF_APART, flag)
    for statement, flag in last:
        if (statement, flag) not in first:
            yield statement, _depending(IF_ONE, flag)


def _depending(template: str, flag: Flag) -> Flag:
    return Flag(flag.severity, flag.locator, template, {"break": Message(flag.template, **flag.params)})


def flag_lost(place: str, account: str, net_minor: int | None, currency: str, count: int) -> Flag:
    """The flag on a rejected row that is missing money.

    ``account``: the last characters of its number. ``net_minor``: what ``count`` rows together moved, if balances show it.
    ``currency``: empty if the account is not known.
    """
    if not currency:
        return Flag("red", place, _LOST_ANYWHERE, {})
    if net_minor is None:
        return Flag("red", place, _LOST, {"account": account})
    params = {"account": account, "difference": _plain(net_minor, currency)}
    if count == 1:
        return Flag("red", place, _LOST_SUM, params)
    return Flag("red", place, _LOST_SUMS, params | {"count": str(count)})


def _plain(minor: int, currency: str) -> str:
    return f"{format_plain(minor, currency)} {currency}"
