"""What a victim is informed of."""

from __future__ import annotations

from graph_schema.codes.recovery.notices import NOTICE_CHANNEL_CODES, NOTICE_SUBJECTS


def test_each_notice_rests_on_the_law_of_victims():
    assert all(row.statute.startswith("Law 211/2004") for row in NOTICE_SUBJECTS)
    assert {row.code for row in NOTICE_SUBJECTS} == {
        "indictment",
        "judgment",
        "final",
        "dismissal",
        "release_of_accused",
    }
    assert "support_contact" in NOTICE_CHANNEL_CODES
