"""Defines the nodes of a case: persons, companies, accounts, statements, files, measures, and the kinds of other modules."""

from __future__ import annotations

from dataclasses import dataclass, field

from graph_schema.codes.purposes import PURPOSES
from graph_schema.errors import WrongRecord
from graph_schema.messages import N_
from graph_schema.records.fields import Field, Props, check_currencies, check_props
from graph_schema.records.kinds import abroad, assets, claims, orders
from graph_schema.records.kinds.record_types import NodeType
from graph_schema.records.kinds.shared_fields import COUNTRY, INVALID, NOTE, text_field


@dataclass(frozen=True, slots=True)
class Node:
    """One person, company, account, asset or measure as one source states it. Equal ids mean the same one.

    ``locator``: the first place in the source that mentions it.
    """

    id: str
    type: str
    props: Props = field(hash=False)
    locator: str


_NAME = text_field("name", N_("name as written in the source"), "denumire / nume", required=True)

PERSON = NodeType(
    name="Person",
    caption="name",
    meaning=N_("a natural person"),
    romanian="persoană fizică",
    fields=(
        _NAME,
        text_field("cnp", N_("personal numeric code"), "cod numeric personal (CNP)"),
        Field("born", "partial_date", N_("date of birth, as exactly as known"), "data nașterii"),
        text_field("nationality", N_("nationality"), "cetățenia"),
        COUNTRY,
        text_field("address", N_("address"), "domiciliul"),
        INVALID,
        NOTE,
    ),
)
COMPANY = NodeType(
    name="Company",
    caption="name",
    meaning=N_("a company or other legal entity"),
    romanian="persoană juridică",
    fields=(
        _NAME,
        text_field("cui", N_("unique registration code"), "cod unic de înregistrare (CUI)"),
        text_field("trade_register", N_("trade register number"), "număr de ordine în registrul comerțului"),
        text_field("legal_form", N_("legal form"), "forma juridică"),
        COUNTRY,
        text_field("address", N_("registered office"), "sediul social"),
        Field("founded", "partial_date", N_("date of founding"), "data înființării"),
        Field("dissolved", "partial_date", N_("date of dissolution"), "data radierii"),
        text_field("other_identifiers", N_("identifiers of other registers"), "alți identificatori"),
        INVALID,
        NOTE,
    ),
)
ACCOUNT = NodeType(
    name="Account",
    caption="number",
    meaning=N_("a bank or payment account"),
    romanian="cont bancar",
    fields=(
        text_field("number", N_("IBAN or the bank's own account number"), "IBAN / număr de cont", required=True),
        text_field("bank", N_("account-keeping institution"), "instituția de credit"),
        text_field(
            "owner_name", N_("owner's name as the bank states it; it identifies no person"), "titularul potrivit băncii"
        ),
        Field("currency", "currency", N_("currency of the account"), "valuta contului"),
        INVALID,
        NOTE,
    ),
)
STATEMENT = NodeType(
    name="Statement",
    caption="number",
    meaning=N_("a bank's statement of one account in one currency over a period"),
    romanian="extras de cont",
    fields=(
        text_field("number", N_("number or name of the statement"), "numărul extrasului", required=True),
        Field("currency", "currency", N_("currency"), "valuta", True),
        Field("from_date", "day", N_("first day covered, inclusive"), "de la", True),
        Field("to_date", "day", N_("last day covered, inclusive"), "până la", True),
        Field(
            "booked_from",
            "day",
            N_("first booking date of a row, if it is before the period"),
            "prima înregistrare",
        ),
        Field("booked_to", "day", N_("last booking date of a row, if it is after the period"), "ultima înregistrare"),
        Field("opening_minor", "minor", N_("opening balance in minor units"), "sold inițial"),
        Field("closing_minor", "minor", N_("closing balance in minor units"), "sold final"),
        Field("rows", "integer", N_("number of rows kept of this statement"), "rânduri", True),
        Field(
            "difference_minor",
            "minor",
            N_("closing balance minus opening balance and rows, including fractions that the bank does not print"),
            "diferență de reconciliere",
        ),
        Field(
            "tolerance_minor",
            "minor",
            N_(
                "largest allowed difference between a balance and its rows, stated where a bank does not print "
                "fractions"
            ),
            "toleranța declarată",
        ),
        Field(
            "balance_breaks",
            "integer",
            N_("number of balances that do not follow from their rows within the tolerance"),
            "solduri care nu rezultă din rânduri",
        ),
        text_field(
            "unordered_days",
            N_("value dates on which the order of the rows is unknown, comma-separated"),
            "zile fără ordine a operațiunilor",
        ),
    ),
)
CASE = NodeType(
    name="Case",
    caption="number",
    meaning=N_("a criminal file"),
    romanian="dosar penal",
    fields=(
        text_field("number", N_("file number of the prosecution"), "număr dosar de urmărire penală", required=True),
        text_field("court_number", N_("file number of the court"), "număr dosar instanță"),
        text_field("title", N_("title"), "obiectul"),
        text_field("authority", N_("authority in charge"), "organul judiciar"),
        NOTE,
    ),
)
MEASURE = NodeType(
    name="Measure",
    caption="number",
    meaning=N_("a recovery measure on a share of one asset"),
    romanian="măsură asupra unui bun",
    fields=(
        text_field("number", N_("number of the measure in its register"), "număr în registru", required=True),
        Field("share", "share", N_("share of the asset that the measure covers"), "cota vizată", True),
        Field("purposes", "codes", N_("purposes"), "scopul măsurii", True, PURPOSES),
        Field("cap_minor", "minor", N_("sum up to which the measure is ordered"), "plafon"),
        Field("cap_currency", "currency", N_("currency of the cap"), "valuta plafonului"),
        NOTE,
    ),
)

NODE_TYPES: dict[str, NodeType] = {
    kind.name: kind
    for kind in (
        PERSON,
        COMPANY,
        ACCOUNT,
        STATEMENT,
        *assets.NODES,
        CASE,
        MEASURE,
        *orders.NODES,
        *claims.NODES,
        *abroad.NODES,
    )
}
_OF_SUMS = frozenset(kind.name for kind in (*orders.NODES, *claims.NODES, *abroad.NODES))
"""Kinds of which each sum has its currency. A cap of a measure was kept without one in earlier cases."""
ASSET_TYPES: frozenset[str] = frozenset(name for name, kind in NODE_TYPES.items() if kind.is_asset)
ASSET_CLASSES: tuple[str, ...] = assets.CLASSES


def check_node(node: Node) -> None:
    """Does this node follow the schema? Raises WrongRecord naming the place, the field and what is allowed."""
    kind = NODE_TYPES.get(node.type)
    if kind is None:
        raise WrongRecord(
            "{place}: unknown kind of node {type}; expected one of {known}. Correct the kind.",
            place=node.locator,
            type=node.type,
            known=", ".join(NODE_TYPES),
        )
    check_props(kind.fields, node.props, f"{node.locator} ({node.type})")
    if node.type == orders.ORDER_ITEM.name:
        orders.check_item(node.props, node.locator)
    if node.type in _OF_SUMS:
        check_currencies(kind.fields, node.props, f"{node.locator} ({node.type})")
