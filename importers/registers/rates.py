"""Reference exchange rates of the National Bank of Romania (BNR), the XML it publishes by day and by year.

A rate published for 100 units (HUF, JPY, KRW: ``multiplier``) is divided by it, exactly. Days without a rate
stay without one; which rate serves a week-end is the reader's rule. Gold (XAU, by the gram) and special
drawing rights (XDR) are in no account of a case: they are left aside and counted in a flag.
Source: BNR, nbrfxrates.xsd (DataSet, Header, Body, Cube, Rate).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from fractions import Fraction
from typing import Final

from lxml import etree

from graph_schema.currencies import ACTIVE_EXPONENTS, WITHDRAWN_EXPONENTS
from graph_schema.dates import parse_iso_date
from graph_schema.errors import TracerError, WrongRecord, WrongValue
from graph_schema.provenance import SourceKind
from graph_schema.words import N_, Sentence
from importers.contract import Batch, Flag, Recognition, UnreadableFile
from importers.mapping import ColumnMapping
from importers.parsing.draft import Draft, Records
from importers.parsing.xml import find, find_all, find_text, local_name, parse_xml
from importers.source import SourceFile

_NAMESPACE: Final = b"http://www.bnr.ro/xsd"
_NO_CURRENCIES: Final = ("XAU", "XDR")
_RATE: Final = re.compile(r"[0-9]{1,9}(?:\.[0-9]{1,9})?")
_MULTIPLIER: Final = re.compile("[1-9][0-9]{0,5}")


class RatesImporter:
    """Reads the National Bank's rates as events of each currency."""

    name = "bnr-rates"
    version = "1"
    kind: SourceKind = "register"

    def recognise(self, file: SourceFile, mappings: tuple[ColumnMapping, ...]) -> Recognition:
        """Is this the National Bank's file of rates?"""
        if _NAMESPACE in file.head and b"DataSet" in file.head:
            return Recognition(True, Sentence("XML DataSet of www.bnr.ro/xsd"))
        return Recognition(False, Sentence("no DataSet of www.bnr.ro/xsd"))

    def read(self, file: SourceFile, mappings: tuple[ColumnMapping, ...]) -> Batch:
        """What was each currency worth on each day? Cost: linear, the file in memory."""
        root = parse_xml(file)
        body = find(root, "Body")
        publisher, target = find_text(root, "Header/Publisher"), find_text(root, "Body/OrigCurrency")
        if local_name(root) != "DataSet" or body is None or publisher is None or target is None:
            raise UnreadableFile(
                "{file} lacks DataSet, Body, Publisher or OrigCurrency: no file of reference rates, or a "
                "damaged one. Get it from the National Bank again.",
                file=file.name,
            )
        draft = Draft(file, self.name, self.version, self.kind)
        days: list[date] = []
        seen: dict[str, Fraction] = {}
        aside = 0
        for cube, element, locator in _rates(body):
            code = element.get("currency", "")
            if code in _NO_CURRENCIES:
                aside += 1
                continue
            records = Records(locator)
            try:
                day = _read_day(cube, locator)
                rate = _read_rate(element, locator)
                if seen.setdefault(f"{day} {code}", rate) != rate:
                    raise WrongRecord(
                        "{place}: another rate of {value} for the same day stands above. Get the file from "
                        "the National Bank again.",
                        place=locator,
                        value=code,
                    )
                _add_rate(records, code, target, rate, day, publisher)
                draft.keep(records)
            except TracerError as error:
                draft.reject(locator, error, etree.tostring(element, encoding="unicode").strip())
            else:
                days.append(day)
        if aside:
            draft.flag(
                Flag(
                    "amber",
                    "path:/DataSet/Body",
                    N_(
                        "{count} rates of gold (XAU) and special drawing rights (XDR) "
                        "are left aside: they are no currencies of accounts."
                    ),
                    {"count": str(aside)},
                )
            )
        if not days:
            raise UnreadableFile(
                "{file} holds no rate that could be read ({reason}). Get it from the National Bank again.",
                file=file.name,
                reason=draft.first_reason or Sentence("no Rate element"),
            )
        return draft.finish(max(days).isoformat())


def _rates(body: etree._Element) -> Iterator[tuple[etree._Element, etree._Element, str]]:
    for place, cube in enumerate(find_all(body, "Cube"), start=1):
        day = cube.get("date") or str(place)
        for turn, element in enumerate(find_all(cube, "Rate"), start=1):
            yield cube, element, f"path:/DataSet/Body/Cube[{day}]/Rate[{element.get('currency') or turn}]"


def _read_day(cube: etree._Element, locator: str) -> date:
    text = cube.get("date", "")
    try:
        return parse_iso_date(text)
    except WrongValue as error:
        raise WrongValue("{place}: {reason}", place=locator, value=text, reason=error.sentence) from None


def _read_rate(element: etree._Element, locator: str) -> Fraction:
    text, multiplier = (element.text or "").strip(), element.get("multiplier", "1")
    if _RATE.fullmatch(text) is None or Fraction(text) == 0:
        raise WrongValue(
            "{place}: {value!r} is no rate; expected a number above zero such as 4.9736.",
            place=locator,
            value=text[:40],
        )
    if _MULTIPLIER.fullmatch(multiplier) is None:
        raise WrongValue(
            "{place}: the multiplier {value!r} is no number of units; expected 1, 10, 100 ...",
            place=locator,
            value=multiplier[:40],
        )
    return Fraction(text) / int(multiplier)


def _add_rate(records: Records, code: str, target: str, rate: Fraction, day: date, publisher: str) -> None:
    if code not in ACTIVE_EXPONENTS and code not in WITHDRAWN_EXPONENTS:
        raise WrongValue(
            "{place}: {value!r} is no currency of ISO 4217. Tell the maintainers if the National Bank publishes it.",
            place=records.locator,
            value=code[:40],
        )
    records.add_event(
        "Rate",
        f"currency:{code}",
        day,
        day,
        publisher,
        {
            "from_currency": code,
            "to_currency": target,
            "numerator": rate.numerator,
            "denominator": rate.denominator,
            "publisher": publisher,
        },
    )


IMPORTER = RatesImporter()
