"""Fills what a certificate says of the proceedings: stage, purposes, charges. The facts are left to the magistrate."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Final

from graph_schema.codes.purposes import PURPOSES_BY_CODE
from graph_schema.codes.recovery.proceedings import CASE_FACTS
from graph_schema.messages import N_
from tracer.casefile.certificates.certificate_context import DocumentContext
from tracer.casefile.certificates.filled_certificate import FilledValue
from tracer.recovery.acts.parties import ChargeAct, ProceedingAct
from tracer.wording.language import Language
from tracer.wording.recovery.statutes import cite_statute
from tracer.wording.terms import PURPOSE_WORDS

_CRIMINAL_CODE: Final = re.compile(r"CP [0-9][0-9^(), a-z]*")


def stage(context: DocumentContext, subject: str) -> Iterable[FilledValue]:
    """The last moment of the file on record."""
    rows = context.facts.of(ProceedingAct, context.case, context.day)
    if not rows:
        return []
    last = rows[-1]
    template = N_("{moment}, {day}")
    words = context.words(CASE_FACTS, last.fact)
    return [context.value(context.said(template, moment=words, day=context.language.date(last.effective)), last.id)]


def purposes(context: DocumentContext, subject: str) -> Iterable[FilledValue]:
    """The purposes of the items, each once."""
    first: dict[str, str] = {}
    for item in context.items:
        for code in sorted(item.purposes):
            first.setdefault(code, item.item)
    return [context.value(name_purpose(code, context.language), item) for code, item in first.items()]


def name_purpose(code: str, language: Language) -> str:
    """A purpose with the articles on which it rests."""
    words = language.text(PURPOSE_WORDS.get(code, code))
    purpose = PURPOSES_BY_CODE.get(code)
    return words if purpose is None else f"{words} ({cite_statute(purpose.statute, language)})"


def charges(context: DocumentContext, subject: str) -> Iterable[FilledValue]:
    """The articles under which affected persons are charged on this day, with the person."""
    for charge in charges_on(context):
        template = N_("{article} ({person})")
        article = cite_article(context, charge.article)
        yield context.value(context.said(template, article=article, person=context.caption(charge.person)), charge.id)


def penalties(context: DocumentContext, subject: str) -> Iterable[FilledValue]:
    """The statutory maximum of each charge, where the record states it."""
    for charge in charges_on(context):
        years = context.prop(charge.id, "max_penalty_years")
        if years:
            count = context.language.plural("{n} year", "{n} years", int(years))
            yield context.value(f"{cite_article(context, charge.article)}: {count}", charge.id)


def charges_on(context: DocumentContext) -> list[ChargeAct]:
    """The charges against those whom the items concern; where none of them is charged, all charges of the file."""
    rows = [
        row
        for row in context.facts.of(ChargeAct, until=context.day)
        if row.case == context.case and (row.until is None or context.day <= row.until)
    ]
    affected = {item.against for item in context.items}
    return [row for row in rows if row.person in affected] or rows


def cite_article(context: DocumentContext, article: str) -> str:
    """An article of the Criminal Code written out; any other text as the record has it, under the veil."""
    shown = context.veil.text(article)
    return cite_statute(shown, context.language) if _CRIMINAL_CODE.fullmatch(shown) else shown
