"""The picture as FollowTheMoney entities, one JSON object a line, as OpenAleph and its tools read them."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from fractions import Fraction
from typing import Final

from graph_schema.records.kinds import abroad, claims, orders, recovery_links
from tracer.casefile.picture import GraphPicture, PictureLink, PictureNode
from tracer.export.graph_forms.plain_parts import plain_currency, plain_share, plain_sum, plain_text
from tracer.wording.language import Language
from tracer.wording.looks.link_looks import INDIRECT_LINKS, SHORT_LINKS

Entity = dict[str, object]
_Properties = Mapping[str, str]

NODE_SCHEMATA: Final[Mapping[str, str]] = {
    "Person": "Person",
    "Company": "Company",
    "Account": "BankAccount",
    "Property": "RealEstate",
    "Vehicle": "Vehicle",
    "Valuable": "Asset",
    "Cash": "Asset",
    "CryptoWallet": "CryptoWallet",
    "CompanyShare": "Security",
    "Case": "CourtCase",
}
LINK_SCHEMATA: Final[Mapping[str, tuple[str, str, str]]] = {
    "Shareholding": ("Ownership", "owner", "asset"),
    "Holds": ("Ownership", "owner", "asset"),
    "HoldsAccount": ("Ownership", "owner", "asset"),
    "Represents": ("Directorship", "director", "organization"),
    "RelatedTo": ("Family", "person", "relative"),
    "RoleIn": ("CourtCaseParty", "party", "case"),
    "ControlsAccount": ("UnknownLink", "subject", "object"),
    "BenefitsFrom": ("UnknownLink", "subject", "object"),
    "Uses": ("UnknownLink", "subject", "object"),
    "ShareOf": ("UnknownLink", "subject", "object"),
    "PaidFor": ("UnknownLink", "subject", "object"),
    "Transfer": ("Payment", "payer", "beneficiary"),
}
"""Type of link -> schema, and the properties for its two ends."""
NO_SCHEMA: Final = frozenset(
    {"Measure", "Statement", "Covers", "Against", "InCase", "StatementOf"}
    | {kind.name for kind in (*orders.NODES, *claims.NODES, *abroad.NODES)}
    | {kind.name for kind in recovery_links.LINKS}
)
"""FollowTheMoney has no word for a measure or an order of recovery nor for a statement of an account."""

_IS_ASSET: Final = frozenset(NODE_SCHEMATA.values()) - {"Person", "CryptoWallet", "CourtCase"}
"""Schemata that are an Asset, so that an Ownership may point at them; a CryptoWallet is none."""
_RELATION: Final = {"Ownership": "role", "Directorship": "role", "Family": "relationship", "UnknownLink": "role"}


def write_followthemoney(picture: GraphPicture, language: Language) -> bytes:
    """One entity a line, by the order of the picture; a link is an entity too. What has no schema is left out.

    A Payment sums up all payments between two accounts in one currency, from its first to its last day. It needs a payer and a
    beneficiary: the only holder of the account in the picture, else an entity that stands for the unknown holder. Shares are
    exact in ``summary``. Source: FollowTheMoney 4.11, followthemoney.tech.
    """
    return b"".join(
        json.dumps(entity, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode() + b"\n"
        for entity in _entities(picture, language)
    )


def _entities(picture: GraphPicture, language: Language) -> Iterator[Entity]:
    nodes = {node.id: node for node in picture.nodes if node.type in NODE_SCHEMATA}
    files = {file.digest: file.name for file in picture.files}
    for node in nodes.values():
        yield _entity(node.id, NODE_SCHEMATA[node.type], {**_node(node), **_source(node, files)})
    links = [link for link in picture.links if link.type in LINK_SCHEMATA and {link.tail, link.head} <= set(nodes)]
    holders = _holders(links)
    unknown = dict.fromkeys(
        end for link in links if link.type == "Transfer" for end in (link.tail, link.head) if end not in holders
    )
    for account in unknown:
        name = language.text("unknown holder of {account}", account=nodes[account].caption)
        yield _entity(_unknown_holder(account), "LegalEntity", {"name": name})
    for link in links:
        yield _link(link, nodes, holders, language, _source(link, files))


def _node(node: PictureNode) -> dict[str, str]:
    numbered = {"Account": "accountNumber", "Case": "caseNumber"}.get(node.type)
    found = {"name": node.caption, "summary": node.state}
    if numbered and not node.hidden:
        found[numbered] = node.caption
    return found


def _link(
    link: PictureLink,
    nodes: Mapping[str, PictureNode],
    holders: Mapping[str, str],
    language: Language,
    source: _Properties,
) -> Entity:
    schema, tail, head = LINK_SCHEMATA[link.type]
    if schema == "Ownership" and NODE_SCHEMATA[nodes[link.head].type] not in _IS_ASSET:
        schema, tail, head = "UnknownLink", "subject", "object"
    found = {tail: link.tail, head: link.head, "startDate": link.first, "endDate": link.last, **source}
    if schema == "Payment":
        found |= {"payerAccount": link.tail, "beneficiaryAccount": link.head}
        found |= {tail: holders.get(link.tail) or _unknown_holder(link.tail)}
        found |= {head: holders.get(link.head) or _unknown_holder(link.head)}
        found |= {"amount": plain_sum(link), "currency": plain_currency(link)}
        found["summary"] = language.plural("{n} transfer", "{n} transfers", link.count)
    elif schema in _RELATION:
        words = INDIRECT_LINKS[link.indirect] if link.indirect else SHORT_LINKS[link.type]
        found[_RELATION[schema]] = language.text(words)
        found["summary"] = plain_share(link) or f"{plain_sum(link)} {plain_currency(link)}".strip()
    if schema == "Ownership" and link.share is not None and link.share.exact:
        found["percentage"] = _percentage(link.share.lower)
    return _entity(link.id, schema, found)


def _entity(name: str, schema: str, properties: _Properties) -> Entity:
    filled = {key: [plain_text(value)] for key, value in properties.items() if value}
    return {"id": name, "schema": schema, "properties": filled}


def _source(part: PictureNode | PictureLink, files: Mapping[str, str]) -> dict[str, str]:
    """The names of the files behind it; their rows stand in the other forms."""
    names = dict.fromkeys(files.get(row.source, "?") for row in part.rows)
    return {"publisher": ", ".join(names)}


def _holders(links: Iterable[PictureLink]) -> dict[str, str]:
    """Account -> its holder, where the picture shows exactly one."""
    found: dict[str, set[str]] = {}
    for link in links:
        if link.type == "HoldsAccount":
            found.setdefault(link.head, set()).add(link.tail)
    return {account: next(iter(holders)) for account, holders in found.items() if len(holders) == 1}


def _unknown_holder(account: str) -> str:
    return f"{account}-holder"


def _percentage(share: Fraction) -> str:
    """The share in per cent as a decimal number where it has an end, else as a fraction: ``12.5``, ``100/3``."""
    hundredfold = share * 100
    places, rest = 0, hundredfold.denominator
    while rest % 2 == 0 or rest % 5 == 0:
        rest //= 10 if rest % 10 == 0 else 5 if rest % 5 == 0 else 2
        places += 1
    if rest != 1:
        return str(hundredfold)
    digits = str(hundredfold.numerator * 10**places // hundredfold.denominator).rjust(places + 1, "0")
    return f"{digits[:-places]}.{digits[-places:]}" if places else digits
