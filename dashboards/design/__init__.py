"""How the screens look: the tokens, and the stylesheet that is made from them."""
