"""States for each cell what is counted, on which day, by which statute and in which version of the definition."""

from __future__ import annotations

from dataclasses import dataclass
from types import MappingProxyType
from typing import Final

from graph_schema.codes.recovery.orders import BASES
from graph_schema.messages import N_

DEFINITION_VERSION: Final = 1
"""Raised when the definition of any cell changes."""


@dataclass(frozen=True, slots=True)
class MethodNote:
    """A cell: its title, what is counted, the day that places a row in a year (templates), the statute."""

    cell: str
    title: str
    counted: str
    date_basis: str
    statute: str
    version: int = DEFINITION_VERSION


_EXECUTED: Final = N_("day of the first execution")
_STEP: Final = N_("day on which the state of the item takes effect")
_SENT: Final = N_("day on which the certificate was sent")
_ART_28: Final = N_("Directive (EU) 2024/1260 art. 28")
_ART_35: Final = N_("Regulation (EU) 2018/1805 art. 35")

METHOD_NOTES: Final = (
    MethodNote(
        "E1",
        N_("Freezing orders executed"),
        N_("Orders of this State by which a first item is frozen. An order in two cases counts once."),
        _EXECUTED,
        _ART_28,
    ),
    MethodNote(
        "E2",
        N_("Confiscation orders executed"),
        N_("Orders of this State of which a first item is enforced, realised, given to reuse or destroyed."),
        _EXECUTED,
        _ART_28,
    ),
    MethodNote(
        "E3",
        N_("Value frozen"),
        N_("Shares newly frozen at the value for the freezing; money as found. A share in two cases counts once."),
        _STEP,
        _ART_28,
    ),
    MethodNote(
        "E4",
        N_("Value confiscated by final decisions"),
        N_(
            "Shares newly confiscated at the value for the confiscation, or the price if sold before; sums collected. "
            "What was annulled is left out."
        ),
        _STEP,
        _ART_28,
    ),
    MethodNote("E5", N_("Freezing certificates sent"), N_("Certificates of this form."), _SENT, _ART_35),
    MethodNote("E6", N_("Confiscation certificates sent"), N_("Certificates of this form."), _SENT, _ART_35),
    MethodNote(
        "E7",
        N_("Collected in other States"),
        N_("Sums that other States collected under certificates."),
        N_("day of the collection"),
        _ART_35,
    ),
    MethodNote(
        "E8",
        N_("Foreign orders decided"),
        N_("Recognitions that were executed up to the day asked about, and those refused."),
        N_("day of the decision"),
        _ART_35,
    ),
    MethodNote(
        "E9",
        N_("Files in which victims were paid under foreign orders"),
        N_("Files with a payment to a victim from an item of a foreign order."),
        N_("day of the payment"),
        _ART_35,
    ),
    MethodNote(
        "E10",
        N_("Days to execution"),
        N_(
            "Days from receipt, for orders of this State from issue, to execution: number, sum, and the two middle "
            "values, whose half sum is the median."
        ),
        _EXECUTED,
        _ART_35,
    ),
    MethodNote(
        "E11",
        N_("Outcome of confiscation"),
        N_(
            "Orders of this State: items and value by basis; sums ordered; early sales, with the price; value of what was "
            "given to reuse; prices and sums collected. Requests of asset recovery offices. Bases and receipts are hidden "
            "together."
        ),
        N_("day on which the state of the item, the posting or the request takes effect"),
        _ART_28,
    ),
    MethodNote(
        "TSN1654",
        N_("Judgments by content"),
        N_(
            "Judgments that order a fine, a confiscation, damages, or any of them. A judgment counts once in each row, "
            "however many orders it gives. The rows are hidden together."
        ),
        N_("day of the judgment"),
        N_("own definition, in the form of the table of judgments TSN1654"),
    ),
)
"""One row a cell, in the order of printing."""

PART_TITLES: Final = MappingProxyType(
    {
        "": "",
        "home": N_("orders of this State"),
        "foreign": N_("foreign orders"),
        "executed": N_("recognised and executed"),
        "refused": N_("recognition refused"),
        "received_freezing": N_("freezing, received"),
        "received_confiscation": N_("confiscation, received"),
        "home_freezing": N_("freezing, orders of this State"),
        "home_confiscation": N_("confiscation, orders of this State"),
        **{f"basis_{basis.code}": basis.words for basis in BASES},
        "basis_none": N_("no basis on record"),
        "early_sales": N_("early sales"),
        "realised": N_("prices and sums collected"),
        "sums_ordered": N_("sums ordered"),
        "reuse": N_("given to reuse"),
        "requests_sent": N_("requests sent"),
        "requests_received": N_("requests received"),
        "fine": N_("judgments ordering a fine"),
        "confiscation": N_("judgments ordering a confiscation"),
        "damages": N_("judgments ordering damages"),
        "any_judgment": N_("judgments ordering any of them"),
    }
)
"""The divisions of cells, by code."""

MEASURE_TITLES: Final = MappingProxyType(
    {
        "number": N_("number"),
        "sum": N_("sum"),
        "days": N_("sum of days"),
        "median_low": N_("lower middle value, days"),
        "median_high": N_("upper middle value, days"),
    }
)
"""What a number of a cell is, by code."""
