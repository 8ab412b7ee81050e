"""The running server: nobody but the person who started it reads the case."""

from __future__ import annotations

import base64
import os
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.parse
import urllib.request
from pathlib import Path

import pytest

from tests.e2e.waiting import PATIENCE, reads
from tests.neo4j_server.port import free_port

ROOT = Path(__file__).parents[2]
pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def served(serve):
    return serve(Path(__file__).with_name("launch_script.py"), TRACER_LANG="ro")


def get(url, **headers):
    request = urllib.request.Request(url, headers=headers)  # noqa: S310 - our own server
    try:
        with urllib.request.urlopen(request, timeout=PATIENCE) as answer:  # noqa: S310 - our own server
            return answer.status, dict(answer.headers), answer.read()
    except urllib.error.HTTPError as refused:
        return refused.code, dict(refused.headers), refused.read()


def handshake(served, **headers):
    """The first line of the answer to a websocket's opening."""
    host = urllib.parse.urlsplit(served.url).netloc
    lines = {
        "Host": host,
        "Connection": "Upgrade",
        "Upgrade": "websocket",
        "Sec-WebSocket-Version": "13",
        "Sec-WebSocket-Key": base64.b64encode(os.urandom(16)).decode(),
        **headers,
    }
    text = "GET /_stcore/stream HTTP/1.1\r\n" + "".join(f"{k}: {v}\r\n" for k, v in lines.items()) + "\r\n"
    name, _, port = host.partition(":")
    with socket.create_connection((name, int(port)), timeout=PATIENCE) as line:
        line.sendall(text.encode())
        return line.recv(4096).split(b"\r\n")[0].decode()


def test_a_stranger_sees_a_locked_page_and_no_byte_of_streamlit(served):
    for path in ("/", "/_stcore/host-config", "/static/js/index.js", "/media/x", "/_stcore/metrics"):
        status, headers, body = get(served.url + path)
        assert status == 403, path
        assert b"streamlit" not in body.lower(), path
        assert "script-src 'self' 'sha256-" in headers["content-security-policy"]


def test_a_strangers_websocket_is_refused_and_so_is_another_pages(served):
    assert " 403 " in handshake(served, Origin=served.url)
    cookie = login_cookie(served)
    assert " 101 " in handshake(served, Origin=served.url, Cookie=cookie)
    assert " 403 " in handshake(served, Origin="http://127.0.0.1:1", Cookie=cookie)
    assert " 403 " in handshake(served, Origin="http://evil.example", Cookie=cookie, Host="evil.example")
    assert " 403 " in handshake(served, Cookie=cookie)


def login_cookie(served):
    class Stay(urllib.request.HTTPRedirectHandler):
        def redirect_request(self, *_):
            return None

    opener = urllib.request.build_opener(Stay)
    try:
        opener.open(served.entry, timeout=PATIENCE)
    except urllib.error.HTTPError as redirect:
        assert redirect.code == 303
        return redirect.headers["Set-Cookie"].split(";")[0]
    raise AssertionError("the token was not exchanged")


def test_the_owner_enters_downloads_and_after_a_lost_cookie_enters_by_hand(served, new_page, ready, axe, screenshot):
    screen = new_page(served, alone=True)
    ready(screen.page)
    assert screen.page.get_by_role("heading", name="Invented case").is_visible()
    assert "token" not in screen.page.url
    (cookie,) = [c for c in screen.page.context.cookies() if c["name"].startswith("tracer_session_")]
    assert (cookie["httpOnly"], cookie["sameSite"]) == (True, "Strict")
    assert screen.page.evaluate("document.cookie").find("tracer_session") == -1
    assert screen.errors == []

    page = screen.page
    with page.expect_download() as coming:
        page.get_by_role("button", name="Download").click()
    assert Path(coming.value.path()).read_bytes() == b"invented evidence"
    picture = urllib.parse.urljoin(served.url, page.locator("img").first.get_attribute("src"))
    assert "/media/" in picture
    assert get(picture)[0] == 403
    status, headers, _ = get(picture, Cookie=login_cookie(served))
    assert (status, headers["cache-control"]) == (200, "no-store")

    page.context.clear_cookies()
    page.goto(served.url + "/")
    page.get_by_role("heading", name="Tracer este încuiat").wait_for()
    screenshot(page)
    assert axe(page) == []
    page.get_by_label("Cheia de pornire").fill(served.token)
    page.get_by_role("button", name="Intră").click()
    page.get_by_role("heading", name="Invented case").wait_for()
    assert "token" not in page.url


def test_the_policy_stops_a_page_that_would_call_out(served, new_page, ready):
    screen = new_page(served, path="/?leak=1")
    ready(screen.page)
    end = time.monotonic() + PATIENCE
    while not any("Content Security Policy" in text for text in screen.errors):
        assert time.monotonic() < end, f"the browser complained of nothing else than {screen.errors}"
        screen.page.wait_for_timeout(50)
    # The browser counts a request it stopped as asked for; here that is the point and no fault of the page.
    screen.errors.clear()
    screen.outside.clear()


def test_the_page_started_without_its_guard_opens_nothing(browser, ready, sample_case):
    port = free_port()
    command = [
        sys.executable,
        "-m",
        "streamlit",
        "run",
        "dashboards/app.py",
        "--server.headless",
        "true",
        "--server.address",
        "127.0.0.1",
        "--server.port",
        str(port),
        "--browser.gatherUsageStats",
        "false",
    ]
    settings = {**os.environ, "PYTHONPATH": str(ROOT), "TRACER_STORE": str(sample_case), "TRACER_LANG": "en"}
    started = subprocess.Popen(command, cwd=ROOT, env=settings, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    context = browser.new_context()
    context.set_default_timeout(PATIENCE * 1000)
    try:
        page = context.new_page()
        for _ in range(4 * PATIENCE):
            try:
                page.goto(f"http://127.0.0.1:{port}/assets")
                break
            except Exception:  # not there yet
                page.wait_for_timeout(250)
        reads(page, "behind their guard")
        ready(page)
        shown = page.get_by_test_id("stMain").inner_text().strip()
        assert shown == "The screens run only behind their guard: start them with tracer dashboard."
        assert page.get_by_test_id("stTopNavLink").count() == 0
    finally:
        context.close()
        started.terminate()
        started.wait(PATIENCE)
