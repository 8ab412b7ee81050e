"""Taking an import back: the digest given must name one source."""

from __future__ import annotations

from collections import Counter

import pytest

from graph_schema.errors import WrongUse
from tracer.actions.files.ingest import retract_source


def test_the_beginning_of_several_digests_names_no_source(little_case, session_of):
    with session_of(little_case) as session:
        before = session.store.digest()
        digests = [kept.source.digest for kept in session.store.sources()]
        shared = next(
            start for n in range(3) for start, count in Counter(d[:n] for d in digests).most_common(1) if count > 1
        )
        for given, count in ((shared, sum(d.startswith(shared) for d in digests)), ("x", 0)):
            with pytest.raises(WrongUse, match=f"begins with {given}: {count};"):
                retract_source(session, given)
        assert session.store.digest() == before


def test_as_much_of_a_digest_as_tells_it_apart_is_enough(little_case, session_of):
    with session_of(little_case) as session:
        digests = [kept.source.digest for kept in session.store.sources()]
        one = digests[0]
        given = next(one[:n] for n in range(1, 65) if sum(d.startswith(one[:n]) for d in digests) == 1)
        assert any(retract_source(session, given).values())
        assert one not in {kept.source.digest for kept in session.store.sources()}
