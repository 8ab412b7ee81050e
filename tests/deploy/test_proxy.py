"""The screens behind the proxy of the compose file: real TLS, real websockets, the guard's answers unchanged."""

from __future__ import annotations

import http.client
import os
import shutil
import socket
import ssl
import subprocess
import sys
import time
from contextlib import ExitStack, suppress

import pytest

from tests.neo4j_server.port import free_port

NAME = "tracer.example"
TOKEN = "an-invented-launch-token-of-the-tests"
UPGRADE = {
    "Upgrade": "websocket",
    "Connection": "Upgrade",
    "Sec-WebSocket-Version": "13",
    "Sec-WebSocket-Key": "MDEyMzQ1Njc4OWFiY2RlZg==",
    "Sec-WebSocket-Protocol": "streamlit",
}


class Door:
    """The proxy as a browser reaches it: by its name, whatever machine that is."""

    def __init__(self, port, screens, certificate):
        self.port = port
        self.screens = screens
        self.origin = f"https://{NAME}:{port}"
        self._context = ssl.create_default_context(cafile=str(certificate))

    def get(self, path, name=NAME, **headers):
        """Status, headers and body; what is sent is what a browser sends for this name."""
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=20)
        plain = socket.create_connection(("127.0.0.1", self.port), timeout=20)
        connection.sock = self._context.wrap_socket(plain, server_hostname=NAME)
        connection.request("GET", path, headers={"Host": f"{name}:{self.port}", **headers})
        answer = connection.getresponse()
        body = b"" if answer.status == 101 else answer.read()
        connection.close()
        return answer.status, answer.headers, body


@pytest.fixture(scope="module")
def door(tmp_path_factory, project_root):
    """A page of Streamlit behind its guard, and the proxy before it, each a process of its own."""
    caddy = shutil.which("caddy") or shutil.which("caddy", path=project_root / ".build" / "caddy" / "usr" / "bin")
    if caddy is None:
        pytest.skip("needs the proxy's program, caddy")
    folder = tmp_path_factory.mktemp("door")
    page = folder / "page.py"
    page.write_text("import streamlit as st\nst.write('invented')\n")
    subprocess.run(["sh", _copied(project_root, folder) / "secrets.sh", NAME], check=True, capture_output=True)
    secrets = folder / "deploy" / "secrets"
    screens, port, health = free_port(), free_port(), free_port()
    given = {
        "TRACER_NAME": NAME,
        "TRACER_SCREENS_PORT": str(screens),
        "TRACER_DOOR_PORT": str(port),
        "TRACER_HEALTH_PORT": str(health),
        "TRACER_TLS_CERTIFICATE": str(secrets / "tls_certificate"),
        "TRACER_TLS_KEY": str(secrets / "tls_key"),
        "XDG_DATA_HOME": str(folder),
        "XDG_CONFIG_HOME": str(folder),
    }
    config = project_root / "deploy" / "proxy" / "Caddyfile"
    commands = (
        [sys.executable, "-m", "dashboards", "--port", str(screens), "--script", str(page)],
        [caddy, "run", "--config", str(config), "--adapter", "caddyfile"],
    )
    with ExitStack() as closing:
        for command in commands:
            environment = {**os.environ, **given, "TRACER_DASHBOARD_TOKEN": TOKEN}
            process = subprocess.Popen(
                command, cwd=project_root, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
            )
            closing.callback(process.wait, 20)
            closing.callback(process.terminate)
        for number in (screens, health, port):
            _await(number)
        yield Door(port, screens, secrets / "tls_certificate")


def _copied(root, folder):
    (folder / "deploy").mkdir()
    return shutil.copy(root / "deploy" / "secrets.sh", folder / "deploy" / "secrets.sh") and folder / "deploy"


def _await(port):
    until = time.monotonic() + 60
    while time.monotonic() < until:
        with suppress(OSError), socket.create_connection(("127.0.0.1", port), timeout=1):
            return
        time.sleep(0.1)
    pytest.fail(f"nothing listens on {port}")


def cookie_of(door):
    status, headers, _ = door.get(f"/?token={TOKEN}")
    assert status == 303
    return headers["Set-Cookie"]


def test_without_the_token_the_door_stays_shut_and_says_how_to_open_it(door):
    status, headers, body = door.get("/")
    assert (status, b"Launch token" in body or b"token" in body) == (403, True)
    assert headers["X-Frame-Options"] == "DENY"
    assert headers["Strict-Transport-Security"].startswith("max-age=")
    assert headers.get_all("Content-Security-Policy") and "Server" not in headers


def test_the_cookie_goes_over_tls_alone_and_opens_the_page(door):
    cookie = cookie_of(door)
    assert "Secure" in cookie and "HttpOnly" in cookie and "SameSite=strict" in cookie
    status, headers, body = door.get("/", Cookie=cookie.partition(";")[0])
    assert status == 200 and b"<div id=" in body
    policy = headers["Content-Security-Policy"]
    assert f"wss://{NAME}:{door.port}" in policy and "localhost" not in policy


@pytest.mark.parametrize(
    ("origin", "status"),
    [
        ("{own}", 101),
        ("https://elsewhere.example", 403),
        ("https://tracer.example.elsewhere.example", 403),
        ("https://tracerXexample:{port}", 403),
        ("http://{name}:{port}", 403),
        ("https://localhost:{screens}", 403),
        ("null", 403),
        (None, 403),
    ],
)
def test_a_websocket_opens_for_the_page_of_this_door_and_no_other(door, origin, status):
    headers = dict(UPGRADE, Cookie=cookie_of(door).partition(";")[0])
    if origin is not None:
        headers["Origin"] = origin.format(own=door.origin, name=NAME, port=door.port, screens=door.screens)
    assert door.get("/_stcore/stream", **headers)[0] == status


def test_a_websocket_without_the_cookie_stays_shut(door):
    assert door.get("/_stcore/stream", **UPGRADE, Origin=door.origin)[0] == 403


def test_another_name_reaches_nothing(door):
    status, _, body = door.get(f"/?token={TOKEN}", name="elsewhere.example")
    assert (status in (200, 421), body) == (True, b"")


def test_what_is_not_tls_is_refused(door):
    connection = http.client.HTTPConnection("127.0.0.1", door.port, timeout=20)
    connection.request("GET", "/", headers={"Host": f"{NAME}:{door.port}"})
    assert connection.getresponse().status == 400
