"""The things a case speaks of: persons, companies, accounts, assets, statements, measures."""

from __future__ import annotations

from dataclasses import dataclass, field

from graph_schema.errors import WrongRecord
from graph_schema.fields import Field, Props, check_props
from graph_schema.words import N_


@dataclass(frozen=True, slots=True)
class Node:
    """One thing as one source tells it. The same id from another source is the same thing.

    ``locator`` is the first place in the source that mentions it.
    """

    id: str
    type: str
    props: Props = field(hash=False)
    locator: str


@dataclass(frozen=True, slots=True)
class NodeType:
    """A kind of node: its fields, its meaning, its Romanian legal term, the field that captions it."""

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
_NOTE = _text("note", N_("what the source adds in words"), "mențiuni")
_INVALID = _text("invalid_identifiers", N_("identifiers kept though their check failed, with the reason"),
                 "identificatori neconformi")  # fmt: skip
_DESCRIPTION = _text("description", N_("description that tells this item from others"), "descriere", required=True)
_CLASS = ("flat", "house", "building", "farm_land", "land", "car", "motorcycle", "vessel", "gold", "watch",
          "jewellery", "art", "cash", "crypto", "company_share", "other")  # fmt: skip


def _class(*codes: str) -> Field:
    return Field("asset_class", "code", N_("class of asset"), "categoria bunului", True, codes)


PERSON = NodeType(
    "Person", "name", N_("a natural person"), "persoană fizică",
    (_NAME, _text("cnp", N_("personal numeric code"), "cod numeric personal (CNP)"),
     Field("born", "partial_date", N_("date of birth, as exactly as known"), "data nașterii"),
     _text("nationality", N_("nationality"), "cetățenia"), _COUNTRY,
     _text("address", N_("address"), "domiciliul"), _INVALID, _NOTE),
)  # fmt: skip
COMPANY = NodeType(
    "Company", "name", N_("a company or other legal entity"), "persoană juridică",
    (_NAME, _text("cui", N_("unique registration code"), "cod unic de înregistrare (CUI)"),
     _text("trade_register", N_("trade register number"), "număr de ordine în registrul comerțului"),
     _text("legal_form", N_("legal form"), "forma juridică"), _COUNTRY,
     _text("address", N_("registered office"), "sediul social"),
     Field("founded", "partial_date", N_("date of founding"), "data înființării"),
     Field("dissolved", "partial_date", N_("date of dissolution"), "data radierii"),
     _text("other_identifiers", N_("identifiers of other registers"), "alți identificatori"), _INVALID, _NOTE),
)  # fmt: skip
ACCOUNT = NodeType(
    "Account", "number", N_("a bank or payment account"), "cont bancar",
    (_text("number", N_("IBAN or the bank's own account number"), "IBAN / număr de cont", required=True),
     _text("bank", N_("account-keeping institution"), "instituția de credit"),
     _text("owner_name", N_("owner's name as the bank states it; who that is stays open"), "titularul potrivit băncii"),
     Field("currency", "currency", N_("currency of the account"), "valuta contului"), _INVALID, _NOTE),
)  # fmt: skip
STATEMENT = NodeType(
    "Statement", "number", N_("a bank's statement of one account in one currency over a period"), "extras de cont",
    (_text("number", N_("number or name of the statement"), "numărul extrasului", required=True),
     Field("currency", "currency", N_("currency"), "valuta", True),
     Field("from_date", "day", N_("first day covered, inclusive"), "de la", True),
     Field("to_date", "day", N_("last day covered, inclusive"), "până la", True),
     Field("opening_minor", "minor", N_("opening balance in minor units"), "sold inițial"),
     Field("closing_minor", "minor", N_("closing balance in minor units"), "sold final"),
     Field("rows", "integer", N_("rows kept of this statement"), "rânduri", True),
     Field("difference_minor", "minor", N_("closing balance less opening balance and rows; 0 when it reconciles"),
           "diferență de reconciliere")),
)  # fmt: skip
PROPERTY = NodeType(
    "Property", "description", N_("land or building entered in the land book"), "imobil",
    (_DESCRIPTION, _class("flat", "house", "building", "farm_land", "land", "other"),
     _text("locality", N_("locality (UAT) that the cadastral number belongs to"), "unitatea administrativ-teritorială",
           required=True),
     _text("county", N_("county"), "județul"),
     _text("cadastral", N_("cadastral number, unique only within the locality"), "număr cadastral", required=True),
     _text("land_book", N_("land book number"), "număr carte funciară"),
     Field("area_m2", "integer", N_("area in square metres"), "suprafața (mp)"), _COUNTRY, _INVALID, _NOTE), True,
)  # fmt: skip
VEHICLE = NodeType(
    "Vehicle", "description", N_("a road vehicle or vessel"), "vehicul",
    (_DESCRIPTION, _class("car", "motorcycle", "vessel", "other"),
     _text("vin", N_("vehicle identification number"), "număr de identificare (VIN)"),
     _text("plate", N_("registration plate at the source's date"), "număr de înmatriculare"),
     Field("built", "integer", N_("year of manufacture"), "anul fabricației"), _COUNTRY, _INVALID, _NOTE), True,
)  # fmt: skip
VALUABLE = NodeType(
    "Valuable", "description", N_("a movable of value"), "bun mobil de valoare",
    (_DESCRIPTION, _class("gold", "watch", "jewellery", "art", "other"),
     _text("serial", N_("serial number or mark"), "serie / marcaj"),
     _text("quantity", N_("quantity with its unit"), "cantitate"), _NOTE), True,
)  # fmt: skip
CASH = NodeType(
    "Cash", "description", N_("a sum of cash found"), "numerar",
    (_DESCRIPTION, _class("cash"), Field("amount_minor", "minor", N_("sum in minor units"), "suma", True),
     Field("currency", "currency", N_("currency"), "valuta", True), _NOTE), True,
)  # fmt: skip
WALLET = NodeType(
    "CryptoWallet", "description", N_("an address or wallet that holds crypto-assets"), "portofel de criptoactive",
    (_DESCRIPTION, _class("crypto"), _text("address", N_("address on the chain"), "adresa", required=True),
     _text("chain", N_("chain"), "rețeaua"), _text("quantity", N_("quantity with its unit"), "cantitate"), _NOTE), True,
)  # fmt: skip
SHARE_ASSET = NodeType(
    "CompanyShare", "description", N_("shares of a company as an asset"), "părți sociale / acțiuni",
    (_DESCRIPTION, _class("company_share"), Field("share", "share", N_("share of the capital"), "cota din capital", True),
     _NOTE), True,
)  # fmt: skip
CASE = NodeType(
    "Case", "number", N_("a criminal file"), "dosar penal",
    (_text("number", N_("file number of the prosecution"), "număr dosar de urmărire penală", required=True),
     _text("court_number", N_("file number of the court"), "număr dosar instanță"),
     _text("title", N_("title"), "obiectul"), _text("authority", N_("authority in charge"), "organul judiciar"), _NOTE),
)  # fmt: skip
MEASURE = NodeType(
    "Measure", "number", N_("a recovery measure on a share of one asset"), "măsură asupra unui bun",
    (_text("number", N_("number of the measure in its register"), "număr în registru", required=True),
     Field("share", "share", N_("share of the asset that the measure covers"), "cota vizată", True),
     _text("purposes", N_("purposes: special_confiscation, extended_confiscation, fine, costs, damage"),
           "scopul măsurii", required=True),
     Field("cap_minor", "minor", N_("sum up to which the measure is ordered"), "plafon"),
     Field("cap_currency", "currency", N_("currency of the cap"), "valuta plafonului"), _NOTE),
)  # fmt: skip

NODE_TYPES: dict[str, NodeType] = {
    kind.name: kind
    for kind in (PERSON, COMPANY, ACCOUNT, STATEMENT, PROPERTY, VEHICLE, VALUABLE, CASH, WALLET, SHARE_ASSET,
                 CASE, MEASURE)
}  # fmt: skip
ASSET_TYPES: frozenset[str] = frozenset(name for name, kind in NODE_TYPES.items() if kind.is_asset)
ASSET_CLASSES: tuple[str, ...] = _CLASS


def check_node(node: Node) -> None:
    """May this node be said? Raises WrongRecord naming the place, the field and what is allowed."""
    kind = NODE_TYPES.get(node.type)
    if kind is None:
        raise WrongRecord("{place}: there is no kind of node {type}; known are {known}.",
                          place=node.locator, type=node.type, known=", ".join(NODE_TYPES))  # fmt: skip
    check_props(kind.fields, node.props, f"{node.locator} ({node.type})")
