"""Writes and reads orders, their items, and the parties of an item."""

from __future__ import annotations

from collections.abc import Iterator

from graph_schema.records.nodes import ASSET_TYPES
from tracer.casework.recovery_records.act_sheet import ActSheet, instant_of, source_fields, yes_or_no
from tracer.casework.recovery_records.case_records import (
    CaseRecords,
    Placed,
    dated_event,
    instant,
    number,
    share,
    sourced,
    text,
)
from tracer.recovery.acts.act import RecoveryAct
from tracer.recovery.acts.measures import CommunicationAct, ItemAct, OrderAct

COVERED = frozenset(ASSET_TYPES) | {"Account"}
"""The types of node that an item can cover."""


def write_order(act: OrderAct, sheet: ActSheet) -> None:
    """An order is a node in its file."""
    sheet.node(
        "Order",
        act.order,
        kind=act.order_kind,
        number=sheet.number,
        issued_at=instant_of(act, None),
        fine=yes_or_no(act.fine),
        damages=yes_or_no(act.damages),
        **source_fields(act),
    )
    sheet.link("InCase", act.order, act.case)


def read_orders(records: CaseRecords) -> Iterator[tuple[Placed, RecoveryAct]]:
    """Every order of the case."""
    for node in records.nodes("Order"):
        yield (
            records.placed(node),
            OrderAct(
                **records.dated(node, node.props.get("issued_at")),
                **sourced(node.props),
                order=node.id,
                case=records.head(node.id, "InCase") or "",
                order_kind=str(node.props["kind"]),
                fine=node.props.get("fine") == "yes",
                damages=node.props.get("damages") == "yes",
            ),
        )


def write_item(act: ItemAct, sheet: ActSheet) -> None:
    """An item is a node, joined to its file, its asset, its holder, the person against whom it is ordered."""
    sheet.node(
        "OrderItem",
        act.item,
        number=sheet.number,
        since=act.effective,
        purposes=",".join(sorted(act.purposes)),
        share=act.share,
        amount_minor=act.amount,
        currency=act.currency,
        cap_minor=act.cap,
        cap_currency=act.cap_currency,
        foreign=yes_or_no(act.foreign),
    )
    sheet.link("InCase", act.item, act.case)
    sheet.link("Covers", act.item, act.asset)
    sheet.link("TitleOf", act.item, act.title_holder)
    sheet.link("Against", act.item, act.against)
    sheet.link("Follows", act.item, act.attached_to)
    sheet.link("Under", act.item, act.under)


def read_items(records: CaseRecords) -> Iterator[tuple[Placed, RecoveryAct]]:
    """Every item of the case."""
    for node in records.nodes("OrderItem"):
        yield (
            records.placed(node),
            ItemAct(
                **records.dated(node, node.props.get("since")),
                item=node.id,
                case=records.head(node.id, "InCase") or "",
                against=records.head(node.id, "Against"),
                purposes=frozenset(str(node.props["purposes"]).split(",")),
                asset=records.head(node.id, "Covers", COVERED),
                title_holder=records.head(node.id, "TitleOf"),
                share=share(node.props),
                amount=number(node.props, "amount_minor"),
                currency=text(node.props, "currency"),
                cap=number(node.props, "cap_minor"),
                cap_currency=text(node.props, "cap_currency"),
                foreign=node.props.get("foreign") == "yes",
                attached_to=records.head(node.id, "Follows"),
                under=records.head(node.id, "Under"),
            ),
        )


def write_communication(act: CommunicationAct, sheet: ActSheet) -> None:
    """A communication is an event of the order."""
    sheet.event("Communicated", act.order, act.effective, person=act.person, at=act.at)


def read_communications(records: CaseRecords) -> Iterator[tuple[Placed, RecoveryAct]]:
    """Every communication of an order."""
    for event in records.events("Communicated"):
        yield (
            event.recording_order,
            CommunicationAct(
                **dated_event(event),
                order=event.subject,
                person=str(event.props["person"]),
                at=instant(event.props, "at"),
            ),
        )
