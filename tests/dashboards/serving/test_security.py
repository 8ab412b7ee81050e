"""The guard, driven as a server drives it: scopes in, messages out."""

from __future__ import annotations

import asyncio
import importlib.util
from pathlib import Path

import pytest

from dashboards.serving.security import (
    LOOPBACK_HOSTS,
    Door,
    Guard,
    content_policy,
    hash_inline_scripts,
    open_door,
)
from tracer.wording.language import find_language

DOOR = Door("invented-launch-token", "invented-session", LOOPBACK_HOSTS, ("'sha256-abc='",))
COOKIE = {"cookie": "tracer_session_8501=invented-session"}
OWN = {"host": "127.0.0.1:8501"}


async def app(scope, receive, send):
    if scope["type"] == "websocket":
        await send({"type": "websocket.accept"})
    else:
        await send({"type": "http.response.start", "status": 200, "headers": [(b"cache-control", b"public")]})
        await send({"type": "http.response.body", "body": b"the case"})


def ask(path="/", headers=None, *, query="", kind="http", method="GET", door=DOOR, words="en", app=app):
    scope = {
        "type": kind,
        "method": method,
        "path": path,
        "raw_path": path.encode(),
        "root_path": "",
        "query_string": query.encode(),
        "scheme": "http" if kind == "http" else "ws",
        "server": ("127.0.0.1", 8501),
        "client": ("127.0.0.1", 50000),
        "headers": [(name.encode(), value.encode()) for name, value in (OWN | (headers or {})).items()],
    }
    sent = []

    async def receive():
        return {"type": f"{kind}.connect" if kind == "websocket" else "http.request", "body": b""}

    async def send(message):
        sent.append(message)

    asyncio.run(Guard(app, door, find_language(words))(scope, receive, send))
    return sent


def status(sent):
    return sent[0]["status"]


def headers_of(sent):
    return {name.decode().lower(): value.decode() for name, value in sent[0]["headers"]}


def body(sent):
    return b"".join(message.get("body", b"") for message in sent[1:]).decode()


def test_the_cookie_lets_in():
    sent = ask(headers=COOKIE)
    assert (status(sent), body(sent)) == (200, "the case")


@pytest.mark.parametrize("path", ["/", "/media/0123.pdf", "/app/static/x", "/_stcore/stream", "/_stcore/host-config"])
@pytest.mark.parametrize(
    "cookie",
    [{}, {"cookie": "tracer_session_8501=wrong"}, {"cookie": "tracer_session_8502=invented-session"}],
)
def test_without_the_cookie_nothing_is_answered(path, cookie):
    sent = ask(path, cookie)
    assert status(sent) == 403
    assert "the case" not in body(sent)


def test_the_token_becomes_a_cookie_and_leaves_the_address():
    sent = ask("/graph", query="case=7&token=invented-launch-token&case=8")
    assert status(sent) == 303
    told = headers_of(sent)
    assert told["location"] == "/graph?case=7&case=8"
    assert told["set-cookie"] == "tracer_session_8501=invented-session; HttpOnly; Path=/; SameSite=strict"
    assert told["cache-control"] == "no-store"


def test_the_token_does_not_send_a_visitor_to_another_server():
    assert (
        headers_of(ask("//elsewhere.example/x", query="token=invented-launch-token"))["location"]
        == "/elsewhere.example/x"
    )


def test_a_wrong_token_asks_again_in_the_readers_language():
    sent = ask(query="token=invented-launch-toke", words="ro")
    assert status(sent) == 403
    assert '<html lang="ro">' in body(sent)
    assert "Tracer este încuiat" in body(sent)
    assert "set-cookie" not in headers_of(sent)


def test_the_lock_keeps_what_else_the_address_holds_and_escapes_it():
    page = body(ask("/asset", query="asset=x%22%3E&lang=ro&token=wrong", words="en"))
    assert '<input type="hidden" name="asset" value="x&quot;&gt;">' in page
    assert page.count('type="hidden"') == 2
    assert "Tracer este încuiat" in page


@pytest.mark.parametrize(("path", "location"), [("/start", "/"), ("/totals/", "/totals"), ("//evil.example", None)])
def test_an_address_written_otherwise_is_sent_to_the_page_or_refused(path, location):
    sent = ask(path, COOKIE)
    assert headers_of(sent).get("location") == location
    assert status(sent) == (307 if location else 404 if "." not in path else 200)


def test_what_was_searched_for_leaves_the_address():
    assert headers_of(ask("/", COOKIE, query="find=Alma&lang=ro"))["location"] == "/?lang=ro"


def test_an_unknown_page_is_refused_in_the_readers_language_and_to_nobody_without_cookie():
    sent = ask("/nothing", COOKIE, query="lang=ro")
    assert status(sent) == 404
    assert "Nu există o astfel de pagină" in body(sent)
    assert "the case" not in body(sent)
    assert status(ask("/nothing")) == 403


@pytest.mark.parametrize(
    "host",
    ["evil.example", "evil.example:8501", "127.0.0.1.evil.example", "", "127.0.0.1:8501@x", "localhost:"],
)
@pytest.mark.parametrize("kind", ["http", "websocket"])
def test_a_rebound_name_is_refused_even_with_cookie_and_token(host, kind):
    sent = ask(
        headers=COOKIE | {"host": host, "origin": f"http://{host}"},
        query="token=invented-launch-token",
        kind=kind,
    )
    if kind == "http":
        assert status(sent) == 403
        assert "set-cookie" not in headers_of(sent)
    else:
        assert sent == [{"type": "websocket.close", "code": 1008, "reason": ""}]


@pytest.mark.parametrize("host", ["127.0.0.1:8501", "localhost:8501", "[::1]:8501", "LOCALHOST"])
def test_the_names_of_this_machine_are_answered(host):
    assert status(ask(headers=COOKIE | {"host": host})) == 200


@pytest.mark.parametrize("origin", ["http://127.0.0.1:9999", "http://evil.example", "null", "http://localhost:8501"])
@pytest.mark.parametrize("kind", ["http", "websocket"])
def test_pages_of_other_servers_cannot_use_the_cookie(origin, kind):
    sent = ask("/_stcore/stream", COOKIE | {"origin": origin}, kind=kind)
    assert sent[0].get("status", sent[0].get("code")) == (403 if kind == "http" else 1008)


def test_a_websocket_needs_cookie_and_origin():
    own = {"origin": "http://127.0.0.1:8501"}
    assert ask("/_stcore/stream", COOKIE | own, kind="websocket") == [{"type": "websocket.accept"}]
    for lacking in (own, COOKIE):
        assert ask("/_stcore/stream", lacking, kind="websocket")[0]["type"] == "websocket.close"


def test_a_websocket_does_not_take_the_token():
    sent = ask(
        "/_stcore/stream",
        {"origin": "http://127.0.0.1:8501"},
        kind="websocket",
        query="token=invented-launch-token",
    )
    assert sent[0]["type"] == "websocket.close"


@pytest.mark.parametrize("path", ["/_stcore/metrics", "/_stcore/agent/interact", "/_stcore/script-health-check"])
def test_paths_the_screens_do_not_need_are_closed_to_everybody(path):
    assert status(ask(path, COOKIE)) == 403


def test_health_is_open_so_that_a_supervisor_can_see_the_server_live():
    assert status(ask("/_stcore/health")) == 200
    assert status(ask("/_stcore/health", {"host": "evil.example"})) == 403


def test_every_answer_carries_the_headers_once():
    for sent in (
        ask(headers=COOKIE),
        ask(),
        ask(query="token=invented-launch-token"),
        ask(headers={"host": "x"}),
    ):
        told = headers_of(sent)
        assert told["x-content-type-options"] == "nosniff"
        assert told["x-frame-options"] == "DENY"
        assert told["referrer-policy"] == "no-referrer"
        assert told["cross-origin-resource-policy"] == "same-origin"
        assert "script-src 'self' 'sha256-abc=';" in told["content-security-policy"]
        assert [name for name, _ in sent[0]["headers"]].count(b"content-security-policy") == 1


def test_files_of_the_case_are_not_kept_by_the_browser():
    assert headers_of(ask("/media/0123.pdf", COOKIE))["cache-control"] == "no-store"
    assert headers_of(ask("/static/js/x.js", COOKIE))["cache-control"] == "public"


def test_the_policy_names_no_other_server_and_allows_no_evaluation():
    policy = content_policy(DOOR, "127.0.0.1:8501")
    scripts = next(part for part in policy.split("; ") if part.startswith("script-src"))
    assert "unsafe" not in scripts
    assert "unsafe" not in policy
    assert "http:" not in policy
    assert "connect-src 'self' ws://127.0.0.1:8501 wss://127.0.0.1:8501" in policy
    for part in ("object-src 'none'", "frame-ancestors 'none'", "form-action 'self'", "base-uri 'self'"):
        assert part in policy


def test_a_hostile_host_header_does_not_reach_the_policy():
    told = headers_of(ask(headers={"host": "x; script-src *"}))
    assert "script-src *" not in told["content-security-policy"]


def test_only_inline_scripts_are_hashed():
    page = '<script src="a.js"></script><script>alert(1)</script><script type="module">\n</script>'
    assert hash_inline_scripts(page) == (
        "'sha256-bhHHL3z2vDgxUt0W3dWQOrprscmda2Y5pLsLg4GF+pI='",
        "'sha256-AbpHGcgLb+kRsJGnwFEktk7uzpZOCcBY74+YBdrKVGs='",
    )


def test_each_start_has_its_own_session(tmp_path: Path):
    page = tmp_path / "index.html"
    page.write_text("<script>x</script>")
    first, second = (open_door("t", LOOPBACK_HOSTS, page) for _ in range(2))
    assert first.session != second.session
    assert len(first.session) >= 43
    assert first.script_hashes == hash_inline_scripts("<script>x</script>")


@pytest.mark.parametrize(
    ("words", "query", "named"),
    [("ro", "", b"ro"), ("en", "", b"en"), ("en", "lang=ro", b"ro"), ("ro", "lang=xx", b"ro")],
)
def test_a_page_names_the_language_it_is_read_in(words, query, named):
    async def page(scope, receive, send):
        assert b"accept-encoding" not in dict(scope["headers"])  # a packed page could not be read
        assert b"if-none-match" not in dict(scope["headers"])  # the page that the browser kept may have another link
        await send({"type": "http.response.start", "status": 200, "headers": [(b"content-length", b"52")]})
        await send({"type": "http.response.body", "body": b'<!doctype html><html lang="en"><head></head></html>'})

    asking = COOKIE | {"accept-encoding": "gzip", "if-none-match": "x"}
    sent = ask("/totals", asking, query=query, words=words, app=page)
    assert sent[1]["body"].startswith(
        b'<!doctype html><html lang="' + named + b'"><head><link rel="stylesheet" href="/tracer'
    )
    assert b"content-length" not in dict(sent[0]["headers"])


def test_streamlits_page_is_still_the_one_whose_language_is_told_anew():
    page = Path(importlib.util.find_spec("streamlit").origin).parent / "static" / "index.html"
    assert b'<html lang="en"' in page.read_bytes()


def test_the_stylesheet_is_for_who_may_enter():
    assert status(ask("/tracer.css")) == 403
    sent = ask("/tracer.css", COOKIE)
    assert (status(sent), headers_of(sent)["content-type"]) == (200, "text/css; charset=utf-8")
    assert "--accent: light-dark(" in body(sent)
