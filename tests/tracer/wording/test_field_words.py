"""Fields as a reader sees them: sums with their currency, days and codes in the reader's words."""

from __future__ import annotations

import pytest

from graph_schema.records.events import EVENT_TYPES
from graph_schema.records.nodes import NODE_TYPES
from tracer.wording.field_words import format_meaning, format_value, is_stated_elsewhere
from tracer.wording.language import find_language

EN, RO = find_language("en"), find_language("ro")


def field(kind, name):
    return next(field for field in NODE_TYPES[kind].fields if field.name == name)


@pytest.mark.parametrize(
    ("kind", "name", "props", "english", "romanian"),
    [
        ("Cash", "amount_minor", {"amount_minor": 5_200_000, "currency": "EUR"}, "52,000.00 EUR", "52.000,00 EUR"),
        ("Measure", "cap_minor", {"cap_minor": 100, "cap_currency": "RON"}, "1.00 RON", "1,00 RON"),
        ("Measure", "cap_minor", {"cap_minor": 123_456}, "123,456", "123.456"),
        ("Statement", "opening_minor", {"opening_minor": -5, "currency": "RON"}, "−0.05 RON", "−0,05 RON"),
        ("Statement", "from_date", {"from_date": "2024-01-31"}, "31 Jan 2024", "31.01.2024"),
        ("Company", "founded", {"founded": "2014"}, "2014", "2014"),
        ("Company", "founded", {"founded": "2014-05"}, "May 2014", "mai 2014"),
        ("Company", "founded", {"founded": "2014-05-06"}, "6 May 2014", "06.05.2014"),
        (
            "Company",
            "legal_form",
            {"legal_form": "registeredEntity"},
            "entered in a register",
            "entitate înscrisă într-un registru",
        ),
        ("Company", "legal_form", {"legal_form": "SRL"}, "SRL", "SRL"),
        ("CompanyShare", "asset_class", {"asset_class": "company_share"}, "company share", "părți sociale sau acțiuni"),
        ("CompanyShare", "share", {"share": "2/5"}, "2/5 (40 %)", "2/5 (40 %)"),
        ("CompanyShare", "share", {"share": "1/3"}, "1/3 (33.3 %)", "1/3 (33,3 %)"),
        ("Measure", "share", {"share": "1/1"}, "100 %", "100 %"),
        (
            "Measure",
            "purposes",
            {"purposes": "extended_confiscation, damage"},
            "extended confiscation, damage",
            "confiscare extinsă, repararea pagubei",
        ),
        ("Vehicle", "built", {"built": 2022}, "2022", "2022"),
        ("Property", "area_m2", {"area_m2": 12_500}, "12,500", "12.500"),
        (
            "Person",
            "invalid_identifiers",
            {"invalid_identifiers": "cnp: A CNP has 13 digits."},
            "personal numeric code: A CNP has 13 digits.",
            "codul numeric personal: Un CNP are 13 cifre.",
        ),
    ],
)
def test_a_field_in_both_languages(kind, name, props, english, romanian):
    told = [
        format_value(NODE_TYPES[kind], field(kind, name), props[name], props, language).replace("\u00a0", " ")
        for language in (EN, RO)
    ]
    assert told == [english, romanian]


def test_the_currency_is_told_once_and_the_sum_is_not_called_minor_units():
    kind, props = NODE_TYPES["Cash"], {"amount_minor": 1, "currency": "EUR"}
    assert is_stated_elsewhere(kind, field("Cash", "currency"), props)
    assert not is_stated_elsewhere(NODE_TYPES["Statement"], field("Statement", "currency"), {"currency": "EUR"})
    assert not is_stated_elsewhere(NODE_TYPES["Account"], field("Account", "currency"), {"currency": "EUR"})
    assert [
        found.name for kind in NODE_TYPES.values() for found in kind.fields if "minor units" in format_meaning(found)
    ] == []


def test_a_code_is_shown_in_the_words_of_its_own_table():
    said = {
        (kind, name): format_value(NODE_TYPES[kind], field(kind, name), "freezing", {}, EN)
        for kind, name in (("Order", "kind"), ("Certificate", "form"))
    }
    assert said == {("Order", "kind"): "freezing order", ("Certificate", "form"): "freezing certificate"}


def test_a_time_is_shown_to_the_minute_and_in_utc():
    order, issued = NODE_TYPES["Order"], field("Order", "issued_at")
    assert format_value(order, issued, "2026-03-09T10:30Z", {}, EN) == "9 Mar 2026, 10:30 UTC"
    assert format_value(order, issued, "2026-03-09T10:30Z", {}, RO) == "09.03.2026, 10:30 UTC"


def test_both_sums_of_an_exchange_have_their_currency():
    posted = EVENT_TYPES["Posted"]
    props = {"amount_minor": 100, "currency": "EUR", "to_amount_minor": 509, "to_currency": "RON"}
    shown = {
        one.name: format_value(posted, one, props[one.name], props, EN) for one in posted.fields if one.name in props
    }
    assert shown["amount_minor"].endswith("EUR") and shown["to_amount_minor"].endswith("RON")
