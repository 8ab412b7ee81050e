"""The picture as a person sees it: every node and link, the marks of the screen, a legend, its files; nothing that runs."""

from __future__ import annotations

import re

import pytest
from hypothesis import given, settings
from lxml import etree

from tests.tracer.export.graph_forms.conftest import BANK, HOSTILE, LINKS, NODES, any_text, make_picture, spoil
from tracer.casefile.picture import PictureFile
from tracer.export.graph_forms.svg import write_svg
from tracer.export.graph_forms.svg_links import format_label
from tracer.export.graph_forms.svg_nodes import SHAPES
from tracer.wording.language import find_language
from tracer.wording.looks.node_looks import PROTECTED, TYPES
from tracer.wording.looks.stage_looks import look_of

EN, RO = find_language("en"), find_language("ro")
SPACE = "{http://www.w3.org/2000/svg}"
PLAIN = {"svg", "title", "desc", "rect", "g", "text", "defs", "marker", "path", "circle"}


def drawn(picture, language=EN):
    return etree.fromstring(write_svg(picture, language))


def texts(root):
    return [element.text for element in root.iter(f"{SPACE}text")]


def test_every_type_and_protected_persons_have_a_shape():
    assert {look.shape for look in (*TYPES.values(), PROTECTED)} <= set(SHAPES)


def test_each_node_has_its_icon_its_place_and_its_caption():
    root = drawn(make_picture())
    groups = {group.get("transform"): group for group in root.iter(f"{SPACE}g")}
    for node in NODES:
        group = groups[f"translate({node.x} {node.y})"]
        paths = [path.get("d") for path in group.iter(f"{SPACE}path")]
        look = PROTECTED if node.hidden else TYPES[node.type]
        assert {look.icon, SHAPES[look.shape]} <= set(paths)
        assert (look_of("FROZEN").mark in paths) is (node.state == "FROZEN")
        assert node.caption in group.find(f"{SPACE}title").text
    assert "RO49 AAAA 1B31" in texts(root) and "0075 9384 0000" in texts(root)
    assert "+12" in texts(root)


def test_each_link_has_its_words_and_each_family_its_line():
    root = drawn(make_picture())
    written = texts(root)
    assert "900,719,925,474,099.31 EUR · 2 transfers" in [text.replace("\u00a0", " ") for text in written]
    assert any("more than 25, up to 50" in text for text in written)
    lines = [path for path in root.iter(f"{SPACE}path") if path.get("stroke") and set(path.get("d")) & set("LQC")]
    assert len([line for line in lines if line.get("stroke-dasharray") == "7 4"]) == 1
    ends = {line.get("marker-end") for line in lines}
    assert {"url(#triangle-16a34a)", "url(#tee-7b8794)", "url(#vee-7b8794)", "url(#triangle-0f3d5e)"} <= ends
    defined = {f"url(#{marker.get('id')})" for marker in root.iter(f"{SPACE}marker")}
    assert ends - {None} == defined


def test_two_links_between_the_same_nodes_do_not_lie_on_one_another():
    root = drawn(make_picture())
    paths = [
        path.get("d") for path in root.iter(f"{SPACE}path") if path.get("stroke") in ("#16a34a", "#0f3d5e", "#7b8794")
    ]
    assert len(set(paths)) == len(paths)


@pytest.mark.parametrize(("language", "words"), [(EN, "frozen"), (RO, "indisponibilizat")])
def test_the_legend_and_the_small_print_are_in_the_readers_language(language, words):
    root = drawn(make_picture(), language)
    assert words in texts(root)
    assert language.text("protected person") in texts(root)
    assert any("extras-inventat.csv" in text and BANK[:32] in text for text in texts(root))
    assert any("d" * 32 in text for text in texts(root))
    assert "Only payments from 5 January 2021 to …." in texts(root)


def test_more_files_than_there_is_room_for_are_counted():
    files = tuple(PictureFile(f"{place:064x}", f"fișier-{place}.csv") for place in range(45))
    assert "5 more files" in texts(drawn(make_picture(files=files)))


@pytest.mark.parametrize("text", HOSTILE, ids=range(len(HOSTILE)))
def test_text_stays_text_and_nothing_runs(text):
    data = write_svg(spoil(text), EN)
    root = etree.fromstring(data)
    assert {etree.QName(element).localname for element in root.iter()} <= PLAIN
    names = {name for element in root.iter() for name in element.attrib}
    assert not [name for name in names if name.startswith("on") or "href" in name or name == "style"]
    values = {value for element in root.iter() for value in element.attrib.values() if "url(" in value}
    assert all(re.fullmatch(r"url\(#[a-z]+-[0-9a-f]{6}\)", value) for value in values)
    assert len(data) < 200_000, "a name of a million letters is cut"


@settings(max_examples=25)
@given(text=any_text)
def test_everything_lies_on_the_paper(text):
    root = drawn(spoil(text))
    width, height = int(root.get("width")), int(root.get("height"))
    page = next(group for group in root.iter(f"{SPACE}g") if group.get("font-family"))
    drawing = page.find(f"{SPACE}g")
    right, down = map(int, re.fullmatch(r"translate\((-?\d+) (-?\d+)\)", drawing.get("transform")).groups())
    assert all(0 < node.x + right < width and 0 < node.y + down < height for node in NODES)
    assert all(0 < int(line.get("y")) < height for line in page.findall(f"{SPACE}text"))


def test_what_is_written_at_a_link_is_what_the_screen_writes():
    said = {link.id: format_label(link, EN).replace("\u00a0", " ") for link in LINKS}
    assert said["lnk-1"] == "owns part of 33.3 %" or "33.3" in said["lnk-1"]
    assert said["lnk-4"].endswith("until 2024")
    assert (said["lnk-5"], said["lnk-7"]) == ("", "")
    assert said["lnk-8"] == "related"
