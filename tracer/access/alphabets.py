"""The usual ways to write Cyrillic and Greek letters in Latin letters, as tables; each names its source.

A row is pairs of letters and what is written for them. ``^`` stands for the beginning of a word, ``$`` for its end, ``|``
separates what is written by one writer or another, ``-`` means that nothing is written. Marks are left out: texts are
compared without them. No table is chosen by language, because a name does not say its language.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final


@dataclass(frozen=True, slots=True)
class Alphabet:
    """One way to write a script in Latin letters. ``letters``: one or two letters -> what may be written for them."""

    script: str
    source: str
    letters: dict[str, tuple[str, ...]]


def _read_pairs(*rows: str) -> dict[str, tuple[str, ...]]:
    words = " ".join(rows).split()
    return {
        letter: tuple(way.replace("-", "") for way in written.split("|"))
        for letter, written in zip(words[::2], words[1::2], strict=True)
    }


_CYRILLIC: Final = """
а a б b в v г g ґ g д d е e ж zh з z и i і i к k л l м m н n о o п p р r с s т t у u ф f х kh ц ts ч ch ш sh щ shch
ъ - ы y ь - э e
"""
_UKRAINIAN: Final = "г h и y зг zgh ^є ye є ie ^ї yi ї i ^й y й i ^ю yu ю iu ^я ya я ia"
_GREEK: Final = """
α a β v γ g δ d ε e ζ z η i θ th ι i κ k λ l μ m ν n ξ x ο o π p ρ r σ s ς s τ t υ y φ f χ ch ψ ps ω o
ου ou αυ av|af ευ ev|ef ηυ iv|if
"""

ALPHABETS: Final = tuple(
    Alphabet(script, source, _read_pairs(*rows))
    for script, source, *rows in (
        (
            "CYRILLIC",
            "Cabinet of Ministers of Ukraine, resolution 55 of 27 January 2010 (passports)",
            _CYRILLIC,
            _UKRAINIAN,
        ),
        (
            "CYRILLIC",
            "Cabinet of Ministers of Ukraine, resolution 858 of 26 July 2007 (passports from 2007 to 2010)",
            _CYRILLIC,
            "и y є ie ї i й i ю iu я ia",
        ),
        (
            "CYRILLIC",
            "Ukrainian Commission on Legal Terminology, decision 9 of 19 April 1996",
            _CYRILLIC,
            _UKRAINIAN,
            "г h|gh щ sch",
        ),
        ("CYRILLIC", "BGN/PCGN system of 1965 for Ukrainian", _CYRILLIC, "г h и y є ye ї yi й y ю yu я ya зг zgh"),
        (
            "CYRILLIC",
            "Ukrainian names in the press and on private documents (no rule)",
            _CYRILLIC,
            "г h|g и y|i ий$ y|yi|yy|iy ій$ iy|i|y є ie|ye|e ^є ye|e ї i|yi й y|i ю yu|iu я ya|ia ія$ ia",
            "кс ks|x х kh|h щ shch|sch",
        ),
        (
            "CYRILLIC",
            "ICAO Doc 9303-3, section 6 (Russian passports since 2013)",
            _CYRILLIC,
            "ё e й i ъ ie ю iu я ia ї i є ie",
        ),
        (
            "CYRILLIC",
            "GOST R 52535.1-2006, annex A (Russian passports from 2010 to 2013)",
            _CYRILLIC,
            "ё e й i ц tc ю iu я ia",
        ),
        (
            "CYRILLIC",
            "Ministry of the Interior of Russia, order 310 of 26 May 1997 (passports from 1997 to 2010)",
            _CYRILLIC,
            "ё e|yo|ye ье ye ьё ye й y ю yu я ya",
        ),
        (
            "CYRILLIC",
            "BGN/PCGN system of 1947 for Russian, without signs, as the press writes it",
            _CYRILLIC,
            "^е ye|e ё yo|e|io й y|i ий$ y|iy|i|ii ый$ y|yy ю yu|iu я ya|ia ия$ ia|iya кс ks|x х kh|h щ shch|sch",
        ),
        (
            "CYRILLIC",
            "ISO 9:1995 without marks",
            _CYRILLIC,
            "ё e ж z й j х h ц c ч c ш s щ s ю u я a ї i є e ђ d љ l њ n ћ c џ d",
        ),
        (
            "CYRILLIC",
            "ISO/R 9:1968 (scholarly) without marks",
            _CYRILLIC,
            "г g|h ё e|jo ж z и i|y й j х h|ch ц c ч c ш s щ sc ю ju я ja ї ji|i є je",
        ),
        (
            "CYRILLIC",
            "Transliteration Act of Bulgaria, State Gazette 19 of 13 March 2009",
            _CYRILLIC,
            "й y х h щ sht ъ a ь y ю yu я ya ия$ ia",
        ),
        (
            "CYRILLIC",
            "Moldavian SSR, law 3462 of 31 August 1989 on the return to the Latin script, without marks",
            _CYRILLIC,
            "ге ghe ги ghi же je ж j ӂ g й i ке che ки chi к c х h ц t ч c ш s щ st ъ a ы i|a ь i|- э a ю iu я ia|ea ия ia",
        ),
        (
            "CYRILLIC",
            "Unicode Technical Standard 39: letters that look alike",
            "а a в b е e ё e к k м m н h о o р p с c т t у y х x і i ї i ј j ѕ s һ h ԁ d",
        ),
        (
            "GREEK",
            "ELOT 743:2001, type 2 (ISO 843; Greek passports; ICAO Doc 9303)",
            _GREEK,
            "γγ ng γκ gk γξ nx γχ nch ^μπ b μπ mp",
        ),
        ("GREEK", "ELOT 743:2001, type 1, without marks", _GREEK, "υ y|u αυ au ευ eu ηυ iu"),
        (
            "GREEK",
            "Greek names as written by sound (no rule)",
            _GREEK,
            "β v|b γγ ng|gg γκ gk|g ^γι yi|gi|y μπ b ντ nt|d ^ντ d φ f|ph χ h|kh ου ou|u αυ av|af|au ευ ev|ef|eu",
        ),
        (
            "GREEK",
            "Unicode Technical Standard 39: letters that look alike",
            "α a β b ε e ζ z η h|n ι i κ k μ m|u ν n|v ο o ρ p τ t υ y|u χ x",
        ),
    )
)
"""The tables. What no table has, anyascii writes, and so every other script."""
