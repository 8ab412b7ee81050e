"""Formats a tie in the reader's language, under the veil: its steps, then the notes that belong to it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date

from graph_schema.messages import N_
from graph_schema.records.merged_records import Evidence, KeptEvent
from graph_schema.values.shares import ShareRange
from tracer.analysis.links.evidence import EvidenceLink
from tracer.analysis.links.kinds import MONEY_KINDS, SHAREHOLDING
from tracer.analysis.links.paths import EvidencePath, PathStep
from tracer.analysis.links.sentences import TieSentence, format_step, say_path
from tracer.analysis.ownership.case_stakes import share_on
from tracer.analysis.tracing.figures.purchases import Purchase
from tracer.casework.evidence_lines import EvidenceLine, caption, format_evidence
from tracer.casework.sessions.session import Session
from tracer.casework.ties.tie_paths import TiePath
from tracer.graph.case_graph import CaseGraph
from tracer.wording.field_words import format_range
from tracer.wording.language import Language
from tracer.wording.terms import METHOD_WORDS


@dataclass(frozen=True, slots=True)
class PathSentence:
    """One sentence: an English template (gettext key), its values, the method, and the source rows behind it."""

    template: str
    params: dict[str, str]
    method: str
    evidence: tuple[EvidenceLine, ...]


@dataclass(frozen=True, slots=True)
class FormattedPath:
    """One path; ``rank`` 1 is the best. ``kind``: the kind of tie (money, title, control, use, company, family, payment).

    ``nodes``: ids. ``captions``: their captions. ``sentences``: one for each step. ``notes``: what belongs to the tie
    but is no step: the traced sum, further payments, kinship, periods that do not overlap.
    """

    rank: int
    kind: str
    nodes: tuple[str, ...]
    captions: tuple[str, ...]
    sentences: tuple[PathSentence, ...]
    notes: tuple[PathSentence, ...]


def format_path(session: Session, tie: TiePath, rank: int, language: Language, *, day: date) -> FormattedPath:
    """Formats a path in the reader's language, under the veil, as of that day."""
    names, wording = _name_nodes(session, tie.path, (*tie.kin, *tie.further), language)
    notes = _notes(session, tie, names, wording.accounts, wording, day)
    return FormattedPath(
        rank=rank,
        kind=tie.rank.code,
        nodes=tie.path.nodes,
        captions=tuple(names[node] for node in tie.path.nodes),
        sentences=_say(session, tie.path, names, wording, day),
        notes=tuple(_path_sentence(session, sentence) for sentence in notes),
    )


def format_brief(session: Session, tie: TiePath, language: Language, *, day: date) -> tuple[PathSentence, ...]:
    """What the rows of the tie state, as briefly as nothing is lost: accounts with their holders, no sums of proceeds.

    The sentence that somebody holds an account is left out where the next sentence names the holder beside the account;
    its row goes to that sentence.
    """
    names, wording = _name_nodes(session, tie.path, (*tie.kin, *tie.further), language, brief=True)
    steps = say_path(with_shares(session.graph(), tie.path, day), names, wording.accounts, wording, day=day)
    said: list[TieSentence] = []
    before: tuple[tuple[str, str], ...] = ()
    for place, (step, sentence) in enumerate(zip(tie.path.steps, steps, strict=True)):
        records = tuple(dict.fromkeys((*before, *sentence.records)))
        after = tie.path.steps[place + 1].link if place + 1 < len(steps) else None
        names_holder = after is not None and after.kind in MONEY_KINDS and after.tail == step.link.head
        if step.link.kind == "holds_account" and names_holder and not session.veil().covers(step.link.head):
            before = records
            continue
        said.append(replace(sentence, records=records))
        before = ()
    remarks = _remarks(session, tie, names, wording.accounts, wording, day)
    return tuple(_path_sentence(session, sentence) for sentence in (*said, *remarks))


def format_steps(
    session: Session, path: EvidencePath, language: Language, *, day: date
) -> tuple[tuple[PathSentence, ...], tuple[PathSentence, ...]]:
    """The sentences of a path between any two nodes, one a step, and its notes, under the veil, as of that day."""
    names, wording = _name_nodes(session, path, (), language)
    notes = tuple(_path_sentence(session, sentence) for sentence in _doubts(path))
    return _say(session, path, names, wording, day), notes


def _name_nodes(
    session: Session, path: EvidencePath, more: Iterable[EvidenceLink], language: Language, *, brief: bool = False
) -> tuple[dict[str, str], _Words]:
    """The captions of all nodes of the path and of these further links, and the words in which accounts have holders."""
    graph, veil = session.graph(), session.veil()
    links = [*(step.link for step in path.steps), *more]
    ids = {end for link in links for end in (link.tail, link.head)}
    names = {node: caption(graph.nodes[node], veil) for node in sorted(ids | set(path.nodes))}
    return names, _Words(
        language, {node: _name_account(session, node, name, language, brief) for node, name in names.items()}
    )


def _say(
    session: Session, path: EvidencePath, names: dict[str, str], wording: _Words, day: date
) -> tuple[PathSentence, ...]:
    steps = say_path(with_shares(session.graph(), path, day), names, wording.accounts, wording, day=day)
    return tuple(_path_sentence(session, sentence) for sentence in steps)


def with_shares(graph: CaseGraph, path: EvidencePath, day: date) -> EvidencePath:
    """The path with the size of each share of capital, limited by what the other holders leave.

    The size is taken on that day, or on the last day on which the share was held.
    """
    return replace(path, steps=tuple(_with_share(graph, step, day) for step in path.steps))


def _with_share(graph: CaseGraph, step: PathStep, day: date) -> PathStep:
    link = step.link
    if link.kind != SHAREHOLDING:
        return step
    held = max(min(day, link.to_date or day), link.from_date or date.min)
    record = next(one for one in graph.links_at(link.tail) if one.id == link.id)
    share = share_on(graph, record, held)
    return step if share is None else replace(step, link=replace(link, share=share))


def _path_sentence(session: Session, sentence: TieSentence) -> PathSentence:
    rows = format_evidence(session, (Evidence(source, locator) for source, locator in sentence.records))
    return PathSentence(sentence.template, dict(sentence.params), sentence.method, rows)


def _name_account(session: Session, node: str, name: str, language: Language, brief: bool) -> str:
    """The caption of an account with its holders, as far as the veil shows them; any other caption unchanged.

    ``brief``: of the number its first and last four characters.
    """
    graph, veil = session.graph(), session.veil()
    if graph.nodes[node].type != "Account" or veil.covers(node):
        return name
    holders = {link.tail for link in graph.links_at(node) if link.type == "HoldsAccount" and link.head == node}
    if not holders:
        return language.text(N_("{account} (holder not on record)"), account=name)
    shown = ", ".join(caption(graph.nodes[holder], veil) for holder in sorted(holders))
    if brief:
        return f"{name[:4]}…{name[-4:]} ({shown})" if len(name) > 12 else f"{name} ({shown})"
    return language.text(N_("{account} (holder: {holder})"), account=name, holder=shown)


def _notes(
    session: Session, tie: TiePath, names: dict[str, str], accounts: dict[str, str], wording: _Words, day: date
) -> Iterator[TieSentence]:
    yield from _sums(session, tie, wording.language)
    yield from _remarks(session, tie, names, accounts, wording, day)


def _sums(session: Session, tie: TiePath, language: Language) -> Iterator[TieSentence]:
    """How much of the price is marked proceeds: one sentence for each method."""
    purchase, together = tie.purchase, dict(tie.all_sums)
    if purchase is None:
        return
    for method, minor in tie.sums:
        params = {
            "sum": language.money(minor, purchase.currency),
            "price": language.money(purchase.price_minor, purchase.currency),
            "method": language.text(METHOD_WORDS[method]),
        }
        template = N_("At least {sum} of the price of {price} is marked proceeds that came this way ({method}).")
        if tie.path.steps[-1].link.kind not in MONEY_KINDS:
            template = N_("At least {sum} of the price of {price} is marked proceeds ({method}).")
        elif together.get(method, minor) != minor:
            template = N_(
                "At least {sum} of the price of {price} is marked proceeds that came this way. By all ways from "
                "accounts of the suspect together, it is at least {all} ({method})."
            )
            params["all"] = language.money(together[method], purchase.currency)
        yield TieSentence(template, params, price_rows(session, tie, purchase, method), "computed")


def _remarks(
    session: Session, tie: TiePath, names: dict[str, str], accounts: dict[str, str], wording: _Words, day: date
) -> Iterator[TieSentence]:
    """What else belongs to the tie: what is undecided, further payments of the price, kinship, periods that never met."""
    purchase, language = tie.purchase, wording.language
    if purchase is not None and tie.is_undecided:
        rows = price_rows(session, tie, purchase)
        template = N_(
            "Several rows may be the payment with the reference {reference}, and it is not decided which of them paid "
            "the price. Whether the money of this path paid it depends on that."
        )
        reference = session.veil().text(purchase.reference)
        yield TieSentence(template, {"reference": reference}, rows, "computed")
    if tie.open:
        template = N_(
            "Some rows may be one payment, and nobody has decided on these pairs yet. Whether the money went this way "
            "depends on the decision."
        )
        yield TieSentence(template, {}, (), "computed")
    if tie.further:
        payments_text = "; ".join(
            language.text(
                N_("{payment} from account {account}"), payment=wording.payment(link), account=accounts[link.tail]
            )
            for link in tie.further
        )
        rows = tuple(dict.fromkeys(row for link in tie.further for row in link.records))
        yield TieSentence(
            N_("Further payments of the price: {payments}."), {"payments": payments_text}, rows, "computed"
        )
    for link in tie.kin:
        yield format_step(PathStep(link, True, (), ()), names, accounts, wording, day=day)
    yield from _doubts(tie.path)


def price_rows(session: Session, tie: TiePath, purchase: Purchase, *methods: str) -> tuple[tuple[str, str], ...]:
    """(source, locator) of the rows that paid the price, of the deed, and of the marks from which the money comes."""
    graph = session.graph()
    evidence = [
        *(one for transfer in purchase.rows for one in graph.transfer_evidence(transfer)),
        *purchase.evidence,
        *(one for kept in marks_behind(session, tie, *methods) for one in kept.evidence),
    ]
    return tuple(dict.fromkeys((one.source, one.locator) for one in evidence))


def marks_behind(session: Session, tie: TiePath, *methods: str) -> tuple[KeptEvent, ...]:
    """The marks from which the money of the tie comes, by any of these methods."""
    graph, marked_by = session.graph(), session.ledger().marked_by
    events = {mark for by, origin in tie.origins if by in methods for mark in marked_by.get(origin, ())}
    return tuple(kept for kept in graph.events if kept.event.id in events)


def _doubts(path: EvidencePath) -> Iterator[TieSentence]:
    """One sentence for each two neighbouring steps whose periods do not overlap."""
    places = {step.link.id: str(place) for place, step in enumerate(path.steps, 1)}
    for one, other in path.never_together:
        template = N_("The facts of step {first} and the facts of step {second} never held at the same time.")
        yield TieSentence(template, {"first": places[one], "second": places[other]}, (), "computed")


class _Words:
    """Formats days, periods, amounts and counts inside the sentences of ties, in one language."""

    def __init__(self, language: Language, accounts: dict[str, str]) -> None:
        self.language, self.accounts = language, accounts

    def day(self, day: date) -> str:
        return self.language.date(day)

    def period(self, link: EvidenceLink, *, ended: bool) -> str:
        language = self.language
        begin, end = (language.partial_date(text) if text else "" for text in (link.begin, link.end))
        if begin and end:
            template = N_("from {begin} to {end}") if ended else N_("since {begin}, until {end}")
            return language.text(template, begin=begin, end=end)
        if begin:
            return language.text(N_("since {begin}"), begin=begin)
        return language.text(N_("until {end}"), end=end) if end else language.text(N_("(period not stated)"))

    def amount(self, minor: int, currency: str) -> str:
        return self.language.money(minor, currency)

    def share(self, share: ShareRange) -> str:
        return format_range(share, self.language)

    def payments(self, count: int) -> str:
        return self.language.plural("{n} payment", "{n} payments", count)

    def payment(self, link: EvidenceLink) -> str:
        assert link.kind in MONEY_KINDS
        day = self.language.date(link.departs)
        if link.amount_minor is None or link.currency is None:
            return day
        return self.language.text(
            N_("{amount} on {day}"), amount=self.amount(link.amount_minor, link.currency), day=day
        )
