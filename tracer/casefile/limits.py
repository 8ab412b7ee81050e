"""What a schedule does not show: other methods, open pairs, breaks in statements, shares that exceed the whole."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator

from graph_schema.messages import N_
from tracer.analysis.ownership.case_stakes import bound_excess, collect_stakes, collect_votes
from tracer.analysis.tracing.figures.purchases import Purchase
from tracer.analysis.tracing.figures.upstream import find_upstream
from tracer.analysis.tracing.ledgers.statement_breaks import Gap
from tracer.casefile.schedule import ScheduleSentence
from tracer.casefile.schedule_context import ScheduleContext
from tracer.casework.lost_cautions import find_lost_cautions
from tracer.casework.partner_rows import find_partner_cautions
from tracer.casework.price_cautions import find_price_cautions
from tracer.casework.tracing.cautions import (
    figures_of,
    format_days,
    method_cautions,
    open_days,
    relevant_gaps,
    relevant_unstated,
)
from tracer.casework.tracing.chosen_methods import chosen_methods
from tracer.wording.terms import METHOD_WORDS


def build_limits(context: ScheduleContext, assets: Iterable[str]) -> tuple[ScheduleSentence, ...]:
    """What does a schedule of these assets not show, and which figures of it could change?"""
    listed, case = list(assets), context.case_tracing.case
    bought = [purchase for purchase in context.case_tracing.purchases if purchase.asset in listed]
    upstream = find_upstream(case.ledger, figures_of(case, bought, ()))
    limits = [
        ScheduleSentence(
            N_("The method of following the money was chosen by a person; another method gives other sums."), {}, ()
        ),
        ScheduleSentence(
            N_("Payments without the reference named in the deed were not matched to a purchase."), {}, ()
        ),
    ]
    session = context.session.in_language(context.language)
    limits += _other_methods(context, listed)
    limits += _open_pairs(context, listed)
    for purchase in bought:
        for caution in find_price_cautions(session, context.case_tracing.runs, purchase):
            limits.append(ScheduleSentence(caution.template, caution.params, ()))
    missing = (*find_lost_cautions(session, context.graph, case, upstream), *find_partner_cautions(session, upstream))
    for caution in missing:
        limits.append(ScheduleSentence(caution.template, caution.params, ()))
    gaps = list(relevant_gaps(context.graph, case, upstream))
    for gap in gaps:
        number = str(context.graph.nodes[gap.account[0]].props["number"])
        params = {
            "account": number[-4:],
            "begin": context.language.date(gap.from_date),
            "end": context.language.date(gap.to_date),
        }
        template = (
            N_("For the account ending {account} no statement covers {begin} to {end}.")
            if gap.to_date >= gap.from_date
            else N_("For the account ending {account} the balances before and after {begin} do not meet.")
        )
        limits.append(ScheduleSentence(template, params, ()))
    for gap in _joined_gaps(context, bought):
        params = {
            "account": str(context.graph.nodes[gap.account[0]].props["number"])[-4:],
            "begin": context.language.date(gap.from_date),
        }
        template = N_(
            "For the account ending {account} the balances before and after {begin} do not meet if the open pairs of rows "
            "are one payment each."
        )
        limits.append(ScheduleSentence(template, params, ()))
    for account, _ in relevant_unstated(case, upstream):
        params = {"account": str(context.graph.nodes[account].props["number"])[-4:]}
        template = N_("For the account ending {account} no balance is stated; it is taken to begin empty.")
        limits.append(ScheduleSentence(template, params, ()))
    if len(gaps) < len(case.gaps):
        template = N_(
            "Breaks in the statements of accounts from which no money can have come into the assets listed are "
            "not named here; they can hide further assets."
        )
        limits.append(ScheduleSentence(template, {}, ()))
    for caution in method_cautions(context.graph, context.case_tracing, upstream, open_days(case, upstream)):
        limits.append(ScheduleSentence(caution.template, format_days(caution.params, context.language), ()))
    for company in bound_excess(collect_stakes(context.graph, context.day))[1]:
        template = N_(
            "The registered shares in {company} add up to more than the whole; each counts as a share of at "
            "most that size."
        )
        limits.append(ScheduleSentence(template, {"company": context.caption(company)}, ()))
    for company in bound_excess(collect_votes(context.graph, context.day))[1]:
        template = N_(
            "The stated votes in {company} add up to more than the whole; nobody is said to control it by them."
        )
        limits.append(ScheduleSentence(template, {"company": context.caption(company)}, ()))
    return tuple(limits)


def _joined_gaps(context: ScheduleContext, bought: Iterable[Purchase]) -> Iterator[Gap]:
    """The breaks that can change a figure only if the open pairs of rows are joined."""
    together, own = context.case_tracing.with_open_joined, context.case_tracing.case.gaps
    if together is None:
        return
    known = {(gap.account, gap.from_date, gap.to_date) for gap in own}
    figures = figures_of(together.case, map(together.own_purchase, bought), ())
    for gap in relevant_gaps(together.graph, together.case, find_upstream(together.case.ledger, figures)):
        if (gap.account, gap.from_date, gap.to_date) not in known:
            yield gap


def _open_pairs(context: ScheduleContext, assets: Collection[str]) -> Iterator[ScheduleSentence]:
    """The assets whose sum depends on whether payments seen from one side only are one."""
    for purchase in context.case_tracing.purchases:
        ends = [run.paid_by_itself(purchase) for run in context.case_tracing.runs]
        if purchase.asset in assets and len(set(ends)) > 1:
            template = N_(
                "For {asset} the sum depends on payments seen from one side only; open are {count}. It lies "
                "between the sums with and without them."
            )
            count = str(len(context.session.payments().open))
            yield ScheduleSentence(template, {"asset": context.caption(purchase.asset), "count": count}, ())


def _other_methods(context: ScheduleContext, assets: Iterable[str]) -> Iterator[ScheduleSentence]:
    """The assets for which a person chose another method than that of this schedule."""
    chosen, own = chosen_methods(context.graph.events, context.day), context.case_tracing.interval.lower.method.value
    for asset in assets:
        choice = chosen.get(asset)
        if choice is None or choice.event.props["method"] == own:
            continue
        template = N_(
            "For {asset} {author} chose on {day} to follow the money by another method: {chosen}. The sums "
            "shown here are those of {method}."
        )
        params = {
            "asset": context.caption(asset),
            "author": choice.event.author,
            "day": context.language.date(choice.event.effective),
            "chosen": context.language.text(METHOD_WORDS[str(choice.event.props["method"])]),
            "method": context.language.text(METHOD_WORDS[own]),
        }
        yield ScheduleSentence(template, params, context.cite(choice.evidence))
