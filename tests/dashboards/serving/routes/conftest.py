"""Routes behind the real guard, asked by a browser's client that holds the cookie."""

from __future__ import annotations

import pytest
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.testclient import TestClient

from dashboards.serving.routes.answering import make_routes
from dashboards.serving.routes.registry import ROUTES
from dashboards.serving.security import LOOPBACK_HOSTS, Door, Guard
from tracer.wording.language import find_language

SERVER = "http://127.0.0.1:8501"
DOOR = Door("invented-launch-token", "invented-session", LOOPBACK_HOSTS, ())


@pytest.fixture
def browser(monkeypatch):
    """``browser(case, role, routes)``: a client at this case. It sends the cookie, and the Origin of this server."""

    def connect(case, role="owner", routes=ROUTES, *, cookie=True, origin=SERVER, user="Ana Proba"):
        for name, value in (("STORE", str(case)), ("ROLE", role), ("LANG", "en"), ("USER", user)):
            monkeypatch.setenv(f"TRACER_{name}", value)
        guard = Middleware(Guard, door=DOOR, language=find_language("en"))
        client = TestClient(Starlette(routes=make_routes(routes), middleware=[guard]), base_url=SERVER)
        if cookie:
            client.cookies.set("tracer_session_8501", DOOR.session)
        if origin is not None:
            client.headers["origin"] = origin
        return client

    return connect
