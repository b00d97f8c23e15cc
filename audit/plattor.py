"""The tiles of the tree: made as the log grows, read when something is to be proved.

A tile is 256 neighbouring hashes of one level (https://c2sp.org/tlog-tiles). Full tiles never
change. With them any node of the tree is at hand in a few reads, however long the log is.
"""

from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache

from django.db.models import Max

from audit.merkle import HASH_BYTES, root_of
from audit.models import Loggblad, Platta

HEIGHT = 8
WIDTH = 1 << HEIGHT
TILES_AT_HAND = 64
"""How many tiles a reader keeps: half a megabyte."""


class TileMissing(Exception):
    """A tile, or a leaf of the edge, that the size of the log calls for is not there."""


class Laggare:
    """Lays leaves after leaves and gives each tile as it gets full.

    `kanter` are the hashes of the tiles not yet full, level by level from the leaves.
    """

    def __init__(self, storlek: int = 0, kanter: Iterable[list[bytes]] = ()) -> None:
        self.kanter = list(kanter)
        self.nummer = [(storlek >> HEIGHT * niva) // WIDTH for niva in range(len(self.kanter))]

    def lay(self, leaves: Iterable[bytes]) -> list[Platta]:
        """Add leaves; returns the tiles that they have filled, level by level."""
        full: list[Platta] = []
        niva, nodes = 0, list(leaves)
        while nodes:
            if niva == len(self.kanter):
                self.kanter.append([])
                self.nummer.append(0)
            hashes = self.kanter[niva] + nodes
            starts = range(0, len(hashes) // WIDTH * WIDTH, WIDTH)
            tiles = [self._tile(niva, hashes[at : at + WIDTH]) for at in starts]
            self.kanter[niva] = hashes[len(tiles) * WIDTH :]
            full += tiles
            niva, nodes = niva + 1, [bytes(tile.rot) for tile in tiles]
        return full

    def _tile(self, niva: int, hashes: list[bytes]) -> Platta:
        nummer = self.nummer[niva]
        self.nummer[niva] += 1
        return Platta(niva=niva, nummer=nummer, hashar=b"".join(hashes), rot=root_of(hashes))


class Plattor:
    """The tree of the first `storlek` leaves, read from tiles and edges as they are asked for."""

    def __init__(self, storlek: int) -> None:
        self.storlek = storlek
        self.hashes = lru_cache(TILES_AT_HAND)(self._hashes)

    def node(self, height: int, index: int) -> bytes:
        """The root of the complete subtree of 2**height leaves that is the index:th of its kind.

        Raises TileMissing.
        """
        niva, low = divmod(height, HEIGHT)
        nummer, first = divmod(index << low, WIDTH)
        hashes = self.hashes(niva, nummer)
        return root_of(hashes[first : first + (1 << low)])

    def width(self, niva: int, nummer: int) -> int:
        """How many hashes a tile has."""
        return max(0, min(WIDTH, (self.storlek >> HEIGHT * niva) - nummer * WIDTH))

    def edges(self) -> list[list[bytes]]:
        """The hashes of the last tile of each level, where it is not full."""
        edges = []
        niva = 0
        while wide := self.storlek >> HEIGHT * niva:
            edges.append(self.hashes(niva, wide // WIDTH) if wide % WIDTH else [])
            niva += 1
        return edges

    def _hashes(self, niva: int, nummer: int) -> list[bytes]:
        width = self.width(niva, nummer)
        hashes = self._full(niva, nummer) if width == WIDTH else self._edge(niva, nummer, width)
        if len(hashes) != width:
            raise TileMissing(f"Tile {niva}/{nummer} has {len(hashes)} hashes, not {width}.")
        return hashes

    def _full(self, niva: int, nummer: int) -> list[bytes]:
        rows = Platta.objects.filter(niva=niva, nummer=nummer).values_list("hashar", flat=True)
        return [hash_ for hashar in rows for hash_ in split(bytes(hashar))]

    def _edge(self, niva: int, nummer: int, width: int) -> list[bytes]:
        first = nummer * WIDTH
        if niva == 0:
            leaves = Loggblad.objects.filter(plats__gte=first, plats__lt=first + width)
            return [bytes(leaf.blad) for leaf in leaves.order_by("plats")]
        below = Platta.objects.filter(niva=niva - 1, nummer__gte=first, nummer__lt=first + width)
        return [bytes(tile.rot) for tile in below.order_by("nummer").defer("hashar")]


def split(hashar: bytes) -> list[bytes]:
    """The hashes of a tile."""
    return [hashar[at : at + HASH_BYTES] for at in range(0, len(hashar), HASH_BYTES)]


def unlike_stored(laid: Sequence[Platta]) -> list[str]:
    """Names the tiles that are not stored as they were laid again, as Swedish sentences."""
    return [
        fault
        for niva in sorted({platta.niva for platta in laid})
        for fault in _unlike([platta for platta in laid if platta.niva == niva])
    ]


def superfluous(storlek: int) -> list[str]:
    """Names the levels that have tiles beyond a log of this size, as Swedish sentences."""
    newest = Platta.objects.values_list("niva").annotate(Max("nummer")).order_by("niva")
    return [
        f"Platta {niva}/{nummer} hör inte till någon händelse."
        for niva, nummer in newest
        if nummer >= storlek >> HEIGHT * (niva + 1)
    ]


def _unlike(laid: Sequence[Platta]) -> Iterator[str]:
    """The same for neighbours of one level."""
    rows = Platta.objects.filter(
        niva=laid[0].niva, nummer__gte=laid[0].nummer, nummer__lte=laid[-1].nummer
    )
    stored = {platta.nummer: (bytes(platta.hashar), bytes(platta.rot)) for platta in rows}
    for platta in laid:
        if platta.nummer not in stored:
            yield f"Platta {platta} saknas."
        elif stored[platta.nummer] != (platta.hashar, platta.rot):
            yield f"Platta {platta} är inte den som bladen ger."
