"""A document leaves the case only with an entry in the log that holds its digest."""

from __future__ import annotations

from datetime import date

import pytest

from graph_schema.errors import WrongUse
from graph_schema.records.provenance import digest_bytes
from tracer.actions.recovery.report import EXPORT_FORMS, export_schedule
from tracer.wording.language import find_language

DAY = date(2025, 6, 30)


@pytest.mark.parametrize("form", EXPORT_FORMS, ids=lambda form: form.name)
def test_each_form_is_written_and_its_digest_logged(case, session_of, answers, form):
    with session_of(case) as session:
        data = export_schedule(session, answers.showcase[0], "libr", form.name, find_language("en"), as_of=DAY)
        composed, exported = (entry.audit_event for entry in list(session.store.access_log())[-2:])
    assert (composed.action, exported.action) == ("schedule", "export")
    assert f"form={form.name} sha256={digest_bytes(data)} lines=" in exported.detail


def test_an_unknown_form_is_refused_before_anything_is_built(case, session_of, answers):
    with session_of(case) as session:
        before = len(list(session.store.access_log()))
        with pytest.raises(WrongUse, match=r"no form odt; known are pdf, xlsx"):
            export_schedule(session, answers.showcase[0], "libr", "odt", find_language("en"), as_of=DAY)
        assert len(list(session.store.access_log())) == before
