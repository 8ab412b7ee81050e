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


def format_facts(line: ScheduleLine, words: Language) -> tuple[Fact, ...]:
    """What is on record of this asset, line by line? What is unknown is said to be unknown."""
    unknown = (Cited(words.text(N_("unknown"))),)
    facts = [
        Fact(words.text(N_("Class")), (Cited(words.text(CLASS_WORDS[line.asset_class])),)),
        Fact(words.text(N_("Identifiers")), (Cited(line.identifiers),) if line.identifiers else unknown),
        Fact(words.text(N_("Owner on paper")), tuple(Cited(_owner(o, words), o.notes) for o in line.owners) or unknown),
        Fact(words.text(N_("Acquired")), (Cited(words.partial_date(line.acquired)),) if line.acquired else unknown),
        Fact(words.text(N_("Price")), (Cited(money(line.price, words), line.price_notes),)),
        Fact(words.text(N_("Value")), (Cited(format_value(line, words), line.value_notes),)),
    ]
    if line.traced:
        facts.append(
            Fact(
                words.text(N_("Paid with proceeds")),
                tuple(Cited(format_traced(t, words), t.notes) for t in line.traced),
            )
        )
    if line.measures:
        parts = tuple(
            Cited(
                words.text(
                    N_("{state} since {since}, share {share}, measure {number} in file {case}: {document}"),
                    state=words.text(STATE_WORDS[measure.state]),
                    since=words.date(measure.since),
                    share=measure.share,
                    number=measure.number,
                    case=measure.case,
                    document=measure.document or words.text(N_("no document")),
                ),
                measure.notes,
            )
            for measure in line.measures
        )
        facts.append(Fact(words.text(N_("Measures")), parts))
    return tuple(facts)


def format_state(line: ScheduleLine, words: Language) -> str:
    """The states of the measures on the asset, or that there is none."""
    if not line.measures:
        return words.text(STATE_WORDS["IDENTIFIED"])
    return ", ".join(dict.fromkeys(words.text(STATE_WORDS[measure.state]) for measure in line.measures))


def format_value(line: ScheduleLine, words: Language) -> str:
    """The value with its date and how it was found."""
    if line.value is None or line.value_date is None:
        return words.text(N_("unknown"))
    return words.text(
        N_("{value} on {day} ({method})"),
        value=money(line.value, words),
        day=words.date(line.value_date),
        method=words.text(VALUATION_WORDS[line.value_method]),
    )


def format_traced(traced: Traced, words: Language) -> str:
    """How much of the price the marked proceeds paid, as one figure where the ends meet, else as an interval."""
    low, high = (words.money(minor, traced.currency) for minor in (traced.lower_minor, traced.upper_minor))
    price, method = words.money(traced.price_minor, traced.currency), words.text(METHOD_WORDS[traced.method])
    if low == high:
        return words.text(N_("{sum} of {price} ({method})"), sum=low, price=price, method=method)
    return words.text(
        N_("between {low} and {high} of {price} ({method})"), low=low, high=high, price=price, method=method
    )


def format_traced_short(line: ScheduleLine, words: Language) -> str:
    """The same for a narrow column."""
    if not line.traced:
        return words.text(N_("not matched"))
    return "; ".join(_range(traced, words) for traced in line.traced)


def _range(traced: Traced, words: Language) -> str:
    low, high = (words.money(minor, traced.currency) for minor in (traced.lower_minor, traced.upper_minor))
    return low if low == high else f"{low} – {high}"


def format_sentence(sentence: ScheduleSentence, words: Language) -> Cited:
    """One step of the tie."""
    return Cited(words.text(sentence.template, **sentence.params), sentence.notes)


def format_note(note: Note, words: Language) -> str:
    """A footnote: file, place, the start of its SHA-256."""
    return words.text(
        N_("{file}, {place} (SHA-256 {digest}…)"),
        file=note.file,
        place=format_place(note.locator, words),
        digest=note.source[:16],
    )


def format_summary(schedule: Schedule, words: Language) -> str:
    """What the schedule holds, in one paragraph."""
    count = words.plural("{n} asset", "{n} assets", len(schedule.lines))
    return words.text(
        N_(
            "This schedule lists {count} tied to {suspect} as of {day}. Money is followed by the method: {method}. "
            "A tie is a lead that rests on the rows named in the footnotes; it is not a finding of guilt."
        ),
        count=count,
        suspect=schedule.suspect,
        day=words.date(schedule.as_of),
        method=words.text(METHOD_WORDS[schedule.method]),
    )


def format_unvalued(schedule: Schedule, words: Language) -> str:
    """How many assets have no value on record."""
    if not schedule.unvalued:
        return ""
    return words.plural(
        "{n} asset has no value on record and is not in the total.",
        "{n} assets have no value on record and are not in the total.",
        schedule.unvalued,
    )


def money(amount: Amount | None, words: Language) -> str:
    """A sum, or that it is unknown."""
    return words.text(N_("unknown")) if amount is None else words.money(amount.minor, amount.currency)


def join_owners(line: ScheduleLine, words: Language) -> str:
    """All owners on paper with their shares; of a former one, until when."""
    return "; ".join(_owner(owner, words) for owner in line.owners) or words.text(N_("unknown"))


def join_totals(totals: Iterable[Amount], words: Language) -> list[str]:
    """Each currency's total."""
    return [words.money(total.minor, total.currency) for total in totals]


def _owner(owner: Owner, words: Language) -> str:
    entered = f"{owner.name} ({owner.share})" if owner.share else owner.name
    if not owner.until:
        return entered
    return words.text(N_("{owner} until {day}"), owner=entered, day=words.partial_date(owner.until))
