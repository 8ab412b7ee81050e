"""What goes to court as one whole: composed from findings, under the veil, with every source it rests on."""
