"""Reads an act from what a person states of it: its kind, and each field as a name with a text."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import MISSING, dataclass, fields
from datetime import UTC, date, datetime
from fractions import Fraction
from types import MappingProxyType
from typing import Any, Final, get_type_hints

from graph_schema.errors import WrongUse
from graph_schema.identifiers import check_case_number
from graph_schema.records import identity
from graph_schema.records.kinds.recovery_links import ITEM_TYPES
from graph_schema.values.money import parse_plain
from tracer.casework.recovery_records.numbered_records import records_numbered
from tracer.casework.sessions.session import Session
from tracer.graph.case_graph import CaseGraph
from tracer.recovery.acts.abroad import CertificateAct, CollectedAct, RecognitionAct
from tracer.recovery.acts.act import ActAuthority, ActDocument, RecoveryAct, SourcedAct
from tracer.recovery.acts.assets import WHOLE, EncumbranceAct, ValueAct
from tracer.recovery.acts.measures import (
    AppealAct,
    AppealDecisionAct,
    CommunicationAct,
    CustodyAct,
    FindingAct,
    ItemAct,
    OrderAct,
    PartReleaseAct,
    PeriodicCheckAct,
    StepAct,
)
from tracer.recovery.acts.money import ClaimAct, ClaimDecisionAct, MonthAct, PostAct, ReverseAct, RevokeAct, SaleAct
from tracer.recovery.acts.parties import CaseAct, ChargeAct, NoticeAct, ProceedingAct, TermDoneAct

ACT_KINDS: Final[Mapping[str, type[RecoveryAct]]] = MappingProxyType(
    {
        "file": CaseAct,
        "order": OrderAct,
        "item": ItemAct,
        "step": StepAct,
        "part-release": PartReleaseAct,
        "check": PeriodicCheckAct,
        "communication": CommunicationAct,
        "custody": CustodyAct,
        "finding": FindingAct,
        "appeal": AppealAct,
        "appeal-decision": AppealDecisionAct,
        "sale": SaleAct,
        "posting": PostAct,
        "reversal": ReverseAct,
        "month": MonthAct,
        "revocation": RevokeAct,
        "claim": ClaimAct,
        "claim-decision": ClaimDecisionAct,
        "proceeding": ProceedingAct,
        "charge": ChargeAct,
        "notice": NoticeAct,
        "term-done": TermDoneAct,
        "debt": EncumbranceAct,
        "value": ValueAct,
        "certificate": CertificateAct,
        "collected": CollectedAct,
        "recognition": RecognitionAct,
    }
)
"""The kinds of act that a person records, by the name under which the command line takes them."""
PARTIES: Final = frozenset({"person", "against", "title_holder", "by", "creditor"})
_REGISTERED: Final[Mapping[str, tuple[str, ...]]] = MappingProxyType(
    {
        "order": ("Order",),
        "item": ITEM_TYPES,
        "attached_to": ITEM_TYPES,
        "under": ITEM_TYPES,
        "appeal": ("Appeal",),
        "sale": ("Sale",),
        "claim": ("Claim",),
        "certificate": ("Certificate",),
        "encumbrance": ("Encumbrance",),
        "recognition": ("Recognition",),
    }
)
"""Field -> the types of record that it names by its number."""
_NEW: Final[Mapping[type[RecoveryAct], tuple[str, Callable[[str, str], str]]]] = MappingProxyType(
    {
        OrderAct: ("order", identity.order_id),
        ItemAct: ("item", identity.order_item_id),
        AppealAct: ("appeal", identity.appeal_id),
        SaleAct: ("sale", identity.sale_id),
        ClaimAct: ("claim", identity.claim_id),
        EncumbranceAct: ("encumbrance", identity.encumbrance_id),
        CertificateAct: ("certificate", identity.certificate_id),
        RecognitionAct: ("recognition", identity.recognition_id),
    }
)
"""Kind of act -> the field of the record that it makes, and how the id of the record follows from register and number."""
_OF_SOURCE: Final = frozenset({"id", "effective", "recorded", "author", "as_stated", "document", "authority"})
_SUMS: Final = MappingProxyType({"cap": "cap_currency", "to_amount": "to_currency"})
"""Sum -> the field of its currency; that of every other sum is ``currency``."""
_AMOUNTS: Final = frozenset({"amount", "cost", "cap", "to_amount", "amount_here", "total", "price"})
Finder = Callable[[str, bool], str]
"""A name or number, and whether an asset is asked for -> the id of the person, company or asset that it means."""


@dataclass(frozen=True, slots=True)
class StatedAct:
    """What a person states of an act. ``values``: field -> text. ``number``: of a new record, in its register."""

    kind: str
    on: date
    values: Mapping[str, str]
    number: str = ""
    document: ActDocument | None = None
    authority: ActAuthority | None = None


def read_stated_act(session: Session, stated: StatedAct, find: Finder) -> RecoveryAct:
    """The act that a person states. Raises: WrongUse naming the field, its text, and what is expected."""
    session.allow("order")
    kind = ACT_KINDS.get(stated.kind)
    if kind is None:
        raise WrongUse(
            "{kind!r} is no kind of act; expected one of {known}.", kind=stated.kind, known=", ".join(ACT_KINDS)
        )
    known = [field for field in fields(kind) if field.name not in _OF_SOURCE]
    made = _NEW.get(kind, ("", None))[0]
    names = [field.name for field in known if field.name != made or not stated.number]
    for name in stated.values:
        if name not in names:
            raise WrongUse(
                "An act of kind {kind} has no field {name!r}; expected {known}.",
                kind=stated.kind,
                name=name,
                known=", ".join(names),
            )
    graph, types = session.graph(), get_type_hints(kind)
    given: dict[str, Any] = {
        name: _read(graph, name, text, types[name], stated.values, find) for name, text in stated.values.items()
    }
    if made and stated.number:
        given[made] = _NEW[kind][1](_register(graph, kind, stated, given), stated.number)
    for field in known:
        if field.name not in given:
            if field.default is MISSING and type(None) not in getattr(types[field.name], "__args__", ()):
                raise WrongUse(
                    "An act of kind {kind} needs {name}; expected {known}.",
                    kind=stated.kind,
                    name="--number" if field.name == made else field.name,
                    known=", ".join(names),
                )
            given.setdefault(field.name, None if field.default is MISSING else field.default)
    if issubclass(kind, SourcedAct):
        given |= {"document": stated.document, "authority": stated.authority}
    return kind(id="", effective=stated.on, recorded=session.today(), **given)


def register_number(stated: StatedAct) -> str:
    """The number under which a new record stands in its register; that of a file is the number of the file."""
    if stated.kind == "file" and "case" in stated.values:
        return check_case_number(stated.values["case"]).value
    return stated.number


def _read(graph: CaseGraph, name: str, text: str, kind: Any, values: Mapping[str, str], find: Finder) -> Any:
    if name in _AMOUNTS:
        return parse_plain(text, values.get(_SUMS.get(name, "currency"), ""))
    if name == "case":
        return _file(graph, text, values)
    if name in PARTIES or (name == "on" and text != WHOLE):
        return find(text, False)
    if name == "asset":
        return find(text, True)
    if name in _REGISTERED:
        return _registered(graph, name, text)
    wanted = str(kind).lower()
    try:
        if "fraction" in wanted:
            return Fraction(text)
        if "datetime.datetime" in wanted:
            found = datetime.fromisoformat(text)
            return found.replace(tzinfo=UTC) if found.tzinfo is None else found.astimezone(UTC)
        if "datetime.date" in wanted:
            return date.fromisoformat(text)
        if "frozenset" in wanted:
            return frozenset(part.strip() for part in text.split(",") if part.strip())
        if "bool" in wanted:
            return {"yes": True, "no": False}[text]
        return int(text) if "int" in wanted else text
    except (ValueError, KeyError, ZeroDivisionError):
        raise WrongUse(
            "{name} is {text!r}; expected a share such as 1/2, a day as YYYY-MM-DD, a time as YYYY-MM-DDTHH:MM, a whole "
            "number, or yes or no, as the field asks.",
            name=name,
            text=text,
        ) from None


def _file(graph: CaseGraph, text: str, values: Mapping[str, str]) -> str:
    """The criminal file of this number. Only the act that introduces a file, which states its office, may name a new one."""
    found = identity.case_id(check_case_number(text).value)
    if found not in graph.nodes and "office" not in values:
        raise WrongUse("The case has no file {number}. Record it first: kind file, with case and office.", number=text)
    return found


def _registered(graph: CaseGraph, name: str, text: str) -> str:
    """The record that this id means, this number, or the number of its file with a slash and this number."""
    found = records_numbered(graph, text, _REGISTERED[name])
    if len(found) == 1:
        return found[0]
    if found:
        raise WrongUse(
            "{name} {text} is the number of several records: {ids}. Name the id, or the file, a slash and the number.",
            name=name,
            text=text,
            ids=", ".join(found),
        )
    raise WrongUse("No record for {name} has the number {text}. Record it first.", name=name, text=text)


def _register(graph: CaseGraph, kind: type[RecoveryAct], stated: StatedAct, given: Mapping[str, Any]) -> str:
    """In which register is the new record numbered: of the authority, the file, the State, or the register of debts?"""
    if kind in (OrderAct, AppealAct):
        return stated.authority.name if stated.authority is not None else ""
    if kind is RecognitionAct:
        return str(given.get("from_state", ""))
    if kind is EncumbranceAct:
        return str(given.get("asset", ""))
    if "case" in given:
        return check_case_number(stated.values["case"]).value
    of = str(given.get("item") or given.get("order") or "")
    files = [link.head for link in graph.links_at(of) if link.type == "InCase" and link.tail == of]
    return str(graph.nodes[files[0]].props["number"]) if files else ""
