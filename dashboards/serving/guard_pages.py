"""The pages that the guard shows itself: the lock, and the answer that there is no such page."""

from __future__ import annotations

import html
from collections.abc import Iterable
from typing import Final

from graph_schema.messages import N_
from tracer.wording.language import Language

_PAGE_WORDS: Final = {
    "title": N_("Tracer is locked"),
    "why": N_("This browser has not shown the launch token yet."),
    "how": N_("Open the address that was printed where Tracer was started, or enter its token here."),
    "token": N_("Launch token"),
    "enter": N_("Enter"),
    "again": N_("You came from a link on another page? Open it again from here."),
}
_LOST_WORDS: Final = {
    "title": N_("There is no such page"),
    "why": N_("Tracer has no page at this address."),
    "start": N_("Go to the start"),
}
GUARD_STYLE: Final = """
:root { color-scheme: light dark; }
body { font: 16px/1.5 sans-serif; max-width: 36rem; margin: 4rem auto; padding: 0 1rem; }
input, button { font: inherit; padding: 0.3rem 0.6rem; }
"""
_FRAME: Final = """<!doctype html>
<html lang="{language}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<title>{title}</title>
<style>{style}</style>
</head>
<body>
<main>
<h1>{title}</h1>
{body}
</main>
</body>
</html>
"""
_LOST: Final = """<p>{why}</p>
<p><a href="/?lang={language}">{start}</a></p>"""
_PAGE: Final = """<p>{why} {how}</p>
<form method="get">{kept}<label>{token} <input name="token" type="password" autocomplete="off" required></label>
<button>{enter}</button></form>
<p><a href="">{again}</a></p>"""


def render_lock(language: Language, query: Iterable[tuple[str, str]]) -> str:
    """The page that asks for the launch token. ``query``: what else the address holds is kept, without a token."""
    say = {name: html.escape(language.text(template)) for name, template in _PAGE_WORDS.items()}
    kept = "".join(
        f'<input type="hidden" name="{html.escape(name)}" value="{html.escape(value)}">'
        for name, value in query
        if name != "token"
    )
    return _render(_PAGE, code=language.code, kept=kept, **say)


def render_refusal(language: Language) -> str:
    """The same in one line, for a script that asks without the cookie."""
    return f"{language.text(_PAGE_WORDS['title'])}. {language.text(_PAGE_WORDS['how'])}"


def render_lost(language: Language) -> str:
    """The page that says that Tracer has no page at this address."""
    say = {name: html.escape(language.text(template)) for name, template in _LOST_WORDS.items()}
    return _render(_LOST, code=language.code, **say)


def _render(body: str, title: str, code: str, **values: str) -> str:
    """A page of the guard: the frame around this body, both with their values filled in."""
    return _FRAME.format(title=title, language=code, style=GUARD_STYLE, body=body.format(language=code, **values))
