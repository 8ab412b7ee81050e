"""The register of measures as the prosecutor's office sends it: one row a step, with its document."""

from __future__ import annotations

from typing import Final

from graph_schema.values.shares import share_text
from tracer.sample.files.tables import romanian_day, romanian_mapping, romanian_sum, write_table
from tracer.sample.world.accounts import ACCOUNTS
from tracer.sample.world.assets import ITEMS, LANDS, VEHICLES
from tracer.sample.world.companies import COMPANIES
from tracer.sample.world.measures import Measure, SampleStep, steps
from tracer.sample.world.people import PEOPLE

_COLUMNS: Final = {
    "case_number": "Dosar",
    "measure_number": "Măsura",
    "asset_kind": "Fel bun",
    "locality": "UAT",
    "cadastral": "Nr. cadastral",
    "vin": "Serie șasiu",
    "inventory": "Proces-verbal",
    "item": "Poziție",
    "chain": "Rețea",
    "address": "Adresă",
    "iban": "IBAN",
    "person_cnp": "CNP",
    "company_cui": "CUI",
    "share": "Cotă",
    "purposes": "Scop",
    "state": "Stare",
    "effective": "Data",
    "recorded": "Înregistrat",
    "document_type": "Act",
    "document_number": "Nr. act",
    "document_date": "Data act",
    "authority": "Organ",
    "amount": "Sumă",
    "currency": "Monedă",
    "released_share": "Cotă eliberată",
    "reason": "Motiv",
    "value": "Valoare",
    "value_currency": "Moneda valorii",
    "value_method": "Metoda",
    "value_date": "Data valorii",
}
_KINDS: Final = {
    "imobil": "property",
    "vehicul": "vehicle",
    "bun ridicat": "item",
    "portofel": "wallet",
    "cont": "account",
}
_METHODS: Final = {"evaluare": "appraisal", "sold": "face_value"}
_DOCUMENTS: Final = {
    "IDENTIFIED": ("înscris sursă", "Poliția Exemplu"),
    "TRACED": ("extras din registru", "Poliția Exemplu"),
    "REQUESTED": ("referat", "Poliția Exemplu"),
    "URGENT": ("ordin de indisponibilizare urgentă", "ANABI"),
    "LAPSED": ("", ""),
    "FROZEN": ("ordonanță", "Procuror Exemplu"),
    "CHALLENGED": ("contestație", "Persoana afectată"),
    "PART_RELEASED": ("încheiere", "Tribunalul Exemplu"),
    "RELEASED": ("încheiere", "Tribunalul Exemplu"),
    "MANAGED": ("proces-verbal", "ANABI"),
    "SALE_ORDERED": ("încheiere", "Judecător Exemplu"),
    "DEPOSITED": ("foaie de vărsământ", "ANABI"),
    "CONF_NONFINAL": ("hotărâre", "Tribunalul Exemplu"),
    "CONF_FINAL": ("hotărâre", "Curtea de Apel Exemplu"),
    "ENFORCING": ("copie de pe dispozitiv", "Judecător delegat Exemplu"),
    "REALISED": ("act de valorificare", "ANAF"),
    "VICTIM": ("ordin de plată", "ANABI"),
    "BUDGET": ("ordin de plată", "ANABI"),
    "REUSE": ("hotărâre de atribuire", "Guvernul Fictiv"),
    "DESTROYED": ("proces-verbal", "Judecător delegat Exemplu"),
    "RETURNED_VICTIM": ("ordonanță de restituire", "Procuror Exemplu"),
    "NOT_FOUND": ("notă motivată", "Poliția Exemplu"),
    "DROPPED": ("notă motivată", "Poliția Exemplu"),
}

MEASURES_MAPPING: Final = romanian_mapping(
    "Registrul măsurilor",
    "measures-register",
    encoding="utf-8-sig",
    group_mark=".",
    columns=_COLUMNS,
    codes={"asset_kind": _KINDS, "value_method": _METHODS},
)


def write_measures() -> bytes:
    """The register as the prosecutor's office sends it."""
    rows = [_row(measure, number, step) for measure, number, step in steps()]
    return write_table(tuple(_COLUMNS.values()), rows, encoding="utf-8-sig")


def _row(measure: Measure, number: int, step: SampleStep) -> tuple[str, ...]:
    cells = {
        "case_number": measure.case,
        "measure_number": measure.number,
        "state": step.state,
        "effective": romanian_day(step.effective),
        "recorded": romanian_day(step.recorded),
        "reason": step.reason,
        **(_head(measure) if number == 1 else {}),
        **_document(measure, number, step),
        **_money(step),
    }
    return tuple(cells.get(field, "") for field in _COLUMNS)


def _head(measure: Measure) -> dict[str, str]:
    """The cells that only the first row of a measure has: asset, person, share, purpose."""
    aim = {"person_cnp": PEOPLE[measure.against].cnp} if measure.against in PEOPLE else {}
    if measure.against in COMPANIES:
        aim = {"company_cui": COMPANIES[measure.against].cui}
    share = {"share": share_text(measure.share), "purposes": measure.purposes}
    return {**_asset(measure.asset), **aim, **share}


def _asset(key: str) -> dict[str, str]:
    if key.startswith("account:"):
        return {"asset_kind": "cont", "iban": ACCOUNTS[key.removeprefix("account:")].iban}
    for land in LANDS:
        if land.key == key:
            return {"asset_kind": "imobil", "locality": land.locality, "cadastral": land.cadastral}
    for vehicle in VEHICLES:
        if vehicle.key == key:
            return {"asset_kind": "vehicul", "vin": vehicle.vin}
    item = next(item for item in ITEMS if item.key == key)
    if item.asset_class == "crypto":
        return {"asset_kind": "portofel", "chain": item.special[0], "address": item.special[1]}
    return {"asset_kind": "bun ridicat", "inventory": item.minutes, "item": item.number}


def _document(measure: Measure, number: int, step: SampleStep) -> dict[str, str]:
    kind, authority = _DOCUMENTS[step.state]
    if not kind:
        return {}
    return {
        "document_type": kind,
        "document_number": f"EX-{measure.case.partition('/')[0][-1]}.{measure.number}.{number}",
        "document_date": romanian_day(step.effective),
        "authority": authority,
    }


def _money(step: SampleStep) -> dict[str, str]:
    found: dict[str, str] = {}
    if step.amount:
        found |= {"amount": romanian_sum(step.amount * 100), "currency": step.currency}
    if step.released:
        found["released_share"] = share_text(step.released)
    if step.value is not None:
        methods = {code: word for word, code in _METHODS.items()}
        found |= {
            "value": romanian_sum(step.value.amount * 100),
            "value_currency": step.value.currency,
            "value_method": methods[step.value.method],
            "value_date": romanian_day(step.effective),
        }
    return found
