"""The table of terms: length, calendar, what lapses, who is reminded, statute and validity."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from types import MappingProxyType
from typing import Final, Literal

from graph_schema.messages import N_

TermUnit = Literal["hours", "days", "months", "weeks", "working_days"]
TermCalendar = Literal["cpp", "eu", "hard"]
Lapses = Literal["right", "measure", "nothing", "unstated"]


@dataclass(frozen=True, slots=True)
class TermRule:
    """One term. ``title``: a gettext key, what is due. ``starts_on``: the event from which it runs. ``lapses``: what
    ends when the term has passed. ``statute``: a gettext key too; one of the Romanian codes has no translation.

    ``remind``: P prosecutor, J judge or court, A ANABI, V lawyer of the victim. A term that lapses a right is listed
    until its last day, any other until the task is done. ``valid_from``, ``valid_to``: inclusive, for the day of the
    start. ``off``: the rule applies only from a day that the settings give.
    """

    id: str
    title: str
    length: int
    unit: TermUnit
    calendar: TermCalendar
    starts_on: str
    statute: str
    remind: str
    lapses: Lapses = "unstated"
    valid_from: date | None = None
    valid_to: date | None = None
    off: bool = False


TERM_RULES: Final[tuple[TermRule, ...]] = (
    TermRule(
        "challenge_prosecutor",
        N_("challenge against the order of the prosecutor"),
        3,
        "days",
        "cpp",
        "communication, else execution",
        "CPP 250(1)",
        "P",
        "right",
    ),
    TermRule(
        "file_to_judge",
        N_("sending the file to the judge"),
        24,
        "hours",
        "hard",
        "request of the judge",
        "CPP 250(3)",
        "P",
    ),
    TermRule(
        "file_back", N_("sending the file back to the prosecutor"), 48, "hours", "hard", "decision", "CPP 250(5)", "J"
    ),
    TermRule(
        "challenge_court",
        N_("challenge against the measure of the judge or court"),
        48,
        "hours",
        "hard",
        "pronouncement, communication",
        "CPP 250^1(1)",
        "P",
        "right",
    ),
    TermRule(
        "challenge_court_forward", N_("forwarding the challenge"), 48, "hours", "hard", "registration", "CPP 250^1", "J"
    ),
    TermRule(
        "challenge_court_decision",
        N_("decision on the challenge"),
        5,
        "days",
        "cpp",
        "registration",
        "CPP 250^1(3)",
        "J",
    ),
    TermRule(
        "check_investigation",
        N_("periodic check in the investigation"),
        6,
        "months",
        "cpp",
        "freeze, last check",
        "CPP 250^2",
        "P",
        "nothing",
    ),
    TermRule(
        "check_trial",
        N_("periodic check at trial"),
        12,
        "months",
        "cpp",
        "freeze, last check",
        "CPP 250^2",
        "J",
        "nothing",
    ),
    TermRule(
        "cash_deposit",
        N_("payment of seized cash into the unique account"),
        3,
        "days",
        "cpp",
        "taking, sale",
        "CPP 252(8)",
        "P, A",
    ),
    TermRule(
        "valuables_handover",
        N_("handing over of seized valuables"),
        48,
        "hours",
        "hard",
        "taking",
        "CPP 252(4)-(6)",
        "P",
    ),
    TermRule(
        "sale_hearing_earliest",
        N_("first day of the hearing on the sale"),
        10,
        "days",
        "hard",
        "proposal",
        "CPP 252^2(2)",
        "J",
    ),
    TermRule(
        "sale_challenge",
        N_("challenge against the order of sale"),
        10,
        "days",
        "cpp",
        "communication",
        "CPP 252^2(4), 252^3(4)",
        "A",
        "right",
    ),
    TermRule(
        "sale_manner_challenge",
        N_("challenge against the manner of sale"),
        15,
        "days",
        "cpp",
        "act of sale",
        "CPP 252^4",
        "A",
        "right",
    ),
    TermRule("appeal", N_("appeal against the judgment"), 10, "days", "cpp", "communication", "CPP 410", "P", "right"),
    TermRule(
        "civil_suit",
        N_("civil suit, or the freeze for damage ends"),
        30,
        "days",
        "cpp",
        "final judgment",
        "CPP 397(5)",
        "V, P",
        "measure",
    ),
    TermRule(
        "urgent_aro",
        N_("expiry of the urgent freezing"),
        7,
        "working_days",
        "hard",
        "urgent order",
        N_("Directive (EU) 2024/1260 art. 11(3)"),
        "A",
        "measure",
        off=True,
    ),
    TermRule(
        "reg1805_freeze_decision",
        N_("decision on the freezing certificate"),
        48,
        "hours",
        "hard",
        "receipt",
        N_("Regulation (EU) 2018/1805 art. 9(3)"),
        "J",
    ),
    TermRule(
        "reg1805_freeze_execution",
        N_("execution of the freezing certificate"),
        48,
        "hours",
        "hard",
        "decision",
        N_("Regulation (EU) 2018/1805 art. 9(3)"),
        "J",
    ),
    TermRule(
        "reg1805_confiscation_decision",
        N_("decision on the confiscation certificate"),
        45,
        "days",
        "eu",
        "receipt",
        N_("Regulation (EU) 2018/1805 art. 20(1)"),
        "J",
    ),
    TermRule(
        "reg1805_limit_answer",
        N_("answer to the request to limit the freezing"),
        6,
        "weeks",
        "eu",
        "request to limit",
        N_("Regulation (EU) 2018/1805 art. 12(2)"),
        "P",
    ),
    TermRule(
        "aro_answer_ordinary",
        N_("answer to a request of another asset recovery office"),
        7,
        "days",
        "eu",
        "request",
        N_("Directive (EU) 2024/1260 art. 10"),
        "A",
    ),
    TermRule(
        "aro_answer_urgent",
        N_("answer to an urgent request of another asset recovery office"),
        8,
        "hours",
        "hard",
        "request",
        N_("Directive (EU) 2024/1260 art. 10"),
        "A",
    ),
    TermRule(
        "return_money",
        N_("return of the money after the release"),
        5,
        "days",
        "hard",
        "release, lapse",
        N_("office rule"),
        "A",
    ),
    TermRule(
        "victim_notice",
        N_("notice to the victim"),
        5,
        "days",
        "hard",
        "indicted, judged, final, dismissed",
        N_("office rule"),
        "P",
    ),
    TermRule(
        "enforcement_step",
        N_("first step of the enforcement"),
        30,
        "days",
        "hard",
        "final confiscation",
        N_("office rule"),
        "J",
    ),
)
"""Every term, one row for each period of validity."""

TERM_RULES_BY_ID: Final = MappingProxyType({rule.id: rule for rule in TERM_RULES})
"""The newest row of each rule."""


def rule_on(rule_id: str, start: date) -> TermRule:
    """Which row of this rule is valid on the day on which the term starts?

    Raises: KeyError if there is no such rule, or none on that day.
    """
    for rule in TERM_RULES:
        begun = rule.valid_from is None or rule.valid_from <= start
        if rule.id == rule_id and begun and (rule.valid_to is None or start <= rule.valid_to):
            return rule
    raise KeyError(rule_id)
