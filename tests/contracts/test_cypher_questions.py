"""The questions of docs/neo4j.md, each asked on a real server of the sample case, against what is known of it.

Answers are worked out from the tables that the sample is built of, or asked of the embedded store; never of the server.
"""

from __future__ import annotations

import json
import re
from collections import Counter
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from pathlib import Path

import pytest
from neo4j import Driver

from graph_schema.codes.roles import PROTECTED_ROLES
from graph_schema.records.events import EVENT_TYPES
from graph_schema.records.identity import account_id, measure_id
from graph_schema.records.links import LINK_TYPES
from graph_schema.records.nodes import ASSET_TYPES, NODE_TYPES
from graph_schema.values.money import format_plain
from tracer.actions.case_graph import console
from tracer.actions.case_graph.console import query_graph
from tracer.actions.recovery.measures import list_measures
from tracer.casework.sessions.session import Session
from tracer.sample.money.money_flow import flow
from tracer.sample.money.statements import rows_of
from tracer.sample.world.accounts import ACCOUNTS, BENEFICIARIES, CONTROLLERS
from tracer.sample.world.assets import HOLDERS, ITEMS, LANDS, VEHICLES
from tracer.sample.world.companies import BOARD, COMPANIES, SPOILED_COMPANY, STAKES, companies_of
from tracer.sample.world.measures import MEASURES
from tracer.sample.world.people import PEOPLE, ROLES
from tracer.store.ports.store_values import TransferFilter

pytest_plugins = ["tests.neo4j_server.sample_case"]

PAGE = (Path(__file__).parents[2] / "docs" / "neo4j.md").read_text(encoding="utf-8")
_HEADING = re.compile(r"^### (\d+)\. (.+?)$(.*?)(?=^##|\Z)", re.MULTILINE | re.DOTALL)
_BLOCK = re.compile(r"^```cypher\n(.*?)^```$", re.MULTILINE | re.DOTALL)
DAY = "2024-12-31"
PATIENCE = 300.0
PARTIES = {**PEOPLE, **COMPANIES}
MONEY = tuple(placed.movement for placed in flow())
IN_FORCE = {
    "URGENT",
    "FROZEN",
    "CHALLENGED",
    "PART_RELEASED",
    "MANAGED",
    "SALE_ORDERED",
    "DEPOSITED",
    "CONF_NONFINAL",
    "CONF_FINAL",
    "ENFORCING",
}


def questions() -> dict[int, str]:
    """Each question of the page by its number; its text as it stands there."""
    found = {}
    for number, title, body in _HEADING.findall(PAGE):
        blocks = _BLOCK.findall(body)
        assert len(blocks) == 1, f"question {number}, {title}: {len(blocks)} queries"
        found[int(number)] = blocks[0]
    return found


QUESTIONS = questions()


@dataclass
class Asking:
    """Asks the question that the test is named after."""

    question: int
    driver: Driver
    session: Session
    times: int = 0

    def __call__(self, **params) -> list[dict]:
        """The rows as the server gives them, after the console let the same query through."""
        self.times += 1
        text = QUESTIONS[self.question]
        shown = query_graph(self.session, text, params)
        told = self.session.store.console(text, params, seconds=PATIENCE, rows=1000)
        assert shown.complete
        assert (shown.columns, len(shown.rows)) == (told.columns, len(told.rows))
        return [dict(zip(told.columns, row, strict=True)) for row in told.rows]

    def supposing(self, writes: str, given: dict, **params) -> list[dict]:
        """The rows if this were written, which it is not."""
        with self.driver.session() as session, session.begin_transaction() as transaction:
            transaction.run(writes, given).consume()
            rows = [record.data() for record in transaction.run(QUESTIONS[self.question], params)]
            transaction.rollback()
        return rows


@pytest.fixture
def ask(request, driver, at_server, monkeypatch):
    """ask(**parameters) -> the rows of the question whose number the test bears; it must be asked.

    On a machine that does other work too, a question of many paths takes longer than the console allows its users.
    """
    monkeypatch.setattr(console, "SECONDS", PATIENCE)
    asking = Asking(int(request.node.originalname.split("_")[2]), driver, at_server)
    yield asking
    assert asking.times, "the question was not asked"


@pytest.fixture
def assets(sample_case):
    """The id of each asset by the sample's own key; of an account under a measure too."""
    ids = {key: found["id"] for key, found in sample_case.names["assets"].items()}
    return ids | {f"account:{key}": account.id for key, account in ACCOUNTS.items()}


@pytest.fixture
def companies(embedded):
    """The id of each company by the sample's own key; one with a wrong code goes by its name alone."""
    (spoiled,) = embedded.store.find("Company", "name", COMPANIES[SPOILED_COMPANY].name)
    return {key: company.id for key, company in COMPANIES.items()} | {SPOILED_COMPANY: spoiled.id}


def accounts_of(party):
    return [key for key, account in ACCOUNTS.items() if account.holder == party]


def name_in(embedded, node):
    return embedded.store.get([node])[node].props["name"]


def columns(rows, *names):
    return [tuple(row[name] for name in names) for row in rows]


# --- the page ---------------------------------------------------------------------------------------------------------


def test_there_are_twenty_questions_and_a_test_for_each():
    tested = Counter(int(name.split("_")[2]) for name in globals() if name.startswith("test_question_"))
    assert tested == Counter(range(1, 21))
    assert sorted(QUESTIONS) == sorted(tested)
    assert len(_BLOCK.findall(PAGE)) == len(QUESTIONS)


def test_the_page_captions_every_kind_as_the_schema_does():
    style = dict(re.findall(r"^node\.(\w+) .*caption: '\{(\w+)\}'", PAGE, re.MULTILINE))
    kinds = {name: kind.caption for name, kind in NODE_TYPES.items()}
    assert {name: style.get(name) for name in kinds} == kinds
    rows = dict(re.findall(r"^\| `(\w+)` \| `(\w+)` \|", PAGE, re.MULTILINE))
    assert {name: rows.get(name) for name in kinds} == kinds
    links = {kind.label: {field.name for field in kind.fields} for kind in LINK_TYPES.values()}
    told = dict(re.findall(r"^\| `([A-Z_]+)` \|.*\| `?([\w ]+)`? \|$", PAGE, re.MULTILINE))
    assert set(told) == {*links, "TRANSFER", "ABOUT"}
    captions = dict(re.findall(r"^relationship\.(\w+) .*caption: '\{(\w+)\}'", PAGE, re.MULTILINE))
    assert {label: name for label, name in told.items() if name != "its type"} == captions
    assert {label for label, name in captions.items() if label in links and name not in links[label]} == set()


def test_the_page_names_all_kinds_of_assets():
    assert set(re.search(r"MATCH \(asset:([\w|]+)\)", QUESTIONS[14])[1].split("|")) == ASSET_TYPES
    assert set(re.findall(r"`(StateChange|Valuation|Cost|Revoked)`", PAGE)) <= set(EVENT_TYPES)


def test_protected_persons_are_veiled_in_the_console_and_not_beside_it(at_server, driver):
    text = "MATCH (p:Person)-[r:ROLE_IN]->(:Case) WHERE r.role IN ['victim', 'witness'] RETURN DISTINCT p.name AS name"
    plain = {row["name"] for row in driver.execute_query(text).records}
    veiled = {name for (name,) in query_graph(at_server, text, {}).rows}
    assert len(plain) == len({role.person for role in ROLES if role.role in PROTECTED_ROLES}) + 1
    assert plain & veiled == set()


# --- who ----------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("day", ["2020-06-01", "2022-02-14", "2022-02-15", DAY])
def test_question_1_who_holds(ask, assets, day):
    for thing in (*LANDS, *VEHICLES):
        known = sorted(
            (PARTIES[entry.owner].id, "HOLDS", entry.share)
            for entry in thing.entries
            if entry.since <= day <= (entry.until or day)
        )
        assert sorted(columns(ask(thing=assets[thing.key], day=day), "owner", "title", "share")) == known, thing.key
    for key in ("alma", "delta_eur"):
        known = [(PARTIES[ACCOUNTS[key].holder].id, "HOLDS_ACCOUNT", None)] if day >= "2020-12-01" else []
        assert columns(ask(thing=ACCOUNTS[key].id, day=day), "owner", "title", "share") == known


def test_question_2_who_controls(ask, assets):
    for key, account in ACCOUNTS.items():
        known = {(PEOPLE[who].id, "CONTROLS_ACCOUNT", None) for who, own in CONTROLLERS if own == key}
        known |= {(PEOPLE[who].id, "BENEFITS_FROM", None) for who, own in BENEFICIARIES if own == key}
        known |= above(account.holder)
        assert shown_above(ask(thing=account.id)) == known, key
    for key, holders in HOLDERS.items():
        known = {(PEOPLE[who].id, "USES", None) for who, how in holders if how == "possessor"}
        known |= {row for who, how in holders if how == "owner" for row in above(who)}
        assert shown_above(ask(thing=assets[key])) == known, key


def above(company):
    """Who represents a company, and who holds a share of it."""
    if company not in COMPANIES:
        return set()
    own = COMPANIES[company].id
    held = {(PARTIES[s.holder].id, "OWNS_SHARE", own) for s in STAKES if s.company == company and s.holder}
    return held | {(PEOPLE[who].id, "REPRESENTS", own) for who, what, _ in BOARD if what == company}


def shown_above(rows):
    """The rows of question 2 with companies by id: the names are those of the register, whatever their letters."""
    by_name = {plain_letters(company.name): company.id for company in COMPANIES.values()}
    return {(row["who"], row["how"], row["through"] and by_name[plain_letters(row["through"])]) for row in rows}


def plain_letters(name):
    return name.replace("ţ", "ț").replace("ş", "ș")


@pytest.mark.parametrize("day", ["2019-06-01", "2020-03-31", "2020-04-01", DAY])
def test_question_7_owners_above_a_quarter(ask, companies, day):
    for key, company in companies.items():
        known = sorted(
            (PARTIES[s.holder].id, Fraction(s.lower, 100), Fraction(s.upper, 100), s.lower > 25)
            for s in STAKES
            if s.company == key
            and s.holder
            and s.upper > 25
            and s.since <= day <= (s.until or day)
            and (s.lower, s.upper) != (0, 100)  # the register states no size, and the graph none either
        )
        rows = columns(ask(company=company, day=day), "owner", "at_least", "at_most", "certain")
        assert sorted((who, Fraction(low), Fraction(high), sure) for who, low, high, sure in rows) == known, key


def test_question_8_who_represents(ask, companies):
    for key, company in companies.items():
        known = [(PEOPLE[who].id, "boardMember", since) for who, what, since in BOARD if what == key]
        assert columns(ask(company=company, day=DAY), "who", "capacity", "from_date") == known
    assert ask(company=companies["beta"], day="2019-03-11") == []


@pytest.mark.parametrize("person", ["victor", "elena", "stefania", "toma", "radu", "asociat1"])
def test_question_9_companies_through_others(ask, companies, embedded, person):
    known = {}
    for chain, share in chains(person):
        names = [name_in(embedded, companies[key]) for key in chain]
        known[(companies[chain[-1]], tuple(names))] = share
    rows = ask(person=PEOPLE[person].id, day=DAY)
    assert {(r["company"], r["chain"]): Fraction(r["share_numerator"], r["share_denominator"]) for r in rows} == known
    assert len(rows) == len(known)
    direct = {s.company for s in STAKES if s.holder == person and not s.until}
    if not person.startswith("asociat"):
        assert {COMPANIES[key].id for key in companies_of(person) - direct} <= {row["company"] for row in rows}


def chains(holder, before=()):
    """Chains of two or more holdings that hold on the day, without coming back to a company: companies, share."""
    for stake in STAKES:
        if stake.holder != holder or stake.until or stake.company in before:
            continue
        chain, share = (*before, stake.company), Fraction(stake.lower, 100)
        if before:
            yield chain, share
        for further, part in chains(stake.company, chain):
            yield further, share * part


def test_question_10_rings(ask, sample_case):
    (ring,) = ask()
    assert set(ring["ring"]) == sample_case.answers.ring
    share = {(s.holder, s.company): f"{Fraction(s.lower, 100)}" for s in STAKES}
    key = {COMPANIES[name].id: name for name in ("alfa", "beta", "gama")}
    steps = zip([ring["ring"][-1], *ring["ring"]], ring["ring"], ring["shares"], strict=False)
    assert all(share[key[one], key[other]] == said for one, other, said in steps)


@pytest.mark.parametrize("suspect", ["victor", "stefania", "toma"])
def test_question_11_assets_around_a_suspect(ask, assets, sample_case, suspect):
    rows = ask(suspect=PEOPLE[suspect].id)
    words = {"title": ("suspect", "HOLDS"), "use": ("suspect", "USES"), "company": ("company", "HOLDS")}
    known = {
        (asset, *words[ground])
        for asset, grounds in sample_case.answers.grounds[PEOPLE[suspect].id]["libr"].items()
        for ground in grounds
        if ground != "money"
    }
    relations = {role.person: role.relation for role in ROLES if role.related_to == suspect}
    relations |= {role.related_to: role.relation for role in ROLES if role.related_to and role.person == suspect}
    for key, holders in HOLDERS.items():
        for who, how in holders:
            if who in relations:
                known.add((assets[key], relations[who], "HOLDS" if how == "owner" else "USES"))
    assert set(columns(rows, "asset", "tie", "title")) == known
    assert any(tie == "company" for _, tie, _ in known)


def test_question_17_accounts_of_victims_under_control(ask):
    victims = {role.person for role in ROLES if role.role == "victim"}
    known = sorted(
        (ACCOUNTS[own].iban, PEOPLE[ACCOUNTS[own].holder].id, PEOPLE[who].id)
        for who, own in CONTROLLERS
        if ACCOUNTS[own].holder in victims - {who}
    )
    assert known
    assert sorted(columns(ask(), "account", "victim", "who")) == known
    own = "MATCH (p:Person {id: $person}) MATCH (a:Account {number: $account}) CREATE (p)-[:CONTROLS_ACCOUNT {id: 'lnk-x'}]->(a)"
    rows = ask.supposing(own, {"person": PEOPLE["alma"].id, "account": ACCOUNTS["alma"].iban})
    assert sorted(columns(rows, "account", "victim", "who")) == known


# --- money --------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("one", "other", "first", "last"),
    [
        ("alma", "alfa", "2021-07-28", "2022-06-28"),
        ("alma", "alfa", "2021-07-29", "2022-06-27"),
        ("alfa", "alma", "2021-01-01", DAY),
        ("delta", "elena", "2021-01-01", DAY),
        ("delta", "delta", "2021-01-01", DAY),
        ("stefania", "victor", "2021-01-01", DAY),
        ("alma", "toma", "2021-01-01", DAY),
    ],
)
def test_question_3_money_between_two_parties(ask, one, other, first, last):
    ends = {(a, b) for x, y in ((one, other), (other, one)) for a in accounts_of(x) for b in accounts_of(y)}
    moved = {}
    for item in MONEY:
        if (item.debit, item.credit) in ends and first <= item.day.isoformat() <= last:
            moved.setdefault((item.debit, item.credit), []).append(item)
    known = sorted(
        (
            ACCOUNTS[a].iban,
            ACCOUNTS[b].iban,
            ACCOUNTS[a].currency,
            len(items),
            sum(i.debited for i in items),
            min(i.day for i in items).isoformat(),
            max(i.day for i in items).isoformat(),
        )
        for (a, b), items in moved.items()
    )
    given = {"one": PARTIES[one].id, "other": PARTIES[other].id, "from": first, "to": last}
    assert sorted(tuple(row.values()) for row in ask(**given)) == known
    assert bool(known) == (other != "toma")
    if known:
        debit, credit = known[0][:2]
        written = ask.supposing(STAGED, {"debit": debit, "credit": credit, "day": first}, **given)
        assert sum(row["transfers"] for row in written) == sum(row[3] for row in known)


STAGED = """
MATCH (g:TracerGate) MATCH (d:Account {number: $debit}) MATCH (c:Account {number: $credit})
CREATE (d)-[:TRANSFER {id: 'tra-staged', since: g.version + 1, value_date: date($day), debit_minor: 1, credit_minor: 1,
                       debit_currency: 'RON', credit_currency: 'RON', kind: 'transfer'}]->(c)
"""
"""A row of an import that is still on its way."""


@pytest.mark.parametrize("key", ["alma", "daria_eur", "delta", "delta_eur", "victor", "toma"])
def test_question_4_biggest_counterparties(ask, embedded, key):
    own, store = ACCOUNTS[key], embedded.store
    sums = store.transfer_sums(own.id, limit=500)
    numbers = {
        node: view.props["number"]
        for node, view in store.get(
            end for line in sums for end in (line.debit_account, line.credit_account) if end is not None
        ).items()
    }
    known = []
    for line in sums:
        paid = line.debit_account == own.id
        other = line.credit_account if paid else line.debit_account
        known.append(
            (
                "unknown counterparty" if other is None else numbers[other],
                "to" if paid else "from",
                line.currency,
                line.count,
                line.sum_minor,
                line.first.isoformat(),
                line.last.isoformat(),
            )
        )
    known.sort(key=lambda row: (-row[4], row[0], row[1]))
    rows = [tuple(row.values()) for row in ask(account=own.iban)]
    assert rows == known[:20]
    staged = {"debit": own.iban, "credit": ACCOUNTS["zeta"].iban, "day": DAY}
    assert [tuple(row.values())[:5] for row in ask.supposing(STAGED, staged, account=own.iban)] == [
        row[:5] for row in known[:20]
    ]


@pytest.mark.parametrize(
    ("currency", "minor", "year"), [("RON", 240_000, 2021), ("RON", 1, 2023), ("EUR", 60_000, 2022)]
)
def test_question_5_cash_deposits(ask, currency, minor, year):
    known = sorted(
        (
            item.day.isoformat(),
            ACCOUNTS[item.credit].iban,
            item.credited,
            f"{format_plain(item.credited, currency)} {currency}",
        )
        for item in MONEY
        if item.kind == "cash_deposit"
        and item.day.year == year
        and item.credit is not None
        and ACCOUNTS[item.credit].currency == currency
        and item.credited >= minor
    )
    rows = ask(**{"from": f"{year}-01-01", "to": f"{year}-12-31"}, currency=currency, minor=minor)
    assert sorted(columns(rows, "day", "account", "minor", "amount")) == known
    order = columns(rows, "day", "account", "transfer")
    assert order == sorted(order)
    assert any(row[2] == minor for row in known) or minor == 1
    assert len({row["transfer"] for row in rows}) == len(known) > 3


@pytest.mark.parametrize(
    ("start", "end", "first", "last", "minor", "are_ways"),
    [
        ("alma", "delta", "2022-06-28", "2022-07-31", 1_000_000, True),
        ("alma", "delta", "2022-03-01", "2022-07-07", 1_000_000, False),
        ("alma", "elena_eur", "2022-06-28", "2022-07-31", 1_000_000, False),  # six steps
        ("beta", "elena_eur", "2022-06-28", "2022-07-31", 1_000_000, True),
        ("bianca", "gama", "2021-07-01", "2023-03-31", 1_400_000, True),
        ("corina", "stefania", "2021-03-01", "2021-08-31", 1_000_000, True),
        ("gama", "beta", "2021-01-01", "2022-12-31", 100_000, False),
    ],
)
def test_question_6_paths_in_order_of_time(ask, start, end, first, last, minor, are_ways):
    period = date.fromisoformat(first), date.fromisoformat(last)
    usable = [m for m in MONEY if period[0] <= m.day <= period[1] and m.debited >= minor and m.debit and m.credit]
    known = Counter(
        (
            tuple(ACCOUNTS[m.credit].iban for m in way),
            tuple(m.debited for m in way),
            way[0].day.isoformat(),
            way[-1].day.isoformat(),
        )
        for way in ways(usable, start, end, ())
    )
    given = {"from": first, "to": last, "minor": minor}
    rows = ask(account=ACCOUNTS[start].iban, target=ACCOUNTS[end].iban, **given)
    assert (
        Counter(
            (
                row["accounts"],
                tuple(int(a.split()[0].replace(".", "")) for a in row["amounts"]),
                row["first"],
                row["last"],
            )
            for row in rows
        )
        == known
    )
    assert len({row["transfers"] for row in rows}) == len(rows) < 200
    assert bool(rows) == are_ways


def ways(moves, here, end, before):
    """Ways of at most four transfers, none before the one it follows, none twice."""
    for move in moves:
        if move.debit != here or any(move is one for one in before) or (before and move.day < before[-1].day):
            continue
        way = (*before, move)
        if move.credit == end:
            yield way
        if len(way) < 4:
            yield from ways(moves, move.credit, end, way)


def test_question_15_the_row_behind_a_transfer(ask, embedded):
    store = embedded.store
    names = {kept.source.digest: kept.source.name for kept in store.sources()}
    both = store.transfers(
        TransferFilter(debit_account=ACCOUNTS["alma"].id, credit_account=ACCOUNTS["alfa"].id), limit=3
    )
    one = store.transfers(TransferFilter(credit_account=ACCOUNTS["emil"].id, kinds=("cash_deposit",)), limit=3)
    for transfer in (*both.column("transfer_id").to_pylist(), *one.column("transfer_id").to_pylist()):
        known = sorted(
            (row["side"], names[row["source"]], row["locator"], row["source"])
            for row in store.entries([transfer]).to_pylist()
        )
        assert sorted(columns(ask(transfer=transfer), "side", "file", "place", "digest")) == known
    assert {name for _, name, _, _ in known} == {"banca-inventata.xlsx"}


@pytest.mark.parametrize("key", ["stefania", "alma", "delta_eur", "emil"])
def test_question_19_sums_by_month(ask, key):
    known = {}
    for row in rows_of(key, flow()):
        if key == "stefania" and row.movement.day.isoformat()[:7] == "2023-05":
            continue
        line = known.setdefault(row.movement.day.isoformat()[:7] + "-01", [0, 0, 0])
        line[row.signed < 0] += abs(row.signed)
        line[2] += 1
    rows = columns(ask(account=ACCOUNTS[key].iban), "month", "currency", "in_minor", "out_minor", "transfers")
    assert rows == [(month, ACCOUNTS[key].currency, *line) for month, line in sorted(known.items())]
    staged = {"debit": ACCOUNTS[key].iban, "credit": ACCOUNTS["zeta"].iban, "day": "2030-01-01"}
    assert len(ask.supposing(STAGED, staged, account=ACCOUNTS[key].iban)) == len(known)


# --- measures and sources -----------------------------------------------------------------------------------------------


def latest(measure, day):
    """The last step of a measure in effect and on record on a day."""
    taken = [step for step in measure.steps if max(step.effective, step.recorded) <= date.fromisoformat(day)]
    return taken[-1] if taken else None


@pytest.mark.parametrize("day", ["2022-12-31", "2025-06-30", "2025-07-15"])
def test_question_12_measures_in_force(ask, assets, embedded, day):
    for asset in sorted({measure.asset for measure in MEASURES}):
        known = []
        for measure in MEASURES:
            step = latest(measure, day)
            if measure.asset == asset and step is not None and step.state in IN_FORCE:
                known.append(
                    (
                        measure_id(measure.case, measure.number),
                        measure.number,
                        Fraction(measure.share),
                        step.state,
                        step.effective.isoformat(),
                    )
                )
        rows = columns(ask(asset=assets[asset], day=day), "measure", "number", "share", "state", "effective")
        assert sorted((m, n, Fraction(share), s, e) for m, n, share, s, e in rows) == sorted(known), asset
        listed = list_measures(embedded, asset=assets[asset], as_of=date.fromisoformat(day)).measures
        assert {row[:2] for row in known} == {(line.id, line.number) for line in listed if line.state in IN_FORCE}
    freed = MEASURES[3]
    assert (freed.asset, latest(freed, "2023-12-31").state) == ("cash_ron", "CONF_NONFINAL")
    (event,) = (
        e.event.id
        for e in embedded.store.events(subject=measure_id(freed.case, freed.number))
        if e.event.props.get("state") == "CONF_NONFINAL"
    )
    revoked = "CREATE (:Event {id: 'evt-x', type: 'Revoked', event: $event, effective: date('2023-12-01'), recorded: date($on)})"
    for on, state in (("2023-12-02", "DEPOSITED"), ("2024-01-02", "CONF_NONFINAL")):
        rows = ask.supposing(revoked, {"event": event, "on": on}, asset=assets["cash_ron"], day="2023-12-31")
        assert [row["state"] for row in rows] == [state]


@pytest.mark.parametrize(
    ("before", "day"),
    [
        ("2025-01-01", "2025-06-30"),
        ("2024-11-21", "2025-06-30"),
        ("2025-05-01", "2025-06-30"),
        ("2023-01-01", "2023-03-01"),
    ],
)
def test_question_13_measures_that_stood_still(ask, before, day):
    held = IN_FORCE - {"URGENT", "CONF_FINAL", "ENFORCING"}
    known = []
    for measure in MEASURES:
        step = latest(measure, day)
        if step is not None and step.state in held and step.effective.isoformat() < before:
            days = (date.fromisoformat(day) - step.effective).days
            known.append((measure_id(measure.case, measure.number), step.state, step.effective.isoformat(), days))
    rows = columns(ask(before=before, day=day), "measure", "state", "effective", "days")
    assert sorted(rows) == sorted(known)
    assert rows
    assert [row[2] for row in rows] == sorted(row[2] for row in rows)


def test_question_14_assets_without_a_measure(ask, assets):
    known = {assets[key] for key in HOLDERS} - {assets[measure.asset] for measure in MEASURES}
    rows = ask()
    assert {row["asset"] for row in rows} == known
    assert len(rows) == len(known)
    classes = {assets[thing.key]: thing.asset_class for thing in (*LANDS, *VEHICLES, *ITEMS)}
    assert all(row["class"] == classes[row["asset"]] for row in rows)


def test_question_16_what_sources_differ_on(ask, embedded):
    store = embedded.store
    kept = {found.source.digest: found.source for found in store.sources()}
    known = [
        (view.id, kept[source].name, kept[source].as_of, node.locator, dict(node.props))
        for kind in NODE_TYPES
        for view in store.nodes(kind)
        if view.others
        for source, node in store.history(view.id)
    ]
    rows = columns(ask(), "id", "file", "as_of", "place", "says")
    assert len({row[0] for row in known}) == 3
    assert sort_by_text((*row[:4], json.loads(row[4])) for row in rows) == sort_by_text(known)


def sort_by_text(rows):
    return sorted(rows, key=lambda row: [str(cell) for cell in row[:4]])


@pytest.mark.parametrize(
    "key", ["motorcycle", "land_transport", "flat_eta", "villa", "watch_owned", "account:delta_eur"]
)
def test_question_18_events_of_an_asset(ask, assets, embedded, key):
    own = [measure for measure in MEASURES if measure.asset == key]
    subjects = [assets[key], *(measure_id(measure.case, measure.number) for measure in own)]
    known = {found.event.id: found.event for subject in subjects for found in embedded.store.events(subject=subject)}
    rows = ask(asset=assets[key])
    assert len(rows) == len(known)
    assert {(row["event"], row["type"], row["effective"], row["recorded"], row["state"]) for row in rows} == {
        (event.id, event.type, event.effective.isoformat(), event.recorded.isoformat(), event.props.get("state"))
        for event in known.values()
    }
    order = columns(rows, "effective", "recorded")
    assert order == sorted(order)
    for measure in own:
        steps = [(step.state, step.effective.isoformat()) for step in measure.steps]
        assert [(r["state"], r["effective"]) for r in rows if r["measure"] == measure.number and r["state"]] == steps
    assert {row["measure"] for row in rows if row["state"]} == {measure.number for measure in own}


def test_question_20_the_files(ask, sample_case, embedded):
    rows = ask()
    known = sample_case.answers.imports
    counts = {r["file"]: (r["rows"], r["kept"], r["rejected"]) for r in rows}
    assert {name: found for name, found in counts.items() if name in known} == {
        name: (count.rows, count.kept, count.rejected) for name, count in known.items()
    }
    # The table without account, and what was declared of it.
    declared = {name.partition(" ")[0]: found for name, found in counts.items() if name not in known}
    assert declared == {sample_case.files.undeclared.name: (1, 1, 0), "declaration": (1, 1, 0)}
    # A file that another test took back and read again stands last; the log knows it.
    names = {found.source.digest: found.source.name for found in embedded.store.sources()}
    read = []
    for entry in ask.session.store.log():
        event = entry.audit_event
        if event.action == "retract":
            read.remove(names[event.subject])
        elif event.action == "import" and names[event.subject] not in read:
            read.append(names[event.subject])
    assert [row["file"] for row in rows if row["file"] in known] == [name for name in read if name in known]
    kept = {found.source.name: found.source for found in embedded.store.sources()}
    assert {row["file"]: (row["kind"], row["as_of"], row["digest"]) for row in rows} == {
        name: (source.kind, source.as_of, source.digest) for name, source in kept.items()
    }


def test_accounts_stand_by_number_without_spaces():
    assert all(account_id(account.iban) == account.id and " " not in account.iban for account in ACCOUNTS.values())
