"""A path told in sentences, one a step, each with the source rows it rests on."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from types import MappingProxyType
from typing import Final

from graph_schema.errors import NotFound, WrongUse
from graph_schema.words import N_
from tracer.analysis.links.evidence import Method
from tracer.analysis.links.kinds import PAID_FOR, TRANSFER
from tracer.analysis.links.paths import EvidencePath, PathStep


@dataclass(frozen=True, slots=True)
class Sentence:
    """One step in words: ``template`` is the English sentence and the key of its translation, ``params``
    fills it, ``records`` are the source rows of everything it says, ``method`` says how we know."""

    template: str
    params: Mapping[str, str]
    records: tuple[tuple[str, str], ...]
    method: Method

    @property
    def text(self) -> str:
        """How does the sentence read in English?"""
        return self.template.format(**self.params)


# (kind, walked from tail to head?) -> sentence. The walk's present node is named first.
# {when} is the period as the reader's language puts it.
_RELATIONS: Final[Mapping[tuple[str, bool], str]] = MappingProxyType(
    {
        ("holds", True): N_("{tail} held {head} ({when})."),
        ("holds", False): N_("{head} was held by {tail} ({when})."),
        ("holds_account", True): N_("{tail} was the holder of account {head} ({when})."),
        ("holds_account", False): N_("The holder of account {head} was {tail} ({when})."),
        ("controls_account", True): N_("{tail} disposed of account {head} ({when})."),
        ("controls_account", False): N_("Account {head} was disposed of by {tail} ({when})."),
        ("benefits_from", True): N_("{tail} was the beneficiary of {head} ({when})."),
        ("benefits_from", False): N_("The beneficiary of {head} was {tail} ({when})."),
        ("shareholding", True): N_("{tail} held a share of company {head} ({when})."),
        ("shareholding", False): N_("A share of company {head} was held by {tail} ({when})."),
        ("share_of", True): N_("{tail} is a share of company {head} ({when})."),
        ("share_of", False): N_("Company {head} is divided into shares, one of them {tail} ({when})."),
        ("controls", True): N_("{tail} controlled company {head} ({when})."),
        ("controls", False): N_("Company {head} was controlled by {tail} ({when})."),
        ("represents", True): N_("{tail} represented or managed company {head} ({when})."),
        ("represents", False): N_("Company {head} was represented or managed by {tail} ({when})."),
        ("related_to", True): N_("{tail} is entered as a relative or close person of {head} ({when})."),
        ("related_to", False): N_("{head} has {tail} entered as a relative or close person ({when})."),
        ("uses", True): N_("{tail} used {head} ({when})."),
        ("uses", False): N_("{head} was used by {tail} ({when})."),
        ("same_as", True): N_("{tail} is treated as the same as {head} ({when})."),
        ("same_as", False): N_("{head} is treated as the same as {tail} ({when})."),
    }
)
_PAID: Final = N_("{tail} paid {amount} to {head} on {day}.")
_PAID_OFTEN: Final = N_(
    "{tail} paid {amount} to {head} on {day}; other payments from {tail} to {head} on record: {count}, "
    "together {total}."
)
# (walked from tail to head?, amount known?) -> sentence.
_PURCHASES: Final[Mapping[tuple[bool, bool], str]] = MappingProxyType(
    {
        (True, True): N_("{tail} paid {amount} for {head} on {day}."),
        (True, False): N_("{tail} paid for {head} on {day}; the record states no amount."),
        (False, True): N_("For {head}, {amount} was paid by {tail} on {day}."),
        (False, False): N_("{head} was paid for by {tail} on {day}; the record states no amount."),
    }
)


def tell(
    path: EvidencePath,
    names: Mapping[str, str],
    *,
    format_date: Callable[[date], str],
    format_period: Callable[[date | None, date | None], str],
    format_amount: Callable[[int, str], str],
) -> tuple[Sentence, ...]:
    """How does an investigator tell this path, step by step, from the suspect to the asset?

    ``names``: node id -> the name to print. The three functions write a day, a period (either end may be
    absent, both inclusive) and an amount (minor units, currency) in the reader's language.
    Says what the rows say, not that the same money went all the way. Links beside the chosen ones are counted
    for transfers; other kinds stay in the path's ``also``.
    Raises: NotFound for a node without a name; WrongUse for a kind of link without a sentence.
    """
    return tuple(_tell_step(step, names, format_date, format_period, format_amount) for step in path.steps)


def _tell_step(
    step: PathStep,
    names: Mapping[str, str],
    format_date: Callable[[date], str],
    format_period: Callable[[date | None, date | None], str],
    format_amount: Callable[[int, str], str],
) -> Sentence:
    link = step.link
    params = {"tail": _name(link.tail, names), "head": _name(link.head, names)}
    records = link.records
    if link.amount_minor is not None and link.currency is not None:
        amount = format_amount(link.amount_minor, link.currency)
    else:
        amount = None
    if link.kind == TRANSFER and step.forward and amount is not None:
        template = _PAID
        params |= {"amount": amount, "day": format_date(link.departs)}
        if step.others:
            template = _PAID_OFTEN
            total = " + ".join(format_amount(minor, currency) for currency, minor in step.others_sum)
            params |= {"count": str(len(step.others)), "total": total}
            records = tuple(dict.fromkeys([*records, *(row for other in step.others for row in other.records)]))
    elif link.kind == PAID_FOR:
        template = _PURCHASES[step.forward, amount is not None]
        params |= {"day": format_date(link.departs)} | ({} if amount is None else {"amount": amount})
    elif (link.kind, step.forward) in _RELATIONS:
        template = _RELATIONS[link.kind, step.forward]
        params["when"] = format_period(link.from_date, link.to_date)
    else:
        raise WrongUse(
            "There is no sentence for the link {id} of kind {kind} walked this way. Leave the kind out of "
            "the question.",
            id=link.id, kind=link.kind,
        )  # fmt: skip
    return Sentence(template, MappingProxyType(params), records, link.method)


def _name(node: str, names: Mapping[str, str]) -> str:
    if node not in names:
        raise NotFound("There is no name for {node}. Pass the names of all nodes of the path.", node=node)
    return names[node]
