"""Lists what fills each field, what a part repeats for, and the conditions under which a form asks for a field."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from types import MappingProxyType
from typing import Final

from tracer.casefile.certificates.certificate_context import CertificateContext
from tracer.casefile.certificates.fields import (
    abroad_fields,
    ground_fields,
    order_fields,
    person_fields,
    property_fields,
    victim_fields,
)
from tracer.casefile.certificates.filled_certificate import FilledValue

Filler = Callable[[CertificateContext, str], Iterable[FilledValue]]
"""The context, and the id of the record for which the part stands -> the values on record."""


def _by_name(*fillers: Filler) -> Mapping[str, Filler]:
    return MappingProxyType({filler.__name__: filler for filler in fillers})


FILLERS: Final[Mapping[str, Filler]] = _by_name(
    order_fields.issuing_state,
    order_fields.issuing_authority,
    order_fields.issuing_court,
    order_fields.authority_type,
    order_fields.executing_state,
    order_fields.order_number,
    order_fields.order_issued,
    order_fields.order_final,
    order_fields.file_number,
    order_fields.judgments,
    order_fields.urgent_requests,
    order_fields.appeals,
    order_fields.attachments,
    person_fields.name,
    person_fields.nationality,
    person_fields.identity_number,
    person_fields.born,
    person_fields.address,
    person_fields.legal_form,
    person_fields.registration_number,
    person_fields.representative,
    person_fields.position,
    person_fields.roles,
    person_fields.third_parties,
    property_fields.concerns,
    property_fields.nature,
    property_fields.bases,
    property_fields.amount_here,
    property_fields.amount_total,
    property_fields.sum_items,
    property_fields.accounts,
    property_fields.item_description,
    property_fields.item_share,
    property_fields.item_value,
    property_fields.item_cap,
    property_fields.item_location,
    property_fields.item_notes,
    ground_fields.stage,
    ground_fields.purposes,
    ground_fields.charges,
    ground_fields.penalties,
    abroad_fields.other_states,
    abroad_fields.values_abroad,
    abroad_fields.freezing_link,
    abroad_fields.earlier_type,
    abroad_fields.earlier_date,
    abroad_fields.earlier_sent,
    abroad_fields.earlier_receiver,
    abroad_fields.earlier_number,
    abroad_fields.linked_certificate,
    victim_fields.restitution_issued,
    victim_fields.restitution_pending,
    victim_fields.victim_decisions,
    victim_fields.decision_authority,
    victim_fields.decision_date,
    victim_fields.decision_final,
    victim_fields.decision_number,
    victim_fields.decision_sum,
    victim_fields.decision_property,
    victim_fields.victim,
    victim_fields.contested_title,
)
"""Name of a filler, as the rows of a form name it -> the filler."""
SUBJECTS: Final[Mapping[str, Callable[[CertificateContext], tuple[str, ...]]]] = MappingProxyType(
    {
        "natural_persons": person_fields.natural_persons,
        "legal_persons": person_fields.legal_persons,
        "sums": property_fields.sums,
        "assets": property_fields.asset_items,
        "earlier": abroad_fields.earlier_acts,
        "earlier_freezes": abroad_fields.earlier_freezes,
        "restitutions": victim_fields.restitutions,
        "victim_awards": victim_fields.victim_awards,
    }
)
"""Name in ``FormPart.each`` -> the records for which the part repeats."""
CONDITIONS: Final[Mapping[str, Callable[[CertificateContext], bool]]] = MappingProxyType(
    {
        "several_states": abroad_fields.several_states,
        "specific_items": property_fields.has_specific_items,
    }
)
"""Name in ``FormField.mandatory`` -> whether the form asks for the field."""
