"""Every form: the golden, the same bytes twice, no hostile text that breaks it, nobody protected in it."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from hypothesis import given, settings
from lxml import etree

from graph_schema.errors import WrongUse
from graph_schema.records.links import LINK_TYPES
from graph_schema.records.nodes import NODE_TYPES
from tests.tracer.export.graph_forms.conftest import HOSTILE, any_text, make_picture, spoil
from tracer.export.graph_forms.registry import GRAPH_FORMS, graph_form_of_file, read_graph_form
from tracer.wording.language import find_language

GOLDENS = Path(__file__).parent / "goldens"
EN, RO = find_language("en"), find_language("ro")
FORMS = pytest.mark.parametrize("form", GRAPH_FORMS, ids=lambda form: form.name)
XML = pytest.mark.parametrize("name", ["svg", "graphml", "anx"])


@pytest.mark.parametrize("language", [EN, RO], ids=["en", "ro"])
@FORMS
def test_the_picture_is_written_as_its_golden(form, language):
    data = form.write(make_picture(), language)
    path = GOLDENS / f"picture-{language.code}{form.suffix}"
    if os.environ.get("TRACER_NEW_GOLDENS") == "1":
        path.write_bytes(data)
    assert data == path.read_bytes(), "TRACER_NEW_GOLDENS=1 pytest writes the goldens anew"


@FORMS
def test_the_same_picture_gives_the_same_bytes(form):
    assert form.write(make_picture(), EN) == form.write(make_picture(), EN)


@FORMS
@pytest.mark.parametrize("text", HOSTILE, ids=range(len(HOSTILE)))
def test_no_text_breaks_a_form(form, text):
    assert form.write(spoil(text), RO)


@XML
@settings(max_examples=25)
@given(text=any_text)
def test_xml_is_well_formed_whatever_the_names_are_and_has_no_entity(name, text):
    data = read_graph_form(name).write(spoil(text), EN)
    root = etree.fromstring(data, etree.XMLParser(resolve_entities=False, no_network=True))
    assert b"<!DOCTYPE" not in data and b"<!ENTITY" not in data
    assert not root.getroottree().docinfo.internalDTD
    assert not [e for e in root.iter() if not isinstance(e.tag, str)], "no comment, no instruction, no entity"


@FORMS
def test_an_empty_picture_is_one_too(form):
    empty = make_picture(nodes=(), links=(), files=(), focus="", remarks=(), title="")
    assert form.write(empty, EN) or form.name == "ftm"


def test_what_a_form_lacks_is_counted_and_nothing_else():
    counts = {form.name: dict(form.count_left_out(make_picture())) for form in GRAPH_FORMS}
    assert counts.pop("ftm") == {"Measure": 1, "Covers": 1, "Against": 1}
    assert set(map(len, counts.values())) == {0}


def test_a_form_lacks_only_what_there_is():
    known = {*NODE_TYPES, *LINK_TYPES}
    assert all(form.lacks <= known for form in GRAPH_FORMS)


def test_a_form_is_found_by_its_name_and_by_the_ending_of_a_file():
    for form in GRAPH_FORMS:
        assert read_graph_form(form.name) is form
        assert graph_form_of_file(Path(f"x{form.suffix.upper()}")) is form
    with pytest.raises(WrongUse, match="svg, png, graphml, csv, anx, ftm"):
        read_graph_form("pdf")
    with pytest.raises(WrongUse, match=r"\.svg, \.png"):
        graph_form_of_file(Path("x.pdf"))
