"""How each kind of link looks: what is written at it, and the family that decides its line."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final, Literal

from graph_schema.messages import N_

EdgeKind = Literal["money", "ownership", "control", "family", "measure", "record"]
"""``money`` is drawn green with an arrow, ``family`` without one, ``measure`` thick, ``record`` pale."""

SHORT_LINKS: Final[Mapping[str, str]] = MappingProxyType(
    {
        "Transfer": N_("paid"),
        "PaidFor": N_("paid the price of"),
        "Shareholding": N_("owns part of"),
        "Holds": N_("owns"),
        "ShareOf": N_("share of"),
        "HoldsAccount": N_("holder"),
        "ControlsAccount": N_("disposes of"),
        "BenefitsFrom": N_("benefits from"),
        "Represents": N_("represents"),
        "Uses": N_("uses"),
        "RelatedTo": N_("related"),
        "Covers": N_("covers"),
        "Against": N_("against"),
        "InCase": N_("in file"),
        "RoleIn": N_("role in file"),
        "ItemOf": N_("item of"),
        "TitleOf": N_("registered to"),
        "Follows": N_("follows item"),
        "Under": N_("under the order of"),
        "Burdens": N_("burdens"),
        "Creditor": N_("owed to"),
        "ClaimBy": N_("claimed by"),
        "ClaimOn": N_("claim on"),
        "ChargedWith": N_("charged with"),
        "FormOf": N_("form of"),
        "AppealOf": N_("appeal against"),
        "AppealBy": N_("appeal by"),
        "SaleOf": N_("sale of"),
        "SupportOf": N_("supports"),
    }
)
"""What is written at a link of each kind."""

INDIRECT_LINKS: Final[Mapping[str, str]] = MappingProxyType(
    {
        "stated": N_("stated indirect share"),
        "no chain published": N_("stated indirect share, no chain published"),
    }
)
"""What is written at a share that sums up a chain of companies."""

EDGE_KINDS: Final[Mapping[str, EdgeKind]] = MappingProxyType(
    {
        "Transfer": "money",
        "PaidFor": "money",
        "Shareholding": "ownership",
        "Holds": "ownership",
        "ShareOf": "ownership",
        "HoldsAccount": "control",
        "ControlsAccount": "control",
        "BenefitsFrom": "control",
        "Represents": "control",
        "Uses": "control",
        "RelatedTo": "family",
        "Covers": "measure",
        "Against": "measure",
        "InCase": "measure",
        "RoleIn": "record",
        "ItemOf": "measure",
        "TitleOf": "measure",
        "Follows": "measure",
        "Under": "measure",
        "Burdens": "measure",
        "Creditor": "record",
        "ClaimBy": "record",
        "ClaimOn": "measure",
        "ChargedWith": "record",
        "FormOf": "record",
        "AppealOf": "record",
        "AppealBy": "record",
        "SaleOf": "measure",
        "SupportOf": "record",
        "StatementOf": "record",
    }
)
"""The family of each kind of link."""
