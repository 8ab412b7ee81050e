"""The kinds of link of an order: items, titles, claims, encumbrances, appeals, certificates."""

from __future__ import annotations

from typing import Final

from graph_schema.messages import N_
from graph_schema.records.kinds import assets
from graph_schema.records.kinds.record_types import LinkType
from graph_schema.records.kinds.shared_fields import NOTE

_OWNER: Final = frozenset({"Person", "Company"})
ITEM_TYPES: Final = ("OrderItem", "Measure")
"""An item of an order, and a measure of the earlier design, which counts as an item."""
_ITEM: Final = frozenset(ITEM_TYPES)
_ORDER: Final = frozenset({"Order"})


def _link(name: str, label: str, tails: frozenset[str], heads: frozenset[str], meaning: str, romanian: str) -> LinkType:
    return LinkType(name, label, tails, heads, meaning, romanian, (NOTE,))


LINKS: Final = (
    _link("ItemOf", "ITEM_OF", _ITEM, _ORDER, N_("the item belongs to the order"), "poziție a actului"),
    _link("TitleOf", "TITLE_OF", _ITEM, _OWNER, N_("the share is registered to"), "titular înscris"),
    _link("Follows", "FOLLOWS", _ITEM, _ITEM, N_("the item shares the money of an earlier item"), "urmează poziția"),
    _link("Under", "UNDER", _ITEM, _ITEM, N_("the asset is enforced for the order of a sum"), "executată pentru suma"),
    _link(
        "Burdens",
        "BURDENS",
        frozenset({"Encumbrance"}),
        assets.NAMES,
        N_("the encumbrance burdens the asset"),
        "grevează bunul",
    ),
    _link("Creditor", "CREDITOR", frozenset({"Encumbrance"}), _OWNER, N_("the creditor is"), "creditor"),
    _link("ClaimBy", "CLAIM_BY", frozenset({"Claim"}), _OWNER, N_("the claim is made by"), "formulată de"),
    _link("ClaimOn", "CLAIM_ON", frozenset({"Claim"}), _ITEM, N_("the claim is on the item"), "asupra poziției"),
    _link("ChargedWith", "CHARGED_WITH", _OWNER, frozenset({"Charge"}), N_("is charged with"), "învinuit de"),
    _link(
        "FormOf",
        "FORM_OF",
        frozenset({"Certificate", "Recognition"}),
        _ORDER,
        N_("the certificate or recognition is of the order"),
        "formular al actului",
    ),
    _link(
        "AppealOf",
        "APPEAL_OF",
        frozenset({"Appeal"}),
        _ITEM | {"Order", "Sale"},
        N_("the appeal is against the act"),
        "cale de atac împotriva",
    ),
    _link("AppealBy", "APPEAL_BY", frozenset({"Appeal"}), _OWNER, N_("the appeal is filed by"), "declarată de"),
    _link("SaleOf", "SALE_OF", frozenset({"Sale"}), _ITEM, N_("the sale is of the item"), "valorificarea poziției"),
    _link(
        "SupportOf",
        "SUPPORT_OF",
        frozenset({"SupportContact"}),
        frozenset({"Person"}),
        N_("the contact supports the person"),
        "sprijină persoana",
    ),
)
"""Each may have a note. ``check_ends`` checks what it joins."""
