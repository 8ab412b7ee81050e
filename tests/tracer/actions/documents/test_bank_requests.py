"""The letter names the days that the case lacks of one account, and nobody who is protected."""

from __future__ import annotations

import io
from datetime import date

import pytest
from docx import Document

from graph_schema.errors import NotFound, WrongUse
from graph_schema.records.provenance import digest_bytes
from tests.tracer.actions.documents.test_certificates import entries
from tracer.actions.documents.bank_requests import export_bank_request
from tracer.casework.overview.statement_months import collect_account_months
from tracer.wording.language import find_language

RO, EN = find_language("ro"), find_language("en")


def lines(data: bytes) -> list[str]:
    return [paragraph.text for paragraph in Document(io.BytesIO(data)).paragraphs]


@pytest.fixture
def session(sample_case, session_of):
    with session_of(sample_case) as opened:
        yield opened


def lacking(session) -> str:
    (line,) = [one for one in collect_account_months(session.graph()) if one.gaps]
    return line.account


def test_it_asks_for_the_month_that_is_missing_and_leaves_the_law_open(session) -> None:
    account, before = lacking(session), session.store.digest()
    written = export_bank_request(session, account, EN)
    assert [(one.first, one.last, one.currency, one.why) for one in written.request.days] == [
        (date(2023, 5, 1), date(2023, 5, 31), "RON", "missing")
    ]
    found = lines(written.data)
    assert "1 May 2023 to 31 May 2023, RON: no statement is in the file" in found
    assert any("legal basis, number and date of the authorisation" in line for line in found)
    assert written.request.account in [
        cell.text for row in Document(io.BytesIO(written.data)).tables[0].rows for cell in row.cells
    ]
    entry = entries(session)[-1]
    assert (entry.action, entry.subject) == ("export", account)
    assert entry.detail == f"bank request days=1 sha256={digest_bytes(written.data)}"
    assert session.store.digest() == before
    assert export_bank_request(session, account, EN).data == written.data


def test_it_is_in_the_language_asked_for(session) -> None:
    found = lines(export_bank_request(session, lacking(session), RO).data)
    assert "Solicitare de extrase de cont" in found
    assert "1 mai 2023 – 31 mai 2023, RON: niciun extras nu se află la dosar" in found


def test_no_letter_without_a_reason_for_one(session) -> None:
    graph, veil = session.graph(), session.veil()
    complete = {one.account for one in collect_account_months(graph)} - {lacking(session)}
    sound = min(account for account in complete if not veil.covers(account))
    with pytest.raises(WrongUse, match="nothing is to be asked for"):
        export_bank_request(session, sound, EN)
    without = min(node.id for node in graph.nodes_of_type("Account") if node.id not in complete | {lacking(session)})
    with pytest.raises(WrongUse, match=r"no statement in the case|belongs to a protected person"):
        export_bank_request(session, without, EN)
    with pytest.raises(NotFound, match="There is no account"):
        export_bank_request(session, "acc-none", EN)


def test_an_account_of_a_protected_person_gets_no_letter(session) -> None:
    veil = session.veil()
    covered = [node.id for node in session.graph().nodes_of_type("Account") if veil.covers(node.id)]
    assert covered
    for account in covered:
        with pytest.raises(WrongUse, match="belongs to a protected person"):
            export_bank_request(session, account, EN)
