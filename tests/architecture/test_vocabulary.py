"""One word a concept: no two classes share a name, and words that were struck out do not come back."""

from __future__ import annotations

import ast
import io
import re
import tokenize
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

import pytest

PACKAGES = ("graph_schema", "importers", "tracer", "dashboards")
STRUCK = (
    "told",
    "tell",
    "tells",
    "telling",
    "teller",
    "tellers",
    "retell",
    "retelling",
    "retold",
    "ghost",
    "ghosts",
    "draft",
    "drafts",
    "settling",
    "whole_case",
    "faces",
    "following",
    "followings",
    "standing",
    "standings",
    "deed",
    "deeds",
)
"""Parts of names, between underscores and capitals; the glossary has the words that stand in their place."""


def modules(root: Path) -> Iterator[Path]:
    for package in PACKAGES:
        yield from sorted((root / package).rglob("*.py"))


def test_no_two_classes_share_a_name(project_root: Path) -> None:
    found = defaultdict(list)
    for path in modules(project_root):
        for node in ast.parse(path.read_text(encoding="utf-8")).body:
            if isinstance(node, ast.ClassDef) and not node.name.startswith("_"):
                found[node.name].append(path.relative_to(project_root).as_posix())
    assert {name: places for name, places in found.items() if len(places) > 1} == {}


def struck_in(text: str) -> set[str]:
    """The names of a module in which a struck word is a part."""
    names = {
        token.string for token in tokenize.generate_tokens(io.StringIO(text).readline) if token.type == tokenize.NAME
    }
    return {name for name in names if set(split_name(name)) & set(STRUCK)}


def split_name(name: str) -> list[str]:
    return [part.lower() for part in re.findall(r"[A-Z]?[a-z0-9]+|[A-Z]+(?![a-z])", name)]


@pytest.mark.parametrize("name", ["told", "read_told", "ToldPath", "_GHOST", "WRITE_GHOSTS", "followings", "Draft"])
def test_a_struck_word_is_seen_in_any_form_of_name(name: str) -> None:
    assert struck_in(f"{name} = 1\n") == {name}


def test_words_that_were_struck_out_do_not_come_back(project_root: Path) -> None:
    found = {
        path.relative_to(project_root).as_posix(): sorted(names)
        for path in modules(project_root)
        if (names := struck_in(path.read_text(encoding="utf-8")))
    }
    assert found == {}


def test_the_glossary_says_each_term_once(project_root: Path) -> None:
    text = (project_root / "docs" / "glossary.md").read_text(encoding="utf-8")
    terms = [row.split("|")[1].strip() for row in text.splitlines() if row.startswith("| ") and "| term |" not in row]
    assert len(terms) == len(set(terms)) > 50
