"""How nodes, links and stages of recovery look, the same on screen and in a picture that is handed out."""
