"""The forms in which the journal of the ledger is written, one row each."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from graph_schema.errors import WrongUse
from tracer.casefile.ledger_book import LedgerBook
from tracer.export.ledger_forms.beancount import write_beancount
from tracer.export.ledger_forms.hledger import write_hledger
from tracer.export.ledger_forms.journal_csv import write_journal_csv
from tracer.wording.language import Language


@dataclass(frozen=True, slots=True)
class LedgerForm:
    """One form. ``suffix``: the usual ending of its files."""

    name: str
    suffix: str
    write: Callable[[LedgerBook, Language], bytes]


LEDGER_FORMS: Final[tuple[LedgerForm, ...]] = (
    LedgerForm("csv", ".csv", write_journal_csv),
    LedgerForm("hledger", ".journal", write_hledger),
    LedgerForm("beancount", ".beancount", write_beancount),
)


def read_ledger_form(name: str) -> LedgerForm:
    """Which form has this name? Raises WrongUse for an unknown one."""
    for form in LEDGER_FORMS:
        if form.name == name:
            return form
    known = ", ".join(form.name for form in LEDGER_FORMS)
    raise WrongUse("There is no form {form}; known are {known}.", form=name, known=known)
