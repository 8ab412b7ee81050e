"""A large invented network of owners, for laws and for measurements."""

from __future__ import annotations

import random
from fractions import Fraction

from tracer.analysis.ownership.stakes import Stake


def draw_large_network():
    """5,000 companies, three stakes each, 50 mutual pairs."""
    draw = random.Random(7)
    stakes, persons = [], set()
    for number in range(5000):
        company = f"C{number:04}"
        for part in range(3):
            if number >= 10 and draw.random() < 0.15:
                holder = f"C{draw.randrange(number):04}"
            else:
                holder = f"P{draw.randrange(9000)}"
                persons.add(holder)
            share = Fraction(draw.randint(1, 320), 1000)
            stakes.append(Stake(holder, company, share, share, (f"{company}-{part}",)))
    for number in range(0, 5000, 100):
        first, second = f"C{number:04}", f"C{number + 1:04}"
        stakes.append(Stake(second, first, Fraction(1, 50), Fraction(1, 50), (f"x{number}",)))
        stakes.append(Stake(first, second, Fraction(1, 50), Fraction(1, 50), (f"y{number}",)))
    return stakes, frozenset(persons)
