"""What every importer must withstand: bytes exchanged, deleted, doubled, put in, cut off."""

from __future__ import annotations

from hypothesis import strategies as st

from graph_schema.errors import TracerError
from importers.contract import Batch, Importer
from importers.source import from_bytes


def check_mutated(
    importer: Importer, raw: bytes, data: st.DataObject, *, name: str = "schimbat", pieces: tuple[bytes, ...] = ()
) -> Batch | None:
    """Only a TracerError may come out of changed bytes, and every row is kept or rejected.

    ``pieces``: signs of the form, which are put in at any place. Returns the batch, or None if the file is refused.
    """
    ways = ["exchange", "delete", "double", "cut", *(["put"] if pieces else [])]
    changed = bytearray(raw)
    for _ in range(data.draw(st.integers(1, 4))):
        place = data.draw(st.integers(0, max(len(changed) - 1, 0)))
        match data.draw(st.sampled_from(ways)):
            case "exchange" if changed:
                changed[place] = data.draw(st.integers(0, 255))
            case "delete":
                del changed[place : place + data.draw(st.integers(1, 20))]
            case "double":
                changed[place:place] = changed[place : place + data.draw(st.integers(1, 60))]
            case "put":
                changed[place : place + data.draw(st.integers(0, 30))] = data.draw(st.sampled_from(pieces))
            case "cut":
                del changed[max(place, len(changed) // 2) :]
    try:
        batch = importer.read(from_bytes(name, bytes(changed)), ())
    except TracerError as error:
        assert str(error)
        return None
    assert batch.source.rows == batch.source.kept + len(batch.rejections)
    return batch
