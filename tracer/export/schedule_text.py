"""The schedule in the reader's words: one place that turns its values into text, for the PDF and the sheet alike."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from graph_schema.messages import N_
from tracer.casefile.schedule import Amount, Note, Owner, Schedule, ScheduleLine, ScheduleSentence, Traced
from tracer.wording.language import Language
from tracer.wording.locators import format_place
from tracer.wording.terms import CLASS_WORDS, METHOD_WORDS, STATE_WORDS, VALUATION_WORDS


@dataclass(frozen=True, slots=True)
class Cited:
    """A piece of text with the footnotes it rests on."""

    text: str
    notes: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Fact:
    """A named line of an asset's detail."""

    name: str
    parts: tuple[Cited, ...]


def format_facts(line: ScheduleLine, language: Language) -> tuple[Fact, ...]:
    """What is on record of this asset, line by line? What is unknown is said to be unknown."""
    unknown = (Cited(language.text(N_("unknown"))),)
    facts = [
        Fact(language.text(N_("Class")), (Cited(language.text(CLASS_WORDS[line.asset_class])),)),
        Fact(language.text(N_("Identifiers")), (Cited(line.identifiers),) if line.identifiers else unknown),
        Fact(
            language.text(N_("Owner on paper")),
            tuple(Cited(_owner(o, language), o.notes) for o in line.owners) or unknown,
        ),
        Fact(
            language.text(N_("Acquired")), (Cited(language.partial_date(line.acquired)),) if line.acquired else unknown
        ),
        Fact(language.text(N_("Price")), (Cited(format_prices(line, language), line.price_notes),)),
        Fact(language.text(N_("Value")), (Cited(format_value(line, language), line.value_notes),)),
    ]
    if line.traced:
        facts.append(
            Fact(
                language.text(N_("Paid with proceeds")),
                tuple(Cited(format_traced(t, language), t.notes) for t in line.traced),
            )
        )
    if line.measures:
        parts = tuple(
            Cited(
                language.text(
                    N_("{state} since {since}, share {share}, measure {number} in file {case}: {document}"),
                    state=language.text(STATE_WORDS[measure.state]),
                    since=language.date(measure.since),
                    share=measure.share,
                    number=measure.number,
                    case=measure.case,
                    document=measure.document or language.text(N_("no document")),
                ),
                measure.notes,
            )
            for measure in line.measures
        )
        facts.append(Fact(language.text(N_("Measures")), parts))
    return tuple(facts)


def format_state(line: ScheduleLine, language: Language) -> str:
    """The states of the measures on the asset, or that there is none."""
    if not line.measures:
        return language.text(STATE_WORDS["IDENTIFIED"])
    return ", ".join(dict.fromkeys(language.text(STATE_WORDS[measure.state]) for measure in line.measures))


def format_value(line: ScheduleLine, language: Language) -> str:
    """The value with its date and how it was found."""
    if line.value is None or line.value_date is None:
        return language.text(N_("unknown"))
    return language.text(
        N_("{value} on {day} ({method})"),
        value=money(line.value, language),
        day=language.date(line.value_date),
        method=language.text(VALUATION_WORDS[line.value_method]),
    )


def format_traced(traced: Traced, language: Language) -> str:
    """How much of the price the marked proceeds paid, as one figure where the ends meet, else as an interval."""
    low, high = (language.money(minor, traced.currency) for minor in (traced.lower_minor, traced.upper_minor))
    price, method = language.money(traced.price_minor, traced.currency), language.text(METHOD_WORDS[traced.method])
    template = N_("between {low} and {high} of {price} ({method})")
    if low == high:
        template = N_("{sum} of {price} ({method})")
    elif traced.unmatched_minor == traced.price_minor:
        template = N_("between {low} and {high} of {price} ({method}); no payment of the price is matched")
    elif traced.unmatched_minor:
        template = N_("between {low} and {high} of {price} ({method}); {rest} of the price is not matched")
    rest = language.money(traced.unmatched_minor, traced.currency)
    return language.text(template, low=low, high=high, sum=low, price=price, method=method, rest=rest)


def format_traced_short(line: ScheduleLine, language: Language) -> str:
    """The same for a narrow column."""
    if not line.traced:
        return language.text(N_("not matched"))
    return "; ".join(_range(traced, language) for traced in line.traced)


def _range(traced: Traced, language: Language) -> str:
    low, high = (language.money(minor, traced.currency) for minor in (traced.lower_minor, traced.upper_minor))
    ends = low if low == high else f"{low} – {high}"
    if not traced.unmatched_minor:
        return ends
    whole = traced.unmatched_minor == traced.price_minor
    template = N_("{sum}, not matched") if whole else N_("{sum}, in part not matched")
    return language.text(template, sum=ends)


def format_sentence(sentence: ScheduleSentence, language: Language) -> Cited:
    """One step of the tie."""
    return Cited(language.text(sentence.template, **sentence.params), sentence.notes)


def format_note(note: Note, language: Language) -> str:
    """A footnote: file, place, the start of its SHA-256."""
    return language.text(
        N_("{file}, {place} (SHA-256 {digest}…)"),
        file=note.file,
        place=format_place(note.locator, language),
        digest=note.source[:16],
    )


def format_summary(schedule: Schedule, language: Language) -> str:
    """What the schedule holds, in one paragraph."""
    count = language.plural("{n} asset", "{n} assets", len(schedule.lines))
    return language.text(
        N_(
            "This schedule lists {count} tied to {suspect} as of {day}. Money is followed by the method: {method}. "
            "A tie is a lead that rests on the rows named in the footnotes; it is not a finding of guilt."
        ),
        count=count,
        suspect=schedule.suspect,
        day=language.date(schedule.as_of),
        method=language.text(METHOD_WORDS[schedule.method]),
    )


def format_unvalued(schedule: Schedule, language: Language) -> str:
    """How many assets have no value on record."""
    if not schedule.unvalued:
        return ""
    return language.plural(
        "{n} asset has no value on record and is not in the total.",
        "{n} assets have no value on record and are not in the total.",
        schedule.unvalued,
    )


def money(amount: Amount | None, language: Language) -> str:
    """A sum, or that it is unknown."""
    return language.text(N_("unknown")) if amount is None else language.money(amount.minor, amount.currency)


def format_prices(line: ScheduleLine, language: Language) -> str:
    """The prices of the latest deeds, one for each currency, or that none is known."""
    return "; ".join(money(price, language) for price in line.prices) or money(None, language)


def join_owners(line: ScheduleLine, language: Language) -> str:
    """All owners on paper with their shares; of a former one, until when."""
    return "; ".join(_owner(owner, language) for owner in line.owners) or language.text(N_("unknown"))


def join_totals(totals: Iterable[Amount], language: Language) -> list[str]:
    """Each currency's total."""
    return [language.money(total.minor, total.currency) for total in totals]


def _owner(owner: Owner, language: Language) -> str:
    entered = f"{owner.name} ({owner.share})" if owner.share else owner.name
    if not owner.until:
        return entered
    return language.text(N_("{owner} until {day}"), owner=entered, day=language.partial_date(owner.until))
