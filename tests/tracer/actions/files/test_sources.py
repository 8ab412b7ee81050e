"""A row is opened in the one file that is meant."""

from __future__ import annotations

import pytest

from graph_schema.errors import NotFound, WrongUse
from tracer.actions.files.flag_table import export_flags
from tracer.actions.files.sources import export_rejections, list_sources, open_row, open_source_report
from tracer.wording.language import find_language


def test_the_beginning_of_several_digests_opens_no_file(sample_case, session_of):
    with session_of(sample_case) as session:
        digests = sorted(kept.source.digest for kept in session.store.sources())
        starts = (one[:n] for n in range(3, 0, -1) for one in digests)
        shared = next((start for start in starts if sum(d.startswith(start) for d in digests) > 1), None)
        assert shared is not None, "of seventeen digests two begin with one sign"
        with pytest.raises(WrongUse, match=f"begins with {shared}"):
            open_row(session, shared, "row:1")
        for nothing in ("", "x"):
            with pytest.raises(NotFound):
                open_row(session, nothing, "row:1")


def test_flags_and_rejected_rows_of_a_file_come_out_one_by_one_and_are_on_record(sample_case, session_of):
    with session_of(sample_case) as session:
        line = next(line for line in list_sources(session) if line.file == "companii.json")
        report = open_source_report(session, line.digest)
        assert (len(report.flags), len(report.rejections)) == (line.flags, line.rejected) == (3, 1)
        before = len(list(session.store.access_log()))
        flags = export_flags(session, line.digest, find_language("en")).decode("utf-8-sig")
        rejected = export_rejections(session, line.digest, find_language("ro")).decode("utf-8-sig")
        assert (flags.count("\r\n"), rejected.count("\r\n")) == (4, 2)
        assert "path:/48" in rejected
        acts = [entry.audit_event for entry in list(session.store.access_log())[before:]]
        assert [act.action for act in acts] == ["source", "flags", "source", "rejections"]
        assert {act.subject for act in acts} == {line.digest}
        with pytest.raises(NotFound):
            open_source_report(session, line.digest[:8])
