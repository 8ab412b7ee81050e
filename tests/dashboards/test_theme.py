from __future__ import annotations

import re
from xml.etree import ElementTree

import pytest

from dashboards import theme
from graph_schema.codes.states import STATE_TABLE, STATES
from graph_schema.errors import WrongUse
from graph_schema.records.nodes import NODE_TYPES
from tracer.wording.looks import stage_looks
from tracer.wording.looks.node_looks import PROTECTED, TYPES

GRAPHICS = (
    [(name, look.colour) for name, look in stage_looks.STAGES.items()]
    + [(name, look.colour) for name, look in TYPES.items()]
    + [("protected", PROTECTED.colour), ("loss", theme.LOSS_COLOUR), ("gain", theme.GAIN_COLOUR)]
    + [(f"series {place}", colour) for place, colour in enumerate(theme.SERIES_COLOURS)]
)


def contrast(colour, background):
    """How far two colours stand apart, from 1 (equal) to 21 (black on white). Source: WCAG 2.2, contrast ratio."""
    lighter, darker = sorted((luminance(colour), luminance(background)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def luminance(colour):
    channels = [int(colour[start : start + 2], 16) / 255 for start in (1, 3, 5)]
    red, green, blue = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def test_contrast_is_that_of_the_standard():
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#777777", "#ffffff") == pytest.approx(4.48, abs=0.005)
    assert contrast("#ffffff", "#ffffff") == 1


@pytest.mark.parametrize(("name", "colour"), GRAPHICS)
@pytest.mark.parametrize("ground", [theme.LIGHT_BACKGROUND, theme.DARK_BACKGROUND])
def test_every_graphic_stands_out_from_both_grounds(name, colour, ground):
    assert contrast(colour, ground) >= 3, name


@pytest.mark.parametrize("look", [*TYPES.values(), PROTECTED])
def test_the_white_icon_stands_out_from_its_node(look):
    assert contrast("#ffffff", look.colour) >= 3


def test_ink_stays_readable_at_the_opacity_of_captions():
    assert contrast(theme.LIGHT_INK, theme.LIGHT_CARD) >= 7
    assert contrast(theme.DARK_INK, theme.DARK_CARD) >= 7


def test_an_overdue_row_is_read_and_stands_out_from_both_grounds():
    assert contrast(theme.OVERDUE_INK, theme.OVERDUE_GROUND) >= 4.5
    assert min(contrast(theme.OVERDUE_GROUND, g) for g in (theme.LIGHT_BACKGROUND, theme.DARK_BACKGROUND)) >= 2.7


def test_every_state_and_every_type_has_a_look_and_no_other_has():
    assert set(stage_looks.STAGES) == {state.stage for state in STATE_TABLE}
    assert set(TYPES) == set(NODE_TYPES)
    assert {stage_looks.stage_of(state) for state in STATES} == set(stage_looks.STAGES)


def test_stages_are_told_apart_by_mark_symbol_and_colour():
    for quality in ("mark", "symbol", "colour"):
        values = [getattr(look, quality) for look in stage_looks.STAGES.values()]
        assert len(set(values)) == len(values), quality


def test_types_are_told_apart_by_shape_and_by_icon():
    looks = [*TYPES.values(), PROTECTED]
    assert len({look.shape for look in looks}) == len(looks)
    assert len({look.icon for look in looks}) == len(looks)


def test_frozen_is_not_confiscated_and_confiscated_is_not_realised():
    states = ("IDENTIFIED", "MANAGED", "FROZEN", "CONF_NONFINAL", "CONF_FINAL", "REALISED")
    stages = ["identified", "managed", "frozen", "confiscated_nonfinal", "confiscated", "realised"]
    assert [stage_looks.stage_of(state) for state in states] == stages


def test_a_state_without_a_look_is_refused():
    with pytest.raises(WrongUse, match="SEIZED"):
        stage_looks.stage_of("SEIZED")


@pytest.mark.parametrize(
    "path", [look.mark for look in stage_looks.STAGES.values()] + [look.icon for look in TYPES.values()]
)
def test_paths_stay_in_their_box_and_carry_no_markup(path):
    assert re.fullmatch(r"[MmLlHhVvCcSsAaZz0-9., -]+", path)
    assert max(float(number) for number in re.findall(r"\d+(?:\.\d+)?", path)) <= 24
    ElementTree.fromstring(f'<svg><path d="{path}"/></svg>')


def test_font_families_with_blanks_are_quoted():
    assert [f for f in theme.FONTS.split(", ") if " " in f and not f.startswith("'")] == []
