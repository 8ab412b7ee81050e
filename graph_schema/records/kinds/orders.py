"""The kinds of node of an order: the charge, the order, its items, appeals against it, an early sale."""

from __future__ import annotations

from typing import Final

from graph_schema.codes.purposes import PURPOSES
from graph_schema.codes.recovery.appeals import APPEAL_KIND_CODES
from graph_schema.codes.recovery.orders import BASIS_CODES, ORDER_KIND_CODES, REASON_CODES
from graph_schema.errors import WrongRecord
from graph_schema.messages import N_
from graph_schema.records.fields import Field, Props
from graph_schema.records.kinds.record_types import NodeType
from graph_schema.records.kinds.shared_fields import (
    ACT,
    NOTE,
    SOME_AMOUNT,
    SOME_CURRENCY,
    YES_NO,
    code_field,
    day_field,
    number_field,
    text_field,
)

CHARGE: Final = NodeType(
    name="Charge",
    caption="number",
    meaning=N_("a charge: an article of the Criminal Code over a period"),
    romanian="încadrare juridică",
    fields=(
        number_field(N_("number of the charge in its register"), "numărul încadrării"),
        text_field("article", N_("article of the law, such as CP 210"), "articolul", required=True),
        day_field("text_version", N_("day from which this text of the article is in force"), "textul în vigoare de la"),
        Field("max_penalty_years", "integer", N_("maximum penalty in years"), "maximul special al pedepsei (ani)"),
        text_field("iccs", N_("code of the International Classification of Crime, ICCS"), "codul ICCS"),
        day_field("from", N_("first day of the charge, inclusive"), "de la data", required=True),
        day_field("to", N_("last day of the charge, inclusive"), "până la data"),
        NOTE,
    ),
)
ORDER: Final = NodeType(
    name="Order",
    caption="number",
    meaning=N_("an order: one act of one authority"),
    romanian="act de dispoziție",
    fields=(
        code_field("kind", N_("kind of order"), "felul actului de dispoziție", ORDER_KIND_CODES, required=True),
        number_field(N_("number of the order"), "numărul actului de dispoziție"),
        Field("issued_at", "instant", N_("time of issue"), "data și ora emiterii", True),
        text_field("ecli", N_("European Case Law Identifier, ECLI"), "identificatorul ECLI"),
        day_field("final", N_("day on which it became final"), "rămas definitiv la"),
        code_field("fine", N_("whether it orders a fine"), "dispune amendă", YES_NO),
        code_field("damages", N_("whether it awards damages"), "acordă despăgubiri", YES_NO),
        *ACT,
        NOTE,
    ),
)
ORDER_ITEM: Final = NodeType(
    name="OrderItem",
    caption="number",
    meaning=N_("an item of an order: a share of one asset, or a sum"),
    romanian="bun sau sumă vizată",
    fields=(
        number_field(N_("number of the item in its register"), "numărul poziției"),
        day_field("since", N_("first day of the item, inclusive"), "de la data"),
        Field("purposes", "codes", N_("purposes"), "scopul măsurii", True, PURPOSES),
        code_field("basis", N_("basis of the confiscation"), "temeiul confiscării", BASIS_CODES),
        code_field("reason", N_("reason, by code"), "motivul", REASON_CODES),
        Field("share", "share", N_("share of the asset that the item covers"), "cota vizată"),
        SOME_AMOUNT,
        SOME_CURRENCY,
        Field("cap_minor", "minor", N_("sum up to which the measure is ordered"), "plafon"),
        Field("cap_currency", "currency", N_("currency of the cap"), "valuta plafonului"),
        code_field("foreign", N_("whether another State ordered it"), "dispus de alt stat", YES_NO),
        NOTE,
    ),
)
APPEAL: Final = NodeType(
    name="Appeal",
    caption="number",
    meaning=N_("an appeal or challenge against an act"),
    romanian="contestație sau apel",
    fields=(
        number_field(N_("number of the appeal"), "numărul căii de atac"),
        code_field("kind", N_("kind of appeal"), "felul căii de atac", APPEAL_KIND_CODES, required=True),
        day_field("filed", N_("day of filing"), "data depunerii", required=True),
        Field("filed_at", "instant", N_("time of filing"), "data și ora depunerii"),
        Field("scope", "share", N_("share that the appeal is about; absent: all"), "cota contestată"),
        *ACT,
        NOTE,
    ),
)
SALE: Final = NodeType(
    name="Sale",
    caption="number",
    meaning=N_("a sale before the final judgment"),
    romanian="valorificare anticipată",
    fields=(
        number_field(N_("number of the sale"), "numărul valorificării"),
        NOTE,
    ),
)
NODES: Final = (CHARGE, ORDER, ORDER_ITEM, APPEAL, SALE)


def check_item(props: Props, place: str) -> None:
    """Is an item about a share of an asset or about a sum, and not about both? Raises WrongRecord."""
    if ("share" in props) is ("amount_minor" in props):
        raise WrongRecord(
            "{place}: the item has a share and a sum, or neither; expected one of share, amount_minor. Correct the record.",
            place=place,
        )
