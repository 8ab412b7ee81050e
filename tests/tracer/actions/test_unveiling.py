"""A search says nothing of a protected person to a real name or number, unless the veil is lifted, on record."""

from __future__ import annotations

import csv
import json
import unicodedata

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from graph_schema.codes.roles import PROTECTED_ROLES
from graph_schema.errors import WrongUse
from graph_schema.records.identity import account_id
from tests.tracer.actions.conftest import LEDGER, LEDGER_MAPPING, ledger_row, write_table
from tracer.access.roles import NotAllowed
from tracer.actions.case_graph.explore import find, open_node
from tracer.actions.case_graph.searching import search_shown
from tracer.actions.case_graph.unveil import unveil
from tracer.actions.files.sources import open_row
from tracer.actions.recovery.report import build_schedule
from tracer.sample.world.accounts import ACCOUNTS, VICTIM_ACCOUNTS
from tracer.sample.world.people import PEOPLE, VICTIMS, WITNESS_CNP, WITNESS_NAME
from tracer.wording.language import find_language

NAMES = [PEOPLE[key].name for key in VICTIMS] + [WITNESS_NAME]
NUMBERS = [PEOPLE[key].cnp for key in VICTIMS] + [WITNESS_CNP, *(ACCOUNTS[key].iban for key in VICTIM_ACCOUNTS)]
IDS = [PEOPLE[key].id for key in VICTIMS] + [account_id(ACCOUNTS[key].iban) for key in VICTIM_ACCOUNTS]
STRANGER = "Qwzx"
"""A word that no record of the case has, nor the start of one."""


@pytest.fixture(scope="module")
def session(sample_case, session_of):
    with session_of(sample_case, "investigator") as opened:
        yield opened


def _spelt(word: str) -> st.SearchStrategy[str]:
    bare = "".join(x for x in unicodedata.normalize("NFKD", word) if not unicodedata.combining(x))
    return st.sampled_from([word, word.upper(), word.lower(), bare, unicodedata.normalize("NFD", word), word[:-1]])


@st.composite
def _asked(draw: st.DrawFn) -> str:
    """A whole name in any order and spelling, a part of it, a number whole or begun, an id."""
    kind = draw(st.sampled_from(["name", "number", "id"]))
    if kind == "id":
        return draw(st.sampled_from(IDS))
    if kind == "number":
        number = draw(st.sampled_from(NUMBERS))
        return number[: draw(st.integers(6, len(number)))]
    words = draw(st.permutations(draw(st.sampled_from(NAMES)).replace("-", " ").split()))
    return " ".join(draw(_spelt(word)) for word in words)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
@given(asked=_asked())
def test_what_tells_a_protected_person_finds_what_a_stranger_finds(session, asked):
    found, stranger = find(session, asked), find(session, STRANGER)
    assert (found.hits, found.complete, found.text) == (stranger.hits, stranger.complete, asked)


@settings(max_examples=12, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
@given(asked=_asked(), lang=st.sampled_from(["en", "ro"]))
def test_every_command_answers_as_to_a_stranger_byte_for_byte(run, sample_case, asked, lang, tmp_path_factory):
    """But for the words asked, which stand in the answer as they were typed."""
    target = tmp_path_factory.getbasetemp() / "never.pdf"
    commands = [
        ("find", None),
        ("find", None, "--json"),
        ("trace", None, "--method", "fifo"),
        ("link", None, "Vila"),
        ("link", "Victor Inventescu", None),
        ("ownership", None, "--json"),
        ("export", None, target, "--method", "libr"),
        ("mark", None, "--reason", "probă"),
    ]
    for command in commands:
        ran, other = (
            run(
                "--case",
                sample_case,
                "--role",
                "investigator",
                "--lang",
                lang,
                *(word if part is None else part for part in command),
            )
            for word in (asked, STRANGER)
        )
        told = ran.code, ran.out.replace(asked, STRANGER), ran.err.replace(asked, STRANGER)
        assert told == (other.code, other.out, other.err), command
    assert not target.exists()


def test_the_store_is_asked_as_often_for_a_protected_person_as_for_a_stranger(session, monkeypatch):
    times = []
    search = type(session.store).search
    monkeypatch.setattr(
        type(session.store), "search", lambda store, *asked: times.append(asked[1:]) or search(store, *asked)
    )
    counted = set()
    for asked in (*NAMES, *NUMBERS, STRANGER):
        session.veil()
        times.clear()
        find(session, asked)
        counted.add(tuple(times))
    assert len(counted) == 1 and len(counted.pop()) == 1


def test_a_pseudonym_finds_the_person_and_the_accounts(session):
    for key in VICTIMS:
        shown = session.veil().caption(PEOPLE[key].id, "")
        hits = find(session, shown).hits
        assert {hit.id for hit in hits} >= {PEOPLE[key].id}
        assert all(shown in hit.caption for hit in hits)
    assert {hit.type for hit in find(session, "victim", 50).hits} == {"Person", "Account"}


def test_order_and_number_of_hits_follow_from_what_is_shown(session):
    """Page by page the same list, and no hit that only a hidden word explains."""
    veil = session.veil()
    everything = search_shown(session.store, veil, "a", 10_000)
    assert len(everything) > 20
    for limit in (1, 5, 20):
        assert search_shown(session.store, veil, "a", limit) == everything[:limit]
    assert [hit for hit in find(session, "alma", 100).hits if hit.type in ("Person", "Account")] == []


def test_the_mask_of_an_account_is_no_way_to_it(session):
    for key in VICTIM_ACCOUNTS:
        for part in (ACCOUNTS[key].iban[-4:], ACCOUNTS[key].iban[:4]):
            assert [hit for hit in find(session, part, 1000).hits if session.veil().covers(hit.id)] == []


def test_the_command_line_tells_no_id_of_a_protected_person(run, sample_case, session):
    shown = session.veil().caption(PEOPLE["alma"].id, "")
    for form in ((), ("--json",)):
        ran = run("--case", sample_case, "find", shown, *form)
        assert shown in ran.out
        assert not [id_ for id_ in IDS if id_ in ran.out]
    ran = run("--case", sample_case, "ownership", shown)
    assert (ran.code, ran.out.splitlines()[0].startswith(shown)) == (0, True)


def test_who_has_the_right_sees_who_it_is_and_the_log_has_it_first(case, session_of, run):
    with session_of(case, "prosecutor", "Proba Procuror") as opened:
        pseudonym = opened.veil().caption(PEOPLE["alma"].id, "")
        since = len(list(opened.store.access_log()))
        for asked in (pseudonym, pseudonym.lower(), "Plasmuita Alma", PEOPLE["alma"].cnp, ACCOUNTS["alma"].iban):
            (person,) = unveil(opened, asked, reason="identificare pentru audiere").persons
            assert (person.pseudonym, person.role, person.names) == (pseudonym, "victim", ("Alma Plăsmuita",))
            assert person.numbers == (PEOPLE["alma"].cnp,)
            assert ACCOUNTS["alma"].iban in person.accounts
        deeds = [entry.audit_event for entry in list(opened.store.access_log())[since:]]
        assert [audit_event.action for audit_event in deeds] == ["unveil", "unveiled"] * 5
        assert {(audit_event.reason, audit_event.actor) for audit_event in deeds} == {
            ("identificare pentru audiere", "Proba Procuror")
        }
        assert {audit_event.subject for audit_event in deeds} == {"", PEOPLE["alma"].id}
        assert unveil(opened, "Victor Inventescu", reason="probă").persons == ()
        assert unveil(opened, "  ", reason="probă").persons == ()
    ran = run("--case", case, "unveil", pseudonym, "--reason", "audiere")
    assert ran.out.splitlines()[:2] == [f"{pseudonym} · victim", "  Alma Plăsmuita"]


@pytest.mark.parametrize("role", ["investigator", "supervisor", "administrator"])
def test_without_the_right_nobody_is_unveiled_and_the_attempt_is_on_record(sample_case, session_of, role):
    with session_of(sample_case, role) as opened, pytest.raises(NotAllowed):
        unveil(opened, "Alma", reason="probă")
    with session_of(sample_case) as opened:
        assert list(opened.store.access_log())[-1].audit_event.detail == "right=unveil unveil"


@pytest.mark.parametrize("reason", ["", "   "])
def test_without_a_reason_nobody_is_unveiled(run, sample_case, session, session_of, reason):
    with session_of(sample_case) as opened, pytest.raises(WrongUse, match="needs a reason"):
        unveil(opened, "Alma", reason=reason)
    ran = run("--case", sample_case, "unveil", "Alma", "--reason", reason)
    assert (ran.code, ran.out) == (2, "")


# Every role, whenever it is given


def _register(folder, *rows, name="p"):
    titles = ("Dosar", "Nume", "CNP", "Născut", "Calitate", "De la", "Minor", "CUI", "Fel")
    fields = ("case_number", "name", "cnp", "born", "role", "role_from", "minor", "cui", "kind")
    mapping = {
        "name": "persoane de probă",
        "format": "persons-register",
        "version": 1,
        "encoding": "utf-8",
        "delimiter": ";",
        "header_row": 1,
        "decimal_mark": ",",
        "date_pattern": "DD.MM.YYYY",
        "columns": dict(zip(fields, titles, strict=True)),
        "constants": {"extract_date": "01.07.2024"},
        "codes": {"minor": {"da": "yes", "nu": "no"}},
    }
    path = folder / f"{name}.csv"
    with path.open("w", encoding="utf-8", newline="") as stream:
        writer = csv.writer(stream, delimiter=";")
        writer.writerows([titles, *rows])
    (folder / "p.json").write_text(json.dumps(mapping), encoding="utf-8")
    return path, folder / "p.json"


CNP = "1900101400012"


def _row(role, *, name="Iulia Plăsmuita-Exemplu", cnp=CNP, minor="", cui=""):
    return ("900009/P/2024", name, cnp, "", role, "01.02.2024", minor, cui, "company" if cui else "person")


WORDS = {
    "victim": "Victim",
    "injured_person": "Injured person",
    "civil_party": "Civil party",
    "witness": "Witness",
    "protected_witness": "Witness",
    "minor": "Minor",
}


def test_every_protected_role_has_its_pseudonym():
    assert set(WORDS) == PROTECTED_ROLES


@pytest.mark.parametrize(
    ("role", "minor", "word"),
    [
        *((role, "", word) for role, word in WORDS.items()),
        ("other", "da", "Minor"),
        ("third_party", "da", "Minor"),
        ("victim", "da", "Victim"),
    ],
)
def test_every_role_of_a_victim_is_covered(run, empty_case, tmp_path, session_of, role, minor, word):
    path, mapping = _register(tmp_path, _row(role, minor=minor), _row("suspect", name="Bogdan Altul", cnp=""))
    assert run("--case", empty_case, "import", path, "--mapping", mapping).code == 0
    with session_of(empty_case, "investigator") as opened:
        (person,) = opened.veil().persons
        shown = opened.veil().caption(person.id, "")
        assert shown.startswith(f"{word} ")
        card = open_node(opened, person.id)
        assert (card.caption, card.hidden) == (shown, True)
        assert {line.name for line in card.fields} <= {"name", "country"}
        for asked in ("Iulia Plăsmuita", "plasmuita", CNP, person.id):
            assert find(opened, asked).hits == ()
        assert [hit.id for hit in find(opened, shown).hits] == [person.id]
        assert find(opened, "Bogdan Altul").hits != ()


@pytest.mark.parametrize("role", ["suspect", "accused", "convicted", "third_party", "civilly_liable", "other"])
def test_others_are_found_by_name(run, empty_case, tmp_path, session_of, role):
    path, mapping = _register(tmp_path, _row(role, minor="nu"))
    assert run("--case", empty_case, "import", path, "--mapping", mapping).code == 0
    with session_of(empty_case) as opened:
        assert opened.veil().persons == ()
        assert [hit.caption for hit in find(opened, CNP).hits] == ["Iulia Plăsmuita-Exemplu"]


def test_a_role_given_after_the_import_covers_the_person_and_leaves_the_pseudonym_of_the_first(
    run, empty_case, tmp_path, session_of
):
    """A suspect who turns out a victim, then a witness: covered from then on, under one pseudonym."""
    shown = []
    for place, role in enumerate(("suspect", "injured_person", "victim", "witness")):
        path, mapping = _register(tmp_path, _row(role), name=f"p{place}")
        assert run("--case", empty_case, "import", path, "--mapping", mapping).code == 0
        with session_of(empty_case) as opened:
            shown += [opened.veil().caption(person.id, "") for person in opened.veil().persons]
    assert len(shown) == 3 and len(set(shown)) == 1 and shown[0].startswith("Injured person ")


def test_the_schedule_of_a_forced_offender_has_no_id_that_tells_the_number(run, empty_case, tmp_path, session_of):
    path, mapping = _register(tmp_path, _row("suspect"), _row("victim"))
    assert run("--case", empty_case, "import", path, "--mapping", mapping).code == 0
    with session_of(empty_case) as opened:
        (person,) = opened.veil().persons
        schedule = build_schedule(opened, person.id, "fifo", find_language("en"))
        assert (schedule.suspect, schedule.suspect_id) == (opened.veil().caption(person.id, ""), "")


def test_a_company_that_was_harmed_is_shown(run, empty_case, tmp_path, session_of):
    """The State itself is a civil party often; a company under the word victim stays covered."""
    rows = [
        _row("civil_party", name="Fictiv Prod SRL", cnp="", cui="90000014"),
        _row("victim", name="Altul Inventat", cnp="", cui="90000022"),
    ]
    path, mapping = _register(tmp_path, *rows)
    assert run("--case", empty_case, "import", path, "--mapping", mapping).code == 0
    with session_of(empty_case) as opened:
        assert [person.names for person in opened.veil().persons] == [("Altul Inventat",)]
        assert [hit.caption for hit in find(opened, "Fictiv Prod").hits] == ["Fictiv Prod SRL"]


def test_a_record_of_the_same_name_tells_no_number_beside_the_pseudonym(run, empty_case, tmp_path, session_of):
    path, mapping = _register(tmp_path, _row("victim", cnp=""), _row("other", name="PLASMUITA EXEMPLU Iulia"))
    assert run("--case", empty_case, "import", path, "--mapping", mapping).code == 0
    with session_of(empty_case) as opened:
        people = opened.store.nodes("Person")
        assert len(people) == 2
        for node in people:
            card = open_node(opened, node.id)
            assert CNP not in str(card) and card.caption.startswith("Victim ")
        assert find(opened, CNP).hits == ()


def test_an_account_that_a_bank_names_after_the_person_is_masked(run, case, session_of, tmp_path):
    """No register joins the two: the bank's word alone."""
    account = account_id(ACCOUNTS["alfa"].iban)
    with session_of(case) as opened:
        owner = opened.store.get([account])[account].props["owner_name"]
    path, mapping = _register(tmp_path, _row("witness", name=str(owner), cnp=""))
    assert run("--case", case, "import", path, "--mapping", mapping).code == 0
    with session_of(case) as opened:
        assert opened.veil().covers(account)
        assert find(opened, ACCOUNTS["alfa"].iban).hits == ()


@pytest.mark.parametrize(
    "owner", ["KOSTIANTYN HREBENIUK", "Hrebenyuk Kostyantyn", "Гребенюк Костянтин", "Grebeniuk Kostiantyn"]
)
def test_a_name_of_another_script_is_found_in_no_spelling_and_its_account_is_masked(
    run, empty_case, tmp_path, session_of, owner
):
    own, other = "RO38AAAA0000000000000001", "RO65VVVV0000000000000009"
    rows = [
        ledger_row(
            "2024-01-05", 500, 500, cpa=other, cpn=owner, desc=f"chirie {owner}, hrebeniuk.kostiantyn85@mail.ua"
        ),
        ledger_row("2024-01-06", 500, 1000, cpn=owner, ref="HREBENIUK85"),
    ]
    path, mapping = _register(tmp_path, _row("protected_witness", name="Костянтин Гребенюк", cnp=""))
    named = {**LEDGER_MAPPING, "columns": {**LEDGER_MAPPING["columns"], "owner_name": "own"}}
    hers = (*ledger_row("2024-01-05", -500, 0, acc=other, cpa=own, cpn="Ion Popescu"), owner)
    files = [
        (path, mapping),
        write_table(tmp_path, "ledger", [LEDGER, *rows], LEDGER_MAPPING),
        write_table(tmp_path, "hers", [(*LEDGER, "own"), hers], named),
    ]
    for table, saved in files:
        assert run("--case", empty_case, "import", table, "--mapping", saved).code == 0
    for asked in ("Hrebeniuk", owner, "Kostiantyn Hrebeniuk", "Костянтин Гребенюк", other):
        ran, stranger = (run("--case", empty_case, "--role", "investigator", "find", x) for x in (asked, STRANGER))
        assert (ran.code, ran.out.replace(asked, "*")) == (stranger.code, stranger.out.replace(STRANGER, "*"))
    with session_of(empty_case) as opened:
        assert opened.veil().covers(account_id(other))
        told = "".join(str(open_node(opened, account_id(number))) for number in (own, other))
        for digest, name in opened.source_names().items():
            if name.startswith(("ledger", "hers")):
                told += str(open_row(opened, digest, "row:2"))
        for word in ("hreben", "greben", "гребен", "kost", "кост"):
            assert word not in told.casefold()
