"""Puts the words of a case into the order in which every store exports them."""

from __future__ import annotations

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from tracer.store.ports.store_values import WordExport


def pack_words(
    nodes: pa.Table, words: pa.StringArray, word_of: NDArray[np.int64], node_of: NDArray[np.int64]
) -> WordExport:
    """The export of these nodes and of pairs of a word and a node, which are in any order.

    ``words``: distinct and sorted. ``word_of`` and ``node_of``: the places of the word and of the node of each pair.
    """
    pairs = np.sort(word_of << 32 | node_of)
    offsets = np.searchsorted(pairs >> 32, np.arange(len(words) + 1))
    return WordExport(nodes, words, offsets.astype(np.int64), (pairs & 0xFFFFFFFF).astype(np.int32))
