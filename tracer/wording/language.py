"""Words, numbers, money and dates in the reader's language: one object a session, nothing global."""

from __future__ import annotations

import datetime as dt
import gettext
from dataclasses import dataclass
from decimal import Decimal, localcontext
from fractions import Fraction
from functools import cache
from io import BytesIO
from pathlib import Path
from typing import Final, Literal

from babel import Locale
from babel.numbers import format_decimal, get_decimal_symbol, get_group_symbol

from graph_schema.errors import TracerError, WrongUse
from graph_schema.messages import Message
from graph_schema.values.dates import PartialDate
from graph_schema.values.money import exponent

LanguageCode = Literal["en", "ro"]
LANGUAGES: Final[tuple[LanguageCode, ...]] = ("ro", "en")
"""The first is the default for a reader who has chosen none."""

# British rules for English: the day comes before the month.
_LOCALES: Final = {"en": Locale("en", "GB"), "ro": Locale("ro", "RO")}
_DAY: Final = {"en": "d MMM y", "ro": "dd.MM.y"}
_MOMENT: Final = {"en": "d MMM y, HH:mm:ss", "ro": "dd.MM.y, HH:mm:ss"}
_BLANK: Final = "\u00a0"
_MINUS: Final = "\u2212"


@dataclass(frozen=True, slots=True)
class Language:
    """One language: its sentences and its way of writing numbers. Get one from :func:`find_language`.

    Amounts, numbers and percentages are joined by no-break spaces, so that a line never ends between a number
    and its unit.
    """

    code: LanguageCode
    catalogue: gettext.NullTranslations

    def text(self, template: str, /, **params: object) -> str:
        """What is this sentence in the reader's language, with ``{names}`` filled in?

        ``template`` is the English sentence, which is also the key of the translation; without a translation
        it is returned in English. Parameters are written as they are, except a :class:`Sentence`,
        which is translated too: format amounts and dates first.
        Raises: KeyError if a name of the sentence is missing among ``params``.
        """
        sentence = self.catalogue.gettext(template)
        filled = {name: self.said(value) if isinstance(value, Message) else value for name, value in params.items()}
        return sentence.format(**filled) if filled else sentence

    def said(self, text: str) -> str:
        """This text in the reader's language; a text that is not a :class:`Sentence` stays as it is."""
        return self.text(text.template, **text.params) if isinstance(text, Message) else text

    def plural(self, one: str, many: str, n: int, **params: object) -> str:
        """How is this counted? ``{n}`` stands for the number, written in the language's own way.

        Romanian has three forms: "un activ", "19 active", "20 de active"; the catalogue holds them.
        """
        return self.catalogue.ngettext(one, many, n).format(n=self.number(n), **params)

    def error(self, problem: TracerError) -> str:
        """What went wrong, in the reader's language?"""
        return self.text(problem.template, **problem.params)

    def number(self, value: int | Decimal) -> str:
        """How is this number written: ``1.234`` in Romanian, ``1,234`` in English? Every digit is kept."""
        amount = Decimal(value)
        places = max(0, -int(amount.as_tuple().exponent))
        return self._decimal(amount, places)

    def money(self, minor: int, currency: str) -> str:
        """How is this amount written: ``1.234.567,89 EUR`` in Romanian, ``1,234,567.89 EUR`` in English?

        ``minor``: whole minor units; the currency says how many decimals that is.
        Raises: WrongValue for an unknown currency.
        """
        places = exponent(currency)
        return self._decimal(_scaled(minor, places), places) + _BLANK + currency

    def percent(self, share: Fraction, places: int = 1) -> str:
        """How is this share written as a percentage: ``12,5 %`` in Romanian, ``12.5 %`` in English?

        Rounded half to even to ``places`` decimals; a share that is neither nothing nor all is never shown as
        0 or 100: it becomes ``<0,1 %`` or ``>99,9 %``.
        """
        scale = 10**places
        steps = round(share * 100 * scale)
        prefix = ""
        if steps == 0 and share > 0:
            prefix, steps = "<", 1
        elif steps == 100 * scale and share < 1:
            prefix, steps = ">", 100 * scale - 1
        return f"{prefix}{self._decimal(_scaled(steps, places), places)}{_BLANK}%"

    def date(self, value: dt.date) -> str:
        """Which day: ``23.11.2026`` in Romanian, ``23 Nov 2026`` in English?"""
        return self._day(value, _DAY[self.code])

    def long_date(self, value: dt.date) -> str:
        """Which day, in words: ``23 noiembrie 2026``, ``23 November 2026``?"""
        return self._day(value, "d MMMM y")

    def month(self, value: dt.date) -> str:
        """Which month: ``noiembrie 2026``, ``November 2026``?"""
        return self._day(value, "LLLL y")

    def partial_date(self, text: str) -> str:
        """A date as exactly as it is known: the ISO text of a day, a month or a year."""
        known = PartialDate(text)
        if known.precision == "day":
            return self.date(known.earliest)
        return self.month(known.earliest) if known.precision == "month" else text

    def moment(self, value: dt.datetime) -> str:
        """Which moment: ``23.11.2026, 14:05:09`` in the zone the value carries, to the second?"""
        from babel.dates import format_datetime

        return format_datetime(value, _MOMENT[self.code], tzinfo=value.tzinfo, locale=_LOCALES[self.code])

    def _day(self, value: dt.date, pattern: str) -> str:
        from babel.dates import format_date  # it looks for the time zone of the machine, which takes long

        return format_date(value, pattern, locale=_LOCALES[self.code])

    def country(self, code: str) -> str:
        """The name of a State by its ISO 3166-1 alpha-2 code, with the code: ``Austria (AT)``; an unknown code stays."""
        name = _LOCALES[self.code].territories.get(code)
        return f"{name} ({code})" if name else code

    @property
    def separators(self) -> str:
        """Decimal sign and grouping sign, in this order, as charts want them: ``",."`` in Romanian."""
        locale = _LOCALES[self.code]
        return get_decimal_symbol(locale) + get_group_symbol(locale)

    def _decimal(self, value: Decimal, places: int) -> str:
        pattern = "#,##0" + ("." + "0" * places if places else "")
        with localcontext(prec=max(28, len(value.as_tuple().digits) + places + 2)):
            return format_decimal(value, pattern, locale=_LOCALES[self.code]).replace("-", _MINUS)


def find_language(code: str) -> Language:
    """Which language does this code name? All readers of a language share one object: it holds no data of a reader.

    Raises: WrongUse for a language that has no catalogue.
    """
    for known in LANGUAGES:
        if code == known:
            return _language(known)
    raise WrongUse(
        "There is no language {code}: expected one of {known}. Choose one of them.",
        code=repr(code),
        known=", ".join(LANGUAGES),
    )


@cache
def _language(code: LanguageCode) -> Language:
    if code == "en":
        return Language(code, gettext.NullTranslations())
    from babel.messages.mofile import write_mo
    from babel.messages.pofile import read_po

    source = Path(__file__).parent / "locale" / code / "LC_MESSAGES" / "tracer.po"
    compiled = BytesIO()
    with source.open("rb") as stream:
        write_mo(compiled, read_po(stream, locale=code))
    compiled.seek(0)
    return Language(code, gettext.GNUTranslations(compiled))


def _scaled(whole: int, places: int) -> Decimal:
    # Built from its digits: arithmetic would round to the context's precision.
    sign = 1 if whole < 0 else 0
    return Decimal((sign, tuple(int(digit) for digit in str(abs(whole))), -places))
