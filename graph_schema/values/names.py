"""Computes keys of names of people and companies: spellings of one name have the same key.

A key finds candidates. It does not prove that two records are one person; the original name is kept with the record.
"""

from __future__ import annotations

import re
import unicodedata
from typing import Final

from anyascii import anyascii

# Letters that Unicode does not decompose into a base letter and a mark.
_WHOLE_LETTERS: Final = str.maketrans(
    {"Ł": "L", "Ø": "O", "Đ": "D", "Ð": "D", "Æ": "AE", "Œ": "OE", "Þ": "TH", "Ħ": "H", "ẞ": "SS", "Ŧ": "T"}
)
# Marks that are vowels or letters of their script (Indic nukta and virama, kana voicing) are kept.
_LETTER_MARKS: Final = frozenset({0, 7, 8, 9})
_JOINERS: Final = str.maketrans("", "", "'’ʼʹ`´\u00ad\u200b\u200c\u200d\u2060\ufeff")
_OLD_SPELLING: Final = str.maketrans({"â": "i", "Â": "I", "î": "i", "Î": "I"})
_INITIALS: Final = re.compile(r"\b(?:[^\W\d_]\.){2,}")

# Law 31/1990 (companies), OUG 44/2008 (PFA, II, IF), OG 26/2000 (associations), Law 15/1990 (RA),
# Law 1/2005 (cooperatives); spelling without blanks, dots and diacritics -> form.
_ROMANIAN_ENDINGS: Final = {
    "SRL": "SRL",
    "SRLD": "SRL-D",
    "SA": "SA",
    "SNC": "SNC",
    "SCS": "SCS",
    "SCA": "SCA",
    "PFA": "PFA",
    "II": "II",
    "IF": "IF",
    "RA": "RA",
    "ONG": "ONG",
    "SOCIETATECURASPUNDERELIMITATA": "SRL",
    "SOCIETATECURASPUNDERELIMITATADEBUTANT": "SRL-D",
    "SOCIETATEPEACTIUNI": "SA",
    "SOCIETATEINNUMECOLECTIV": "SNC",
    "SOCIETATEINCOMANDITASIMPLA": "SCS",
    "SOCIETATEINCOMANDITAPEACTIUNI": "SCA",
    "PERSOANAFIZICAAUTORIZATA": "PFA",
    "INTREPRINDEREINDIVIDUALA": "II",
    "INTREPRINDEREFAMILIALA": "IF",
    "REGIEAUTONOMA": "RA",
}
_ROMANIAN_BEGINNINGS: Final = {
    "PFA": "PFA",
    "II": "II",
    "IF": "IF",
    "ONG": "ONG",
    "RA": "RA",
    "PERSOANAFIZICAAUTORIZATA": "PFA",
    "INTREPRINDEREINDIVIDUALA": "II",
    "INTREPRINDEREAINDIVIDUALA": "II",
    "INTREPRINDEREFAMILIALA": "IF",
    "INTREPRINDEREAFAMILIALA": "IF",
    "REGIAAUTONOMA": "RA",
    "ASOCIATIA": "ASOCIATIE",
    "FUNDATIA": "FUNDATIE",
    "SOCIETATEACOOPERATIVA": "SOCIETATE COOPERATIVA",
}
# "S.C. ALFA S.R.L.": the old mark of a commercial company, which counts only together with a legal form.
_COMPANY_MARKS: Final = frozenset({"SC", "SOCIETATEA", "SOCIETATEACOMERCIALA"})
# Legal forms of other countries (ISO 20275): long form -> short form.
_FOREIGN_SHORT: Final = """
GMBH AG KG OHG UG GMBHCOKG LTD LLC LLP LP PLC INC CORP CO BV NV BVBA SPRL SARL SAS SCI SPA SL SLU LDA KFT ZRT
NYRT BT EOOD OOD EAD AD DOO SRO AS SPZOO OY OYJ AB APS ASA OU UAB SIA EPE IKE AE FZE FZCO OOO ZAO OAO TOV SE
EIRL
""".split()  # noqa: SIM905 - sixty short words read better in rows
_FOREIGN_ENDINGS: Final = {
    **{form: form for form in _FOREIGN_SHORT},
    "LIMITED": "LTD",
    "LIMITEDLIABILITYCOMPANY": "LLC",
    "PUBLICLIMITEDCOMPANY": "PLC",
    "INCORPORATED": "INC",
    "CORPORATION": "CORP",
    "COLTD": "LTD",
    "GESELLSCHAFTMITBESCHRANKTERHAFTUNG": "GMBH",
    "AKTIENGESELLSCHAFT": "AG",
    "KORLATOLTFELELOSSEGUTARSASAG": "KFT",
    "ZARTKORUENMUKODORESZVENYTARSASAG": "ZRT",
    "BETETITARSASAG": "BT",
    "ЕООД": "EOOD",
    "ООД": "OOD",
    "ЕАД": "EAD",
    "АД": "AD",
    "ООО": "OOO",
    "ЗАО": "ZAO",
    "ОАО": "OAO",
    "ТОВ": "TOV",
}
_LONGEST_FORM: Final = 7


def fold_words(text: str) -> list[str]:
    """Which words does this text have once case, accents, punctuation and encoding are taken away, in their
    order?

    ``ș`` with comma, with cedilla and taken apart give the same ``S``; ``ß`` gives ``SS``, ``ł`` ``L``.
    Apostrophes join (O'Neill, ONEILL), hyphens and dots separate. Other scripts keep their letters.
    Source: Unicode Standard Annex 15 (NFKD).
    """
    taken_apart = unicodedata.normalize("NFKD", text.translate(_JOINERS)).upper()
    taken_apart = unicodedata.normalize("NFKD", taken_apart).translate(_WHOLE_LETTERS)
    bare = "".join(sign for sign in taken_apart if unicodedata.combining(sign) in _LETTER_MARKS)
    kept = "".join(sign if unicodedata.category(sign)[0] in "LMN" else " " for sign in bare)
    return unicodedata.normalize("NFC", kept).split()


def fold_name(text: str) -> str:
    """Which key do all spellings of this person's name share, in any order of its words?

    ``Ştefan Ţuţuianu``, ``TUTUIANU, Ștefan`` and the decomposed form give ``STEFAN TUTUIANU``. Does not join
    old and new spelling (:func:`second_key`), other scripts (:func:`latin_key`), initials, nicknames or
    typing errors.
    """
    return " ".join(sorted(fold_words(text)))


def second_key(text: str) -> str:
    """Which key do ``Pîrvu`` (spelling of 1953-1993) and ``Pârvu`` (before and since) share?

    Both letters become I, so ``Pirvu`` has the same key. ``Parvu`` without the accent has the key of ``Pârvu`` in
    :func:`fold_name`, but shares no key with ``Pîrvu``: a key that equates A and I would also equate Ana and Ina.
    Source: Romanian Academy, decision of 17 February 1993 on â and î.
    """
    return fold_name(unicodedata.normalize("NFC", text).translate(_OLD_SPELLING))


def latin_key(text: str) -> str:
    """Which key does a name in Cyrillic, Greek, Arabic or another script share with its form in Latin letters?

    The transliteration is one of several in use (Штефан gives SHTEFAN, never Ștefan; Arabic loses its short vowels), so
    different keys prove nothing.
    """
    return fold_name(anyascii(text))


def split_legal_form(company: str) -> tuple[str, str | None]:
    """What is the company's name without its legal form, and which form is it?

    ``S.C. Alfa S.R.L.`` gives ``("Alfa", "SRL")``; a name without a known form is returned whole, with None.
    The form is returned, not dropped: ALFA SRL and ALFA SA are two companies. Romanian forms are at the end or, for
    PFA, II, IF and associations, at the start; forms of other countries are at the end. ``II`` at the end is read as the
    sole enterprise even if it may be a Roman two.
    Source: Law 31/1990, OUG 44/2008, OG 26/2000; other countries: ISO 20275.
    """
    words = re.sub(r",(?=[^\d\s])", ", ", company).split()
    for length in range(min(_LONGEST_FORM, len(words) - 1), 0, -1):
        form = _ending(words[-length:])
        if form is not None:
            return _tidy(_without_company_mark(words[:-length])), form
    for length in range(min(2, len(words) - 1), 0, -1):
        head = _squeeze(words[:length])
        form = _ROMANIAN_BEGINNINGS.get(head)
        if form is None and not head.isascii():
            form = _FOREIGN_ENDINGS.get(head)
        if form is not None:
            return _tidy(words[length:]), form
    return _tidy(words), None


def fold_company(name: str) -> str:
    """Which key do all spellings of this company's name share, without the legal form?

    ``S.C. C.F.R. Țesături S.R.L.`` and ``CFR TESATURI SRL`` give ``CFR TESATURI``. Compare the forms of
    :func:`split_legal_form` too before two companies are treated as one.
    """
    bare, _ = split_legal_form(name)
    return fold_name(_INITIALS.sub(lambda found: found[0].replace(".", "") + " ", bare)) or fold_name(name)


def _ending(words: list[str]) -> str | None:
    squeezed = _squeeze(words)
    return _ROMANIAN_ENDINGS.get(squeezed) or _FOREIGN_ENDINGS.get(squeezed)


def _without_company_mark(words: list[str]) -> list[str]:
    for length in (2, 1):
        if len(words) > length and _squeeze(words[:length]) in _COMPANY_MARKS:
            return words[length:]
    return words


def _squeeze(words: list[str]) -> str:
    return "".join(fold_words(" ".join(words)))


def _tidy(words: list[str]) -> str:
    return " ".join(words).strip(" ,;-–—\"'„”“«»")
