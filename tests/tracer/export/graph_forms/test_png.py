"""The same picture as pixels: of the size of the SVG, with every name, never too large to open."""

from __future__ import annotations

import struct
import zlib
from dataclasses import replace

import pytest
from lxml import etree

from tests.tracer.export.graph_forms.conftest import NODES, make_picture
from tracer.export.graph_forms import png
from tracer.export.graph_forms.png import PictureRefused, write_png
from tracer.export.graph_forms.svg import write_svg
from tracer.wording.language import find_language

EN = find_language("en")


def size(data):
    assert data[:8] == b"\x89PNG\r\n\x1a\n"
    return struct.unpack(">II", data[16:24])


def pixels(data):
    """The raw bytes of the lines; the filter of a line changes no question asked here."""
    place, found = 8, b""
    while place < len(data):
        (length,) = struct.unpack(">I", data[place : place + 4])
        if data[place + 4 : place + 8] == b"IDAT":
            found += data[place + 8 : place + 8 + length]
        place += length + 12
    return zlib.decompress(found)


def test_it_has_two_pixels_for_each_point_at_least_three_for_two():
    root = etree.fromstring(write_svg(make_picture(), EN))
    width, height = size(write_png(make_picture(), EN))
    assert width / int(root.get("width")) == pytest.approx(height / int(root.get("height")), rel=0.01)
    assert width / int(root.get("width")) >= 1.5


def test_a_node_more_is_seen():
    fewer = make_picture(nodes=NODES[:1], links=(), focus="")
    other = make_picture(nodes=(replace(NODES[0], caption="Alt Nume"),), links=(), focus="")
    assert pixels(write_png(fewer, EN)) != pixels(write_png(other, EN))


def test_a_very_large_picture_stays_small_enough_to_open():
    far = (NODES[0], replace(NODES[1], x=14_000, y=14_000))
    width, height = size(write_png(make_picture(nodes=far, links=()), EN))
    assert width * height < 60_000_000


def test_what_the_typesetter_refuses_is_said(monkeypatch):
    monkeypatch.setattr(png, "write_svg", lambda picture, language: b"<svg")
    with pytest.raises((PictureRefused, etree.XMLSyntaxError)):
        write_png(make_picture(), EN)
