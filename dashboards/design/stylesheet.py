"""Makes the one stylesheet of the screens: the tokens as variables, then the rules of the frame."""

from __future__ import annotations

import hashlib
from base64 import b64encode
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Final

from dashboards.design.tokens import COLOURS, SIZES, STATE_COLOURS, Pair

_RULES: Final = Path(__file__).with_name("rules.css")
_MARK: Final = (
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 24 24" fill="none" stroke="#ffffff" stroke-width="2.6">'
    '<path d="M4 17 9 8l6 6 5-9"/><circle cx="9" cy="8" r="1.6" fill="#ffffff"/><circle cx="15" cy="14" r="1.6" '
    'fill="#ffffff"/></svg>'
)


@cache
def stylesheet() -> str:
    """The whole stylesheet. Streamlit says with ``color-scheme`` which theme is on, and the colours follow it."""
    mark = b64encode(_MARK.encode()).decode()
    values = [
        *(f"--{name}: light-dark({pair.light}, {pair.dark})" for name, pair in _colours()),
        *(f"--{name}: {size}px" for name, size in SIZES.items()),
        "--head-left: 270px",
        "--head-right: 310px",
        f'--mark: url("data:image/svg+xml;base64,{mark}")',
    ]
    return f"[data-testid=stApp] {{{'; '.join(values)}}}\n{_RULES.read_text(encoding='utf-8')}"


@cache
def stylesheet_digest() -> str:
    """What the address of the stylesheet carries, so that a browser keeps it until it changes."""
    return hashlib.sha256(stylesheet().encode()).hexdigest()[:16]


def _colours() -> Iterator[tuple[str, Pair]]:
    yield from COLOURS.items()
    for name, colours in STATE_COLOURS.items():
        yield name, colours.ink
        yield f"{name}-tint", colours.tint
