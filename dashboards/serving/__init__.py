"""How the screens are served: where they listen, who may connect, which addresses there are."""
