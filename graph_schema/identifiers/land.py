"""Checks cadastral numbers of land, buildings and units: a number is unique only within its locality."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

from graph_schema.identifiers.checked import Checked
from graph_schema.messages import N_
from graph_schema.values.names import fold_words

_NUMBER: Final = re.compile("(?P<parcel>[1-9][0-9]{0,6})(?:-C(?P<building>[1-9][0-9]*))?(?:-U(?P<unit>[1-9][0-9]*))?")


@dataclass(frozen=True, slots=True)
class CheckedCadastral(Checked):
    """A checked cadastral number; ``parcel``, ``building`` and ``unit`` are its parts, None if absent."""

    locality: str
    parcel: str | None
    building: str | None
    unit: str | None


def check_cadastral(locality: str, number: str) -> CheckedCadastral:
    """Is this a well-formed cadastral number, and which land, building (-C1) or unit (-U5) does it mean?

    ``locality`` is the administrative unit (UAT), by name or SIRUTA code, in the same way for a whole case: the number
    alone occurs many times in the country. The value is ``LOCALITY/123456-C1-U5``. Older
    land-book and topographic numbers are kept and flagged.
    Source: Law 7/1996; Order 600/2023 of the National Agency for Cadastre (ANCPI).
    """
    place = " ".join(fold_words(locality))
    written = re.sub(r"[\s.]", "", number).upper()
    found = _NUMBER.fullmatch(written)
    reason = None
    if found is None:
        reason = N_(
            "A cadastral number is written as 123456, 123456-C1 or 123456-C1-U5; this may be an older "
            "land-book or topographic number."
        )
    elif not place:
        reason = N_("A cadastral number needs its locality: it is unique only there.")
    parts = {} if found is None else found.groupdict()
    return CheckedCadastral(
        value=f"{place}/{written}",
        valid=reason is None,
        reason=reason,
        locality=place,
        parcel=parts.get("parcel"),
        building=parts.get("building"),
        unit=parts.get("unit"),
    )
