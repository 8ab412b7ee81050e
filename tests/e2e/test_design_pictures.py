"""The tokens as one picture for each theme: every size, colour and state, drawn with the stylesheet of the screens.

Every run takes them into test-results/. Renew those of docs/design.md with:

    TRACER_PICTURES=docs/screens .venv/bin/python -m pytest tests/e2e/test_design_pictures.py
"""

from __future__ import annotations

import importlib.util
import os
from html import escape
from pathlib import Path

import pytest
from PIL import Image

from dashboards.design.stylesheet import stylesheet
from dashboards.design.tokens import COLOURS, SPACES, STATE_COLOURS, TEXT_SIZES
from graph_schema.codes.states import STATE_TABLE
from tests.e2e.test_readme_pictures import LARGEST_DIFFERENCE, SHOWN, difference
from tracer.wording.looks.stage_looks import STAGES

pytestmark = pytest.mark.browser
ROOT = Path(__file__).parents[2]
WIDTH, HEIGHT = 1280, 620
LOOKS = """
body {margin: 0} [data-testid=stApp] {background: var(--ground); color: var(--ink); padding: 16px 24px; font: 400 14px/20px
  "Tracer Sans", sans-serif; width: 1232px; height: 588px; display: grid; grid-template-columns: repeat(3, 1fr); gap: 16px}
section {background: var(--surface); border: 1px solid var(--line); border-radius: var(--radius); padding: 12px 16px}
h2 {font-size: 16px; line-height: 20px; font-weight: 650; margin: 0 0 8px} p {margin: 0; white-space: nowrap}
.row {display: flex; align-items: center; gap: 12px; height: 28px; font-size: 13px} .row code {margin-left: auto;
  color: var(--ink-caption); font-size: 11px} .box {width: 40px; height: 18px; border: 1px solid var(--line-strong)}
.pill {display: inline-flex; align-items: center; gap: 5px; border-radius: 10px; padding: 0 8px 0 6px; font-size: 12px;
  line-height: 20px; font-weight: 600} .gap {background: var(--accent-tint); border: 1px solid var(--accent)}
.spaces {display: flex; gap: 12px; align-items: end; margin-top: 12px}
"""


@pytest.fixture
def folder():
    chosen = ROOT / os.environ.get("TRACER_PICTURES", "test-results")
    chosen.mkdir(parents=True, exist_ok=True)
    return chosen


@pytest.mark.parametrize("mode", ["light", "dark"])
def test_the_pictures_show_the_tokens_of_today(browser, folder, tmp_path, mode):
    drawn = tmp_path / "tokens.html"
    drawn.write_text(legend(mode), encoding="utf-8")
    page = browser.new_page(viewport={"width": WIDTH, "height": HEIGHT})
    page.goto(drawn.as_uri())
    page.evaluate("document.fonts.ready")
    assert page.evaluate("document.documentElement.scrollHeight") == HEIGHT
    picture = folder / f"design-{mode}.png"
    page.screenshot(path=picture)
    page.close()
    kept = SHOWN / f"design-{mode}.png"
    assert Image.open(picture).size == Image.open(kept).size == (WIDTH, HEIGHT)
    assert difference(picture, kept) < LARGEST_DIFFERENCE, "docs/design.md shows other tokens than the screens have"


def legend(mode):
    """One page with every token, in this theme."""
    spec = importlib.util.find_spec("streamlit")
    (font,) = (Path(spec.origin).parent / "static").rglob("SourceSansVF-Upright*.woff2")
    types = "".join(
        f'<p style="font-size: {size.size}px; line-height: {size.line + 4}px; font-weight: {size.weight}">{size.use} '
        f"{size.size}/{size.line}</p>"
        for size in TEXT_SIZES.values()
    )
    spaces = "".join(f'<div><div class="gap" style="width: {n}px; height: {n}px"></div>{n}</div>' for n in SPACES)
    colours = "".join(
        f'<div class="row"><span class="box" style="background: var(--{name})"></span>{name}'
        f"<code>{getattr(pair, mode)}</code></div>"
        for name, pair in COLOURS.items()
    )
    states = "".join(
        f'<div class="row">{pill(STAGES[stage].words, words, STAGES[stage].mark)}<code>{STAGES[stage].words}</code></div>'
        for stage, words in {state.stage: state.words for state in reversed(STATE_TABLE)}.items()
    )
    soon = f'<div class="row">{pill("soon", "due, missing, refused")}<code>soon</code></div>'
    assert {look.words for look in STAGES.values()} | {"soon"} == set(STATE_COLOURS)
    return f"""<!doctype html><html lang="en"><meta charset="utf-8"><style>
@font-face {{font-family: "Tracer Sans"; src: url("{font.as_uri()}"); font-weight: 200 900}}
{stylesheet()}{LOOKS}</style><body><div data-testid="stApp" style="color-scheme: {mode}">
<section><h2>Type</h2>{types}<div class="spaces">{spaces}</div></section><section><h2>Colours</h2>{colours}</section>
<section><h2>States</h2>{states}{soon}</section></div></body></html>"""


def pill(name, words, mark=""):
    shape = f'<svg width="12" height="12" viewBox="0 0 24 24" fill="currentColor" fill-rule="evenodd"><path d="{mark}"/></svg>'
    return (
        f'<span class="pill" style="color: var(--{name}); background: var(--{name}-tint)">{shape if mark else ""}'
        f"{escape(words)}</span>"
    )
