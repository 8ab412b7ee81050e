"""A page for test_graph_component.py: 40 invented nodes, and 20 more at a double click on the first."""

from __future__ import annotations

import time

import streamlit as st

from dashboards.graph_component.component import Growth, case_graph
from dashboards.graph_component.transfers import DrawnTransfers, merge_transfers
from graph_schema.codes.states import STATES
from graph_schema.records.nodes import NODE_TYPES
from tracer.wording.language import find_language

st.set_page_config(layout="wide")
language = find_language("en")
types = list(NODE_TYPES)


def first_nodes():
    for number in range(40):
        node = {
            "id": f"n{number}",
            "type": types[number % len(types)],
            "name": f"Invented {types[number % len(types)]} {number}",
        }
        if number % 3 == 0:
            state = STATES[number % len(STATES)]
            node |= {"state": state, "state_label": state.lower(), "caption": "1.234,00 EUR"}
        if number % 5 == 0:
            node["hidden"] = 20 if number == 0 else number + 3
        if number in (12, 24):
            node |= {"protected": True, "name": f"V-{number}"}
        yield node | ({"focus": True} if number == 0 else {})


def first_edges():
    for number in range(1, 40):
        kind = ("money", "ownership", "control", "family", "measure", "record")[number % 6]
        label = "" if kind == "money" else kind
        yield {
            "id": f"e{number}",
            "source": f"n{(number - 1) // 3}",
            "target": f"n{number}",
            "kind": kind,
            "label": label,
            "inferred": number % 7 == 0,
        }


@st.fragment
def picture():
    nodes = st.session_state.setdefault("nodes", list(first_nodes()))
    edges = st.session_state.setdefault(
        "edges",
        list(first_edges())
        + merge_transfers(
            [
                DrawnTransfers("n5", "n20", "EUR", 123400, 2),
                DrawnTransfers("n5", "n20", "EUR", 600, 1),
                DrawnTransfers("n20", "n5", "RON", 99, 1),
            ],
            language,
        ),
    )

    def expand(node_id):
        grown = len(nodes)
        nodes.extend({"id": f"x{node_id}-{grown + i}", "type": types[i % 5], "name": f"Added {i}"} for i in range(20))
        edges.extend(
            {
                "id": f"xe{node_id}-{grown + i}",
                "source": node_id,
                "target": f"x{node_id}-{grown + i}",
                "kind": "ownership",
                "label": "",
            }
            for i in range(20)
        )
        st.session_state["grown"] = Growth(1, node_id)
        nodes[0] = {key: value for key, value in nodes[0].items() if key != "hidden"}

    def take_up(ids, turn):
        known = st.session_state.setdefault("known", {"nodes": list(nodes), "edges": list(edges)})
        st.session_state["nodes"] = [node for node in known["nodes"] if node["id"] in ids]
        st.session_state["edges"] = [edge for edge in known["edges"] if {edge["source"], edge["target"]} <= set(ids)]
        st.session_state["heard"] = turn

    def remember(node_id):
        st.session_state["opened"] = node_id
        st.session_state.setdefault("all opened", []).append(node_id)
        time.sleep(float(st.query_params.get("busy", 0)))

    layout = st.query_params.get("layout", "fcose")
    if st.checkbox("fewer"):
        nodes, edges = nodes[:20], [edge for edge in edges if edge["id"] in {f"e{n}" for n in range(1, 20)}]
    chosen = case_graph(
        nodes,
        edges,
        language=language,
        key="graph",
        layout=layout,
        height=640,
        selected=["n3"],
        note="40 of 443 shown",
        on_expand=expand,
        on_open=remember,
        on_show=take_up,
        grown=st.session_state.get("grown"),
        heard=st.session_state.get("heard", 0),
    )
    st.write("drawn:", len(nodes))
    st.write("selected:", ",".join(chosen.selected))
    st.write("opened:", st.session_state.get("opened", "nothing"))
    st.write("all:", ",".join(st.session_state.get("all opened", ["nothing"])))


picture()
