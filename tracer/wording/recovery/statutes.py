"""Writes out the short citation of a row of codes: ``249(4); CP 112`` as a person cites it."""

from __future__ import annotations

import re
from typing import Final

from graph_schema.messages import N_
from tracer.wording.language import Language

_ACTS: Final = {
    "CP": N_("art. {articles} of the Criminal Code"),
    "Dir": N_("art. {articles} of Directive (EU) 2024/1260"),
    "Reg": N_("art. {articles} of Regulation (EU) 2018/1805"),
    "": N_("art. {articles} of the Code of Criminal Procedure"),
}
_RAISED: Final = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")


def cite_statute(statute: str, language: Language) -> str:
    """Which articles of which acts does this citation mean? Parts are separated by semicolons; empty stays empty.

    Bare numbers are of the Code of Criminal Procedure. In Romanian a paragraph is *alin.*, a letter *lit.*
    """
    return "; ".join(_cite(part.strip(), language) for part in statute.split(";") if part.strip())


def _cite(part: str, language: Language) -> str:
    act, _, articles = part.partition(" ") if part.partition(" ")[0] in _ACTS else ("", "", part)
    shown = re.sub(r"\^(\d+)", lambda found: found[1].translate(_RAISED), articles)
    if language.code == "ro":
        shown = re.sub(r"(?<!-)\((\d+)\)", r" alin. (\1)", shown)
        shown = re.sub(r"\(([a-z])\)", r" lit. \1)", shown)
    return language.text(_ACTS[act], articles=shown)
