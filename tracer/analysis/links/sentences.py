"""Formats a path as sentences, one for each step, each with its source rows."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from types import MappingProxyType
from typing import Final, Protocol

from graph_schema.errors import NotFound, WrongUse
from graph_schema.messages import N_
from graph_schema.values.shares import ShareRange, share_text
from tracer.analysis.links.evidence import EvidenceLink, Method
from tracer.analysis.links.kinds import PAID_FOR, SHAREHOLDING, TRANSFER
from tracer.analysis.links.paths import EvidencePath, PathStep


@dataclass(frozen=True, slots=True)
class TieSentence:
    """One step as a sentence. ``template``: the English sentence, which is the key of its translation; ``params``: its
    values; ``records``: the source rows of all that it states; ``method``: how the link is known."""

    template: str
    params: Mapping[str, str]
    records: tuple[tuple[str, str], ...]
    method: Method

    @property
    def text(self) -> str:
        """The sentence in English."""
        return self.template.format(**self.params)


class Wording(Protocol):
    """Formats the parts inside a sentence in the reader's language."""

    def day(self, day: date) -> str:
        """A day in the reader's language."""
        ...

    def period(self, link: EvidenceLink, *, ended: bool) -> str:
        """The period of a link; ``ended``: the sentence is in the past tense."""
        ...

    def amount(self, minor: int, currency: str) -> str:
        """An amount of minor units with its currency."""
        ...

    def share(self, share: ShareRange) -> str:
        """A share, or a range of shares."""
        ...

    def payments(self, count: int) -> str:
        """A count of payments, such as "2 payments"."""
        ...

    def payment(self, link: EvidenceLink) -> str:
        """One payment with its amount and its day."""
        ...


# (kind, has it ended?) -> sentence. {when} is the period in the reader's language.
_RELATIONS: Final[Mapping[tuple[str, bool], str]] = MappingProxyType(
    {
        ("holds", False): N_("{tail} has held {head} {when}."),
        ("holds", True): N_("{tail} held {head} {when}."),
        ("holds_account", False): N_("{tail} has been the holder of account {head} {when}."),
        ("holds_account", True): N_("{tail} was the holder of account {head} {when}."),
        ("controls_account", False): N_("{tail} has had control of account {head} {when}."),
        ("controls_account", True): N_("{tail} had control of account {head} {when}."),
        ("benefits_from", False): N_("{tail} has been the beneficiary of {head} {when}."),
        ("benefits_from", True): N_("{tail} was the beneficiary of {head} {when}."),
        ("shareholding", False): N_("{tail} has held a share of unstated size in {head} {when}."),
        ("shareholding", True): N_("{tail} held a share of unstated size in {head} {when}."),
        ("share_of", False): N_("{tail} is a share in {head}."),
        ("share_of", True): N_("{tail} was a share in {head}."),
        ("controls", False): N_("{tail} has controlled {head} {when}."),
        ("controls", True): N_("{tail} controlled {head} {when}."),
        ("represents", False): N_("{tail} has represented or managed {head} {when}."),
        ("represents", True): N_("{tail} represented or managed {head} {when}."),
        ("related_to", False): N_("{tail} is entered as a relative or close person of {head}: {detail}."),
        ("related_to", True): N_("{tail} was entered as a relative or close person of {head} {when}: {detail}."),
        ("uses", False): N_("{tail} has used or possessed {head} {when}."),
        ("uses", True): N_("{tail} used or possessed {head} {when}."),
        ("same_as", False): N_("{tail} is treated as the same as {head} {when}."),
        ("same_as", True): N_("{tail} was treated as the same as {head} {when}."),
    }
)
_SHARES: Final[Mapping[tuple[str, bool], str]] = MappingProxyType(
    {
        ("holds", False): N_("{tail} has held a share of {share} in {head} {when}."),
        ("holds", True): N_("{tail} held a share of {share} in {head} {when}."),
        ("shareholding", False): N_("{tail} has held {share} of {head} {when}."),
        ("shareholding", True): N_("{tail} held {share} of {head} {when}."),
    }
)
# (has it ended?, is its size known?) -> sentence.
_INTERESTS: Final[Mapping[tuple[bool, bool], str]] = MappingProxyType(
    {
        (False, False): N_("{tail} has had an interest in {head} ({detail}) {when}."),
        (False, True): N_("{tail} has had an interest of {share} in {head} ({detail}) {when}."),
        (True, False): N_("{tail} had an interest in {head} ({detail}) {when}."),
        (True, True): N_("{tail} had an interest of {share} in {head} ({detail}) {when}."),
    }
)
_NOT_STATED: Final = "not stated"
"""The ``detail`` of an interest in a company whose kind the register does not state."""
_UNSTATED_INTERESTS: Final[Mapping[bool, str]] = MappingProxyType(
    {
        False: N_("{tail} has been entered with an interest of unstated kind in {head} {when}."),
        True: N_("{tail} was entered with an interest of unstated kind in {head} {when}."),
    }
)
_PAID: Final = N_("Account {payer} paid {amount} to account {payee} on {day}.")
_PAID_OFTEN: Final = N_(
    "Account {payer} paid {amount} to account {payee} on {day}. The statements also show {payments} from the same payer to "
    "the same payee, together {total}."
)
_PAID_TOGETHER: Final = N_("Account {payer} paid {total} to account {payee} in {payments} from {first} to {last}.")
_BOUGHT: Final = N_("Account {payer} paid {amount} for {head} on {day}.")
_BOUGHT_UNSTATED: Final = N_("Account {payer} paid for {head} on {day}; the record states no amount.")
_BOUGHT_TOGETHER: Final = N_("Account {payer} paid {total} for {head} in {payments}: {instalments}.")


def say_path(
    path: EvidencePath, names: Mapping[str, str], accounts: Mapping[str, str], wording: Wording, *, day: date
) -> tuple[TieSentence, ...]:
    """Which sentences describe this path, step by step, from the suspect to the asset?

    ``names``: node id -> the name to print; ``accounts``: account id -> the name with its holder, for payments.
    ``day``: links that ended before it are described in the past tense.
    The sentences state what the rows state, not that the same money went all the way. They do not describe the links
    in ``also`` of the steps.
    Raises: NotFound for a node without a name; WrongUse for a kind of link without a sentence.
    """
    return tuple(format_step(step, names, accounts, wording, day=day) for step in path.steps)


def format_step(
    step: PathStep, names: Mapping[str, str], accounts: Mapping[str, str], wording: Wording, *, day: date
) -> TieSentence:
    """The sentence of one step. Arguments and errors as ``say_path``."""
    link = step.link
    tail, head = _name(link.tail, names), _name(link.head, names)
    if link.kind in (TRANSFER, PAID_FOR):
        return _format_payments(step, accounts.get(link.tail, tail), accounts.get(link.head, head), wording)
    ended = link.to_date is not None and link.to_date < day
    params = {"tail": tail, "head": head}
    if link.kind == SHAREHOLDING and link.detail == _NOT_STATED:
        template = _UNSTATED_INTERESTS[ended]
    elif link.kind == SHAREHOLDING and link.detail:
        known = link.share is not None and not _says_nothing(link.kind, link.share)
        template = _INTERESTS[ended, known]
        params |= {"detail": link.detail} | ({"share": wording.share(link.share)} if known and link.share else {})
    elif link.share is not None and (link.kind, ended) in _SHARES and not _says_nothing(link.kind, link.share):
        template = _SHARES[link.kind, ended]
        params["share"] = wording.share(link.share) if link.kind == SHAREHOLDING else share_text(link.share.lower)
    elif (link.kind, ended) in _RELATIONS:
        template = _RELATIONS[link.kind, ended]
        if "{detail}" in template:
            params["detail"] = link.detail
    else:
        raise WrongUse(
            "There is no sentence for the link {id} of kind {kind} walked this way. Leave the kind out of "
            "the question.",
            id=link.id,
            kind=link.kind,
        )
    if "{when}" in template:
        params["when"] = wording.period(link, ended=ended)
    return TieSentence(template, MappingProxyType(params), link.records, link.method)


def _says_nothing(kind: str, share: ShareRange) -> bool:
    """Does the share add nothing to the sentence: the whole of a thing, or a share of a company of unknown size?"""
    if kind == "holds":
        return share.lower == 1
    return share.lower == 0 and share.upper == 1 and not share.lower_open and not share.upper_open


def _format_payments(step: PathStep, payer: str, payee: str, wording: Wording) -> TieSentence:
    """The sentence of payments: all payments of a price or of traced money, else one payment and the count of the others."""
    link = step.link
    all_ = sorted((link, *step.others), key=lambda one: (one.departs, one.id))
    paid = link.amount_minor is not None and link.currency is not None
    amount = wording.amount(link.amount_minor, link.currency) if link.amount_minor is not None and link.currency else ""
    params = {"payer": payer, "head" if link.kind == PAID_FOR else "payee": payee}
    if not step.others:
        template = _PAID if link.kind == TRANSFER else _BOUGHT if paid else _BOUGHT_UNSTATED
        params |= {"day": wording.day(link.departs)} | ({"amount": amount} if paid else {})
    elif link.kind == PAID_FOR:
        template = _BOUGHT_TOGETHER
        params |= {"instalments": "; ".join(wording.payment(one) for one in all_)}
        params |= {"total": _total(all_, wording), "payments": wording.payments(len(all_))}
    elif step.includes_others:
        template = _PAID_TOGETHER
        params |= {"total": _total(all_, wording), "payments": wording.payments(len(all_))}
        params |= {"first": wording.day(all_[0].departs), "last": wording.day(all_[-1].departs)}
    else:
        template = _PAID_OFTEN
        params |= {"amount": amount, "day": wording.day(link.departs), "payments": wording.payments(len(step.others))}
        params["total"] = _total(step.others, wording)
    records = tuple(dict.fromkeys([*link.records, *(row for other in step.others for row in other.records)]))
    return TieSentence(template, MappingProxyType(params), records, link.method)


def _total(payments: list[EvidenceLink] | tuple[EvidenceLink, ...], wording: Wording) -> str:
    sums: dict[str, int] = {}
    for one in payments:
        if one.currency is not None and one.amount_minor is not None:
            sums[one.currency] = sums.get(one.currency, 0) + one.amount_minor
    return " + ".join(wording.amount(minor, currency) for currency, minor in sorted(sums.items()))


def _name(node: str, names: Mapping[str, str]) -> str:
    if node not in names:
        raise NotFound("There is no name for {node}. Pass the names of all nodes of the path.", node=node)
    return names[node]
