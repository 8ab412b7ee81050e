"""The kinds of node of those who are owed: claims, encumbrances, the worksheet of extended confiscation, support."""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from graph_schema.codes.recovery.claims import CLAIM_KIND_CODES, ENCUMBRANCE_KIND_CODES
from graph_schema.messages import N_
from graph_schema.records.fields import Field
from graph_schema.records.kinds.record_types import NodeType
from graph_schema.records.kinds.shared_fields import (
    AMOUNT,
    CURRENCY,
    NOTE,
    SOME_AMOUNT,
    SOME_CURRENCY,
    code_field,
    day_field,
    number_field,
    text_field,
)

_RANK: Final = Field("rank", "integer", N_("rank, from 1; the lower is paid first"), "rangul", True)

ENCUMBRANCE: Final = NodeType(
    name="Encumbrance",
    caption="number",
    meaning=N_("a debt secured by an asset"),
    romanian="sarcină: ipotecă, privilegiu",
    fields=(
        number_field(N_("number of the entry in its register"), "numărul înscrierii"),
        code_field("kind", N_("kind of encumbrance"), "felul sarcinii", ENCUMBRANCE_KIND_CODES, required=True),
        _RANK,
        replace(AMOUNT, meaning=N_("debt on the day of the check"), romanian="datoria"),
        CURRENCY,
        text_field("on", N_("what it burdens: whole, or the id of the owner of one share"), "asupra"),
        day_field("checked", N_("day on which the register was read"), "verificat la", required=True),
        NOTE,
    ),
)
CLAIM: Final = NodeType(
    name="Claim",
    caption="number",
    meaning=N_("a claim in the proceedings: damage, restitution, ownership"),
    romanian="pretenție civilă, restituire, proprietate",
    fields=(
        number_field(N_("number of the claim"), "numărul pretenției"),
        code_field("kind", N_("kind of claim"), "felul pretenției", CLAIM_KIND_CODES, required=True),
        replace(SOME_AMOUNT, meaning=N_("sum claimed; absent: not stated"), romanian="suma pretinsă"),
        SOME_CURRENCY,
        day_field("filed", N_("day of filing"), "data depunerii", required=True),
        _RANK,
        NOTE,
    ),
)
WORKSHEET: Final = NodeType(
    name="Worksheet",
    caption="number",
    meaning=N_("the comparison of acquisitions with lawful income for an extended confiscation"),
    romanian="fișa confiscării extinse",
    fields=(
        number_field(N_("number of the worksheet"), "numărul fișei"),
        day_field("window_from", N_("first day of the period compared, inclusive"), "perioada de la", required=True),
        day_field("window_to", N_("last day of the period compared, inclusive"), "perioada până la", required=True),
        Field("lawful_minor", "minor", N_("lawful income"), "venituri licite", True),
        Field("expenses_minor", "minor", N_("expenses"), "cheltuieli", True),
        CURRENCY,
        NOTE,
    ),
)
SUPPORT_CONTACT: Final = NodeType(
    name="SupportContact",
    caption="number",
    meaning=N_("who supports a victim, with the victim's consent"),
    romanian="persoană de contact",
    fields=(
        number_field(N_("number of the contact in its register"), "numărul contactului"),
        text_field("lead_entity", N_("body that leads the support"), "entitatea responsabilă", required=True),
        text_field("team", N_("members of the multidisciplinary team"), "echipa multidisciplinară"),
        day_field("consent", N_("day of the victim's consent"), "data consimțământului", required=True),
        day_field("to", N_("last day of the support, inclusive"), "până la data"),
        NOTE,
    ),
)
NODES: Final = (ENCUMBRANCE, CLAIM, WORKSHEET, SUPPORT_CONTACT)
