"""The whole case in one picture: which nodes, where each lies, and how they are grouped."""
