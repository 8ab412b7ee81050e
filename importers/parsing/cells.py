"""The cells of one row as what they must be: days, sums, shares, codes, each read as the mapping declares."""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from graph_schema.dates import PartialDate, parse_date
from graph_schema.errors import TracerError, WrongValue
from graph_schema.money import exponent, parse_amount
from graph_schema.shares import parse_share, share_text
from graph_schema.words import Sentence
from importers.mapping import ColumnMapping
from importers.parsing.table import Row


@dataclass(frozen=True, slots=True)
class Cells:
    """A row with the mapping it was read by. An absent cell gives None, a wrong one raises WrongValue."""

    row: Row
    mapping: ColumnMapping

    @property
    def locator(self) -> str:
        """Where the row stands."""
        return self.row.locator

    def text(self, field: str) -> str | None:
        """The text of this field."""
        return self.row.cells.get(field)

    def required(self, field: str) -> str:
        """The text of a field that must not be empty."""
        value = self.text(field)
        if value is None:
            raise WrongValue(
                "{place}: {field} is empty, and the row cannot stand without it. Ask the sender.",
                place=self.locator,
                field=field,
            )
        return value

    def code(self, field: str, allowed: Collection[str]) -> str:
        """One of the known codes; the mapping translates the sender's words into them."""
        value = self.required(field)
        if value not in allowed:
            expected = Sentence(
                "one of {codes}; add the sender's word to the mapping's codes", codes=", ".join(allowed)
            )
            raise self._wrong(field, value, expected)
        return value

    def day(self, field: str) -> date | None:
        """A day in the mapping's date pattern."""
        value = self.text(field)
        if value is None:
            return None
        try:
            return parse_date(value, self.mapping.date_pattern, first_year=self.mapping.first_year)
        except WrongValue as error:
            raise self._because(field, value, error) from None

    def required_day(self, field: str) -> date:
        """A day that must be stated."""
        self.required(field)
        found = self.day(field)
        assert found is not None
        return found

    def partial_date(self, field: str) -> str | None:
        """A day in the mapping's pattern, or only a year (2021) or month (2021-05), as ISO text."""
        value = self.text(field)
        if value is not None and re.fullmatch("[0-9]{4}(?:-[0-9]{2})?", value):
            try:
                return PartialDate(value).text
            except WrongValue as error:
                raise self._because(field, value, error) from None
        found = self.day(field)
        return None if found is None else found.isoformat()

    def whole(self, field: str) -> int | None:
        """A whole number, digits only."""
        value = self.text(field)
        if value is None:
            return None
        if re.fullmatch("[0-9]{1,18}", value) is None:
            raise self._wrong(field, value, Sentence("a whole number in digits"))
        return int(value)

    def share(self, field: str) -> str | None:
        """A share such as 1/2 or 25 %, as its stored text in lowest terms."""
        value = self.text(field)
        if value is None:
            return None
        try:
            return share_text(parse_share(value))
        except WrongValue as error:
            raise self._because(field, value, error) from None

    def money(self, amount_field: str, currency_field: str) -> tuple[int, str] | None:
        """A sum in minor units with its currency; one without the other is refused."""
        amount, currency = self.text(amount_field), self.text(currency_field)
        if amount is None:
            # A currency alone is harmless where it is the same for every row.
            if currency is not None and currency_field not in self.mapping.constants:
                raise self._wrong(amount_field, "", Sentence("a sum beside its currency {currency}", currency=currency))
            return None
        if currency is None:
            raise self._wrong(currency_field, "", Sentence("a currency beside the sum {amount}", amount=amount))
        try:
            exponent(currency)
            minor = parse_amount(
                amount, currency, decimal_mark=self.mapping.decimal_mark, group_mark=self.mapping.group_mark
            )
        except WrongValue as error:
            raise self._because(amount_field, amount, error) from None
        if minor < 0:
            raise self._wrong(amount_field, amount, Sentence("a sum that is not negative"))
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

    def refuse(self, field: str, expected: Sentence) -> WrongValue:
        """The error that says what should stand in this field."""
        return self._wrong(field, self.text(field) or "", expected)

    def _wrong(self, field: str, value: str, expected: Sentence) -> WrongValue:
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
