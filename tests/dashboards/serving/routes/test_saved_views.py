"""Saved views over their routes: what a page sends and gets, and what never reaches it."""

from __future__ import annotations

import json
import uuid
from concurrent.futures import ThreadPoolExecutor

import pytest

from dashboards.open_cases import forget_cases, open_case
from tracer.sample.world.people import PEOPLE

VICTOR, ALMA = PEOPLE["victor"].id, PEOPLE["alma"]
HERE = {"x": 1.0, "y": 2.0}


def send(client, view, *changes, batch=None):
    sent = [dict(zip(("kind", "target", "value"), change, strict=True)) for change in changes]
    return client.post(f"/workbench/views/{view}/changes", json={"batch": batch or uuid.uuid4().hex, "changes": sent})


def make(client, name="Vila"):
    return client.post("/workbench/views", json={"name": name}).json()["id"]


def note(text, **more):
    return {"id": "n1", "text": text, "sort": "fact", "revoked": False, **more}


def test_a_view_is_made_kept_and_read_back(browser, case_copy):
    client = browser(case_copy)
    view = make(client)
    saved = send(client, view, ("node", VICTOR, HERE), ("layout", "", "dagre"), ("note", VICTOR, note("aici"))).json()
    assert sorted(saved) == ["others", "revision", "saved"] and saved["others"] == []
    found = client.get(f"/workbench/views/{view}").json()
    assert found | {"state": 0, "notes": 0} == {
        "id": view,
        "name": "Vila",
        "revision": saved["revision"],
        "removed": False,
        "gone": 0,
        "state": 0,
        "notes": 0,
        "news": [],
    }
    assert found["state"]["nodes"] == {VICTOR: HERE} and found["state"]["layout"] == "dagre"
    (kept,) = found["notes"]
    assert (kept["id"], kept["target"], kept["text"], kept["author"]) == ("n1", VICTOR, "aici", "Ana Proba")
    (line,) = client.get("/workbench/views").json()["views"]
    assert (line["id"], line["name"], line["revision"], line["removed"]) == (view, "Vila", saved["revision"], False)
    assert client.get("/workbench/notes", params={"target": VICTOR}).json()["notes"] == [kept]
    assert client.post(f"/workbench/views/{view}/removal", json={"removed": True}).json() == {"removed": True}
    assert client.get("/workbench/views").json()["views"][0]["removed"] is True
    assert send(client, view, ("layout", "", "fcose")).status_code == 400
    assert client.post(f"/workbench/views/{view}/removal", json={"removed": False}).status_code == 200


@pytest.mark.parametrize("role", ["investigator", "owner"])
def test_the_name_of_a_victim_never_reaches_the_page(browser, case_copy, role):
    writer = browser(case_copy, role, user="Ion Proba")
    view = make(writer, f"Banii de la {ALMA.name}")
    send(writer, view, ("note", VICTOR, note(f"{ALMA.name} a plătit")))
    forget_cases()
    client = browser(case_copy, role)
    answers = [
        client.get("/workbench/views"),
        client.get(f"/workbench/views/{view}"),
        client.get("/workbench/notes", params={"target": VICTOR}),
        client.get(f"/workbench/views/{view}/changes", params={"after": 0}),
    ]
    kept = open_case("").store.view_log.changes(view)
    assert ALMA.name in kept[0].value + kept[1].value  # it is there, as it was typed
    for answer in answers:
        assert answer.status_code == 200
        text = json.dumps(answer.json(), ensure_ascii=False)
        assert not any(part in text for part in (ALMA.name, *ALMA.name.split()))
        assert "plătit" in text or "Banii" in text


def test_a_page_makes_the_id_and_asks_what_was_changed_since(browser, case_copy):
    client, own = browser(case_copy), uuid.uuid4().hex
    for _ in range(2):
        assert client.post("/workbench/views", json={"name": "Vila", "id": own}).json() == {"id": own}
    saved = send(client, own, ("node", VICTOR, HERE), ("fold", VICTOR, []), batch="page-0-1").json()
    found = client.get(f"/workbench/views/{own}/changes", params={"after": 0}).json()
    assert (found["name"], found["removed"], found["notes"], found["news"]) == ("Vila", False, None, [])
    assert [(step["batch"], step["kind"], step["target"]) for step in found["steps"]] == [
        ("page-0-1", "node", VICTOR),
        ("page-0-1", "fold", VICTOR),
    ]
    known = {"after": saved["revision"]}
    assert client.get(f"/workbench/views/{own}/changes", params=known).json()["steps"] == []
    other = browser(case_copy, user="Dan Proba")
    send(other, own, ("node", VICTOR, {"x": 3, "y": 4}), ("note", VICTOR, note("aici")))
    forget_cases()
    heard = browser(case_copy).get(f"/workbench/views/{own}/changes", params=known).json()
    assert heard["news"] == ["Dan Proba moved 1 node", "Dan Proba wrote 1 note"]
    assert [one["text"] for one in heard["notes"]] == ["aici"]


@pytest.mark.parametrize("after", ["", "x", "-1", "1" * 16])
def test_a_question_without_the_number_of_the_last_change_is_refused(browser, case_copy, after):
    client = browser(case_copy)
    answer = client.get(f"/workbench/views/{make(client)}/changes", params={"after": after})
    assert (answer.status_code, list(answer.json())) == (400, ["error"])


def test_two_pages_at_once_lose_nothing_and_a_batch_sent_again_counts_once(browser, case_copy):
    client = browser(case_copy)
    view = make(client)
    ids = [
        node["id"]
        for node in client.post("/workbench/graph/expand", json={"node": VICTOR, "shown": []}).json()["nodes"]
    ]

    def work(kind):
        for node in ids:
            for _ in range(2):
                assert send(client, view, (kind, node, True), batch=f"{kind}-{ids.index(node):04}").status_code == 200

    with client, ThreadPoolExecutor(2) as pool:
        list(pool.map(work, ("hidden", "pinned")))
    state = client.get(f"/workbench/views/{view}").json()["state"]
    assert state["hidden"] == state["pinned"] == sorted(ids)
    kept = [one.batch for one in open_case("").store.view_log.changes(view, ["hidden", "pinned"])]
    assert len(kept) == len(set(kept)) == 2 * len(ids)


@pytest.mark.parametrize(
    ("path", "body", "status"),
    [
        ("views", {}, 400),
        ("views", {"name": ""}, 400),
        ("views", {"name": "x" * 121}, 400),
        ("views", {"name": 7}, 400),
        ("views", {"name": "x", "id": "Z"}, 400),
        ("views/none/changes", {"batch": "b" * 8, "changes": []}, 404),
        ("views/{view}/changes", {"batch": "b", "changes": [{"kind": "layout", "target": "", "value": "dagre"}]}, 400),
        ("views/{view}/changes", {"batch": "b" * 8, "changes": []}, 400),
        ("views/{view}/changes", {"batch": "b" * 8, "changes": [{"kind": "layout", "target": ""}]}, 400),
        ("views/{view}/changes", {"batch": "b" * 8, "changes": [{"kind": "x", "target": "", "value": 1}]}, 400),
        (
            "views/{view}/changes",
            {"batch": "b" * 8, "changes": [{"kind": "node", "target": "none", "value": None}]},
            404,
        ),
        ("views/{view}/removal", {"removed": "yes"}, 400),
        ("views/none/removal", {"removed": True}, 404),
    ],
)
def test_what_is_wrong_is_refused_and_keeps_nothing(browser, case_copy, path, body, status):
    client = browser(case_copy)
    view = make(client)
    answer = client.post("/workbench/" + path.format(view=view), json=body)
    assert (answer.status_code, list(answer.json())) == (status, ["error"])
    assert len(open_case("").store.view_log.changes()) == 1


def test_who_may_not_read_gets_nothing(browser, case_copy):
    view = make(browser(case_copy))
    client = browser(case_copy, "supervisor")
    assert [
        client.get("/workbench/views").status_code,
        client.post("/workbench/views", json={"name": "x"}).status_code,
        client.get(f"/workbench/views/{view}").status_code,
        send(client, view, ("layout", "", "dagre")).status_code,
        client.post(f"/workbench/views/{view}/removal", json={"removed": True}).status_code,
        client.get("/workbench/notes", params={"target": VICTOR}).status_code,
        client.get(f"/workbench/views/{view}/changes", params={"after": 0}).status_code,
    ] == [403] * 7
