"""JSON is read strictly, and a fault in it is said by its place alone."""

from __future__ import annotations

from dataclasses import dataclass

import pytest
from pydantic import ConfigDict, TypeAdapter

from dashboards.serving.routes.asked import Asked
from graph_schema.errors import WrongUse


@dataclass(frozen=True)
class Sent:
    __pydantic_config__ = ConfigDict(extra="forbid")

    ids: tuple[str, ...]
    count: int = 0


FORM = TypeAdapter(Sent)


def read(body):
    return Asked(None, {}, {}, body).read(FORM)


def test_json_is_read_in_its_form():
    assert read(b'{"ids": ["a", "b"], "count": 2}') == Sent(("a", "b"), 2)


@pytest.mark.parametrize(
    ("body", "place"),
    [
        (b"", "/"),
        (b"{", "/"),
        (b"[" * 100_000, "/"),
        (b'{"ids": ["Victor", 1]}', "ids/1"),
        (b'{"ids": [], "count": "2"}', "count"),
        (b'{"ids": [], "count": 2.5}', "count"),
        (b'{"ids": [], "Victor": 1}', "Victor"),
        (b'{"ids": "\xff"}', "/"),
    ],
)
def test_anything_else_is_refused_by_its_place(body, place):
    with pytest.raises(WrongUse) as refused:
        read(body)
    assert f"at {place}: " in str(refused.value)
    assert len(str(refused.value)) < 200
