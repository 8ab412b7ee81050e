"""Every argument and option that takes a text answers to a real name or number of a protected person as to a stranger's."""

from __future__ import annotations

import re
from collections.abc import Iterator

import click
import pytest

from graph_schema.records.identity import account_id, person_id
from tests.tracer.actions.conftest import (  # noqa: F401 - the fixture
    CNP,
    HERS,
    LEDGER,
    LEDGER_MAPPING,
    NAME,
    OWN,
    STRANGE,
    ledger_row,
    made_victim_case,
    victim_case,
    write_table,
)
from tracer.cli.root import root

PAIRS = (
    (NAME, "Zenovia Qwzxa-Necunoscuta"),
    ("VASILIU TIRLEA M.", "QWZXA NECUNOSCUTA Z."),
    ("Mărioara Vasiliu", "Zenovia Qwzxa"),
    ("Василиу Мэриоара", "Незнакома Зеновия"),
    ("VasiliuMarioara85", "QwzxaZenovia85"),
    (CNP, "4990401702022"),
    (HERS, STRANGE),
    (f"{HERS[:4]} {HERS[4:8]} {HERS[8:]}", f"{STRANGE[:4]} {STRANGE[4:8]} {STRANGE[8:]}"),
    (account_id(HERS), account_id(STRANGE)),
    (person_id(cnp=CNP, source="", local=""), person_id(cnp="4990401702022", source="", local="")),
)  # fmt: skip
"""A text that identifies her, and a stranger's of the same form."""
REASON = ("--reason", "probă")
WALK = {
    ("find", "text"): ("find", None),
    ("row", "source"): ("row", None, "row:2"),
    ("row", "place"): ("row", "{digest}", None),
    ("unveil", "text"): ("unveil", None, *REASON),
    ("unveil", "reason"): ("unveil", "x", "--reason", None),
    ("trace", "subject"): ("trace", None, "--method", "fifo"),
    ("link", "suspect"): ("link", None, OWN),
    ("link", "asset"): ("link", "Ion Popescu", None),
    ("bridges", "suspect"): ("bridges", None),
    ("most-money", "payer"): ("most-money", None, OWN),
    ("most-money", "payee"): ("most-money", "Ion Popescu", None),
    ("ownership", "person"): ("ownership", None),
    ("owners", "company"): ("owners", None),
    ("export", "suspect"): ("export", None, "{target}", "--method", "libr"),
    ("export", "reason"): ("export", "nothing", "{target}", "--method", "libr", "--reason", None),
    ("certificate", "record"): ("certificate", None, "--form", "freezing", "--output", "{target}"),
    ("certificate", "reason"): ("certificate", "nothing", "--form", "freezing", "--reason", None),
    ("bank-request", "account"): ("bank-request", None, "--output", "{order}"),
    ("bank-request", "reason"): ("bank-request", OWN, "--output", "{order}", "--reason", None),
    ("order-draft", "records"): ("order-draft", None, "--kind", "freezing", "--output", "{order}"),
    ("order-draft", "reason"): ("order-draft", "x", "--kind", "freezing", "--output", "{order}", "--reason", None),
    ("graph-export", "node"): ("graph-export", None, "{picture}"),
    ("graph-export", "end"): ("graph-export", "Ion Popescu", "{picture}", "--to", None),
    ("graph-export", "reason"): ("graph-export", "nothing", "{picture}", "--reason", None),
    ("annex add", "node"): ("annex", "add", None),
    ("annex add", "end"): ("annex", "add", "Ion Popescu", "--to", None),
    ("annex add", "title"): ("annex", "add", "nothing", "--title", None),
    ("annex add", "caption"): ("annex", "add", "nothing", "--caption", None),
    ("annex add", "key"): ("annex", "add", "nothing", "--key", None),
    ("annex remove", "event"): ("annex", "remove", None, *REASON),
    ("annex remove", "reason"): ("annex", "remove", "evt-x", "--reason", None),
    ("mark", "account"): ("mark", None, *REASON),
    ("mark", "counterparty"): ("mark", OWN, "--counterparty", None, *REASON),
    ("mark", "transfer"): ("mark", "--transfer", None, *REASON),
    ("mark", "row"): ("mark", OWN, "--row", None, *REASON),
    ("mark", "kinds"): ("mark", OWN, "--kind", None, *REASON),
    ("mark", "currency"): ("mark", OWN, "--opening", "--currency", None, *REASON),
    ("mark", "amount"): ("mark", OWN, "--opening", "--amount", None, *REASON),
    ("mark", "label"): ("mark", "--transfer", "tra-x", "--label", None, *REASON),
    ("mark", "reason"): ("mark", "--transfer", "tra-x", "--reason", None),
    ("mark", "key"): ("mark", "--transfer", "tra-x", "--key", None, *REASON),
    ("method", "asset"): ("method", None, "fifo", *REASON),
    ("method", "reason"): ("method", "nothing", "fifo", "--reason", None),
    ("revoke", "event"): ("revoke", None, *REASON),
    ("revoke", "reason"): ("revoke", "evt-x", "--reason", None),
    ("retract", "digest"): ("retract", None, *REASON),
    ("retract", "reason"): ("retract", "0" * 64, "--reason", None),
    ("pairs join", "pair"): ("pairs", "join", None, *REASON),
    ("pairs join", "reason"): ("pairs", "join", "x", "--reason", None),
    ("pairs refuse", "pair"): ("pairs", "refuse", None, *REASON),
    ("pairs refuse", "reason"): ("pairs", "refuse", "x", "--reason", None),
    ("ledger balance", "asset"): ("ledger", "balance", "--asset", None),
    ("ledger journal", "asset"): ("ledger", "journal", "--asset", None),
    ("ledger close", "office"): ("ledger", "close", None, "2024-01", "--signed-by", "x", *REASON),
    ("ledger close", "signed_by"): ("ledger", "close", "x", "2024-01", "--signed-by", None, *REASON),
    ("ledger close", "reason"): ("ledger", "close", "x", "2024-01", "--signed-by", "x", "--reason", None),
    ("ledger reopen", "office"): ("ledger", "reopen", None, "2024-01", *REASON),
    ("ledger reopen", "reason"): ("ledger", "reopen", "x", "2024-01", "--reason", None),
    ("ledger months", "office"): ("ledger", "months", "--office", None),
    ("ledger bank-match", "office"): ("ledger", "bank-match", None, OWN),
    ("ledger bank-match", "account"): ("ledger", "bank-match", "x", None),
    ("deadlines", "asset"): ("deadlines", "--asset", None),
    ("claims", "case"): ("claims", "--case", None),
    ("measure list", "asset"): ("measure", "list", "--asset", None),
    ("measure step", "measure"): ("measure", "step", None, "FROZEN", "--effective", "2024-01-01", *REASON),
    ("measure step", "state"): ("measure", "step", "x", None, "--effective", "2024-01-01", *REASON),
    ("measure step", "reason"): ("measure", "step", "x", "FROZEN", "--effective", "2024-01-01", "--reason", None),
    ("measure step", "key"): ("measure", "step", "x", "FROZEN", "--effective", "2024-01-01", "--key", None, *REASON),
    ("measure step", "document"): (
        "measure", "step", "x", "FROZEN", "--effective", "2024-01-01", "--document", "order", None, "2024-01-01", "y", *REASON,
    ),
    ("act", "kind"): ("act", None, "--on", "2024-01-01", *REASON),
    ("act", "values"): ("act", "item", "case=1/P/2024", None, "--on", "2024-01-01", *REASON),
    ("act", "number"): ("act", "order", "order_kind=sale", "--number", None, "--on", "2024-01-01", *REASON),
    ("act", "document"): ("act", "step", "to=FROZEN", "--document", "order", None, "2024-01-01", "--on", "2024-01-01", *REASON),
    ("act", "authority"): ("act", "step", "item=1", "to=FROZEN", "--authority", "court", None, "--on", "2024-01-01", *REASON),
    ("act", "reason"): ("act", "step", "item=1", "to=FROZEN", "--on", "2024-01-01", "--reason", None),
    ("act", "key"): ("act", "step", "item=1", "to=FROZEN", "--on", "2024-01-01", "--key", None, *REASON),
    ("totals", "currency"): ("totals", "--currency", None),
    ("statistics", "places"): ("statistics", None),
    ("query", "text"): ("query", None),
    ("query", "params"): ("query", "RETURN 1", "--param", None),
    ("query", "reason"): ("query", "RETURN 1", "--reason", None),
    ("import", "account"): ("import", "{table}", "--mapping", "{mapping}", "--dry-run", "--account", None),
    ("import", "owner"): ("import", "{table}", "--mapping", "{mapping}", "--dry-run", "--account", OWN, "--owner", None),
    ("import", "opening"): ("import", "{table}", "--mapping", "{mapping}", "--dry-run", "--account", OWN, "--opening", None),
    ("import", "closing"): ("import", "{table}", "--mapping", "{mapping}", "--dry-run", "--account", OWN, "--closing", None),
    ("import", "replace_reason"): ("import", "{table}", "--mapping", "{mapping}", "--dry-run", "--replace", None),
    ("map", "table_format"): ("map", "{table}", "--format", None),
    ("map", "sheet"): ("map", "{table}", "--sheet", None),
    ("map", "answers"): ("map", "{table}", "--answer", None),
    ("map", "account"): ("map", "{table}", "--account", None),
    ("copy", "source"): ("copy", None, "{target}"),
    ("copy", "target"): ("copy", "neo4j://", None),
    ("rebuild", "target"): ("rebuild", None),
    ("init", "store"): ("init", "--store", None),
    ("schema", "name"): ("schema", None),
}  # fmt: skip


def _texts(group: click.Group, path: str = "") -> Iterator[tuple[str, str]]:
    for name, command in group.commands.items():
        whole = f"{path} {name}".strip()
        if isinstance(command, click.Group):
            yield from _texts(command, whole)
        for param in command.params:
            if (isinstance(param.type, (click.types.StringParamType, click.Tuple)) and param.name != "amount") or (
                (whole, param.name) == ("mark", "amount")
            ):
                yield whole, str(param.name)


def test_every_argument_and_option_that_takes_a_text_is_walked():
    assert set(_texts(root)) == set(WALK)


@pytest.fixture
def filled(victim_case, tmp_path, session_of):  # noqa: F811 - the fixture
    columns = {name: title for name, title in LEDGER_MAPPING["columns"].items() if name != "account"}
    rows = [LEDGER[1:], ledger_row("2024-03-02", 10, 10, cpn="Dan Străinu")[1:]]
    table, mapping = write_table(tmp_path, "no-account", rows, {**LEDGER_MAPPING, "columns": columns})
    with session_of(victim_case.folder) as opened:
        digest = next(iter(opened.source_names()))
    places = {
        "table": table,
        "mapping": mapping,
        "target": tmp_path / "never.pdf",
        "order": tmp_path / "never.docx",
        "picture": tmp_path / "never.svg",
        "digest": digest,
    }
    return lambda part: part.format(**places) if isinstance(part, str) else part


def _without(ran, asked, way):
    """The answer without the text asked, which some refusals shorten, and without the sums that follow from an amount."""
    plain = [text.replace(asked, "*").replace(asked[:16], "*") for text in (ran.out, ran.err)]
    return ran.code, *(re.sub(r"[0-9]+", "#", text) if way[1] in ("opening", "closing") else text for text in plain)


@pytest.mark.parametrize("way", sorted(WALK), ids=" ".join)
def test_a_protected_person_is_answered_as_a_stranger(run, victim_case, filled, digest_of, tmp_path, monkeypatch, way):  # noqa: F811
    monkeypatch.chdir(tmp_path)
    before = digest_of(victim_case.folder)
    for real, stranger in PAIRS:
        ran, other = (
            run("--case", victim_case.folder, "--role", "investigator",
                *(word if part is None else filled(part) for part in WALK[way]))
            for word in (real, stranger)
        )  # fmt: skip
        assert _without(ran, real, way) == _without(other, stranger, way), real
    assert digest_of(victim_case.folder) == before
