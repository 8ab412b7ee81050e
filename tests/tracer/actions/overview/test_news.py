"""What is new in a case: since the last visit of this person, or in the last days."""

from __future__ import annotations

import shutil
from datetime import UTC, datetime, timedelta

from tracer.actions.files.ingest import retract_source
from tracer.actions.overview.news import DAYS, last_visit, list_news

LATER = datetime(2030, 5, 1, 9, 0, tzinfo=UTC)


def test_the_last_visit_is_that_of_the_same_person(little_case, session_of):
    with session_of(little_case, name="Dan Proba") as session:
        assert last_visit(session) is None
        session.now = lambda: LATER
        session.note("find")
        session.now = lambda: LATER + timedelta(hours=3)
        assert last_visit(session) == LATER
    with session_of(little_case, name="Ana Alta") as session:
        session.now = lambda: LATER + timedelta(hours=4)
        assert last_visit(session) is None


def test_acts_of_one_person_on_one_day_are_one_line_and_older_ones_are_none(part_case, session_of, tmp_path):
    folder = shutil.copytree(part_case, tmp_path / "case")
    with session_of(folder, name="Dan Proba") as session:
        kept = next(one for one in session.store.sources() if one.source.kind == "bank")
        session.now = lambda: LATER
        retract_source(session, kept.source.digest, reason="proba")
        (line,) = list_news(session, LATER - timedelta(hours=1)).lines
        assert (line.action, line.author, line.count, line.day) == ("retract", "Dan Proba", 1, LATER.date())
        assert (line.file, line.source) == ("", "")  # no longer in the case
        assert list_news(session, LATER + timedelta(hours=1)).lines == ()
        everything = list_news(session, datetime(2000, 1, 1, tzinfo=UTC)).lines
        read = next(line for line in everything if line.action == "import")
        assert read.count == len(session.store.sources()) + 1
        assert read.rows == sum(one.source.rows for one in (*session.store.sources(), kept))
        assert everything[0].action == "retract"


def test_without_a_visit_the_last_days_are_shown_and_it_is_said(little_case, session_of):
    with session_of(little_case) as session:
        session.now = lambda: LATER
        news = list_news(session, None)
    assert (news.visited, news.since, news.lines) == (False, LATER - timedelta(days=DAYS), ())


def test_one_file_is_named_under_the_veil_with_what_was_read_of_it(victim_case, session_of):
    with session_of(victim_case.folder) as session:
        found = list_news(session, datetime(2000, 1, 1, tzinfo=UTC)).lines
    assert [line.count for line in found if line.action == "import"] == [3]
    assert all(line.file == "" for line in found)
