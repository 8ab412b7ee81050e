"""Checks numbers of criminal files: of a prosecutor's office, of the organised-crime directorate, of a court."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final, Literal

from graph_schema.identifiers.checked import Checked
from graph_schema.messages import N_

_LEAD: Final = re.compile(r"^(?:dosar(?:ul)?)?\s*(?:nr\.?)?\s*", re.IGNORECASE)
_FILE: Final = re.compile(
    r"(?P<number>[1-9][0-9]*|[1-9][0-9]{0,2}(?:\.[0-9]{3})+)"
    r"(?:/(?P<directorate>D))?/(?P<office>P|[1-9][0-9]{0,3})/(?P<year>(?:19|20)[0-9]{2})"
    r"(?P<suffix>(?:\*+|/[a-zA-Z0-9.]+\*?)*)"
)

CaseFileKind = Literal["prosecution", "organised crime prosecution", "court"]


@dataclass(frozen=True, slots=True)
class CheckedCaseNumber(Checked):
    """A checked file number; the parts are None if the number is invalid.

    ``court`` is the code of the court in the national system; ``suffix`` keeps the mark of an associated file (``/a1``)
    or the star of a retrial, which distinguish it from the main file.
    """

    kind: CaseFileKind | None
    year: int | None
    court: int | None
    suffix: str


def check_case_number(text: str) -> CheckedCaseNumber:
    """Which office has the file with this number, and what is its normal form (without thousand dots, with suffix)?

    Accepts ``123/P/2021`` (prosecutor), ``123/D/P/2021`` (organised-crime directorate, DIICOT) and
    ``40.607/3/2014`` (court; the middle is the court's code). A prosecutor's number is unique only within its
    office, which the number does not name.
    Source: internal rules of prosecutors' offices and courts (High Council of the Judiciary); printed court
    numbers.
    """
    written = "".join(_LEAD.sub("", text.strip()).split())
    found = _FILE.fullmatch(re.sub(r"(?<=/)[dp](?=/)", lambda small: small[0].upper(), written))
    if found is None or (found["directorate"] and found["office"] != "P"):
        return CheckedCaseNumber(
            value=written.upper(),
            valid=False,
            reason=N_("A file number is written as 123/P/2021, 123/D/P/2021 or, at a court, 12345/3/2021."),
            kind=None,
            year=None,
            court=None,
            suffix="",
        )
    number, suffix = found["number"].replace(".", ""), found["suffix"].lower()
    middle = f"D/{found['office']}" if found["directorate"] else found["office"]
    is_court = found["office"] != "P"
    return CheckedCaseNumber(
        value=f"{number}/{middle}/{found['year']}{suffix}",
        valid=True,
        reason=None,
        kind="court" if is_court else "organised crime prosecution" if found["directorate"] else "prosecution",
        year=int(found["year"]),
        court=int(found["office"]) if is_court else None,
        suffix=suffix,
    )
