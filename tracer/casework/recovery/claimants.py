"""Names the claimant of a claim as a reader may see it."""

from __future__ import annotations

from graph_schema.messages import N_
from tracer.access.pseudonyms import Veil
from tracer.casework.evidence_lines import caption
from tracer.graph.case_graph import CaseGraph
from tracer.recovery.acts.facts import RecoveryFacts
from tracer.recovery.acts.money import ClaimAct
from tracer.recovery.acts.parties import RoleAct
from tracer.recovery.claims.awards import PAYABLE_KINDS
from tracer.wording.language import Language


def claimant_caption(graph: CaseGraph, veil: Veil, facts: RecoveryFacts, claim: ClaimAct, language: Language) -> str:
    """The claimant under the veil; empty if the case does not know the person.

    A person who claims damage is a civil party even if no role is on record, so no name is shown without one.
    """
    node = graph.nodes.get(claim.person)
    if node is None:
        return ""
    has_role = any(role.case == claim.case for role in facts.of(RoleAct, claim.person))
    if node.type == "Person" and claim.claim_kind in PAYABLE_KINDS and not (has_role or veil.covers(node.id)):
        return language.text(N_("person without a role in the file"))
    return caption(node, veil)
