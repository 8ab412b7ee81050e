"""Finds rows of a file that the case has already, all of them, under another account: the file may be of that account."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from graph_schema.errors import WrongUse
from graph_schema.messages import N_
from importers.contract import Batch, Flag
from importers.source import SourceFile
from tracer.store.ports.case_store import CaseStore
from tracer.store.ports.store_values import TransferFilter

_PAGE: Final = 10_000
_FEWEST: Final = 2
"""One row alone may be the same fee of two accounts on one day."""
_FLAG: Final = N_(
    "Every row of this account in the file is also in the case under the account {account}, in {name}. If both files are of one "
    "account, retract the one that is under the wrong account."
)
Row = Mapping[str, Any]
_Sum = tuple[date, str, int]
"""Value date, side and minor units of a row."""


@dataclass(frozen=True, slots=True)
class SameRows:
    """The rows of one account in a file, all of which the case has under another account. ``source``: the file there."""

    rows: int
    locator: str
    number: str
    source: str


def find_same_rows(store: CaseStore, batch: Batch) -> tuple[SameRows, ...]:
    """For which accounts of this file does the case have all rows under another account, in the same direction?

    Equal are days, amount, direction, text, reference, name, and the balance where both state one. An earlier reading of
    the same file is not compared. Cost: nothing in a case without transfers; else one read of each day on which an account
    of the file has its largest row; where a row of that day is equal, the rows of the other account in the period too.
    """
    if not store.transfers(TransferFilter(), limit=1, offset=0).num_rows:
        return ()
    found = []
    accounts = _by_account(batch.entries.to_pylist())
    owners = owners_of_rows(store, map(_largest, accounts.values()))
    for account, rows in accounts.items():
        same = next(same_elsewhere(store, batch.source.digest, account, rows, owners), None)
        if same is not None:
            found.append(SameRows(len(rows), str(rows[0]["locator"]), *same))
    return tuple(found)


def refuse_same_rows(store: CaseStore, file: SourceFile, found: Iterable[SameRows]) -> None:
    """Raises WrongUse if a person declares the account of a file whose rows the case has under another account."""
    for same in found if file.declared is not None and file.declared.account else ():
        if same.rows >= _FEWEST:
            raise WrongUse(
                "Every row of {file} is already in the case under the account {account}, in {name}. Declare the right account. "
                "If both accounts really have the same rows, add a column with the account to the file.",
                file=file.name,
                account=same.number,
                name=_name(store, same.source),
            )


def flag_same_rows(store: CaseStore, found: Iterable[SameRows]) -> Iterator[Flag]:
    """A red flag for each account of this file whose rows the case has under another account."""
    return (flag_same(store, same) for same in found)


def flag_same(store: CaseStore, same: SameRows) -> Flag:
    """The red flag for the rows of one account that the case has under another account."""
    return Flag("red", same.locator, _FLAG, {"account": same.number, "name": _name(store, same.source)})


def _by_account(rows: Iterable[Row]) -> dict[str, list[Row]]:
    found: dict[str, list[Row]] = {}
    for row in rows:
        found.setdefault(str(row[f"{row['side']}_account"]), []).append(row)
    return found


def owners_of_rows(store: CaseStore, rows: Iterable[Row]) -> Mapping[_Sum, set[str]]:
    """Which accounts of the case have a row of the same day, side and amount as these? One read for each day."""
    wanted: defaultdict[date, set[_Sum]] = defaultdict(set)
    for row in rows:
        wanted[row["value_date"]].add(_sum(row))
    found: defaultdict[_Sum, set[str]] = defaultdict(set)
    for day, sums in sorted(wanted.items()):
        where = TransferFilter(from_date=day, to_date=day, min_minor=min(minor for _, _, minor in sums))
        for one in _transfers(store, where):
            for side in ("debit", "credit"):
                key = (day, side, one[f"{side}_minor"])
                if key in sums and one[f"{side}_source"] is not None:
                    found[key].add(str(one[f"{side}_account"]))
    return found


def same_elsewhere(
    store: CaseStore, digest: str, account: str, rows: list[Row], owners: Mapping[_Sum, set[str]] | None = None
) -> Iterator[tuple[str, str]]:
    """(number of the account, source) of each other account that has all these rows.

    ``owners``: accounts of the case by day, side and amount, where they are known already.
    """
    wanted = Counter(map(_key, rows))
    largest = _largest(rows)
    known = owners_of_rows(store, [largest]) if owners is None else owners
    days = [row["value_date"] for row in rows]
    for other in sorted(known.get(_sum(largest), set()) - {account}):
        entries = [row for row in rows_of(store, other, min(days), max(days)) if row["source"] != digest]
        if wanted <= Counter(map(_key, entries)) and not _balances_differ(rows, entries):
            number = str(store.get([other])[other].props["number"])
            yield number, min(str(row["source"]) for row in entries if _key(row) in wanted)


def _largest(rows: Iterable[Row]) -> Row:
    return max(rows, key=lambda row: (int(row[f"{row['side']}_minor"]), str(row["locator"])))


def _sum(row: Row) -> _Sum:
    return (row["value_date"], row["side"], row[f"{row['side']}_minor"])


def rows_of(store: CaseStore, account: str, first: date | None = None, last: date | None = None) -> list[Row]:
    """The rows of all statements of this account with a value date in these days, both inclusive. One read of entries."""
    where = TransferFilter(account=account, from_date=first, to_date=last)
    ids = [str(one["transfer_id"]) for one in _transfers(store, where)]
    return [row for row in store.entries(ids).to_pylist() if str(row[f"{row['side']}_account"]) == account]


def _key(row: Row) -> tuple[object, ...]:
    side = row["side"]
    texts = (row["counterparty_name"], row["description"], row["reference"])
    return (side, row["booking_date"], row["value_date"], row[f"{side}_minor"], row[f"{side}_currency"], *texts)


def _balances_differ(rows: Iterable[Row], entries: Iterable[Row]) -> bool:
    stated: dict[tuple[object, ...], set[int]] = {}
    for row in entries:
        if row["balance_minor"] is not None:
            stated.setdefault(_key(row), set()).add(row["balance_minor"])
    known = [(row["balance_minor"], stated[_key(row)]) for row in rows if _key(row) in stated]
    return any(balance is not None and balance not in balances for balance, balances in known)


def _transfers(store: CaseStore, where: TransferFilter) -> Iterator[Row]:
    offset = 0
    while True:
        page = store.transfers(where, limit=_PAGE, offset=offset)
        yield from page.to_pylist()
        offset += page.num_rows
        if page.num_rows < _PAGE:
            return


def _name(store: CaseStore, digest: str) -> str:
    return next((kept.source.name for kept in store.sources() if kept.source.digest == digest), digest[:16])
