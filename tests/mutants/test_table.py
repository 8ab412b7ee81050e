"""Every mutant of the table can be tried: its original stands in its file once, and its near tests are there."""

from __future__ import annotations

import ast
from collections import Counter
from functools import cache

import pytest

from tests.mutants.table import ROOT, Mutant, read_mutants

MUTANTS = read_mutants()


def test_there_are_enough_and_each_has_a_name_of_its_own() -> None:
    assert len(MUTANTS) >= 150
    assert [name for name, count in Counter(one.name for one in MUTANTS).items() if count > 1] == []


def test_each_can_be_applied_and_leaves_a_program() -> None:
    read = cache(lambda name: (ROOT / name).read_text(encoding="utf-8"))
    for one in MUTANTS:
        changed = one.apply(read(one.file))
        assert changed != read(one.file), one.name
        ast.parse(changed, one.file)


def test_each_has_a_reason_and_near_tests_that_are_there() -> None:
    for one in MUTANTS:
        assert one.reason, one.name
        assert one.tests, one.name
        assert [test for test in one.tests if not (ROOT / test).exists()] == [], one.name


def test_an_original_that_stands_twice_or_not_at_all_is_refused() -> None:
    mutant = Mutant("m", "f.py", "a < b", "a <= b", "", ())
    assert mutant.apply("if a < b:") == "if a <= b:"
    for text in ("a < b < a < b", "a <b"):
        with pytest.raises(ValueError, match="expected once"):
            mutant.apply(text)
