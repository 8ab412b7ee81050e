"""The runner finds a wrong figure, runs every kind, and says plainly what it cannot run."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from tests.published_examples.__main__ import main
from tests.published_examples.reading import Example, UnreadableFile, read_examples
from tests.published_examples.running import RUNNERS, run_example

EVENTS = [
    {"id": "w", "to": "ACC", "amount": 30000, "label": "W"},
    {"id": "b", "to": "ACC", "amount": "200.00", "label": [["B", 150], ["CLEAN", 50]]},
    {"id": "out", "from": "ACC", "to": "SHOP", "amount": 10000},
]
WHOLE: dict[str, dict[str, Any]] = {
    "ledger": {
        "events": EVENTS,
        "runs": [
            {
                "policy": "taint-first",
                "after": [
                    {"event": "out", "pieces": {"W": 10000, "CLEAN": 0}, "balance": 20200, "tainted": [20150, 20150]},
                    {"event": "out", "account": "SHOP", "labels": {"W": 10000}},
                ],
                "out_tainted": 0,
            }
        ],
    },
    "libr_direct": {"opening": 5, "moves": [10, -12, 4], "taint": {"0": 10}, "expect": [10, 3, 3]},
    "pari_passu": {"contributions": {"A": 1, "B": 3}, "remaining": "0.8", "expect": {"A": "0.2", "B": "3/5"}},
    "poison": {"events": EVENTS, "expect": {"w": True, "out": True}},
    "asset_share": {
        "paid": {"A": 1, "B": 2},
        "value": 100,
        "claimant": "A",
        "expect_share": "1/3",
        "expect_value": "33.33",
        "expect_lien": 1,
    },
    "integrated": {"edges": [["P", "A", "50%"], ["A", "B", "1/2"]], "expect": [["P", "B", "25%"], ["A", "B", "50%"]]},
    "claims": {"edges": [["A", "B", "1/2"], ["B", "A", "1/2"]], "expect": [["A", "B", "1/3"]]},
    "ofac": {"blocked": ["X"], "edges": [["X", "A", "50%"], ["X", "B", "49%"]], "expect": {"A": True, "B": False}},
    "ubo": {
        "edges": [["P", "B", "51%"], ["B", "A", "30%"], ["Q", "A", "25%"]],
        "target": "A",
        "persons": ["P", "Q"],
        "regime": "RO",
        "expect": {"P": True, "Q": False},
    },
    "power": {"weights": ["50%", "49%", "1%"], "quota": "51%", "banzhaf": ["3/5", "1/5", "1/5"]},
    "cycles": {"edges": [["a", "b", 1], ["b", "a", 2]], "expect": {"2": 1}},
    "arithmetic": {"terms": ["10.50", "-0.25"], "expect": "10.25"},
    "ratio": {"num": 2, "den": 3, "expect": "0.667"},
    "decided": {
        "ledger": [{"n": 1, "claimant": 455}, {"n": 2, "balance_after": 25}, {"n": 3, "balance_after": 358}],
        "expected": {"lowest_intermediate_balance": 25, "not_traceable": 333},
    },
}


def example(kind: str | None, **body: Any) -> Example:
    return Example("one", kind, body)


def test_every_kind_has_an_example_here() -> None:
    assert set(WHOLE) == set(RUNNERS)


@pytest.mark.parametrize("kind", WHOLE)
def test_right_figures_are_exact(kind: str) -> None:
    outcome = run_example(example(kind, **WHOLE[kind]))
    assert outcome.exact, [outcome.not_run, outcome.refused, *map(str, outcome.checks)]


@pytest.mark.parametrize(
    ("kind", "changes"),
    [
        ("ledger", {"runs": [{"policy": "fifo", "out_tainted": 1}]}),
        ("ledger", {"runs": [{"policy": "lifo", "after": [{"event": "out", "pieces": {"W": 10000}}]}]}),
        ("ledger", {"runs": [{"policy": "haircut", "after": [{"event": "out", "account": "ACC", "balance": 1}]}]}),
        ("libr_direct", {"expect": 4}),
        ("pari_passu", {"expect": {"A": "0.3"}}),
        ("poison", {"expect": {"w": False}}),
        ("asset_share", {"expect_value": "33.34"}),
        ("integrated", {"expect": [["P", "B", "25.01%"]]}),
        ("claims", {"expect": [["A", "B", "1/2"]]}),
        ("ofac", {"expect": {"B": True}}),
        ("ubo", {"regime": "AMLR"}),
        ("power", {"banzhaf": ["1/3", "1/3", "1/3"]}),
        ("power", {"winning": [[1, 2]]}),
        ("cycles", {"expect": {"2": 1, "3": 1}}),
        ("cycles", {"expect": {}}),
        ("arithmetic", {"expect": "10.24"}),
        ("ratio", {"expect": "0.666"}),
    ],
)
def test_a_wrong_figure_is_not_exact(kind: str, changes: dict[str, Any]) -> None:
    outcome = run_example(example(kind, **{**WHOLE[kind], **changes}))
    assert outcome.not_run is outcome.refused is None
    assert not outcome.exact


@pytest.mark.parametrize(
    ("found", "words"),
    [
        (example(None), "names no kind"),
        (example("alchemy"), "unknown kind 'alchemy'"),
        (example("ratio", num=1, den=0, expect=1), "den is zero"),
        (example("ratio", num=1, den=2), "has no expect"),
        (example("ratio", num=1, den=2, expect="half"), "expected a number"),
        (example("ratio", num=1, den=2, expect="0.5", of="what"), "of not understood"),
        (example("ratio", cases=[3]), "expected an object"),
        (example("ledger", events=EVENTS, runs=[{"policy": "alphabetical"}]), "'alphabetical' is not known"),
        (example("ledger", events=EVENTS, runs=[{"policy": "fifo"}]), "expects no figure"),
        (example("ledger", events=EVENTS, runs=[{"policy": "fifo", "after": [{"event": "x"}]}]), "no such event"),
        (example("ledger", events=[{"id": "a", "to": "A", "amount": True}], runs=[]), "expected a number"),
        (example("ubo", **{**WHOLE["ubo"], "regime": "Ruritania"}), "expected one of RO, GWG, AMLR, OFAC"),
        (example("asset_share", **{**WHOLE["asset_share"], "claimant": "Z"}), "has paid nothing"),
    ],
)
def test_what_cannot_be_run_is_said(found: Example, words: str) -> None:
    outcome = run_example(found)
    assert words in (outcome.not_run or "")
    assert not outcome.exact


def test_two_victims_share_what_own_money_does_not_cover() -> None:
    events = [
        {"id": "w", "to": "ACC", "amount": 300, "label": "W"},
        {"id": "b", "to": "ACC", "amount": 100, "label": "B"},
        {"id": "own", "to": "ACC", "amount": 100, "label": "CLEAN"},
        {"id": "out", "from": "ACC", "amount": 300},
    ]
    shared = {"policy": "libr-prorata", "after": [{"event": "out", "labels": {"W": 150, "B": 50}, "tainted": 200}]}
    oldest = {"policy": "libr", "after": [{"event": "out", "labels": {"W": 100, "B": 100}}], "out_tainted": 200}
    listed = {
        "policy": "libr",
        "classes": [["CLEAN"], ["B"], ["W"]],
        "after": [{"event": "out", "labels": {"W": 200, "B": 0}}],
    }
    for run in (shared, {**shared, "policy": "libr", "inner": "rateable", "out_tainted": 200}, oldest, listed):
        outcome = run_example(example("ledger", events=events, runs=[run]))
        assert outcome.exact, [outcome.not_run, *map(str, outcome.checks)]


def test_what_the_product_refuses_is_not_exact() -> None:
    events = [{"id": "a", "to": "ACC", "amount": 0, "label": "W"}]
    outcome = run_example(example("ledger", events=events, runs=[{"policy": "fifo", "out_tainted": 0}]))
    assert "above zero" in (outcome.refused or "")
    assert not outcome.exact


def test_markdown_and_json_are_read_alike(tmp_path: Path) -> None:
    body = [{"id": "r", "kind": "ratio", "num": 1, "den": 4, "expect": 0.25}]
    text = json.dumps(body)
    (tmp_path / "a.json").write_text(text, encoding="utf-8")
    (tmp_path / "b.json").write_text(json.dumps({"what": "examples", "cases": body}), encoding="utf-8")
    (tmp_path / "c.md").write_text(
        f'# Title\n```python\nprint([1])\n```\n~~~~\n{{"a": 1}}\n~~~~\n```json\n{text}\n```\nend', encoding="utf-8"
    )
    read = [read_examples(tmp_path / name) for name in ("a.json", "b.json", "c.md")]
    assert read[0] == read[1] == read[2]
    assert run_example(read[0][0]).exact


@pytest.mark.parametrize(
    ("name", "text", "words"),
    [
        ("a.json", "[1", "line 1: no valid JSON"),
        ("a.json", "[1]", "expected an object"),
        ("a.json", "[NaN]", "NaN is no number"),
        ("a.json", '[{"id": "x", "id": "y"}]', "stands twice"),
        ("a.json", "[]", "has no examples"),
        ("a.md", "no block", "has no examples"),
        ("a.md", "\n\n```json\n[\n1,,\n```\n", "line 5: no valid JSON"),
    ],
)
def test_a_file_that_cannot_be_read_is_said(
    tmp_path: Path, name: str, text: str, words: str, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / name
    path.write_text(text, encoding="utf-8")
    with pytest.raises(UnreadableFile, match=words):
        read_examples(path)
    assert main([str(path)]) == 2
    assert words in capsys.readouterr().err


def test_the_last_line_counts(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    ratios = [{"id": str(n), "kind": "ratio", "num": n, "den": 2, "expect": 1} for n in (2, 6)]
    path = tmp_path / "a.json"
    path.write_text(json.dumps([*ratios, {"id": "x", "kind": "alchemy"}]), encoding="utf-8")
    assert main([str(path)]) == 1
    lines = capsys.readouterr().out.splitlines()
    assert lines[0] == "6: not exact: ratio: expected 1, found 3"
    assert lines[1].startswith("x: not run: unknown kind")
    assert lines[2] == "3 examples: 1 exact, 1 not exact, 1 not run; 1 of 2 figures exact."
    assert main([str(tmp_path / "absent.json")]) == 2


def test_published_examples_are_exact(shared_data: Path) -> None:
    paths = [shared_data.parent / "algorithms.md", shared_data / "court" / "tracing_cases.json"]
    outcomes = [run_example(found) for path in paths if path.is_file() for found in read_examples(path)]
    assert outcomes
    assert [outcome for outcome in outcomes if not outcome.exact] == []
