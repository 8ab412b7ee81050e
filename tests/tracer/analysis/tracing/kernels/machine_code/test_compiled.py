"""A kept kernel is used only as long as nothing it rests on has changed."""

from __future__ import annotations

import dis
import importlib
import pkgutil
import sys
from types import FunctionType, ModuleType, SimpleNamespace
from typing import Any, NamedTuple

import pytest

from tracer.analysis.tracing.kernels.machine_code.compiled import COMPILED, stamp_of


class Arrays(NamedTuple):
    one: int
    other: int


CONSTANT = 3


def callee(x: int) -> int:
    return x


def kernel(s: Arrays) -> int:
    return callee(s.one) + CONSTANT


def stamp_with(**changes: Any) -> str:
    around = {**kernel.__globals__, "callee": SimpleNamespace(py_func=callee), **changes}
    made = FunctionType(kernel.__code__, around)
    made.__annotations__ = dict(kernel.__annotations__)
    return stamp_of(made)


@pytest.mark.parametrize(
    "changes",
    [
        {"CONSTANT": 4},
        {"callee": SimpleNamespace(py_func=kernel)},
        {"Arrays": NamedTuple("Arrays", [("other", int), ("one", int)])},
        {"Arrays": NamedTuple("Renamed", [("one", int), ("other", int)])},
    ],
)
def test_what_a_kernel_rests_on_changes_its_stamp(changes: dict[str, Any]) -> None:
    assert stamp_with() == stamp_with()
    assert stamp_with(**changes) != stamp_with()


class Inner(NamedTuple):
    one: int


class Outer(NamedTuple):
    within: Inner


def test_a_change_of_a_tuple_within_a_tuple_changes_the_stamp(monkeypatch: pytest.MonkeyPatch) -> None:
    def same(s: Outer) -> int:
        return s.within.one

    monkeypatch.setitem(sys.modules, __name__, SimpleNamespace(Inner=Inner, Outer=Outer))
    here = stamp_of(same)
    monkeypatch.setitem(
        sys.modules, __name__, SimpleNamespace(Inner=NamedTuple("Inner", [("other", int)]), Outer=Outer)
    )
    assert stamp_of(same) != here


def test_its_own_code_changes_its_stamp() -> None:
    def same(x: int) -> int:
        return x + 1

    def other(x: int) -> int:
        return x + 2

    assert stamp_of(same) != stamp_of(other)


ROOMS = ("tracer.analysis.tracing.kernels", "tracer.analysis.links.arrays", "tracer.analysis.links.most_money")


def kernels_of(module: ModuleType) -> dict[str, FunctionType]:
    """The kernels that the module defines, as plain functions."""
    plain = {name: getattr(value, "py_func", None) for name, value in vars(module).items()}
    return {name: kernel for name, kernel in plain.items() if kernel and kernel.__module__ == module.__name__}


def test_a_kernel_stands_behind_those_that_it_calls() -> None:
    """Its stamp is made where it stands: of a kernel defined further down it would know nothing."""
    seen = 0
    for room in ROOMS:
        package = importlib.import_module(room)
        for found in pkgutil.walk_packages(package.__path__, f"{room}."):
            kernels = kernels_of(importlib.import_module(found.name))
            for name, kernel in kernels.items():
                called = {each.argval for each in dis.get_instructions(kernel) if each.opname == "LOAD_GLOBAL"}
                for other in called & kernels.keys() - {name}:
                    seen += 1
                    below = kernels[other].__code__.co_firstlineno
                    assert below < kernel.__code__.co_firstlineno, f"{found.name}: {name} calls {other}"
    assert seen > 10 or not COMPILED
