"""The sections of the freezing certificate. Source: Regulation (EU) 2018/1805, Annex I, A to P."""

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

_AUTHORITY_BOXES: Final = (
    FormOption("judicial", N_("judge, court, public prosecutor")),
    FormOption("other", N_("another competent authority designated by the issuing State")),
)
FREEZING_SECTIONS: Final[tuple[FormSection, ...]] = (
    FormSection(
        "A",
        N_("Issuing and executing authority"),
        (
            FormPart(
                "",
                (
                    FormField("A", N_("Issuing State"), "issuing_state"),
                    FormField("A", N_("Issuing authority (official name)"), "issuing_authority"),
                    FormField("A", N_("Validating authority, if applicable"), mandatory=NEVER),
                    FormField("A", N_("Executing State"), "executing_state"),
                    FormField("A", N_("Executing authority, if known"), mandatory=NEVER),
                ),
            ),
        ),
    ),
    FormSection(
        "B",
        N_("Urgency, requested date of execution"),
        (
            FormPart(
                "",
                (
                    FormField(
                        "B.1",
                        N_("Grounds for urgency"),
                        "urgent_requests",
                        NEVER,
                        (
                            FormOption("removal", N_("the property will imminently be removed or destroyed")),
                            FormOption("needs", N_("investigative or procedural needs in the issuing State")),
                        ),
                    ),
                    FormField(
                        "B.2",
                        N_("Date of execution, and the grounds for it"),
                        mandatory=NEVER,
                        options=(
                            FormOption("date", N_("a specific date is requested")),
                            FormOption("coordination", N_("coordination is needed between the Member States involved")),
                        ),
                    ),
                ),
            ),
        ),
    ),
    FormSection("C", N_("Affected persons"), PERSON_PARTS),
    FormSection(
        "D",
        N_("Property to which the order relates"),
        (
            FormPart("", (FormField("D.1", N_("The order concerns"), "concerns", options=CONCERNS_BOXES),)),
            *property_parts("D.2", "D.3"),
        ),
    ),
    FormSection(
        "E",
        N_("Grounds for issuing the freezing order"),
        (
            FormPart(
                "",
                (
                    FormField("E.1", N_("Summary of the facts, description of the offence(s)")),
                    FormField("E.1", N_("Stage of the proceedings"), "stage"),
                    FormField("E.1", N_("Purposes of the measure"), "purposes", NEVER),
                    FormField("E.1", N_("Grounds for freezing")),
                    *ground_fields("E"),
                ),
            ),
        ),
    ),
    FormSection(
        "F",
        N_("Confidentiality, specific formalities"),
        (
            FormPart(
                "",
                (
                    FormField("F", N_("Need to keep the order confidential after execution"), mandatory=NEVER),
                    FormField("F", N_("Need for specific formalities at the time of execution"), mandatory=NEVER),
                ),
            ),
        ),
    ),
    FormSection("G", N_("Certificates to other executing States"), (FormPart("", state_fields()),)),
    FormSection(
        "H",
        N_("Relation to earlier orders or requests"),
        (
            FormPart(
                N_("Earlier order or request"),
                (
                    FormField("H", N_("Type of the order or request"), "earlier_type"),
                    FormField("H", N_("Date of issue"), "earlier_date"),
                    FormField("H", N_("Authority or State to which it was transmitted"), "earlier_receiver", NEVER),
                    FormField("H", N_("Reference number of the issuing authority"), "earlier_number", NEVER),
                    FormField("H", N_("Reference number of the executing authority"), mandatory=NEVER),
                ),
                each="earlier",
            ),
        ),
    ),
    FormSection(
        "I",
        N_("Confiscation"),
        (
            FormPart(
                "",
                (
                    FormField(
                        "I",
                        N_("Confiscation certificate, or until when the property stays frozen"),
                        "linked_certificate",
                        may_lack=True,
                        options=(
                            FormOption("accompanied", N_("accompanied by a confiscation certificate")),
                            FormOption("pending", N_("frozen pending the transmission of the confiscation order")),
                        ),
                    ),
                ),
            ),
        ),
    ),
    FormSection(
        "J",
        N_("Alternative measures"),
        (
            FormPart(
                "",
                (
                    FormField("J.1", N_("The issuing State allows alternative measures"), options=YES_NO_BOXES),
                    FormField("J.2", N_("Measures that may be applied"), mandatory=NEVER),
                ),
            ),
        ),
    ),
    FormSection(
        "K",
        N_("Restitution of frozen property"),
        (
            FormPart(
                "",
                (
                    FormField(
                        "K.1",
                        N_("A decision to restitute was issued"),
                        "restitution_issued",
                        may_lack=True,
                        options=YES_NO_BOXES,
                    ),
                ),
            ),
            FormPart(
                N_("Decision to restitute"),
                (
                    FormField("K.1", N_("Authority that issued the decision"), "decision_authority"),
                    FormField("K.1", N_("Date of the decision"), "decision_date"),
                    FormField("K.1", N_("Reference number of the decision"), "decision_number", NEVER),
                    FormField("K.1", N_("Property to be restituted"), "decision_property"),
                    FormField("K.1", N_("Victim, by pseudonym; the name follows on a separate act"), "victim"),
                    FormField("K.1", N_("Address of the victim, on a separate act")),
                    FormField("K.1", N_("Contested title: persons and reasons"), "contested_title", NEVER),
                    FormField("K.1", N_("Rights of affected persons that could be prejudiced"), mandatory=NEVER),
                ),
                each="restitutions",
            ),
            FormPart(
                "",
                (
                    FormField(
                        "K.2",
                        N_("A demand for restitution is pending"),
                        "restitution_pending",
                        may_lack=True,
                        options=YES_NO_BOXES,
                    ),
                ),
            ),
        ),
    ),
    FormSection(
        "L",
        N_("Legal remedies"),
        (
            FormPart(
                "",
                (
                    FormField(
                        "L",
                        N_("Authority that informs about legal remedies, legal aid and translation"),
                        options=(
                            FormOption("issuing", N_("the issuing authority (section M)")),
                            FormOption("validating", N_("the validating authority (section N)")),
                            FormOption("other", N_("another authority")),
                        ),
                    ),
                    FormField("L", N_("Challenges on record"), "appeals", NEVER),
                ),
            ),
        ),
    ),
    FormSection(
        "M",
        N_("Details of the issuing authority"),
        (
            FormPart(
                "",
                (
                    FormField(
                        "M",
                        N_("Type of the issuing authority"),
                        "authority_type",
                        may_lack=True,
                        options=_AUTHORITY_BOXES,
                    ),
                    *contact_fields("M", fill_authority=True),
                    *signature("M"),
                ),
            ),
        ),
    ),
    FormSection(
        "N",
        N_("Authority that validated the order"),
        (
            FormPart(
                "",
                tuple(
                    FormField("N", field.label, mandatory=NEVER) for field in contact_fields("N", fill_authority=False)
                ),
            ),
        ),
    ),
    FormSection("O", N_("Central authority"), (central_authority("O"),)),
    FormSection(
        "P",
        N_("Attachments"),
        (FormPart("", (FormField("P", N_("Attachments to the certificate"), "attachments", NEVER),)),),
    ),
)
