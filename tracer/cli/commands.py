"""All commands under one name, with what each call says first: which case, which role, which language."""

from __future__ import annotations

import click

from tracer.cli.case_commands import import_, init, retract, verify
from tracer.cli.console_commands import query
from tracer.cli.look_commands import find_, row, sources
from tracer.cli.measure_commands import measure
from tracer.cli.moving_commands import copy, rebuild
from tracer.cli.office import make_office
from tracer.cli.options import WORDS
from tracer.cli.report_commands import export, schema, totals
from tracer.cli.screen_commands import dashboard, demo
from tracer.cli.tie_commands import link, ownership
from tracer.cli.tracing_commands import mark, method, trace
from tracer.settings import LANGUAGES

# A command imports its action when it is called: a look-up need not wait for document and graph libraries.


@click.group(
    help=WORDS.text("Tracer: one chain from a bank row to the realised euro."),
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 110},
)
@click.option(
    "--case",
    "case",
    metavar="FOLDER",
    help=WORDS.text("Folder of the case, or of its kept files (TRACER_STORE, TRACER_FILES; default tracer-case)."),
)
@click.option(
    "--store",
    metavar="ADDRESS",
    help=WORDS.text(
        "Server of the case, neo4j://host:port/database, or a folder (TRACER_STORE); never with a password."
    ),
)
@click.option("--role", metavar="ROLE", help=WORDS.text("Role to act under (TRACER_ROLE; default owner)."))
@click.option("--lang", metavar="|".join(LANGUAGES), help=WORDS.text("Language (TRACER_LANG)."))
@click.version_option(package_name="tracer-case")
@click.pass_context
def root(context: click.Context, case: str | None, store: str | None, role: str | None, lang: str | None) -> None:
    context.obj = make_office(case, role, lang, store)


for command in (
    init, import_, retract, verify, find_, row, sources, query, mark, method, trace, link, ownership, measure, totals,
    export, dashboard, demo, copy, rebuild, schema,
):  # fmt: skip
    root.add_command(command)
