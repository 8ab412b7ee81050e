"""What is an asset."""

from __future__ import annotations

from graph_schema.records.kinds import assets
from graph_schema.records.nodes import ASSET_CLASSES, ASSET_TYPES


def test_every_class_of_an_asset_has_its_kind_and_every_kind_is_an_asset():
    assert assets.NAMES == ASSET_TYPES
    classes = {
        code for kind in assets.NODES for field in kind.fields if field.name == "asset_class" for code in field.codes
    }
    assert classes == set(ASSET_CLASSES)
