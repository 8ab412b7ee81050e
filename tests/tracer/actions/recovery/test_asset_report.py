"""One asset opened: what identifies it, who has it, why it is a suspect's; one entry of the log."""

from __future__ import annotations

import os
from fractions import Fraction
from pathlib import Path

import pytest

from graph_schema.errors import NotFound
from tracer.actions.recovery.asset_report import open_asset
from tracer.actions.ties.link import link_suspect
from tracer.actions.ties.ownership import own_companies
from tracer.casework.ties import case_ownership
from tracer.sample.world.assets import LANDS
from tracer.sample.world.people import PEOPLE, VICTIMS
from tracer.wording.language import find_language

VILLA = next(land.id for land in LANDS if land.key == "villa")
VICTOR = PEOPLE["victor"].id
EN = find_language("en")
GOLDENS = Path(__file__).parent / "goldens"


def say(report, language):
    """All that the page says of the ties, one line each."""
    lines = [" · ".join(report.identity)]
    for found in report.suspects:
        lines.append(f"== {found.caption}")
        for tie in found.ties:
            lines.append(f"{tie.path.rank}. {tie.path.kind}{' *' if tie.leads else ''} ({len(tie.evidence())} rows)")
            lines += [f"   {language.text(one.template, **one.params)}" for one in tie.facts]
            for one in tie.assessments:
                by = "; ".join(f"{author.name}, {language.date(author.day)}" for author in one.authors)
                lines.append(f"   ~ {one.text} [{by}] ({len(one.evidence)} rows)")
            boxes = [box.caption for box in tie.chain.boxes]
            lines += [f"   {boxes[a.tail]} -{a.kind}- {boxes[a.head]}: {a.label}" for a in tie.chain.arrows]
    return "\n".join(lines) + "\n"


@pytest.mark.parametrize("code", ["en", "ro"])
def test_the_villa_is_said_as_in_its_golden(sample_case, session_of, code):
    language = find_language(code)
    with session_of(sample_case) as session:
        told = say(open_asset(session.in_language(language), VILLA, language), language)
    golden = GOLDENS / f"villa-ties.{code}.txt"
    if os.environ.get("TRACER_NEW_GOLDENS") == "1":
        golden.write_text(told, encoding="utf-8")
    assert told == golden.read_text(encoding="utf-8")


def test_the_ties_are_those_of_the_command_line_and_all_their_rows_are_there(sample_case, session_of):
    with session_of(sample_case) as session:
        report = open_asset(session, VILLA, EN)
        told = link_suspect(session, VICTOR, VILLA, EN)
    found = next(one for one in report.suspects if one.suspect == VICTOR)
    assert [tie.path for tie in found.ties] == list(told.paths)
    for tie in found.ties:
        rows = {row for sentence in (*tie.path.sentences, *tie.path.notes) for row in sentence.evidence}
        assert rows == {*tie.evidence(), *(row for one in tie.assessments for row in one.evidence)}


def test_no_protected_person_is_named_anywhere(sample_case, session_of):
    with session_of(sample_case) as session:
        report = repr(open_asset(session, VILLA, EN))
    assert "Victim 4F87" in report
    assert not [key for key in VICTIMS if PEOPLE[key].name in report]


def test_the_page_is_one_entry_of_the_log_and_reads_the_payments_once(sample_case, session_of, monkeypatch):
    asked = []
    collect = case_ownership.collect_links
    monkeypatch.setattr(case_ownership, "collect_links", lambda *given: asked.append(1) or collect(*given))
    with session_of(sample_case) as session:
        before = len(list(session.store.access_log()))
        report = open_asset(session, VILLA, EN)
        entries = [entry.audit_event for entry in list(session.store.access_log())[before:]]
    assert len(report.suspects) > 1
    assert [(one.action, one.subject) for one in entries] == [("asset", VILLA)]
    assert asked == [1]


def test_who_may_not_read_the_case_gets_the_asset_without_ties(sample_case, session_of):
    with session_of(sample_case, "supervisor") as session:
        report = open_asset(session, VILLA, EN)
    assert report.suspects is None
    assert report.measures and report.money.purchases and report.parties[0].role == "holder"


def test_an_id_that_is_no_asset_is_refused_in_words(sample_case, session_of):
    with session_of(sample_case) as session, pytest.raises(NotFound, match="There is no asset with the id"):
        open_asset(session, VICTOR, EN)


def test_the_share_through_all_chains_is_that_of_the_ownership_and_has_its_rows(sample_case, session_of):
    shop = next(land.id for land in LANDS if land.key == "building")
    with session_of(sample_case) as session:
        report = open_asset(session, shop, EN)
        owned = {one.caption: one for one in own_companies(session, VICTOR).companies}
    found = next(one for one in report.suspects if one.suspect == VICTOR)
    assert found.shares
    for share in found.shares:
        exact = owned[share.company]
        assert exact.lower == exact.upper
        assert share.share == EN.percent(Fraction(exact.lower), 2)
        assert len(share.evidence) > 1 and {row.file for row in share.evidence} == {"companii.json"}
    assert "94.26\u00a0%" in {share.share for share in found.shares}
