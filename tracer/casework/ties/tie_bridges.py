"""Finds the records on which the ties between a suspect and the assets of the schedule hang."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from tracer.analysis.links.arrays.columns import build_link_graph
from tracer.analysis.links.arrays.path_search import PathSearch
from tracer.analysis.links.bridges import Grounds, Record, find_bridges, group_by_unit
from tracer.analysis.links.evidence import EvidenceLink
from tracer.analysis.links.kinds import DOWN_KINDS, MONEY_KINDS
from tracer.analysis.links.trails import FAR_HOPS
from tracer.casework.ties.tie_paths import TieSearch

_KINDS: Final = DOWN_KINDS | MONEY_KINDS


@dataclass(frozen=True, slots=True)
class TieBridges:
    """``rows``: (source, locator) -> the assets that detach without this row; ``files``: the same without the whole file.

    ``untied``: assets that no path of these links ties. ``undecided``: assets for which a search ended at its limit.
    """

    rows: dict[Record, tuple[str, ...]]
    files: dict[str, tuple[str, ...]]
    untied: tuple[str, ...]
    undecided: tuple[str, ...]


def find_tie_bridges(search: TieSearch, assets: Iterable[str]) -> TieBridges:
    """If a record falls, which of these assets detach from the suspect?

    A tie is a path over what the suspect has and over payments in which marked proceeds were traced into a price; kinship
    is none. The payments are those traced with the record; money is not traced anew without it. A payment of a price rests
    on a bank row and on a row on the purchase. Cost: ``find_bridges`` for rows and again for files, on these links alone.
    """
    assets = sorted(set(assets))
    links: dict[str, EvidenceLink] = {link.id: link for link in search.below}
    grounds: dict[str, Grounds] = {}
    for run in search.runs:
        for asset in assets:
            for name, (link, purchase) in run.prices(asset).items():
                bought = frozenset((one.source, one.locator) for one in purchase.evidence)
                paid = frozenset(link.records) - bought
                links.setdefault(name, link)
                grounds.setdefault(name, tuple(records for records in (paid, bought) if records))
            for _, chains in run.into(asset):
                for payment in (payment for chain in chains for payment in chain.payments):
                    links.setdefault(payment.id, payment)
    graph = build_link_graph(links.values(), _KINDS)
    cap = len(graph.links) + 1
    paths = PathSearch(graph, search.suspect, most=FAR_HOPS, stop_list=frozenset(), degree_cap=cap)
    rows = find_bridges(paths, assets, group_by_unit(graph.links, grounds, lambda record: record))
    files = find_bridges(paths, assets, group_by_unit(graph.links, grounds, lambda record: record[0]))
    undecided = dict.fromkeys((*rows.undecided, *files.undecided))
    return TieBridges(dict(rows.detached), dict(files.detached), rows.untied, tuple(sorted(undecided)))


def group_by_assets(found: dict[Record, tuple[str, ...]]) -> dict[tuple[str, ...], tuple[Record, ...]]:
    """The assets that detach together -> the rows, each of which is enough for it. Most assets first."""
    groups: defaultdict[tuple[str, ...], list[Record]] = defaultdict(list)
    for record, assets in found.items():
        groups[assets].append(record)
    ordered = sorted(groups, key=lambda assets: (-len(assets), assets))
    return {assets: tuple(sorted(groups[assets])) for assets in ordered}
