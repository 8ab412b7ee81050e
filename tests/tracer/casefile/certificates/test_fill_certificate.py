"""A certificate is filled from the records: each section, exact sums, pseudonyms, and what is still empty stands first."""

from __future__ import annotations

import json

import pytest

from graph_schema.errors import NotFound, WrongUse
from tests.tracer.casefile.certificates.conftest import (
    CONFISCATE,
    DAMAGE,
    FREEZE,
    HER_CNP,
    HER_NAME,
    JUDGMENT,
    RESTITUTION,
    TO_AUSTRIA,
    TO_GERMANY,
    VERA,
)
from tracer.casefile.certificates.fill_certificate import fill_certificate
from tracer.casefile.certificates.filled_certificate import FilledCertificate
from tracer.results.json_form import format_json
from tracer.wording.language import find_language

EN, RO = find_language("en"), find_language("ro")


@pytest.fixture
def fill(certificate_session):
    """fill(record, form, language) -> the filled certificate."""
    return lambda record, form, language=EN: fill_certificate(certificate_session, record, form, language)


def shown(found: FilledCertificate, letter: str, label: str, part: str | None = None) -> list[str]:
    """What the fields of this label in this section show: values and ticked boxes."""
    (section,) = (section for section in found.sections if section.letter == letter)
    fields = [
        field
        for one in section.parts
        for field in one.fields
        if field.label == label and (part is None or one.heading == part)
    ]
    assert fields, (letter, label)
    values = [value.text.replace("\u00a0", " ") for field in fields for value in field.values if value.text]
    return values + [box.label for field in fields for box in field.boxes if box.ticked]


def values(found: FilledCertificate):
    return [
        value for section in found.sections for part in section.parts for field in part.fields for value in field.values
    ]


FREEZING = {
    ("A", "Issuing State"): ["Romania (RO)"],
    ("A", "Issuing authority (official name)"): ["DIICOT - ST Pitești"],
    ("A", "Executing State"): ["Austria (AT)"],
    ("B", "Grounds for urgency"): ["Urgent request of the asset recovery office of 3 Mar 2026 (SIENA)"],
    ("C", "Name and first name(s)"): ["Victor Inventescu"],
    ("C", "Nationality"): ["română"],
    ("C", "Identity number or social security number"): ["3820314701012"],
    ("C", "Date of birth"): ["14 Mar 1982"],
    ("C", "Name"): ["Firma Inventată SRL"],
    ("C", "Legal form"): ["SRL"],
    ("C", "Registration number"): ["J03/1/2020"],
    ("C", "Name of the representative"): ["Victor Inventescu"],
    ("C", "Roles in the file"): ["suspect"],
    ("C", "Third parties whose rights the order directly prejudices"): [
        "Banca Inventată SA: mortgage of land or building, rank 1, 45,000.00 EUR, on Casă cu etaj",
        "Titus Pretinsu: co-owner of Casă cu etaj",
        "Titus Pretinsu: claims ownership of Autoturism inventat",
    ],
    ("D", "Amount for execution in the executing State, in figures"): ["300,000.01 RON"],
    ("D", "Total amount covered by the order, in figures"): ["500,000.01 RON"],
    ("D", "Details of the bank account"): ["RO38AAAA0000000000000001, Banca Inventată"],
    ("E", "Stage of the proceedings"): ["judgment at first instance, 1 Jun 2026"],
    ("E", "Nature and legal classification of the offence(s), legal provisions"): [
        "art. 210 of the Criminal Code (Victor Inventescu)"
    ],
    ("F", "Need to keep the order confidential after execution"): [],
    ("G", "Other executing States to which a certificate was transmitted"): [
        "Germany (DE), certificate C2 of 10 Mar 2026"
    ],
    ("G", "Value of assets in each executing State, if known"): ["200,000.00 RON"],
    ("H", "Type of the order or request"): ["request of the asset recovery office"],
    ("H", "Reference number of the issuing authority"): ["R1"],
    ("I", "Confiscation certificate, or until when the property stays frozen"): [
        "confiscation certificate C3",
        "accompanied by a confiscation certificate",
    ],
    ("J", "The issuing State allows alternative measures"): [],
    ("K", "A decision to restitute was issued"): ["Yes"],
    ("K", "Authority that issued the decision"): ["Curtea de Apel Pitești"],
    ("K", "Property to be restituted"): ["Autoturism inventat"],
    ("K", "Contested title: persons and reasons"): ["Titus Pretinsu: claims ownership of Autoturism inventat"],
    ("K", "A demand for restitution is pending"): [],
    ("L", "Challenges on record"): ["Filed on 9 Mar 2026 by Firma Inventată SRL: not decided"],
    ("M", "Type of the issuing authority"): ["judge, court, public prosecutor"],
    ("M", "File number"): ["1/P/2026"],
    ("N", "Name of the authority"): [],
    ("O", "Name of the central authority"): [],
    ("P", "Attachments to the certificate"): ["prosecutor's order 7 of 2 Mar 2026"],
}
CONFISCATION = {
    ("A", "Issuing authority (official name)"): ["Tribunalul Argeș"],
    ("B", "Court which issued the confiscation order"): ["Tribunalul Argeș"],
    ("B", "Reference number of the order"): ["9"],
    ("B", "Date of issue of the order"): ["1 Jun 2026"],
    ("B", "Date on which the order became final"): ["1 Sept 2026"],
    ("C", "Name and first name(s)"): ["Victor Inventescu"],
    ("D", "The court has decided that the property is"): [
        "the proceeds of an offence, or their equivalent, in full or in part"
    ],
    ("D", "Basis of the confiscation on record"): [
        "property of equal value (art. 12(2) of Directive (EU) 2024/1260)",
        "proceeds and instrumentalities (art. 12(1) of Directive (EU) 2024/1260)",
    ],
    ("D", "Amount for execution in the executing State, in figures"): ["90,000.00 EUR"],
    ("E", "Freezing order"): [
        "freezing certificate C1",
        "frozen under an earlier freezing order transmitted to the executing State",
    ],
    ("E", "Date of transmission"): ["10 Mar 2026"],
    ("E", "Reference number of the issuing authority"): ["7, DIICOT - ST Pitești"],
    ("G", "Other executing States to which a certificate was transmitted"): [],
    ("H", "Judgments on record"): ["judgment at first instance, 1 Jun 2026, judgment 9 of 1 Jun 2026"],
    ("I", "The issuing State allows alternative measures"): [],
    ("J", "Decisions for the victim"): [
        "a sum of money goes to the victim",
        "property other than money goes to the victim",
    ],
    ("J", "Sum for the victim"): ["25,000.00 RON", "1,000.01 RON"],
    ("K", "File number"): ["1/P/2026"],
    ("L", "Name of the central authority"): [],
    ("M", "IBAN"): [],
    ("N", "Attachments to the certificate"): ["judgment 9 of 1 Jun 2026"],
}


def test_every_section_is_looked_at():
    assert {letter for letter, _ in FREEZING} == set("ABCDEFGHIJKLMNOP")
    assert {letter for letter, _ in CONFISCATION} | {"F"} == set("ABCDEFGHIJKLMN")


def test_each_section_of_the_freezing_certificate_is_filled_from_the_records(fill):
    found = fill(TO_AUSTRIA, "freezing")
    assert {key: shown(found, *key) for key in FREEZING} == FREEZING
    assert (found.version, found.to_state, found.case_number, found.order_number) == (
        "2018/1805",
        "AT",
        "1/P/2026",
        "7",
    )


def test_each_section_of_the_confiscation_certificate_is_filled_from_the_records(fill):
    found = fill(CONFISCATE, "confiscation")
    assert {key: shown(found, *key) for key in CONFISCATION} == CONFISCATION
    assert shown(found, "F", "Purposes of the measure")


def test_each_item_of_property_has_its_own_part(fill):
    found = fill(TO_AUSTRIA, "freezing")
    label = "Share that the order covers, registered holder"
    assert shown(found, "D", label, "Item of property 1") == ["1/2 (50 %), registered in the name of Victor Inventescu"]
    assert shown(found, "D", label, "Item of property 2") == ["100 %, registered in the name of Firma Inventată SRL"]
    assert shown(found, "D", "Value on record", "Item of property 1") == ["180,000.00 EUR on 2 Mar 2026 (estimate)"]
    assert shown(found, "D", "Sum up to which the order was made", "Item of property 1") == ["90,000.00 EUR"]


def test_the_position_tells_owner_and_person_concerned_apart(fill):
    found = fill(TO_AUSTRIA, "freezing")
    against, owner = "person against whom the order is directed", "person that owns the property covered by the order"
    assert shown(found, "C", "Position in the proceedings", "Natural person") == [against, owner]
    assert shown(found, "C", "Position in the proceedings", "Legal person") == [owner]


def test_sums_keep_their_minor_units_and_currency(fill):
    sums = {(value.minor, value.currency) for value in values(fill(TO_AUSTRIA, "freezing")) if value.minor is not None}
    assert {(30000001, "RON"), (50000001, "RON"), (20000000, "RON"), (9000000, "EUR"), (18000000, "EUR")} == sums


def test_every_filled_value_names_its_record_and_a_place_in_a_source(fill, certificate_session):
    graph = certificate_session.graph()
    events = {kept.event.id for kept in graph.events}
    for record, form in ((TO_AUSTRIA, "freezing"), (CONFISCATE, "confiscation")):
        found = fill(record, form)
        assert values(found)
        for value in values(found):
            assert value.record in graph.nodes or value.record in events, value
            assert value.notes
        assert {number for value in values(found) for number in value.notes} == {note.number for note in found.notes}


def test_the_empty_mandatory_fields_are_listed_and_no_other(fill):
    found = fill(TO_AUSTRIA, "freezing")
    expected = [
        (field.code, field.label, part.heading)
        for section in found.sections
        for part in section.parts
        for field in part.fields
        if field.mandatory and not field.values and not any(box.ticked for box in field.boxes)
    ]
    assert [(row.code, row.label, row.part) for row in found.empty] == expected
    assert [row.label for row in found.empty if not row.left_to_magistrate] == []
    left = {(row.code, row.part) for row in found.empty if row.label == "Location of the item of property"}
    assert left == {("D.3", "Item of property 2")}
    assert ("G.2", "Reasons for several executing States") in {(row.code, row.label) for row in found.empty}


def test_reasons_for_several_states_are_asked_for_only_where_there_are_several(fill):
    assert "G.2" not in {row.code for row in fill(CONFISCATE, "confiscation").empty}
    assert "G.2" in {row.code for row in fill(TO_GERMANY, "freezing").empty}


def test_from_an_order_alone_the_state_and_the_sum_asked_are_empty(fill):
    found = fill(FREEZE, "freezing")
    lacking = {row.label for row in found.empty if not row.left_to_magistrate}
    assert {"Executing State", "Amount for execution in the executing State, in figures"} <= lacking
    assert shown(found, "D", "Total amount covered by the order, in figures") == ["500,000.01 RON"]


@pytest.mark.parametrize("language", [EN, RO], ids=["en", "ro"])
def test_no_name_or_number_of_a_victim_is_in_a_certificate(fill, language):
    for record, form in ((TO_AUSTRIA, "freezing"), (CONFISCATE, "confiscation"), (FREEZE, "freezing")):
        text = format_json("certificate", fill(record, form, language))
        for hidden in (HER_NAME, *HER_NAME.replace("-", " ").split(), HER_CNP, VERA, "Ascunsă"):
            assert hidden not in text, hidden
    pseudonym = shown(fill(TO_AUSTRIA, "freezing"), "K", "Victim, by pseudonym; the name follows on a separate act")
    assert len(pseudonym) == 1
    assert pseudonym[0].startswith("Civil party ")


def test_the_custodian_named_after_a_victim_is_veiled_too(fill):
    (custodian,) = shown(
        fill(TO_AUSTRIA, "freezing"),
        "D",
        "Custodian, debts secured by the item, other information",
        "Item of property 2",
    )
    assert custodian.startswith("custodian since 2 Mar 2026: Garaj Civil party ")


def test_the_same_certificate_twice_and_in_romanian(fill):
    first, second = (fill(CONFISCATE, "confiscation", RO) for _ in range(2))
    assert first == second
    assert first.title == "Certificat de confiscare"
    assert shown(first, "D", "Suma pentru executare în statul executant, în cifre") == ["90.000,00 EUR"]
    english = json.loads(format_json("certificate", fill(CONFISCATE, "confiscation")))["result"]
    romanian = json.loads(format_json("certificate", first))["result"]
    assert [len(section["parts"]) for section in english["sections"]] == [
        len(section["parts"]) for section in romanian["sections"]
    ]


@pytest.mark.parametrize(
    ("record", "form", "message"),
    [
        (TO_AUSTRIA, "confiscation", "The certificate on record is a freezing certificate"),
        (CONFISCATE, "freezing", "The certificate on record is a confiscation certificate"),
        (FREEZE, "confiscation", "The order is a freezing order; no confiscation certificate carries it."),
    ],
)
def test_a_form_that_the_record_does_not_have_is_refused(fill, record, form, message):
    with pytest.raises(WrongUse) as refused:
        fill(record, form)
    assert message in str(refused.value)


def test_what_is_no_certificate_or_order_is_not_found(fill):
    for record in (RESTITUTION, DAMAGE, "crt-00000000000000000000"):
        with pytest.raises(NotFound):
            fill(record, "freezing")


def test_a_judgment_can_go_out_in_either_form(fill):
    assert fill(JUDGMENT, "confiscation").form == "confiscation"
    assert fill(JUDGMENT, "freezing").form == "freezing"
