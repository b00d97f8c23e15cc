"""Tables that the tests of rounding and attack share."""

from itertools import product

from hypothesis import strategies as st

from lagesbild.rules.tabell import Dimension, Table
from lagesbild.rules.underlag import KON

KEY = b"n" * 32
# The residues of a fractional corner of the 4 by 4 by 4 assignment polytope. Every line sums to 5,
# so every line total must be shown as it is, and no whole rounding of the cells agrees with them.
UNROUNDABLE = "0311100432001040020340100140120210400500201220034001004102031310"


def make_table(counts, kon=KON):
    """A table with children of its own in each cell, from {(område, kön): antal}."""
    omraden = tuple(dict.fromkeys(omrade for omrade, _ in counts))
    return Table(
        (Dimension("Stadsdelsområde", omraden), Dimension("Kön", kon)),
        {
            cell: tuple(f"{'/'.join(cell)}/{number}" for number in range(count))
            for cell, count in counts.items()
        },
    )


def make_unroundable():
    axes = tuple(Dimension(name, tuple(f"{name}{i}" for i in range(4))) for name in "xyz")
    cells = product(*(axis.kategorier for axis in axes))
    return Table(
        axes,
        {
            cell: tuple(f"{cell}/{number}" for number in range(int(count)))
            for cell, count in zip(cells, UNROUNDABLE, strict=True)
        },
    )


tables = st.lists(st.tuples(st.integers(0, 30), st.integers(0, 30)), min_size=1, max_size=6).map(
    lambda rows: make_table(
        {
            (f"Område {index}", kon): count
            for index, row in enumerate(rows)
            for kon, count in zip(KON, row, strict=True)
        }
    )
)
