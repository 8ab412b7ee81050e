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
    assert at.header[0].value.replace("\\", "") == "carte-funciara.csv"
    assert [text.value for text in at.success] == ["The kept file is as it was received."]
    assert not at.error
    assert "Imaginară 7" in at.table[0].value.to_string()
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
