"""The page of payments: pairs as a list and one whole, decided by who may, read by who may not."""

from __future__ import annotations

from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from tracer.access.roles import Actor
from tracer.actions.files.ingest import import_files
from tracer.actions.files.pairs import list_pairs
from tracer.casework.sessions.opening import open_session
from tracer.settings import Settings

ALFA, BETA = "RO49AAAA1B31007593840000", "RO66BACX0000001234567890"
MAPPING = """{"name": "Proba", "format": "bank-ledger", "version": 1, "encoding": "utf-8", "header_row": 1,
"decimal_mark": ".", "date_pattern": "YYYY-MM-DD", "delimiter": ",", "constants": {"currency": "RON"},
"columns": {"account": "iban", "booking_date": "valued", "amount": "amount", "counterparty_account": "other"}}"""


@pytest.fixture
def weekend(tmp_path: Path) -> Path:
    """A case with one open pair."""
    (tmp_path / "mapping.json").write_text(MAPPING, encoding="utf-8")
    head = "iban,valued,amount,other\n"
    (tmp_path / "alfa.csv").write_text(f"{head}{ALFA},2024-03-01,-1000.00,{BETA}\n", encoding="utf-8")
    (tmp_path / "beta.csv").write_text(f"{head}{BETA},2024-03-04,1000.00,\n", encoding="utf-8")
    with opened(tmp_path / "case", create=True) as session:
        import_files(session, [tmp_path / "alfa.csv", tmp_path / "beta.csv"], mappings=[tmp_path / "mapping.json"])
    return tmp_path / "case"


def opened(folder, *, create=False):
    return open_session(Settings(folder, Actor("Ana Proba", "owner"), "en"), create=create)


def pair_of(folder):
    with opened(folder) as session:
        return list_pairs(session).pairs[0].id


@pytest.fixture
def page(monkeypatch):
    """``page(case, role, language, **address)`` runs the page by itself and returns the AppTest."""

    def run(case, role="owner", language="en", **address):
        for name, value in {"STORE": str(case), "ROLE": role, "LANG": language, "USER": "Ana Proba"}.items():
            monkeypatch.setenv(f"TRACER_{name}", value)
        at = AppTest.from_string(
            "from dashboards.views.recovery import payments_view\npayments_view.show()", default_timeout=120
        )
        at.query_params.update(address)
        return at.run()

    return run


def test_the_list_shows_both_days_and_the_sum(page, weekend):
    at = page(weekend)
    assert not at.exception
    (row,) = at.dataframe[0].value.to_dict("records")
    assert (row["Sum"].strip(), row["Payer"], row["Payee"], row["Doubts"]) == ("1,000.00\u00a0RON", ALFA, BETA, 3)
    assert (row["Payer's day"].day, row["Payee's day"].day) == (1, 4)
    assert not page(weekend, state="joined").exception


def test_a_pair_shows_both_rows_and_what_speaks_for_and_against_it(page, weekend):
    at = page(weekend, pair=pair_of(weekend), language="ro")
    assert not at.exception
    told = "\n".join(text.value for text in at.markdown)
    for text in (
        ALFA,
        BETA,
        "alfa.csv",
        "Rândul plătitorului numește contul beneficiarului.",
        "zile: 3",
        "Stare: nedecise.",
    ):
        assert text in told


def test_a_decision_needs_a_reason_and_goes_on_record(page, weekend):
    at = page(weekend, pair=pair_of(weekend))
    at.button[0].click().run()
    assert "needs a reason" in at.warning[0].value
    at.text_input[0].set_value("extras verificat")
    at.button[0].click().run()
    with opened(weekend) as session:
        (pair,) = list_pairs(session, state="joined").pairs
    assert (pair.decided_by, pair.reason) == ("Ana Proba", "extras verificat")


def test_who_may_not_decide_reads_only(page, weekend, monkeypatch):
    monkeypatch.setattr("dashboards.components.pair_card.may", lambda actor, right: right != "decide")
    at = page(weekend, pair=pair_of(weekend))
    assert not at.exception and not at.button and not at.text_input
