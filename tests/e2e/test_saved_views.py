"""A picture of the graph keeps itself: a reload, a restart and a colleague find it as it was left."""

from __future__ import annotations

import re
import shutil

import pytest

from tests.e2e.drawn_graph import choose, double_click, drag, spot
from tests.e2e.waiting import PATIENCE, reads, rest

pytestmark = pytest.mark.browser

STATE = """(() => {
    const nodes = __tracer_graph.nodes().not('[_members]').toArray(), at = node => node.position(), pan = __tracer_graph.pan();
    return {
        places: Object.fromEntries(nodes.map(n => [n.id(), [at(n).x.toFixed(1), at(n).y.toFixed(1)]])),
        hidden: nodes.filter(n => n.hasClass('hide')).map(n => n.id()).sort(),
        pinned: nodes.filter(n => n.data('_pin')).map(n => n.id()).sort(),
        colours: Object.fromEntries(nodes.filter(n => n.data('_colour')).map(n => [n.id(), n.data('_colour')])),
        groups: Object.fromEntries(nodes.filter(n => (n.data('_grouped') ?? []).length).map(n => [n.id(), n.data('_grouped')])),
        folds: Object.fromEntries(nodes.filter(n => n.data('_fold')).map(n => [n.id(), n.data('_leaves')])),
        camera: [__tracer_graph.zoom().toFixed(3), Math.round(pan.x), Math.round(pan.y)],
    };
})()"""
SHOWN = (
    "!!window.__tracer_graph && __tracer_graph.nodes().length > 1 && "
    "getComputedStyle(__tracer_graph.container()).visibility === 'visible'"
)
CHOSEN = "[data-testid=stButtonGroup] [aria-checked=true], [data-testid=stButtonGroup] [aria-pressed=true]"
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
    from playwright.sync_api import TimeoutError as NotInTime

    item = page.get_by_role("menuitem", name=word)
    for _ in range(PATIENCE // 10):
        act(page, node, "c")
        try:
            item.click(timeout=10_000)
            return
        except NotInTime:  # a list closes where the page takes the focus
            page.keyboard.press("Escape")
    raise AssertionError(f"{node} is not painted {word} within {PATIENCE} s")


def test_a_link_brings_everything_back_also_after_a_restart(opened, start, until, names, screenshot):
    page = opened(f"/graph?node={names['persons']['victor']['id']}")
    page.get_by_role("radio", name="from left to right").click()
    until(page, "document.querySelector('[data-testid=stApp]').dataset.testScriptState === 'notRunning'")
    rest(page)
    page.get_by_text("family", exact=True).click()
    rest(page)
    hub, first, second, third = leaf_hub(page)
    drag(page, second, 40, 30)
    act(page, first, "h")
    act(page, second, "p")
    paint(page, third, "B: green")
    act(page, hub, "f")
    victor = names["persons"]["victor"]["id"]
    act(page, victor, "Escape")
    page.evaluate(f"void __tracer_graph.getElementById('{victor}').addClass('reached')")
    tool(page, "Fold").focus()
    page.keyboard.press("ArrowDown")
    page.get_by_role("menuitem", name="a company or other legal entity").click()
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
    assert list(left["groups"]) == [victor]
    screenshot(page, "kept")
    again = opened(link, server=start())
    assert again.evaluate(STATE) == left
    # The first are the language in the header and the picture, the last the part of the table.
    assert again.locator(CHOSEN).all_inner_texts()[2:-1] == [
        "from left to right",
        "money",
        "ownership",
        "control and use",
    ]


def test_a_reload_at_once_after_an_act_loses_nothing(opened, until, names):
    page = opened(f"/graph?node={names['persons']['elena']['id']}")
    nodes = page.evaluate("__tracer_graph.nodes('[!focus]').map(n => n.id()).slice(0, 5)")
    for count, node in enumerate(nodes, 1):
        act(page, node, "p")
        page.reload()
        until(page, SHOWN)
        rest(page)
        assert page.evaluate(STATE)["pinned"] == sorted(nodes[:count])


def test_a_server_that_does_not_answer_is_said_and_nothing_is_lost(opened, until, names):
    page = opened(f"/graph?node={names['persons']['victor']['id']}")
    _, first, second, _ = leaf_hub(page)
    act(page, first, "p")
    saved(page, until)
    page.route("**/workbench/views/**", lambda route: route.abort())
    act(page, second, "p")
    page.locator(".kept").filter(has_text="Not saved yet: the server does not answer; kept in this browser").wait_for()
    assert page.locator(".kept").get_attribute("aria-live") == "polite"
    kept = page.evaluate("Object.entries(sessionStorage).find(([key]) => key.startsWith('tracer-view:'))[1]")
    assert second in kept
    page.unroute("**/workbench/views/**")
    page.evaluate("window.dispatchEvent(new Event('online'))")
    link = saved(page, until)
    assert opened(link, alone=True).evaluate(STATE)["pinned"] == sorted([first, second])


def test_views_are_listed_opened_renamed_taken_away_and_brought_back(opened, until, names, axe, screenshot):
    page = opened(f"/graph?node={names['persons']['victor']['id']}")
    _, first, *_ = leaf_hub(page)
    act(page, first, "p")
    link = saved(page, until)
    tool(page, "Saved views").click()
    panel = page.locator(".menu.views")
    name = panel.get_by_role("textbox", name="Name of the view")
    name.fill("Vila și banii")
    name.press("Enter")
    page.keyboard.press("Escape")
    until(page, "!Object.keys(sessionStorage).some(key => key.startsWith('tracer-view:'))")

    other = opened(f"/graph?node={names['persons']['elena']['id']}")
    tool(other, "Saved views").click()
    panel = other.locator(".menu.views")
    row = panel.get_by_role("button", name=re.compile("^Vila și banii"))
    row.wait_for()
    assert re.search(r"Ana Proba · \d\d/\d\d/\d{4} \d\d:\d\d", row.inner_text())
    screenshot(other, "list")
    assert axe(other) == []
    row.click()
    until(other, f"__tracer_graph.getElementById('{first}').data('_pin') === true && {SHOWN}")
    assert link.removeprefix("/graph?") in other.url
    assert other.evaluate(STATE)["places"] == page.evaluate(STATE)["places"]

    tool(other, "Saved views").click()
    panel.get_by_role("button", name="Take away: Vila și banii").click()
    undo = panel.get_by_role("button", name="Undo")
    undo.wait_for()
    assert panel.get_by_role("button", name=re.compile("^Vila și banii")).count() == 0
    undo.click()
    panel.get_by_role("button", name=re.compile("^Vila și banii")).wait_for()
    panel.get_by_role("button", name="Rename: Vila și banii").click()
    field = panel.locator(".row input")
    field.fill("Altfel")
    field.press("Enter")
    panel.get_by_role("button", name=re.compile("^Altfel")).wait_for()
    panel.get_by_role("button", name="Copy link").click()
    panel.get_by_role("button", name="Link copied").wait_for()


def test_a_note_is_written_shown_marked_revoked_and_found_again(opened, until, names, axe, screenshot):
    from playwright.sync_api import expect

    victor = names["persons"]["victor"]["id"]
    page = opened(f"/graph?node={victor}")
    choose(page, victor)
    page.keyboard.press("n")
    notes = page.locator(".notes")
    notes.get_by_role("textbox", name="Text of the note").fill("Cine a plătit avansul?")
    notes.get_by_role("button", name="Assessment", exact=True).click()
    notes.get_by_role("button", name="Add the note").click()
    until(page, f"__tracer_graph.getElementById('{victor}').data('_notes') === 1")
    row = notes.locator("li.assessment")
    # The list is drawn again when the server has the note.
    expect(row).to_have_css("border-top-style", "dashed")
    expect(row).to_have_css("font-style", "italic")
    assert re.search(r"Assessment · Ana Proba · \d\d/\d\d/\d{4} \d\d:\d\d", row.inner_text())
    notes.get_by_role("textbox", name="Text of the note").fill("Pensie 1.900 RON pe lună")
    notes.get_by_role("button", name="Fact", exact=True).click()
    notes.get_by_role("button", name="Add the note").click()
    expect(notes.locator("li.fact")).to_have_css("border-top-style", "solid")
    link = saved(page, until)
    screenshot(page, "notes")
    assert axe(page) == []
    # The table below says the same, and says what is hidden instead of listing it.
    page.get_by_role("radio", name="Notes (2)").click()
    reads(page, "Notes (2)")
    _, hidden, *_ = leaf_hub(page)
    act(page, hidden, "h")
    reads(page, "1 node is hidden")
    screenshot(page, "table")
    page.get_by_role("button", name="Show what is hidden").click()
    until(page, f"!__tracer_graph.getElementById('{hidden}').hasClass('hide')")
    page.get_by_text("1 node is hidden").wait_for(state="detached")
    saved(page, until)

    again = opened(link)
    until(again, f"__tracer_graph.getElementById('{victor}').data('_notes') === 2")
    choose(again, victor)
    notes = again.locator(".notes")
    notes.get_by_text("Cine a plătit avansul?").wait_for()
    notes.locator("li.assessment").get_by_role("button", name="Revoke").click()
    assert again.evaluate(f"__tracer_graph.getElementById('{victor}').data('_notes')") == 1
    assert "Revoked · Ana Proba" in notes.locator("li.revoked").inner_text()
    saved(again, until)
    until(page, f"__tracer_graph.getElementById('{victor}').data('_notes') === 1")


def test_two_persons_at_one_view_see_each_other_and_hear_of_conflicts(opened, start, until, names, screenshot):
    victor = names["persons"]["victor"]["id"]
    ana = opened(f"/graph?node={victor}")
    _, first, second, third = leaf_hub(ana)
    act(ana, first, "p")
    link = saved(ana, until)
    dan = opened(link, server=start("Dan Proba"))

    before = dan.evaluate(STATE)["places"]
    drag(dan, second, 30, 20)
    drag(dan, third, -20, 30)
    paint(dan, third, "B: green")
    moved = dan.evaluate(STATE)["places"]
    assert moved != before
    # Two drags may come in two batches, each with a sentence of its own.
    ana.locator(".news").get_by_text(re.compile(r"Dan Proba moved \d nodes?")).first.wait_for()
    for node in (second, third):
        until(ana, f"__tracer_graph.getElementById('{node}').position('x').toFixed(1) === '{moved[node][0]}'")
    until(ana, f"__tracer_graph.getElementById('{third}').data('_colour') === 'green'")
    assert ana.evaluate(STATE)["places"] == moved
    screenshot(ana, "news")

    saved(dan, until)
    for page in (ana, dan):
        page.route("**/workbench/views/**", lambda route: route.abort())
    paint(ana, second, "A: blue")
    ana.locator(".kept").filter(has_text="Not saved yet").wait_for()
    paint(dan, second, "F: red")
    dan.locator(".kept").filter(has_text="Not saved yet").wait_for()
    for page in (ana, dan):
        page.unroute("**/workbench/views/**")
        page.evaluate("window.dispatchEvent(new Event('online'))")
        until(page, "!Object.keys(sessionStorage).some(key => key.startsWith('tracer-view:'))")
    for page in (ana, dan):
        page.locator(".news").get_by_text(
            "Ana Proba: A: blue; Dan Proba: F: red. The newest change stands: Dan Proba."
        ).wait_for()
        until(page, f"__tracer_graph.getElementById('{second}').data('_colour') === 'red'")

    double_click(ana, *spot(ana, first))
    until(ana, f"__tracer_graph.nodes().length > {len(moved)}")
    rest(ana)
    saved(ana, until)
    until(dan, f"__tracer_graph.nodes().length === {ana.evaluate('__tracer_graph.nodes().length')}")
    rest(dan)
    until(dan, SHOWN)
    assert dan.evaluate(STATE)["places"] == ana.evaluate(STATE)["places"]
    dan.locator(".news").get_by_text(re.compile(r"Ana Proba added \d+ nodes?")).first.wait_for()


def test_a_visit_to_another_page_loses_nothing(opened, until, names):
    page = opened(f"/graph?node={names['persons']['victor']['id']}")
    _, first, second, third = leaf_hub(page)
    drag(page, first, 25, 15)
    act(page, second, "h")
    paint(page, third, "D: purple")
    link = saved(page, until)
    left = page.evaluate(STATE)
    page.get_by_role("link", name="Assets", exact=True).click()
    until(page, "!window.__tracer_graph")
    page.get_by_role("link", name="Graph", exact=True).click()
    until(page, SHOWN)
    rest(page)
    assert page.evaluate(STATE) == left
    assert link.removeprefix("/graph?") in page.url
