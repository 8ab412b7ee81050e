"""How things are joined: who holds, controls, owns, represents, and which measure covers what."""

from __future__ import annotations

from dataclasses import dataclass, field

from graph_schema.errors import WrongRecord
from graph_schema.fields import Field, Props, check_props
from graph_schema.nodes import ASSET_TYPES
from graph_schema.words import N_

_OWNER = frozenset({"Person", "Company"})
_PERSON = frozenset({"Person"})


@dataclass(frozen=True, slots=True)
class Link:
    """One directed link as one source tells it, from ``tail`` to ``head`` (node ids)."""

    id: str
    type: str
    tail: str
    head: str
    props: Props = field(hash=False)
    locator: str


@dataclass(frozen=True, slots=True)
class LinkType:
    """A kind of link: which nodes it may join, its fields, its name as a graph label, its Romanian term."""

    name: str
    label: str
    tails: frozenset[str]
    heads: frozenset[str]
    meaning: str
    romanian: str
    fields: tuple[Field, ...]


_FROM = Field("from_date", "partial_date", N_("valid from, inclusive"), "de la data")
_TO = Field("to_date", "partial_date", N_("valid to, inclusive"), "până la data")
_SHARE = Field("share", "share", N_("exact share"), "cota")
_GROUND = Field("ground", "text", N_("title or ground as the source states it"), "titlul / temeiul")
_NOTE = Field("note", "text", N_("what the source adds in words"), "mențiuni")
_DATED = (_FROM, _TO, _GROUND, _NOTE)
ROLES = ("suspect", "accused", "convicted", "victim", "witness", "third_party", "civilly_liable", "injured_person",
         "other")  # fmt: skip
PROTECTED_ROLES: frozenset[str] = frozenset({"victim", "witness"})

HOLDS = LinkType(
    "Holds", "HOLDS", _OWNER, ASSET_TYPES, N_("is entered as owner of the asset"), "deține (proprietar înscris)",
    (_SHARE, _FROM, _TO,
     Field("price_minor", "minor", N_("price at acquisition in minor units"), "prețul de dobândire"),
     Field("price_currency", "currency", N_("currency of the price"), "valuta prețului"),
     Field("payment_reference", "text", N_("reference of the payment named in the deed"), "referința plății"),
     _GROUND, _NOTE),
)  # fmt: skip
USES = LinkType("Uses", "USES", _PERSON, ASSET_TYPES, N_("uses or possesses the asset"), "folosește", _DATED)
HOLDS_ACCOUNT = LinkType("HoldsAccount", "HOLDS_ACCOUNT", _OWNER, frozenset({"Account"}),
                         N_("is the account holder"), "titular de cont", _DATED)  # fmt: skip
CONTROLS_ACCOUNT = LinkType("ControlsAccount", "CONTROLS_ACCOUNT", _OWNER, frozenset({"Account"}),
                            N_("disposes of the account in fact"), "controlează contul", _DATED)  # fmt: skip
BENEFITS = LinkType("BenefitsFrom", "BENEFITS_FROM", _OWNER, frozenset({"Account"}) | ASSET_TYPES,
                    N_("is the beneficiary"), "beneficiar", _DATED)  # fmt: skip
SHAREHOLDING = LinkType(
    "Shareholding", "OWNS_SHARE", _OWNER, frozenset({"Company"}), N_("holds a share of the company"),
    "asociat / acționar",
    (Field("share_lower", "share", N_("smallest share the source allows"), "cota minimă"),
     Field("share_upper", "share", N_("largest share the source allows"), "cota maximă"),
     Field("interest", "text", N_("kind of interest as the source states it"), "tipul interesului"), *_DATED),
)  # fmt: skip
REPRESENTS = LinkType("Represents", "REPRESENTS", _OWNER, frozenset({"Company"}),
                      N_("represents or manages the company"), "administrator / reprezentant",
                      (Field("capacity", "text", N_("capacity"), "calitatea"), *_DATED))  # fmt: skip
RELATED = LinkType("RelatedTo", "RELATED_TO", _PERSON, _PERSON, N_("is a relative or close person of"),
                   "rudă / apropiat",
                   (Field("relation", "text", N_("relation as the source states it"), "relația", True), *_DATED))  # fmt: skip
STATEMENT_OF = LinkType("StatementOf", "STATEMENT_OF", frozenset({"Statement"}), frozenset({"Account"}),
                        N_("is a statement of the account"), "extras al contului", ())  # fmt: skip
SHARE_OF = LinkType("ShareOf", "SHARE_OF", frozenset({"CompanyShare"}), frozenset({"Company"}),
                    N_("is a share of the company"), "parte socială a", ())  # fmt: skip
ROLE_IN = LinkType("RoleIn", "ROLE_IN", _OWNER, frozenset({"Case"}), N_("has a role in the criminal file"),
                   "calitate procesuală",
                   (Field("role", "code", N_("procedural role"), "calitatea procesuală", True, ROLES), *_DATED))  # fmt: skip
COVERS = LinkType("Covers", "COVERS", frozenset({"Measure"}), ASSET_TYPES | {"Account"},
                  N_("the measure covers the asset"), "vizează bunul", ())  # fmt: skip
AGAINST = LinkType("Against", "AGAINST", frozenset({"Measure"}), _OWNER, N_("the measure is aimed at"),
                   "dispusă față de", (_NOTE,))  # fmt: skip
IN_CASE = LinkType("InCase", "IN_CASE", frozenset({"Measure"}), frozenset({"Case"}),
                   N_("the measure belongs to the criminal file"), "în dosarul", ())  # fmt: skip

LINK_TYPES: dict[str, LinkType] = {
    kind.name: kind
    for kind in (HOLDS, USES, HOLDS_ACCOUNT, CONTROLS_ACCOUNT, BENEFITS, SHAREHOLDING, REPRESENTS, RELATED,
                 STATEMENT_OF, SHARE_OF, ROLE_IN, COVERS, AGAINST, IN_CASE)
}  # fmt: skip


def check_link(link: Link) -> None:
    """May this link be said? Checks type, fields and date order; which nodes it joins is ``rules.check_ends``."""
    kind = LINK_TYPES.get(link.type)
    if kind is None:
        raise WrongRecord("{place}: there is no kind of link {type}; known are {known}.",
                          place=link.locator, type=link.type, known=", ".join(LINK_TYPES))  # fmt: skip
    check_props(kind.fields, link.props, f"{link.locator} ({link.type})")
