"""The short way of folding plain text gives what the long way gives."""

from __future__ import annotations

import string

from hypothesis import given
from hypothesis import strategies as st

from graph_schema.values.names import fold_words
from tracer.store.semantics.folding import fold_text


@given(st.text(alphabet=st.sampled_from([chr(code) for code in range(128)])) | st.text(alphabet=string.printable))
def test_plain_text_is_folded_like_any_other(text):
    assert fold_text(text) == " ".join(fold_words(text))


def test_letters_lose_their_marks_and_nothing_stays_nothing():
    assert fold_text("plată: Țiglă, O'Hara") == "PLATA TIGLA OHARA"
    assert fold_text(None) is None
