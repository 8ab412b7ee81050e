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
_SHORTEST: Final = 3
"""Letters of a word that is inflected."""


def spell(name: str) -> tuple[str, ...]:
    """In which ways can this name be written? The name as given comes first.

    Does not cover nicknames, inflected forms (see ``inflect``) or typing errors.
    Source: Romanian Academy, 17 February 1993, on â and î.
    """
    composed = unicodedata.normalize("NFC", name)
    ways = ("".join(letters.get(x, x) for x in composed) for letters in (_GERMAN, _SOUND, _OTHER_SOUND, _OLD, _NEW))
    return tuple(dict.fromkeys((name, *ways)))


def inflect(word: str) -> tuple[str, ...]:
    """The genitive and dative of a woman's name in Romanian, folded: of "ana" "anei", of "andreea" "andreei",
    of "anca" "ancai" and "anchii".

    ``word``: folded Latin letters. Names of men do not change ("lui Ion"). Empty for a word that ends otherwise.
    Source: Academia Română, Gramatica limbii române (2005), I, declension of proper names.
    """
    if len(word) < _SHORTEST or not word.endswith("a"):
        return ()
    stem = word[:-1]
    if stem[-1] == "e":
        return (f"{stem}i",)
    return (f"{stem}ei", f"{stem}ai", f"{stem}hii") if stem[-1] in "cg" else (f"{stem}ei",)
