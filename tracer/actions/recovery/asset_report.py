"""Opens one asset: what it is, who has it, why it is tied to a suspect, which money paid for it, which measures are on it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Final, Literal

from graph_schema.codes.roles import PROSECUTED_ROLES
from graph_schema.errors import NotFound
from graph_schema.messages import N_
from graph_schema.records.merged_records import Evidence, MergedNode
from graph_schema.records.nodes import ASSET_TYPES
from tracer.access.roles import may
from tracer.actions.money.trace import TraceReport, follow_node
from tracer.actions.recovery.assets import AssetLine, SubjectLine, asset_line, subject_lines
from tracer.actions.recovery.measures import MeasureLine, measure_lines
from tracer.analysis.links.arrays.columns import LinkGraph
from tracer.analysis.links.kinds import SHAREHOLDING
from tracer.analysis.ownership.case_stakes import bound_excess, collect_stakes, person_ids
from tracer.analysis.ownership.integrated import integrate_ownership
from tracer.analysis.ownership.stakes import direct_holdings
from tracer.analysis.ownership.title import in_force
from tracer.casework.evidence_lines import EvidenceFormat, EvidenceLine, caption, evidence_format
from tracer.casework.recovery.asset_recovery import AssetRecovery, read_asset_recovery
from tracer.casework.recovery.recovery_state import RecoveryState, recovery_state
from tracer.casework.sessions.session import Session
from tracer.casework.ties.case_ownership import lead_graph, stakes_below, stakes_between
from tracer.casework.ties.tie_paths import FoundPaths, TiePath, TieSearch
from tracer.casework.ties.tie_summaries import TieSummary, sum_up
from tracer.casework.tracing.case_tracing import METHODS, TIE_METHODS
from tracer.wording.field_words import format_range, format_share
from tracer.wording.language import Language
from tracer.wording.terms import CLASS_WORDS

PartyRole = Literal["holder", "beneficiary", "control", "user"]
_PARTY_LINKS: Final[dict[str, PartyRole]] = {
    "Holds": "holder",
    "HoldsAccount": "holder",
    "BenefitsFrom": "beneficiary",
    "ControlsAccount": "control",
    "Uses": "user",
}
PARTY_WORDS: Final[dict[PartyRole, str]] = {
    "holder": N_("holder"),
    "beneficiary": N_("beneficiary"),
    "control": N_("controls"),
    "user": N_("uses"),
}
"""What a party has to do with an asset, in the order in which screens list it."""
_IDENTITY: Final[dict[str, str]] = {
    "area_m2": N_("{value} m²"),
    "locality": "",
    "county": "",
    "cadastral": N_("cadastral no. {value}"),
    "land_book": N_("land book {value}"),
    "plate": N_("plate {value}"),
    "vin": N_("VIN {value}"),
    "built": N_("built in {value}"),
    "serial": N_("serial no. {value}"),
    "quantity": "",
    "chain": "",
    "address": N_("address {value}"),
    "number": N_("account {value}"),
}
"""Field of an asset -> how it stands in the line that identifies the asset, in this order; empty: as it is."""
_CHAINS: Final = 10
_TIES: Final = 10


@dataclass(frozen=True, slots=True)
class PartyLine:
    """Who holds, controls or uses the asset, with the rows. ``share``: ready to read, may be empty."""

    role: PartyRole
    caption: str
    share: str
    evidence: tuple[EvidenceLine, ...]


@dataclass(frozen=True, slots=True)
class ValueLine:
    """The newest value of the asset. ``method``: of the valuation."""

    minor: int
    currency: str
    day: date
    method: str
    evidence: tuple[EvidenceLine, ...]


@dataclass(frozen=True, slots=True)
class ChainShare:
    """What a person has of a company in the end today, through all chains and rings. ``share``: ready to read."""

    company: str
    share: str
    evidence: tuple[EvidenceLine, ...]


@dataclass(frozen=True, slots=True)
class SuspectTies:
    """The ties between one suspect and the asset, best first. ``complete``: nothing was left out by the search.

    ``shares``: of the last company of each tie, where the share is another one than the person has directly.
    """

    suspect: str
    caption: str
    ties: tuple[TieSummary, ...]
    complete: bool
    shares: tuple[ChainShare, ...] = ()


@dataclass(frozen=True, slots=True)
class AssetReport:
    """One asset as of a day. ``type``: of its node. ``identity``: what identifies it, ready to read.

    ``measures``: those with the nearest deadline first. ``recovery``: what comes out of it, who claims it, its
    ledger. ``suspects``: everybody with a tie to it, the best tied first;
    None: the reader may not search the case.
    """

    as_of: date
    asset: AssetLine
    type: str
    identity: tuple[str, ...]
    value: ValueLine | None
    parties: tuple[PartyLine, ...]
    suspects: tuple[SuspectTies, ...] | None
    money: TraceReport
    measures: tuple[MeasureLine, ...]
    recovery: AssetRecovery


def open_asset(session: Session, asset: str, language: Language) -> AssetReport:
    """What is this asset, why is it tied to a suspect, which money paid for it, and which measures are on it?

    Ties are searched for everybody who is prosecuted in the files of its measures; without one, in any file. They ask for
    the right to read the case, all else for the right to oversee it. One entry in the log. Raises NotFound.
    Cost: one reading of all measures; each method follows the case once for each data version; one search a suspect, and
    one object a transfer for all of them together.
    """
    session.read_nodes("oversee", "asset", asset)
    session = session.for_answer()
    day, graph = session.today(), session.graph()
    case_state = recovery_state(session, as_of=day, known_on=day)
    facts = next((one for one in case_state.assets if one.id == asset), None)
    if facts is None:
        raise NotFound("There is no asset with the id {id} in the case.", id=asset)
    form, node = evidence_format(session), graph.nodes[asset]
    entries = [
        link
        for link in graph.links_at(asset)
        if link.type in _PARTY_LINKS and link.head == asset and in_force(link, day)
    ]
    holding = [link for link in entries if _PARTY_LINKS[link.type] == "holder"]
    line = asset_line(graph, form, case_state, facts, holding, session.language)
    measures = measure_lines(session, case_state, day, asset=asset)
    return AssetReport(
        as_of=day,
        asset=line,
        type=node.type,
        identity=tuple(_identify(form, node, line, measures, language)),
        value=_value(session, form, case_state, asset),
        parties=tuple(
            sorted(
                (
                    PartyLine(
                        _PARTY_LINKS[link.type],
                        caption(graph.nodes[link.tail], form.veil),
                        format_share(str(link.props["share"]), language) if "share" in link.props else "",
                        form.lines(link.evidence),
                    )
                    for link in entries
                ),
                key=lambda party: (list(PARTY_WORDS).index(party.role), party.caption),
            )
        ),
        suspects=_suspects(session, node, line, measures, language) if may(session.actor, "read") else None,
        money=follow_node(session, node, METHODS, chains=_CHAINS),
        measures=measures,
        recovery=read_asset_recovery(session, form, case_state, asset),
    )


def _identify(
    form: EvidenceFormat, node: MergedNode, line: AssetLine, measures: Sequence[MeasureLine], language: Language
) -> Iterator[str]:
    yield language.text(CLASS_WORDS[line.asset_class])
    props = form.veil.props(node.id, node.props)
    for name, template in _IDENTITY.items():
        if props.get(name) not in (None, "") and str(props[name]) != line.caption:
            value = language.number(int(props[name])) if name == "area_m2" else str(props[name])
            yield language.text(template, value=value) if template else value
    for measure in measures:
        yield language.text(
            N_("measure {number} in file {case}, share {share}"),
            number=form.veil.text(measure.number),
            case=measure.case,
            share=measure.share,
        )


def _value(session: Session, form: EvidenceFormat, case_state: RecoveryState, asset: str) -> ValueLine | None:
    value = case_state.values.get(asset)
    if value is None:
        return None
    rows: tuple[Evidence, ...] = next(
        (kept.evidence for kept in session.graph().events if kept.event.id == value.event), ()
    )
    return ValueLine(value.money.minor, value.money.currency, value.on, value.method, form.lines(rows))


def _suspects(
    session: Session, node: MergedNode, line: AssetLine, measures: Sequence[MeasureLine], language: Language
) -> tuple[SuspectTies, ...]:
    if node.type not in ASSET_TYPES:
        return ()
    tracings = [session.tracing(method) for method in TIE_METHODS]

    @cache
    def leads() -> LinkGraph:
        return lead_graph(session)

    found: list[tuple[SubjectLine, FoundPaths]] = []
    for subject in _prosecuted(subject_lines(session), {measure.case for measure in measures}):
        paths = TieSearch(tracings, subject.id).find(node.id, limit=_TIES, leads=leads)
        if paths.paths:
            found.append((subject, paths))
    found.sort(key=lambda one: (one[1].paths[0].key, one[0].caption))
    states = {line.id: line.state}
    return tuple(
        SuspectTies(
            subject.id,
            subject.caption,
            sum_up(session, paths.paths, language, session.today(), states),
            paths.complete,
            tuple(_chain_shares(session, subject.id, paths.paths, language)),
        )
        for subject, paths in found
    )


def _chain_shares(session: Session, person: str, ties: Sequence[TiePath], language: Language) -> Iterator[ChainShare]:
    chains = ([step.link.head for step in tie.path.steps if step.link.kind == SHAREHOLDING] for tie in ties)
    companies = dict.fromkeys(chain[-1] for chain in chains if chain)
    if not companies:
        return
    graph, form = session.graph(), evidence_format(session)
    stakes, _ = bound_excess(collect_stakes(graph, session.today()))
    below = stakes_below(stakes, [person])
    shares = integrate_ownership(below, persons=person_ids(graph)).shares
    direct = direct_holdings(below)
    links = {link.id: link for link in graph.links_of_type("Shareholding")}
    for company in companies:
        share = shares.get(company, {}).get(person)
        if share is None or share.upper == 0 or share == direct.get(company, {}).get(person):
            continue
        rows = (
            row
            for stake in stakes_between(below, person, company)
            for id_ in stake.link_ids
            for row in links[id_].evidence
        )
        said = language.percent(share.lower, 2) if share.lower == share.upper else format_range(share, language)
        yield ChainShare(caption(graph.nodes[company], form.veil), said, form.lines(dict.fromkeys(rows)))


def _prosecuted(subjects: Sequence[SubjectLine], cases: set[str]) -> tuple[SubjectLine, ...]:
    """Each person who is prosecuted in one of these files, once; if nobody is, in any file."""
    prosecuted = [subject for subject in subjects if subject.role in PROSECUTED_ROLES]
    near = [subject for subject in prosecuted if subject.case in cases] or prosecuted
    return tuple({subject.id: subject for subject in near}.values())
