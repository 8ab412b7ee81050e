"""The picture of a tie: from left to right, money apart from shares and kinship, the same in words."""

from __future__ import annotations

import re
from xml.etree import ElementTree

import pytest

from dashboards.charts.tie_picture import draw_tie
from graph_schema.errors import WrongUse
from tracer.casework.ties.tie_chain import ChainArrow, ChainBox, TieChain
from tracer.wording.language import find_language
from tracer.wording.looks.stage_looks import STAGES

RO = find_language("ro")
CHAIN = TieChain(
    (
        ChainBox("a", "Person", "Victor <Inventescu>", "", False),
        ChainBox("b", "Company", "Delta Organizare Fictivă SRL", "", False),
        ChainBox("c", "Account", "RO55…0001 (Victima 4F87)", "", True),
        ChainBox("d", "Property", "Vilă", "FROZEN", False),
    ),
    (
        ChainArrow(0, 1, "share", "40 %"),
        ChainArrow(1, 2, "money", "130.000,00 EUR"),
        ChainArrow(2, 3, "money", "150.000,00 EUR"),
        ChainArrow(2, 0, "family", "mamă"),
    ),
)


def texts(picture):
    return [node.text for node in ElementTree.fromstring(picture.svg).iter("{http://www.w3.org/2000/svg}text")]


def test_boxes_stand_from_left_to_right_and_the_same_chain_gives_the_same_bytes():
    picture = draw_tie(CHAIN, RO)
    assert picture == draw_tie(CHAIN, RO)
    spots = [int(x) for x in re.findall(r'<rect x="(\d+)"', picture.svg)]
    assert spots == sorted(spots) and len(set(spots)) == 4
    assert f"0 0 {picture.width} {picture.height}" in picture.svg


def test_money_shares_and_kinship_are_drawn_apart_and_text_from_files_is_no_markup():
    picture = draw_tie(CHAIN, RO)
    assert picture.svg.count('class="money-line" stroke-width="4"') == 2
    assert picture.svg.count('class="soft-line" stroke-width="1.75"') == 1
    assert picture.svg.count("stroke-dasharray") == 1
    assert "Victor <Inventescu>" in texts(picture)


def test_the_asset_carries_the_mark_and_the_word_of_its_state():
    picture = draw_tie(CHAIN, RO)
    assert STAGES["frozen"].mark in picture.svg and STAGES["frozen"].colour in picture.svg
    assert "indisponibilizat" in texts(picture)


def test_the_words_say_each_arrow_and_the_state():
    assert draw_tie(CHAIN, RO).text == (
        "Victor <Inventescu> → Delta Organizare Fictivă SRL: 40 %; Delta Organizare Fictivă SRL → RO55…0001 (Victima "
        "4F87): 130.000,00 EUR; RO55…0001 (Victima 4F87) → Vilă: 150.000,00 EUR; RO55…0001 (Victima 4F87) — "
        "Victor <Inventescu>: mamă; Vilă: indisponibilizat"
    )


def test_a_long_chain_goes_on_in_the_next_row_within_the_picture():
    boxes = tuple(ChainBox(str(n), "Company", f"Firma {n}", "", False) for n in range(16))
    arrows = tuple(ChainArrow(n, n + 1, "money", "1,00 EUR") for n in range(15))
    picture = draw_tie(TieChain(boxes, arrows), RO)
    spots = [(int(x), int(y)) for x, y in re.findall(r'<rect x="(\d+)" y="(\d+)"', picture.svg)]
    assert len({y for _, y in spots}) == 3
    assert all(0 <= x < picture.width and 0 <= y < picture.height for x, y in spots)


def test_without_a_box_there_is_no_picture():
    with pytest.raises(WrongUse, match="needs a party"):
        draw_tie(TieChain((), ()), RO)
