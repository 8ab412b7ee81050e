"""The four pictures of README.md, taken from the sample case: 1280 pixels wide, light, English.

Every run takes them into test-results/. Renew those of the README with:

    TRACER_PICTURES=docs/screens .venv/bin/python -m pytest tests/e2e/test_readme_pictures.py
"""

from __future__ import annotations

import os
from itertools import combinations
from pathlib import Path

import pytest
from PIL import Image

from tests.e2e.waiting import move, rest

pytestmark = pytest.mark.browser
ROOT = Path(__file__).parents[2]
SHOWN = ROOT / "docs" / "screens"
PICTURES = ("start", "graph", "asset", "totals")
LARGEST_DIFFERENCE = 2.0
LARGEST = 250_000  # bytes: four pictures that open at once on a slow line


@pytest.fixture
def folder():
    chosen = ROOT / os.environ.get("TRACER_PICTURES", "test-results")
    chosen.mkdir(parents=True, exist_ok=True)
    return chosen


def test_the_pictures_show_the_screens_of_today(new_page, sample_served, names, folder):
    page = new_page(sample_served, locale="en-GB").page
    villa, victor = names["assets"]["villa"]["id"], names["persons"]["victor"]["id"]
    for name, path, title, height in (
        ("graph", f"/graph?node={victor}", "Who and what is connected here?", 960),
        ("asset", f"/asset?asset={villa}", "Vilă cu piscină, strada Imaginară 7", 1240),
        ("totals", "/totals", "Where does the value stand, and where was it lost?", 1240),
        ("start", "/", "What needs me in this case?", 900),
    ):
        page.set_viewport_size({"width": 1280, "height": height})
        move(page, path, title)
        if name == "start":
            page.get_by_role("textbox").first.fill("vila")
            page.keyboard.press("Enter")
            page.get_by_text("Vilă cu piscină").first.wait_for(state="attached")
            rest(page)
        picture = folder / f"{name}.png"
        page.screenshot(path=picture, animations="disabled")
        assert 20_000 < picture.stat().st_size < LARGEST
        assert f"docs/screens/{name}.png" in (ROOT / "README.md").read_text(encoding="utf-8")
        # Days that are left and fonts differ from machine to machine; what lies where does not.
        assert Image.open(picture).size == (1280, height)
        apart = {other: difference(picture, SHOWN / f"{other}.png") for other in PICTURES}
        assert min(apart, key=apart.__getitem__) == name, apart
        assert apart[name] < LARGEST_DIFFERENCE, f"the README shows another {name} than the program: {apart}"


def difference(one, other):
    """How far two pictures differ in 32 by 32 fields, of 255."""
    fields = [
        list(Image.open(path).convert("L").resize((32, 32), Image.Resampling.BOX).tobytes()) for path in (one, other)
    ]
    return sum(abs(a - b) for a, b in zip(*fields, strict=True)) / len(fields[0])


def test_pictures_of_different_pages_differ():
    apart = [difference(SHOWN / f"{one}.png", SHOWN / f"{other}.png") for one, other in combinations(PICTURES, 2)]
    assert min(apart) > 2 * LARGEST_DIFFERENCE, apart
