"""What the totals tell beside their sums."""

from __future__ import annotations

from tracer.actions.decide import revoke
from tracer.actions.order import list_measures
from tracer.actions.supervise import say_flag, show_totals
from tracer.language import language
from tracer.recovery.remarks import Flag


def test_a_flag_names_the_measure_by_its_number_and_states_in_words(case, session_of):
    with session_of(case) as session:
        line = next(found for found in list_measures(session).measures if found.state == "CONF_FINAL")
        before = next(step for step in line.steps if step.state == "FROZEN")
        revoke(session, before.event, reason="probă")
        totals = show_totals(session, currency="EUR")
    (flag,) = [flag for flag in totals.flags if flag.subject == line.id]
    assert flag.params["measure"] == line.number
    told = say_flag(flag, "EUR", language("en"))
    assert told.startswith(f"Measure {line.number} counts as ") and "confiscated, final" in told
    assert "confiscat, definitiv" in say_flag(flag, "EUR", language("ro")) and "CONF_FINAL" not in told


def test_sums_in_a_flag_are_amounts_of_the_currency_of_the_totals():
    flag = Flag("mea-1", "{measure}: {minor} above {cap}", {"measure": "7", "minor": "123456", "cap": "100000"})
    assert say_flag(flag, "EUR", language("en")) == "7: 1,234.56\u00a0EUR above 1,000.00\u00a0EUR"
