"""The base of the routes: who may ask, which case, which language, and what becomes of an error."""

from __future__ import annotations

import logging
import threading
from concurrent.futures import ThreadPoolExecutor

import pytest

from dashboards.serving.routes.answering import LARGEST_BODY
from dashboards.serving.routes.asked import WorkbenchRoute
from graph_schema.errors import EnvironmentFailure, NotFound, WrongUse
from graph_schema.messages import N_
from tracer.casework.sessions.opening import open_session
from tracer.settings import current_settings

LANGUAGE = N_("Requests from other pages are refused.")


def say(asked):
    language = asked.session.language
    return {
        "language": language.code,
        "text": language.text(LANGUAGE),
        "case": asked.session.folder.name,
        "path": dict(asked.path),
        "query": dict(asked.query),
        "sent": asked.body.decode(),
    }


def raising(error):
    def answer(asked):
        raise error

    return answer


def route(answer, method="GET", path="/workbench/try/{name}"):
    return (WorkbenchRoute(path, method, answer),)


BOTH = (*route(say), *route(say, "POST"))


def test_a_question_is_answered_in_the_readers_language_and_not_kept(browser, sample_case):
    client = browser(sample_case, routes=BOTH)
    for code, text in (("en", LANGUAGE), ("ro", "Cererile venite de la alte pagini sunt refuzate.")):
        answer = client.get("/workbench/try/x?lang=" + code)
        assert answer.status_code == 200
        assert answer.json()["language"] == code
        assert answer.json()["text"] == text
        assert answer.headers["cache-control"] == "no-store"
        assert answer.headers["content-type"] == "application/json"
        assert answer.headers["x-content-type-options"] == "nosniff"


def test_parts_of_the_address_and_the_body_are_handed_on(browser, sample_case):
    client = browser(sample_case, routes=BOTH)
    found = client.post("/workbench/try/a%20b?q=%C8%99", json={"a": 1}).json()
    assert found["path"] == {"name": "a b"}
    assert found["query"] == {"q": "ș"}
    assert found["sent"] == '{"a":1}'


def test_without_cookie_nothing_is_answered_and_a_script_can_read_why(browser, sample_case):
    answer = browser(sample_case, routes=BOTH, cookie=False).get("/workbench/try/x?lang=ro")
    assert answer.status_code == 403
    assert answer.json()["error"].startswith("Tracer este încuiat.")
    assert answer.headers["cache-control"] == "no-store"


@pytest.mark.parametrize("host", ["evil.example", "127.0.0.1.evil.example:8501"])
def test_a_rebound_name_is_refused(browser, sample_case, host):
    client = browser(sample_case, routes=BOTH)
    answer = client.get("/workbench/try/x", headers={"host": host, "origin": f"http://{host}"})
    assert (answer.status_code, list(answer.json())) == (403, ["error"])


@pytest.mark.parametrize("origin", ["http://evil.example", "null", "http://127.0.0.1:9999"])
@pytest.mark.parametrize("method", ["GET", "POST"])
def test_another_page_cannot_ask(browser, sample_case, origin, method):
    client = browser(sample_case, routes=BOTH, origin=origin)
    answer = client.request(method, "/workbench/try/x", json={} if method == "POST" else None)
    assert (answer.status_code, list(answer.json())) == (403, ["error"])


def test_a_post_needs_an_origin_and_a_get_none(browser, sample_case):
    client = browser(sample_case, routes=BOTH, origin=None)
    assert client.get("/workbench/try/x").status_code == 200
    assert client.post("/workbench/try/x", json={}).status_code == 403


@pytest.mark.parametrize(
    ("kind", "status"),
    [
        ("application/json", 200),
        ("Application/JSON; charset=utf-8", 200),
        ("text/plain", 415),
        ("application/x-www-form-urlencoded", 415),
        ("multipart/form-data", 415),
        ("text/plain; application/json", 415),
        ("", 415),
    ],
)
def test_a_post_of_another_kind_than_json_is_refused(browser, sample_case, kind, status):
    client = browser(sample_case, routes=BOTH)
    assert client.post("/workbench/try/x", content=b"{}", headers={"content-type": kind}).status_code == status


@pytest.mark.parametrize(("size", "status"), [(LARGEST_BODY, 200), (LARGEST_BODY + 1, 413)])
@pytest.mark.parametrize("parts", [1, 3])
def test_a_question_has_a_largest_size_however_it_is_sent(browser, sample_case, size, status, parts):
    client = browser(sample_case, routes=BOTH)
    step = -(-size // parts)
    body = (b"x" * min(step, size - begin) for begin in range(0, size, step))  # sent without its length
    answer = client.post("/workbench/try/x", content=body, headers={"content-type": "application/json"})
    assert answer.status_code == status


@pytest.mark.parametrize("method", ["PUT", "DELETE", "POST"])
def test_another_method_is_refused_with_those_there_are(browser, sample_case, method):
    answer = browser(sample_case, routes=route(say)).request(method, "/workbench/try/x")
    assert (answer.status_code, answer.headers["allow"]) == (405, "GET")
    assert method in answer.json()["error"]


@pytest.mark.parametrize("path", ["/workbench/other", "/workbench/try/a/b", "/workbench/", "/workbench/x.js"])
def test_every_other_address_below_is_refused_in_json(browser, sample_case, path):
    for method in ("GET", "POST"):
        answer = browser(sample_case, routes=BOTH).request(method, path)
        assert (answer.status_code, list(answer.json())) == (404, ["error"])


@pytest.mark.parametrize(
    ("error", "status"),
    [(WrongUse("a {b}", b="<c>"), 400), (NotFound("gone"), 404), (EnvironmentFailure("locked"), 503)],
)
def test_an_error_of_the_reader_is_said_by_its_kind(browser, sample_case, error, status):
    answer = browser(sample_case, routes=route(raising(error))).get("/workbench/try/x")
    assert (answer.status_code, answer.json()) == (status, {"error": str(error)})
    assert answer.headers["cache-control"] == "no-store"


def test_a_right_that_is_missing_is_403_in_the_readers_language_and_on_record(browser, sample_case):
    def answer(asked):
        asked.session.read("read", "try")
        return {}

    client = browser(sample_case, "supervisor", route(answer))
    refused = client.get("/workbench/try/x?lang=ro")
    assert refused.status_code == 403
    assert refused.json()["error"].startswith("Rolul supervizor nu include dreptul")
    with open_session(current_settings(), read_only=True) as session:
        assert list(session.store.access_log())[-1].audit_event.action == "refused"


def test_a_fault_has_a_number_and_neither_browser_nor_log_says_what_it_speaks_of(browser, sample_case, caplog):
    caplog.set_level(logging.DEBUG)
    client = browser(sample_case, routes=route(raising(RuntimeError("Victor Inventescu"))))
    answer = client.get("/workbench/try/x")
    assert answer.status_code == 500
    (record,) = [found for found in caplog.records if "route failed" in found.getMessage()]
    number = record.getMessage().split("number=")[1].split()[0]
    assert number in answer.json()["error"]
    assert "route=/workbench/try/{name} kind=RuntimeError at test_answering.py:" in record.getMessage()
    assert record.exc_info is None
    assert "Inventescu" not in answer.text + caplog.text


def test_two_questions_are_answered_at_once_and_by_one_session(browser, sample_case):
    meeting = threading.Barrier(2, timeout=60)
    sessions = []

    def answer(asked):
        meeting.wait()  # goes on only when the other question is being answered too
        sessions.append(asked.session.case)
        return {}

    client = browser(sample_case, routes=route(answer))
    with client, ThreadPoolExecutor(2) as pool:
        both = [pool.submit(client.get, "/workbench/try/x") for _ in range(2)]
        assert [one.result().status_code for one in both] == [200, 200]
    assert sessions[0] is sessions[1]


def test_the_case_is_the_one_in_the_address_where_there_is_a_folder_of_them(browser, sample_case, monkeypatch):
    monkeypatch.setenv("TRACER_CASES", str(sample_case.parent))
    client = browser(sample_case, routes=BOTH)
    assert client.get(f"/workbench/try/x?case={sample_case.name}").json()["case"] == sample_case.name
    for query, status in (("", 400), ("?case=../imported", 404), ("?case=none", 404)):
        answer = client.get("/workbench/try/x" + query)
        assert (answer.status_code, list(answer.json())) == (status, ["error"])
