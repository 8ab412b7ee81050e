"""The sections of the confiscation certificate. Source: Regulation (EU) 2018/1805, Annex II, A to N."""

from __future__ import annotations

from typing import Final

from graph_schema.messages import N_
from tracer.casefile.certificates.form_rows import NEVER, FormField, FormOption, FormPart, FormSection
from tracer.casefile.certificates.shared_parts import (
    CONCERNS_BOXES,
    PERSON_PARTS,
    YES_NO_BOXES,
    central_authority,
    contact_fields,
    ground_fields,
    property_parts,
    signature,
    state_fields,
)

_NATURE_BOXES: Final = (
    FormOption("proceeds", N_("the proceeds of an offence, or their equivalent, in full or in part")),
    FormOption("instruments", N_("the instrumentalities of an offence, or their value")),
    FormOption("powers", N_("subject to a power of Directive 2014/42/EU, extended confiscation included")),
    FormOption("other", N_("subject to another power of confiscation, also without a final conviction")),
)
_TRIAL_BOXES: Final = (
    FormOption("present", N_("1. Yes, the person appeared in person at the trial.")),
    FormOption("absent", N_("2. No, the person did not appear in person at the trial.")),
    FormOption("no_hearing", N_("3. No, under national rules no hearings were held.")),
)
_ABSENCE_BOXES: Final = (
    FormOption("summoned", N_("4.1a. the person was summoned in person and thereby informed of the trial")),
    FormOption("informed", N_("4.1b. the person received official information of the trial by other means")),
    FormOption("defended", N_("4.2. a lawyer with a mandate of the person defended the person at the trial")),
    FormOption(
        "served", N_("4.3. the person was served with the order, informed of a retrial or appeal, and asked for none")
    ),
)
_ACCOMPANIED: Final = (
    FormOption("accompanied", N_("accompanied by a freezing order issued in the issuing State")),
    FormOption("earlier", N_("frozen under an earlier freezing order transmitted to the executing State")),
)
CONFISCATION_SECTIONS: Final[tuple[FormSection, ...]] = (
    FormSection(
        "A",
        N_("Issuing and executing authority"),
        (
            FormPart(
                "",
                (
                    FormField("A", N_("Issuing State"), "issuing_state"),
                    FormField("A", N_("Issuing authority (official name)"), "issuing_authority"),
                    FormField("A", N_("Executing State"), "executing_state"),
                    FormField("A", N_("Executing authority, if known"), mandatory=NEVER),
                ),
            ),
        ),
    ),
    FormSection(
        "B",
        N_("Confiscation order"),
        (
            FormPart(
                "",
                (
                    FormField("B.1", N_("Court which issued the confiscation order"), "issuing_court"),
                    FormField("B.2", N_("Reference number of the order"), "order_number", NEVER),
                    FormField("B.3", N_("Date of issue of the order"), "order_issued"),
                    FormField("B.4", N_("Date on which the order became final"), "order_final"),
                ),
            ),
        ),
    ),
    FormSection("C", N_("Affected persons"), PERSON_PARTS),
    FormSection(
        "D",
        N_("Property to which the order relates"),
        (
            FormPart(
                "",
                (
                    FormField(
                        "D.1",
                        N_("The court has decided that the property is"),
                        "nature",
                        options=_NATURE_BOXES,
                        may_lack=True,
                    ),
                    FormField("D.1", N_("Basis of the confiscation on record"), "bases", NEVER),
                    FormField("D.2", N_("The order concerns"), "concerns", options=CONCERNS_BOXES),
                ),
            ),
            *property_parts("D.3", "D.4"),
            FormPart(
                "",
                (
                    FormField(
                        "D.5",
                        N_("A sum of money may be confiscated instead of the item"),
                        mandatory="specific_items",
                        options=YES_NO_BOXES,
                    ),
                ),
            ),
        ),
    ),
    FormSection(
        "E",
        N_("Freezing order"),
        (
            FormPart("", (FormField("E", N_("Freezing order"), "freezing_link", NEVER, _ACCOMPANIED),)),
            FormPart(
                N_("Earlier freezing order"),
                (
                    FormField("E", N_("Date of issue"), "earlier_date"),
                    FormField("E", N_("Date of transmission"), "earlier_sent", NEVER),
                    FormField("E", N_("Authority or State to which it was transmitted"), "earlier_receiver", NEVER),
                    FormField("E", N_("Reference number of the issuing authority"), "earlier_number", NEVER),
                    FormField("E", N_("Reference number of the executing authority"), mandatory=NEVER),
                ),
                each="earlier_freezes",
            ),
        ),
    ),
    FormSection(
        "F",
        N_("Grounds for issuing the confiscation order"),
        (
            FormPart(
                "",
                (
                    FormField("F.1", N_("Summary of the facts and the reasons for the order")),
                    FormField("F.1", N_("Purposes of the measure"), "purposes", NEVER),
                    *ground_fields("F"),
                ),
            ),
        ),
    ),
    FormSection(
        "G",
        N_("Certificates to other executing States"),
        (FormPart("", state_fields(FormOption("unfrozen", N_("the property was not frozen under the Regulation")))),),
    ),
    FormSection(
        "H",
        N_("Proceedings that led to the confiscation order"),
        (
            FormPart(
                "",
                (
                    FormField("H", N_("Judgments on record"), "judgments", NEVER),
                    FormField("H", N_("The person appeared in person at the trial"), options=_TRIAL_BOXES),
                    FormField("H.4", N_("If box 2 is ticked"), mandatory=NEVER, options=_ABSENCE_BOXES),
                    FormField("H.5", N_("How the condition was met"), mandatory=NEVER),
                ),
            ),
        ),
    ),
    FormSection(
        "I",
        N_("Alternative measures, including custodial sanctions"),
        (
            FormPart(
                "",
                (
                    FormField("I.1", N_("The issuing State allows alternative measures"), options=YES_NO_BOXES),
                    FormField(
                        "I.2",
                        N_("Measures that may be applied"),
                        mandatory=NEVER,
                        options=(
                            FormOption("custody", N_("custody (maximum period)")),
                            FormOption("service", N_("community service or equivalent (maximum period)")),
                            FormOption("other", N_("other measures (description)")),
                        ),
                    ),
                ),
            ),
        ),
    ),
    FormSection(
        "J",
        N_("Restitution to the victim, compensation of the victim"),
        (
            FormPart(
                "",
                (
                    FormField(
                        "J.1",
                        N_("Decisions for the victim"),
                        "victim_decisions",
                        NEVER,
                        (
                            FormOption("sum", N_("a sum of money goes to the victim")),
                            FormOption("property", N_("property other than money goes to the victim")),
                            FormOption("pending", N_("proceedings are pending; the outcome will be communicated")),
                        ),
                    ),
                ),
            ),
            FormPart(
                N_("Decision for the victim"),
                (
                    FormField("J.2", N_("Authority that issued the decision"), "decision_authority"),
                    FormField("J.2", N_("Date of the decision"), "decision_date"),
                    FormField("J.2", N_("Date on which the decision became final"), "decision_final"),
                    FormField("J.2", N_("Reference number of the decision"), "decision_number", NEVER),
                    FormField("J.1", N_("Sum for the victim"), "decision_sum", NEVER),
                    FormField("J.2", N_("Property to be restituted"), "decision_property", NEVER),
                    FormField("J.2", N_("Victim, by pseudonym; the name follows on a separate act"), "victim"),
                    FormField("J.2", N_("Address of the victim, on a separate act")),
                    FormField("J.2", N_("Contested title: persons and reasons"), "contested_title", NEVER),
                ),
                each="victim_awards",
            ),
        ),
    ),
    FormSection(
        "K",
        N_("Details of the issuing authority"),
        (FormPart("", (*contact_fields("K", fill_authority=True), *signature("K"))),),
    ),
    FormSection("L", N_("Central authority"), (central_authority("L"),)),
    FormSection(
        "M",
        N_("Payment details of the issuing State"),
        (
            FormPart(
                "",
                (
                    FormField("M", N_("IBAN")),
                    FormField("M", N_("BIC")),
                    FormField("M", N_("Name of the account holder")),
                ),
            ),
        ),
    ),
    FormSection(
        "N",
        N_("Attachments"),
        (FormPart("", (FormField("N", N_("Attachments to the certificate"), "attachments", NEVER),)),),
    ),
)
