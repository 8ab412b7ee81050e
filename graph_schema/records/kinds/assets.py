"""The kinds of asset: land and buildings, vehicles, valuables, cash, crypto-assets, shares of a company."""

from __future__ import annotations

from typing import Final

from graph_schema.messages import N_
from graph_schema.records.fields import Field
from graph_schema.records.kinds.record_types import NodeType
from graph_schema.records.kinds.shared_fields import COUNTRY, INVALID, NOTE, text_field

_DESCRIPTION = text_field(
    "description", N_("description that distinguishes this item from others"), "descriere", required=True
)
CLASSES: Final = (
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


PROPERTY = NodeType(
    name="Property",
    caption="description",
    meaning=N_("land or building entered in the land book"),
    romanian="imobil",
    fields=(
        _DESCRIPTION,
        _class("flat", "house", "building", "farm_land", "land", "other"),
        text_field(
            "locality",
            N_("locality (UAT) that the cadastral number belongs to"),
            "unitatea administrativ-teritorială",
            required=True,
        ),
        text_field("county", N_("county"), "județul"),
        text_field(
            "cadastral", N_("cadastral number, unique only within the locality"), "număr cadastral", required=True
        ),
        text_field("land_book", N_("land book number"), "număr carte funciară"),
        Field("area_m2", "integer", N_("area in square metres"), "suprafața (mp)"),
        COUNTRY,
        INVALID,
        NOTE,
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
        text_field("vin", N_("vehicle identification number"), "număr de identificare (VIN)"),
        text_field("plate", N_("registration plate at the source's date"), "număr de înmatriculare"),
        Field("built", "integer", N_("year of manufacture"), "anul fabricației"),
        COUNTRY,
        INVALID,
        NOTE,
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
        text_field("serial", N_("serial number or mark"), "serie / marcaj"),
        text_field("quantity", N_("quantity with its unit"), "cantitate"),
        NOTE,
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
        NOTE,
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
        text_field("address", N_("address on the chain"), "adresa", required=True),
        text_field("chain", N_("chain"), "rețeaua"),
        text_field("quantity", N_("quantity with its unit"), "cantitate"),
        NOTE,
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
        NOTE,
    ),
    is_asset=True,
)

NODES: Final = (PROPERTY, VEHICLE, VALUABLE, CASH, WALLET, SHARE_ASSET)
NAMES: Final = frozenset(kind.name for kind in NODES)
