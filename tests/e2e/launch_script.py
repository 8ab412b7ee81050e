"""A page for test_launch.py: one file to download, one picture, and one picture from elsewhere on request."""

from __future__ import annotations

import base64

import streamlit as st

ONE_PIXEL = base64.b64decode("R0lGODlhAQABAIAAAAAAAP///yH5BAEAAAAALAAAAAABAAEAAAICRAEAOw==")

st.title("Invented case")
st.download_button("Download", data=b"invented evidence", file_name="evidence.txt")
st.image("https://images.example/tracker.png" if st.query_params.get("leak") else ONE_PIXEL)
