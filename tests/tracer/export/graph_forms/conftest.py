"""An invented picture: a suspect, a company, two accounts, a victim, a flat under measure, and what joins them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import strategies as st

from graph_schema.records.merged_records import Evidence
from graph_schema.values.shares import ShareRange
from tracer.casefile.picture import GraphPicture, PictureFile, PictureLink, PictureNode
from tracer.casefile.schedule import Amount

BANK, BOOK = "a" * 64, "b" * 64
HOSTILE = (
    "<script>alert(1)</script>&amp;<!--",
    "]]> <![CDATA[x]]>",
    '<!DOCTYPE x [<!ENTITY e "boom">]>&e;',
    "=cmd|' /C calc'!A1",
    "-2+3",
    "nul\x00 bell\x07 esc\x1b[2J",
    "\u202eright to left\u202c \u200f",
    "\ufeff\ufffe\uffff\ud800",
    "😀👩‍👩‍👧 汽车 مرحبا Привет",
    "quotes \" and ' and , and ; and\r\nlines\tand\ttabs",
    "n" * 1_000_000,
    "",
)
"""Texts that a file may give as a name."""


def make_node(name: str, type_: str, caption: str, **changes: Any) -> PictureNode:
    made = PictureNode(name, type_, caption, "", False, 0, 0, 0, (Evidence(BOOK, "row:2"),))
    return replace(made, **changes)


def make_link(name: str, type_: str, family: Any, tail: str, head: str, **changes: Any) -> PictureLink:
    made = PictureLink(name, type_, family, tail, head, 1, None, "", "", None, "", False, (Evidence(BOOK, "row:3"),))
    return replace(made, **changes)


NODES = (
    make_node("per-1", "Person", "Ion Inventat"),
    make_node("com-1", "Company", "Firmă Inventată SRL", x=280, y=-75, further=12),
    make_node("acc-1", "Account", "RO49AAAA1B31007593840000", x=560, y=-75),
    make_node("hidden-account-3F2A", "Account", "RO65…0009 (Victim 3F2A)", x=840, y=0, hidden=True),
    make_node("hidden-3F2A", "Person", "Victim 3F2A", x=840, y=150, hidden=True),
    make_node("lan-1", "Property", "Apartament Q0001Z", x=560, y=75, state="FROZEN"),
    make_node("mea-1", "Measure", "M-1", x=560, y=225),
    make_node("cas-1", "Case", "123/P/2024", x=0, y=225),
    make_node("wal-1", "CryptoWallet", "portofel inventat", x=280, y=75),
)
LINKS = (
    make_link("lnk-1", "Shareholding", "ownership", "per-1", "com-1", share=ShareRange.exactly(Fraction(1, 3)), first="2019-05"),
    make_link("lnk-2", "HoldsAccount", "control", "com-1", "acc-1"),
    make_link("lnk-3", "HoldsAccount", "control", "hidden-3F2A", "hidden-account-3F2A"),
    make_link(
        "Transfer-hidden-account-3F2A-acc-1-EUR", "Transfer", "money", "hidden-account-3F2A", "acc-1", count=2,
        amount=Amount(90_071_992_547_409_931, "EUR"), first="2021-01-05", last="2021-02-07",
        rows=(Evidence(BANK, "row:12"), Evidence(BANK, "sheet:Cont, mare/row:7")),
    ),
    make_link(
        "Transfer-hidden-account-3F2A-acc-1-JPY", "Transfer", "money", "hidden-account-3F2A", "acc-1", count=1,
        amount=Amount(7, "JPY"), first="2021-01-05", last="2021-01-05", rows=(Evidence(BANK, "row:13"),),
    ),
    make_link("PaidFor-acc-1-lan-1-EUR", "PaidFor", "money", "acc-1", "lan-1", amount=Amount(1_234_505, "EUR"), on_path=True),
    make_link(
        "lnk-4", "Holds", "ownership", "com-1", "lan-1", share=ShareRange(Fraction(1, 4), Fraction(1, 2), True), last="2024",
    ),
    make_link("lnk-5", "Covers", "measure", "mea-1", "lan-1"),
    make_link("lnk-6", "Against", "measure", "mea-1", "per-1"),
    make_link("lnk-7", "RoleIn", "record", "per-1", "cas-1"),
    make_link("lnk-8", "RelatedTo", "family", "per-1", "hidden-3F2A"),
    make_link("lnk-9", "Represents", "control", "per-1", "com-1"),
    make_link("lnk-a", "Holds", "ownership", "per-1", "wal-1"),
    make_link("Transfer-acc-1-acc-1-EUR", "Transfer", "money", "acc-1", "acc-1", amount=Amount(-50, "EUR")),
)  # fmt: skip
FILES = (PictureFile(BOOK, "carte-funciara-inventată.xlsx"), PictureFile(BANK, "extras-inventat.csv"))


def make_picture(**changes: Any) -> GraphPicture:
    whole: dict[str, Any] = {
        "title": "Who and what is connected with Ion Inventat",
        "focus": "per-1",
        "as_of": date(2024, 6, 1),
        "digest": "d" * 64,
        "nodes": NODES,
        "links": LINKS,
        "files": FILES,
        "remarks": ("Only payments from 5 January 2021 to ….",),
    }
    return GraphPicture(**(whole | changes))


def spoil(text: str) -> GraphPicture:
    """The picture with this text wherever a file's text can stand."""
    row = (Evidence(BANK, text[:1000] or "row:1"),)
    return make_picture(
        title=text,
        nodes=tuple(replace(node, caption=text, rows=row) for node in NODES),
        links=tuple(replace(link, rows=row) for link in LINKS),
        files=(PictureFile(BANK, text), PictureFile(BOOK, text)),
        remarks=(text,),
    )


any_text = st.one_of(st.text(max_size=60), st.sampled_from(HOSTILE[:-2]), st.text(st.characters(), max_size=20))
"""Any text, lone surrogates and unassigned signs too."""


@pytest.fixture(scope="session")
def picture() -> Callable[..., GraphPicture]:
    """The invented picture, fields changed by name."""
    return make_picture
