"""What ``tracer bridges`` prints: the records on which ties hang, with the assets that detach."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from graph_schema.messages import N_
from tracer.cli.printing.output import print_evidence, say
from tracer.wording.language import Language

if TYPE_CHECKING:
    from tracer.actions.ties.bridges import BridgesReport, TiedAsset


def print_bridges(report: BridgesReport, language: Language) -> None:
    """One block for assets that detach together, with the rows; then the files; then the assets that no row detaches."""
    say(f"{report.caption} · {language.date(report.day)}")
    for line in report.bridges:
        template = N_("If one of these rows falls, these assets are no longer tied: {assets}")
        if len(line.rows) == 1:
            template = N_("If this row falls, these assets are no longer tied: {assets}")
        say(language.text(template, assets=_list(line.assets)))
        print_evidence(line.rows, indent="    ")
    for file in report.files:
        template = N_("If the file {file} falls, these assets are no longer tied: {assets}")
        say(language.text(template, file=file.file, assets=_list(file.assets)))
    if report.held:
        say(language.text(N_("No single row ends the tie of: {assets}"), assets=_list(report.held)))
    if report.untied:
        template = N_("No path of records could be tried for: {assets}")
        say("! " + language.text(template, assets=_list(report.untied)))
    if not (report.bridges or report.held or report.untied):
        say(language.text(N_("No asset is tied to this suspect on this day.")))
    if not report.complete:
        say("! " + language.text(N_("A search stopped at its limit: rows may be missing from this list.")))
    template = N_(
        "Weighed is the path of records alone; shares and traced sums are not computed anew without the row. Kinship is no tie."
    )
    say(language.text(template))


def _list(assets: Iterable[TiedAsset]) -> str:
    return "; ".join(asset.caption for asset in assets)
