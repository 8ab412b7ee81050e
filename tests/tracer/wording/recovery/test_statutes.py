"""Citations of the tables, written out in both languages."""

from __future__ import annotations

import pytest

from graph_schema.codes.purposes import PURPOSE_TABLE
from tracer.wording.code_words import CODE_TABLES
from tracer.wording.language import find_language
from tracer.wording.recovery.statutes import cite_statute

RO, EN = find_language("ro"), find_language("en")


@pytest.mark.parametrize(
    ("statute", "english", "romanian"),
    [
        (
            "249(4); CP 112",
            "art. 249(4) of the Code of Criminal Procedure; art. 112 of the Criminal Code",
            "art. 249 alin. (4) din Codul de procedură penală; art. 112 din Codul penal",
        ),
        ("CP 112^1", "art. 112¹ of the Criminal Code", "art. 112¹ din Codul penal"),
        (
            "Dir 11(2)-(3)",
            "art. 11(2)-(3) of Directive (EU) 2024/1260",
            "art. 11 alin. (2)-(3) din Directiva (UE) 2024/1260",
        ),
        (
            "Reg 8(1)(a), 19(1)(a)",
            "art. 8(1)(a), 19(1)(a) of Regulation (EU) 2018/1805",
            "art. 8 alin. (1) lit. a), 19 alin. (1) lit. a) din Regulamentul (UE) 2018/1805",
        ),
        ("", "", ""),
    ],
)
def test_a_citation_is_written_out(statute, english, romanian):
    assert cite_statute(statute, EN) == english
    assert cite_statute(statute, RO) == romanian


def test_every_citation_of_the_tables_of_orders_is_readable():
    statutes = {row.statute for table in CODE_TABLES for row in table} | {row.statute for row in PURPOSE_TABLE}
    for statute in statutes - {""}:
        shown = cite_statute(statute, RO)
        assert shown.count("art. ") == len(statute.split(";"))
        assert "^" not in shown
