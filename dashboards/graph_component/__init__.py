"""The case graph on screen: a Streamlit component around cytoscape.js, served from this package."""
