"""Case file to screen: the only place that knows Streamlit and Plotly."""
