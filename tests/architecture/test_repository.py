"""What lies in the repository: the fixed top level, nothing built, no address of a machine or a registry."""

from __future__ import annotations

import json
import re
from pathlib import Path

TOP_LEVEL = {
    "pyproject.toml",
    "tracer",
    "dashboards",
    "importers",
    "graph_schema",
    "tests",
    "README.md",
    "Makefile",
    "LICENSE",
    "CHANGELOG.md",
    ".gitignore",
    ".ci",
    "docs",
    "deploy",
}
FIXED = {"pyproject.toml", "tracer", "dashboards", "importers", "graph_schema", "tests", "README.md"}

# Put together here, so that this file does not name what it forbids.
REGISTRIES = [
    ".".join(parts)
    for parts in (
        ("pypi", "org"),
        ("pythonhosted", "org"),
        ("npmjs", "org"),
        ("npmjs", "com"),
        ("yarnpkg", "com"),
        ("crates", "io"),
        ("proxy", "golang", "org"),
        ("docker", "io"),
        ("ghcr", "io"),
    )
]
MACHINE_PATH = re.compile(r"(?<![\w.:/\-])(?:/(?:work|root|tmp|home)/|[A-Z]:\\Users\\)")


def texts(root: Path, names: list[str]) -> dict[str, str]:
    """The files that are text, with their text."""
    found = {}
    for name in names:
        data = (root / name).read_bytes()
        if b"\0" not in data:
            found[name] = data.decode("utf-8", errors="replace")
    return found


def test_the_top_level_is_the_fixed_one(repository_files: list[str]) -> None:
    top = {name.split("/")[0] for name in repository_files}
    assert top - TOP_LEVEL == set()
    assert FIXED - top == set()


def test_nothing_built_is_tracked(repository_files: list[str]) -> None:
    built = re.compile(r"(^|/)(__pycache__|node_modules|\.venv|\.build)/|\.py[co]$|frontend/build/")
    assert [name for name in repository_files if built.search(name)] == []


def test_no_file_names_a_package_registry(project_root: Path, repository_files: list[str]) -> None:
    found = [
        f"{name}: {host}"
        for name, text in texts(project_root, repository_files).items()
        for host in REGISTRIES
        if host in text
    ]
    assert found == []


def test_no_file_names_a_path_of_a_machine(project_root: Path, repository_files: list[str]) -> None:
    found = [
        f"{name}: {text[match.start() : match.end() + 20]!r}"
        for name, text in texts(project_root, repository_files).items()
        for match in MACHINE_PATH.finditer(text)
    ]
    assert found == []


def test_the_searches_can_find() -> None:
    assert MACHINE_PATH.search("see " + "/" + "root/notes")
    assert not MACHINE_PATH.search("https://example.org/home/page")
    assert any(host in "https://registry.npmjs" + ".org/x" for host in REGISTRIES)


def test_every_locked_file_has_a_hash(project_root: Path) -> None:
    for path in sorted((project_root / "deploy" / "lock").glob("*.txt")):
        blocks = re.split(r"\n(?=[a-z0-9])", path.read_text(encoding="utf-8"))
        assert blocks, path.name
        assert [block.split()[0] for block in blocks if "--hash=sha256:" not in block] == []
    lock = json.loads((project_root / "dashboards/graph_component/package-lock.json").read_text(encoding="utf-8"))
    installed = {name: entry for name, entry in lock["packages"].items() if name}
    assert installed
    assert [name for name, entry in installed.items() if "integrity" not in entry or "resolved" in entry] == []


def test_the_javascript_is_pinned_exactly(project_root: Path) -> None:
    package = json.loads((project_root / "dashboards/graph_component/package.json").read_text(encoding="utf-8"))
    wanted = {**package["dependencies"], **package["devDependencies"]}
    drawing = {"cytoscape", "cytoscape-fcose", "cytoscape-dagre", "graphology", "graphology-types", "sigma"}
    assert set(wanted) == drawing | {"esbuild", "axe-core", "typescript"}
    assert [name for name, version in wanted.items() if not re.fullmatch(r"\d+\.\d+\.\d+", version)] == []
