from __future__ import annotations

from itertools import product
from pathlib import Path

import pytest

from dashboards.design.tokens import COLOURS, GROUNDS, SIZES, SPACES, STATE_COLOURS, TEXT_SIZES
from tests.dashboards.test_theme import contrast
from tracer.wording.looks import stage_looks

DESCRIBED = Path(__file__).parents[3] / "docs" / "design.md"
THEMES = ("light", "dark")


@pytest.mark.parametrize(
    ("mode", "ground", "ink"), list(product(THEMES, GROUNDS, ["ink", "ink-second", "ink-caption"]))
)
def test_text_is_read_on_every_ground(mode, ground, ink):
    assert contrast(getattr(COLOURS[ink], mode), getattr(COLOURS[ground], mode)) >= 4.5


@pytest.mark.parametrize(("mode", "ground"), list(product(THEMES, [*GROUNDS, "accent-tint"])))
def test_links_are_read_and_the_focus_is_seen(mode, ground):
    under = getattr(COLOURS[ground], mode)
    assert contrast(getattr(COLOURS["accent"], mode), under) >= 4.5
    assert contrast(getattr(COLOURS["focus"], mode), under) >= 3


@pytest.mark.parametrize("mode", THEMES)
def test_a_button_is_read_and_the_border_of_a_field_is_seen(mode):
    assert contrast(getattr(COLOURS["on-accent"], mode), getattr(COLOURS["accent"], mode)) >= 4.5
    for ground in ("ground", "surface"):
        assert contrast(getattr(COLOURS["field"], mode), getattr(COLOURS[ground], mode)) >= 3


@pytest.mark.parametrize(("mode", "name"), list(product(THEMES, STATE_COLOURS)))
def test_the_word_of_a_state_is_read_on_its_tint_and_beside_it(mode, name):
    ink = getattr(STATE_COLOURS[name].ink, mode)
    assert contrast(ink, getattr(STATE_COLOURS[name].tint, mode)) >= 4.5
    assert contrast(ink, getattr(COLOURS["surface"], mode)) >= 4.5


def test_every_stage_has_colours_for_its_word_and_red_is_kept_for_losses():
    assert {look.words for look in stage_looks.STAGES.values()} <= set(STATE_COLOURS)
    assert {name for name, look in stage_looks.STAGES.items() if look.words == "loss"} == {"released", "ended"}


def test_the_table_of_tokens_is_the_one_that_is_described():
    told = DESCRIBED.read_text(encoding="utf-8")
    pairs = {**COLOURS, **{name: state.ink for name, state in STATE_COLOURS.items()}}
    pairs |= {f"{name}-tint": state.tint for name, state in STATE_COLOURS.items()}
    for name, pair in pairs.items():
        assert f"| {name} | {pair.light} | {pair.dark} |" in told, name
    for name, size in TEXT_SIZES.items():
        assert f"| {name} | {size.size}/{size.line} | {size.weight} | {size.use} |" in told, name
    for name, pixels in SIZES.items():
        assert f"| {name} | {pixels} |" in told, name
    assert f"{', '.join(map(str, SPACES))} px" in told
