"""Waiting for a state of the page, never for a time: a busy machine makes a test slower and does not fail it."""

from __future__ import annotations

import time
from typing import Any

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


def reads(page: Any, text: str, seconds: float = PATIENCE) -> None:
    """Wait until the page shows this text; an error tells what it shows instead."""
    end = time.monotonic() + seconds
    while text not in (said := page.locator("body").inner_text()):
        assert time.monotonic() < end, f"the page does not read {text!r} within {seconds} s, but:\n{said}"
        page.wait_for_timeout(50)
