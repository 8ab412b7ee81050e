"""What counts as proceeds and by which method: put on record, taken back, refused."""

from __future__ import annotations


def test_a_decision_goes_on_record_and_comes_back_out(run, case, digest_of, answers):
    before = digest_of(case)
    assert run("--case", case, "method", answers.showcase[1], "libr", "--reason", "practica instanței").code == 0
    after = digest_of(case)
    assert after != before
    source = next(
        line for line in run("--case", case, "sources", "--json").json if line["file"].startswith("decision ")
    )
    assert run("--case", case, "retract", source["digest"], "--reason", "greșeală").code == 0
    assert digest_of(case) == before


def test_marking_receipts_changes_what_is_traced(run, case, session_of, known_names):
    victor = known_names["persons"]["victor"]["id"]
    with session_of(case) as session:
        account = next(link.head for link in session.store.links_of(victor, ("HoldsAccount",)))
    before = run("--case", case, "trace", account, "--method", "libr", "--json").json["accounts"][0]["received"]
    ran = run("--case", case, "mark", account, "--label", "probă", "--from", "2021-01-01", "--reason", "probă")
    assert ran.code == 0, ran.err
    after = run("--case", case, "trace", account, "--method", "libr", "--json").json["accounts"][0]["received"]
    assert after[0]["lower_minor"] > before[0]["lower_minor"]


def test_a_period_that_ends_before_it_begins_is_refused(run, case, session_of, known_names, digest_of):
    with session_of(case) as session:
        links = session.store.links_of(known_names["persons"]["victor"]["id"], ("HoldsAccount",))
    before = digest_of(case)
    ran = run("--case", case, "mark", links[0].head, "--from", "2022-01-02", "--to", "2022-01-01", "--reason", "probă")
    assert ran.code == 2
    assert "2022-01-01" in ran.err
    assert digest_of(case) == before
