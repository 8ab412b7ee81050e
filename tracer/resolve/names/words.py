"""Splits a name into comparable words: in Latin letters, with their sound, numbers and particles marked."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from anyascii import anyascii

from graph_schema.values.names import fold_words

# Scripts without blanks between words are transliterated with a capital at the start of each syllable.
_SYLLABLE: Final = re.compile(r"[A-Z][a-z]+")
_DOUBLED: Final = re.compile(r"(.)\1+")
_ROMAN: Final = re.compile(r"(?=[XVI]{2})X{0,3}(?:IX|IV|V?I{0,3})")
# "Sech1n": a digit in a word of letters stands for the letter of like shape.
_SHAPES: Final = str.maketrans("013458", "OIEASB")
# In this order; all spellings of one sound become one sign. While it runs, $ is SH and % is CH.
_SOUNDS: Final = (
    ("SHCH", "$"),
    ("TSCH", "%"),
    ("SCH", "$"),
    ("TCH", "%"),
    ("CZ", "%"),
    ("CH", "%"),
    ("SH", "$"),
    ("DZH", "J"),
    ("ZH", "J"),
    ("DJ", "J"),
    ("KH", "H"),
    ("GH", "G"),
    ("PH", "F"),
    ("TH", "T"),
    ("CK", "K"),
    ("QU", "KV"),
    ("C", "K"),
    ("%", "C"),
    ("Q", "K"),
    ("X", "KS"),
    ("$", "X"),
    ("TZ", "TS"),
    ("Z", "S"),
    ("W", "V"),
    ("OU", "U"),
    ("OO", "U"),
    ("EE", "I"),
    ("Y", "I"),
    ("E", "I"),
    ("O", "U"),
)
_VOWELS: Final = str.maketrans("", "", "AEIOUY")
# Particles, then titles.
_LIGHT: Final = """
AL EL UL UR AD AS BIN BEN IBN BINT ABU DE DA DO DI DU DEL DELLA DER DEN DES VAN VON ZU LA LE LOS DIN CEL
MR MRS MS DR PROF SIR DL DNA DOMNUL DOAMNA ING AV HERR FRAU MME
""".split()  # noqa: SIM905 - fifty short words read better in rows
_LIGHT_WORDS: Final = frozenset(_LIGHT)


@dataclass(frozen=True, slots=True)
class NameWord:
    """One word of a name in Latin capitals. ``written``: the same folded in its own script, if that is another one.

    ``sound``: equal for spellings of one sound. ``light``: a particle or a title, which people leave out.
    """

    text: str
    written: str
    sound: str
    light: bool
    number: bool

    @property
    def foreign(self) -> bool:
        """Was the word written in another script?"""
        return self.text != self.written

    @property
    def digits(self) -> bool:
        """Has the word a digit?"""
        return any(map(str.isdigit, self.text))

    @property
    def bones(self) -> str:
        """The consonants of the sound: some scripts write no more."""
        return spell_bones(self.sound)


@lru_cache(maxsize=1 << 16)
def read_word(text: str, written: str = "") -> NameWord:
    """The word with its sound. ``text``: folded, in Latin letters and digits."""
    number = text.isdigit() or _ROMAN.fullmatch(text) is not None
    return NameWord(text, written or text, spell_sound(text), text in _LIGHT_WORDS, number)


@lru_cache(maxsize=1 << 14)
def read_words(text: str) -> tuple[NameWord, ...]:
    """The words of a name in their order."""
    return tuple(
        read_word(latin, "" if folded.isascii() else folded)
        for folded in fold_words(text)
        for latin in latin_words(folded)
    )


def latin_words(folded: str) -> list[str]:
    """A folded word in Latin capitals: itself, or its transliteration, which can be several words or none."""
    if folded.isascii():
        return [folded]
    spelt = anyascii(folded)
    syllables = _SYLLABLE.findall(spelt)
    parts = syllables if len(syllables) > 1 and "".join(syllables) == spelt else [spelt]
    return [bare for part in parts if (bare := "".join(filter(str.isalnum, part)).upper())]


def spell_bones(sound: str) -> str:
    """The consonants of a sound."""
    return sound.translate(_VOWELS)


def spell_sound(text: str) -> str:
    """The sound of a word in Latin capitals: V for W, I for Y and E, U for O and OU, KS for X, one letter for two."""
    letters = sum(map(str.isalpha, text))
    if letters < len(text) < 2 * letters:
        text = text.translate(_SHAPES)
    for written, spoken in _SOUNDS:
        if written in text:
            text = text.replace(written, spoken)
    return _DOUBLED.sub(r"\1", text)
