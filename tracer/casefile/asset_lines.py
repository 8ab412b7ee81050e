"""One line of the schedule: an asset with its owners, value, traced money, measures and tie, each with its footnotes."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from fractions import Fraction

from graph_schema.records.merged_records import MergedLink, MergedNode
from tracer.analysis.ownership.title import in_force, unstated_titles
from tracer.casefile.schedule import Amount, Owner, ScheduleLine, ScheduleMeasure, ScheduleSentence, Traced
from tracer.casefile.schedule_context import ScheduleContext
from tracer.casework.recovery.item_history import entry_document, item_history, unstated_of_measures
from tracer.casework.recovery.recovery_state import asset_class
from tracer.casework.ties.suspect_assets import Tie
from tracer.casework.ties.tie_paths import TieSearch
from tracer.casework.ties.tie_sentences import format_path
from tracer.wording.field_words import format_range

_IDENTIFIERS = ("locality", "cadastral", "land_book", "vin", "plate", "serial", "address", "quantity", "number")


def build_line(context: ScheduleContext, number: int, search: TieSearch, tie: Tie) -> ScheduleLine:
    """What is on record of this asset: who owns it, what it is worth, how it is tied to the suspect?"""
    node = context.graph.nodes[tie.asset]
    holds = [link for link in context.graph.links_of_type("Holds") if link.head == tie.asset]
    value = context.case_state.values.get(tie.asset)
    acquired = min((str(link.props["from_date"]) for link in holds if "from_date" in link.props), default="")
    prices, price_notes = _prices(context, holds)
    return ScheduleLine(
        number=number,
        asset=tie.asset,
        asset_class=asset_class(node),
        caption=context.caption(tie.asset),
        identifiers=_identifiers(context, node),
        owners=_owners(context, holds),
        acquired=acquired,
        prices=prices,
        price_notes=price_notes,
        value=Amount(value.money.minor, value.money.currency) if value is not None else None,
        value_date=value.on if value is not None else None,
        value_method=value.method if value is not None else "",
        value_notes=_event_notes(context, value.event) if value is not None else (),
        # Footnotes are numbered where they first stand, and the tie stands last.
        traced=_traced(context, tie.asset),
        measures=_measures(context, tie.asset),
        tie=_tie(context, search, tie),
    )


def _identifiers(context: ScheduleContext, node: MergedNode) -> str:
    shown = context.veil.props(node.id, node.props)
    return ", ".join(str(shown[name]) for name in _IDENTIFIERS if name in shown)


def _owners(context: ScheduleContext, holds: Iterable[MergedLink]) -> tuple[Owner, ...]:
    """Those who stand in the register first; a share that none states as the range it lies in."""
    ordered = sorted(holds, key=lambda link: not in_force(link, context.day))
    ranges = unstated_titles(link for link in ordered if in_force(link, context.day))
    share_texts = {name: format_range(r, context.language) for name, r in ranges.items()}
    return tuple(_owner(context, link, share_texts.get(link.id, str(link.props.get("share", "")))) for link in ordered)


def _owner(context: ScheduleContext, link: MergedLink, share: str) -> Owner:
    until = "" if in_force(link, context.day) else str(link.props["to_date"])
    return Owner(context.caption(link.tail), share, context.cite(link.evidence), until)


def _prices(context: ScheduleContext, holds: list[MergedLink]) -> tuple[tuple[Amount, ...], tuple[int, ...]]:
    """What the owners of the latest deeds paid together, each for the own share: one sum for each currency."""
    priced = [link for link in holds if "price_minor" in link.props and "price_currency" in link.props]
    latest = max((str(link.props.get("from_date", "")) for link in priced), default="")
    papers = [link for link in priced if str(link.props.get("from_date", "")) == latest]
    sums: Counter[str] = Counter()
    for link in papers:
        sums[str(link.props["price_currency"])] += int(link.props["price_minor"])
    prices = tuple(Amount(minor, currency) for currency, minor in sorted(sums.items()))
    return prices, context.cite(e for link in papers for e in link.evidence)


def _event_notes(context: ScheduleContext, event: str) -> tuple[int, ...]:
    kept = context.events.get(event)
    return () if kept is None else context.cite(kept.evidence)


def _traced(context: ScheduleContext, asset: str) -> tuple[Traced, ...]:
    found = []
    for purchase in context.case_tracing.purchases:
        if purchase.asset != asset:
            continue
        own = [(run, run.own_purchase(purchase)) for run in context.case_tracing.runs]
        lower, upper = context.case_tracing.paid_with_proceeds(purchase)
        rows = [e for run, one in own for name in one.rows for e in run.graph.transfer_evidence(name)]
        found.append(
            Traced(
                method=context.case_tracing.interval.lower.method.value,
                lower_minor=lower,
                upper_minor=upper,
                price_minor=purchase.price_minor,
                currency=purchase.currency,
                # Without a row of the payment, the row of the deed names the price and the reference.
                notes=context.cite(rows or purchase.evidence),
                unmatched_minor=max(one.unmatched_minor for _, one in own),
            )
        )
    return tuple(found)


def _tie(context: ScheduleContext, search: TieSearch, tie: Tie) -> tuple[ScheduleSentence, ...]:
    """The best path of the link report, with what belongs to it."""
    return tuple(
        ScheduleSentence(s.template, s.params, context.notes.note((e.source, e.locator) for e in s.evidence))
        for path in search.find(tie.asset, limit=1).paths
        for share_texts in [format_path(context.session, path, 1, context.language, day=context.day)]
        for s in (*share_texts.sentences, *share_texts.notes)
    )


def _measures(context: ScheduleContext, asset: str) -> tuple[ScheduleMeasure, ...]:
    lines = []
    recovery = context.case_state
    for counted in recovery.items_on(asset):
        unstated = unstated_of_measures(context.session).get(counted.item.item, [])
        entries = item_history(recovery.facts, counted.item, recovery.as_of, unstated)
        if not entries or counted.since is None:
            continue
        case = context.graph.nodes.get(counted.item.case)
        lines.append(
            ScheduleMeasure(
                number=str(context.graph.nodes[counted.item.item].props["number"]),
                case=str(case.props["number"]) if case is not None else "",
                state=counted.state,
                since=entries[-1].effective,
                share=context.language.percent(Fraction(1) if counted.item.share is None else counted.item.share),
                document=context.veil.text(entry_document(context.events, entries[-1], context.language)),
                notes=_event_notes(context, entries[-1].record),
            )
        )
    return tuple(lines)
