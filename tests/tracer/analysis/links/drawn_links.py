"""Random links of every kind, for tests that compare two searches."""

from __future__ import annotations

from datetime import date
from itertools import permutations

from hypothesis import strategies as st

from tracer.analysis.links.evidence import CERTAIN_PPM, EvidenceLink
from tracer.analysis.links.kinds import LINK_KINDS, MONEY_KINDS, TRANSFER

NODES = "SabcdeX"
KINDS = [*sorted(LINK_KINDS), *["transfer"] * 8, *["holds_account"] * 4, *["related_to"] * 2]


@st.composite
def drawn_links(draw: st.DrawFn, most: int = 24) -> list[EvidenceLink]:
    """Links between seven nodes, S and X among them, many of them parallel and with days that do not fit."""
    links = []
    for number in range(draw(st.integers(1, most))):
        kind = draw(st.sampled_from(KINDS))
        tail, head = draw(st.sampled_from(list(permutations(NODES, 2))))
        start = draw(st.integers(0, 8) if kind in MONEY_KINDS else st.none() | st.integers(0, 8))
        end = draw(st.none() | st.integers(start or 0, 9))
        amount = draw(st.sampled_from([0, 100, 100, 100])) if kind == TRANSFER else None
        links.append(
            EvidenceLink(
                f"L{number:02}",
                kind,
                tail,
                head,
                None if start is None else date(2020, 1, 1 + start),
                None if end is None else date(2020, 1, 1 + end),
                draw(st.sampled_from([CERTAIN_PPM, CERTAIN_PPM, 900_000, 500_000])),
                amount,
                None if amount is None else "RON",
                ((f"S{number % 4}", f"row {number}"),),
                draw(st.sampled_from(["register", "register", "inferred"])),
                begin=draw(st.sampled_from(["", "", "2020-01"])),
            )
        )
    return links
