"""Every page with hostile names and with an empty case: no exception, no markup of a record, every state in words."""

from __future__ import annotations

import json
import re

import pytest

from importers.source import Upload
from tests.made_hostile import LONG, MARKUP, make_hostile
from tests.made_mappings import LAND_TABLE
from tracer.access.roles import Actor
from tracer.actions.files.preview import preview_files
from tracer.casework.sessions.opening import open_session
from tracer.settings import Settings

PAGES = ("start", "files", "graph", "money", "owners", "payments", "assets", "orders", "totals", "statistics")
HEAD = "UAT;Judet;Tara;Numar;Descriere;Proprietar;Fel;Cheie"
LARGEST = 3_000_000  # letters sent for one page


@pytest.fixture(scope="module")
def hostile(tmp_path_factory):
    folder = tmp_path_factory.mktemp("hostile") / "case"
    make_hostile(folder)
    return folder


@pytest.fixture
def empty(tmp_path):
    open_session(Settings(tmp_path / "case", Actor("Ana Proba", "owner"), "en"), create=True).store.close()
    return tmp_path / "case"


@pytest.fixture
def one(app, monkeypatch):
    """``one(case, name, language, **address)``: one page of a case, run by itself."""

    def run(case, name, language="en", **address):
        monkeypatch.setenv("TRACER_TEST_PAGE", name)
        return app(case, page=show, language=language, **address)

    return run


def show():
    import os

    from dashboards.page_registry import PAGE_TABLE

    next(row.show for row in PAGE_TABLE if row.name == os.environ["TRACER_TEST_PAGE"])()


@pytest.mark.parametrize("name", PAGES)
def test_a_page_of_a_hostile_case_shows_text_alone(one, hostile, name):
    at = one(hostile, name)
    assert not at.exception
    for body in [part.proto.body for part in at.get("html")]:
        assert not re.search(r"<(script|img|a href=.javascript)", body)
    for part in [*at.markdown, *at.caption, *at.info, *at.warning, *at.success, *at.header, *at.title]:
        assert "](javascript" not in part.value.replace("\\", "\\\\") or "\\[" in part.value
    assert sum(len(str(part.proto)) for part in at.main) < LARGEST


def test_the_map_and_the_tables_have_hostile_names_as_they_are(one, hostile):
    at = one(hostile, "assets", form="map")
    assert not at.exception
    assert any(name.startswith(MARKUP[:50]) for name in at.dataframe[0].value["Asset"])
    assert max(map(len, at.dataframe[0].value["Asset"])) <= 60
    drawn = str(at.get("plotly_chart")[0].proto)
    assert "onerror" not in drawn and "<script" not in drawn
    assert LONG[:100] not in drawn


@pytest.mark.parametrize("name", PAGES)
def test_a_page_of_an_empty_case_says_what_to_do_next(one, empty, name):
    at = one(empty, name, "ro")
    assert not at.exception
    said = [*(part.value for part in (*at.info, *at.caption, *at.markdown))]
    assert said and not [text for text in said if "Traceback" in text]
    assert not at.dataframe  # an empty table has heads that say nothing


def test_a_name_of_a_megabyte_is_refused_in_words(tmp_path):
    table = f"{HEAD}\r\nCluj-Napoca;Cluj;;100001;x;{'ș' * 1_000_000};person;1\r\n"
    with open_session(Settings(tmp_path / "case", Actor("Ana Proba", "owner"), "en"), create=True) as session:
        mapping = Upload.received("carte.json", json.dumps(LAND_TABLE).encode())
        (file,) = preview_files(session, [Upload.received("case.csv", table.encode())], mappings=[mapping]).files
    assert file.report.status == "refused"
    assert len(file.report.message) < 1000 and "Ask the sender for the file again" in file.report.message
