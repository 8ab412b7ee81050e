"""What comes out of an asset: its available value, the claims and debts on it, its terms with reasons, its ledger."""

from __future__ import annotations

from html import escape

import streamlit as st

from dashboards.components.evidence_links import markdown_text, show_rows
from dashboards.components.tables import Figure, show_table
from tracer.actions.recovery.asset_report import AssetReport
from tracer.actions.recovery_lists.deadlines import format_rule
from tracer.casework.recovery.asset_recovery import AssetTerm, ClaimOnAsset, EquityLine
from tracer.wording.language import Language
from tracer.wording.recovery.claim_words import CLAIM_KIND_WORDS, CLAIM_STATUS_WORDS
from tracer.wording.recovery.ledger_terms import LEDGER_CLASS_WORDS, POSTING_WORDS
from tracer.wording.recovery.term_words import LAPSES_WORDS


def show_value_and_claims(report: AssetReport, language: Language) -> None:
    """The available value beside the claims and debts; nothing where neither is on record."""
    recovery = report.recovery
    if not (recovery.equities or recovery.debts or recovery.claims):
        return
    left, right = st.columns(2)
    with left, st.container(border=True, key="asset_equity"):
        st.header(language.text("Available value"), anchor=False)
        if not recovery.equities:
            st.caption(language.text("No value, or no live measure, is on record."))
        for line in recovery.equities:
            _equity(line, len(recovery.equities) > 1, language)
    with right, st.container(border=True, key="asset_claims"):
        st.header(language.text("Claims and debts"), anchor=False)
        if not (recovery.debts or recovery.claims):
            st.caption(language.text("No claim and no debt is on record."))
        for debt in recovery.debts:
            name = markdown_text(debt.creditor or language.text("creditor not on record"))
            st.markdown(
                language.text(
                    "**{creditor}**, debt of rank {rank}: {left} of {sum} left, first from the price",
                    creditor=name,
                    rank=debt.rank,
                    left=language.money(debt.left, debt.currency),
                    sum=language.money(debt.minor, debt.currency),
                )
            )
            show_rows(debt.evidence, language, asset=report.asset.id, most=1)
        for claim in recovery.claims:
            st.markdown(_claim(claim, language))
            show_rows(claim.evidence, language, asset=report.asset.id, most=1)


def _equity(line: EquityLine, named: bool, language: Language) -> None:
    """The value of the share, what goes off it, and what is left, as bars with their sums."""
    if named:
        st.markdown(f":small[{language.text('Measure {number}', number=markdown_text(line.number))}]")
    rows = [
        (language.text("value of the share"), line.gross, "whole"),
        (language.text("secured debts"), -line.debts, "off"),
        (language.text("expected cost of the sale"), -line.costs, "off"),
        (language.text("net value"), line.equity, "whole"),
    ]
    if line.cap is not None:
        rows.append((language.text("cap of the order"), line.cap, "cap"))
    rows.append((language.text("available"), line.available, "left"))
    widest = max(line.gross, 1)
    bars = "".join(
        f'<tr><th scope="row">{escape(name)}</th><td class="bar"><progress class="{kind}" aria-hidden="true" max="{widest}" '
        f'value="{min(abs(minor), widest)}"></progress></td><td>{escape(language.money(minor, line.currency))}</td></tr>'
        for name, minor, kind in rows
        if minor or kind != "off"
    )
    st.html(f'<table class="tracer-equity">{bars}</table>')


def _claim(claim: ClaimOnAsset, language: Language) -> str:
    claimed = language.text("no amount stated") if claim.minor is None else language.money(claim.minor, claim.currency)
    parts = [
        f"**{markdown_text(claim.claimant or language.text('unknown'))}**",
        f"{language.text(CLAIM_KIND_WORDS[claim.kind])}, {markdown_text(claimed)}",
        language.text(CLAIM_STATUS_WORDS[claim.status]),
    ]
    if claim.awarded:
        parts.append(language.text("awarded {sum}", sum=markdown_text(language.money(claim.awarded, claim.currency))))
    if claim.paid:
        parts.append(language.text("paid {sum}", sum=markdown_text(language.money(claim.paid, claim.currency))))
    if claim.reserved is None or (claim.on_asset and claim.status == "filed"):
        parts.append(language.text("while it is open, nothing is free"))
    elif claim.reserved:
        parts.append(language.text("reserved {sum}", sum=markdown_text(language.money(claim.reserved, claim.currency))))
    return " · ".join(parts)


def show_terms_and_ledger(report: AssetReport, language: Language) -> None:
    """The terms with their reasons beside the postings of the asset."""
    recovery = report.recovery
    if not (recovery.terms or recovery.postings):
        return
    left, right = st.columns(2)
    with left, st.container(border=True, key="asset_terms"):
        st.header(language.text("Terms, with their reasons"), anchor=False)
        if not recovery.terms:
            st.caption(language.text("no deadline runs"))
        for term in recovery.terms:
            st.markdown(_term(term, language))
    with right, st.container(border=True, key="asset_ledger"):
        st.header(language.text("Ledger"), anchor=False)
        if not recovery.postings:
            st.caption(language.text("No money is on record: the asset is not sold, and no sum was found."))
            return
        show_table(
            [
                {
                    language.text("Day"): line.on,
                    language.text("Entry"): language.text(POSTING_WORDS[line.template])
                    + (language.text(", reversed") if line.reversed_ else ""),
                    language.text("Debit / credit"): f"{language.text(LEDGER_CLASS_WORDS[line.debit])} / "
                    f"{language.text(LEDGER_CLASS_WORDS[line.credit])}",
                    language.text("Sum"): Figure(language.money(line.minor, line.currency)),
                    language.text("Document"): line.document,
                }
                for line in recovery.postings
            ],
            language,
            alt=language.text("Postings on this asset"),
        )
        for held in recovery.held:
            free = language.text("unknown") if held.free is None else language.money(held.free, held.currency)
            st.markdown(
                language.text(
                    "Held: **{sum}**, free for the budget: {free}",
                    sum=markdown_text(language.money(held.minor, held.currency)),
                    free=markdown_text(free),
                )
            )


def _term(term: AssetTerm, language: Language) -> str:
    what, statute = format_rule(term.rule, language)
    mark = {"overdue": ":red[", "red": ":orange[", "amber": ":orange["}.get(term.severity, "")
    day = f"**{language.date(term.due)}**"
    lost = language.text(LAPSES_WORDS[term.lapses]) if term.lapses in LAPSES_WORDS else ""
    reasons = markdown_text(" ".join(term.reasons))
    head = f"{mark}{day}]" if mark else day
    parts = [f"{markdown_text(what)} ({markdown_text(statute)})", lost]
    return f"{head} {' · '.join(part for part in parts if part)}  \n:small[{reasons}]"
