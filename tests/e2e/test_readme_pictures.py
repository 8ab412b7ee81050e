"""The four pictures of README.md, taken from the sample case: 1280 pixels wide, light, English.

Every run takes them into test-results/. Renew those of the README with:

    TRACER_PICTURES=docs/screens .venv/bin/python -m pytest tests/e2e/test_readme_pictures.py
"""

from __future__ import annotations

import os
from pathlib import Path

import pytest

pytestmark = pytest.mark.browser
ROOT = Path(__file__).parents[2]
LARGEST = 250_000  # bytes: four pictures that open at once on a slow line


@pytest.fixture(scope="module")
def served(serve, sample_case):
    return serve(None, TRACER_STORE=str(sample_case), TRACER_LANG="en", TRACER_USER="Ana Proba", TRACER_ROLE="owner")


@pytest.fixture
def folder():
    chosen = ROOT / os.environ.get("TRACER_PICTURES", "test-results")
    chosen.mkdir(parents=True, exist_ok=True)
    return chosen


@pytest.mark.parametrize(
    ("name", "path", "heading", "height"),
    [
        ("start", "/?find=vila", "What do you want to look at?", 900),
        ("graph", "/graph?node={victor}", "Who and what hangs together here?", 960),
        ("asset", "/assets?asset={villa}", "Vilă cu piscină, strada Imaginară 7", 1240),
        ("totals", "/totals", "Where does the value stand, and where was it lost?", 1240),
    ],
)
def test_pictures(new_page, ready, until, served, names, folder, name, path, heading, height):
    wanted = path.format(victor=names["persons"]["victor"]["id"], villa=names["assets"]["villa"]["id"])
    page = new_page(served, path=wanted, locale="en-GB").page
    page.set_viewport_size({"width": 1280, "height": height})
    page.get_by_role("heading", level=1, name=heading).wait_for(timeout=60_000)
    ready(page, 60)
    until(page, "!document.querySelector('[data-testid=stSkeleton]')", 60)  # charts and tables are loaded apart
    page.wait_for_timeout(2500)  # they and the graph come to rest
    picture = folder / f"{name}.png"
    page.screenshot(path=picture)
    assert 20_000 < picture.stat().st_size < LARGEST
    assert f"docs/screens/{name}.png" in (ROOT / "README.md").read_text(encoding="utf-8")
