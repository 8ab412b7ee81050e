"""Compares a payer's row and a payee's row of the same amount: accounts, names, days and references."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Final

import pyarrow as pa

from graph_schema.values.names import fold_company, fold_words
from tracer.graph.case_graph import CaseGraph
from tracer.resolve.accounts import AccountNumbers, Fit
from tracer.resolve.two_sides.lone_rows import LoneRows

_SPECIFIC_WORD: Final = 3


@dataclass(frozen=True, slots=True)
class Candidate:
    """A payer's row and a payee's row of the same amount. ``days``: from the payer's value date to the payee's.

    ``payee_named``: how the account that the payer's row names fits the payee's account; ``payer_named``: the reverse.
    """

    payer: Mapping[str, Any]
    payee: Mapping[str, Any]
    days: int
    payee_named: Fit
    payer_named: Fit
    names_agree: bool
    names_differ: bool

    @property
    def reference(self) -> str | None:
        """The reference if both rows state the same one, else None."""
        return self.payer["plain"] if self.payer["plain"] == self.payee["plain"] else None

    @property
    def is_exchange(self) -> bool:
        """Are the rows in two currencies, and no row states the amounts in both?"""
        first, second = self.payer, self.payee
        return bool(
            first["debit_currency"] == first["credit_currency"]
            and second["debit_currency"] == second["credit_currency"]
            and first["debit_currency"] != second["credit_currency"]
        )

    @property
    def parties(self) -> tuple[object, ...]:
        """Both accounts, both amounts and the payer's value date."""
        first, second = self.payer, self.payee
        return (
            first["debit_account"],
            second["credit_account"],
            first["debit_minor"],
            first["debit_currency"],
            second["credit_minor"],
            second["credit_currency"],
            first["value_date"],
        )


def read_candidates(
    lone: LoneRows, pairs: list[tuple[int, int]], numbers: AccountNumbers, names: Mapping[str, frozenset[str]]
) -> Iterator[Candidate]:
    """Which pairs of rows do not contradict one another in accounts and amounts?

    ``pairs``: row numbers in ``lone.payer`` and ``lone.payee``. ``names``: account id -> folded names of its owners.
    """
    payers = lone.payer.take(pa.array([one for one, _ in pairs], pa.int64())).to_pylist()
    payees = lone.payee.take(pa.array([other for _, other in pairs], pa.int64())).to_pylist()
    words: dict[str, frozenset[str]] = {}
    for first, second in zip(payers, payees, strict=True):
        own, other = first["debit_account"], second["credit_account"]
        payee_named, payer_named = (
            numbers.fit(first["credit_account"], other),
            numbers.fit(second["debit_account"], own),
        )
        is_one = (own, first["debit_currency"]) == (other, second["credit_currency"])
        if is_one or "other" in (payee_named, payer_named) or _sums_differ(first, second):
            continue
        agrees = [_agrees(first, names.get(other)), _agrees(second, names.get(own))]
        clash = [_clash(first, names.get(other), words), _clash(second, names.get(own), words)]
        days = second["day"] - first["day"]
        yield Candidate(first, second, days, payee_named, payer_named, any(agrees), any(clash) and not any(agrees))


def _sums_differ(first: Mapping[str, Any], second: Mapping[str, Any]) -> bool:
    """Do both rows state an exchange of currencies, with different amounts?"""
    exchanged = [row["debit_currency"] != row["credit_currency"] for row in (first, second)]
    sums = ("debit_minor", "debit_currency", "credit_minor", "credit_currency")
    return all(exchanged) and any(first[name] != second[name] for name in sums)


def _agrees(row: Mapping[str, Any], owners: frozenset[str] | None) -> bool:
    return row["name"] is not None and row["name"] in (owners or ())


def _clash(row: Mapping[str, Any], owners: frozenset[str] | None, words: dict[str, frozenset[str]]) -> bool:
    """Does the row state a name that has no word in common with the known owners of the other account?"""
    if row["name"] is None or not owners:
        return False
    for name in (row["name"], *owners):
        if name not in words:
            words[name] = frozenset(word for word in fold_words(name) if len(word) >= _SPECIFIC_WORD)
    return not any(words[row["name"]] & words[owner] for owner in owners)


def owner_names(graph: CaseGraph) -> Mapping[str, frozenset[str]]:
    """Account id -> the folded names that banks and registers state for its owner."""
    found: defaultdict[str, set[str]] = defaultdict(set)
    for node in graph.nodes_of_type("Account"):
        stated_names = [node.props.get("owner_name"), *(value for value, _ in node.others.get("owner_name", ()))]
        found[node.id].update(fold_company(str(name)) for name in stated_names if name)
    for link in graph.links_of_type("HoldsAccount"):
        holder = graph.nodes.get(link.tail)
        if holder is not None and holder.props.get("name"):
            found[link.head].add(fold_company(str(holder.props["name"])))
    return {account: frozenset(names - {""}) for account, names in found.items() if names - {""}}
