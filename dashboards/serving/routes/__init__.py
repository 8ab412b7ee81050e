"""Plain routes beside Streamlit: a script on a page asks in JSON, and no page runs again for it."""
