"""Says where the land and buildings of a case lie: at the centre of their locality or county, with how exact that is."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from tracer.casework.places.gazetteer import KnownPlace, find_place
from tracer.casework.sessions.session import Session

Unplaced = Literal["movable", "abroad", "unknown"]
"""``movable``: no land or building. ``abroad``: its country is not Romania. ``unknown``: the table has no such place."""


@dataclass(frozen=True, slots=True)
class AssetPlace:
    """``stated``: locality and county as the source states them. Either ``place`` or ``reason`` is there."""

    asset: str
    stated: str
    place: KnownPlace | None
    reason: Unplaced | None


def list_places(session: Session) -> tuple[AssetPlace, ...]:
    """Where does each asset of the case lie? In the order of the ids. Asks for the right to read the assets.

    Cost: one pass over the assets for each data version.
    """
    session.read("oversee", "places")
    veil = session.veil()
    found = session.case.cache.value("places", session.store.data_version(), lambda: _place(session))
    return tuple(AssetPlace(one.asset, veil.text(one.stated), one.place, one.reason) for one in found)


def _place(session: Session) -> tuple[AssetPlace, ...]:
    return tuple(
        _of(node.id, *(str(node.props.get(name) or "") for name in ("locality", "county", "country")))
        for node in session.graph().nodes_of_type("Property")
    )


def _of(asset: str, locality: str, county: str, country: str) -> AssetPlace:
    stated = ", ".join(filter(None, (locality, county)))
    if country and country.upper() != "RO":
        return AssetPlace(asset, stated, None, "abroad")
    place = find_place(locality, county)
    return AssetPlace(asset, stated, place, None if place else "unknown")
