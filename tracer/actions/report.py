"""The schedule of a suspect's assets: composed from findings, under the veil, written as PDF or workbook."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from pathlib import Path
from typing import Literal

from graph_schema.errors import EnvironmentFailure, NotFound
from graph_schema.provenance import digest_bytes
from graph_schema.views import Evidence, LinkView, NodeView
from graph_schema.words import N_
from tracer.access.pseudonyms import Veil
from tracer.actions.assets import in_force
from tracer.actions.chosen_methods import chosen_methods
from tracer.actions.explore import caption
from tracer.actions.following import Following
from tracer.actions.link import PATH_KINDS, tell_path
from tracer.actions.order import describe_document
from tracer.actions.session import Session
from tracer.actions.standing import Standing, asset_class, read_standing
from tracer.actions.ties import Tie, explained_links, find_ties
from tracer.actions.trace import read_methods
from tracer.analysis.links.paths import EvidencePath, find_paths
from tracer.analysis.ownership.case_stakes import bound_excess, collect_stakes
from tracer.casefile.schedule import (
    Amount,
    MeasureLine,
    Notebook,
    Owner,
    Schedule,
    ScheduleLine,
    Sentence,
    SourceEntry,
    Traced,
)
from tracer.export.schedule_pdf import write_schedule_pdf
from tracer.export.schedule_xlsx import write_schedule_xlsx
from tracer.graph import CaseGraph
from tracer.language import Language
from tracer.terms import METHOD_WORDS

ExportFormat = Literal["pdf", "xlsx"]
_WRITERS = {"pdf": write_schedule_pdf, "xlsx": write_schedule_xlsx}
_IDENTIFIERS = ("locality", "cadastral", "land_book", "vin", "plate", "serial", "address", "quantity", "number")
_MAX_HOPS = 8


def build_schedule(
    session: Session, suspect: str, method: str, words: Language, *, as_of: date | None = None
) -> Schedule:
    """What is tied to this suspect, worth what, under which measure, on which rows?

    ``method``: the tracing method, which must be named. The same case, suspect, method, day and language give the same
    schedule. Raises NotFound for an unknown suspect; WrongUse for an unknown method.
    """
    chosen = read_methods([method])[0]
    session.read("export", "schedule", suspect, f"method={chosen.value}")
    graph, day = session.graph(), as_of or session.today()
    node = graph.nodes.get(suspect)
    if node is None or node.type not in ("Person", "Company"):
        raise NotFound("There is no person or company with the id {id} in the case. Find it first: tracer find NAME",
                       id=suspect)  # fmt: skip
    kept = session.store.sources()
    names, veil = session.source_names(), session.veil()
    notebook = Notebook(names)
    builder = _Builder(session, graph, day, words, notebook, session.followings.follow(graph, chosen))
    ties = find_ties(graph, builder.following, suspect, day)
    lines = tuple(builder.line(number, suspect, tie) for number, tie in enumerate(builder.ordered(ties), 1))
    case, number = _case_of(graph, suspect)
    limits = builder.limits(line.asset for line in lines)
    used = notebook.used_sources()
    return Schedule(
        case_number=number,
        case_title=veil.text(str(case.props.get("title", ""))) if case is not None else "",
        authority=veil.text(str(case.props.get("authority", ""))) if case is not None else "",
        suspect=caption(node, veil),
        suspect_id=suspect,
        as_of=day,
        method=chosen.value,
        author=session.actor.name,
        digest=session.store.digest(),
        lines=lines,
        totals=_totals(lines),
        unvalued=sum(line.value is None for line in lines),
        notes=notebook.notes(),
        sources=tuple(
            SourceEntry(k.source.digest, names[k.source.digest], k.source.importer, k.source.as_of, k.received)
            for k in kept
            if k.source.digest in used
        ),
        limits=limits,
    )


def export_schedule(
    session: Session, suspect: str, method: str, form: ExportFormat, words: Language, *, as_of: date | None = None
) -> bytes:
    """The schedule as a document. The log keeps its SHA-256, so that a copy can be held against it."""
    schedule = build_schedule(session, suspect, method, words, as_of=as_of)
    data = _WRITERS[form](schedule, words)
    session.read("export", "export", suspect, f"form={form} sha256={digest_bytes(data)} lines={len(schedule.lines)}")
    return data


def save_document(data: bytes, path: Path) -> None:
    """Write a document whole or not at all. Raises EnvironmentFailure when the place does not allow it."""
    partial = path.with_name(f".{path.name}.partial")
    try:
        partial.write_bytes(data)
        partial.replace(path)
    except OSError as error:
        partial.unlink(missing_ok=True)
        raise EnvironmentFailure("{path} cannot be written: {reason}.", path=path, reason=error.strerror) from error


class _Builder:
    def __init__(
        self, session: Session, graph: CaseGraph, day: date, words: Language, notes: Notebook, following: Following
    ) -> None:
        self.session, self.graph, self.day, self.words, self.notes = session, graph, day, words, notes
        self.following = following
        self.veil: Veil = session.veil()
        self.standing: Standing = read_standing(graph, as_of=day, known_on=day)

    def ordered(self, ties: Iterable[Tie]) -> list[Tie]:
        return sorted(ties, key=lambda t: (asset_class(self.graph.nodes[t.asset]), self._caption(t.asset), t.asset))

    def line(self, number: int, suspect: str, tie: Tie) -> ScheduleLine:
        node = self.graph.nodes[tie.asset]
        holds = [link for link in self.graph.links_of_type("Holds") if link.head == tie.asset]
        value = self.standing.values.get(tie.asset)
        acquired = min((str(link.props["from_date"]) for link in holds if "from_date" in link.props), default="")
        price, price_notes = self._price(holds)
        return ScheduleLine(
            number=number,
            asset=tie.asset,
            asset_class=asset_class(node),
            caption=self._caption(tie.asset),
            identifiers=self._identifiers(node),
            owners=tuple(self._owner(link) for link in sorted(holds, key=lambda link: not in_force(link, self.day))),
            acquired=acquired,
            price=price,
            price_notes=price_notes,
            value=Amount(value.money.minor, value.money.currency) if value is not None else None,
            value_date=value.on if value is not None else None,
            value_method=value.method if value is not None else "",
            value_notes=self._event_notes(value.event) if value is not None else (),
            # Footnotes are numbered where they first stand, and the tie stands last.
            traced=self._traced(tie.asset),
            measures=self._measures(tie.asset),
            tie=self._tie(suspect, tie),
        )

    def limits(self, assets: Iterable[str]) -> tuple[Sentence, ...]:
        gaps = self.following.case.gaps
        limits = [
            Sentence(
                N_("The method of following the money was chosen by a person; another method gives other sums."), {}, ()
            ),
            Sentence(N_("Payments without the reference named in the deed were not matched to a purchase."), {}, ()),
        ]
        limits += self._other_methods(assets)
        for gap in gaps:
            number = str(self.graph.nodes[gap.account[0]].props["number"])
            params = {
                "account": number[-4:],
                "begin": self.words.date(gap.from_date),
                "end": self.words.date(gap.to_date),
            }
            template = (
                N_("For the account ending {account} no statement covers {begin} to {end}.")
                if gap.to_date >= gap.from_date
                else N_("For the account ending {account} the balances before and after {begin} do not meet.")
            )
            limits.append(Sentence(template, params, ()))
        for account, _ in self.following.case.unstated:
            params = {"account": str(self.graph.nodes[account].props["number"])[-4:]}
            template = N_("For the account ending {account} no balance is stated; it is taken to begin empty.")
            limits.append(Sentence(template, params, ()))
        for company in bound_excess(collect_stakes(self.graph, self.day))[1]:
            template = N_("The registered shares in {company} add up to more than the whole; each counts as a share of at "
                          "most that size.")  # fmt: skip
            limits.append(Sentence(template, {"company": self._caption(company)}, ()))
        return tuple(limits)

    def _other_methods(self, assets: Iterable[str]) -> Iterator[Sentence]:
        """The assets for which a person chose another method than that of this schedule."""
        chosen, own = chosen_methods(self.graph.events, self.day), self.following.interval.lower.method.value
        for asset in assets:
            choice = chosen.get(asset)
            if choice is None or choice.event.props["method"] == own:
                continue
            template = N_("For {asset} {author} chose on {day} to follow the money by another method: {chosen}. The sums "
                          "shown here are those of {method}.")  # fmt: skip
            params = {
                "asset": self._caption(asset),
                "author": choice.event.author,
                "day": self.words.date(choice.event.effective),
                "chosen": self.words.text(METHOD_WORDS[str(choice.event.props["method"])]),
                "method": self.words.text(METHOD_WORDS[own]),
            }
            yield Sentence(template, params, self._note(choice.evidence))

    def _caption(self, node: str) -> str:
        return caption(self.graph.nodes[node], self.veil)

    def _identifiers(self, node: NodeView) -> str:
        shown = self.veil.props(node.id, node.props)
        return ", ".join(str(shown[name]) for name in _IDENTIFIERS if name in shown)

    def _note(self, evidence: Iterable[Evidence]) -> tuple[int, ...]:
        return self.notes.note((e.source, e.locator) for e in evidence)

    def _owner(self, link: LinkView) -> Owner:
        until = "" if in_force(link, self.day) else str(link.props["to_date"])
        return Owner(self._caption(link.tail), str(link.props.get("share", "")), self._note(link.evidence), until)

    def _price(self, holds: list[LinkView]) -> tuple[Amount | None, tuple[int, ...]]:
        """What the owners of the latest deed paid together, each for the own share."""
        deeds: dict[tuple[str, str], list[LinkView]] = {}
        for link in holds:
            if "price_minor" in link.props and "price_currency" in link.props:
                key = (str(link.props.get("from_date", "")), str(link.props["price_currency"]))
                deeds.setdefault(key, []).append(link)
        if not deeds:
            return None, ()
        (_, currency), links = max(deeds.items())
        amount = Amount(sum(int(link.props["price_minor"]) for link in links), currency)
        return amount, self._note(e for link in links for e in link.evidence)

    def _event_notes(self, event: str) -> tuple[int, ...]:
        return next((self._note(kept.evidence) for kept in self.graph.events if kept.event.id == event), ())

    def _traced(self, asset: str) -> tuple[Traced, ...]:
        found = []
        for purchase in self.following.purchases:
            if purchase.asset != asset or not purchase.transfers:
                continue
            lower, upper = self.following.paid_with_proceeds(purchase)
            rows = [e for name in purchase.transfers for e in self.graph.transfer_evidence(name)]
            method = self.following.interval.lower.method.value
            found.append(Traced(method, lower, upper, purchase.price_minor, purchase.currency, self._note(rows)))
        return tuple(found)

    def _tie(self, suspect: str, tie: Tie) -> tuple[Sentence, ...]:
        links = explained_links(self.graph, self.following, tie)
        paths = find_paths(links, suspect=suspect, asset=tie.asset, allowed_kinds=PATH_KINDS, max_hops=_MAX_HOPS).paths
        best = next((path for path in paths if _is_straight(path)), paths[0] if paths else None)
        if best is None:
            return ()
        told = tell_path(self.session, best, 1, self.words)
        return tuple(
            Sentence(s.template, s.params, self.notes.note((e.source, e.locator) for e in s.evidence))
            for s in told.sentences
        )

    def _measures(self, asset: str) -> tuple[MeasureLine, ...]:
        lines = []
        for facts in self.standing.measures_on(asset):
            state = self.standing.states[facts.id]
            if state.state is None or state.since is None:
                continue
            last = state.entered[-1][2]
            event = next(step for step in self.standing.steps[facts.id] if step.id == last)
            case = self.graph.nodes.get(facts.case or "")
            lines.append(
                MeasureLine(
                    number=str(self.graph.nodes[facts.id].props["number"]),
                    case=str(case.props["number"]) if case is not None else "",
                    state=state.state,
                    since=state.since,
                    share=self.words.percent(facts.share),
                    document=self.veil.text(describe_document(event, self.words)),
                    notes=self._event_notes(last),
                )
            )
        return tuple(lines)


def _is_straight(path: EvidencePath) -> bool:
    """Does the path lead from owner to owned and from payer to payee all the way, kinship apart?"""
    return all(step.forward or step.link.kind == "related_to" for step in path.steps)


def _case_of(graph: CaseGraph, suspect: str) -> tuple[NodeView | None, str]:
    cases = sorted(link.head for link in graph.links_of_type("RoleIn") if link.tail == suspect)
    if not cases:
        return None, ""
    case = graph.nodes[cases[0]]
    return case, str(case.props["number"])


def _totals(lines: Iterable[ScheduleLine]) -> tuple[Amount, ...]:
    sums: dict[str, int] = {}
    for line in lines:
        if line.value is not None:
            sums[line.value.currency] = sums.get(line.value.currency, 0) + line.value.minor
    return tuple(Amount(sums[currency], currency) for currency in sorted(sums))
