"""One measure: the steps that the law allows, its history and state, what a person should check."""
