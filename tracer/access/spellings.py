"""Lists the spellings of a name without special letters, or by an older spelling rule."""

from __future__ import annotations

import unicodedata
from typing import Final

# German letters as German spells them without umlauts.
_GERMAN: Final = {"ä": "ae", "ö": "oe", "ü": "ue", "Ä": "Ae", "Ö": "Oe", "Ü": "Ue"}
# Romanian letters by their sound, as on foreign keyboards and in foreign documents.
_SOUND: Final = {"ș": "sh", "ț": "tz", "Ș": "Sh", "Ț": "Tz", "ş": "sh", "ţ": "tz", "Ş": "Sh", "Ţ": "Tz"}
_OTHER_SOUND: Final = _SOUND | {"ț": "ts", "Ț": "Ts", "ţ": "ts", "Ţ": "Ts"}
# The spelling of 1953 to 1993, and the spelling before and after.
_OLD: Final = {"â": "î", "Â": "Î"}
_NEW: Final = {"î": "â", "Î": "Â"}


def spell(name: str) -> tuple[str, ...]:
    """In which ways can this name be written? The name as given comes first.

    Does not cover nicknames, inflected forms or typing errors. Source: Romanian Academy, 17 February 1993, on â and î.
    """
    composed = unicodedata.normalize("NFC", name)
    ways = ("".join(letters.get(x, x) for x in composed) for letters in (_GERMAN, _SOUND, _OTHER_SOUND, _OLD, _NEW))
    return tuple(dict.fromkeys((name, *ways)))
