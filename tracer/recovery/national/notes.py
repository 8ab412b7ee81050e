"""States for each table of the State what is counted, on which day, and what its parts are called."""

from __future__ import annotations

from types import MappingProxyType
from typing import Final

from graph_schema.messages import N_
from tracer.recovery.tables.method_notes import MethodNote

_OWN: Final = N_("own definition")

NATIONAL_NOTES: Final = (
    MethodNote(
        "NATIONAL",
        N_("National sheet"),
        N_(
            "Items identified; shares newly frozen and finally confiscated, with value; final awards; money realised, "
            "spent and paid out, and held on the day asked about. Each as a whole and by class of asset, by first "
            "article of the file and by office. Foreign orders are left out. By basis: E11."
        ),
        N_("day of the step or the posting; for what is held, the day asked about"),
        _OWN,
    ),
    MethodNote(
        "COHORT",
        N_("What became of what was first frozen in the year"),
        N_(
            "Shares first frozen in the year, at the value for the freezing, by their state on the day asked about; a "
            "share confiscated in part stands in each of its states. Sales with price and value at the freezing. Sums "
            "collected under the orders that became final in the year (sums ordered: E11)."
        ),
        N_("day of the freezing; the state is that of the day asked about"),
        _OWN,
    ),
    MethodNote(
        "LENGTH",
        N_("Length of the proceedings"),
        N_(
            "Days from opening to indictment, to judgment, to the final judgment, as a whole and by first article of the "
            "file; open files apart."
        ),
        N_("day on which the stage ends; for open files, the day asked about"),
        _OWN,
    ),
    MethodNote(
        "CHARGES",
        N_("Charges at indictment and at final judgment"),
        N_(
            "Persons whose judgment became final, by the articles in force for them at the indictment and at the final "
            "judgment, such as 210 against 213, with and without a final confiscation against them."
        ),
        N_("day on which the judgment became final"),
        _OWN,
    ),
)
"""One row a table, in the order of printing."""

FIGURE_TITLES: Final = MappingProxyType(
    {
        "identified": N_("items identified"),
        "frozen": N_("newly frozen"),
        "confiscated": N_("newly confiscated by final decisions"),
        "awarded": N_("awarded to victims by final decisions"),
        "realised": N_("realised by sale or collection"),
        "costs": N_("spent on costs"),
        "paid_victims": N_("paid to victims in the year"),
        "paid_budget": N_("paid to the budget in the year"),
        "paid_states": N_("paid to other States in the year"),
        "paid_creditors": N_("paid to secured creditors in the year"),
        "paid_owners": N_("returned to owners in the year"),
        "lost": N_("lost, stolen or destroyed by accident"),
        "held": N_("held in the unique account"),
        "cohort": N_("first frozen in the year"),
        "sold_price": N_("sold since: price"),
        "sold_value": N_("sold since: value at the freezing"),
        "collected": N_("collected of the sums ordered in the year"),
        "opened_indicted": N_("from opening to indictment"),
        "indicted_judged": N_("from indictment to judgment"),
        "judged_final": N_("from judgment to final judgment"),
        "open": N_("open files, days since the opening"),
        "persons": N_("persons with a final judgment"),
    }
)
"""The figures, by code."""

PLACE_TITLES: Final = MappingProxyType(
    {
        "article": N_("article {value}"),
        "office": N_("office: {value}"),
        "before": N_("at the indictment {value}"),
        "after": N_("at the final judgment {value}"),
    }
)
"""A value of a division, by the code of the division."""

EMPTY_TITLES: Final = MappingProxyType(
    {
        "article": N_("no charge on record"),
        "office": N_("no office on record"),
        "class": N_("no class on record"),
        "before": N_("no charge on record at the indictment"),
        "after": N_("no charge on record at the final judgment"),
    }
)
"""No value in a division."""

VALUE_TITLES: Final = MappingProxyType(
    {
        ("state", "frozen"): N_("still frozen"),
        ("state", "not_final"): N_("confiscated, not final"),
        ("state", "victim"): N_("returned to the victim"),
        ("state", "released"): N_("released or lapsed"),
        ("confiscation", "yes"): N_("with a final confiscation"),
        ("confiscation", "no"): N_("without a final confiscation"),
    }
)
"""Values that are codes, by division."""

FINAL_TITLE: Final = N_("finally confiscated in {year}")
