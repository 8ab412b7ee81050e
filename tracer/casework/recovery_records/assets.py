"""Writes and reads assets, their owners, debts, values, rates, and the worksheet of extended confiscation."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from fractions import Fraction

from graph_schema.records.nodes import ASSET_TYPES
from tracer.casework.recovery_records.act_sheet import ActSheet, yes_or_no
from tracer.casework.recovery_records.case_records import CaseRecords, Placed, dated_event, day, share, text
from tracer.casework.recovery_records.parties import first_day, last_day
from tracer.recovery.acts.act import RecoveryAct
from tracer.recovery.acts.assets import (
    WHOLE,
    Acquisition,
    AssetAct,
    EncumbranceAct,
    OwnerAct,
    RateAct,
    ValueAct,
    WorksheetAct,
)


def read_assets(records: CaseRecords) -> Iterator[tuple[Placed, RecoveryAct]]:
    """Every asset, and every account as an asset of class account."""
    for type_ in (*ASSET_TYPES, "Account"):
        for node in records.nodes(type_):
            class_ = str(node.props.get("asset_class", "account"))
            yield records.placed(node), AssetAct(**records.dated(node), asset=node.id, asset_class=class_)


def write_owner(act: OwnerAct, sheet: ActSheet, *, of_account: bool) -> None:
    """An entry of an owner is a link from the owner to the asset."""
    sheet.link(
        "HoldsAccount" if of_account else "Holds",
        act.person,
        act.asset,
        act.effective.isoformat(),
        share=act.share,
        from_date=act.effective,
        to_date=act.until,
        replaces=yes_or_no(not act.adds),
    )


def read_owners(records: CaseRecords) -> Iterator[tuple[Placed, RecoveryAct]]:
    """Every entry of an owner or holder. A share that the register does not state counts as the whole, a missing first
    day as always."""
    for kind in ("Holds", "HoldsAccount"):
        for link in records.links(kind):
            owner = OwnerAct(
                **records.dated(link, first_day(link.props.get("from_date")) or date.min.isoformat()),
                asset=link.head,
                person=link.tail,
                share=share(link.props) or Fraction(1),
                until=last_day(link.props.get("to_date")),
                adds=link.props.get("replaces") != "yes",
            )
            yield records.placed(link), owner


def write_encumbrance(act: EncumbranceAct, sheet: ActSheet) -> None:
    """A debt is a node, joined to the asset and to the creditor."""
    sheet.node(
        "Encumbrance",
        act.encumbrance,
        number=sheet.number,
        kind=act.encumbrance_kind,
        rank=act.rank,
        amount_minor=act.amount,
        currency=act.currency,
        on=act.on,
        checked=act.effective,
    )
    sheet.link("Burdens", act.encumbrance, act.asset)
    sheet.link("Creditor", act.encumbrance, act.creditor or None)


def read_encumbrances(records: CaseRecords) -> Iterator[tuple[Placed, RecoveryAct]]:
    """Every debt on an asset."""
    for node in records.nodes("Encumbrance"):
        debt = EncumbranceAct(
            **records.dated(node, node.props.get("checked")),
            encumbrance=node.id,
            asset=records.head(node.id, "Burdens") or "",
            creditor=records.head(node.id, "Creditor") or "",
            rank=int(node.props["rank"]),
            amount=int(node.props["amount_minor"]),
            currency=str(node.props["currency"]),
            on=str(node.props.get("on", WHOLE)),
            encumbrance_kind=str(node.props["kind"]),
        )
        yield records.placed(node), debt


def write_value(act: ValueAct, sheet: ActSheet) -> None:
    """A value is an event of the asset."""
    sheet.event(
        "Valuation",
        act.asset,
        act.effective,
        amount_minor=act.amount,
        currency=act.currency,
        method=act.method,
        moment=act.moment,
        appraiser=act.appraiser,
    )


def read_values(records: CaseRecords) -> Iterator[tuple[Placed, RecoveryAct]]:
    """Every value of an asset and every rate."""
    for event in records.events("Valuation"):
        value = ValueAct(
            **dated_event(event),
            asset=event.subject,
            moment=str(event.props.get("moment", "other")),
            amount=int(event.props["amount_minor"]),
            currency=str(event.props["currency"]),
            method=str(event.props["method"]),
            appraiser=text(event.props, "appraiser"),
        )
        yield event.recording_order, value
    for event in records.events("Rate"):
        rate = RateAct(
            **dated_event(event),
            from_currency=str(event.props["from_currency"]),
            to_currency=str(event.props["to_currency"]),
            num=int(event.props["numerator"]),
            den=int(event.props["denominator"]),
        )
        yield event.recording_order, rate


def write_worksheet(act: WorksheetAct, sheet: ActSheet) -> None:
    """A worksheet is a node, joined to the person; each acquisition is an event of it."""
    sheet.node(
        "Worksheet",
        act.worksheet,
        number=sheet.number,
        window_from=act.window_from,
        window_to=act.window_to,
        lawful_minor=act.lawful_income,
        expenses_minor=act.expenses,
        currency=act.currency,
    )
    sheet.link("Against", act.worksheet, act.person)
    for line in act.acquisitions:
        sheet.event(
            "Acquired", act.worksheet, line.on, asset=line.asset, amount_minor=line.amount, currency=act.currency
        )


def read_worksheets(records: CaseRecords) -> Iterator[tuple[Placed, RecoveryAct]]:
    """Every worksheet with its acquisitions, in the order of their days."""
    lines: dict[str, list[Acquisition]] = {}
    for event in sorted(records.events("Acquired"), key=lambda one: (one.effective, one.locator)):
        line = Acquisition(str(event.props["asset"]), event.effective, int(event.props["amount_minor"]))
        lines.setdefault(event.subject, []).append(line)
    for node in records.nodes("Worksheet"):
        first, last = day(node.props, "window_from"), day(node.props, "window_to")
        assert first is not None and last is not None
        worksheet = WorksheetAct(
            **records.dated(node),
            worksheet=node.id,
            person=records.head(node.id, "Against") or "",
            window_from=first,
            window_to=last,
            lawful_income=int(node.props["lawful_minor"]),
            expenses=int(node.props["expenses_minor"]),
            currency=str(node.props["currency"]),
            acquisitions=tuple(lines.get(node.id, ())),
        )
        yield records.placed(node), worksheet
