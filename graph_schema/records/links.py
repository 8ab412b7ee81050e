"""Defines the links between nodes: who holds, controls, owns, represents, and which measure covers which asset."""

from __future__ import annotations

from dataclasses import dataclass, field
from fractions import Fraction

from graph_schema.codes.roles import CASE_ROLES
from graph_schema.errors import WrongRecord
from graph_schema.messages import N_
from graph_schema.records.fields import Field, Props, check_props
from graph_schema.records.kinds.record_types import LinkType
from graph_schema.records.kinds.recovery_links import LINKS
from graph_schema.records.kinds.shared_fields import NOTE, YES_NO, code_field, text_field
from graph_schema.records.nodes import ASSET_TYPES

_OWNER = frozenset({"Person", "Company"})
_PERSON = frozenset({"Person"})


@dataclass(frozen=True, slots=True)
class Link:
    """One directed link as one source states it, from ``tail`` to ``head`` (node ids)."""

    id: str
    type: str
    tail: str
    head: str
    props: Props = field(hash=False)
    locator: str


_FROM = Field("from_date", "partial_date", N_("valid from, inclusive"), "de la data")
_TO = Field("to_date", "partial_date", N_("valid to, inclusive"), "până la data")
_SHARE = Field("share", "share", N_("exact share"), "cota")
_GROUND = Field("ground", "text", N_("title or ground as the source states it"), "titlul / temeiul")
_DATED = (_FROM, _TO, _GROUND, NOTE)
_REPLACES = code_field(
    "replaces", N_("it replaces earlier entries of the same owner"), "înlocuiește înscrierile anterioare", YES_NO
)

HOLDS = LinkType(
    name="Holds",
    label="HOLDS",
    tails=_OWNER,
    heads=ASSET_TYPES,
    meaning=N_("is entered as owner of the asset"),
    romanian="deține (proprietar înscris)",
    fields=(
        _SHARE,
        _FROM,
        _TO,
        Field("price_minor", "minor", N_("price at acquisition in minor units"), "prețul de dobândire"),
        Field("price_currency", "currency", N_("currency of the price"), "valuta prețului"),
        Field("payment_reference", "text", N_("reference of the payment named in the deed"), "referința plății"),
        Field("extract_date", "day", N_("day of the extract that states the entry"), "data extrasului"),
        Field("authority", "text", N_("authority that issued the extract"), "autoritatea emitentă a extrasului"),
        _GROUND,
        _REPLACES,
        NOTE,
    ),
)
USES = LinkType(
    name="Uses",
    label="USES",
    tails=_PERSON,
    heads=ASSET_TYPES,
    meaning=N_("uses or possesses the asset"),
    romanian="folosește",
    fields=_DATED,
)
HOLDS_ACCOUNT = LinkType(
    name="HoldsAccount",
    label="HOLDS_ACCOUNT",
    tails=_OWNER,
    heads=frozenset({"Account"}),
    meaning=N_("is the account holder"),
    romanian="titular de cont",
    fields=(_SHARE, _REPLACES, *_DATED),
)
CONTROLS_ACCOUNT = LinkType(
    name="ControlsAccount",
    label="CONTROLS_ACCOUNT",
    tails=_OWNER,
    heads=frozenset({"Account"}),
    meaning=N_("controls the account in fact"),
    romanian="controlează contul",
    fields=_DATED,
)
BENEFITS = LinkType(
    name="BenefitsFrom",
    label="BENEFITS_FROM",
    tails=_OWNER,
    heads=frozenset({"Account"}) | ASSET_TYPES,
    meaning=N_("is the beneficiary"),
    romanian="beneficiar",
    fields=_DATED,
)
SHAREHOLDING = LinkType(
    name="Shareholding",
    label="OWNS_SHARE",
    tails=_OWNER,
    heads=frozenset({"Company"}),
    meaning=N_("holds a share of the company"),
    romanian="asociat / acționar",
    fields=(
        Field("share_lower", "share", N_("smallest share the source allows"), "cota minimă"),
        Field("share_upper", "share", N_("largest share the source allows"), "cota maximă"),
        Field(
            name="share_lower_open",
            kind="flag",
            meaning=N_("whether the share is above the smallest share; absent: equal to it or above"),
            romanian="peste cota minimă",
        ),
        Field(
            name="share_upper_open",
            kind="flag",
            meaning=N_("whether the share is below the largest share; absent: equal to it or below"),
            romanian="sub cota maximă",
        ),
        Field("interest", "text", N_("kind of interest as the source states it"), "tipul interesului"),
        Field(
            name="chain_unpublished",
            kind="flag",
            meaning=N_("whether the source states an indirect interest without its chain"),
            romanian="lanț nepublicat",
        ),
        *_DATED,
    ),
)
REPRESENTS = LinkType(
    name="Represents",
    label="REPRESENTS",
    tails=_OWNER,
    heads=frozenset({"Company"}),
    meaning=N_("represents or manages the company"),
    romanian="administrator / reprezentant",
    fields=(Field("capacity", "text", N_("capacity"), "calitatea"), *_DATED),
)
RELATED = LinkType(
    name="RelatedTo",
    label="RELATED_TO",
    tails=_PERSON,
    heads=_PERSON,
    meaning=N_("is a relative or close person of"),
    romanian="rudă / apropiat",
    fields=(Field("relation", "text", N_("relation as the source states it"), "relația", True), *_DATED),
)
STATEMENT_OF = LinkType(
    name="StatementOf",
    label="STATEMENT_OF",
    tails=frozenset({"Statement"}),
    heads=frozenset({"Account"}),
    meaning=N_("is a statement of the account"),
    romanian="extras al contului",
    fields=(),
)
SHARE_OF = LinkType(
    name="ShareOf",
    label="SHARE_OF",
    tails=frozenset({"CompanyShare"}),
    heads=frozenset({"Company"}),
    meaning=N_("is a share of the company"),
    romanian="parte socială a",
    fields=(),
)
ROLE_IN = LinkType(
    name="RoleIn",
    label="ROLE_IN",
    tails=_OWNER,
    heads=frozenset({"Case"}),
    meaning=N_("has a role in the criminal file"),
    romanian="calitate procesuală",
    fields=(
        Field("role", "code", N_("procedural role"), "calitatea procesuală", True, CASE_ROLES),
        code_field("minor", N_("whether the person is a minor, as the file states it"), "minor", YES_NO),
        text_field("act", N_("act that gives the role"), "actul care conferă calitatea"),
        *_DATED,
    ),
)
COVERS = LinkType(
    name="Covers",
    label="COVERS",
    tails=frozenset({"Measure", "OrderItem"}),
    heads=ASSET_TYPES | {"Account"},
    meaning=N_("the measure or item covers the asset"),
    romanian="vizează bunul",
    fields=(),
)
AGAINST = LinkType(
    name="Against",
    label="AGAINST",
    tails=frozenset({"Measure", "OrderItem", "Worksheet"}),
    heads=_OWNER,
    meaning=N_("the measure, item or worksheet is directed against"),
    romanian="dispusă față de",
    fields=(NOTE,),
)
IN_CASE = LinkType(
    name="InCase",
    label="IN_CASE",
    tails=frozenset({"Measure", "Charge", "Order", "OrderItem", "Claim", "Worksheet", "Request"}),
    heads=frozenset({"Case"}),
    meaning=N_("belongs to the criminal file"),
    romanian="în dosarul",
    fields=(),
)

LINK_TYPES: dict[str, LinkType] = {
    kind.name: kind
    for kind in (
        HOLDS,
        USES,
        HOLDS_ACCOUNT,
        CONTROLS_ACCOUNT,
        BENEFITS,
        SHAREHOLDING,
        REPRESENTS,
        RELATED,
        STATEMENT_OF,
        SHARE_OF,
        ROLE_IN,
        COVERS,
        AGAINST,
        IN_CASE,
        *LINKS,
    )
}


def check_link(link: Link) -> None:
    """Does this link follow the schema? Checks type and fields; ``rules.check_ends`` checks its nodes and dates."""
    kind = LINK_TYPES.get(link.type)
    if kind is None:
        raise WrongRecord(
            "{place}: unknown kind of link {type}; expected one of {known}. Correct the kind.",
            place=link.locator,
            type=link.type,
            known=", ".join(LINK_TYPES),
        )
    check_props(kind.fields, link.props, f"{link.locator} ({link.type})")
    if link.type == SHAREHOLDING.name:
        _check_open_ends(link)


def _check_open_ends(link: Link) -> None:
    """Raises WrongRecord for a single share whose own bound is excluded."""
    lower, upper = (
        Fraction(str(link.props.get(name, other))) for name, other in (("share_lower", 0), ("share_upper", 1))
    )
    if lower == upper and (link.props.get("share_lower_open") or link.props.get("share_upper_open")):
        raise WrongRecord(
            "{place}: the share is {share} and this bound is excluded, so no share is possible. Correct the record.",
            place=link.locator,
            share=str(lower),
        )
