"""What the totals tell beside their sums."""

from __future__ import annotations

from datetime import date

from tracer.actions.decisions import revoke
from tracer.actions.recovery.measures import list_measures
from tracer.actions.recovery.supervise import say_flag, show_totals
from tracer.recovery.remarks import RecoveryFlag
from tracer.wording.language import find_language


def test_a_flag_names_the_measure_by_its_number_and_states_in_words(case, session_of):
    with session_of(case) as session:
        line = next(found for found in list_measures(session).measures if found.state == "CONF_FINAL")
        before = next(step for step in line.steps if step.state == "FROZEN")
        revoke(session, before.event, reason="probă")
        totals = show_totals(session, currency="EUR")
    flags = [flag for flag in totals.flags if flag.subject == line.id]
    assert {flag.params["measure"] for flag in flags} == {line.number}
    english, romanian = (
        " ".join(say_flag(flag, "EUR", find_language(code)) for flag in flags) for code in ("en", "ro")
    )
    assert f"Measure {line.number}: Step “confiscated, final” of " in english and "CONF_FINAL" not in english
    assert "confiscat, definitiv" in romanian and "does not count" not in romanian


def test_sums_in_a_flag_are_amounts_of_the_currency_of_the_totals():
    flag = RecoveryFlag("mea-1", "{measure}: {minor} above {cap}", {"measure": "7", "minor": "123456", "cap": "100000"})
    assert say_flag(flag, "EUR", find_language("en")) == "7: 1,234.56\u00a0EUR above 1,000.00\u00a0EUR"


def frozen(session, **days):
    totals = show_totals(session, currency="EUR", **days)
    (bucket,) = [bucket for bucket in totals.buckets if bucket.name == "frozen"]
    return totals.as_of, totals.known_on, bucket.assets


def test_totals_of_a_day_are_by_what_was_on_record_on_it_unless_another_day_is_asked_for(part_case, session_of):
    """Orders of 12 November were recorded on the 15th."""
    day, later = date(2024, 11, 13), date(2024, 11, 15)
    with session_of(part_case) as session:
        known_then, known_later, today = (
            frozen(session, as_of=day),
            frozen(session, as_of=day, known_on=later),
            frozen(session),
        )
        assert known_then == frozen(session, as_of=day, known_on=day)
        assert today[:2] == (session.today(), session.today())
    assert known_then[:2] == (day, day)
    assert known_later[:2] == (day, later)
    assert known_then[2] < known_later[2]
