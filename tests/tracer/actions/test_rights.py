"""Each role may do what its office needs; the rest is refused before anything is looked up, and put on record."""

from __future__ import annotations

from datetime import date
from fractions import Fraction

import pytest

from tracer.access.roles import ROLES, NotAllowed
from tracer.actions.assets import list_assets, list_subjects
from tracer.actions.check import verify_case
from tracer.actions.console import query_graph
from tracer.actions.decide import choose_method, mark_proceeds, record_decision, revoke
from tracer.actions.explore import draw_nodes, expand, find, open_node, transfers_between
from tracer.actions.ingest import import_files, retract_source
from tracer.actions.link import link_suspect, own_companies
from tracer.actions.order import Document, NewMeasure, list_measures, open_measure, record_step
from tracer.actions.report import build_schedule, export_schedule
from tracer.actions.sources import list_sources, open_row
from tracer.actions.supervise import show_totals
from tracer.actions.trace import trace_subject
from tracer.language import language

DAY = date(2025, 6, 30)
PAPER = Document("ordonanță", "79/2026", DAY, "DIICOT Exemplu")
NOBODY = "per-00000000000000000000"
WORDS = language("en")
ACTS = {
    "find": lambda s: find(s, "Vila"),
    "open_node": lambda s: open_node(s, NOBODY),
    "expand": lambda s: expand(s, NOBODY),
    "draw_nodes": lambda s: draw_nodes(s, [NOBODY]),
    "transfers": lambda s: transfers_between(s, NOBODY, None),
    "list_assets": list_assets,
    "list_subjects": list_subjects,
    "list_sources": list_sources,
    "open_row": lambda s: open_row(s, "f" * 64, "row:1"),
    "trace": lambda s: trace_subject(s, NOBODY, ["libr"]),
    "link": lambda s: link_suspect(s, NOBODY, NOBODY, WORDS),
    "ownership": lambda s: own_companies(s, NOBODY),
    "list_measures": list_measures,
    "query": lambda s: query_graph(s, "RETURN 1", {}),
    "totals": lambda s: show_totals(s, currency="EUR", as_of=DAY),
    "verify": verify_case,
    "schedule": lambda s: build_schedule(s, NOBODY, "libr", WORDS),
    "export": lambda s: export_schedule(s, NOBODY, "libr", "pdf", WORDS),
    "import": lambda s: import_files(s, []),
    "retract": lambda s: retract_source(s, "f" * 64),
    "mark": lambda s: mark_proceeds(s, NOBODY, label="x", reason="x"),
    "method": lambda s: choose_method(s, NOBODY, "libr", "x"),
    "revoke": lambda s: revoke(s, NOBODY, "x"),
    "decision": lambda s: record_decision(s, right="decide", action="x", reason=" "),
    "step": lambda s: record_step(s, NOBODY, "FROZEN", effective=DAY, document=PAPER, reason="x"),
    "open_measure": lambda s: open_measure(
        s, NewMeasure("1", "1/P/2024", NOBODY, NOBODY, Fraction(1), ["fine"]), reason="x", document=PAPER, effective=DAY
    ),
}  # fmt: skip
LOOKING = frozenset(ACTS) & {
    "find", "open_node", "expand", "draw_nodes", "transfers", "list_assets", "list_subjects", "list_sources", "open_row",
    "trace", "link", "ownership", "list_measures",
}  # fmt: skip
ALLOWED = {
    "investigator": LOOKING
    | {"totals", "verify", "schedule", "export", "import", "mark", "method", "revoke", "decision"},
    "prosecutor": frozenset(ACTS) - {"retract"},
    "supervisor": frozenset({"totals", "verify"}),
    "administrator": frozenset({"verify"}),
    "owner": frozenset(ACTS),
}


def test_the_matrix_speaks_of_every_role():
    assert set(ALLOWED) == set(ROLES)


@pytest.mark.parametrize("role", ROLES)
def test_each_role_does_what_it_may_and_nothing_else(sample_case, session_of, role):
    """Refused first, so that nobody learns from an answer whether an id exists."""
    with session_of(sample_case, role, f"Proba {role}") as session:
        before = session.store.digest()
        for name, act in ACTS.items():
            entries = len(list(session.store.readings()))
            refusal = None
            try:
                act(session)
            except NotAllowed as error:
                refusal = error
            except Exception:  # asked with ids that are none: allowed, and then refused for that
                refusal = None
            assert (refusal is None) is (name in ALLOWED[role]), (role, name)
            if refusal is not None:
                (entry,) = list(session.store.readings())[entries:]
                assert (entry.deed.action, entry.deed.actor) == ("refused", f"Proba {role}"), name
                assert role in str(refusal)
        assert session.store.digest() == before


COMMANDS = {
    "find": ("find", "Vila"),
    "sources": ("sources",),
    "trace": ("trace", "Vila", "--method", "libr"),
    "link": ("link", "Inventescu", "Vila"),
    "ownership": ("ownership", "Inventescu"),
    "measure": ("measure", "list"),
    "query": ("query", "MATCH (n) RETURN 'Inventescu Vila'"),
    "export": ("export", "Inventescu", "never.pdf", "--method", "libr"),
    "mark": ("mark", "Inventescu", "--reason", "probă"),
    "retract": ("retract", "0", "--reason", "probă"),
}


@pytest.mark.parametrize("lang", ["en", "ro"])
@pytest.mark.parametrize("name", COMMANDS)
def test_the_supervisor_gets_a_sentence_and_not_a_figure(run, sample_case, tmp_path, monkeypatch, name, lang):
    monkeypatch.chdir(tmp_path)
    ran = run("--lang", lang, *COMMANDS[name], TRACER_STORE=str(sample_case), TRACER_ROLE="supervisor")
    assert (ran.code, ran.out) == (2, "")
    assert "supervisor" in ran.err
    assert "Vil" not in ran.err
    assert "Inventescu" not in ran.err
    assert list(tmp_path.iterdir()) == []
