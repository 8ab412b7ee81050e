"""Lists the kinds of order that can be proposed, one row each: title, disposition, articles, legal remedy."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from graph_schema.errors import WrongUse
from graph_schema.messages import N_


@dataclass(frozen=True, slots=True)
class ProposalKind:
    """One kind. ``statute``: as in ``CodeRow``. All texts are gettext keys. ``of_purposes``: the purposes add articles.

    ``disposition``: the sentence above the list of items; ``remedy``: who may challenge, where, until when;
    ``receiver``: what is left open after each item, empty where nothing is.
    """

    code: str
    title: str
    disposition: str
    statute: str
    grounds: str
    remedy: str
    of_purposes: bool = False
    receiver: str = ""


_CHALLENGE: Final = N_(
    "The suspect, the accused or any other interested person may challenge the measure, or the manner of its execution, "
    "within 3 days of the communication of the order or of its execution, before the judge of rights and liberties of the "
    "court that would hear the case at first instance (art. 250)."
)
_COMPLAINT: Final = N_("A complaint may be filed with the higher prosecutor (art. 336-339).")
PROPOSAL_KINDS: Final[tuple[ProposalKind, ...]] = (
    ProposalKind(
        "freezing",
        N_("Order taking a protective measure"),
        N_("The protective measure of seizure is taken over the following property and sums:"),
        "249, 251-254",
        N_(
            "why the measure is necessary and proportionate, and why the property could be hidden, destroyed or disposed of"
        ),
        _CHALLENGE,
        of_purposes=True,
    ),
    ProposalKind(
        "release",
        N_("Order lifting a protective measure"),
        N_("The protective measure is lifted from the following property and sums:"),
        "250^2",
        N_("why the grounds of the measure have ended, or why it goes beyond what is needed"),
        _COMPLAINT,
    ),
    ProposalKind(
        "return",
        N_("Order returning property"),
        N_("The following property is returned:"),
        "255",
        N_("why the property belongs to the injured person, or was taken from that person without right"),
        _CHALLENGE,
        receiver=N_("the person to whom the item is returned"),
    ),
)


def read_proposal_kind(code: str) -> ProposalKind:
    """Which kind has this code? Raises WrongUse for an unknown one."""
    for kind in PROPOSAL_KINDS:
        if kind.code == code:
            return kind
    known = ", ".join(kind.code for kind in PROPOSAL_KINDS)
    raise WrongUse("There is no form {form}; known are {known}.", form=code, known=known)
