"""The list of persons, the account register's answer, the minutes of the searches, and their mappings."""

from __future__ import annotations

from typing import Final

from tracer.sample.files.tables import romanian_day, romanian_mapping, romanian_sum, write_table
from tracer.sample.world.accounts import ACCOUNTS, BANKS, BENEFICIARIES, CONTROLLERS, HELD_SINCE, name_of
from tracer.sample.world.assets import FIRST_MINUTES, FIRST_MINUTES_DAY, ITEMS, MAIN_MINUTES_DAY, Item
from tracer.sample.world.companies import COMPANIES
from tracer.sample.world.people import FIRST_FILE, MAIN_FILE, PEOPLE, ROLES, WITNESS_CNP, WITNESS_NAME

_PERSONS_HEADER: Final = (
    "Dosar",
    "Nume",
    "CNP",
    "Calitate",
    "Din data",
    "Temei",
    "Relație",
    "CNP relație",
    "Obiect",
)
_ROLE_WORDS: Final = {
    "suspect": "suspect",
    "victimă": "victim",
    "martor": "witness",
    "terț proprietar": "third_party",
}
_TITLES: Final = {
    FIRST_FILE: "Dosarul fictiv al șoferului",
    MAIN_FILE: "Dosarul fictiv al grupului Exemplu",
}
_ACCOUNTS_HEADER: Final = ("IBAN", "Bancă", "Monedă", "Nume", "CNP", "CUI", "Legătură", "Din data")
_LINK_WORDS: Final = {"titular": "holder", "împuternicit": "controller", "beneficiar": "beneficiary"}
_ACCOUNTS_EXTRACT: Final = "2024-10-21"
_INVENTORY_HEADER: Final = (
    "Proces-verbal",
    "Poziție",
    "Categorie",
    "Descriere",
    "Cantitate",
    "Sumă",
    "Valută",
    "Rețea",
    "Adresă",
    "CUI emitent",
    "Cotă",
    "Deținător",
    "CNP",
    "CUI",
    "Cu titlu de",
    "Valoare",
    "Moneda valorii",
    "Data valorii",
    "Metoda",
)
_CLASS_WORDS: Final = {
    "ceas": "watch",
    "aur": "gold",
    "bijuterie": "jewellery",
    "numerar": "cash",
    "criptoactive": "crypto",
    "părți sociale": "company_share",
    "alt bun": "other",
}
_HOLDING_WORDS: Final = {"proprietar": "owner", "găsit asupra": "possessor"}
_METHOD_WORDS: Final = {"nominal": "face_value", "estimare": "estimate"}

PERSONS_MAPPING: Final = romanian_mapping(
    "Lista persoanelor",
    "persons-register",
    columns=dict(
        zip(
            (
                "case_number",
                "name",
                "cnp",
                "role",
                "role_from",
                "ground",
                "relation",
                "related_to_cnp",
                "case_title",
            ),
            _PERSONS_HEADER,
            strict=True,
        )
    ),
    constants={"kind": "person", "case_authority": "Structura Fictivă de Urmărire Penală"},
    codes={"role": _ROLE_WORDS},
)
ACCOUNTS_MAPPING: Final = romanian_mapping(
    "Registrul conturilor, răspuns",
    "accounts-register",
    columns=dict(
        zip(
            ("number", "bank", "currency", "holder_name", "holder_cnp", "holder_cui", "link", "from_date"),
            _ACCOUNTS_HEADER,
            strict=True,
        )
    ),
    constants={"extract_date": romanian_day(_ACCOUNTS_EXTRACT)},
    codes={"link": _LINK_WORDS},
)
INVENTORY_MAPPING: Final = romanian_mapping(
    "Proces-verbal de percheziție",
    "inventory-register",
    group_mark=".",
    columns=dict(
        zip(
            (
                "inventory",
                "item",
                "asset_class",
                "description",
                "quantity",
                "amount",
                "currency",
                "chain",
                "address",
                "company_cui",
                "share",
                "holder_name",
                "holder_cnp",
                "holder_cui",
                "holding",
                "value",
                "value_currency",
                "value_date",
                "method",
            ),
            _INVENTORY_HEADER,
            strict=True,
        )
    ),
    constants={"authority": "Poliția Exemplu"},
    codes={"asset_class": _CLASS_WORDS, "holding": _HOLDING_WORDS, "method": _METHOD_WORDS},
)


def write_persons() -> bytes:
    """The list of persons of both files; the witness's number was mistyped."""
    words = {code: word for word, code in _ROLE_WORDS.items()}
    rows = [
        (
            role.case,
            PEOPLE[role.person].name,
            PEOPLE[role.person].cnp,
            words[role.role],
            romanian_day(role.since),
            role.ground,
            role.relation,
            PEOPLE[role.related_to].cnp if role.related_to else "",
            _TITLES[role.case],
        )
        for role in ROLES
    ]
    witness = (
        MAIN_FILE,
        WITNESS_NAME,
        WITNESS_CNP,
        words["witness"],
        "21.10.2024",
        "",
        "",
        "",
        _TITLES[MAIN_FILE],
    )
    return write_table(_PERSONS_HEADER, [*rows, witness])


def write_accounts() -> bytes:
    """The bank-account register's answer: holders, and who else disposes or benefits."""
    words = {code: word for word, code in _LINK_WORDS.items()}
    ties = [
        *((account.holder, account.key, "holder") for account in ACCOUNTS.values()),
        *((person, account, "controller") for person, account in CONTROLLERS),
        *((person, account, "beneficiary") for person, account in BENEFICIARIES),
    ]
    rows = [
        (
            ACCOUNTS[account].iban,
            BANKS[ACCOUNTS[account].bank],
            ACCOUNTS[account].currency,
            *_party(party),
            words[link],
            romanian_day(HELD_SINCE),
        )
        for party, account, link in ties
    ]
    return write_table(_ACCOUNTS_HEADER, rows)


def write_inventory(minutes: str) -> bytes:
    """The minutes of one search."""
    return write_table(_INVENTORY_HEADER, [_item(item) for item in ITEMS if item.minutes == minutes])


def minutes_day(item: Item) -> str:
    """On which day was this item found and valued?"""
    return FIRST_MINUTES_DAY if item.minutes == FIRST_MINUTES else MAIN_MINUTES_DAY


def _item(item: Item) -> tuple[str, ...]:
    classes = {code: word for word, code in _CLASS_WORDS.items()}
    holdings = {code: word for word, code in _HOLDING_WORDS.items()}
    methods = {code: word for word, code in _METHOD_WORDS.items()}
    cash, wallet, share = (item.asset_class == name for name in ("cash", "crypto", "company_share"))
    return (
        item.minutes,
        item.number,
        classes[item.asset_class],
        item.description,
        item.quantity,
        romanian_sum(item.value * 100) if cash else "",
        item.currency if cash else "",
        item.special[0] if wallet else "",
        item.special[1] if wallet else "",
        COMPANIES[item.special[1]].cui if share else "",
        item.special[0] if share else "",
        *_party(item.holder),
        holdings[item.holding],
        romanian_sum(item.value * 100),
        item.currency,
        romanian_day(minutes_day(item)),
        methods[item.value_method],
    )


def _party(party: str) -> tuple[str, str, str]:
    """Name, personal number, company code."""
    person, company = PEOPLE.get(party), COMPANIES.get(party)
    return (
        name_of(party),
        person.cnp if person is not None else "",
        company.cui if company is not None else "",
    )
