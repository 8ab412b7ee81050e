"""``tracer act``: a life of a villa from the order to the budget, typed act by act; and what a wrong act is answered."""

from __future__ import annotations

import shutil

import pytest

FILE = "999/P/2026"
DAY = "2026-03-09"
PROSECUTOR = ("--authority", "prosecutor", "DIICOT Exemplu")
COURT = ("--authority", "court", "Tribunalul Inventat")
REASON = ("--reason", "probă")


@pytest.fixture
def act(run, sample_case, tmp_path):
    """act(kind, *fields) -> what the command leaves, in a copy of the sample case."""
    case = shutil.copytree(sample_case, tmp_path / "case")

    def call(kind, *more, on=DAY, lang="en"):
        return run("--case", case, "--lang", lang, "act", kind, *more, "--on", on, *REASON)

    return call


def document(kind, day=DAY):
    return "--document", kind, "7", day


@pytest.fixture
def frozen(act):
    """The watch of a suspect, frozen by an order of the prosecutor."""
    steps = [
        act("file", f"case={FILE}", "office=DIICOT Exemplu"),
        act("proceeding", f"case={FILE}", "fact=opened"),
        act("order", f"case={FILE}", "order_kind=freezing", "--number", "41", *document("ordinance"), *PROSECUTOR),
        act(
            "item",
            f"case={FILE}",
            "against=Victor Inventescu",
            "purposes=special_confiscation",
            "amount=1500.50",
            "currency=RON",
            "--number",
            "91",
        ),
        act("step", "item=91", "to=IDENTIFIED", *document("source_record"), "--authority", "investigator", "DCCO"),
    ]
    return steps


def test_acts_are_recorded_by_number_and_name(frozen, act):
    for ran in frozen:
        assert (ran.code, ran.err) == (0, ""), ran
        assert ran.out.startswith("On record: ")
    froze = act("step", f"item={FILE}/91", "to=FROZEN", "order=41", *document("ordinance"), *PROSECUTOR, "--json")
    assert froze.code == 0
    assert froze.json["accepted"] is True
    again = act("step", "item=91", "to=FROZEN", "order=41", *document("ordinance"), *PROSECUTOR, "--json")
    assert (again.code, again.json["id"]) == (0, froze.json["id"])


def test_a_preview_records_nothing(frozen, act):
    given = ("step", "item=91", "to=FROZEN", *document("ordinance"), *PROSECUTOR)
    assert act(*given, "--preview").out == "The act would be accepted; nothing was recorded.\n"
    released = ("step", "item=91", "to=RELEASED", "reason=unfounded", *document("ordinance"), *PROSECUTOR, "--preview")
    assert act(*released).out.startswith("Refused, NO_SUCH_STEP: ")


@pytest.mark.parametrize(("lang", "remedy"), [("en", "Allowed: "), ("ro", "Permise: ")])
def test_a_refusal_has_its_code_and_its_remedy_in_the_readers_language(frozen, act, lang, remedy):
    ran = act("step", "item=91", "to=FROZEN", *document("minutes"), *COURT, lang=lang)
    assert ran.code == 1
    assert "WRONG_PAIR" in ran.out
    assert remedy in ran.out
    assert "Traceback" not in ran.out + ran.err


@pytest.mark.parametrize(
    ("given", "said"),
    [
        (("proceeding", "case=998/P/2026", "fact=opened"), "has no file 998/P/2026"),
        (("weather",), "expected one of file, order, item, step"),
        (("step", "item=77", "to=FROZEN"), "has the number 77"),
        (("step", "to=FROZEN"), "needs item"),
        (("step", "item=91", "colour=red", "to=FROZEN"), "has no field 'colour'"),
        (("step", "item"), "expected NAME=VALUE"),
        (("step", "item=91", "item=91", "to=FROZEN"), "each field once"),
        (("part-release", "item=91", "share=half"), "share is 'half'"),
        (("posting", "item=91", "template=collect", "amount=1.500,00", "currency=RON"), "is not an amount in RON"),
        (("posting", "item=91", "template=collect", "amount=15"), "is not a currency"),
        (
            ("item", f"case={FILE}", "against=Victor Inventescu", "purposes=fine", "foreign=perhaps", "--number", "9"),
            "yes or no",
        ),
    ],
)
def test_a_wrong_act_is_answered_with_what_is_expected(frozen, act, given, said):
    ran = act(*given)
    assert ran.code == 2, ran
    assert said in ran.err
    assert "Traceback" not in ran.err


def test_an_act_goes_on_from_a_measure_of_a_register_named_by_file_and_number(act, run, tmp_path):
    paper = ("--document", "judgment", "77", "2026-01-05", "--authority", "court", "Tribunalul Exemplu")
    wrong = act("step", "item=1", "to=CONF_NONFINAL", "basis=DIRECT", *paper)
    assert wrong.code == 2 and "the number of several records" in wrong.err
    judged = act("step", "item=900002/D/P/2024/8", "to=CONF_NONFINAL", "basis=DIRECT", *paper)
    assert (judged.code, judged.err) == (0, "")
    shown = run("--case", tmp_path / "case", "measure", "list")
    assert next(line for line in shown.out.splitlines() if line.startswith("8  ")).count("confiscated, not final") == 1
