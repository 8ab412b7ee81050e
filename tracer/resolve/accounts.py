"""Finds the account that a number without its bank means."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any, Final, Literal

import pyarrow as pa
import pyarrow.compute as pc

from graph_schema.records.merged_records import MergedNode
from tracer.graph.case_graph import CaseGraph

Column = Any
"""An Arrow array, chunked or not."""

Fit = Literal["same", "number", "open", "other"]
"""How the account that a row names fits an account: the same one, the same bare number, none named, another one."""

_IBAN: Final = re.compile("[A-Z]{2}[0-9]{2}[A-Z0-9]{10,30}")
_SHORTEST: Final = 6
"""A shorter number can be the end of another number by chance."""


@dataclass(frozen=True)
class AccountNumbers:
    """The numbers of a case's accounts. ``keys``: account id -> number; equal if two ids may be one account."""

    keys: Mapping[str, str] = field(hash=False)
    banks: Mapping[str, str] = field(hash=False)
    crowded: frozenset[str]
    """Bare numbers of accounts at several banks: which of the accounts is meant is not known."""

    def fit(self, named: str | None, account: str) -> Fit:
        """Can the account that a row names be this account?"""
        if named is None:
            return "open"
        if named == account:
            return "same"
        if self.keys.get(named, named) != self.keys.get(account, account):
            return "other"
        named_bank, bank = self.banks.get(named), self.banks.get(account)
        return "other" if named_bank is not None and bank is not None and named_bank != bank else "number"


def read_numbers(graph: CaseGraph) -> AccountNumbers:
    """By which number can a row name each account of the case? Cost: one pass over the accounts."""
    accounts, own = graph.nodes_of_type("Account"), _stated_accounts(graph)
    ends = _ends(
        [number for node in accounts if node.id in own and _IBAN.fullmatch(number := _number(node))],
        {number.lstrip("0") for node in accounts if not _IBAN.fullmatch(number := _number(node))},
    )
    keys, banks = {}, {}
    banks_of: defaultdict[str, set[str]] = defaultdict(set)
    for node in accounts:
        bank, number = _split(node)
        if bank is not None:
            banks[node.id] = bank
            banks_of[number].add(bank)
        found = ends.get(number.lstrip("0"), set()) if bank is None else set()
        keys[node.id] = next(iter(found)) if len(found) == 1 else number
    return AccountNumbers(keys, banks, frozenset(number for number, named in banks_of.items() if len(named) > 1))


def join_accounts(graph: CaseGraph) -> CaseGraph:
    """The same case, with each bare account number replaced by the account at a bank that has this number.

    An account is a bare number if no source names its bank and it has no statement and no holder. If accounts at several
    banks have the number, or no account has it, it stays an account of its own. Cost: one pass over the transfers if such
    a number exists, else over the accounts.
    """
    own = _stated_accounts(graph)
    at_banks: defaultdict[str, list[str]] = defaultdict(list)
    bare: dict[str, str] = {}
    for node in graph.nodes_of_type("Account"):
        bank, number = _split(node)
        if bank is not None:
            at_banks[number].append(node.id)
        elif node.id not in own and not _IBAN.fullmatch(number) and "bank" not in node.props:
            bare[node.id] = number
    same = {node: at_banks[number][0] for node, number in bare.items() if len(at_banks[number]) == 1}
    if not same:
        return graph
    transfers = graph.transfers
    for name in ("debit_account", "credit_account"):
        transfers = transfers.set_column(
            transfers.schema.get_field_index(name), transfers.schema.field(name), map_column(transfers[name], same)
        )
    return replace(graph, transfers=transfers, same_accounts=same)


def map_column(column: Column, names: Mapping[str, str]) -> Column:
    """The column with each key of ``names`` replaced by its value; other values stay."""
    indices: Column = pc.index_in(column, value_set=pa.array(list(names), pa.string()))
    new_values: Column = pa.array(list(names.values()), pa.string())
    return pc.coalesce(pc.take(new_values, indices), column)


def _ends(ibans: Iterable[str], wanted: set[str]) -> Mapping[str, set[str]]:
    """The IBANs that end with each of these bare numbers."""
    lengths = {len(number) for number in wanted if len(number) >= _SHORTEST}
    found: defaultdict[str, set[str]] = defaultdict(set)
    for iban in ibans:
        for length in lengths:
            if iban[-length:] in wanted:
                found[iban[-length:]].add(iban)
    return found


def _stated_accounts(graph: CaseGraph) -> frozenset[str]:
    return frozenset(link.head for link in graph.links_of_type("StatementOf", "HoldsAccount"))


def _number(node: MergedNode) -> str:
    return str(node.props.get("number", node.id))


def _split(node: MergedNode) -> tuple[str | None, str]:
    """The bank and the number at this bank; no bank for an IBAN or a bare number."""
    number, bank = _number(node), str(node.props.get("bank", ""))
    if bank and number.startswith(f"{bank}/"):
        return bank, number.removeprefix(f"{bank}/")
    return None, number
