"""Waiting for a state of the page, never for a time: a busy machine makes a test slower and does not fail it."""

from __future__ import annotations

import re
import time
from typing import Any

from dashboards.theme import DARK_BACKGROUND, LIGHT_BACKGROUND

PATIENCE = 120  # seconds, for every wait

_REST = """() => new Promise(answer => {
    const begun = performance.now();
    let changed = begun;
    const seen = new MutationObserver(() => { changed = performance.now(); });
    seen.observe(document.documentElement, {subtree: true, childList: true, attributes: true, characterData: true});
    const places = () => window.__tracer_graph
        ? JSON.stringify(__tracer_graph.nodes().map(node => node.renderedPosition())) : '';
    let before = places();
    const look = () => {
        const now = performance.now(), after = places();
        const idle = document.querySelector('[data-testid=stApp][data-test-script-state=notRunning]')
            && !document.querySelector('[data-testid=stSkeleton], [data-stale=true]');
        if (!idle || after !== before) changed = now;
        before = after;
        if (now - changed > 150 || now - begun > 5000) {
            seen.disconnect();
            answer(now - changed > 150);
        } else setTimeout(look, 50);
    };
    setTimeout(look, 50);
})"""


_MOVE = """to => {
    history.pushState({}, '', to);
    window.dispatchEvent(new PopStateEvent('popstate', {state: {}}));
}"""


def rest(page: Any, seconds: float = PATIENCE) -> None:
    """Wait until Streamlit has finished its run, all parts are loaded, and nothing changes or moves any more."""
    page.locator("[data-testid=stApp][data-test-script-state=notRunning]").wait_for(timeout=seconds * 1000)
    end = time.monotonic() + seconds
    while not _rests(page):
        assert time.monotonic() < end, f"the page does not come to rest within {seconds} s"


def _rests(page: Any) -> bool:
    try:
        return bool(page.evaluate(_REST))
    except Exception as error:
        if "context was destroyed" in str(error):  # the page went elsewhere meanwhile
            return False
        raise


def pick(page: Any, label: str, text: str) -> None:
    """Choose the option of a list whose words hold this text."""
    box = page.get_by_role("combobox", name=label)
    box.scroll_into_view_if_needed()
    rest(page)  # a list closes when the page scrolls under it
    box.click()
    page.get_by_role("option", name=re.compile(text)).click()


def reads(page: Any, text: str, seconds: float = PATIENCE) -> None:
    """Wait until the page shows this text; an error tells what it shows instead."""
    end = time.monotonic() + seconds
    while text not in (said := page.locator("body").inner_text()):
        assert time.monotonic() < end, f"the page does not read {text!r} within {seconds} s, but:\n{said}"
        page.wait_for_timeout(50)


# Streamlit's page looks for its server under the page's own address before it looks at the root.
HARMLESS = "Failed to load resource: the server responded with a status of 404 (Not Found)"
THEMES = {"light": LIGHT_BACKGROUND, "dark": DARK_BACKGROUND}  # the ground of each, as #rrggbb


def move(page: Any, address: str, heading: str) -> None:
    """Go to an address of the same screens as Back and Forward do, in the open session, and wait for its heading.

    Costs a fifth of loading the page. ``heading``: another than that of the page before: within a page Streamlit takes
    no new address this way.
    """
    rest(page)  # a run that goes on would lead back to its own page
    page.evaluate(_MOVE, address)
    page.get_by_role("heading", level=1, name=heading).wait_for()
    rest(page)


def change_theme(page: Any, light: str) -> None:
    """Change to the dark or the light theme, as a reader's system does in the evening, and wait until it is painted."""
    page.emulate_media(color_scheme=light)
    ground = "getComputedStyle(document.querySelector('[data-testid=stApp]')).backgroundColor"
    wanted = f"rgb{tuple(bytes.fromhex(THEMES[light].removeprefix('#')))}"
    end = time.monotonic() + PATIENCE
    while page.evaluate(ground) != wanted:
        assert time.monotonic() < end, f"the theme is not {light} after {PATIENCE} s"
        page.wait_for_timeout(20)
    rest(page)


def heading(page: Any, text: str) -> None:
    """Wait for the page whose title this is, or begins with."""
    page.get_by_role("heading", level=1, name=text).wait_for()


def metric(page: Any, label: str) -> str:
    """The figure under a label."""
    shown = page.get_by_test_id("stMetric").filter(has_text=label).first
    return str(shown.get_by_test_id("stMetricValue").inner_text()).strip()
