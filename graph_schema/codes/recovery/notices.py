"""What a victim is informed of, and by which channel."""

from __future__ import annotations

from typing import Final

from graph_schema.codes.code_rows import CodeRow, list_codes
from graph_schema.messages import N_

NOTICE_SUBJECTS: Final[tuple[CodeRow, ...]] = (
    CodeRow("indictment", N_("notice of the indictment"), "informare despre trimiterea în judecată", "Law 211/2004"),
    CodeRow("judgment", N_("notice of the judgment"), "informare despre hotărâre", "Law 211/2004"),
    CodeRow("final", N_("notice of the final judgment"), "informare despre hotărârea definitivă", "Law 211/2004"),
    CodeRow("dismissal", N_("notice of the dismissal"), "informare despre clasare", "Law 211/2004"),
    CodeRow(
        "release_of_accused",
        N_("notice of the release of the accused"),
        "informare despre punerea în libertate",
        "Law 211/2004; 111(5)",
    ),
)
NOTICE_CHANNELS: Final[tuple[CodeRow, ...]] = (
    CodeRow("in_person", N_("in person"), "personal"),
    CodeRow("post", N_("by post"), "prin poștă"),
    CodeRow("email", N_("by e-mail"), "prin poștă electronică"),
    CodeRow("telephone", N_("by telephone"), "telefonic"),
    CodeRow("lawyer", N_("through the lawyer"), "prin avocat"),
    CodeRow("support_contact", N_("through the support contact"), "prin persoana de contact"),
)
NOTICE_SUBJECT_CODES: Final = list_codes(NOTICE_SUBJECTS)
NOTICE_CHANNEL_CODES: Final = list_codes(NOTICE_CHANNELS)
