"""The scenarios agree, and the runner finds what does not."""

from __future__ import annotations

import copy
import json
from pathlib import Path

import pytest

from tests.recovery_scenarios.__main__ import main
from tests.recovery_scenarios.reading import WrongScenario, read_act, read_scenarios
from tests.recovery_scenarios.running import compare, run_scenario

SMALL = {
    "id": "S1",
    "config": {},
    "acts": [
        {"id": "1", "kind": "role", "effective": "2025-01-01", "recorded": "2025-01-01", "case": "F", "person": "v"}
        | {"role": "injured_person"},
        {"id": "2", "kind": "value", "effective": "2025-01-01", "recorded": "2025-01-01", "asset": "x", "amount": 0}
        | {"moment": "other", "currency": "RON"},
    ],
    "questions": [{"at": "2025-02-01", "want": ["people"]}],
    "expected": {
        "acts": {"1": {"result": "accepted"}, "2": {"result": "refused", "code": "BAD_AMOUNT"}},
        "answers": [{"at": "2025-02-01", "known_on": None, "people": {"v": "pseudonym"}}],
    },
}


def written(folder: Path, *scenarios: object, form: str = "tracer-recovery-cases") -> str:
    path = folder / "cases.json"
    path.write_text(json.dumps({"format": form, "version": 1, "scenarios": scenarios}), encoding="utf-8")
    return str(path)


def test_the_scenarios_agree_act_by_act_and_answer_by_answer(shared_data: Path) -> None:
    scenarios = read_scenarios(shared_data / "expected" / "recovery_cases.json")
    assert len(scenarios) == 14
    differences = [str(found) for scenario in scenarios for found in run_scenario(scenario).differences]
    assert differences == []


def test_all_as_expected_ends_with_zero_and_a_count(tmp_path, capsys) -> None:
    assert main([written(tmp_path, SMALL)]) == 0
    assert capsys.readouterr().out == "1 of 1 scenarios agree; 2 acts, 1 answers, 0 differences.\n"


def test_each_difference_is_a_line(tmp_path, capsys) -> None:
    other = copy.deepcopy(SMALL)
    other["expected"]["acts"]["2"] = {"result": "accepted"}
    other["expected"]["answers"][0]["people"]["v"] = "name"
    assert main([written(tmp_path, other)]) == 1
    assert capsys.readouterr().out.splitlines() == [
        'S1 2: expected {"result": "accepted"}, got {"code": "BAD_AMOUNT", "result": "refused"}',
        'S1 question 1 people/v: expected "name", got "pseudonym"',
        "0 of 1 scenarios agree; 2 acts, 1 answers, 2 differences.",
    ]


def test_a_flag_that_is_missing_or_too_many_is_a_difference() -> None:
    other = copy.deepcopy(SMALL)
    other["expected"]["acts"]["1"] = {"result": "accepted", "flags": ["LATE_CHALLENGE"]}
    assert [found.id for found in run_scenario(other).differences] == ["1"]


@pytest.mark.parametrize("content", ["", "[]", '{"format": "other"}', '{"format": "tracer-recovery-cases"}'])
def test_a_wrong_file_gets_an_error(tmp_path, capsys, content: str) -> None:
    path = tmp_path / "wrong.json"
    path.write_text(content, encoding="utf-8")
    assert main([str(path)]) == 2
    assert capsys.readouterr().err.startswith("error: ")


@pytest.mark.parametrize(
    "change", [{"kind": "unknown"}, {"kind": "value", "amount": 1.5}, {"effective": "yesterday"}, {"person": None}]
)
def test_a_wrong_act_is_named(tmp_path, capsys, change: dict[str, object]) -> None:
    other = copy.deepcopy(SMALL)
    act = {**other["acts"][1], **change}
    if "person" in change:
        del act["asset"]
    other["acts"][1] = act
    assert main([written(tmp_path, other)]) == 2
    assert "act 2" in capsys.readouterr().err


def test_a_file_that_is_not_there_and_no_file_are_errors(tmp_path) -> None:
    assert main([str(tmp_path / "nothing.json")]) == 2
    assert main([]) == 2


def test_an_unknown_question_is_an_error(tmp_path) -> None:
    other = copy.deepcopy(SMALL)
    other["questions"][0]["want"] = ["weather"]
    with pytest.raises(WrongScenario, match="weather"):
        run_scenario(other)


def test_answers_are_compared_at_their_deepest_place() -> None:
    assert list(compare({"a": {"b": 1, "c": 2}}, {"a": {"b": 1}})) == [("/a/c", 2, "nothing")]
    assert list(compare(1, True)) == [("", 1, True)]
    assert list(compare([1], [2])) == [("", [1], [2])]


def test_an_act_is_read_into_its_type() -> None:
    act = read_act(SMALL["acts"][0])
    assert (type(act).__name__, act.about, act.effective.isoformat()) == ("RoleAct", "v", "2025-01-01")
