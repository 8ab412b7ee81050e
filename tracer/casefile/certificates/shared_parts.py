"""The parts that the freezing and the confiscation certificate share: persons, property, offences, other States, contact."""

from __future__ import annotations

from typing import Final

from graph_schema.messages import N_
from tracer.casefile.certificates.form_rows import NEVER, FormField, FormOption, FormPart

YES_NO_BOXES: Final = (FormOption("yes", N_("Yes")), FormOption("no", N_("No")))
LISTED_OFFENCES: Final[tuple[FormOption, ...]] = tuple(
    FormOption(str(number), label)
    for number, label in enumerate(
        (
            N_("participation in a criminal organisation"),
            N_("terrorism"),
            N_("trafficking in human beings"),
            N_("sexual exploitation of children and child pornography"),
            N_("illicit trafficking in narcotic drugs and psychotropic substances"),
            N_("illicit trafficking in weapons, munitions and explosives"),
            N_("corruption"),
            N_("fraud, including offences affecting the Union's financial interests, Directive (EU) 2017/1371"),
            N_("laundering of the proceeds of crime"),
            N_("counterfeiting currency, including the euro"),
            N_("computer-related crime"),
            N_("environmental crime, including illicit trafficking in endangered species and varieties"),
            N_("facilitation of unauthorised entry and residence"),
            N_("murder or grievous bodily injury"),
            N_("illicit trade in human organs and tissue"),
            N_("kidnapping, illegal restraint or hostage-taking"),
            N_("racism and xenophobia"),
            N_("organised or armed robbery"),
            N_("illicit trafficking in cultural goods, including antiques and works of art"),
            N_("swindling"),
            N_("racketeering and extortion"),
            N_("counterfeiting and piracy of products"),
            N_("forgery of administrative documents and trafficking therein"),
            N_("forgery of means of payment"),
            N_("illicit trafficking in hormonal substances and other growth promoters"),
            N_("illicit trafficking in nuclear or radioactive materials"),
            N_("trafficking in stolen vehicles"),
            N_("rape"),
            N_("arson"),
            N_("crimes within the jurisdiction of the International Criminal Court"),
            N_("unlawful seizure of aircraft or ships"),
            N_("sabotage"),
        ),
        1,
    )
)
"""Source: Regulation (EU) 2018/1805, article 3(1); the numbers are those of the list."""
_POSITION: Final = FormField(
    "C.1",
    N_("Position in the proceedings"),
    "position",
    options=(
        FormOption("against", N_("person against whom the order is directed")),
        FormOption("owner", N_("person that owns the property covered by the order")),
    ),
)
PERSON_PARTS: Final[tuple[FormPart, ...]] = (
    FormPart(
        N_("Natural person"),
        (
            FormField("C.1", N_("Name and first name(s)"), "name"),
            FormField("C.1", N_("Other names, aliases"), mandatory=NEVER),
            FormField("C.1", N_("Sex")),
            FormField("C.1", N_("Nationality"), "nationality"),
            FormField("C.1", N_("Identity number or social security number"), "identity_number", NEVER),
            FormField("C.1", N_("Type and number of the identity document(s)"), mandatory=NEVER),
            FormField("C.1", N_("Date of birth"), "born"),
            FormField("C.1", N_("Place of birth")),
            FormField("C.1", N_("Residence or last known address"), "address"),
            FormField("C.1", N_("Language(s) which the person understands")),
            _POSITION,
            FormField("C.4", N_("Roles in the file"), "roles", NEVER),
        ),
        each="natural_persons",
        at_least_once=True,
    ),
    FormPart(
        N_("Legal person"),
        (
            FormField("C.1", N_("Name"), "name"),
            FormField("C.1", N_("Legal form"), "legal_form"),
            FormField("C.1", N_("Short or trading name"), mandatory=NEVER),
            FormField("C.1", N_("Registered seat"), "address"),
            FormField("C.1", N_("Registration number"), "registration_number"),
            FormField("C.1", N_("Name of the representative"), "representative"),
            _POSITION,
        ),
        each="legal_persons",
    ),
    FormPart(
        "",
        (
            FormField("C.2", N_("Place of execution, if it is not the address above"), mandatory=NEVER),
            FormField("C.3", N_("Third parties whose rights the order directly prejudices"), "third_parties", NEVER),
            FormField("C.4", N_("Other information that assists with the execution"), mandatory=NEVER),
        ),
    ),
)
CONCERNS_BOXES: Final = (
    FormOption("sum", N_("an amount of money")),
    FormOption("item", N_("specific item(s) of property")),
    FormOption("equivalent", N_("property of equivalent value (in the context of value-based confiscation)")),
)
_TRANSMISSION_BOXES: Final = (
    FormOption("located", N_("the item is located in the executing State")),
    FormOption("registered", N_("the item is registered in the executing State")),
    FormOption(
        "believed", N_("there are reasonable grounds to believe that the item is located in the executing State")
    ),
)


def property_parts(sum_point: str, item_point: str) -> tuple[FormPart, FormPart]:
    """The parts of section D about a sum and about each item, under the points of this form."""
    return (
        FormPart(
            N_("Amount of money, or property of a value equivalent to it"),
            (
                FormField(sum_point, N_("Amount for execution in the executing State, in figures"), "amount_here"),
                FormField(sum_point, N_("The same amount in words")),
                FormField(sum_point, N_("Total amount covered by the order, in figures"), "amount_total"),
                FormField(sum_point, N_("The same total in words")),
                FormField(
                    sum_point, N_("Grounds for believing that the person has property or income in the executing State")
                ),
                FormField(sum_point, N_("Description of the property or source of income"), "sum_items", NEVER),
                FormField(sum_point, N_("Location of the property or source of income")),
                FormField(sum_point, N_("Details of the bank account"), "accounts", NEVER),
            ),
            each="sums",
        ),
        FormPart(
            N_("Item of property"),
            (
                FormField(item_point, N_("Grounds for the transmission of the order"), options=_TRANSMISSION_BOXES),
                FormField(item_point, N_("Grounds for believing that the item is located in the executing State")),
                FormField(item_point, N_("Description of the item of property"), "item_description"),
                FormField(item_point, N_("Share that the order covers, registered holder"), "item_share"),
                FormField(item_point, N_("Value on record"), "item_value", NEVER),
                FormField(item_point, N_("Sum up to which the order was made"), "item_cap", NEVER),
                FormField(item_point, N_("Location of the item of property"), "item_location", may_lack=True),
                FormField(
                    item_point, N_("Custodian, debts secured by the item, other information"), "item_notes", NEVER
                ),
            ),
            each="assets",
        ),
    )


def ground_fields(letter: str) -> tuple[FormField, ...]:
    """The fields of the nature of the offence, under the letter of this form."""
    return (
        FormField(f"{letter}.2", N_("Nature and legal classification of the offence(s), legal provisions"), "charges"),
        FormField(f"{letter}.3", N_("Maximum of the custodial sentence"), "penalties", NEVER),
        FormField(
            f"{letter}.3",
            N_("Listed offence, punishable by a maximum of at least three years"),
            mandatory=NEVER,
            options=LISTED_OFFENCES,
        ),
        FormField(
            f"{letter}.4",
            N_("Other relevant information, such as the relation between the property and the offence"),
            mandatory=NEVER,
        ),
    )


SEVERAL_STATES: Final = "several_states"


def state_fields(*more: FormOption) -> tuple[FormField, ...]:
    """Section G: the other States asked. ``more``: the reasons that only this form has."""
    return (
        FormField("G.1", N_("Other executing States to which a certificate was transmitted"), "other_states", NEVER),
        FormField(
            "G.2",
            N_("Reasons for several executing States"),
            mandatory=SEVERAL_STATES,
            options=(
                FormOption("places", N_("different items are believed to be located in different executing States")),
                FormOption("actions", N_("one item requires action in more than one executing State")),
                *more,
                FormOption(
                    "value", N_("the value in one State alone is not likely to be sufficient for the full amount")
                ),
                FormOption("other", N_("other specific needs")),
            ),
        ),
        FormField("G.3", N_("Value of assets in each executing State, if known"), "values_abroad", NEVER),
        FormField("G.4", N_("Action to be taken in the executing State"), mandatory=NEVER),
    )


def contact_fields(letter: str, *, fill_authority: bool) -> tuple[FormField, ...]:
    """The details of an authority under this letter. ``fill_authority``: its name and its file are on record."""
    return (
        FormField(letter, N_("Name of the authority"), "issuing_authority" if fill_authority else ""),
        FormField(letter, N_("Name of the contact person")),
        FormField(letter, N_("Post held (title, grade)")),
        FormField(letter, N_("File number"), "file_number" if fill_authority else ""),
        FormField(letter, N_("Address, telephone, fax, e-mail")),
        FormField(letter, N_("Languages in which the authority can be reached")),
    )


SIGNATURE_FIELDS: Final = (
    N_("Signature of the issuing authority, certifying the content as accurate and correct"),
    N_("Name and post of the person who signs"),
    N_("Date of signature"),
)


def signature(letter: str) -> tuple[FormField, ...]:
    """The signature, which is always left to the magistrate."""
    return (
        *(FormField(letter, label) for label in SIGNATURE_FIELDS),
        FormField(letter, N_("Official stamp, if available"), mandatory=NEVER),
    )


def central_authority(letter: str) -> FormPart:
    """The authority that transmits certificates, where a State has one."""
    labels = (
        N_("Name of the central authority"),
        N_("Name of the contact person"),
        N_("File number"),
        N_("Address, telephone, fax, e-mail"),
    )
    return FormPart("", tuple(FormField(letter, label, mandatory=NEVER) for label in labels))
