"""``tracer certificate`` and ``tracer order-draft``: files, JSON by its schema, rights, and what is refused."""

from __future__ import annotations

import io
import json
from pathlib import Path

import docx
import pytest
from jsonschema import Draft202012Validator

from tests.tracer.casefile.certificates.conftest import (  # noqa: F401 - the fixtures
    HER_CNP,
    HER_NAME,
    certificate_case,
    made_certificate_case,
)
from tests.tracer.export.legal_forms.test_certificate_docx import lines

SCHEMA = Path(__file__).parents[3] / "results" / "schemas" / "certificate.json"


@pytest.fixture
def call(run, certificate_case):  # noqa: F811 - the fixture
    """call(*words) -> what the command leaves."""
    return lambda *words, lang="en", role="prosecutor": run(
        "--case", certificate_case, "--lang", lang, "--role", role, *words
    )


@pytest.mark.parametrize("lang", ["en", "ro"])
@pytest.mark.parametrize(("record", "form"), [("C1", "freezing"), ("C3", "confiscation"), ("7", "freezing")])
def test_the_json_keeps_to_its_schema(call, lang, record, form):
    ran = call("certificate", record, "--form", form, "--json", lang=lang)
    assert (ran.code, ran.err) == (0, "")
    written = json.loads(ran.out)
    Draft202012Validator(json.loads(SCHEMA.read_text(encoding="utf-8"))).validate(written)
    assert (written["format"], written["version"]) == ("tracer.certificate", 1)
    assert written["result"]["language"] == lang
    assert not [word for word in (HER_CNP, *HER_NAME.replace("-", " ").split()) if word in ran.out]


def test_a_file_in_another_language_than_that_of_the_program(call, tmp_path):
    target = tmp_path / "c1.docx"
    ran = call("certificate", "C1", "--form", "freezing", "--output", target, "--lang", "ro", "--force")
    assert (ran.code, ran.err) == (0, "")
    assert f"Written: {target}" in ran.out
    assert docx.Document(io.BytesIO(target.read_bytes())).core_properties.language == "ro-RO"
    assert ran.out.index("mandatory fields are empty") < ran.out.index("Written")


def test_without_force_a_gap_stops_the_file_and_leaves_1(call, tmp_path):
    target = tmp_path / "order-7.pdf"
    ran = call("certificate", "7", "--form", "freezing", "--output", target)
    assert ran.code == 1
    assert "A Executing State" in ran.err
    assert not target.exists()
    assert call("certificate", "7", "--form", "freezing", "--output", target, "--force").code == 0
    assert target.read_bytes().startswith(b"%PDF")


def test_without_a_file_the_filled_fields_are_shown(call):
    ran = call("certificate", "C1", "--form", "freezing")
    assert ran.code == 0
    assert "D.2 Amount for execution in the executing State, in figures: 300,000.01" in ran.out
    assert call("certificate", "C1", "--form", "freezing", "--force").code == 2


def test_a_draft_order_is_written(call, tmp_path):
    target = tmp_path / "order.docx"
    ran = call("order-draft", "1", "2", "--kind", "release", "--output", target)
    assert (ran.code, ran.err) == (0, "")
    assert docx.Document(io.BytesIO(target.read_bytes())).core_properties.title == (
        "Ordonanță de ridicare a măsurii asigurătorii"
    )
    assert call("order-draft", "1", "--kind", "release", "--output", tmp_path / "order.pdf").code == 2


@pytest.mark.parametrize("role", ["supervisor", "administrator"])
def test_those_without_the_right_get_neither(call, tmp_path, role):
    for words in (
        ("certificate", "C1", "--form", "freezing", "--output", tmp_path / "x.pdf"),
        ("order-draft", "1", "--kind", "freezing", "--output", tmp_path / "x.docx"),
    ):
        ran = call(*words, role=role)
        assert (ran.code, ran.out) == (2, "")
        assert "Inventescu" not in ran.err
    assert not list(tmp_path.glob("x.*"))


def test_measures_of_a_register_are_items_of_a_draft_order(run, sample_case, session_of, tmp_path):
    with session_of(sample_case) as session:
        measures = [node.id for node in session.graph().nodes_of_type("Measure")]
        by_case = {}
        for link in session.graph().links_of_type("InCase"):
            by_case.setdefault(link.head, []).append(link.tail)
    items = next(found for found in ([m for m in rows if m in measures] for rows in by_case.values()) if found)
    target = tmp_path / "order.docx"
    ran = run("--case", sample_case, "order-draft", *items, "--kind", "release", "--output", target)
    assert (ran.code, ran.err) == (0, "")
    text = "\n".join(lines(target.read_bytes()))
    assert text.count("Scopul măsurii") == len(items)
    assert "None" not in text
