"""What a person sees first of a case: what waits for an act, whether statements add up, what is new, who is who."""
