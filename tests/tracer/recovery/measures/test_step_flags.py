from __future__ import annotations

from tracer.recovery.measures.history import check_history
from tracer.recovery.measures.step_flags import find_flags


def test_a_legal_date_after_the_recording_is_flagged_and_not_refused(life, step):
    late = step("FROZEN", "2024-02-05", recorded="2024-02-01")
    assert check_history(life("IDENTIFIED TRACED REQUESTED", "2024-01-08"), [late]) == {}
    (flag,) = find_flags([late])
    assert flag.text == "FROZEN is dated 2024-02-05, later than the day of its recording, 2024-02-01. Check both dates."
    assert flag.subject == late.id


def test_documents_of_another_kind_and_part_releases_without_share_are_flagged(step):
    wrong = step("CONF_FINAL", "2024-02-05", document_type="ordin de plată")
    part = step("PART_RELEASED", "2024-02-05", document_type="ÎNCHEIERE nr. 5")
    assert [flag.subject for flag in find_flags([wrong])] == [wrong.id]
    assert "does not state the released share" in find_flags([part])[0].text
    assert find_flags([step("CONF_FINAL", "2024-02-05", document_type="Sentința penală nr. 12")]) == ()
