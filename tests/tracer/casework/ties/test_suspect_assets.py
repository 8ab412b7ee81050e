"""Ties that mean something: which assets are a suspect's, by which path, told alike in schedule, link and command line."""

from __future__ import annotations

from datetime import date
from itertools import pairwise

import pyarrow as pa
import pytest

from graph_schema.records.merged_records import Evidence, MergedLink, MergedNode
from graph_schema.records.nodes import ASSET_TYPES
from graph_schema.records.transfers import TRANSFER_SCHEMA
from tracer.actions.recovery.report import build_schedule
from tracer.actions.ties.link import link_suspect
from tracer.analysis.links.arrays.columns import build_link_graph
from tracer.analysis.links.case_links import Payment, collect_links, money_links
from tracer.analysis.links.kinds import DOWN_KINDS, LEVEL_KINDS, MONEY_KINDS, TRANSFER
from tracer.analysis.links.ranks import TieRank
from tracer.analysis.links.trails import PriceChain
from tracer.casework.ties.case_ownership import case_links
from tracer.casework.ties.money_chains import MoneyChains
from tracer.casework.ties.suspect_assets import find_ties
from tracer.casework.ties.tie_paths import LEAD_KINDS, TieSearch
from tracer.casework.tracing.case_tracing import TIE_METHODS, follow_case
from tracer.graph.case_graph import CaseGraph
from tracer.resolve.payments import resolve_payments
from tracer.sample.world.people import PEOPLE, SUSPECTS
from tracer.wording.language import find_language

DAY = date(2024, 12, 31)
EVIDENCE = (Evidence("5" * 64, "row:1"),)


def small_case(*links, paid=()):
    """A case of register links (type, tail, head, fields) and transfers (from, to, day); ids begin with their type."""
    types = {"P": "Person", "C": "Company", "A": "Account", "V": "Vehicle"}
    views = tuple(
        MergedLink(f"{kind} {tail} {head} {place}", kind, tail, head, props, EVIDENCE)
        for place, (kind, tail, head, props) in enumerate(links)
    )
    ids = sorted({end for view in views for end in (view.tail, view.head)})
    nodes = {name: MergedNode(name, types[name[0]], {}, EVIDENCE, {}) for name in ids}
    rows = [transfer(place, *payment) for place, payment in enumerate(paid)]
    table = pa.Table.from_pylist(rows, schema=TRANSFER_SCHEMA)
    return CaseGraph(1, nodes, tuple(sorted(views, key=lambda view: view.id)), (), table)


def transfer(place, debit, credit, day):
    row = dict.fromkeys(TRANSFER_SCHEMA.names)
    return row | {
        "transfer_id": f"t{place}",
        "debit_account": debit,
        "credit_account": credit,
        "debit_minor": 100,
        "credit_minor": 100,
        "debit_currency": "EUR",
        "credit_currency": "EUR",
        "value_date": day,
        "booking_date": day,
        "kind": "transfer",
        "debit_source": "5" * 64,
        "debit_locator": f"row:{place}",
        "debit_seq": place,
    }


def as_leads(links):
    return build_link_graph(links, LEAD_KINDS)


def search_of(graph, suspect="P1"):
    return TieSearch((follow_case(resolve_payments(graph), TIE_METHODS[0]),), suspect)


def tied(graph, suspect="P1", day=DAY):
    case_tracing = follow_case(resolve_payments(graph), TIE_METHODS[0])
    search = TieSearch((case_tracing,), suspect)
    ties = find_ties(graph, case_tracing, suspect, day, search=search)
    for tie in ties:
        assert search.find(tie.asset, limit=1).paths, tie
    return {tie.asset: tie.grounds for tie in ties}


WHOLE = {"share_lower": "1/1", "share_upper": "1/1"}


@pytest.mark.parametrize(
    ("bought", "sold", "expected"),
    [
        ({"from_date": "2021"}, {}, {"V1": ("company",)}),
        ({}, {"to_date": "2019-12-31"}, {}),
        ({}, {"to_date": "2020-01-01"}, {"V1": ("company",)}),
        # In that year may be before the suspect came.
        ({}, {"to_date": "2020"}, {"V1": ("company",)}),
        ({}, {}, {"V1": ("company",)}),
    ],
)
def test_what_a_company_sold_before_the_suspect_came_is_not_tied_to_him(bought, sold, expected):
    graph = small_case(
        ("Shareholding", "P1", "C1", {"from_date": "2020-01-01", **WHOLE}), ("Holds", "C1", "V1", {**bought, **sold})
    )
    assert tied(graph) == expected


def test_another_holder_of_the_same_thing_ties_nothing():
    graph = small_case(
        ("Holds", "P1", "V1", {"share": "1/2"}),
        ("Holds", "P2", "V1", {"share": "1/2"}),
        ("Holds", "P2", "V2", {}),
        ("Shareholding", "P1", "C1", {"share_lower": "1/2", "share_upper": "1/2"}),
        ("Shareholding", "P2", "C1", {"share_lower": "1/2", "share_upper": "1/2"}),
        ("HoldsAccount", "P1", "A1", {}),
        ("HoldsAccount", "P2", "A1", {}),
        ("RelatedTo", "P2", "P1", {"relation": "soț"}),
    )
    assert tied(graph) == {"V1": ("title",)}
    search = search_of(graph)
    assert search.find("V2", limit=10, leads=lambda: as_leads(())).paths == ()


@pytest.mark.parametrize(
    ("bought", "related", "used", "expected"),
    [
        ("2021-06-01", "P2", False, ["family"]),
        ("2021-06-01", "", False, ["payment"]),
        ("2021-06-01", "P2", True, ["use", "family"]),
        ("2021-06-01", "", True, ["use"]),
        # A relative who has nothing to do with it makes no family of it.
        ("2021-06-01", "P3", True, ["use"]),
        # What he had before the money came it did not buy.
        ("2021-04-30", "P2", False, []),
        ("2021-05-01", "P2", False, ["family"]),
    ],
)
def test_payments_on_to_the_holder_tie_by_family_else_only_as_a_lead(bought, related, used, expected):
    links = [
        ("HoldsAccount", "P1", "A1", {}),
        ("HoldsAccount", "P2", "A2", {}),
        ("Holds", "P2", "V1", {"from_date": bought}),
        *([("RelatedTo", related, "P1", {"relation": "mamă"})] if related else []),
        *([("Uses", "P1", "V1", {})] if used else []),
    ]
    graph = small_case(*links, paid=[("A1", "A2", date(2021, 5, 1))])
    found = search_of(graph).find("V1", limit=10, leads=lambda: as_leads(collect_links(graph, ())))
    assert [tie.rank.code for tie in found.paths] == expected
    assert all(bool(tie.kin) is bool(related) for tie in found.paths if tie.rank is not TieRank.USE)


def test_with_open_pairs_a_sum_is_the_least_of_both_and_a_way_of_one_alone_says_so(monkeypatch):
    audit_event = {"price_minor": 100, "price_currency": "EUR", "payment_reference": "OP 1"}
    graph = small_case(
        ("HoldsAccount", "P1", "A1", {}),
        ("HoldsAccount", "P1", "A2", {}),
        ("Holds", "P2", "V1", audit_event),
        paid=[("A1", None, date(2021, 5, 1)), ("A2", None, date(2021, 5, 2))],
    )
    search = search_of(graph)
    ((purchase, _),) = search.chains.into("V1")
    first, second = (
        money_links(graph, [Payment(name, "V1", purchase.evidence)], only=frozenset([name]))[0] for name in ("t0", "t1")
    )
    search.joined_chains = MoneyChains(search.chains.tracings)
    found = {
        id(search.chains): ((purchase, (PriceChain((first,), 30, "fifo"),)),),
        id(search.joined_chains): ((purchase, (PriceChain((first,), 20, "fifo"), PriceChain((second,), 5, "fifo"))),),
    }
    monkeypatch.setattr(MoneyChains, "into", lambda self, asset: found[id(self)])
    monkeypatch.setattr(MoneyChains, "prices", lambda self, asset: {one.id: (one, purchase) for one in (first, second)})
    ties = search.find("V1", limit=10).paths
    money = [(tie.path.nodes[1], tie.sums, tie.all_sums, tie.open) for tie in ties if tie.rank is TieRank.MONEY]
    assert money == [("A1", (("fifo", 20),), (("fifo", 25),), False), ("A2", (), (), True)]


def test_a_relatives_purchase_without_proceeds_is_no_tie():
    audit_event = {"price_minor": 100, "price_currency": "EUR", "payment_reference": "OP 1"}
    graph = small_case(("RelatedTo", "P2", "P1", {"relation": "mamă"}), ("Holds", "P2", "V1", audit_event))
    search = search_of(graph)
    assert search.chains.into("V1")
    assert search.find("V1", limit=10, leads=lambda: as_leads(())).paths == ()


@pytest.fixture(scope="module")
def session(sample_case, session_of):
    with session_of(sample_case) as opened:
        yield opened


def said(sentences, language):
    return [language.text(sentence.template, **sentence.params) for sentence in sentences]


@pytest.mark.parametrize("code", ["en", "ro"])
@pytest.mark.parametrize("method", ["fifo", "libr"])
@pytest.mark.parametrize("suspect", SUSPECTS)
def test_the_schedule_prints_the_first_path_of_the_link_report(session, answers, suspect, method, code):
    language, person = find_language(code), PEOPLE[suspect].id
    schedule = build_schedule(session, person, method, language)
    assert sorted(line.asset for line in schedule.lines) == sorted(answers.grounds[person][method])
    for line in schedule.lines:
        best = link_suspect(session, person, line.asset, language, limit=1, methods=[method]).paths[0]
        assert said(line.tie, language) == said([*best.sentences, *best.notes], language)


def test_the_command_line_tells_the_same_path(run, session, sample_case, answers):
    suspect, asset = answers.showcase
    ran = run("--case", sample_case, "link", suspect, asset, "--method", "libr", "--limit", 1)
    language = find_language("en")
    best = link_suspect(session, suspect, asset, language, limit=1, methods=["libr"]).paths[0]
    lines = [line.strip() for line in ran.out.splitlines() if not line.strip().startswith("[")]
    assert lines[1] == "Path 1: traced money (4 steps)"
    assert lines[2:] == [
        *(f"{place}. {text}" for place, text in enumerate(said(best.sentences, language), 1)),
        *(f"– {text}" for text in said(best.notes, language)),
    ]


def test_steps_are_counted_as_the_language_counts(run, sample_case, known_names):
    car = known_names["assets"]["car_sold"]["id"]
    for code, count in (("en", "(1 step)"), ("ro", "(1 pas)")):
        ran = run("--lang", code, "--case", sample_case, "link", PEOPLE["victor"].id, car)
        assert ran.out.splitlines()[1].endswith(count)


def test_the_villa_is_told_with_shares_holders_instalments_and_kinship(session, answers):
    language = find_language("ro")
    best = link_suspect(session, *answers.showcase, language, methods=["libr"]).paths[0]
    text = "\n".join(said([*best.sentences, *best.notes], language)).replace("\u00a0", " ")
    for part in (
        "deține 40 % din capitalul social al societății Delta Organizare Fictivă SRL începând cu 04.06.2018",
        "(titular: Elena Pretextescu) s-a plătit suma totală de 150.000,00 EUR pentru bunul „Vilă cu piscină, strada "
        "Imaginară 7”, în 2 plăți: 100.000,00 EUR la data de 25.07.2022; 50.000,00 EUR la data de 22.08.2022.",
        "cel puțin 100.000,00 EUR reprezintă sume marcate ca produs al infracțiunii",
        "Elena Pretextescu figurează ca rudă sau persoană apropiată în raport cu Victor Inventescu (calitatea: mamă).",
    ):
        assert part in text
    assert "Beta" not in text


def test_family_comes_after_all_other_ties_and_only_with_money(session, known_names):
    assets, language = known_names["assets"], find_language("en")
    kinds = [path.kind for path in link_suspect(session, PEOPLE["victor"].id, assets["villa"]["id"], language).paths]
    assert kinds == ["money"] * 3 + ["family"] * 2
    # His mother inherited it: kinship alone is no tie.
    assert link_suspect(session, PEOPLE["victor"].id, assets["flat_old"]["id"], language).paths == ()


def test_no_path_of_the_sample_goes_through_a_thing_to_its_other_holder(session):
    graph, leads = session.graph(), case_links(session)
    tracings = [session.tracing(method) for method in TIE_METHODS]
    persons = [PEOPLE[key].id for key in (*SUSPECTS, "elena", "radu")]
    seen = 0
    for person in persons:
        search = TieSearch(tracings, person)
        for asset in graph.nodes_of_type(*ASSET_TYPES):
            found = search.find(asset.id, limit=10, leads=lambda: as_leads(leads))
            again = search.find(asset.id, limit=10, leads=lambda: as_leads(leads[::-1]))
            assert found == again
            ranks = [tie.rank for tie in found.paths]
            assert ranks == sorted(ranks)
            assert TieRank.PAYMENT not in ranks or set(ranks) == {TieRank.PAYMENT}
            for tie in found.paths:
                seen += 1
                check(tie)
    assert seen > 100


def check(tie):
    for first, second in pairwise((None, *tie.path.steps)):
        if second.link.kind in DOWN_KINDS and not second.forward:
            assert first is not None
            assert first.link.kind == TRANSFER
        if first is None or {first.link.kind, second.link.kind} & MONEY_KINDS:
            continue
        low = max(step.link.from_date or date.min for step in (first, second))
        high = min(step.link.to_date or date.max for step in (first, second))
        assert low <= high or (first.link.id, second.link.id) in tie.path.never_together
        assert low <= high or {first.link.kind, second.link.kind} & LEVEL_KINDS or not first.forward
