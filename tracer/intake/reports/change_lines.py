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


def change_lines(change: Change, language: Language) -> Iterator[str]:
    """One line for each difference: how the file is read, rows, money by account, records, flags."""
    none = language.text(N_("none"))
    for name, before, after in change.reading:
        yield f"{language.text(READING_WORDS[name])}: {before or none} -> {after or none}"
    yield language.text(
        N_("rows: {before} kept + {before_rejected} rejected -> {after} kept + {after_rejected} rejected"),
        before=language.number(change.kept[0]),
        before_rejected=language.number(change.rejected[0]),
        after=language.number(change.kept[1]),
        after_rejected=language.number(change.rejected[1]),
    )
    for account in change.accounts[:_SHOWN]:
        before, after = (_money(money, language) for money in (account.before, account.after))
        yield f"{account.account} {account.currency}: {before} -> {after}"
    if len(change.accounts) > _SHOWN:
        yield language.text(N_("... and {count} more accounts"), count=len(change.accounts) - _SHOWN)
    if change.records:
        counts = ", ".join(f"{name} {language.number(count)}" for name, count in change.records.items())
        yield language.text(N_("records with other content: {counts}"), counts=counts)
    if change.flags_gone or change.flags_new:
        yield language.text(
            N_("flags: {gone} no longer apply, {new} are new"), gone=change.flags_gone, new=change.flags_new
        )


def _money(money: AccountMoney | None, language: Language) -> str:
    if money is None:
        return language.text(N_("no rows"))
    return language.text(
        N_("{rows} rows, in {credit}, out {debit}"),
        rows=language.number(money.rows),
        credit=money.credit,
        debit=money.debit,
    )
