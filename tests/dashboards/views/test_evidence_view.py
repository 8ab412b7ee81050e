"""The page of a source row, run without a browser: the row as it stands in the kept file, or what is missing."""

from __future__ import annotations

import pytest

from tracer.access.roles import Actor
from tracer.casework.sessions.case import SOURCES_FOLDER
from tracer.casework.sessions.opening import open_session
from tracer.sample.world.assets import LANDS
from tracer.settings import Settings


def page():
    import streamlit as st

    from dashboards.views import evidence_view

    st.session_state.setdefault("pages", {})
    evidence_view.show()


@pytest.fixture
def villa_row(sample_case):
    """Digest and place of the row that tells of the villa."""
    villa = next(land.id for land in LANDS if land.key == "villa")
    with open_session(Settings(sample_case, Actor("Ana Proba", "owner"), "en"), read_only=True) as session:
        evidence = session.store.get([villa])[villa].evidence[0]
    return {"source": evidence.source, "place": evidence.locator}


def test_the_row_is_shown_with_its_file_digest_and_that_it_is_intact(app, sample_case, villa_row):
    at = app(sample_case, page=page, **villa_row)
    assert not at.exception
    shown = [text.value.replace("\\", "") for text in at.markdown]
    assert "**carte-funciara.csv**" in shown
    assert "**Elena Pretextescu – is entered as owner of the asset – Vilă cu piscină, strada Imaginară 7**" in shown
    assert [text.value for text in at.success] == ["The kept file is as it was received."]
    assert not at.error
    assert "Imaginară 7" in at.table[0].value.to_string()
    fields = dict(at.table[2].value.to_numpy().tolist())
    assert fields["reference of the payment named in the deed"] == "OP 7001/2022"
    assert villa_row["source"] in at.caption[0].value


def test_a_kept_file_that_has_changed_is_told(app, case_copy, villa_row):
    kept = next(path for path in (case_copy / SOURCES_FOLDER).rglob(f"*{villa_row['source']}*") if path.is_file())
    kept.chmod(0o600)
    kept.write_bytes(kept.read_bytes() + b"\n")
    at = app(case_copy, page=page, **villa_row)
    assert [text.value for text in at.error] == ["THE KEPT FILE HAS CHANGED since it was received."]
    assert not at.success


def test_without_a_row_the_page_says_how_one_is_opened(app, sample_case):
    at = app(sample_case, page=page)
    assert [text.value for text in at.info] == ["Open this page from a figure: each one links to its rows."]


def test_a_row_that_is_not_there_is_an_error_in_words(app, sample_case, villa_row):
    at = app(sample_case, page=page, source=villa_row["source"], place="row:99999")
    assert at.exception or at.error
    assert not at.success


@pytest.fixture
def bank_row(sample_case):
    """Digest and place of the row by which Alfa paid Beta."""
    with open_session(Settings(sample_case, Actor("Ana Proba", "owner"), "en"), read_only=True) as session:
        source = next(d for d, name in session.source_names().items() if name == "banca-exemplu-alfa-2022.xml")
    return {"source": source, "place": "path:/Document/BkToCstmrStmt/Stmt[1]/Ntry[20]/NtryDtls[1]/TxDtls[1]"}


def table_of(at):
    (table,) = [one.proto.body for one in at.get("html") if one.proto.body.startswith("<table")]
    return table


def test_a_bank_row_is_marked_in_its_statement_with_the_equation_and_the_other_side(app, sample_case, bank_row):
    at = app(sample_case, page=page, language="ro", **bank_row)
    assert not at.exception
    assert at.header[0].value.replace("\\", "") == "Extrasul 000003-2022, 01.01.2022 – 31.12.2022"
    table = table_of(at)
    (marked,) = [row for row in table.split("<tr") if "aria-current" in row]
    assert all(text in marked for text in ("Beta Inexistent SRL", "480.000,00", "1.730,00", "Contract de creditare 1"))
    assert "14 rânduri înainte" in table and "4 rânduri după" in table
    equation = next(one.proto.body for one in at.get("html") if "tracer-verdict" in one.proto.body)
    assert "241.835,00 + 320.000,00 − 480.180,00 = 81.655,00 RON" in equation and "tracer-verdict adds_up" in equation
    shown = [text.value.replace("\\", "") for text in at.markdown]
    assert "**Beta Inexistent SRL (RO71…0004)**" in shown and "04.07.2022 · încasat **480.000,00\u00a0RON**" in shown


def test_all_rows_of_the_statement_come_with_one_click_and_no_victim_is_named(app, sample_case, bank_row):
    at = app(sample_case, page=page, **bank_row)
    at.button(key="proof_all").click().run()
    assert not at.exception
    table = table_of(at)
    assert table.count("<tr") == 30 and "rows before" not in table
    assert "Victim 4F87" in table and "Alma" not in table


def test_the_row_is_read_once_for_each_place(app, case_copy, bank_row):
    def opened():
        with open_session(Settings(case_copy, Actor("Ana Proba", "owner"), "en"), read_only=True) as session:
            return [one.audit_event.detail for one in session.store.access_log() if one.audit_event.action == "row"]

    before = len(opened())
    app(case_copy, page=page, **bank_row).run()
    assert opened()[before:] == [bank_row["place"]]
