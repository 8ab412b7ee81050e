"""Computes ids from the strongest identifier, so that two sources give the same id to the same person, company or asset.

Without a valid identifier the id belongs to one source alone; a person then decides which records are the same.
"""

from __future__ import annotations

from graph_schema.records.provenance import record_id


def person_id(*, cnp: str | None, source: str, local: str) -> str:
    """Which id does a person get: by valid CNP, else by the source and its own key for the person?"""
    return record_id("per", "cnp", cnp) if cnp else record_id("per", "src", source, local)


def company_id(*, cui: str | None, source: str, local: str) -> str:
    """Which id does a company get: by valid CUI, else by a register's scheme and number given in ``local``?"""
    return record_id("com", "cui", cui) if cui else record_id("com", "src", source, local)


def registered_company_id(scheme: str, number: str) -> str:
    """Which id does a company of a foreign register get? ``scheme`` as in org-id.guide, such as GB-COH."""
    return record_id("com", scheme.upper(), number)


def account_id(number: str) -> str:
    """Which id does an account get? ``number`` is the normal form of the IBAN, or bank code/number."""
    return record_id("acc", number)


def statement_id(account: str, currency: str, number: str, from_date: str, to_date: str) -> str:
    """Which id does a statement get? The same statement in two files is one statement."""
    return record_id("sta", account, currency, number, from_date, to_date)


def property_id(locality: str, cadastral: str) -> str:
    """Which id does land or a building get? ``locality`` is folded; the number is unique only within it."""
    return record_id("lan", locality, cadastral)


def vehicle_id(*, vin: str | None, source: str, local: str) -> str:
    """Which id does a vehicle get: by VIN, else by the source's own key? A plate is no key, because it changes vehicles."""
    return record_id("veh", "vin", vin) if vin else record_id("veh", "src", source, local)


def asset_id(source_scheme: str, number: str) -> str:
    """Which id does another asset get: by its inventory and its number in it?"""
    return record_id("ast", source_scheme, number)


def wallet_id(chain: str, address: str) -> str:
    """Which id does a crypto wallet get?"""
    return record_id("wal", chain, address)


def case_id(number: str) -> str:
    """Which id does a criminal file get? ``number`` in normal form (no thousand dots)."""
    return record_id("cas", number)


def measure_id(case_number: str, number: str) -> str:
    """Which id does a measure get: by the criminal file and its number in the measures register?"""
    return record_id("mea", case_number, number)


def charge_id(case_number: str, number: str) -> str:
    """Which id does a charge get: by the criminal file and its number in the register of charges?"""
    return record_id("chg", case_number, number)


def order_id(authority: str, number: str) -> str:
    """Which id does an order get: by the authority that issued it, folded, and its number there?"""
    return record_id("ord", authority, number)


def order_item_id(case_number: str, number: str) -> str:
    """Which id does an item of an order get: by the criminal file and its number in the register of items?"""
    return record_id("itm", case_number, number)


def appeal_id(authority: str, number: str) -> str:
    """Which id does an appeal get: by the authority that decides it, folded, and its number there?"""
    return record_id("apl", authority, number)


def sale_id(case_number: str, number: str) -> str:
    """Which id does an early sale get: by the criminal file and its number?"""
    return record_id("sal", case_number, number)


def encumbrance_id(register: str, number: str) -> str:
    """Which id does an encumbrance get: by its register, such as the land book of a locality, and its entry there?"""
    return record_id("enc", register, number)


def claim_id(case_number: str, number: str) -> str:
    """Which id does a claim get: by the criminal file and its number?"""
    return record_id("clm", case_number, number)


def worksheet_id(case_number: str, number: str) -> str:
    """Which id does a worksheet of extended confiscation get: by the criminal file and its number?"""
    return record_id("wsh", case_number, number)


def certificate_id(case_number: str, number: str) -> str:
    """Which id does a certificate get: by the criminal file and its number?"""
    return record_id("crt", case_number, number)


def recognition_id(from_state: str, number: str) -> str:
    """Which id does a recognition get: by the State that asks and the number of the case of recognition?"""
    return record_id("rec", from_state, number)


def request_id(channel: str, number: str) -> str:
    """Which id does a request between offices get: by its channel and its number there?"""
    return record_id("req", channel, number)


def support_contact_id(source: str, number: str) -> str:
    """Which id does a support contact get: by its register and its number there? No name of a victim is a part."""
    return record_id("sup", source, number)


def link_id(kind: str, tail: str, head: str, *parts: str) -> str:
    """Which id does a link get? ``parts`` distinguish parallel links (start date, role, share)."""
    return record_id("lnk", kind, tail, head, *parts)


def event_id(kind: str, subject: str, effective: str, *parts: str) -> str:
    """Which id does an event get? The same content read twice is the same event."""
    return record_id("evt", kind, subject, effective, *parts)
