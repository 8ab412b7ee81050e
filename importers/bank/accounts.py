"""The accounts a file speaks of, one node each, wrong numbers kept and flagged."""

from __future__ import annotations

from graph_schema.identifiers import check_iban
from graph_schema.identity import account_id
from graph_schema.nodes import Node
from graph_schema.words import N_, Sentence
from importers.contract import Flag
from importers.parsing.account_number import read_account_number


class AccountBook:
    """Collects the accounts of one file. Who holds an account is not decided from a bare name."""

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
        """Which account is meant by this number? Returns its node id.

        ``is_iban``: the source says that it is one. A number that is none belongs to its ``bank`` where that
        is known. ``currency`` and ``owner`` are given for the account whose statement this is.
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
        """The normal form of the number of an account added before."""
        return self._props[node]["number"]

    def nodes(self) -> tuple[Node, ...]:
        """All accounts in the order of their first mention. An account in several currencies carries none."""
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
                N_("The account number {number} is kept although its check fails: {reason}"),
                {"number": number, "reason": Sentence(reason)},
            )
        )
