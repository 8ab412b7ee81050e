"""The schedule in words, for paper and sheet alike."""

from __future__ import annotations

from typing import Any

from graph_schema.codes.states import ITEM_STATES, STATES
from graph_schema.records.events import EVENT_TYPES
from graph_schema.records.nodes import ASSET_CLASSES
from tracer.casefile.schedule import Owner, ScheduleSentence, Traced
from tracer.export import schedule_text
from tracer.wording.language import find_language
from tracer.wording.terms import CLASS_WORDS, METHOD_WORDS, STATE_WORDS, VALUATION_WORDS

EN, RO = find_language("en"), find_language("ro")


def codes(event: str, field: str) -> set[str]:
    return set(next(item for item in EVENT_TYPES[event].fields if item.name == field).codes)


def test_every_code_has_its_word() -> None:
    assert set(STATES) | set(ITEM_STATES) == set(STATE_WORDS)
    assert set(ASSET_CLASSES) <= set(CLASS_WORDS)
    assert codes("MethodChosen", "method") == set(METHOD_WORDS)
    assert codes("Valuation", "method") == set(VALUATION_WORDS)


def test_an_interval_is_an_interval_and_one_figure_is_one(line: Any) -> None:
    wide, exact = Traced("fifo", 100, 200, 300, "EUR", ()), Traced("libr", 200, 200, 300, "EUR", ())
    assert schedule_text.format_traced(wide, EN).replace("\u00a0", " ") == (
        "between 1.00 EUR and 2.00 EUR of 3.00 EUR (first in, first out)"
    )
    assert schedule_text.format_traced(exact, EN).startswith("2.00\u00a0EUR of 3.00")
    assert schedule_text.format_traced_short(line(1, traced=()), EN) == "not matched"


def test_two_purchases_of_one_asset_are_both_in_the_narrow_column(line: Any) -> None:
    two = line(1, traced=(Traced("fifo", 100, 100, 300, "EUR", ()), Traced("fifo", 0, 50, 70, "RON", ())))
    shown = schedule_text.format_traced_short(two, EN).replace("\u00a0", " ")
    assert shown == "1.00 EUR; 0.00 RON – 0.50 RON"


def test_a_price_that_is_not_matched_is_said_to_be_so(line: Any) -> None:
    nothing = Traced("fifo", 0, 300, 300, "EUR", (), unmatched_minor=300)
    part = Traced("fifo", 100, 200, 300, "EUR", (), unmatched_minor=100)
    assert schedule_text.format_traced(nothing, EN).replace("\u00a0", " ") == (
        "between 0.00 EUR and 3.00 EUR of 3.00 EUR (first in, first out); no payment of the price is matched"
    )
    assert schedule_text.format_traced(part, EN).replace("\u00a0", " ") == (
        "between 1.00 EUR and 2.00 EUR of 3.00 EUR (first in, first out); 1.00 EUR of the price is not matched"
    )
    shown = schedule_text.format_traced_short(line(1, traced=(nothing,)), EN).replace("\u00a0", " ")
    assert shown == "0.00 EUR – 3.00 EUR, not matched"
    shown = schedule_text.format_traced_short(line(1, traced=(part,)), EN).replace("\u00a0", " ")
    assert shown == "1.00 EUR – 2.00 EUR, in part not matched"


def test_owners_states_and_sentences(line: Any) -> None:
    owners = (Owner("Ana Inventată", "1/2", ()), Owner("Ion Inventat", "", ()))
    assert schedule_text.join_owners(line(1, owners=owners), EN) == "Ana Inventată (1/2); Ion Inventat"
    assert schedule_text.format_state(line(1, measures=()), EN) == "identified"
    assert schedule_text.format_state(line(1), RO) == "indisponibilizat"
    cited = schedule_text.format_sentence(ScheduleSentence("{a} of {b}", {"a": "{b}", "b": "{a}"}, (2,)), EN)
    assert (cited.text, cited.notes) == ("{b} of {a}", (2,))


def test_a_former_owner_is_told_as_one_and_days_are_written_in_the_readers_way(line: Any) -> None:
    owners = (
        Owner("Ana Inventată", "1/1", ()),
        Owner("Ion Inventat", "1/1", (), "2022-02-14"),
        Owner("X", "", (), "2019"),
    )
    shown = line(1, owners=owners, acquired="2018-03-05")
    assert (
        schedule_text.join_owners(shown, RO)
        == "Ana Inventată (1/1); Ion Inventat (1/1) până la 14.02.2022; X până la 2019"
    )
    facts = {fact.name: fact.parts for fact in schedule_text.format_facts(shown, RO)}
    assert [part.text for part in facts["Proprietar în acte"]][1] == "Ion Inventat (1/1) până la 14.02.2022"
    assert facts["Dobândit"][0].text == "05.03.2018"
    assert schedule_text.format_facts(line(1, acquired=""), EN)[3].parts[0].text == "unknown"


def test_nothing_is_said_of_assets_without_value_where_all_have_one(schedule: Any, line: Any) -> None:
    assert schedule_text.format_unvalued(schedule((line(1),)), EN) == ""
    assert schedule_text.format_unvalued(schedule((line(1, value=None), line(2, value=None))), EN).startswith(
        "2 assets have"
    )
