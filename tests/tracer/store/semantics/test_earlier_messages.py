"""Messages that an earlier version kept are read in their present wording."""

from __future__ import annotations

import re

from babel.messages.catalog import Catalog

from graph_schema.messages import Message
from tracer.store.semantics.canonical import read_notes, write_notes
from tracer.store.semantics.earlier_messages import PRESENT_WORDING


def parameters(template: str) -> set[str]:
    return set(re.findall(r"\{(\w+)", template))


def test_a_present_template_uses_no_parameter_that_the_earlier_one_lacks() -> None:
    assert {new for old, new in PRESENT_WORDING.items() if not parameters(new) <= parameters(old)} == set()


def test_the_present_templates_are_messages_of_the_code_and_the_earlier_ones_are_not(said: Catalog) -> None:
    sentences = {message.id for message in said}
    assert set(PRESENT_WORDING.values()) - sentences == set()
    assert set(PRESENT_WORDING) & sentences == set()


def test_flags_and_reasons_of_an_earlier_version_are_read_in_the_present_wording() -> None:
    jump = "The balance jumps by {difference} at this row: rows before it are missing or wrong."
    reason = Message("{place}: {reason}", place="row:4", reason=Message("The field {field} is empty.", field="amount"))
    flag, rejection = read_notes(write_notes([{"template": jump, "difference": "1.00"}, {"reason": reason}]))
    assert flag == {"template": PRESENT_WORDING[jump], "difference": "1.00"}
    assert rejection["reason"] == "row:4: The required field amount is empty. Ask the sender."


def test_a_message_that_did_not_change_stays_as_it_is() -> None:
    notes = ({"template": "{count} rows", "count": "The field {field} is empty."},)
    assert read_notes(write_notes(notes)) == notes
