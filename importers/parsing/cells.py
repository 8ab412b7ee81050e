"""Reads the cells of one row as days, sums, shares or codes, in the way that the mapping states."""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import dataclass, field
from datetime import date

from graph_schema.errors import TracerError, WrongValue
from graph_schema.messages import Message
from graph_schema.values.dates import PartialDate
from graph_schema.values.money import exponent
from graph_schema.values.shares import parse_share, share_text
from importers.mapping import ColumnMapping
from importers.parsing.table import Row


@dataclass(frozen=True, slots=True)
class Cells:
    """A row with its mapping. An empty cell gives None; a wrong value raises WrongValue.

    ``asked``: the fields that were read. A value in a field that is never read would be lost silently.
    """

    row: Row
    mapping: ColumnMapping
    asked: set[str] = field(default_factory=set, hash=False, compare=False)

    @property
    def locator(self) -> str:
        """The place of the row."""
        return self.row.locator

    def text(self, field: str) -> str | None:
        """The text of this field."""
        self.asked.add(field)
        return self.row.cells.get(field)

    def texts(self, *fields: str) -> dict[str, str]:
        """The texts of these fields, without empty fields."""
        return {field: text for field in fields if (text := self.text(field)) is not None}

    def require_all_asked(self) -> None:
        """Raises WrongValue for a cell with a value that was not read. Constants may be for other rows and are not checked."""
        for name in (*self.mapping.columns, *self.mapping.joined):
            if name not in self.asked and name in self.row.cells:
                raise self.refuse(name, Message("no value, because a row of this kind has no such field"))

    def required(self, field: str) -> str:
        """The text of a required field. Raises WrongValue if it is empty."""
        value = self.text(field)
        if value is None:
            raise WrongValue(
                "{place}: the required field {field} is empty. Ask the sender.",
                place=self.locator,
                field=field,
            )
        return value

    def code(self, field: str, allowed: Collection[str]) -> str:
        """One of the allowed codes, after the mapping has translated the words of the sender. Raises WrongValue."""
        value = self.required(field)
        if value not in allowed:
            expected = Message("one of {codes}, or a word listed under codes in the mapping", codes=", ".join(allowed))
            raise self._wrong(field, value, expected)
        return value

    def day(self, field: str) -> date | None:
        """A day in the date pattern of the mapping."""
        value = self.text(field)
        if value is None:
            return None
        try:
            return self.mapping.date_form.read(value)
        except WrongValue as error:
            raise self._because(field, value, error) from None

    def required_day(self, field: str) -> date:
        """A day in a required field."""
        self.required(field)
        found = self.day(field)
        assert found is not None
        return found

    def partial_date(self, field: str) -> str | None:
        """A day in the date pattern of the mapping, or only a year (2021) or month (2021-05), as ISO text."""
        value = self.text(field)
        if value is not None and re.fullmatch("[0-9]{4}(?:-[0-9]{2})?", value):
            try:
                return PartialDate(value).text
            except WrongValue as error:
                raise self._because(field, value, error) from None
        found = self.day(field)
        return None if found is None else found.isoformat()

    def whole(self, field: str) -> int | None:
        """A whole number, written in digits only."""
        value = self.text(field)
        if value is None:
            return None
        if re.fullmatch("[0-9]{1,18}", value) is None:
            raise self._wrong(field, value, Message("a whole number in digits"))
        return int(value)

    def share(self, field: str) -> str | None:
        """A share such as 1/2 or 25 %, as the stored text in lowest terms."""
        value = self.text(field)
        if value is None:
            return None
        try:
            return share_text(parse_share(value, unit=self.mapping.share_unit))
        except WrongValue as error:
            raise self._because(field, value, error) from None

    def money(self, amount_field: str, currency_field: str) -> tuple[int, str] | None:
        """A sum in minor units with its currency. Raises WrongValue if only one of them is stated."""
        amount, currency = self.text(amount_field), self.text(currency_field)
        if amount is None:
            # A currency without a sum is accepted if it is a constant of the mapping.
            if currency is not None and currency_field not in self.mapping.constants:
                raise self._wrong(
                    amount_field, "", Message("a sum, because the currency {currency} is stated", currency=currency)
                )
            return None
        if currency is None:
            raise self._wrong(
                currency_field, "", Message("a currency, because the sum {amount} is stated", amount=amount)
            )
        try:
            exponent(currency)
            minor = self.mapping.amount_form.read(amount, currency)
        except WrongValue as error:
            raise self._because(amount_field, amount, error) from None
        if minor < 0:
            raise self._wrong(amount_field, amount, Message("a sum of zero or more"))
        return minor, currency

    def currency(self, field: str) -> str | None:
        """A currency code of ISO 4217."""
        value = self.text(field)
        if value is not None:
            try:
                exponent(value)
            except WrongValue as error:
                raise self._because(field, value, error) from None
        return value

    def refuse(self, field: str, expected: Message) -> WrongValue:
        """The error that states what is expected in this field."""
        return self._wrong(field, self.text(field) or "", expected)

    def _wrong(self, field: str, value: str, expected: Message) -> WrongValue:
        return WrongValue(
            "{place}: {field} is {value!r}; expected {expected}. Correct the row at its source.",
            place=self.locator,
            field=field,
            value=value,
            expected=expected,
        )

    def _because(self, field: str, value: str, error: TracerError) -> WrongValue:
        return WrongValue(
            "{place}: {field}: {reason}", place=self.locator, field=field, value=value, reason=error.sentence
        )
