"""The schedule of a suspect as it goes to court: who owns what today, and footnotes that stand where they are numbered."""

from __future__ import annotations

from datetime import date
from itertools import chain

import pytest

from graph_schema.records.merged_records import Evidence, MergedLink
from tracer.actions.decisions import choose_method, revoke
from tracer.actions.recovery.report import build_schedule
from tracer.casefile import asset_lines
from tracer.casefile.schedule import Amount
from tracer.wording.language import find_language

DAY = date(2025, 6, 30)


@pytest.fixture
def schedule(sample_case, session_of, answers):
    with session_of(sample_case) as session:
        return build_schedule(session, answers.showcase[0], "libr", find_language("ro"), as_of=DAY)


def test_footnotes_are_numbered_in_the_order_in_which_the_document_cites_them(schedule):
    cited = []
    for line in schedule.lines:
        cited += chain.from_iterable(owner.notes for owner in line.owners)
        cited += [*line.price_notes, *line.value_notes]
        cited += chain.from_iterable(part.notes for part in (*line.traced, *line.measures, *line.tie))
    cited += chain.from_iterable(limit.notes for limit in schedule.limits)
    assert list(dict.fromkeys(cited)) == [note.number for note in schedule.notes]
    assert len(schedule.notes) > 30


def test_an_owner_who_sold_is_told_after_the_present_one_with_the_day(schedule):
    sold = [line for line in schedule.lines if any(owner.until for owner in line.owners)]
    assert [[owner.until for owner in line.owners] for line in sold] == [["", "2022-02-14"]]
    # Of the owners who stand on the day, nobody's shares come to more than the whole.
    for line in schedule.lines:
        assert sum(owner.share == "1/1" and not owner.until for owner in line.owners) <= 1


def test_days_of_documents_are_written_as_the_reader_writes_them(schedule):
    documents = [measure.document for line in schedule.lines for measure in line.measures]
    assert documents
    assert [text for text in documents if not text[-10:].replace(".", "").isdigit() or text[-5] != "."] == []


def test_a_method_chosen_for_an_asset_is_told_where_the_schedule_follows_another(case, session_of, answers):
    suspect, asset = answers.showcase
    with session_of(case) as session:
        before = build_schedule(session, suspect, "libr", find_language("en"), as_of=DAY)
        choose_method(session, asset, "fifo", "probă")
        after, agreeing = (
            build_schedule(session, suspect, method, find_language("en"), as_of=session.today())
            for method in ("libr", "fifo")
        )
        choice = session.store.events(subject=asset, type_="MethodChosen")[-1].event
        revoke(session, choice.id, "probă")
        revoked = build_schedule(session, suspect, "libr", find_language("en"), as_of=session.today())
    caption = next(line.caption for line in after.lines if line.asset == asset)
    (told,) = [limit for limit in after.limits if limit.params.get("asset") == caption]
    assert (told.params["chosen"], told.params["method"]) == (
        "first in, first out",
        "lowest intermediate balance, own money first",
    )
    assert told.params["author"] == session.actor.name
    assert set(told.notes) <= {note.number for note in after.notes}
    assert told.notes
    for schedule in (before, agreeing, revoked):
        assert caption not in [limit.params.get("asset") for limit in schedule.limits]


def test_the_price_is_what_all_owners_of_the_latest_deed_paid():
    def bought(owner, day, minor, currency="EUR"):
        props = {"price_minor": minor, "price_currency": currency} | ({"from_date": day} if day else {})
        return MergedLink(owner, "Holds", owner, "flat", props, (Evidence(owner * 16, "row:2"),))

    class Context:
        @staticmethod
        def cite(evidence):
            return tuple(found.source[0] for found in evidence)

    holds = [bought("ana1", "2022-04-01", 700), bought("dan1", "2019-05-06", 900), bought("ion1", "2022-04-01", 300)]
    assert asset_lines._prices(Context, [*holds, bought("old1", "", 5)]) == ((Amount(1000, "EUR"),), ("a", "i"))
    assert asset_lines._prices(Context, []) == ((), ())
    # Two currencies on one day are two sums, whatever their order; neither is left out.
    both = [bought("ron1", "2022-04-01", 90, "RON"), *holds, bought("ban1", "2019-05-06", 7, "RON")]
    assert asset_lines._prices(Context, both) == ((Amount(1000, "EUR"), Amount(90, "RON")), ("r", "a", "i"))
