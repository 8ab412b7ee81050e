"""Guards the screens: decides who may connect, and what a browser may do with the answer.

Checked at every request and every websocket, in this order: the Host names this machine (a page elsewhere
cannot rebind its name to it), the Origin is this very server (another program on the same machine cannot use
the reader's cookie), the path is one that screens need, the visitor holds the launch token or the cookie it
was exchanged for (other users of the machine do not). The cookie also guards ``/media/``, which Streamlit
serves to anybody who knows the address.

A cookie belongs to a host name and not to a port: a reader who opens a page of somebody else's server on the
same machine sends it there too. Do not open servers of people who may not see the case.
"""

from __future__ import annotations

import base64
import hashlib
import logging
import re
import secrets
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Final
from urllib.parse import urlencode

from starlette.datastructures import MutableHeaders
from starlette.requests import HTTPConnection
from starlette.responses import HTMLResponse, JSONResponse, PlainTextResponse, RedirectResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send
from starlette.websockets import WebSocketClose

from dashboards.open_cases import note_guard
from dashboards.serving.addresses import has_page_at, is_page, is_route, settle
from dashboards.serving.guard_pages import render_lock, render_lost, render_refusal
from dashboards.serving.page_style import STYLE_PATH, STYLE_SOURCES, answer_style, link_style
from graph_schema.messages import N_
from tracer.wording.language import LANGUAGES, Language, find_language

_log = logging.getLogger(__name__)

LOOPBACK_HOSTS: Final = frozenset({"localhost", "127.0.0.1", "[::1]"})
_HOST: Final = re.compile(r"(?P<name>\[[0-9a-f:]+\]|[a-z0-9.-]+)(?::[0-9]{1,5})?")
_OPEN_PATHS: Final = frozenset({"/_stcore/health"})
_CLOSED_PATHS: Final = ("/_stcore/metrics", "/_stcore/agent", "/_stcore/script-health-check")
_NEVER_STORED: Final = ("/media/", "/_stcore/upload_file")
_NOT_KEPT: Final = {"Cache-Control": "no-store"}
_POLICY_VIOLATION: Final = 1008
_ENGLISH: Final = b'<html lang="en"'
_PACKED_OR_KEPT: Final = (b"accept-encoding", b"range", b"if-none-match", b"if-modified-since")

_FIXED_HEADERS: Final = {
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "no-referrer",
    "Permissions-Policy": "camera=(), microphone=(), geolocation=(), payment=(), usb=()",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
}


@dataclass(frozen=True, slots=True)
class Door:
    """``token``: what the printed address carries. ``session``: what the cookie carries. ``hosts``: names the
    server answers to, lower case, without port. ``script_hashes``: inline scripts a page may run."""

    token: str
    session: str
    hosts: frozenset[str]
    script_hashes: tuple[str, ...]


def open_door(token: str, hosts: frozenset[str], page: Path) -> Door:
    """The token, session, hosts and scripts that are accepted from now on. ``page``: the index.html that Streamlit serves."""
    return Door(token, secrets.token_urlsafe(32), hosts, hash_inline_scripts(page.read_text(encoding="utf-8")))


def hash_inline_scripts(page: str) -> tuple[str, ...]:
    """Which scripts are written into this page itself? Their hashes, as a content policy names them."""
    scripts = re.findall(r"<script(?![^>]*\bsrc=)[^>]*>(.*?)</script>", page, re.DOTALL | re.IGNORECASE)
    digests = (base64.b64encode(hashlib.sha256(script.encode()).digest()).decode() for script in scripts)
    return tuple(f"'sha256-{digest}'" for digest in digests)


def content_policy(door: Door, host: str) -> str:
    """What may a page load and run? Only this server's own; no inline or evaluated script but those hashed.

    Nor any inline style but those of ``page_style``. ``host``: a checked Host header.
    """
    return "; ".join(
        (
            "default-src 'self'",
            " ".join(("script-src 'self'", *door.script_hashes)),
            " ".join(("style-src", *STYLE_SOURCES)),
            "img-src 'self' data: blob:",
            "font-src 'self' data:",
            "media-src 'self' blob:",
            f"connect-src 'self' ws://{host} wss://{host}",
            "worker-src 'self' blob:",
            "frame-src 'self' blob:",
            "frame-ancestors 'none'",
            "object-src 'none'",
            "base-uri 'self'",
            "form-action 'self'",
        )
    )


def refuse(door: Door, visitor: HTTPConnection) -> str | None:
    """Why is this request refused, whatever its token? None: no reason; the token is checked later."""
    host = visitor.headers.get("host", "").lower()
    named = _HOST.fullmatch(host)
    if named is None or named["name"] not in door.hosts:
        return N_("This server does not answer to that name. Open the address that was printed at the start.")
    origin = visitor.headers.get("origin")
    if origin is not None and origin.lower() not in (f"http://{host}", f"https://{host}"):
        return N_("Requests from other pages are refused.")
    if visitor.scope["type"] == "websocket" and origin is None:
        return N_("Requests from other pages are refused.")
    if visitor.url.path.startswith(_CLOSED_PATHS):
        return N_("This address is closed.")
    return None


def is_known(door: Door, visitor: HTTPConnection) -> bool:
    """Does this visitor hold the cookie that was given for the launch token?"""
    return _same(visitor.cookies.get(_cookie_name(visitor), ""), door.session)


class Guard:
    """The ASGI middleware that applies all of the above to Streamlit."""

    def __init__(self, app: ASGIApp, door: Door, language: Language) -> None:
        self._app = app
        self._door = door
        self._language = language
        note_guard()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on, refuse it, or exchange the token for a cookie."""
        if scope["type"] not in ("http", "websocket"):
            await self._app(scope, receive, send)
            return
        visitor = HTTPConnection(scope)
        answer = self._answer(visitor)
        if scope["type"] == "websocket":
            await (self._app if answer is None else WebSocketClose(_POLICY_VIOLATION))(scope, receive, send)
            return
        sending = self._with_headers(visitor, send)
        if answer is None and is_page(visitor.url.path):
            answer = self._elsewhere(visitor, scope["method"])
        if answer is None and visitor.url.path == STYLE_PATH:
            answer = answer_style()
        if answer is None and is_page(visitor.url.path):
            scope, sending = _unpacked(scope), self._as_page(visitor, sending)
        await (answer or self._app)(scope, receive, sending)

    def _answer(self, visitor: HTTPConnection) -> Response | None:
        refusal = refuse(self._door, visitor)
        if refusal is not None:
            _log.warning("visitor refused status=403")
            return self._deny(visitor, self._language.text(refusal))
        if visitor.url.path in _OPEN_PATHS:
            return None
        if _same(visitor.query_params.get("token", ""), self._door.token):
            _log.info("login accepted")
            return self._exchange(visitor)
        if "token" in visitor.query_params:
            _log.warning("login refused status=403")
        return None if is_known(self._door, visitor) else self._ask(visitor)

    def _exchange(self, visitor: HTTPConnection) -> Response:
        # The token leaves the address bar at once, so that it is not in a bookmark, a screenshot or a link.
        kept = [(name, value) for name, value in visitor.query_params.multi_items() if name != "token"]
        # One slash only: "//name" at the start would be an address on another server.
        path = "/" + visitor.url.path.lstrip("/")
        answer = RedirectResponse(f"{path}?{urlencode(kept)}" if kept else path, status_code=303)
        answer.set_cookie(
            _cookie_name(visitor),
            self._door.session,
            httponly=True,
            samesite="strict",
            secure=visitor.url.scheme == "https",
        )
        answer.headers["Cache-Control"] = "no-store"
        return answer

    def _elsewhere(self, visitor: HTTPConnection, method: str) -> Response | None:
        """A redirect to the address that the screens use, or the answer that there is no such page; None: the page exists."""
        if method not in ("GET", "HEAD"):
            return None
        kept = visitor.query_params.multi_items()
        if has_page_at(visitor.url.path):
            settled = settle(visitor.url.path, kept)
            return None if settled is None else RedirectResponse(settled, status_code=307, headers=_NOT_KEPT)
        return HTMLResponse(render_lost(self._language_of(visitor)), status_code=404, headers=_NOT_KEPT)

    def _deny(self, visitor: HTTPConnection, reason: str) -> Response:
        """The refusal as a page or a route gives it: a script reads JSON."""
        if is_route(visitor.url.path):
            return JSONResponse({"error": reason}, status_code=403, headers=_NOT_KEPT)
        return PlainTextResponse(reason, status_code=403)

    def _ask(self, visitor: HTTPConnection) -> Response:
        if is_route(visitor.url.path):
            return self._deny(visitor, render_refusal(self._language_of(visitor)))
        page = render_lock(self._language_of(visitor), visitor.query_params.multi_items())
        return HTMLResponse(page, status_code=403, headers=_NOT_KEPT)

    def _with_headers(self, visitor: HTTPConnection, send: Send) -> Callable[[Message], Awaitable[None]]:
        host = visitor.headers.get("host", "").lower()
        policy = content_policy(self._door, host if _HOST.fullmatch(host) else "localhost")

        async def sending(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                for name, value in _FIXED_HEADERS.items():
                    headers[name] = value
                headers["Content-Security-Policy"] = policy
                if visitor.url.path.startswith(_NEVER_STORED):
                    headers["Cache-Control"] = "no-store"
            await send(message)

        return sending

    def _language_of(self, visitor: HTTPConnection) -> Language:
        asked = visitor.query_params.get("lang", "")
        return find_language(asked) if asked in LANGUAGES else self._language

    def _as_page(self, visitor: HTTPConnection, send: Send) -> Callable[[Message], Awaitable[None]]:
        """Streamlit's page in the reader's language, with our stylesheet.

        It says English, and a screen reader would read Romanian as English.
        """
        named = f'<html lang="{self._language_of(visitor).code}"'.encode()

        async def sending(message: Message) -> None:
            if message["type"] == "http.response.start":
                del MutableHeaders(scope=message)["content-length"]
            else:
                message = {**message, "body": link_style(message.get("body", b"").replace(_ENGLISH, named, 1))}
            await send(message)

        return sending


def _unpacked(scope: Scope) -> Scope:
    """The same request, for the whole page without compression, even if the browser keeps one."""
    left = [(name, value) for name, value in scope["headers"] if name not in _PACKED_OR_KEPT]
    return {**scope, "headers": left}


def _cookie_name(visitor: HTTPConnection) -> str:
    # Browsers keep one set of cookies for all ports of a name; two cases open at once need two cookies.
    server = visitor.scope.get("server") or ("", 0)
    return f"tracer_session_{server[1]}"


def _same(given: str, expected: str) -> bool:
    return secrets.compare_digest(given.encode(), expected.encode())
