"""The sample case behind Streamlit's own test runner, without a browser."""

from __future__ import annotations

from pathlib import Path

import pytest
import streamlit as st
from streamlit.testing.v1 import AppTest

from tracer.access.roles import Actor
from tracer.actions.ingest import import_files
from tracer.actions.session import open_session
from tracer.sample.writing import write_sample
from tracer.settings import Settings

SCRIPT = Path(__file__).parents[2] / "dashboards" / "app.py"


@pytest.fixture(scope="session")
def sample_case(tmp_path_factory) -> Path:
    """The sample case imported, to be read only."""
    sample = write_sample(tmp_path_factory.mktemp("sample"))
    folder = tmp_path_factory.mktemp("imported") / "case"
    with open_session(Settings(folder, Actor("Ana Proba", "owner"), "en"), create=True) as session:
        import_files(session, sample.files, mappings=sample.mappings)
    return folder


@pytest.fixture
def app(monkeypatch):
    """``app(case, role, page, language, **address)`` runs the screens once and returns the AppTest."""

    def run(case: Path, role: str = "owner", page: str = "", language: str = "en", **address: str) -> AppTest:
        monkeypatch.setenv("TRACER_STORE", str(case))
        monkeypatch.setenv("TRACER_ROLE", role)
        monkeypatch.setenv("TRACER_LANG", language)
        monkeypatch.setenv("TRACER_USER", "Ana Proba")
        st.cache_resource.clear()
        at = AppTest.from_file(str(SCRIPT), default_timeout=120)
        at.query_params.update(address)
        if page:
            at.run()
            at.switch_page(page)
            at.query_params.update(address)
        return at.run()

    yield run
    st.cache_resource.clear()
