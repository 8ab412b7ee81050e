"""The root command: its options name the case, the role and the language of the call."""

from __future__ import annotations

import logging
import os

import click

from graph_schema.messages import N_
from tracer.cli.click_words import name_values
from tracer.cli.command_context import make_context
from tracer.cli.commands.case import import_, init, retract, verify
from tracer.cli.commands.console import query
from tracer.cli.commands.look import find_, row, sources, unveil
from tracer.cli.commands.map import map_
from tracer.cli.commands.moving import copy, rebuild, upgrade
from tracer.cli.commands.pair import pairs
from tracer.cli.commands.recovery.act import act
from tracer.cli.commands.recovery.annex import annex
from tracer.cli.commands.recovery.claims import claims
from tracer.cli.commands.recovery.deadlines import deadlines
from tracer.cli.commands.recovery.documents import bank_request, certificate, order_proposal
from tracer.cli.commands.recovery.ledger import ledger
from tracer.cli.commands.recovery.measure import measure
from tracer.cli.commands.recovery.statistics import statistics
from tracer.cli.commands.report import export, graph_export, schema, totals
from tracer.cli.commands.screen import dashboard, demo, open_screens
from tracer.cli.commands.tie import bridges, link, most_money, owners, ownership
from tracer.cli.commands.tracing import mark, marks, method, revoke, trace
from tracer.cli.options import WORDS
from tracer.logs import read_log_file, start_log
from tracer.settings import LANGUAGES

_log = logging.getLogger(__name__)

# A command imports its action when it is called, so that a look-up does not wait for document and graph libraries.


@click.group(
    help=WORDS.text(
        "Tracer: one chain from a bank row to the realised euro. Without a command it opens the screens: of the case that is "
        "named, else of all cases."
    ),
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 110},
    invoke_without_command=True,
)
@click.option(
    "--case",
    "case",
    metavar="FOLDER",
    help=WORDS.text(
        "Folder of the case, or of the kept files of a case on a server (TRACER_STORE, TRACER_FILES; default "
        "tracer-case)."
    ),
)
@click.option(
    "--store",
    metavar="ADDRESS",
    help=WORDS.text(
        "Address of the case: a server, neo4j://host:port/database, or a folder (TRACER_STORE); never with a password."
    ),
)
@click.option("--role", metavar="ROLE", help=WORDS.text("Role to act under (TRACER_ROLE; default owner)."))
@click.option("--lang", metavar="|".join(LANGUAGES), help=WORDS.text("Language (TRACER_LANG)."))
@click.option(
    "--log-file",
    "log_file",
    metavar="FILE",
    help=WORDS.text("Log of the program: what happened when, with ids and counts alone (TRACER_LOG_FILE)."),
)
@click.version_option(
    package_name="tracer-case",
    help=WORDS.text(N_("Show the version and exit.")),
    message=WORDS.text(N_("%(prog)s, version %(version)s")),
)
@click.pass_context
def root(
    context: click.Context,
    case: str | None,
    store: str | None,
    role: str | None,
    lang: str | None,
    log_file: str | None,
) -> None:
    start_log(read_log_file(os.environ, log_file))
    context.obj = make_context(case, role, lang, store)
    _log.info("command begins name=%s", context.invoked_subcommand)
    if context.invoked_subcommand is None:
        open_screens(context.obj, named=bool(case or store or os.environ.get("TRACER_STORE")))


for command in (
    init,
    import_,
    map_,
    retract,
    verify,
    find_,
    unveil,
    row,
    sources,
    query,
    mark,
    marks,
    revoke,
    method,
    trace,
    pairs,
    link,
    bridges,
    most_money,
    ownership,
    owners,
    measure,
    deadlines,
    claims,
    ledger,
    act,
    totals,
    statistics,
    export,
    graph_export,
    certificate,
    order_proposal,
    bank_request,
    annex,
    dashboard,
    demo,
    copy,
    rebuild,
    upgrade,
    schema,
):
    root.add_command(command)
name_values(root, WORDS)
