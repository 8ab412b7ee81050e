from __future__ import annotations

import pytest
from streamlit.testing.v1 import AppTest

from dashboards.components.evidence_links import markdown_text, short_place


@pytest.mark.parametrize(
    ("locator", "short"),
    [
        ("row:2", "row:2"),
        ("sheet:Cont/row:5", "sheet:Cont/row:5"),
        ("path:/27", "path:/27"),
        ("path:/Document/BkToCstmrStmt/Stmt[1]/Ntry[180]/NtryDtls[1]/TxDtls[1]", "Stmt[1]/Ntry[180]"),
        ("path:/Document/BkToCstmrStmt/Stmt[2]/Ntry[1]/NtryDtls[1]/TxDtls[3]", "Stmt[2]/Ntry[1]/NtryDtls[1]/TxDtls[3]"),
    ],
)
def test_a_place_is_shortened_only_where_nothing_is_lost(locator, short):
    assert short_place(locator) == short


def test_text_of_a_file_stays_text_in_markdown():
    assert markdown_text("*[x](javascript:y)* :red[z]\n$a$") == (r"\*\[x\]\(javascript\:y\)\* \:red\[z\] \$a\$")


def test_no_row_is_only_counted():
    def page():
        from dashboards.components.evidence_links import show_rows
        from tracer.casework.evidence_lines import EvidenceLine
        from tracer.wording.language import find_language

        lines = [EvidenceLine(source="0" * 64, file="registru.csv", locator=f"row:{n}") for n in range(2, 9)]
        show_rows(lines, find_language("en"))

    shown = AppTest.from_function(page, default_timeout=30).run()
    assert not shown.exception
    assert [text.value.rpartition(" ")[2] for text in shown.markdown] == [str(n) for n in range(2, 9)]
