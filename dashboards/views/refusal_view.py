"""Why is this page closed to this person, and to which roles is it open?"""

from __future__ import annotations

import streamlit as st

from dashboards.components.states import show_refused
from dashboards.session import case_session, reader_language
from tracer.access.roles import ROLES, Actor, NotAllowed, Right, may
from tracer.wording.terms import USER_ROLE_WORDS


def show(right: Right) -> None:
    """The refusal in the reader's language; the attempt is logged."""
    language, session = reader_language(), case_session()
    st.title(language.text("This page is not open to your role"), anchor=False)
    try:
        session.read(right, "page")
    except NotAllowed:
        holders = [role for role in ROLES if may(Actor("", role), right)]  # type: ignore[arg-type]  # names of roles
        show_refused(
            language.text(
                "You act as {role}. The page is open to: {holders}. The attempt is on record.",
                role=language.text(USER_ROLE_WORDS[session.actor.role]),
                holders=", ".join(language.text(USER_ROLE_WORDS[role]) for role in holders),
            )
        )
