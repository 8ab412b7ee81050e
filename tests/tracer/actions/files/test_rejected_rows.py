"""The rows that were not kept are listed over all files, and go out as a table."""

from __future__ import annotations

from tracer.actions.files.rejected_rows import export_all_rejected, list_rejected
from tracer.actions.files.sources import list_sources
from tracer.wording.language import find_language


def test_all_rejected_rows_are_listed_with_file_place_and_reason(sample_case, session_of):
    with session_of(sample_case) as session:
        lines = list_sources(session)
        found = list_rejected(session)
        assert len(found) == sum(line.rejected for line in lines) > 2
        assert {one.place.file for one in found} == {line.file for line in lines if line.rejected}
        assert all(one.row.reason and one.place.locator == one.row.locator for one in found)
        assert list_rejected(session, most=1) == found[:1]
        table = export_all_rejected(session, find_language("en")).decode("utf-8-sig")
        assert table.startswith("file,place,value,reason,row\r\n")
        assert table.count("\r\n") == len(found) + 1
        acts = [entry.audit_event for entry in session.store.access_log()]
        # The case is read by other tests as well: the last three are of this one.
        assert [act.detail for act in acts if act.action == "rejections"][-3:] == [
            f"rows={count}" for count in (len(found), 1, len(found))
        ]
