"""Defines the nodes of a case: persons, companies, accounts, assets, statements, measures."""

from __future__ import annotations

from dataclasses import dataclass, field

from graph_schema.codes.purposes import PURPOSES
from graph_schema.errors import WrongRecord
from graph_schema.messages import N_
from graph_schema.records.fields import Field, Props, check_props


@dataclass(frozen=True, slots=True)
class Node:
    """One person, company, account, asset or measure as one source states it. Equal ids mean the same one.

    ``locator``: the first place in the source that mentions it.
    """

    id: str
    type: str
    props: Props = field(hash=False)
    locator: str


@dataclass(frozen=True, slots=True)
class NodeType:
    """A kind of node: its fields, its meaning, its Romanian legal term, the field used as caption."""

    name: str
    caption: str
    meaning: str
    romanian: str
    fields: tuple[Field, ...]
    is_asset: bool = False


def _text(name: str, meaning: str, romanian: str, *, required: bool = False) -> Field:
    return Field(name, "text", meaning, romanian, required)


_NAME = _text("name", N_("name as written in the source"), "denumire / nume", required=True)
_COUNTRY = _text("country", N_("country code, ISO 3166-1 alpha-2"), "țara")
_NOTE = _text("note", N_("remarks of the source"), "mențiuni")
_INVALID = _text(
    "invalid_identifiers",
    N_("identifiers that are kept although their check failed, with the reason"),
    "identificatori neconformi",
)
_DESCRIPTION = _text(
    "description", N_("description that distinguishes this item from others"), "descriere", required=True
)
_CLASS = (
    "flat",
    "house",
    "building",
    "farm_land",
    "land",
    "car",
    "motorcycle",
    "vessel",
    "gold",
    "watch",
    "jewellery",
    "art",
    "cash",
    "crypto",
    "company_share",
    "other",
)


def _class(*codes: str) -> Field:
    return Field("asset_class", "code", N_("class of asset"), "categoria bunului", True, codes)


PERSON = NodeType(
    name="Person",
    caption="name",
    meaning=N_("a natural person"),
    romanian="persoană fizică",
    fields=(
        _NAME,
        _text("cnp", N_("personal numeric code"), "cod numeric personal (CNP)"),
        Field("born", "partial_date", N_("date of birth, as exactly as known"), "data nașterii"),
        _text("nationality", N_("nationality"), "cetățenia"),
        _COUNTRY,
        _text("address", N_("address"), "domiciliul"),
        _INVALID,
        _NOTE,
    ),
)
COMPANY = NodeType(
    name="Company",
    caption="name",
    meaning=N_("a company or other legal entity"),
    romanian="persoană juridică",
    fields=(
        _NAME,
        _text("cui", N_("unique registration code"), "cod unic de înregistrare (CUI)"),
        _text("trade_register", N_("trade register number"), "număr de ordine în registrul comerțului"),
        _text("legal_form", N_("legal form"), "forma juridică"),
        _COUNTRY,
        _text("address", N_("registered office"), "sediul social"),
        Field("founded", "partial_date", N_("date of founding"), "data înființării"),
        Field("dissolved", "partial_date", N_("date of dissolution"), "data radierii"),
        _text("other_identifiers", N_("identifiers of other registers"), "alți identificatori"),
        _INVALID,
        _NOTE,
    ),
)
ACCOUNT = NodeType(
    name="Account",
    caption="number",
    meaning=N_("a bank or payment account"),
    romanian="cont bancar",
    fields=(
        _text("number", N_("IBAN or the bank's own account number"), "IBAN / număr de cont", required=True),
        _text("bank", N_("account-keeping institution"), "instituția de credit"),
        _text(
            "owner_name", N_("owner's name as the bank states it; it identifies no person"), "titularul potrivit băncii"
        ),
        Field("currency", "currency", N_("currency of the account"), "valuta contului"),
        _INVALID,
        _NOTE,
    ),
)
STATEMENT = NodeType(
    name="Statement",
    caption="number",
    meaning=N_("a bank's statement of one account in one currency over a period"),
    romanian="extras de cont",
    fields=(
        _text("number", N_("number or name of the statement"), "numărul extrasului", required=True),
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
        _text(
            "unordered_days",
            N_("value dates on which the order of the rows is unknown, comma-separated"),
            "zile fără ordine a operațiunilor",
        ),
    ),
)
PROPERTY = NodeType(
    name="Property",
    caption="description",
    meaning=N_("land or building entered in the land book"),
    romanian="imobil",
    fields=(
        _DESCRIPTION,
        _class("flat", "house", "building", "farm_land", "land", "other"),
        _text(
            "locality",
            N_("locality (UAT) that the cadastral number belongs to"),
            "unitatea administrativ-teritorială",
            required=True,
        ),
        _text("county", N_("county"), "județul"),
        _text("cadastral", N_("cadastral number, unique only within the locality"), "număr cadastral", required=True),
        _text("land_book", N_("land book number"), "număr carte funciară"),
        Field("area_m2", "integer", N_("area in square metres"), "suprafața (mp)"),
        _COUNTRY,
        _INVALID,
        _NOTE,
    ),
    is_asset=True,
)
VEHICLE = NodeType(
    name="Vehicle",
    caption="description",
    meaning=N_("a road vehicle or vessel"),
    romanian="vehicul",
    fields=(
        _DESCRIPTION,
        _class("car", "motorcycle", "vessel", "other"),
        _text("vin", N_("vehicle identification number"), "număr de identificare (VIN)"),
        _text("plate", N_("registration plate at the source's date"), "număr de înmatriculare"),
        Field("built", "integer", N_("year of manufacture"), "anul fabricației"),
        _COUNTRY,
        _INVALID,
        _NOTE,
    ),
    is_asset=True,
)
VALUABLE = NodeType(
    name="Valuable",
    caption="description",
    meaning=N_("a valuable movable item"),
    romanian="bun mobil de valoare",
    fields=(
        _DESCRIPTION,
        _class("gold", "watch", "jewellery", "art", "other"),
        _text("serial", N_("serial number or mark"), "serie / marcaj"),
        _text("quantity", N_("quantity with its unit"), "cantitate"),
        _NOTE,
    ),
    is_asset=True,
)
CASH = NodeType(
    name="Cash",
    caption="description",
    meaning=N_("a sum of cash found"),
    romanian="numerar",
    fields=(
        _DESCRIPTION,
        _class("cash"),
        Field("amount_minor", "minor", N_("sum in minor units"), "suma", True),
        Field("currency", "currency", N_("currency"), "valuta", True),
        _NOTE,
    ),
    is_asset=True,
)
WALLET = NodeType(
    name="CryptoWallet",
    caption="description",
    meaning=N_("an address or wallet that holds crypto-assets"),
    romanian="portofel de criptoactive",
    fields=(
        _DESCRIPTION,
        _class("crypto"),
        _text("address", N_("address on the chain"), "adresa", required=True),
        _text("chain", N_("chain"), "rețeaua"),
        _text("quantity", N_("quantity with its unit"), "cantitate"),
        _NOTE,
    ),
    is_asset=True,
)
SHARE_ASSET = NodeType(
    name="CompanyShare",
    caption="description",
    meaning=N_("shares of a company as an asset"),
    romanian="părți sociale / acțiuni",
    fields=(
        _DESCRIPTION,
        _class("company_share"),
        Field("share", "share", N_("share of the capital"), "cota din capital", True),
        _NOTE,
    ),
    is_asset=True,
)
CASE = NodeType(
    name="Case",
    caption="number",
    meaning=N_("a criminal file"),
    romanian="dosar penal",
    fields=(
        _text("number", N_("file number of the prosecution"), "număr dosar de urmărire penală", required=True),
        _text("court_number", N_("file number of the court"), "număr dosar instanță"),
        _text("title", N_("title"), "obiectul"),
        _text("authority", N_("authority in charge"), "organul judiciar"),
        _NOTE,
    ),
)
MEASURE = NodeType(
    name="Measure",
    caption="number",
    meaning=N_("a recovery measure on a share of one asset"),
    romanian="măsură asupra unui bun",
    fields=(
        _text("number", N_("number of the measure in its register"), "număr în registru", required=True),
        Field("share", "share", N_("share of the asset that the measure covers"), "cota vizată", True),
        Field("purposes", "codes", N_("purposes"), "scopul măsurii", True, PURPOSES),
        Field("cap_minor", "minor", N_("sum up to which the measure is ordered"), "plafon"),
        Field("cap_currency", "currency", N_("currency of the cap"), "valuta plafonului"),
        _NOTE,
    ),
)

NODE_TYPES: dict[str, NodeType] = {
    kind.name: kind
    for kind in (
        PERSON,
        COMPANY,
        ACCOUNT,
        STATEMENT,
        PROPERTY,
        VEHICLE,
        VALUABLE,
        CASH,
        WALLET,
        SHARE_ASSET,
        CASE,
        MEASURE,
    )
}
ASSET_TYPES: frozenset[str] = frozenset(name for name, kind in NODE_TYPES.items() if kind.is_asset)
ASSET_CLASSES: tuple[str, ...] = _CLASS


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
