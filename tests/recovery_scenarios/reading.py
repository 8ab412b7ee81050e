"""Reads a scenario file and turns each act of it into the typed act of the product."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from datetime import UTC, date, datetime
from fractions import Fraction
from pathlib import Path
from typing import Any

from tracer.recovery.acts.abroad import CertificateAct, CollectedAct, RecognitionAct, RequestAct
from tracer.recovery.acts.act import ActAuthority, ActDocument, RecoveryAct
from tracer.recovery.acts.assets import (
    Acquisition,
    AssetAct,
    CountTableAct,
    EncumbranceAct,
    OwnerAct,
    RateAct,
    ValueAct,
    WorksheetAct,
)
from tracer.recovery.acts.facts import RecoverySettings
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
from tracer.recovery.acts.money import ClaimAct, ClaimDecisionAct, PostAct, ReverseAct, RevokeAct, SaleAct
from tracer.recovery.acts.parties import CaseAct, ChargeAct, NoticeAct, ProceedingAct, RoleAct, TermDoneAct

FORMAT = "tracer-recovery-cases"
Row = Mapping[str, Any]
AUTHORITIES = {"preliminary_judge": "prelim_judge"}
"""Kind of authority in the file -> its code in the product, where they differ."""


class WrongScenario(Exception):
    """The file is not a scenario file, or an act or question in it cannot be read."""


def read_scenarios(path: Path) -> list[Row]:
    """The scenarios of a file. Raises: WrongScenario."""
    try:
        content = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise WrongScenario(f"{path}: {error}") from error
    if not isinstance(content, dict) or content.get("format") != FORMAT:
        raise WrongScenario(f"{path}: expected an object with format {FORMAT!r}")
    scenarios = content.get("scenarios")
    if not isinstance(scenarios, list):
        raise WrongScenario(f"{path}: expected a list of scenarios")
    for scenario in scenarios:
        missing = {"id", "acts", "questions", "expected"} - set(scenario)
        if missing:
            raise WrongScenario(f"{path}: scenario {scenario.get('id')} has no {', '.join(sorted(missing))}")
    return scenarios


def read_settings(config: Row) -> RecoverySettings:
    valid_from = {
        key.removesuffix("_valid_from"): date.fromisoformat(value)
        for key, value in config.items()
        if key.endswith("_valid_from") and value
    }
    return RecoverySettings(valid_from, Fraction(config.get("sale_cost_share", "0")))


def read_act(row: Row) -> RecoveryAct:
    """The typed act of one row. Raises: WrongScenario."""
    read = READERS.get(row.get("kind", ""))
    if read is None:
        raise WrongScenario(
            f"act {row.get('id')}: unknown kind {row.get('kind')!r}; known: {', '.join(sorted(READERS))}"
        )
    try:
        when = {"id": row["id"], "effective": _day(row["effective"]), "recorded": _day(row["recorded"])}
        return read(row, when)
    except (KeyError, ValueError, TypeError, ArithmeticError, AttributeError) as error:
        raise WrongScenario(f"act {row.get('id')}: {type(error).__name__} {error}") from error


def read_instant(text: str) -> datetime:
    found = datetime.fromisoformat(text.replace("Z", "+00:00"))
    return found.replace(tzinfo=UTC) if found.tzinfo is None else found.astimezone(UTC)


def _day(text: str) -> date:
    return date.fromisoformat(text[:10])


def _optional_day(text: str | None) -> date | None:
    return _day(text) if text else None


def _instant(text: str | None) -> datetime | None:
    return read_instant(text) if text and "T" in text else None


def _share(text: str | None) -> Fraction | None:
    return None if text is None else Fraction(text)


def _minor(value: Any) -> int:
    if type(value) is not int:
        raise ValueError(f"{value!r} is not a whole number of minor units")
    return value


def _source(row: Row) -> dict[str, Any]:
    document, authority = row.get("document"), row.get("authority")
    found: dict[str, Any] = {}
    if document:
        day = _day(document.get("date") or row["effective"])
        found["document"] = ActDocument(document.get("kind") or "", str(document.get("number") or ""), day)
    if authority:
        found["authority"] = ActAuthority(
            AUTHORITIES.get(kind := authority.get("kind") or "", kind), authority.get("name") or ""
        )
    return found


def _item(row: Row, when: Row) -> ItemAct:
    amount = row.get("amount")
    return ItemAct(
        **when,
        item=row["item"],
        case=row["case"],
        against=row.get("against"),
        purposes=frozenset(row.get("purposes", ())),
        asset=row.get("asset"),
        title_holder=row.get("title_holder"),
        share=_share(row.get("share")),
        amount=None if amount is None else _minor(amount),
        currency=row.get("currency"),
        cap=row.get("cap"),
        cap_currency=row.get("cap_currency"),
        foreign=bool(row.get("foreign")),
        attached_to=row.get("attached_to"),
        under=row.get("under"),
    )


def _post(row: Row, when: Row) -> PostAct:
    return PostAct(
        **when,
        **_source(row),
        item=row["item"],
        template=row["template"],
        amount=_minor(row.get("amount") or 0),
        currency=row["currency"],
        cost=_minor(row.get("cost") or 0),
        share=_share(row.get("share")),
        **{
            name: row.get(name)
            for name in (
                "to_amount",
                "to_currency",
                "rate_num",
                "rate_den",
                "claim",
                "certificate",
                "encumbrance",
                "reason",
            )
        },
    )


def _worksheet(row: Row, when: Row) -> WorksheetAct:
    return WorksheetAct(
        **when,
        worksheet=row["worksheet"],
        person=row["person"],
        window_from=_day(row["window_from"]),
        window_to=_day(row["window_to"]),
        lawful_income=_minor(row["lawful_income"]),
        expenses=_minor(row["expenses"]),
        currency=row["currency"],
        acquisitions=tuple(
            Acquisition(line["asset"], _day(line["on"]), _minor(line["amount"])) for line in row["acquisitions"]
        ),
    )


def _recognition(row: Row, when: Row) -> RecognitionAct:
    named = ("recognition", "event", "form", "from_state", "result", "ground")
    return RecognitionAct(
        **when,
        **_source(row),
        **{name: row.get(name) for name in named},
        urgent=bool(row.get("urgent")),
        at=_instant(row.get("at")),
    )


READERS: Mapping[str, Callable[[Row, Row], RecoveryAct]] = {
    "case": lambda row, when: CaseAct(**when, case=row["case"], office=row.get("office", "")),
    "proceeding": lambda row, when: ProceedingAct(**when, **_source(row), case=row["case"], fact=row["fact"]),
    "role": lambda row, when: RoleAct(
        **when,
        case=row["case"],
        person=row["person"],
        role=row["role"],
        minor=bool(row.get("minor")),
        until=_optional_day(row.get("to")),
    ),
    "charge": lambda row, when: ChargeAct(
        **when,
        case=row["case"],
        person=row["person"],
        article=row["article"],
        since=_optional_day(row.get("from")),
        until=_optional_day(row.get("to")),
    ),
    "notice": lambda row, when: NoticeAct(**when, case=row["case"], person=row["person"], moment=row["about"]),
    "deadline_done": lambda row, when: TermDoneAct(**when, rule=row["rule"], subject=row["subject"]),
    "asset": lambda row, when: AssetAct(**when, asset=row["asset"], asset_class=row["asset_class"]),
    "owner": lambda row, when: OwnerAct(
        **when,
        asset=row["asset"],
        person=row["person"],
        share=Fraction(row["share"]),
        until=_optional_day(row.get("to")),
    ),
    "encumbrance": lambda row, when: EncumbranceAct(
        **when,
        encumbrance=row["encumbrance"],
        asset=row["asset"],
        creditor=row.get("creditor", ""),
        rank=row.get("rank", 1),
        amount=_minor(row["amount"]),
        currency=row["currency"],
        on=row.get("on", "whole"),
    ),
    "value": lambda row, when: ValueAct(
        **when, asset=row["asset"], moment=row["moment"], amount=_minor(row["amount"]), currency=row["currency"]
    ),
    "rate": lambda row, when: RateAct(
        **when, from_currency=row["from"], to_currency=row["to"], num=_minor(row["num"]), den=_minor(row["den"])
    ),
    "order": lambda row, when: OrderAct(
        **when,
        **_source(row),
        order=row["order"],
        case=row["case"],
        order_kind=row["order_kind"],
        fine=bool(row.get("fine")),
        damages=bool(row.get("damages")),
    ),
    "item": _item,
    "step": lambda row, when: StepAct(
        **when,
        **_source(row),
        item=row["item"],
        to=row["to"],
        order=row.get("order"),
        reason=row.get("reason"),
        basis=row.get("basis"),
        share=_share(row.get("share")),
    ),
    "part_release": lambda row, when: PartReleaseAct(
        **when, **_source(row), item=row["item"], share=Fraction(row["share"])
    ),
    "check": lambda row, when: PeriodicCheckAct(**when, **_source(row), item=row["item"]),
    "communication": lambda row, when: CommunicationAct(
        **when, order=row["order"], person=row["person"], at=_instant(row.get("at"))
    ),
    "custody": lambda row, when: CustodyAct(
        **when, **_source(row), item=row["item"], custodian=row.get("custodian", "")
    ),
    "finding": lambda row, when: FindingAct(
        **when, item=row["item"], factor=row.get("about", ""), typed=row.get("typed", ""), text=row.get("text", "")
    ),
    "appeal": lambda row, when: AppealAct(
        **when,
        **_source(row),
        appeal=row["appeal"],
        order=row["order"],
        item=row.get("item"),
        by=row["by"],
        at=_instant(row.get("at")),
    ),
    "appeal_decision": lambda row, when: AppealDecisionAct(
        **when, **_source(row), appeal=row["appeal"], outcome=row["outcome"]
    ),
    "sale": lambda row, when: SaleAct(
        **when,
        **_source(row),
        sale=row["sale"],
        item=row["item"],
        event=row["event"],
        ground=row.get("ground"),
        consent=bool(row.get("consent")),
    ),
    "post": _post,
    "reverse": lambda row, when: ReverseAct(**when, posting=row["posting"], reason=row.get("reason")),
    "revoke": lambda row, when: RevokeAct(**when, target=row["target"], reason=row.get("reason")),
    "claim": lambda row, when: ClaimAct(
        **when,
        claim=row["claim"],
        case=row["case"],
        person=row["person"],
        claim_kind=row["claim_kind"],
        amount=None if row.get("amount") is None else _minor(row["amount"]),
        currency=row["currency"],
        item=row.get("item"),
        rank=row.get("rank", 1),
    ),
    "claim_decision": lambda row, when: ClaimDecisionAct(
        **when,
        **_source(row),
        claim=row["claim"],
        outcome=row["outcome"],
        amount=None if row.get("amount") is None else _minor(row["amount"]),
        currency=row.get("currency"),
    ),
    "certificate": lambda row, when: CertificateAct(
        **when,
        **{name: row[name] for name in ("certificate", "form", "order", "to_state", "currency")},
        amount_here=_minor(row["amount_here"]),
        total=_minor(row["total"]),
    ),
    "collected": lambda row, when: CollectedAct(
        **when,
        **_source(row),
        certificate=row["certificate"],
        amount=_minor(row["amount"]),
        currency=row["currency"],
    ),
    "recognition": _recognition,
    "request": lambda row, when: RequestAct(
        **when,
        direction=row["direction"],
        state=row.get("to") or row.get("from") or "",
        channel=row.get("channel"),
        urgency=row.get("urgency"),
    ),
    "worksheet": _worksheet,
    "table": lambda row, when: CountTableAct(
        **when, table=row["table"], rows=tuple(tuple(line) for line in row["rows"]), smallest=row["smallest"]
    ),
}
"""How each kind of act is read."""
