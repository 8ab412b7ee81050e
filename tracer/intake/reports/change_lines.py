"""Formats how the reading of a file that is already in the case would change."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from graph_schema.messages import N_
from tracer.intake.reports.changes import AccountMoney, Change
from tracer.wording.language import Language

READING_WORDS: Final = {
    "account": N_("account"),
    "closing": N_("closing balance"),
    "from_date": N_("first day"),
    "importer": N_("importer"),
    "mapping": N_("mapping"),
    "opening": N_("opening balance"),
    "owner": N_("account holder"),
    "to_date": N_("last day"),
}
_SHOWN: Final = 8


def change_lines(change: Change, words: Language) -> Iterator[str]:
    """One line for each difference: how the file is read, rows, money by account, records, flags."""
    none = words.text(N_("none"))
    for name, before, after in change.reading:
        yield f"{words.text(READING_WORDS[name])}: {before or none} -> {after or none}"
    yield words.text(
        N_("rows: {before} kept + {before_rejected} rejected -> {after} kept + {after_rejected} rejected"),
        before=words.number(change.kept[0]),
        before_rejected=words.number(change.rejected[0]),
        after=words.number(change.kept[1]),
        after_rejected=words.number(change.rejected[1]),
    )
    for account in change.accounts[:_SHOWN]:
        before, after = (_money(money, words) for money in (account.before, account.after))
        yield f"{account.account} {account.currency}: {before} -> {after}"
    if len(change.accounts) > _SHOWN:
        yield words.text(N_("... and {count} more accounts"), count=len(change.accounts) - _SHOWN)
    if change.records:
        counts = ", ".join(f"{name} {words.number(count)}" for name, count in change.records.items())
        yield words.text(N_("records with other content: {counts}"), counts=counts)
    if change.flags_gone or change.flags_new:
        yield words.text(
            N_("flags: {gone} no longer apply, {new} are new"), gone=change.flags_gone, new=change.flags_new
        )


def _money(money: AccountMoney | None, words: Language) -> str:
    if money is None:
        return words.text(N_("no rows"))
    return words.text(
        N_("{rows} rows, in {credit}, out {debit}"),
        rows=words.number(money.rows),
        credit=money.credit,
        debit=money.debit,
    )
