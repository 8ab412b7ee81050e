"""The page of money, run without a browser: what is marked, every method beside the others, the flow, decisions."""

from __future__ import annotations

import pytest

from tracer.access.roles import Actor
from tracer.actions.decisions import revoke
from tracer.actions.money.mark_list import list_marks
from tracer.actions.money.stops import list_stops
from tracer.actions.money.trace import trace_subject
from tracer.analysis.tracing.policies.methods import Method
from tracer.casework.sessions.opening import open_session
from tracer.sample.world.assets import LANDS
from tracer.settings import Settings

VILLA = next(land.id for land in LANDS if land.key == "villa")
NB = "\u00a0"


def page():
    import streamlit as st

    from dashboards.views import money_view

    st.session_state.setdefault("pages", {})
    money_view.show()


def opened(case):
    return open_session(Settings(case, Actor("Ana Proba", "owner"), "en"))


def told(at):
    texts = (text.value for kind in (at.markdown, at.caption, at.info, at.success) for text in kind)
    return "\n".join(texts).replace("\\", "")


def table(at, column):
    return next(frame.value for frame in at.dataframe if column in frame.value.columns)


def follow(app, case, role="owner", language="en", **address):
    return app(case, role, page, language, show="flow", method="libr", **{"asset": VILLA, **address})


def test_the_choice_shows_marks_and_ends_and_says_what_is_missing(app, sample_case):
    at = app(sample_case, page=page)
    assert not at.exception
    assert at.title[0].value == "Which money paid?"
    marks = table(at, "Marked by")
    assert "RO55…0001 (Victim 4F87)" in list(marks["Account"])
    assert {f"747,750.00{NB}RON"} <= set(marks["Sum"])
    assert "Vilă cu piscină, strada Imaginară 7" in list(table(at, "Price")["Asset"])
    assert at.radio(key="money_method").value is None
    assert at.button(key="money_run").disabled
    assert "Still to choose: the method, the asset or account." in told(at)


def test_every_method_stands_beside_the_others_with_the_figures_of_trace(app, sample_case):
    at = follow(app, sample_case)
    assert not at.exception
    rows = table(at, "Paid with proceeds")
    with opened(sample_case) as session:
        (purchase,) = trace_subject(session, VILLA, [method.value for method in Method], chains=1).purchases
        ends = [[session.language.money(n, "EUR") for n in (one.lower_minor, one.upper_minor)] for one in purchase.sums]
    assert [text.strip() for text in rows["Paid with proceeds"]] == [" – ".join(both) for both in ends]
    assert list(rows["Method"]) == [
        "first in, first out",
        "last in, first out",
        "lowest intermediate balance, own money first",
        "proceeds first",
        "in proportion (pro rata)",
    ]
    assert list(rows["For the court"]) == ["", "", "chosen", "", ""]
    assert "On record: **lowest intermediate balance, own money first**, by Procuror Exemplu" in told(at)
    bands = table(at, "From")
    into = bands[bands["To"] == "Vilă cu piscină, strada Imaginară 7"]
    assert [text.strip() for text in into["Amount"]] == [f"100,000.00{NB}EUR", f"50,000.00{NB}EUR"]
    assert list(into["Money"]) == ["proceeds that reached it", "money not traced to a mark"]
    assert "From there on, the proceeds are known only between a lower and an upper sum" in told(at)


def test_another_method_is_drawn_and_stays_in_the_address(app, sample_case):
    at = follow(app, sample_case)
    at.radio(key="money_picture").set_value("fifo").run()
    assert not at.exception
    assert "fifo" in at.query_params["method"]
    assert VILLA in at.query_params["asset"]
    bands = table(at, "From")
    assert f"120,000.00{NB}EUR" in {text.strip() for text in bands["Amount"]}


def test_one_mark_is_followed_by_itself(app, sample_case):
    with opened(sample_case) as session:
        mark = next(one for one in list_marks(session).marks if "6521" in one.caption)
    rows = table(follow(app, sample_case, mark=mark.event), "From the chosen mark")
    first, last, own, proceeds, blended = (text.strip() for text in rows["From the chosen mark"])
    assert (first, last, own) == (f"58,702.50{NB}EUR", f"55,000.00{NB}EUR", f"48,702.50{NB}EUR")
    assert (proceeds, blended) == (f"58,702.50{NB}EUR", "")  # blended money has no mark of its own


def test_an_account_is_named_in_the_address_by_its_pseudonym(app, sample_case):
    at = follow(app, sample_case, asset="", account="RO55…0001 (Victim 4F87)")
    assert not at.exception
    assert at.title[0].value.replace("\\", "") == "Which money went through RO55…0001 (Victim 4F87)?"
    rows = table(at, "Proceeds received")
    assert [text.strip() for text in rows["Proceeds received"]] == [f"747,750.00{NB}RON"] * 5
    assert [text.strip() for text in rows["Proceeds held at the end"]] == [f"84,105.00{NB}RON"] * 5


def test_romanian_is_complete(app, sample_case):
    at = follow(app, sample_case, language="ro")
    assert at.title[0].value.replace("\\", "") == "Din ce bani s-a plătit: Vilă cu piscină, strada Imaginară 7?"
    rows = table(at, "Metoda")
    assert [text.strip() for text in rows["Plătit din produsul infracțiunii"]] == [
        f"{lower}{NB}EUR – 150.000,00{NB}EUR"
        for lower in ("120.000,00", "110.000,00", "100.000,00", "120.000,00", "104.464,29")
    ]
    assert "produs ajuns aici" in set(table(at, "De la")["Bani"])


def test_an_address_of_something_else_leads_back_to_the_choice(app, sample_case):
    at = follow(app, sample_case, asset="lan-0")
    assert not at.exception
    assert "not in the case" in at.warning[0].value
    assert at.title[0].value == "Which money paid?"


def test_choosing_a_method_for_the_court_needs_a_reason_and_goes_on_record(app, case_copy):
    at = follow(app, case_copy)
    (method,) = [one for one in at.radio if one.label == "Method"]
    assert list(method.options)[-1] == "in proportion (pro rata)"
    method.set_value("fifo")
    send = next(button for button in at.button if button.label == "Put the choice on record")
    send.click().run()
    assert "needs a reason" in at.warning[0].value
    at.text_area[0].set_value("instanța a admis-o")
    at.radio(key=method.key).set_value("fifo")
    next(button for button in at.button if button.label == "Put the choice on record").click().run()
    assert not at.exception
    assert "goes to court under first in, first out" in at.success[0].value
    with opened(case_copy) as session:
        (stop,) = [one for one in list_stops(session).assets if one.id == VILLA]
    assert (stop.chosen.method, stop.chosen.reason, stop.chosen.author) == ("fifo", "instanța a admis-o", "Ana Proba")


def test_receipts_are_marked_after_what_they_are_was_said(app, case_copy):
    with opened(case_copy) as session:
        gama = next(one for one in list_stops(session).accounts if one.caption.startswith("Gama"))
        before = len(list_marks(session).marks)
    at = app(case_copy, page=page, receipts=gama.key, **{"from": "2022-07-01", "to": "2022-07-31"})
    assert not at.exception
    assert f"In this period: 1 receipt, 480,000.00{NB}RON" in told(at)
    at.segmented_control(key="money_way").set_value("receipts").run()
    assert f"Would be marked as proceeds: 480,000.00{NB}RON, 1 transfer" in told(at)
    with opened(case_copy) as session:
        assert len(list_marks(session).marks) == before
    next(button for button in at.button if button.label == "Mark as proceeds").click().run()
    assert "needs a reason" in at.warning[0].value
    at.text_input(key="money_reason").set_value("bani ai clienților")
    next(button for button in at.button if button.label == "Mark as proceeds").click().run()
    assert "is marked as proceeds" in at.success[0].value
    with opened(case_copy) as session:
        mark = list_marks(session).marks[-1]
        assert (len(list_marks(session).marks), mark.author, mark.reason) == (
            before + 1,
            "Ana Proba",
            "bani ai clienților",
        )
    assert "2022-07-01" in at.query_params["from"] and "2022-07-31" in at.query_params["to"]


def test_a_mark_is_revoked_with_a_reason(app, case_copy):
    with opened(case_copy) as session:
        mark = next(one for one in list_marks(session).marks if "6521" in one.caption)
    at = app(case_copy, page=page, mark=mark.event)
    assert "receipts of the account · cash deposit, transfer 1 Jan 2021 31 Dec 2024" in told(at)
    send = next(button for button in at.button if button.label == "Revoke this mark")
    send.click().run()
    assert "needs a reason" in at.warning[0].value
    at.text_input(key=f"revoke_reason_{mark.event}").set_value("greșeală")
    next(button for button in at.button if button.label == "Revoke this mark").click().run()
    assert "the mark is revoked" in at.success[0].value
    with opened(case_copy) as session:
        assert mark.event not in {one.event for one in list_marks(session).marks}


def test_without_a_mark_the_page_says_what_to_do_next(app, case_copy):
    with opened(case_copy) as session:
        for mark in list_marks(session).marks:
            revoke(session, mark.event, "probă")
    at = app(case_copy, page=page)
    assert "Nothing is marked as proceeds yet, so there is nothing to follow. Mark receipts below." in told(at)
    at = follow(app, case_copy)
    assert not at.exception
    rows = table(at, "Paid with proceeds")
    assert rows["Paid with proceeds"][0].strip().startswith(f"0.00{NB}EUR")


def test_an_empty_case_says_where_to_begin(app, tmp_path):
    with open_session(Settings(tmp_path / "case", Actor("Ana Proba", "owner"), "en"), create=True):
        pass
    at = app(tmp_path / "case", page=page)
    assert not at.exception
    assert "read the deeds on the page Files" in told(at)
    assert at.button(key="money_run").disabled


@pytest.mark.parametrize("address", [{}, {"show": "flow", "method": "libr", "asset": VILLA}])
def test_who_may_not_decide_sees_the_page_and_why_there_is_no_button(app, sample_case, monkeypatch, address):
    for module in ("mark_card", "mark_form", "methods_table"):
        monkeypatch.setattr(f"dashboards.components.money.{module}.may", lambda actor, right: right != "decide")
    at = app(sample_case, "owner", page, **address)
    assert not at.exception
    assert "There is no button here: your role does not include the right to put decisions on record." in told(at)
    assert not at.text_input and not at.text_area
    assert [button.label for button in at.button] == ([] if address else ["4 · Follow the money"])
