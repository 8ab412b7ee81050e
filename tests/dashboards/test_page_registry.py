"""Each page has one row; what views read from an address, write into one and link to is what the rows allow."""

from __future__ import annotations

import ast
from pathlib import Path
from typing import get_args

import pytest

from dashboards.page_registry import PAGE_TABLE
from dashboards.pages import PageName

PARAMETERS = {page.name: set(page.parameters) for page in PAGE_TABLE}


def calls(path: Path, *names: str):
    """The calls of these functions in a module: the constant texts among the arguments, and the keywords."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in names:
            texts = [arg.value for arg in node.args if isinstance(arg, ast.Constant) and isinstance(arg.value, str)]
            yield node.func.id, texts, [word.arg for word in node.keywords if word.arg is not None]


def test_every_name_of_a_page_has_one_row():
    assert sorted(page.name for page in PAGE_TABLE) == sorted(get_args(PageName))
    assert len({page.title for page in PAGE_TABLE}) == len({page.show for page in PAGE_TABLE}) == len(PAGE_TABLE)


@pytest.mark.parametrize("page", PAGE_TABLE, ids=lambda page: page.name)
def test_a_view_reads_from_its_address_what_its_row_allows(page, project_root):
    view = project_root / Path(*page.show.__module__.split(".")).with_suffix(".py")
    modules = [view, *(project_root / "dashboards" / "components" / page.name).rglob("*.py")]
    read = {name for path in modules for _, texts, _ in calls(path, "read_address") for name in texts[:1]}
    read |= {name for path in modules for _, texts, _ in calls(path, "read_view") for name in texts[1:]}
    assert read == PARAMETERS[page.name]


def test_links_hold_what_the_page_they_lead_to_reads(project_root):
    found = 0
    for path in sorted((project_root / "dashboards").rglob("*.py")):
        for _, texts, keywords in calls(path, "show_link", "go_to"):
            if texts and texts[0] in PARAMETERS:
                assert set(keywords) <= PARAMETERS[texts[0]], (path.name, texts[0], keywords)
                found += 1
    assert found > 10
