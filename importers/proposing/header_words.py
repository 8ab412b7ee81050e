"""The words by which tables of twelve languages name their columns: English, Romanian, German, French, Italian, Spanish,
Dutch, Polish, Czech, Hungarian, Bulgarian and Ukrainian."""

from __future__ import annotations

import re
import unicodedata
from types import MappingProxyType
from typing import Final

_WORDS: Final = MappingProxyType(
    {
        "booking_date": "date|booking date|transaction date|posting date|date processed|posted date|completed date|valued|"
        "timestamp|time|step|run date|begin date|data|data tranzactiei|data tranzactie|data operatiunii|data inregistrarii|"
        "data contabilizarii|datum|buchungstag|buchungsdatum|buchung|date operation|date d operation|date comptable|"
        "data operazione|data contabile|data movimento|fecha|fecha operacion|fecha contable|boekdatum|transactiedatum|"
        "data operacji|data ksiegowania|data transakcji|datum zauctovani|datum operace|datum transakce|"
        "tranzakcio datuma|konyveles datuma|konyvelesi datum|konyveles napja|datum|дата|дата на осчетоводяване|"
        "дата на операцията|дата операции|дата операциї|дата операції|дата проводки|дата проведення|start",
        "value_date": "value date|valutadatum|valuta|data valuta|data valutei|date valeur|date de valeur|fecha valor|"
        "rentedatum|data waluty|datum valuty|datum provedeni|execution date|ertek nap|erteknap|вальор|дата вальор|"
        "дата валутування|wertstellung|wertstellungstag|wert",
        "amount": "amount|value|suma|sum|valoare|betrag|buchungsbetrag|umsatz|montant|importo|importe|cantidad|bedrag|kwota|"
        "castka|zauctovana castka|objem|osszeg|tranzakcio osszege|сума|сума операции|amount paid|txn amount orig|"
        "amount transactions|suma tranzactiei|kwota operacji|kwota transakcji",
        "debit": "debit|debits|withdrawals|withdrawal|paid out|money out|debet|iesiri|plati|soll|belastung|debito|addebiti|"
        "dare|uscite|cargo|cargos|debe|af|obciazenia|wydatki|na vrub|vydaje|terheles|дебит|дебет",
        "credit": "credit|credits|deposits|deposit|paid in|money in|intrari|incasari|haben|gutschrift|credito|accrediti|avere|"
        "entrate|abono|abonos|haber|bij|uznania|wplywy|ve prospech|prijmy|jovairas|кредит",
        "sign": "d c|debit credit|dc|c d|cr dr|debit or credit|debet credit|soll haben|tip operatiune|sens|segno|bevetel kiadas|"
        "af bij|strona|znamenko|inflow outflow|знак|дк",
        "balance": "balance|running balance|ledger balance|sold|sold contabil|sold final|saldo|kontostand|solde|"
        "saldo po operacji|saldo po transakcji|zustatek|egyenleg|салдо|наличност|залишок|saldo dupa tranzactie",
        "currency": "currency|valuta tranzactiei|moneda|wahrung|waehrung|buchungswahrung|devise|divisa|munt|waluta|mena|"
        "mena uctu|deviza|devizanem|tranzakcio devizaneme|валута|валюта|payment currency",
        "account": "account|account number|account id|iban|cont|cont iban|nr cont|konto|auftragskonto|rekeningnummer|compte|"
        "numero de compte|conto|numero conto|cuenta|numero de cuenta|rekening|numer konta|rachunek|cislo uctu|szamlaszam|"
        "сметка|номер на сметка|рахунок|номер рахунку|iban rekening",
        "owner_name": "account name|account holder|titular|titular cont|kontoinhaber|nazev uctu|szamla neve|titulaire|"
        "intestatario|naam|wlasciciel|титуляр|власник рахунку",
        "counterparty_account": "counterparty account|counterparty|payee account|payee account number|bank account|"
        "counter party account num|other account|beneficiary account|cont beneficiar|cont partener|iban partener|"
        "iban beneficiar|kontonummer|gegenkonto|iban gegenkonto|compte beneficiaire|conto controparte|cuenta beneficiario|"
        "tegenrekening|rekeningnummer tegenpartij|tegenrekening iban bban|rachunek kontrahenta|numer rachunku kontrahenta|"
        "cislo protiuctu|protiucet|partner szamlaszama|partner szamlaszam|сметка на контрагента|рахунок контрагента|"
        "рахунок отримувача|target account",
        "counterparty_name": "counterparty name|name|partner name|payee|payee name|payer name|merchant|nume partener|partener|"
        "beneficiar|empfanger|auftraggeber empfanger|beguenstigter zahlungspflichtiger|beneficiaire|contrepartie|controparte|"
        "beneficiario|naam tegenpartij|tegenpartij|kontrahent|nazwa kontrahenta|nadawca odbiorca|nazev protiuctu|"
        "counteraccount name|partner neve|partner|контрагент|отримувач|получател|naam tegenrekening",
        "counterparty_bank": "counterparty bank|blz|bic|bic tegenpartij|bank partener|banca beneficiar|bank code|kod banku|"
        "kod banky|банка на контрагента|банк контрагента|to bank|to bank id",
        "description": "description|details|label|memo|narrative|particulars|transaction details|payment details|descriere|"
        "detalii|detalii tranzactie|explicatii|verwendungszweck|buchungstext|transaktionsbeschreibung|libelle|descrizione|"
        "causale|descripcion|concepto|omschrijving|mededelingen|opis|opis operacji|tytul|tytul operacji|zprava|popis|"
        "zprava pro prijemce|kozlemeny|megjegyzes|описание|основание|опис|призначення платежу|detail",
        "reference": "reference|transaction id|transaction reference|transaction reference number|txn id|transferwise id|"
        "operation number|id|referinta|referinta tranzactiei|numar referinta|referenz|buchungsreferenz|riferimento|referencia|"
        "referentie|referencja|numer referencyjny|id transakce|referencni cislo transakce|azonosito|megbizas azonosito|"
        "референция|номер документа|референс",
        "statement_number": "statement number|numar extras|afschriftnummer|auszugsnummer|numer wyciagu|cislo vypisu",
        "status": "status|state|stare|stav|allapot|статус|statut|stato|estado",
        "kind": "transaction type|type|txn source type code|payment format|tip tranzactie|tip|transaktionstyp|type operation|"
        "tipo|tipo operazione|soort|transactiesoort|typ transakcji|typ operacji|typ transakce|tranzakcio tipusa|вид|"
        "тип операції|вид операция",
        "payer": "from account|from account id|from account key|source|sourcenodeid|source account|sender|sender account|"
        "platitor|cont platitor|auftraggeber|payer|payer account|ordonnateur|ordinante|opdrachtgever|nadawca|platce|"
        "наредител|платник|originator bank id",
        "payee": "to account|to account id|to account key|target|targetnodeid|receiver|receiver account|destination|"
        "destination account|beneficiary bank id",
        "fee": "fee|fees|total fees|comision|gebuhr|entgelt|frais|commissione|comision bancar|kosten|oplata|prowizja|poplatek|"
        "dij|такса|комісія",
    }
)
"""Field -> names of its column, without accents. ``payer``, ``payee`` and ``fee`` are no fields: they say what a table is."""
_CURRENCY: Final = re.compile(r"[\s(]+([A-Z]{3})\)?$")
_FIELDS: Final = {word: field for field, words in reversed(list(_WORDS.items())) for word in words.split("|")}


def plain_title(title: str) -> str:
    """The title in lower case, without accents, signs and a currency at its end."""
    decomposed = unicodedata.normalize("NFD", _CURRENCY.sub("", title).casefold().replace("й", "й"))
    letters = "".join(sign for sign in decomposed if not unicodedata.combining(sign))
    return " ".join(re.findall(r"[^\W_]+", letters))


def field_of(title: str) -> str | None:
    """Which field does a column of this title hold, in one of the twelve languages? None: the title is unknown."""
    return _FIELDS.get(plain_title(title)) or _FIELDS.get(plain_title(title).replace(" ", ""))


def currency_in(title: str) -> str | None:
    """The currency code at the end of this title, as in ``Amount (EUR)``."""
    found = _CURRENCY.search(title)
    return None if found is None else found[1]


SIGN_WORDS: Final = MappingProxyType(
    {
        "debit": "d|dr|db|debit|debet|debito|debe|dare|soll|out|outflow|withdrawal|expense|af|vydaj|vyber|terheles|kiadas|-|"
        "дебит|дебет|списання|разход|iesire|plata|uscita|cargo|obciazenie",
        "credit": "c|cr|credit|kredit|credito|haber|avere|haben|in|inflow|deposit|income|bij|prijem|jovairas|bevetel|+|"
        "кредит|зарахування|приход|intrare|incasare|entrata|abono|uznanie",
    }
)
"""Words of a column that states the direction, without accents."""
BOOKED_WORDS: Final = frozenset(
    [
        "booked",
        "completed",
        "posted",
        "settled",
        "executed",
        "confirmed",
        "finalizat",
        "efectuat",
        "gebucht",
        "zauctovano",
    ]
)
PENDING_WORDS: Final = frozenset(
    ["pending", "reverted", "declined", "failed", "cancelled", "canceled", "reserved", "vorgemerkt", "in asteptare"]
)
KIND_WORDS: Final = MappingProxyType(
    {
        "transfer": "transfer|wire|ach|topup|prevod|virament|uberweisung",
        "cash_deposit": "cash in|deposit cash|cash deposit|vklad|depunere numerar",
        "cash_withdrawal": "atm|cash out|cash withdrawal|vyber|retragere numerar",
        "card": "card payment|card|visa|mastercard|credit card|debit card|plata cu cardul",
        "fee": "fee|charge|comision|gebuhr|poplatek",
        "interest": "interest|dobanda|zinsen|urok",
        "exchange": "exchange|schimb valutar",
        "reversal": "refund|reversal|storno|card refund",
    }
)
"""Kind of transfer -> words that mean it."""


def meaning_of(word: str, table: MappingProxyType[str, str]) -> str | None:
    """The code whose words hold this word of a cell. None: no code, or a word that is unknown."""
    plain = plain_title(word) or word.strip()
    return next((code for code, words in table.items() if plain in words.split("|")), None)
