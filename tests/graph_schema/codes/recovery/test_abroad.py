"""The forms of the regulation, and its grounds of refusal."""

from __future__ import annotations

from graph_schema.codes.recovery.abroad import CERTIFICATE_FORMS, RECOGNITION_GROUNDS, RECOGNITION_STEP_CODES


def test_there_are_two_forms_each_of_its_annex():
    assert [row.statute.split(", ")[-1] for row in CERTIFICATE_FORMS] == ["Annex I", "Annex II"]


def test_a_ground_refuses_or_postpones():
    grounds = {row.code: row.statute for row in RECOGNITION_GROUNDS}
    refusing = [code for code, statute in grounds.items() if statute.startswith(("Reg 8(", "Reg 19("))]
    postponing = [code for code, statute in grounds.items() if statute.startswith("Reg 10(")]
    assert "ne_bis_in_idem" in refusing and postponing == ["investigation", "earlier_order"]
    assert len(refusing) + len(postponing) == len(grounds)
    assert RECOGNITION_STEP_CODES == ("decided", "executed", "postponed")
