from __future__ import annotations

from typing import get_args

import pytest

from dashboards.pages import PageName
from dashboards.serving.addresses import PAGES, has_page_at, is_page, settle


@pytest.mark.parametrize("path", ["/", "/start", "/assets/", "//totals", "/nothing", "/assets/x", "/Assets"])
def test_an_address_without_a_file_is_one_of_a_screen(path):
    assert is_page(path)


@pytest.mark.parametrize(
    "path",
    [
        "/static/js/index.js",
        "/media/0123",
        "/_stcore/stream",
        "/assets/_stcore/host-config",
        "/component/x/y",
        "/favicon.png",
    ],
)
def test_what_streamlit_needs_is_left_to_it(path):
    assert not is_page(path)


def test_every_page_has_an_address_and_no_other_has():
    assert frozenset(get_args(PageName)) == PAGES
    assert all(has_page_at(f"/{name}") and has_page_at(f"/{name}/") for name in PAGES)
    assert has_page_at("/")
    assert not any(has_page_at(path) for path in ("/nothing", "/assets/x", "/Assets"))


@pytest.mark.parametrize(
    ("path", "query", "settled"),
    [
        ("/", [], None),
        ("/totals", [("lang", "ro"), ("stage", "frozen")], None),
        ("/asset", [("asset", "x")], None),
        ("/start", [], "/"),
        ("/start/", [("lang", "ro")], "/?lang=ro"),
        ("/totals/", [], "/totals"),
        ("//evil.example", [], "/evil.example"),
        ("/assets", [("class", "car")], None),
        ("/assets", [("asset", "a b"), ("lang", "ro")], "/asset?asset=a+b&lang=ro"),
        ("/", [("find", "Alma"), ("lang", "ro")], "/?lang=ro"),
    ],
)
def test_an_address_leads_where_the_screens_write_it(path, query, settled):
    assert settle(path, query) == settled
