"""Each role may do what its office needs; the rest is refused before anything is looked up, and put on record."""

from __future__ import annotations

import shutil
from datetime import date
from fractions import Fraction

import pytest

from graph_schema.errors import NotFound, WrongUse
from tracer.access.roles import ROLES, NotAllowed
from tracer.actions.annexes.keeping import add_to_report, remove_from_report
from tracer.actions.annexes.listing import list_annexes
from tracer.actions.case_graph.console import query_graph
from tracer.actions.case_graph.explore import find, open_node
from tracer.actions.case_graph.narrowing import MoneyFilter, narrow_money
from tracer.actions.case_graph.neighbours import list_neighbours
from tracer.actions.case_graph.paths import find_node_paths
from tracer.actions.case_graph.picture import draw_nodes, expand, transfers_between
from tracer.actions.case_graph.picture_export import PictureQuestion, export_picture, reach_nodes
from tracer.actions.case_graph.views.catching_up import changes_after
from tracer.actions.case_graph.views.opening import list_views, notes_in, notes_on, open_view
from tracer.actions.case_graph.views.saving import SentChange, create_view, delete_view, save_changes
from tracer.actions.case_graph.whole.whole_case import draw_whole
from tracer.actions.controls.bank_match import match_office_account
from tracer.actions.controls.months import show_months
from tracer.actions.controls.roll_forward import RollPeriod, export_roll_forward, show_roll_forward
from tracer.actions.court_orders.order_acts import StatedOrder
from tracer.actions.court_orders.order_entry import preview_order, record_order
from tracer.actions.court_orders.order_items import list_order_items
from tracer.actions.decisions import choose_method, record_decision, revoke
from tracer.actions.documents.bank_requests import export_bank_request
from tracer.actions.documents.certificates import export_certificate, open_certificate
from tracer.actions.documents.order_proposals import export_order_proposal
from tracer.actions.files.check import verify_case
from tracer.actions.files.deliveries import retract_delivery
from tracer.actions.files.file_nodes import list_file_nodes
from tracer.actions.files.flag_table import export_flags
from tracer.actions.files.ingest import import_files, retract_source
from tracer.actions.files.pairs import join_pair, keep_pair_apart, list_pairs
from tracer.actions.files.preview import preview_files
from tracer.actions.files.proof import open_proof
from tracer.actions.files.rejected_rows import export_all_rejected, list_rejected
from tracer.actions.files.sources import export_rejections, list_sources, open_row, open_source_report
from tracer.actions.money.flow import list_band_rows, show_flow
from tracer.actions.money.mark import mark_opening, mark_receipts, mark_transfer
from tracer.actions.money.mark_list import list_marks
from tracer.actions.money.mark_preview import WantedMark, preview_mark, record_mark
from tracer.actions.money.most_money import show_most_money
from tracer.actions.money.receipts import list_receipts
from tracer.actions.money.stops import list_stops
from tracer.actions.money.trace import trace_subject
from tracer.actions.overview.alerts import list_alerts
from tracer.actions.overview.news import list_news
from tracer.actions.overview.people import list_people
from tracer.actions.overview.statement_grid import find_statement, list_grid
from tracer.actions.recovery.acts import preview_act, record_act
from tracer.actions.recovery.asset_places import list_places
from tracer.actions.recovery.asset_report import open_asset
from tracer.actions.recovery.assets import list_assets, list_subjects
from tracer.actions.recovery.ledger import LedgerPeriod, export_journal, show_balance, show_journal
from tracer.actions.recovery.measures import list_measures
from tracer.actions.recovery.orders import Document, NewMeasure, open_measure, record_step
from tracer.actions.recovery.report import build_schedule, export_schedule
from tracer.actions.recovery.statistics import rows_of_cell, show_statistics
from tracer.actions.recovery.supervise import show_totals
from tracer.actions.recovery_lists.claim_list import list_claims
from tracer.actions.recovery_lists.term_list import TermQuestion, export_deadlines, list_deadlines
from tracer.actions.ties.bridges import list_bridges
from tracer.actions.ties.link import link_suspect
from tracer.actions.ties.owners import list_owners
from tracer.actions.ties.ownership import own_companies
from tracer.recovery.acts.measures import StepAct
from tracer.recovery.tables.statistic_cell import StatisticCell
from tracer.wording.language import find_language

DAY = date(2025, 6, 30)
PAPER = Document("ordonanță", "79/2026", DAY, "DIICOT Exemplu")
NOBODY = "per-00000000000000000000"
WORDS = find_language("en")
STEP = StepAct(id="", effective=DAY, recorded=DAY, item=NOBODY, to="FROZEN")
ORDER = StatedOrder("ordinance", "79/2026", DAY, "DIICOT Exemplu", "FROZEN", (NOBODY,))
CELL = StatisticCell(2025, "E1", "", "number", "", 0, 0, 0, (), DAY, DAY, 1)
ACTS = {
    "find": lambda s: find(s, "Vila"),
    "open_node": lambda s: open_node(s, NOBODY),
    "expand": lambda s: expand(s, NOBODY),
    "draw_nodes": lambda s: draw_nodes(s, [NOBODY]),
    "whole": draw_whole,
    "transfers": lambda s: transfers_between(s, NOBODY, None),
    "list_assets": list_assets,
    "places": list_places,
    "list_subjects": list_subjects,
    "list_sources": list_sources,
    "open_row": lambda s: open_row(s, "f" * 64, "row:1"),
    "open_proof": lambda s: open_proof(s, "f" * 64, "row:1", WORDS),
    "trace": lambda s: trace_subject(s, NOBODY, ["libr"]),
    "views": list_views,
    "view": lambda s: open_view(s, "x"),
    "view_steps": lambda s: changes_after(s, "x", 0),
    "notes": lambda s: notes_on(s, NOBODY),
    "notes in a view": lambda s: notes_in(s, NOBODY),
    "create_view": lambda s: create_view(s, " "),
    "save_view": lambda s: save_changes(s, "x", "b" * 8, [SentChange("layout", "", "dagre")]),
    "delete_view": lambda s: delete_view(s, "x"),
    "neighbours": lambda s: list_neighbours(s, NOBODY),
    "narrow": lambda s: narrow_money(s, [NOBODY], MoneyFilter()),
    "paths": lambda s: find_node_paths(s, NOBODY, NOBODY, "shortest"),
    "picture": lambda s: export_picture(s, PictureQuestion((NOBODY,)), "svg"),
    "add_to_report": lambda s: add_to_report(s, PictureQuestion((NOBODY,))),
    "remove_from_report": lambda s: remove_from_report(s, NOBODY, "x"),
    "annexes": list_annexes,
    "reach": lambda s: reach_nodes(s, NOBODY, hops=1, limit=9),
    "link": lambda s: link_suspect(s, NOBODY, NOBODY, WORDS),
    "bridges": lambda s: list_bridges(s, NOBODY),
    "most_money": lambda s: show_most_money(s, NOBODY, NOBODY),
    "open_asset": lambda s: open_asset(s, NOBODY, WORDS),
    "ownership": lambda s: own_companies(s, NOBODY),
    "owners": lambda s: list_owners(s, NOBODY),
    "list_measures": list_measures,
    "list_deadlines": lambda s: list_deadlines(s, TermQuestion(asset=NOBODY)),
    "export_deadlines": lambda s: export_deadlines(s, TermQuestion(asset=NOBODY)),
    "list_claims": lambda s: list_claims(s, case=NOBODY),
    "ledger_balance": lambda s: show_balance(s, LedgerPeriod(asset=NOBODY)),
    "ledger_journal": lambda s: show_journal(s, LedgerPeriod(asset=NOBODY)),
    "ledger_months": show_months,
    "ledger_roll_forward": lambda s: show_roll_forward(s, RollPeriod(last=DAY)),
    "export_roll_forward": lambda s: export_roll_forward(s, RollPeriod(last=DAY), "csv"),
    "ledger_bank_match": lambda s: match_office_account(s, NOBODY, NOBODY),
    "export_ledger": lambda s: export_journal(s, LedgerPeriod(asset=NOBODY), "csv"),
    "alerts": list_alerts,
    "news": lambda s: list_news(s, None),
    "people": list_people,
    "grid": list_grid,
    "find_statement": lambda s: find_statement(s, NOBODY),
    "list_pairs": list_pairs,
    "join_pair": lambda s: join_pair(s, NOBODY, "x"),
    "keep_pair_apart": lambda s: keep_pair_apart(s, NOBODY, "x"),
    "query": lambda s: query_graph(s, "RETURN 1", {}),
    "totals": lambda s: show_totals(s, currency="EUR", as_of=DAY),
    "statistics": lambda s: show_statistics([s], years=[2025]),
    "rows_of_cell": lambda s: rows_of_cell(s, CELL),
    "verify": verify_case,
    "schedule": lambda s: build_schedule(s, NOBODY, "libr", WORDS),
    "export": lambda s: export_schedule(s, NOBODY, "libr", "pdf", WORDS),
    "open_certificate": lambda s: open_certificate(s, NOBODY, "freezing", WORDS),
    "export_certificate": lambda s: export_certificate(s, NOBODY, "freezing", "pdf", WORDS),
    "bank_request": lambda s: export_bank_request(s, NOBODY, find_language("en")),
    "order_proposal": lambda s: export_order_proposal(s, [NOBODY], "freezing"),
    "import": lambda s: import_files(s, []),
    "preview": lambda s: preview_files(s, []),
    "open_source_report": lambda s: open_source_report(s, "f" * 64),
    "export_flags": lambda s: export_flags(s, "f" * 64, WORDS),
    "export_rejections": lambda s: export_rejections(s, "f" * 64, WORDS),
    "retract": lambda s: retract_source(s, "f" * 64),
    "retract_delivery": lambda s: retract_delivery(s, ["f" * 64], reason="x"),
    "list_rejected": list_rejected,
    "export_all_rejected": lambda s: export_all_rejected(s, WORDS),
    "file_nodes": lambda s: list_file_nodes(s, "f" * 64),
    "list_marks": list_marks,
    "list_stops": list_stops,
    "list_receipts": lambda s: list_receipts(s, NOBODY),
    "flow": lambda s: show_flow(s, NOBODY, ["libr"]),
    "band_rows": lambda s: list_band_rows(s, NOBODY, "libr", 0),
    "preview_mark": lambda s: preview_mark(s, WantedMark("receipts", NOBODY, "x")),
    "record_mark": lambda s: record_mark(s, WantedMark("receipts", NOBODY, "x"), "x"),
    "mark_transfer": lambda s: mark_transfer(s, label="x", reason="x", transfer=NOBODY),
    "mark_opening": lambda s: mark_opening(s, NOBODY, label="x", reason="x"),
    "mark": lambda s: mark_receipts(s, NOBODY, label="x", reason="x"),
    "method": lambda s: choose_method(s, NOBODY, "libr", "x"),
    "revoke": lambda s: revoke(s, NOBODY, "x"),
    "decision": lambda s: record_decision(s, right="decide", action="x", reason=" "),
    "step": lambda s: record_step(s, NOBODY, "FROZEN", effective=DAY, document=PAPER, reason="x"),
    "record_act": lambda s: record_act(s, STEP, reason="x"),
    "preview_act": lambda s: preview_act(s, STEP),
    "order_items": lambda s: list_order_items(s, currency="EUR"),
    "preview_order": lambda s: preview_order(s, ORDER, currency="EUR"),
    "record_order": lambda s: record_order(s, ORDER, reason="x"),
    "open_measure": lambda s: open_measure(
        s, NewMeasure("1", "1/P/2024", NOBODY, NOBODY, Fraction(1), ["fine"]), reason="x", document=PAPER, effective=DAY
    ),
}
LOOKING = frozenset(ACTS) & {
    "find",
    "open_node",
    "expand",
    "draw_nodes",
    "whole",
    "views",
    "view",
    "view_steps",
    "notes",
    "notes in a view",
    "create_view",
    "save_view",
    "delete_view",
    "neighbours",
    "narrow",
    "annexes",
    "reach",
    "paths",
    "transfers",
    "list_assets",
    "places",
    "list_subjects",
    "list_sources",
    "open_source_report",
    "export_flags",
    "export_rejections",
    "list_rejected",
    "export_all_rejected",
    "file_nodes",
    "open_row",
    "open_proof",
    "trace",
    "link",
    "bridges",
    "most_money",
    "open_asset",
    "ownership",
    "owners",
    "list_measures",
    "list_deadlines",
    "list_claims",
    "ledger_balance",
    "ledger_journal",
    "ledger_months",
    "ledger_roll_forward",
    "ledger_bank_match",
    "alerts",
    "news",
    "people",
    "grid",
    "find_statement",
    "list_pairs",
    "list_marks",
    "list_stops",
    "list_receipts",
    "flow",
    "band_rows",
}
ALLOWED = {
    "investigator": LOOKING
    | {
        "totals",
        "statistics",
        "rows_of_cell",
        "verify",
        "schedule",
        "export",
        "export_ledger",
        "export_roll_forward",
        "open_certificate",
        "export_certificate",
        "order_proposal",
        "bank_request",
        "export_deadlines",
        "picture",
        "add_to_report",
        "remove_from_report",
        "import",
        "preview",
        "mark",
        "preview_mark",
        "record_mark",
        "mark_transfer",
        "mark_opening",
        "method",
        "revoke",
        "decision",
        "join_pair",
        "keep_pair_apart",
    },
    "prosecutor": frozenset(ACTS) - {"retract", "retract_delivery"},
    "supervisor": frozenset(
        {
            "totals",
            "statistics",
            "rows_of_cell",
            "verify",
            "list_assets",
            "places",
            "open_asset",
            "list_measures",
            "list_deadlines",
            "list_claims",
            "ledger_balance",
            "ledger_journal",
            "ledger_months",
            "ledger_roll_forward",
            "ledger_bank_match",
            "alerts",
            "open_row",
            "open_proof",
        }
    ),
    "administrator": frozenset({"verify"}),
    "owner": frozenset(ACTS),
}


@pytest.fixture(scope="module")
def opened_by_administrator(part_case, session_of, tmp_path_factory):
    folder = shutil.copytree(part_case, tmp_path_factory.mktemp("refused") / "case")
    with session_of(folder, "administrator") as session:
        kept = session.case.store
        session.case.store = store = Counted(kept)
        yield session, store
        session.case.store = kept


def test_the_matrix_speaks_of_every_role():
    assert set(ALLOWED) == set(ROLES)


@pytest.mark.parametrize("role", ROLES)
def test_each_role_does_what_it_may_and_nothing_else(little_case, session_of, role):
    """Refused first, so that nobody learns from an answer whether an id exists."""
    with session_of(little_case, role, f"Proba {role}") as session:
        before = session.store.digest()
        for name, act in ACTS.items():
            entries = len(list(session.store.access_log()))
            refusal = None
            try:
                act(session)
            except NotAllowed as error:
                refusal = error
            except (NotFound, WrongUse):  # allowed, and then refused for ids that are none; anything else is a fault
                refusal = None
            assert (refusal is None) is (name in ALLOWED[role]), (role, name)
            written = [kept.audit_event for kept in list(session.store.access_log())[entries:]]
            # An address can hold any text: what is no id of the case is in no log.
            assert NOBODY not in "".join(f"{one.subject} {one.detail}" for one in written), (role, name)
            if refusal is not None:
                (entry,) = list(session.store.access_log())[entries:]
                assert (entry.audit_event.action, entry.audit_event.actor) == ("refused", f"Proba {role}"), name
                assert role in str(refusal)
        assert session.store.digest() == before


class Counted:
    """A store that notes each question put to it; an entry of the log is none."""

    def __init__(self, store):
        self.store, self.asked = store, []

    def __getattr__(self, name):
        if name != "log_access":
            self.asked.append(name)
        return getattr(self.store, name)


@pytest.mark.parametrize("name", sorted(set(ACTS) - ALLOWED["administrator"]))
def test_a_refused_act_asks_the_store_nothing(opened_by_administrator, name):
    session, store = opened_by_administrator
    store.asked.clear()
    with pytest.raises(NotAllowed):
        ACTS[name](session)
    assert store.asked == []


def test_a_supervisor_sees_deadlines_and_the_money_behind_an_asset_and_changes_nothing(
    sample_case, session_of, answers
):
    _, villa = answers.showcase
    with session_of(sample_case, "supervisor", "Proba supervisor") as session:
        measures = list_measures(session, asset=villa).measures
        assert [line.asset for line in measures] == [villa]
        assert trace_subject(session, villa, ["libr"]).purchases
        account = next(node.id for node in session.graph().nodes_of_type("Account"))
        with pytest.raises(NotAllowed):
            trace_subject(session, account, ["libr"])
        with pytest.raises(NotAllowed):
            record_step(session, measures[0].id, "CONF_FINAL", effective=DAY, document=PAPER, reason="x")


COMMANDS = {
    "find": ("find", "Vila"),
    "sources": ("sources",),
    "trace": ("trace", "Vila", "--method", "libr"),
    "link": ("link", "Inventescu", "Vila"),
    "bridges": ("bridges", "Inventescu"),
    "most-money": ("most-money", "Inventescu", "Vila"),
    "ownership": ("ownership", "Inventescu"),
    "owners": ("owners", "Inexistent"),
    "pairs": ("pairs",),
    "query": ("query", "MATCH (n) RETURN 'Inventescu Vila'"),
    "export": ("export", "Inventescu", "never.pdf", "--method", "libr"),
    "graph-export": ("graph-export", "Inventescu", "never.svg"),
    "certificate": ("certificate", "7", "--form", "freezing", "--output", "never.pdf"),
    "bank-request": ("bank-request", "Inventescu", "--output", "never.docx"),
    "order-draft": ("order-draft", "7", "--kind", "freezing", "--output", "never.docx"),
    "mark": ("mark", "Inventescu", "--reason", "probă"),
    "retract": ("retract", "0", "--reason", "probă"),
}


@pytest.mark.parametrize("lang", ["en", "ro"])
@pytest.mark.parametrize("name", COMMANDS)
def test_the_supervisor_gets_a_sentence_and_not_a_figure(run, sample_case, tmp_path, monkeypatch, name, lang):
    monkeypatch.chdir(tmp_path)
    ran = run("--lang", lang, *COMMANDS[name], TRACER_STORE=str(sample_case), TRACER_ROLE="supervisor")
    assert (ran.code, ran.out) == (2, "")
    assert {"en": "supervisor", "ro": "supervizor"}[lang] in ran.err
    assert "Vil" not in ran.err
    assert "Inventescu" not in ran.err
    assert list(tmp_path.iterdir()) == []
