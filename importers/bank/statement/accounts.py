"""Collects the accounts of a file, one node per account; wrong numbers are kept and flagged."""

from __future__ import annotations

from graph_schema.identifiers import check_iban
from graph_schema.messages import N_, Message
from graph_schema.records.identity import account_id
from graph_schema.records.nodes import Node
from importers.account_number import read_account_number
from importers.contract import Flag


class AccountBook:
    """Collects the accounts of one file. A name alone does not decide who holds an account."""

    def __init__(self) -> None:
        self._known: dict[tuple[str, str | None, bool], str] = {}
        self._places: dict[str, str] = {}
        self._props: dict[str, dict[str, str]] = {}
        self._currencies: dict[str, set[str]] = {}
        self.flags: list[Flag] = []

    def add(
        self,
        text: str,
        place: str,
        *,
        bank: str | None = None,
        is_iban: bool = False,
        currency: str | None = None,
        owner: str | None = None,
    ) -> str:
        """Which account has this number? Returns its node id.

        ``is_iban``: the source states that the number is an IBAN. Another number belongs to its ``bank``, if known.
        ``currency`` and ``owner`` are given for the account of the statement.
        """
        key = (text, bank, is_iban)
        if key not in self._known:
            self._known[key] = self._enter(text, place, bank, is_iban)
        node = self._known[key]
        if owner:
            self._props[node].setdefault("owner_name", owner)
        if currency:
            self._currencies.setdefault(node, set()).add(currency)
        return node

    def number(self, node: str) -> str:
        """The normal form of the number of an account that was added before."""
        return self._props[node]["number"]

    def nodes(self) -> tuple[Node, ...]:
        """All accounts in the order of their first mention. An account in several currencies has no currency field."""
        return tuple(
            Node(node, "Account", {**self._props[node], **self._currency(node)}, place)
            for node, place in self._places.items()
        )

    def _enter(self, text: str, place: str, bank: str | None, is_iban: bool) -> str:
        node, number, fault = read_account_number(text, bank)
        if is_iban:
            checked = check_iban(text)
            node, number, fault = account_id(checked.value), checked.value, checked.reason
        if node not in self._places:
            self._places[node] = place
            self._props[node] = {"number": number}
            if fault is not None:
                self._flag(node, number, place, fault)
        if bank:
            self._props[node].setdefault("bank", bank)
        return node

    def _currency(self, node: str) -> dict[str, str]:
        found = self._currencies.get(node, set())
        return {"currency": next(iter(found))} if len(found) == 1 else {}

    def _flag(self, node: str, number: str, place: str, reason: str) -> None:
        self._props[node]["invalid_identifiers"] = f"{number}: {reason}"
        self.flags.append(
            Flag(
                "amber",
                place,
                N_(
                    "The account number {number} fails its check: {reason} It is kept as written; compare it with "
                    "the document."
                ),
                {"number": number, "reason": Message(reason)},
            )
        )
