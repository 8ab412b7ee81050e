"""Runs a scenario through the product's own actions into an empty case in a folder, and reads its answers back."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, date, datetime
from functools import partial
from itertools import count
from pathlib import Path
from typing import Any

from graph_schema.records import identity
from graph_schema.records.events import Event
from graph_schema.records.nodes import Node
from tests.recovery_scenarios.core import ask
from tests.recovery_scenarios.reading import Row, read_act, read_settings
from tracer.access.roles import Actor
from tracer.actions.decisions import record_decision
from tracer.actions.recovery.acts import record_act
from tracer.casework.recovery.recovery_case import read_recovery_case
from tracer.casework.sessions.opening import open_session
from tracer.casework.sessions.session import Session
from tracer.recovery.acts.assets import AssetAct, CountTableAct, RateAct, ValueAct
from tracer.settings import Settings

ASSETS: Mapping[str, tuple[str, Mapping[str, Any]]] = {
    **dict.fromkeys(
        ("flat", "house", "building", "farm_land", "land"), ("Property", {"locality": "Inventata", "cadastral": "1"})
    ),
    **dict.fromkeys(("car", "motorcycle", "vessel"), ("Vehicle", {})),
    **dict.fromkeys(("gold", "watch", "jewellery", "art"), ("Valuable", {})),
    "cash": ("Cash", {"amount_minor": 100, "currency": "RON"}),
    "crypto": ("CryptoWallet", {"address": "invented"}),
    "company_share": ("CompanyShare", {"share": "1/1"}),
}
"""Class of asset -> its kind of node, and what that kind must state besides."""
ENDS = ("case", "item", "asset", "order", "claim", "certificate", "encumbrance", "appeal", "sale", "recognition")
"""Fields of an act that name a record of their own kind."""
PERSONS = ("person", "against", "title_holder", "by", "creditor", "on")
OTHERS = {"attached_to": "item", "under": "item", "worksheet": "worksheet"}
NUMBERED = {
    "case": identity.case_id,
    "order": partial(identity.order_id, "authority"),
    "item": partial(identity.order_item_id, "file"),
    "appeal": partial(identity.appeal_id, "authority"),
    "sale": partial(identity.sale_id, "file"),
    "encumbrance": partial(identity.encumbrance_id, "register"),
    "claim": partial(identity.claim_id, "file"),
    "worksheet": partial(identity.worksheet_id, "file"),
    "certificate": partial(identity.certificate_id, "file"),
    "recognition": partial(identity.recognition_id, "XX"),
    "asset": partial(identity.asset_id, "scenario"),
}


class StoreCore:
    """One empty case in a folder; every act is an action of a person on its day of recording."""

    def __init__(self, folder: Path, config: Row) -> None:
        self._names: dict[str, str] = {}
        self._ids: dict[tuple[str, str], str] = {}
        self._acts: dict[str, str] = {}
        self._tables: list[CountTableAct] = []
        self._currencies: dict[str, str] = {}
        """Asset -> currency of its value; that of a cap which states none."""
        self._counted = count()
        self._session = open_session(Settings(folder, Actor("Ana Proba", "owner"), "en"), create=True)
        self._session.case.rules = read_settings(config)

    def close(self) -> None:
        self._session.store.close()

    def record(self, row: Row) -> dict[str, Any]:
        session = self._on(row["recorded"])
        read_act(row)  # a wrong act is named before anything is kept
        self._keep_ends(session, row)
        act = read_act(self._with_ids(session, row))
        if isinstance(act, CountTableAct):
            self._tables.append(act)
            return {"result": "accepted"}
        if isinstance(act, AssetAct):
            return self._keep_asset(session, row, act)
        if isinstance(act, RateAct):
            return self._keep_rate(session, act)
        if isinstance(act, ValueAct):
            # Who determines the value of an asset does not sell it.
            session = replace(session, actor=Actor("Ema Proba", "owner"))
        given = {"reason": "probă", "number": self._number(row), "key": row["id"]}
        recorded = record_act(session, act, **given)
        if recorded.outcome.refusal is not None:
            return {"result": "refused", "code": recorded.outcome.refusal.code}
        assert recorded.report is not None
        assert not recorded.report.rejections, recorded.report.rejections
        self._acts[row["id"]] = recorded.id
        flags = recorded.outcome.flags
        return {"result": "accepted", **({"flags": list(flags)} if flags else {})}

    def answer(self, question: Row) -> dict[str, Any]:
        known_on = question.get("known_on")
        case = read_recovery_case(self._session)
        facts = case.facts(date.fromisoformat(known_on) if known_on else None)
        for table in self._tables:
            facts.add(table)
        wants = [":".join(self._id_of(part) for part in want.split(":")) for want in question["want"]]
        given = ask(facts, {**question, "want": wants})
        renamed = self._with_names(given)
        for want in question["want"]:
            if want == "deadlines":
                renamed[want].sort(key=lambda term: (term["due"][:10], term["due"], term["rule"], term["subject"]))
        return renamed

    def _keep_ends(self, session: Session, row: Row) -> None:
        """A file or an asset that no act introduces is there all the same: another register has it."""
        for kind, type_, props in (
            ("case", "Case", {"number": row.get("case")}),
            ("asset", "Valuable", {"description": row.get("asset"), "asset_class": "other"}),
        ):
            name = row.get(kind)
            if name and row["kind"] != kind and (kind, name) not in self._ids:
                self._keep(session, Node(self._id(kind, name), type_, props, "path:/nodes/0"))

    def _on(self, day: str) -> Session:
        moment = datetime.fromisoformat(f"{day[:10]}T12:00:00").replace(tzinfo=UTC)
        # Decisions of one second and one content would be one file.
        at = moment.replace(minute=(tick := next(self._counted)) // 60 % 60, second=tick % 60)
        return replace(self._session, now=lambda: at)

    def _number(self, row: Row) -> str:
        return next((row[name] for name in (*reversed(ENDS), "worksheet") if row["kind"] == name), row["id"])

    def _with_ids(self, session: Session, row: Row) -> dict[str, Any]:
        found = dict(row)
        for name in ENDS:
            if row.get(name):
                found[name] = self._id(name, row[name])
        for name, kind in OTHERS.items():
            if row.get(name):
                found[name] = self._id(kind, row[name])
        for name in PERSONS:
            if row.get(name) and row[name] != "whole":
                found[name] = self._person(session, row[name], company=name == "creditor")
        for name in ("posting", "target"):
            if name in row:
                found[name] = self._acts.get(row[name], row[name])
        if row["kind"] == "value":
            self._currencies[row["asset"]] = row["currency"]
        if row.get("cap") is not None and not row.get("cap_currency"):
            found["cap_currency"] = self._currencies.get(row["asset"], "RON")
        if "acquisitions" in row:
            lines = row["acquisitions"]
            found["acquisitions"] = [{**line, "asset": self._id("asset", line["asset"])} for line in lines]
        if "subject" in row:
            found["subject"] = ":".join(self._id_of(part) for part in row["subject"].split(":"))
        return found

    def _id(self, kind: str, name: str) -> str:
        made = self._ids.setdefault((kind, name), NUMBERED[kind](name))
        self._names[made] = name
        return made

    def _id_of(self, name: str) -> str:
        return next((made for (_, known), made in self._ids.items() if known == name), name)

    def _person(self, session: Session, name: str, *, company: bool) -> str:
        kind = "Company" if company else "Person"
        if (kind, name) not in self._ids:
            make = identity.company_id if company else identity.person_id
            number = {"cui": None} if company else {"cnp": None}
            id_ = self._ids[kind, name] = make(**number, source="scenario", local=name)
            self._names[id_] = name
            self._keep(session, Node(id_, kind, {"name": name}, "path:/nodes/0"))
        return self._ids[kind, name]

    def _keep(self, session: Session, node: Node, **more: Any) -> None:
        report = record_decision(session, right="decide", action="scenario", reason="probă", nodes=[node], **more)
        assert not report.rejections, report.rejections

    def _keep_asset(self, session: Session, row: Row, act: AssetAct) -> dict[str, Any]:
        kind, more = ASSETS.get(act.asset_class, ("Valuable", {}))
        if act.asset_class == "account":
            node = Node(act.asset, "Account", {"number": f"invented {row['asset']}"}, "path:/nodes/0")
        else:
            class_ = act.asset_class if act.asset_class in ASSETS else "other"
            props = {"description": row["asset"], "asset_class": class_, **more}
            node = Node(act.asset, kind, props, "path:/nodes/0")
        self._keep(session, node)
        return {"result": "accepted"}

    def _keep_rate(self, session: Session, act: RateAct) -> dict[str, Any]:
        subject = f"rate:{act.from_currency}-{act.to_currency}"
        id_ = identity.event_id("Rate", subject, act.effective.isoformat(), act.id)
        props = {
            "from_currency": act.from_currency,
            "to_currency": act.to_currency,
            "numerator": act.num,
            "denominator": act.den,
            "publisher": "BNR",
        }
        author = session.actor.name
        rate = Event(id_, "Rate", subject, act.effective, act.recorded, author, props, "path:/events/0")
        report = record_decision(session, right="decide", action="scenario", reason="probă", events=[rate])
        assert not report.rejections, report.rejections
        return {"result": "accepted"}

    def _with_names(self, value: Any) -> Any:
        if isinstance(value, dict):
            return {self._with_names(key): self._with_names(item) for key, item in value.items()}
        if isinstance(value, list):
            return [self._with_names(item) for item in value]
        if isinstance(value, str):
            return ":".join(self._names.get(part, part) for part in value.split(":"))
        return value
