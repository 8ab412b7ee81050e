"""Walks one investigation in a browser, from dropping the files of the sample to the chain behind the villa, and times it.

    .venv/bin/python -m tests.e2e.investigation_walk docs/screens

Prints a line for each step: clicks, seconds, what is seen; writes a picture of each step into the folder. Needs Chromium. The
case is made in a temporary folder, by the screens alone. It is no test: the machine decides the seconds.
"""

from __future__ import annotations

import os
import re
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from playwright.sync_api import sync_playwright

from tests.e2e.waiting import PATIENCE, heading, reads, rest
from tests.neo4j_server.port import free_port
from tracer.sample.writing import write_sample

ROOT = Path(__file__).parents[2]
TOKEN = "invented-token-of-the-walk"
VILLA = "Vilă cu piscină, strada Imaginară 7"
COUNT = (
    "() => { window.__clicks ??= 0; document.addEventListener('pointerdown', () => { window.__clicks += 1 }, true) }"
)


@contextmanager
def serve(cases: Path) -> Iterator[str]:
    """The screens of all cases of this folder; gives their address."""
    port = free_port()
    settings = {
        **os.environ,
        "TRACER_CASES": str(cases),
        "TRACER_USER": "Ana Proba",
        "TRACER_ROLE": "owner",
        "TRACER_LANG": "en",
        "TRACER_DASHBOARD_TOKEN": TOKEN,
        "PYTHONPATH": str(ROOT),
    }
    settings.pop("TRACER_STORE", None)
    process = subprocess.Popen(
        [sys.executable, "-m", "dashboards", "--port", str(port)],
        cwd=cases,
        env=settings,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        for _ in range(4 * PATIENCE):
            try:
                urllib.request.urlopen(f"http://127.0.0.1:{port}/_stcore/health", timeout=1)
                break
            except (urllib.error.URLError, OSError):
                time.sleep(0.25)
        yield f"http://127.0.0.1:{port}"
    finally:
        process.terminate()
        process.wait(PATIENCE)


class Walk:
    """The steps taken so far, each with its clicks, its seconds and its picture."""

    def __init__(self, page: Any, folder: Path) -> None:
        self._page, self._folder = page, folder
        self._begun, self._clicks, self._number = time.monotonic(), 0, 0
        page.evaluate(COUNT)

    def step(self, said: str, name: str = "") -> None:
        """What is on screen now was reached by the clicks since the last step."""
        seconds = time.monotonic() - self._begun
        rest(self._page)
        clicks = self._page.evaluate("window.__clicks ?? 0")
        self._number += 1
        print(f"| {self._number} | {said} | {clicks - self._clicks} | {seconds:.1f} |", flush=True)
        if name:
            self._page.screenshot(path=self._folder / f"{name}.png", animations="disabled")
        self._clicks, self._begun = clicks, time.monotonic()


def walk(base: str, page: Any, files: list[Path], folder: Path) -> None:
    """From no case to the bank row behind the villa."""
    page.goto(f"{base}/?token={TOKEN}")
    heading(page, "Which case do you want to work on?")
    rest(page)
    steps = Walk(page, folder)
    page.get_by_label("Name of the case").fill("Grupul Exemplu")
    page.locator("input[type=file]").first.set_input_files(files)
    rest(page)
    page.get_by_role("button", name="Make the case").click()
    reads(page, "files into the case", 10 * PATIENCE)
    steps.step(f"name typed, {len(files)} files dropped, *Make the case*: each file is checked", "walk-files")
    page.get_by_role("button", name=re.compile("^Read .* files into the case")).click()
    reads(page, "In the case now:", 10 * PATIENCE)
    said = page.get_by_text("In the case now:").first.inner_text()
    steps.step(f"*Read … files into the case*: “{said}”")
    page.get_by_role("link", name="Overview").click()
    heading(page, "What needs me in this case?")
    page.locator(".st-key-start_grid .cell").first.wait_for()
    steps.step("*Overview*: what waits, which statement is missing", "walk-overview")
    page.keyboard.press("Control+k")
    page.keyboard.type("vila cu picsina")
    page.locator(".st-key-head_find .option").filter(has_text="Vilă cu piscină").first.wait_for()
    page.keyboard.press("Enter")
    heading(page, VILLA)
    page.get_by_role("heading", name="Why is this his?").wait_for()
    steps.step("Ctrl+K, the villa typed with an error, Enter: the chain to it in sentences and drawn", "walk-chain")
    page.locator(".st-key-asset_reasons").get_by_role("link", name=re.compile(r"banca-.*\.xml · row")).first.click()
    page.locator("tr[aria-current=true]").wait_for()
    steps.step("a row of the sentence: the bank statement as printed, the row marked", "walk-proof")
    page.get_by_role("link", name="Back to the asset").click()
    heading(page, VILLA)
    rest(page)
    page.get_by_role("button", name="Show in the graph").click()
    reads(page, "Path 1 of")
    steps.step(
        "*Back to the asset*, *Show in the graph*: the same chain in the graph, each link opens its rows", "walk-graph"
    )


def main() -> None:
    """Write the sample, serve an empty folder of cases, walk."""
    folder = Path(sys.argv[1] if len(sys.argv) > 1 else "test-results").resolve()
    folder.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as place, sync_playwright() as playwright:
        (cases := Path(place) / "cases").mkdir()
        sample = write_sample(Path(place) / "sample")
        files = [*sample.files, *sample.mappings]
        browser = playwright.chromium.launch(
            executable_path=os.environ.get("TRACER_CHROMIUM", "/usr/bin/chromium"),
            args=["--no-sandbox", "--disable-gpu"],
        )
        context = browser.new_context(viewport={"width": 1280, "height": 800}, locale="en-GB", color_scheme="light")
        context.set_default_timeout(PATIENCE * 1000)
        with serve(cases) as base:
            walk(base, context.new_page(), files, folder)
        browser.close()


if __name__ == "__main__":
    main()
