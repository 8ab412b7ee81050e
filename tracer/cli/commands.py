"""All commands: what each takes, which action it calls, how its result is shown."""

from __future__ import annotations

import json
import sys
from datetime import date
from pathlib import Path
from typing import Any

import click

from graph_schema.errors import WrongUse
from tracer.actions.session import open_session
from tracer.cli import output
from tracer.cli.office import Office, language_of, make_office
from tracer.settings import LANGUAGES
from tracer.terms import METHOD_WORDS

# Each command imports its own action: a look-up need not wait for document and graph libraries.

_W = language_of(sys.argv[1:])
_METHODS = click.Choice(list(METHOD_WORDS))
_JSON = click.option("--json", "as_json", is_flag=True, help=_W.text("Write the result as JSON."))
_METHOD = click.option(
    "--method",
    "methods",
    multiple=True,
    type=_METHODS,
    required=True,
    help=_W.text("Tracing method; must be named, can be given twice."),
)


class Day(click.ParamType[date]):
    """A day as YYYY-MM-DD."""

    name = "YYYY-MM-DD"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> date:
        if isinstance(value, date):
            return value
        try:
            return date.fromisoformat(value)
        except ValueError:
            self.fail(_W.text("{value} is no day; expected YYYY-MM-DD.", value=repr(value)), param, ctx)


@click.group(
    help=_W.text("Tracer: one chain from a bank row to the realised euro."),
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 110},
)
@click.option(
    "--case", "case", metavar="FOLDER", help=_W.text("Folder of the case (TRACER_STORE; default tracer-case).")
)
@click.option("--role", metavar="ROLE", help=_W.text("Role to act under (TRACER_ROLE; default owner)."))
@click.option("--lang", metavar="|".join(LANGUAGES), help=_W.text("Language (TRACER_LANG)."))
@click.version_option(package_name="tracer-case")
@click.pass_context
def root(context: click.Context, case: str | None, role: str | None, lang: str | None) -> None:
    context.obj = make_office(case, role, lang)


@root.command(help=_W.text("Make an empty case."))
@click.pass_obj
def init(office: Office) -> None:
    with open_session(office.settings, create=True) as session:
        if not any(session.store.log()):
            with session.store.transaction() as writer:
                session.log(writer, "init")
        output.say(office.words.text("The case lies in {folder}.", folder=office.settings.case))


@root.command("import", help=_W.text("Bring files into the case; each is recognised by its content."))
@click.argument("files", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option(
    "--mapping", "mappings", multiple=True, type=click.Path(path_type=Path), help=_W.text("Column mapping (JSON).")
)
@click.option("--dry-run", is_flag=True, help=_W.text("Show what would happen and write nothing."))
@click.option("--rejected", type=click.Path(path_type=Path, file_okay=False), help=_W.text("Folder for rejected rows."))
@_JSON
@click.pass_obj
def import_(
    office: Office,
    files: tuple[Path, ...],
    mappings: tuple[Path, ...],
    dry_run: bool,
    rejected: Path | None,
    as_json: bool,
) -> None:
    from tracer.actions.ingest import import_files, write_rejections

    with office.open() as session:
        progress = None if as_json else output.progress(office.words)
        report = import_files(session, files, mappings=mappings, dry_run=dry_run, progress=progress)
    if rejected is not None:
        rejected.mkdir(parents=True, exist_ok=True)
        for file in report.files:
            if file.rejections:
                write_rejections(file, rejected / f"{file.file}.{file.digest[:8]}.rejected.csv")
    output.show("import", report, office.words, as_json, output.tell_import)
    if not report.clean:
        sys.exit(1)


@root.command(help=_W.text("Take one import back as a whole."))
@click.argument("digest")
@click.option("--reason", required=True, help=_W.text("Why; goes into the log."))
@click.pass_obj
def retract(office: Office, digest: str, reason: str) -> None:
    from tracer.actions.ingest import retract_source

    with office.open(reason) as session:
        counts = retract_source(session, digest)
    output.say(
        office.words.text("Taken back: {counts}.", counts=", ".join(f"{k} {v}" for k, v in sorted(counts.items())))
    )


@root.command("find", help=_W.text("Find persons, companies, accounts and assets."))
@click.argument("text")
@click.option("--limit", type=click.IntRange(min=1), default=20, show_default=True)
@_JSON
@click.pass_obj
def find_(office: Office, text: str, limit: int, as_json: bool) -> None:
    from tracer.actions.explore import find

    with office.open() as session:
        found = find(session, text, limit)
    output.show("find", found, office.words, as_json, output.tell_found)


@root.command(help=_W.text("Show the row behind a figure: SOURCE is the file's SHA-256, PLACE as notes give it."))
@click.argument("source")
@click.argument("place")
@_JSON
@click.pass_obj
def row(office: Office, source: str, place: str, as_json: bool) -> None:
    from tracer.actions.sources import open_row

    with office.open() as session:
        found = open_row(session, source, place)
    output.show("row", found, office.words, as_json, output.tell_row)


@root.command(help=_W.text("List the files that the case is built on."))
@_JSON
@click.pass_obj
def sources(office: Office, as_json: bool) -> None:
    from tracer.actions.sources import list_sources

    with office.open() as session:
        found = list_sources(session)
    output.show("sources", found, office.words, as_json, output.tell_sources)


@root.command(help=_W.text("Hold receipts of an account to be proceeds of crime."))
@click.argument("account")
@click.option("--label", default="proceeds", show_default=True)
@click.option("--kind", "kinds", multiple=True)
@click.option("--from", "from_date", type=Day())
@click.option("--to", "to_date", type=Day())
@click.option("--reason", required=True, help=_W.text("Why; goes on record."))
@click.pass_obj
def mark(
    office: Office,
    account: str,
    label: str,
    kinds: tuple[str, ...],
    from_date: date | None,
    to_date: date | None,
    reason: str,
) -> None:
    from tracer.actions.decide import mark_proceeds

    with office.open(reason) as session:
        node = output.resolve(session, account, office.words)
        report = mark_proceeds(
            session, node, label=label, reason=reason, kinds=kinds, from_date=from_date, to_date=to_date
        )
    output.tell_decision(report, office.words)


@root.command(help=_W.text("Choose the tracing method under which an asset goes to court."))
@click.argument("asset")
@click.argument("method", type=_METHODS)
@click.option("--reason", required=True, help=_W.text("Why; goes on record."))
@click.pass_obj
def method(office: Office, asset: str, method: str, reason: str) -> None:
    from tracer.actions.decide import choose_method

    with office.open(reason) as session:
        report = choose_method(session, output.resolve(session, asset, office.words), method, reason)
    output.tell_decision(report, office.words)


@root.command(help=_W.text("Follow the money into an asset or through an account."))
@click.argument("subject")
@_METHOD
@click.option(
    "--chains",
    type=click.IntRange(min=1),
    default=5,
    show_default=True,
    help=_W.text("How many chains to show for each sum."),
)
@_JSON
@click.pass_obj
def trace(office: Office, subject: str, methods: tuple[str, ...], chains: int, as_json: bool) -> None:
    from tracer.actions.trace import trace_subject

    with office.open() as session:
        report = trace_subject(session, output.resolve(session, subject, office.words), methods, chains=chains)
    output.show("trace", report, office.words, as_json, output.tell_trace)


@root.command(help=_W.text("Show how a suspect is tied to an asset, in sentences."))
@click.argument("suspect")
@click.argument("asset")
@click.option("--limit", type=click.IntRange(min=1), default=10, show_default=True)
@_JSON
@click.pass_obj
def link(office: Office, suspect: str, asset: str, limit: int, as_json: bool) -> None:
    from tracer.actions.link import link_suspect

    with office.open() as session:
        ends = [output.resolve(session, text, office.words) for text in (suspect, asset)]
        report = link_suspect(session, ends[0], ends[1], office.words, limit=limit)
    output.show("link", report, office.words, as_json, output.tell_link)


@root.command(help=_W.text("Show which companies a person owns or controls, through all chains and rings."))
@click.argument("person")
@click.option("--day", type=Day())
@_JSON
@click.pass_obj
def ownership(office: Office, person: str, day: date | None, as_json: bool) -> None:
    from tracer.actions.link import own_companies

    with office.open() as session:
        report = own_companies(session, output.resolve(session, person, office.words), day=day)
    output.show("ownership", report, office.words, as_json, output.tell_ownership)


@root.group(help=_W.text("Measures on assets: list them, put the next step on record."))
def measure() -> None:
    pass


@measure.command("list", help=_W.text("List measures, nearest deadline first."))
@click.option("--asset")
@click.option("--as-of", type=Day())
@_JSON
@click.pass_obj
def measure_list(office: Office, asset: str | None, as_of: date | None, as_json: bool) -> None:
    from tracer.actions.order import list_measures

    with office.open() as session:
        node = output.resolve(session, asset, office.words) if asset else None
        found = list_measures(session, asset=node, as_of=as_of)
    output.show("measure", found, office.words, as_json, output.tell_measures)


@measure.command("step", help=_W.text("Put the next step of a measure on record. AMOUNT in minor units."))
@click.argument("measure")
@click.argument("state")
@click.option("--effective", type=Day(), required=True)
@click.option("--document", "document", nargs=4, metavar=_W.text("KIND NUMBER DATE AUTHORITY"))
@click.option("--amount", nargs=2, metavar="AMOUNT CURRENCY", type=(int, str))
@click.option("--reason", required=True)
@click.pass_obj
def measure_step(
    office: Office,
    measure: str,
    state: str,
    effective: date,
    document: tuple[str, str, str, str] | None,
    amount: tuple[int, str] | None,
    reason: str,
) -> None:
    from tracer.actions.order import Document, record_step

    paper = None
    if document is not None:
        kind, number, day, authority = document
        paper = Document(kind, number, Day().convert(day, None, None), authority)
    with office.open(reason) as session:
        node = output.resolve(session, measure, office.words)
        report = record_step(session, node, state, effective=effective, document=paper, reason=reason, amount=amount)
    output.tell_decision(report, office.words)
    if report.rejections:
        sys.exit(1)


@root.command(help=_W.text("Totals from identified to realised."))
@click.option("--currency", default="EUR", show_default=True)
@click.option("--as-of", type=Day())
@click.option("--known-on", type=Day())
@_JSON
@click.pass_obj
def totals(office: Office, currency: str, as_of: date | None, known_on: date | None, as_json: bool) -> None:
    from tracer.actions.supervise import show_totals

    with office.open() as session:
        found = show_totals(session, currency=currency, as_of=as_of, known_on=known_on)
    output.show("totals", found, office.words, as_json, output.tell_totals)


@root.command(help=_W.text("Write the schedule of a suspect's assets as PDF or XLSX."))
@click.argument("suspect")
@click.argument("target", type=click.Path(path_type=Path))
@click.option("--method", type=_METHODS, required=True)
@click.option("--as-of", type=Day())
@click.option("--reason", default="", help=_W.text("Why; goes into the log."))
@click.pass_obj
def export(office: Office, suspect: str, target: Path, method: str, as_of: date | None, reason: str) -> None:
    from tracer.actions.report import export_schedule, save_document

    forms = {".pdf": "pdf", ".xlsx": "xlsx"}
    form = forms.get(target.suffix.lower())
    if form is None:
        raise WrongUse("{target}: the ending must be .pdf or .xlsx.", target=target)
    with office.open(reason) as session:
        node = output.resolve(session, suspect, office.words)
        data = export_schedule(session, node, method, form, office.words, as_of=as_of)  # type: ignore[arg-type]
    save_document(data, target)
    output.say(
        office.words.text("Written: {target} ({size} bytes).", target=target, size=office.words.number(len(data)))
    )


@root.command(help=_W.text("Check that the case holds what it was given: files, rows, balances, log."))
@_JSON
@click.pass_obj
def verify(office: Office, as_json: bool) -> None:
    from tracer.actions.check import verify_case

    with office.open() as session:
        report = verify_case(session)
    output.show("verify", report, office.words, as_json, output.tell_verify)
    if not report.holds:
        sys.exit(1)


@root.command(help=_W.text("Open the screens in a browser on this machine."))
@click.option("--port", type=click.IntRange(1, 65535), default=8501, show_default=True)
@click.pass_obj
def dashboard(office: Office, port: int) -> None:
    from tracer.actions.serving import start_dashboard

    with office.open():
        pass
    sys.exit(start_dashboard(office.settings, port))


@root.command(help=_W.text("Walk the whole chain on the sample case, then open the screens."))
@click.option(
    "--folder", type=click.Path(path_type=Path, file_okay=False), default=Path("tracer-demo"), show_default=True
)
@click.option("--port", type=click.IntRange(1, 65535), default=8501, show_default=True)
@click.option("--no-dashboard", is_flag=True, help=_W.text("End after the chain, for scripts."))
@click.pass_obj
def demo(office: Office, folder: Path, port: int, no_dashboard: bool) -> None:
    from tracer.actions.demo import run_demo
    from tracer.actions.serving import start_dashboard

    settings, report = run_demo(office.settings, folder, office.words, tell=output.demo_teller(office.words))
    output.tell_demo(report, office.words)
    if not report.holds:
        sys.exit(1)
    if not no_dashboard:
        sys.exit(start_dashboard(settings, port))


@root.command(hidden=True, help=_W.text("Write the JSON Schema of a result."))
@click.argument("name")
def schema(name: str) -> None:
    from tracer.cli.json_output import describe_json

    click.echo(json.dumps(describe_json(name), indent=2, ensure_ascii=False, sort_keys=True))
