"""The sample case behind Streamlit's own test runner, without a browser."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from dashboards import open_cases

SCRIPT = Path(__file__).parents[2] / "dashboards" / "app.py"


@pytest.fixture(autouse=True)
def guarded(monkeypatch):
    """A guard stands before the screens; AppTest starts none. Each test opens its cases anew."""
    monkeypatch.setattr(open_cases, "is_guarded", lambda: True)
    yield
    open_cases.forget_cases()


@pytest.fixture(scope="session")
def sample_case(copied_sample) -> Path:
    """The sample case imported, to be read only."""
    return copied_sample


@pytest.fixture
def case_copy(sample_case, tmp_path) -> Path:
    """A copy of the sample case to write to."""
    shutil.copytree(sample_case, tmp_path / "case")
    return tmp_path / "case"


@pytest.fixture
def app(monkeypatch):
    """``app(case, role, page, language, **address)`` runs the screens once, or one ``page``, and returns the AppTest."""

    def run(
        case: Path, /, role: str = "owner", page: Callable[[], None] | None = None, language: str = "en", **address: str
    ) -> AppTest:
        monkeypatch.setenv("TRACER_STORE", str(case))
        monkeypatch.setenv("TRACER_ROLE", role)
        monkeypatch.setenv("TRACER_LANG", language)
        monkeypatch.setenv("TRACER_USER", "Ana Proba")
        at = AppTest.from_file(str(SCRIPT), default_timeout=120)
        if page is not None:
            at = AppTest.from_function(page, default_timeout=120)
        at.query_params.update(address)
        return at.run()

    return run
