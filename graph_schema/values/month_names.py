"""Names of the months in twelve languages, as tables of other senders write them."""

from __future__ import annotations

import unicodedata
from typing import Final

NAMES: Final = (
    "january jan januar janvier janv gennaio gen ianuarie ian enero ene januari stycznia sty "
    "styczeń ledna led leden január януари яну січня січ січень",
    "february feb februarie februar fevrier févr fev febbraio febrero februari lutego lut luty února úno únor február "
    "febr февруари фев лютого лют лютий",
    "march mar martie märz mrz mars marzo maart mrt marca marzec března bře březen március márc март мар березня бер "
    "березень",
    "april apr aprilie avril avr aprile abril abr kwietnia kwi kwiecień dubna dub duben április ápr април апр квітня "
    "квіт кві квітень",
    "may mai maggio mag mayo mei maja maj května kvě květen május máj май травня трав тра травень",
    "june jun iunie iun juni juin giugno giu junio czerwca cze czerwiec června čvn červen június jún юни червня черв чер "
    "червень",
    "july jul iulie iul juli juillet juil luglio lug julio lipca lip lipiec července čvc červenec július júl юли липня "
    "лип липень",
    "august aug août aou agosto ago augustus sierpnia sie sierpień srpna srp srpen augusztus август авг серпня серп сер "
    "серпень",
    "september sep sept septembrie septembre settembre set septiembre września wrz wrzesień září zář szeptember szept "
    "септември сеп септ вересня вер вересень",
    "october oct octombrie oktober okt octobre ottobre ott octubre października paź październik října říj říjen október "
    "октомври окт жовтня жовт жов жовтень",
    "november nov noiembrie noi novembre noviembre listopada lis listopadu listopad ноември ное ноем листопада "
    "лист листопад лис",
    "december dec decembrie dezember dez décembre déc dicembre dic diciembre grudnia gru grudzień prosince pro prosinec "
    "декември дек грудня груд гру грудень",
)
"""For each month its full and short names in English, Romanian, German, French, Italian, Spanish, Dutch, Polish, Czech,
Hungarian, Bulgarian and Ukrainian, in the case that dates use and in the first case. No name means two months."""

ENGLISH: Final = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")


def plain_letters(text: str) -> str:
    """The text in lower case, without accents and points: ``Févr.`` is ``fevr``."""
    decomposed = unicodedata.normalize("NFD", text.casefold())
    return "".join(sign for sign in decomposed if not unicodedata.combining(sign)).strip(". ")


_MONTHS: Final = {plain_letters(name): month for month, names in enumerate(NAMES, start=1) for name in names.split()}


def find_month(name: str) -> int | None:
    """Which month, from 1 to 12, has this name in any of the twelve languages? None: no month.

    Upper and lower case, accents and a final point do not matter. Source: Unicode CLDR, month names.
    """
    return _MONTHS.get(plain_letters(name))
