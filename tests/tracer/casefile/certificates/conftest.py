"""A file with a freezing order, a judgment, certificates to two States, and a victim whose name stands nowhere."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime
from fractions import Fraction
from pathlib import Path

import pytest

from graph_schema.records import identity
from graph_schema.records.links import Link
from graph_schema.records.nodes import Node
from tests.made_sample import MadeOnce
from tracer.access.roles import Actor
from tracer.actions.decisions import record_decision
from tracer.actions.recovery.acts import record_act
from tracer.casework.sessions.opening import open_session
from tracer.casework.sessions.session import Session
from tracer.recovery.acts.abroad import CertificateAct, RequestAct
from tracer.recovery.acts.act import ActAuthority, ActDocument
from tracer.recovery.acts.assets import EncumbranceAct, OwnerAct, ValueAct
from tracer.recovery.acts.measures import AppealAct, CustodyAct, ItemAct, OrderAct, StepAct
from tracer.recovery.acts.money import ClaimAct, ClaimDecisionAct
from tracer.recovery.acts.parties import CaseAct, ChargeAct, ProceedingAct, RoleAct
from tracer.settings import Settings

NUMBER = "1/P/2026"
FILE = identity.case_id(NUMBER)
FLAT, CAR = identity.asset_id("of a test", "flat"), identity.asset_id("of a test", "car")
ACCOUNT = identity.account_id("RO38AAAA0000000000000001")
HOUSE_ITEM, CAR_ITEM, SUM_ITEM, ACCOUNT_ITEM = (identity.order_item_id(NUMBER, str(n)) for n in range(1, 5))
FREEZE, JUDGMENT = identity.order_id("DIICOT", "7"), identity.order_id("Tribunalul Argeș", "9")
TO_AUSTRIA, TO_GERMANY, CONFISCATE = (identity.certificate_id(NUMBER, name) for name in ("C1", "C2", "C3"))
HER_NAME, HER_CNP = "Vera Țîrlea-Ocrotescu", "4990401702011"
HIS_CNP = "3820314701012"
VICTOR = identity.person_id(cnp=HIS_CNP, source="", local="")
VERA = identity.person_id(cnp=HER_CNP, source="", local="")
TITUS = identity.person_id(cnp=None, source="of a test", local="titus")
FIRM = identity.company_id(cui=None, source="of a test", local="firm")
BANK = identity.company_id(cui=None, source="of a test", local="bank")
RESTITUTION, DAMAGE, TITLE = (identity.claim_id(NUMBER, name) for name in ("1", "2", "3"))
DAY = date(2026, 3, 2)
NODES = (
    Node(
        VICTOR,
        "Person",
        {
            "name": "Victor Inventescu",
            "cnp": HIS_CNP,
            "born": "1982-03-14",
            "nationality": "română",
            "address": "Pitești, str. Inventată 1",
        },
        "path:/nodes/0",
    ),
    Node(
        VERA,
        "Person",
        {"name": HER_NAME, "cnp": HER_CNP, "born": "1999-04-01", "address": "Găești, str. Ascunsă 2"},
        "path:/nodes/1",
    ),
    Node(TITUS, "Person", {"name": "Titus Pretinsu"}, "path:/nodes/2"),
    Node(
        FIRM,
        "Company",
        {"name": "Firma Inventată SRL", "trade_register": "J03/1/2020", "address": "Pitești", "legal_form": "SRL"},
        "path:/nodes/3",
    ),
    Node(BANK, "Company", {"name": "Banca Inventată SA"}, "path:/nodes/4"),
    Node(
        FLAT,
        "Property",
        {
            "description": "Casă cu etaj",
            "asset_class": "house",
            "locality": "Ștefănești",
            "county": "Argeș",
            "cadastral": "80123",
        },
        "path:/nodes/5",
    ),
    Node(
        CAR,
        "Vehicle",
        {"description": "Autoturism inventat", "asset_class": "car", "plate": "AG 01 INV"},
        "path:/nodes/6",
    ),
    Node(ACCOUNT, "Account", {"number": "RO38AAAA0000000000000001", "bank": "Banca Inventată"}, "path:/nodes/7"),
)


def plain(day: date) -> dict[str, object]:
    return {"id": "", "effective": day, "recorded": day}


def given(kind: str, authority: str, name: str, number: str, day: date) -> dict[str, object]:
    source = {"document": ActDocument(kind, number, day), "authority": ActAuthority(authority, name)}
    return {**plain(day), **source}


ORDINANCE = given("ordinance", "prosecutor", "DIICOT - ST Pitești", "7", DAY)
RULED = given("judgment", "court", "Tribunalul Argeș", "9", date(2026, 6, 1))
FINAL = given("judgment", "appeal_court", "Curtea de Apel Pitești", "44", date(2026, 9, 1))


def _item(item: str, **more: object) -> ItemAct:
    return ItemAct(
        **plain(DAY),
        item=item,
        case=FILE,
        **{"against": VICTOR, "purposes": frozenset({"special_confiscation", "damage"}), **more},
    )


def _acts() -> Iterator[tuple[object, str]]:
    yield CaseAct(**plain(DAY), case=FILE, office="DIICOT - ST Pitești"), NUMBER
    yield ProceedingAct(**plain(DAY), case=FILE, fact="opened"), ""
    yield RoleAct(**plain(DAY), case=FILE, person=VICTOR, role="suspect"), ""
    yield RoleAct(**plain(DAY), case=FILE, person=VERA, role="civil_party"), ""
    yield RoleAct(**plain(DAY), case=FILE, person=TITUS, role="third_party"), ""
    yield ChargeAct(**plain(DAY), case=FILE, person=VICTOR, article="CP 210", since=DAY), "1"
    yield OwnerAct(**plain(DAY), asset=FLAT, person=VICTOR, share=Fraction(1, 2)), ""
    yield OwnerAct(**plain(DAY), asset=FLAT, person=TITUS, share=Fraction(1, 2)), ""
    yield OwnerAct(**plain(DAY), asset=CAR, person=FIRM, share=Fraction(1)), ""
    yield OwnerAct(**plain(DAY), asset=ACCOUNT, person=VICTOR, share=Fraction(1)), ""
    debt = identity.encumbrance_id("of a test", "1")
    yield (
        EncumbranceAct(
            **plain(DAY),
            encumbrance=debt,
            asset=FLAT,
            creditor=BANK,
            rank=1,
            amount=4500000,
            currency="EUR",
            encumbrance_kind="mortgage",
        ),
        "1",
    )
    yield ValueAct(**plain(DAY), asset=FLAT, moment="freezing", amount=18000000, currency="EUR"), ""
    yield OrderAct(**ORDINANCE, order=FREEZE, case=FILE, order_kind="freezing"), "7"
    yield _item(HOUSE_ITEM, asset=FLAT, title_holder=VICTOR, share=Fraction(1, 2), cap=9000000, cap_currency="EUR"), "1"
    yield (
        _item(CAR_ITEM, asset=CAR, title_holder=FIRM, share=Fraction(1), purposes=frozenset({"special_confiscation"})),
        "2",
    )
    yield _item(SUM_ITEM, amount=50000001, currency="RON", purposes=frozenset({"special_confiscation"})), "3"
    yield _item(ACCOUNT_ITEM, asset=ACCOUNT, title_holder=VICTOR, share=Fraction(1)), "4"
    found = given("source_record", "investigator", "IPJ Argeș", "5", DAY)
    for item in (HOUSE_ITEM, CAR_ITEM, SUM_ITEM, ACCOUNT_ITEM):
        yield StepAct(**found, item=item, to="IDENTIFIED"), ""
        yield StepAct(**ORDINANCE, item=item, to="FROZEN", order=FREEZE), ""
    custody = given("minutes", "investigator", "IPJ Argeș", "8", DAY)
    yield CustodyAct(**custody, item=CAR_ITEM, custodian=f"Garaj {HER_NAME}"), ""
    yield (
        AppealAct(
            **given("challenge", "affected_person", "Firma Inventată SRL", "3", date(2026, 3, 9)),
            appeal=identity.appeal_id("Tribunalul Argeș", "3"),
            order=FREEZE,
            item=CAR_ITEM,
            by=FIRM,
        ),
        "3",
    )
    request = RequestAct(**plain(date(2026, 3, 3)), direction="sent", state="AT", channel="SIENA", urgency="urgent")
    yield request, "R1"
    for certificate, state, here, number in ((TO_AUSTRIA, "AT", 30000001, "C1"), (TO_GERMANY, "DE", 20000000, "C2")):
        yield (
            CertificateAct(
                **plain(date(2026, 3, 10)),
                certificate=certificate,
                form="freezing",
                order=FREEZE,
                to_state=state,
                amount_here=here,
                total=50000001,
                currency="RON",
            ),
            number,
        )
    for claim, kind, person, item, number in (
        (RESTITUTION, "restitution", VERA, CAR_ITEM, "1"),
        (DAMAGE, "damage", VERA, None, "2"),
        (TITLE, "title", TITUS, CAR_ITEM, "3"),
    ):
        amount = 123456 if kind == "damage" else None
        yield (
            ClaimAct(
                **plain(DAY),
                claim=claim,
                case=FILE,
                person=person,
                claim_kind=kind,
                amount=amount,
                currency="RON",
                item=item,
            ),
            number,
        )
    yield ProceedingAct(**plain(date(2026, 4, 1)), case=FILE, fact="indicted"), ""
    yield ProceedingAct(**RULED, case=FILE, fact="judged"), ""
    yield OrderAct(**RULED, order=JUDGMENT, case=FILE, order_kind="judgment"), "9"
    for item in (HOUSE_ITEM, CAR_ITEM):
        basis = "VALUE" if item == HOUSE_ITEM else "DIRECT"
        yield StepAct(**RULED, item=item, to="CONF_NONFINAL", order=JUDGMENT, basis=basis), ""
    yield ClaimDecisionAct(**FINAL, claim=RESTITUTION, outcome="awarded_final", amount=2500000), ""
    yield ClaimDecisionAct(**FINAL, claim=DAMAGE, outcome="awarded_final", amount=100001), ""
    for item in (HOUSE_ITEM, CAR_ITEM):
        yield StepAct(**FINAL, item=item, to="CONF_FINAL", order=JUDGMENT), ""
    yield (
        CertificateAct(
            **plain(date(2026, 10, 1)),
            certificate=CONFISCATE,
            form="confiscation",
            order=JUDGMENT,
            to_state="AT",
            amount_here=9000000,
            total=9000000,
            currency="EUR",
        ),
        "C3",
    )


def make_certificate_case(folder: Path) -> Path:
    """The case in this folder; returns the folder of the case."""
    settings = Settings(folder / "case", Actor("Ana Proba", "owner"), "en")
    with open_session(settings, create=True) as opened:
        start = replace(opened, now=lambda: datetime(2026, 11, 2, 8, tzinfo=UTC))
        link_id = identity.link_id("Represents", VICTOR, FIRM)
        link = Link(link_id, "Represents", VICTOR, FIRM, {}, "path:/links/0")
        report = record_decision(start, right="decide", action="test", reason="probă", nodes=NODES, links=[link])
        assert not report.rejections, report.rejections
        for tick, (act, number) in enumerate(_acts()):
            at = datetime(2026, 11, 2, 9, tick // 60, tick % 60, tzinfo=UTC)
            recorded = record_act(replace(opened, now=lambda at=at: at), act, reason="probă", number=number)
            assert recorded.outcome.refusal is None, (act, recorded.outcome.refusal)
            assert recorded.report is not None and not recorded.report.rejections, recorded.report
    return folder / "case"


@pytest.fixture(scope="session")
def made_certificate_case(made_once: MadeOnce) -> Path:
    """The folder of the case, made once; nobody writes to it."""
    return made_once("certificates", make_certificate_case)


@pytest.fixture
def certificate_case(made_certificate_case: Path, tmp_path: Path) -> Path:
    """A copy of the case."""
    return shutil.copytree(made_certificate_case, tmp_path / "certificate-case")


@pytest.fixture
def certificate_session(certificate_case: Path) -> Iterator[Session]:
    """A session of the owner on 2 December 2026."""
    settings = Settings(certificate_case, Actor("Ana Proba", "owner"), "en")
    with open_session(settings) as opened:
        yield replace(opened, now=lambda: datetime(2026, 12, 2, 9, tzinfo=UTC))
