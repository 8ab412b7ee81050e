"""The pure middle, read as syntax: no float near money, no clock, file or chance in the rules."""

from __future__ import annotations

import ast
import tomllib
from importlib.metadata import packages_distributions
from pathlib import Path

import pytest

PURE = ("graph_schema", "tracer/analysis", "tracer/resolve", "tracer/recovery")
FLOAT_TYPES = {"float16", "float32", "float64", "float128", "longdouble", "double", "float_"}
# Streamlit's own server: its version is Streamlit's to choose.
SERVED_BY_STREAMLIT = {"starlette", "uvicorn"}
CLOCK = {"now", "today", "utcnow", "perf_counter", "monotonic", "uuid1", "uuid4", "urandom", "default_rng"}


def modules(root: Path, place: str) -> list[Path]:
    folder = root / place
    return sorted(folder.rglob("*.py")) if folder.is_dir() else [folder.with_suffix(".py")]


def find_floats(tree: ast.AST) -> list[int]:
    """Lines where a float is made or asked for. Refusing one, by isinstance, is allowed."""
    allowed = {
        id(part)
        for node in ast.walk(tree)
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "isinstance"
        for part in ast.walk(node)
    }
    return [
        node.lineno
        for node in ast.walk(tree)
        if id(node) not in allowed
        and (
            (isinstance(node, ast.Name) and node.id == "float")
            or (isinstance(node, ast.Attribute) and node.attr in FLOAT_TYPES)
            or (isinstance(node, ast.Constant) and (isinstance(node.value, float) or node.value in FLOAT_TYPES))
        )
    ]


def find_effects(tree: ast.AST) -> list[int]:
    """Lines that read a clock, open a file or throw dice."""
    found = []
    for node in ast.walk(tree):
        if isinstance(node, ast.Call):
            called = node.func
            if (isinstance(called, ast.Name) and called.id in {"open", "input", "print", *CLOCK}) or (
                isinstance(called, ast.Attribute)
                and called.attr in {*CLOCK, "read_text", "read_bytes", "write_text", "write_bytes"}
            ):
                found.append(node.lineno)
        elif isinstance(node, ast.Attribute) and node.attr == "random":
            found.append(node.lineno)
    return found


@pytest.mark.parametrize("place", ["graph_schema/values/money", "tracer/analysis/tracing"])
def test_no_float_touches_money(project_root: Path, place: str) -> None:
    paths = modules(project_root, place)
    assert paths
    found = [
        f"{path.relative_to(project_root)}:{line}"
        for path in paths
        for line in find_floats(ast.parse(path.read_text(encoding="utf-8")))
    ]
    assert found == []


def test_the_rules_have_no_clock_file_or_chance(project_root: Path) -> None:
    paths = [path for place in PURE if (project_root / place).is_dir() for path in modules(project_root, place)]
    assert paths
    found = [
        f"{path.relative_to(project_root)}:{line}"
        for path in paths
        for line in find_effects(ast.parse(path.read_text(encoding="utf-8")))
    ]
    assert found == []


@pytest.mark.parametrize(
    "code",
    [
        "float(x)",
        "x: float = 1",
        "a.astype(float)",
        "a.astype('float64')",
        "np.float64(1)",
        "x * 0.5",
        "pa.double()",
    ],
)
def test_a_float_is_found(code: str) -> None:
    assert find_floats(ast.parse(code)) == [1]


def test_refusing_a_float_is_allowed() -> None:
    assert find_floats(ast.parse("if isinstance(x, (int, float)):\n    raise ValueError")) == []


@pytest.mark.parametrize(
    "code",
    ["datetime.now()", "date.today()", "open('x')", "np.random.rand()", "uuid.uuid4()", "path.read_text()"],
)
def test_an_effect_is_found(code: str) -> None:
    assert find_effects(ast.parse(code)) != []


def test_every_library_is_declared(project_root: Path) -> None:
    """A third-party import is a dependency of its own, never a guest of another package."""
    project = tomllib.loads((project_root / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    declared = {distribution_name(line) for line in project["dependencies"]} | {"hatchling"} | SERVED_BY_STREAMLIT
    homes = packages_distributions()
    undeclared = set()
    for place in ("graph_schema", "importers", "tracer", "dashboards"):
        for path in modules(project_root, place):
            for name in imported(ast.parse(path.read_text(encoding="utf-8"))):
                distributions = {distribution_name(home) for home in homes.get(name, [])} - {"tracer-case"}
                if distributions and not distributions & declared:
                    undeclared.add(f"{path.relative_to(project_root)}: {name}")
    assert undeclared == set()


def imported(tree: ast.AST) -> set[str]:
    names = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            names.update(alias.name.split(".")[0] for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.level == 0 and node.module:
            names.add(node.module.split(".")[0])
    return names


def distribution_name(requirement: str) -> str:
    name = requirement
    for sign in "<>=!~[; ":
        name = name.split(sign)[0]
    return name.lower().replace("_", "-").replace(".", "-")
