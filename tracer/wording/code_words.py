"""The words of the codes of an order and its records, found by the list of codes that a field may hold."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

from graph_schema.codes.code_rows import CodeRow, list_codes
from graph_schema.codes.documents import AUTHORITIES, DOCUMENT_KINDS
from graph_schema.codes.recovery.abroad import (
    CERTIFICATE_FORMS,
    RECOGNITION_GROUNDS,
    RECOGNITION_RESULTS,
    RECOGNITION_STEPS,
    REQUEST_DIRECTIONS,
    REQUEST_URGENCIES,
)
from graph_schema.codes.recovery.appeals import APPEAL_KINDS, APPEAL_OUTCOMES
from graph_schema.codes.recovery.claims import CLAIM_KINDS, CLAIM_OUTCOMES, ENCUMBRANCE_KINDS
from graph_schema.codes.recovery.findings import FACTORS, FINDING_TYPES, VALUATION_MOMENTS
from graph_schema.codes.recovery.notices import NOTICE_CHANNELS, NOTICE_SUBJECTS
from graph_schema.codes.recovery.orders import BASES, ORDER_KINDS, REASONS
from graph_schema.codes.recovery.postings import MONTH_STEPS, POSTING_TEMPLATES
from graph_schema.codes.recovery.proceedings import CASE_FACTS, CHECK_RESULTS
from graph_schema.codes.recovery.sales import SALE_GROUNDS, SALE_METHODS, SALE_STEPS
from graph_schema.codes.states import ITEM_STATES, STATES_BY_CODE

CODE_TABLES: Final[tuple[tuple[CodeRow, ...], ...]] = (
    ORDER_KINDS, BASES, REASONS, APPEAL_KINDS, APPEAL_OUTCOMES, SALE_GROUNDS, SALE_METHODS, SALE_STEPS, CLAIM_KINDS,
    CLAIM_OUTCOMES, ENCUMBRANCE_KINDS, CERTIFICATE_FORMS, RECOGNITION_STEPS, RECOGNITION_RESULTS, RECOGNITION_GROUNDS,
    REQUEST_DIRECTIONS, REQUEST_URGENCIES, CASE_FACTS, CHECK_RESULTS, MONTH_STEPS, POSTING_TEMPLATES, FACTORS, FINDING_TYPES,
    VALUATION_MOMENTS, NOTICE_SUBJECTS, NOTICE_CHANNELS,
)  # fmt: skip

CODE_WORDS: Final[Mapping[tuple[str, ...], Mapping[str, str]]] = MappingProxyType(
    {list_codes(table): {row.code: row.words for row in table} for table in CODE_TABLES}
    | {
        tuple(row.code for row in table): {row.code: row.english for row in table}
        for table in (DOCUMENT_KINDS, AUTHORITIES)
    }
    | {ITEM_STATES: {code: STATES_BY_CODE[code].words for code in ITEM_STATES}}
)
"""The codes that a field may hold -> code -> its words, a gettext key."""
