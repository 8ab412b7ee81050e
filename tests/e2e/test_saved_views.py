"""A picture of the graph keeps itself: a reload, a restart and a colleague find it as it was left."""

from __future__ import annotations

import re
import shutil

import pytest

from tests.e2e.drawn_graph import drag
from tests.e2e.waiting import rest

pytestmark = pytest.mark.browser

STATE = """(() => {
    const nodes = __tracer_graph.nodes().toArray(), at = node => node.position(), pan = __tracer_graph.pan();
    return {
        places: Object.fromEntries(nodes.map(n => [n.id(), [at(n).x.toFixed(1), at(n).y.toFixed(1)]])),
        hidden: nodes.filter(n => n.hasClass('hide')).map(n => n.id()).sort(),
        pinned: nodes.filter(n => n.data('_pin')).map(n => n.id()).sort(),
        colours: Object.fromEntries(nodes.filter(n => n.data('_colour')).map(n => [n.id(), n.data('_colour')])),
        folds: Object.fromEntries(nodes.filter(n => n.data('_fold')).map(n => [n.id(), n.data('_leaves')])),
        camera: [__tracer_graph.zoom().toFixed(3), Math.round(pan.x), Math.round(pan.y)],
    };
})()"""
SHOWN = (
    "!!window.__tracer_graph && __tracer_graph.nodes().length > 1 && "
    "getComputedStyle(__tracer_graph.container()).visibility === 'visible'"
)
SAVED = re.compile(r"Saved \d\d:\d\d")


@pytest.fixture(scope="module")
def case(sample_case, tmp_path_factory):
    folder = tmp_path_factory.mktemp("views") / "case"
    shutil.copytree(sample_case, folder)
    return folder


@pytest.fixture(scope="module")
def start(serve, case):
    """``start(user)``: the screens of the case for this person."""

    def begin(user="Ana Proba", language="en"):
        settings = {"TRACER_STORE": str(case), "TRACER_USER": user, "TRACER_ROLE": "investigator"}
        return serve(None, **settings, TRACER_LANG=language)

    return begin


@pytest.fixture(scope="module")
def served(start):
    return start()


@pytest.fixture
def opened(new_page, served, until):
    def show(path, server=served, **options):
        page = new_page(server, path=path, **options).page
        page.set_viewport_size({"width": 1280, "height": 800})
        until(page, SHOWN)
        rest(page)
        page.locator(".canvas").scroll_into_view_if_needed()
        rest(page)
        return page

    return show


def tool(page, name):
    return page.get_by_role("toolbar", name="Tools of the graph").get_by_role("button", name=name, exact=True)


def saved(page, until):
    """Wait until nothing waits for the server. Returns the view's address."""
    page.locator(".kept").filter(has_text=SAVED).wait_for()
    until(page, "!Object.keys(sessionStorage).some(key => key.startsWith('tracer-view:'))")
    return "/graph?view=" + re.search(r"view=([0-9a-f]{32})", page.url)[1]


def leaf_hub(page):
    """A node that others hang on, and two more nodes, none of them a leaf of it."""
    return page.evaluate("""(() => {
        const nodes = __tracer_graph.nodes(':visible').toArray();
        const leaves = n => n.neighborhood().nodes().filter(
            leaf => !leaf.data('focus') && leaf.neighborhood().nodes().not(n).not(leaf).empty());
        const hub = nodes.find(n => leaves(n).nonempty());
        const others = nodes.filter(n => !n.same(hub) && !leaves(hub).contains(n)).map(n => n.id());
        return [hub.id(), ...others.slice(0, 3)];
    })()""")


def act(page, node, key):
    page.evaluate(
        f"""() => {{ __tracer_graph.elements().unselect();
        __tracer_graph.nodes().removeClass('reached');
        __tracer_graph.getElementById('{node}').addClass('reached'); }}"""
    )
    page.locator(".canvas").focus()
    page.keyboard.press(key)


def paint(page, node, word):
    act(page, node, "c")
    page.get_by_role("menuitem", name=word).click()


def test_a_link_brings_everything_back_also_after_a_restart(opened, start, until, names, screenshot):
    page = opened(f"/graph?node={names['persons']['victor']['id']}")
    hub, first, second, third = leaf_hub(page)
    drag(page, second, 40, 30)
    act(page, first, "h")
    act(page, second, "p")
    paint(page, third, "B: green")
    act(page, hub, "f")
    page.locator(".zooms button").first.click()
    rest(page)
    link = saved(page, until)
    left = page.evaluate(STATE)
    assert (left["hidden"], left["pinned"], left["colours"], list(left["folds"])) == (
        [first],
        [second],
        {third: "green"},
        [hub],
    )
    screenshot(page, "kept")
    again = opened(link, server=start())
    assert again.evaluate(STATE) == left


def test_a_reload_at_once_after_an_act_loses_nothing(opened, until, names):
    page = opened(f"/graph?node={names['persons']['elena']['id']}")
    nodes = page.evaluate("__tracer_graph.nodes('[!focus]').map(n => n.id()).slice(0, 5)")
    for count, node in enumerate(nodes, 1):
        act(page, node, "p")
        page.reload()
        until(page, SHOWN)
        rest(page)
        assert page.evaluate(STATE)["pinned"] == sorted(nodes[:count])
