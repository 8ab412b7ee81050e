"""Shows why an asset is tied to a suspect: the chain as a picture, then numbered sentences, each with its rows."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from dashboards.charts.tie_picture import draw_tie
from dashboards.components.assets.asset_look import fact_tag, picture
from dashboards.components.evidence_links import markdown_text, show_rows
from graph_schema.messages import N_
from tracer.actions.recovery.asset_report import AssetReport, ChainShare, SuspectTies
from tracer.casework.ties.tie_sentences import FormattedPath, PathSentence
from tracer.casework.ties.tie_summaries import Assessment, TieSummary
from tracer.wording.language import Language
from tracer.wording.terms import TIE_WORDS

_WIDTHS = [1, 20, 3]
_ROWS = 2


def choose_suspect(report: AssetReport) -> SuspectTies | None:
    """Whose ties the page shows: those chosen before, else of the one who is tied best; None: nobody is tied."""
    suspects = report.suspects or ()
    chosen = st.session_state.get(_key(report))
    return next((one for one in suspects if one.suspect == chosen), suspects[0] if suspects else None)


def show_reasons(report: AssetReport, language: Language) -> None:
    """The card: the strongest tie of each kind, or all of them with each step."""
    found = choose_suspect(report)
    with st.container(border=True, key="asset_reasons"):
        with st.container(horizontal=True, vertical_alignment="center"):
            st.header(language.text("Why is this his?"), anchor=False, width="content")
            st.space("stretch")
            if found is None:
                st.empty()
            else:
                shown = _choose_all(found, language)
                _copy(found, shown, language)
        if found is None:
            st.caption(language.text("No records tie it to anybody who is prosecuted in its files."))
            return
        _choose_person(report, found, language)
        drawn = draw_tie(found.ties[0].chain, language)
        st.html(picture(drawn.svg, drawn.text))
        for number, tie in enumerate(shown, 1):
            _tie(tie, number, report.asset.id, language, each_step=len(shown) == len(found.ties) > 1)
        for share in found.shares:
            _share(found.caption, share, report, language)
        if not found.complete:
            st.caption(language.text("The search stopped at its limit: there may be more paths."))


def say_ties(suspect: str, ties: Sequence[TieSummary], language: Language) -> str:
    """The sentences as plain text for a document, numbered, with what is an assessment said so."""
    lines = [suspect]
    for number, tie in enumerate(ties, 1):
        lines.append(f"{number}. {_kind(tie, language)} {_facts(tie, language)}")
        lines += [_assessed(one, language) for one in tie.assessments]
    return "\n".join(lines)


def _key(report: AssetReport) -> str:
    return f"asset_suspect_{report.asset.id}"


def _choose_person(report: AssetReport, found: SuspectTies, language: Language) -> None:
    suspects = {one.suspect: one.caption for one in report.suspects or ()}
    if len(suspects) == 1:
        st.markdown(f"**{markdown_text(found.caption)}**")
        return
    st.session_state[_key(report)] = found.suspect
    st.pills(
        language.text("Person"),
        list(suspects),
        format_func=lambda one: markdown_text(suspects[one]),
        key=_key(report),
        required=True,
        label_visibility="collapsed",
    )


def _choose_all(found: SuspectTies, language: Language) -> tuple[TieSummary, ...]:
    strongest = tuple(tie for tie in found.ties if tie.leads)
    words = {
        "strongest": language.text("strongest"),
        "all": language.text("all {n}", n=language.number(len(found.ties))),
    }
    picked = st.segmented_control(
        language.text("Which ties"),
        list(words),
        default="strongest",
        format_func=words.__getitem__,
        key="asset_ties_shown",
        required=True,
        label_visibility="collapsed",
    )
    return found.ties if picked == "all" else strongest


def _copy(found: SuspectTies, shown: Sequence[TieSummary], language: Language) -> None:
    with st.popover(language.text("Copy sentences")):
        st.code(say_ties(found.caption, shown, language), language=None, wrap_lines=True)


def _tie(tie: TieSummary, number: int, asset: str, language: Language, *, each_step: bool) -> None:
    mark, text, kind = st.columns(_WIDTHS)
    mark.html(f'<span class="tracer-number">{number}</span>')
    with text:
        st.markdown(f"**{markdown_text(_kind(tie, language))}** {markdown_text(_facts(tie, language))}")
        show_rows(tie.evidence(), language, asset=asset, most=_ROWS)
    kind.html(fact_tag(language, is_fact=True))
    for one in tie.assessments:
        _, text, kind = st.columns(_WIDTHS)
        with text:
            st.markdown(f"*{markdown_text(one.text)}* {markdown_text(_authors(one, language))}")
            show_rows(one.evidence, language, asset=asset, most=_ROWS)
        kind.html(fact_tag(language, is_fact=False))
    if each_step:
        _, steps = st.columns([1, 23])
        title = language.text("Path {rank}, step by step", rank=language.number(tie.path.rank))
        with steps.expander(title):
            drawn = draw_tie(tie.chain, language)
            st.html(picture(drawn.svg, drawn.text))
            _steps(tie.path, asset, language)


def _share(person: str, share: ChainShare, report: AssetReport, language: Language) -> None:
    """What follows from the shares of a chain together: computed from the rows of every share between."""
    _, text, _ = st.columns(_WIDTHS)
    with text:
        said = language.text(
            "Through all chains and rings, {person} has {share} of {company} on {day}.",
            person=person,
            share=share.share,
            company=share.company,
            day=language.date(report.as_of),
        )
        st.markdown(markdown_text(said))
        show_rows(share.evidence, language, asset=report.asset.id, most=_ROWS)


def _steps(path: FormattedPath, asset: str, language: Language) -> None:
    marks = [*(f"{place}." for place in range(1, len(path.sentences) + 1)), *("–" for _ in path.notes)]
    for mark, sentence in zip(marks, (*path.sentences, *path.notes), strict=True):
        text, rows = st.columns([3, 2], vertical_alignment="center")
        text.markdown(markdown_text(f"{mark} {_say(sentence, language)}"))
        with rows:
            show_rows(sentence.evidence, language, asset=asset)


def _kind(tie: TieSummary, language: Language) -> str:
    word = language.text(TIE_WORDS[tie.path.kind])
    return f"{word[:1].upper()}{word[1:]}."


def _facts(tie: TieSummary, language: Language) -> str:
    return " ".join(_say(sentence, language) for sentence in tie.facts)


def _say(sentence: PathSentence, language: Language) -> str:
    return language.text(sentence.template, **sentence.params)


def _authors(one: Assessment, language: Language) -> str:
    return "; ".join(f"{author.name}, {language.date(author.day)}" for author in one.authors)


def _assessed(one: Assessment, language: Language) -> str:
    template = N_("Assessment of {authors}: {text}") if one.authors else N_("Assessment: {text}")
    return language.text(template, authors=_authors(one, language), text=one.text)
