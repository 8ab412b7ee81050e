"""The ownership network as arrays of numbers, and the float screen that goes before exact fractions."""
