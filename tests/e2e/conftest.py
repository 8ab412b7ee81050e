"""A real browser against the real server, for every test of the screens. Fixtures:

``browser``  a headless Chromium for one file; skips where there is none (TRACER_CHROMIUM names it)
``serve``    ``serve(script)`` starts ``python -m dashboards`` on a free port and returns a ``Served``
``new_page`` ``new_page(served, path="/")`` opens a ``Screen``: page, outside requests, errors, and what it was told if
            ``listen=True``; in the browser of the tests before it, or ``alone=True`` in one without a cookie or a cache
``ready``    ``ready(page)`` waits until Streamlit has finished its run and the page has come to rest
``until``    ``until(page, js)`` waits until the expression is true
``axe``      ``axe(page)`` lists what axe-core finds against WCAG 2.2 AA; skips where axe-core is absent
``screenshot`` ``screenshot(page, name)`` keeps a picture under test-results/
``sample_case`` the sample case imported, for reading; ``own_case`` a copy to write to; ``names`` its ids by key
``sample_served`` the screens of ``sample_case`` for its owner, in English: one process for all files that only read
``place``    where a case lies: a folder; for a test marked ``also_on_server`` once more a Neo4j server
``at_place`` ``at_place(case)`` is the environment in which the dashboard opens that case there
``choose_row`` ``choose_row(page, text, table=0)`` clicks the row of a table in which a cell reads ``text``
``cells``    ``cells(page, table=0)`` the rows of a table as they are read aloud

After every test that opened a page: no request left this machine, and the content policy was never violated.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
from neo4j import GraphDatabase

from tests.e2e.waiting import PATIENCE, rest
from tests.neo4j_server.port import free_port
from tracer.access.roles import Actor
from tracer.actions.administration.copying import copy_case
from tracer.casework.sessions.case import MAPPINGS_FOLDER
from tracer.settings import Settings

ROOT = Path(__file__).parents[2]
TOKEN = "invented-token-of-the-tests"
ROW = 31  # height of a table's row in pixels
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--process-per-site",  # tabs of one context share the compiled scripts of Streamlit
]


@dataclass(frozen=True)
class Served:
    """A running server. ``url`` has no slash at the end; ``entry`` also carries the launch token."""

    url: str
    token: str

    @property
    def entry(self) -> str:
        return f"{self.url}/?token={self.token}"


@dataclass
class Screen:
    """A page, the addresses it asked outside its own server, the errors its console showed, and what it was told."""

    page: object
    outside: list[str] = field(default_factory=list)
    errors: list[str] = field(default_factory=list)
    told: bytearray = field(default_factory=bytearray)


# Playwright keeps an event loop running until it is closed, and Streamlit's own test runner wants none: a browser a file.
@pytest.fixture(scope="module")
def browser() -> Iterator[object]:
    program = os.environ.get("TRACER_CHROMIUM") or shutil.which("chromium") or shutil.which("google-chrome")
    if program is None:
        pytest.skip("no Chromium here: install one or name it in TRACER_CHROMIUM")
    api = pytest.importorskip("playwright.sync_api", reason="playwright is not installed")
    with api.sync_playwright() as playwright:
        running = playwright.chromium.launch(executable_path=program, args=FLAGS)
        yield running
        running.close()


@contextmanager
def _serving() -> Iterator[Callable[..., Served]]:
    started: list[subprocess.Popen[bytes]] = []

    def start(script: Path | None = None, **environment: str) -> Served:
        port = free_port()
        command = [sys.executable, "-m", "dashboards", "--port", str(port)]
        if script is not None:
            command += ["--script", str(script)]
        settings = {**os.environ, "TRACER_DASHBOARD_TOKEN": TOKEN, "PYTHONPATH": str(ROOT), **environment}
        process = subprocess.Popen(
            command, cwd=ROOT, env=settings, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
        )
        started.append(process)
        url = f"http://127.0.0.1:{port}"
        for _ in range(4 * PATIENCE):
            try:
                urllib.request.urlopen(f"{url}/_stcore/health", timeout=1)  # noqa: S310 - our own server
                return Served(url, TOKEN)
            except (urllib.error.URLError, OSError):
                assert process.poll() is None, f"the server ended with {process.returncode}"
                time.sleep(0.25)
        raise AssertionError(f"the server did not answer within {PATIENCE} s")

    try:
        yield start
    finally:
        for process in started:
            process.terminate()
            process.wait(PATIENCE)


@pytest.fixture(scope="module")
def serve() -> Iterator[Callable[..., Served]]:
    with _serving() as start:
        yield start


@pytest.fixture(scope="session")
def sample_served(sample_case) -> Iterator[Served]:
    with _serving() as start:
        settings = {"TRACER_STORE": str(sample_case), "TRACER_USER": "Ana Proba", "TRACER_ROLE": "owner"}
        yield start(None, **settings, TRACER_LANG="en")


# A page costs 3 CPU seconds instead of 9 where the browser has the files and compiled scripts of Streamlit from the page
# before, and paints no animation: half of all work was the shimmer of parts that wait.
@pytest.fixture(scope="module")
def contexts(browser) -> Iterator[Callable[..., object]]:
    """``contexts(locale, alone=False)``: a context without cookies, or the one of this file that has this locale."""
    shared: dict[str, object] = {}
    opened: list[object] = []

    def get(locale: str, *, alone: bool = False) -> object:
        if not alone and locale in shared:
            return shared[locale]
        context = browser.new_context(
            viewport={"width": 1440, "height": 900},
            locale=locale,
            color_scheme="light",
            reduced_motion="reduce",
            accept_downloads=True,
        )
        context.set_default_timeout(PATIENCE * 1000)
        opened.append(context)
        if not alone:
            shared[locale] = context
        return context

    yield get
    for context in opened:
        context.close()


@pytest.fixture
def new_page(contexts) -> Iterator[Callable[..., Screen]]:
    screens: list[Screen] = []

    def open_page(
        served: Served, *, path: str = "/", locale: str = "ro-RO", alone: bool = False, listen: bool = False
    ) -> Screen:
        context = contexts(locale, alone=alone)
        if not alone and not context.pages:
            # The process that holds the compiled scripts ends with its last tab: this one stays open.
            context.new_page().goto(f"{served.url}/_stcore/health")
        page = context.new_page()
        screen = Screen(page)
        own = (served.url, served.url.replace("http:", "ws:"), "data:", "blob:", "about:")
        page.on("request", lambda asked: None if asked.url.startswith(own) else screen.outside.append(asked.url))
        page.on("websocket", lambda asked: None if asked.url.startswith(own) else screen.outside.append(asked.url))
        page.on("console", lambda said: screen.errors.append(said.text) if said.type == "error" else None)
        page.on("pageerror", lambda problem: screen.errors.append(str(problem)))
        if listen:
            page.on("websocket", lambda line: line.on("framereceived", lambda frame: screen.told.extend(_bytes(frame))))
        screens.append(screen)
        mark = "&" if "?" in path else "?"
        page.goto(f"{served.url}{path}{mark}token={served.token}")
        return screen

    yield open_page
    for screen in screens:
        screen.page.close()
    for screen in screens:
        assert screen.outside == []
        assert [text for text in screen.errors if "Content Security Policy" in text] == []


@pytest.fixture
def show(new_page, sample_served) -> Callable[..., Any]:
    """``show(path="/")``: this address of the sample case in a new tab, as soon as it rests."""

    def opened(path: str = "/") -> Any:
        page = new_page(sample_served, path=path).page
        rest(page)
        return page

    return opened


@pytest.fixture
def page(show) -> Any:
    """The first page of the sample case, in a window of 1280 by 800."""
    opened = show()
    opened.set_viewport_size({"width": 1280, "height": 800})
    rest(opened)
    return opened


def _bytes(frame: str | bytes) -> bytes:
    return frame.encode() if isinstance(frame, str) else frame


@pytest.fixture
def ready() -> Callable[..., None]:
    return rest


@pytest.fixture
def until() -> Callable[..., object]:
    # page.wait_for_function evaluates inside the page, which the content policy refuses; evaluate() does not.
    def wait(page, expression: str, seconds: float = PATIENCE) -> object:
        end = time.monotonic() + seconds
        while not (value := page.evaluate(expression)):
            assert time.monotonic() < end, f"not true after {seconds} s: {expression}"
            page.wait_for_timeout(20)
        return value

    return wait


@pytest.fixture
def axe() -> Callable[..., list[str]]:
    """``axe(page)``: what axe-core holds against the page under WCAG 2.2 AA, as readable lines."""
    found = os.environ.get("TRACER_AXE") or ROOT / ".build/frontend/node_modules/axe-core/axe.min.js"
    if not Path(found).is_file():
        pytest.skip("no axe-core here: build the graph's script, or name axe.min.js in TRACER_AXE")
    rules = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]

    def check(page) -> list[str]:
        if page.locator("[data-testid=stApp]").count():
            rest(page)  # what waits for a run is paler than it is afterwards
        if not page.evaluate("!!window.axe"):
            page.evaluate(Path(found).read_text(encoding="utf-8"))
        result = page.evaluate(f"axe.run(document, {{runOnly: {rules}, resultTypes: ['violations']}})")
        return [
            f"{fault['id']} ({fault['impact']}): {fault['nodes'][0]['html'][:140]}" for fault in result["violations"]
        ]

    return check


@pytest.fixture
def screenshot(request) -> Callable[..., Path]:
    """Keeps a picture of the page under test-results/, named after the test; returns its path."""

    def keep(page, name: str = "") -> Path:
        folder = ROOT / "test-results"
        folder.mkdir(exist_ok=True)
        path = folder / f"{request.node.name}{'-' + name if name else ''}.png"
        page.screenshot(path=path)
        return path

    return keep


@pytest.fixture(scope="session")
def sample_case(made_sample, tmp_path_factory) -> Path:
    """The sample case imported; tests that write records take ``own_case``. An act in the graph keeps a saved view here."""
    folder = tmp_path_factory.mktemp("screens") / "case"
    shutil.copytree(made_sample.case, folder)
    (folder / MAPPINGS_FOLDER).mkdir(parents=True, exist_ok=True)
    for mapping in made_sample.files.mappings:
        shutil.copy2(mapping, folder / MAPPINGS_FOLDER / mapping.name)
    return folder


@pytest.fixture(scope="session")
def names(made_sample) -> dict[str, dict[str, dict[str, str]]]:
    """The persons, companies and assets of the sample by key, with id and natural number."""
    return json.loads(made_sample.files.answers.read_text(encoding="utf-8"))["names"]


@pytest.fixture(scope="module")
def own_case(sample_case, place, tmp_path_factory) -> Path:
    """A copy of the sample case for the tests of one module to write to, a fresh one at each place."""
    folder = tmp_path_factory.mktemp("own") / "case"
    shutil.copytree(sample_case, folder)
    return folder


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    if "place" in metafunc.fixturenames:
        places: list[object] = ["folder"]
        if metafunc.definition.get_closest_marker("also_on_server"):
            places.append(pytest.param("server", marks=pytest.mark.neo4j))
        metafunc.parametrize("place", places, indirect=True, scope="module")


@pytest.fixture(scope="module")
def place(request) -> str:
    """Where the case lies: "folder" or "server"."""
    return request.param


@pytest.fixture(scope="module")
def at_place(request, place, tmp_path_factory) -> Callable[[Path], dict[str, str]]:
    """``at_place(case)``: settings for the case in its folder, or for its copy on the newest server."""
    if place == "folder":
        return lambda case: {"TRACER_STORE": str(case)}
    servers = request.getfixturevalue("neo4j_servers")
    server = servers[list(servers)[-1]]
    password = tmp_path_factory.mktemp("login") / "password"
    password.write_text(server.password, encoding="utf-8")
    password.chmod(0o600)
    login = {"TRACER_NEO4J_USER": server.user, "TRACER_NEO4J_PASSWORD_FILE": str(password)}

    def copied(case: Path) -> dict[str, str]:
        with GraphDatabase.driver(server.address, auth=(server.user, server.password)) as driver:
            driver.execute_query("CALL () { MATCH (n) DETACH DELETE n }")
        with pytest.MonkeyPatch.context() as patch:
            for name, value in login.items():
                patch.setenv(name, value)
            copy_case(Settings(case, Actor("Ana Proba", "owner"), "en"), str(case), server.address)
        # The folder keeps the files alone: nothing but the server can answer.
        files = tmp_path_factory.mktemp("files")
        for kept in case.iterdir():
            if kept.is_dir():
                shutil.copytree(kept, files / kept.name)
        return {"TRACER_STORE": server.address, "TRACER_FILES": str(files), **login}

    return copied


@pytest.fixture
def cells() -> Callable[..., list[list[str]]]:
    # The table itself is a canvas; what is read here is what a screen reader gets.
    def read(page, table: int = 0) -> list[list[str]]:
        """The rows in sight: a long table holds no others yet."""
        grid = page.locator("[data-testid=stDataFrame]").nth(table)
        grid.locator("canvas[data-testid=data-grid-canvas]").wait_for()
        rows = grid.locator("canvas table tbody tr")
        for _ in range(10 * PATIENCE):
            if rows.count():
                break
            page.wait_for_timeout(100)
        return [row.locator("td").all_inner_texts() for row in rows.all()]

    return read


@pytest.fixture
def choose_row(cells) -> Callable[..., None]:
    def click(page, text: str, table: int = 0) -> None:
        for _ in range(10 * PATIENCE):
            found = [place for place, row in enumerate(cells(page, table)) if text in row]
            if found:
                break
            page.wait_for_timeout(100)
        assert found, f"no row of the table reads {text}"
        grid = page.locator("[data-testid=stDataFrame]").nth(table)
        box = grid.locator("canvas[data-testid=data-grid-canvas]")
        box.click(position={"x": 16, "y": ROW * (found[0] + 1) + ROW // 2}, force=True)

    return click
