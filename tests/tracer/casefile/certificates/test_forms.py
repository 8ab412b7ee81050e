"""The forms: every section of the annexes in its order, rows that name what exists, one form in force on a day."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph_schema.errors import WrongUse
from tracer.casefile.certificates.fields.fillers import CONDITIONS, FILLERS, SUBJECTS
from tracer.casefile.certificates.form_rows import ALWAYS, NEVER
from tracer.casefile.certificates.forms import CERTIFICATE_VERSIONS, form_on
from tracer.casefile.certificates.shared_parts import LISTED_OFFENCES
from tracer.wording.language import find_language

FIRST = date(2020, 12, 19)


@pytest.mark.parametrize(("form", "letters"), [("freezing", "ABCDEFGHIJKLMNOP"), ("confiscation", "ABCDEFGHIJKLMN")])
def test_a_form_has_the_sections_of_its_annex(form, letters):
    sections = form_on(form, FIRST).sections
    assert "".join(section.letter for section in sections) == letters
    for section in sections:
        codes = {field.code.partition(".")[0] for part in section.parts for field in part.fields}
        assert codes == {section.letter}


def test_the_rows_name_only_what_exists_and_everything_that_exists_is_used():
    parts = [part for form in CERTIFICATE_VERSIONS for section in form.sections for part in section.parts]
    fields = [field for part in parts for field in part.fields]
    assert {field.fill for field in fields} - {""} == set(FILLERS)
    assert {part.each for part in parts} - {""} == set(SUBJECTS)
    assert {field.mandatory for field in fields} - {ALWAYS, NEVER} == set(CONDITIONS)


def test_every_text_of_a_form_is_romanian_in_romanian():
    romanian = find_language("ro")
    same = {"IBAN", "BIC", ""}
    for form in CERTIFICATE_VERSIONS:
        texts = {form.title, form.statute}
        for section in form.sections:
            texts |= {section.title} | {part.heading for part in section.parts}
            for part in section.parts:
                texts |= {field.label for field in part.fields}
                texts |= {option.label for field in part.fields for option in field.options}
        assert {text for text in texts if romanian.text(text) == text} <= same | {"BIC", "IBAN"}


def test_signature_victim_address_facts_and_payment_are_left_to_the_magistrate():
    for form in CERTIFICATE_VERSIONS:
        fields = [field for section in form.sections for part in section.parts for field in part.fields]
        left = {field.label for field in fields if not field.fill and field.mandatory == ALWAYS}
        assert "Date of signature" in left
        assert "Address of the victim, on a separate act" in left
        assert any(label.startswith("Summary of the facts") for label in left)
    confiscation = form_on("confiscation", FIRST).sections
    (payment,) = (section for section in confiscation if section.letter == "M")
    assert [field.fill for field in payment.parts[0].fields] == ["", "", ""]


def test_the_list_has_thirty_two_offences_each_once():
    assert len({option.label for option in LISTED_OFFENCES}) == len(LISTED_OFFENCES) == 32
    assert LISTED_OFFENCES[2].label == "trafficking in human beings"


@given(st.dates(), st.sampled_from(["freezing", "confiscation"]))
def test_on_each_day_since_the_regulation_applies_one_form_is_in_force(day, form):
    in_force = [
        row
        for row in CERTIFICATE_VERSIONS
        if row.form == form and row.valid_from <= day and (row.valid_to is None or day <= row.valid_to)
    ]
    if day < FIRST:
        assert in_force == []
        with pytest.raises(WrongUse, match="2020-12-19"):
            form_on(form, day)
    else:
        assert in_force == [form_on(form, day)]


def test_the_day_before_has_no_form_and_an_unknown_form_is_refused():
    with pytest.raises(WrongUse):
        form_on("freezing", FIRST - timedelta(days=1))
    with pytest.raises(WrongUse, match="freezing, confiscation"):
        form_on("seizure", FIRST)
