"""Results to figures: takes texts ready to read, returns Plotly figures, knows nothing of Streamlit."""
