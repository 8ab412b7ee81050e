"""The page of the graph, run without a browser: where it starts, and what is said where nothing is found."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from dashboards.graph_component.from_browser.away import Away
from dashboards.views import graph_view
from tracer.actions.case_graph.narrowing import MoneyFilter
from tracer.sample.world.people import PEOPLE


def page():
    import streamlit as st

    from dashboards.views import graph_view

    st.session_state.setdefault("pages", {})
    graph_view.show()


class Nothing:
    selected = ()


class Selected:
    def __init__(self, *ids):
        self.selected = ids


def drawing(monkeypatch):
    """What the graph component is given."""
    sent = []
    monkeypatch.setattr(graph_view, "case_graph", lambda nodes, edges, **rest: sent.append((nodes, edges)) or Nothing)
    return sent


def test_without_a_start_the_page_asks_for_one(app, sample_case):
    at = app(sample_case, page=page)
    assert not at.exception
    assert len(at.info) == 1


def test_a_search_offers_what_it_finds_and_starts_there(app, sample_case, monkeypatch):
    sent = drawing(monkeypatch)
    at = app(sample_case, page=page)
    at.text_input(key="graph_find").set_value("vila").run()
    assert not sent
    at.button(key="graph_go").click().run()
    assert not at.exception
    nodes, edges = sent[-1]
    assert any("Vilă" in str(node) for node in nodes)
    assert edges
    assert at.query_params["node"]


def test_a_search_offers_what_is_written_otherwise_with_the_reason(app, sample_case):
    at = app(sample_case, page=page)
    at.text_input(key="graph_find").set_value("stefania fictivesku").run()
    first = at.selectbox(key="graph_hit_stefania fictivesku").options[0]
    assert first.startswith("Ştefania Fictivescu · another spelling of one sound: Fictivesku for Fictivescu · ")


def test_a_search_for_nothing_and_a_victims_name_say_the_same(app, sample_case, monkeypatch):
    sent = drawing(monkeypatch)
    for text in ("nimicdeacestfel", PEOPLE["alma"].name):
        at = app(sample_case, page=page)
        at.text_input(key="graph_find").set_value(text).run()
        assert [warning.value for warning in at.warning] == [f"Nothing in the case matches {text}."]
    assert not sent


def test_a_person_of_the_case_is_a_start(app, sample_case, monkeypatch):
    sent = drawing(monkeypatch)
    at = app(sample_case, page=page)
    at.selectbox(key="graph_person").select(PEOPLE["victor"].id).run()
    nodes, _ = sent[-1]
    assert PEOPLE["victor"].id in {node["id"] for node in nodes}


def test_an_expansion_taken_back_is_offered_again(app, sample_case, monkeypatch):
    sent, options = [], []

    def draw(nodes, edges, **rest):
        sent.append([node["id"] for node in nodes])
        options.append(rest)
        return Nothing

    monkeypatch.setattr(graph_view, "case_graph", draw)
    at = app(sample_case, page=page, node=VICTOR)
    assert options[-1]["grown"] is None
    at.selectbox[-1].select(next(one for one in sent[-1] if one != VICTOR)).run()
    at.button(key="graph_expand").click().run()
    grown = options[-1]["grown"]
    assert (grown.times, len(sent[-1]) > len(sent[0])) == (1, True)
    at.session_state["graph_shown"], at.session_state["graph_heard"] = sent[0], 1
    at.session_state["graph_drawn"] = replace(at.session_state["graph_drawn"], seen=None)
    at.run()
    assert sent[-1] == sent[0]
    assert options[-1]["heard"] == 1
    at.button(key="graph_expand").click().run()
    assert options[-1]["grown"].times == 2
    assert len(sent[-1]) > len(sent[0])


VICTOR, ALMA = PEOPLE["victor"].id, PEOPLE["alma"].id
SUMS = "sum:"
BLANK = "\u00a0"


def spoken(at):
    return "\n".join(str(one.value) for kind in (at.markdown, at.caption, at.info, at.error) for one in kind).replace(
        BLANK, " "
    )


def find_villa(app, sample_case):
    at = app(sample_case, page=page)
    at.text_input(key="graph_find").set_value("vila cu piscina").run()
    at.button(key="graph_go").click().run()
    return at.query_params["node"]


def counts(at):
    return next(one.value for one in at.markdown if "transfers shown" in one.value or "No transfers" in one.value)


def test_a_path_to_what_a_search_finds_is_drawn_marked_and_spoken(app, sample_case, monkeypatch):
    sent = drawing(monkeypatch)
    villa = find_villa(app, sample_case)
    at = app(sample_case, page=page, node=VICTOR)
    before = [node["id"] for node in sent[-1][0]]
    at.text_input(key=f"graph_path_text_{VICTOR}").set_value("Vilă cu piscină").run()
    (hits,) = at.radio
    hits.set_value(villa).run()
    assert not at.exception
    nodes, edges = sent[-1]
    assert [node["id"] for node in nodes][: len(before)] == before
    marked = {node["id"] for node in nodes if node.get("path")}
    assert VICTOR in marked
    assert villa in marked
    assert not any(node.get("path") and node.get("faded") for node in nodes)
    assert [edge["kind"] for edge in edges if edge.get("path") and edge.get("inferred")] == ["money"]
    assert "Path 1 of 5" in spoken(at)
    assert "Victor Inventescu has held 40 % of Delta" in spoken(at)
    assert at.query_params["path_from"] == VICTOR
    at.button(key="graph_path_on").click().run()
    assert "Path 2 of 5" in spoken(at)
    assert {node["id"] for node in sent[-1][0] if node.get("path")} != marked
    at.button(key="graph_paths_off").click().run()
    assert [node["id"] for node in sent[-1][0]] == before
    assert "path_from" not in at.query_params


def test_two_nodes_selected_in_the_picture_offer_their_paths(app, sample_case, monkeypatch):
    sent = []
    ids = []
    monkeypatch.setattr(
        graph_view, "case_graph", lambda nodes, edges, **rest: sent.append((nodes, edges)) or Selected(*ids)
    )
    at = app(sample_case, page=page, node=VICTOR)
    ids += [VICTOR, next(node["id"] for node in sent[-1][0] if node["type"] == "Valuable")]
    at.run()
    at.button(key="graph_paths_between").click().run()
    assert "Path 1 of" in spoken(at)
    at.button_group(key="graph_path_kind").set_value("money").run()
    assert "No path found." in spoken(at)
    assert "forward in time, in both directions, up to 10 steps. All days." in spoken(at)


def test_the_address_brings_paths_and_filter_back_in_romanian_too(app, sample_case, monkeypatch):
    sent = drawing(monkeypatch)
    villa = find_villa(app, sample_case)
    address = {"node": ALMA, "path_from": ALMA, "path_to": villa, "paths": "money", "days": "2022-05-01_2022-12-31"}
    at = app(sample_case, page=page, language="ro", **address, least="RON500000")
    assert not at.exception
    assert "Traseul 1 din 4" in spoken(at)
    assert "Victima 4F87" in spoken(at)
    assert PEOPLE["alma"].name not in spoken(at)
    assert "filtru activ" in counts_in(at, "afișate")
    pale = [edge for edge in sent[-1][1] if edge.get("faded")]
    assert pale
    assert all(edge["label"] == "" and edge["id"].startswith(SUMS) for edge in pale)
    at.button(key="graph_filter_off").click().run()
    assert not [edge for edge in sent[-1][1] if edge.get("faded")]
    assert "days" not in at.query_params


def counts_in(at, word):
    return next(one.value for one in at.markdown if word in one.value)


def test_days_and_a_least_amount_leave_the_rest_pale_and_sums_anew(app, sample_case, monkeypatch):
    sent = drawing(monkeypatch)
    app(sample_case, page=page, node=ALMA)
    account = next(node["id"] for node in sent[-1][0] if node["type"] == "Account")
    at = app(sample_case, page=page, node=account)
    whole = {edge["id"]: edge["label"] for edge in sent[-1][1] if edge["id"].startswith(SUMS)}
    assert " of " in counts(at)
    assert "filter on" not in counts(at)
    at.slider(key="graph_days").set_range(date(2022, 1, 1), date(2022, 6, 30)).run()
    assert not at.exception
    assert "filter on" in counts(at)
    assert at.query_params["days"] == "2022-01-01_2022-06-30"
    edges = sent[-1][1]
    assert [edge["id"] for edge in edges if edge["id"].startswith(SUMS)] == list(whole)
    left = {edge["id"]: edge["label"] for edge in edges if edge["id"] in whole and not edge.get("faded")}
    assert left
    assert any(label != whole[name] for name, label in left.items())
    assert any(edge.get("faded") for edge in edges)
    at.select_slider(key="graph_least_RON").set_value(10_000_000).run()
    assert at.query_params["least"] == "RON10000000"
    assert len([edge for edge in sent[-1][1] if edge.get("faded")]) > len([one for one in edges if one.get("faded")])
    assert any(node.get("faded") for node in sent[-1][0])
    at.button(key="graph_filter_off").click().run()
    assert {edge["id"]: edge["label"] for edge in sent[-1][1] if edge["id"].startswith(SUMS)} == whole


def test_a_hostile_address_draws_the_picture_and_says_what_is_wrong(app, sample_case, monkeypatch):
    sent = drawing(monkeypatch)
    hostile = "<script>alert(1)</script>"
    for kind, end, said in (
        ("strongest", hostile, "There is nothing with the id"),
        ("money", VICTOR, "two different nodes"),
    ):
        at = app(
            sample_case, page=page, node=VICTOR, path_from=VICTOR, path_to=end, paths=kind, days=hostile, least="RON-5"
        )
        assert not at.exception
        assert sent
        assert any(said in one.value for one in at.error), kind
        assert "filter on" not in spoken(at)
        sent.clear()


def test_an_unknown_kind_of_path_is_the_first_kind(app, sample_case, monkeypatch):
    drawing(monkeypatch)
    at = app(sample_case, page=page, node=VICTOR, path_from=VICTOR, path_to=PEOPLE["elena"].id, paths="zzz")
    assert not at.exception
    assert not at.error
    assert at.query_params["paths"] == "strongest"


def test_paths_in_the_address_without_a_node_begin_at_their_first_end_and_the_address_says_so(
    app, sample_case, monkeypatch
):
    sent = drawing(monkeypatch)
    at = app(sample_case, page=page, path_from=VICTOR, path_to=find_villa(app, sample_case), paths="shortest")
    assert not at.exception
    assert next(node["id"] for node in sent[-1][0] if node.get("focus")) == VICTOR
    assert at.query_params["node"] == VICTOR
    del at.query_params["node"]  # as after a visit to another page
    at.run()
    assert at.query_params["node"] == VICTOR


def test_a_price_that_the_filter_may_leave_out_is_pale_and_without_figures(app, sample_case, monkeypatch):
    sent = drawing(monkeypatch)
    villa = find_villa(app, sample_case)
    for days, least, pale in (
        ("2022-07-25_2022-08-22", "", False),
        ("2022-07-26_2022-08-22", "", True),
        ("2022-07-25_2022-08-21", "", True),
        ("", "EUR100", True),
        ("", "RON100", False),
    ):
        app(sample_case, page=page, node=ALMA, path_from=ALMA, path_to=villa, paths="money", days=days, least=least)
        prices = [edge for edge in sent[-1][1] if edge["id"].startswith("price:")]
        assert prices
        assert {(bool(edge.get("faded")), edge["label"] == "") for edge in prices} == {(pale, pale)}, (days, least)


def test_the_same_node_twice_is_said_and_not_searched(app, sample_case, monkeypatch):
    drawing(monkeypatch)
    at = app(sample_case, page=page, node=VICTOR)
    at.text_input(key=f"graph_path_text_{VICTOR}").set_value("3820314701012").run()
    assert "That is the same node" in spoken(at)
    assert not at.radio


def test_nodes_put_away_are_counted_named_and_nowhere_listed_as_shown(app, sample_case, monkeypatch):
    sent, options = [], []

    def draw(nodes, edges, **rest):
        sent.append((nodes, edges))
        options.append(rest)
        return Nothing

    monkeypatch.setattr(graph_view, "case_graph", draw)
    at = app(sample_case, page=page, node=ALMA)
    account = next(node for node in sent[-1][0] if node["type"] == "Account")
    at = app(sample_case, page=page, node=account["id"])
    whole, all_links = counts(at), len(at.dataframe[0].value)
    hidden = next(node for node in sent[-1][0] if node["type"] == "Account" and node["id"] != account["id"])
    others = len(at.selectbox[-1].options)
    at.session_state["graph_away"] = Away(hidden=frozenset({hidden["id"], "gone"}))
    at.run()
    assert not at.exception
    assert "**1 node is hidden**: " in spoken(at)
    assert "without 1 node put away" in spoken(at)
    assert counts(at).partition("**  ")[0] != whole.partition("**  ")[0]
    assert len(at.selectbox[-1].options) == others - 1
    assert len(at.dataframe[0].value) < all_links
    # It is still drawn with its sums, so that it comes back as it was.
    assert hidden["id"] in {node["id"] for node in sent[-1][0]}
    assert not [edge for edge in sent[-1][1] if edge.get("faded")]
    at.session_state["graph_filter"] = MoneyFilter(to_date=date(1999, 1, 1))
    at.run()
    assert "**1 node is hidden**: " in spoken(at)
    at.button_group(key="graph_table_part").set_value("nodes").run()
    assert len(at.dataframe[0].value) == len(sent[-1][0]) - 1
    assert options[-1]["shown_again"] == 0
    at.button(key="graph_show_again").click().run()
    assert options[-1]["shown_again"] == 1
