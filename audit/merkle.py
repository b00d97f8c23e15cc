"""The Merkle tree of RFC 6962 (section 2.1): hashes, roots, and proofs made and verified.

Nothing here knows what a leaf is, or where hashes are kept: whoever wants a proof hands in how to
find a node. A `Kant` (the compact range) holds just enough of a tree to go on appending.
"""

from collections.abc import Callable, Iterable, Sequence
from hashlib import sha256
from typing import Self

HASH_BYTES = 32
EMPTY_ROOT = sha256(b"").digest()

Node = Callable[[int, int], bytes]
"""Gives the root of a complete subtree: how many levels above the leaves, and which from the left.
"""


def leaf_hash(data: bytes) -> bytes:
    return sha256(b"\x00" + data).digest()


def node_hash(left: bytes, right: bytes) -> bytes:
    return sha256(b"\x01" + left + right).digest()


class Kant:
    """The right edge of a tree: the roots of its complete subtrees, largest first."""

    def __init__(self, storlek: int = 0, rotter: Iterable[bytes] = ()) -> None:
        """Raises ValueError if there are not as many roots as `storlek` has one-bits."""
        self.storlek = storlek
        self.rotter = list(rotter)
        if len(self.rotter) != storlek.bit_count():
            raise ValueError("A compact range has one root for each one-bit of its size.")

    @classmethod
    def from_bytes(cls, storlek: int, rotter: bytes) -> Self:
        """The inverse of `bytes(kant)`. Raises ValueError for a wrong length."""
        return cls(
            storlek,
            (rotter[start : start + HASH_BYTES] for start in range(0, len(rotter), HASH_BYTES)),
        )

    def __bytes__(self) -> bytes:
        return b"".join(self.rotter)

    def append(self, leaf: bytes) -> None:
        carry = self.storlek
        self.storlek += 1
        rotter = self.rotter
        while carry & 1:
            leaf = sha256(b"\x01" + rotter.pop() + leaf).digest()
            carry >>= 1
        rotter.append(leaf)

    def root(self) -> bytes:
        if not self.rotter:
            return EMPTY_ROOT
        root = self.rotter[-1]
        for left in reversed(self.rotter[:-1]):
            root = node_hash(left, root)
        return root


def root_of(leaves: Sequence[bytes]) -> bytes:
    """The root of a tree; a hash without a neighbour goes up a level as it is."""
    if not leaves:
        return EMPTY_ROOT
    level = list(leaves)
    while len(level) > 1:
        odd = [level.pop()] if len(level) % 2 else []
        pairs = zip(level[::2], level[1::2], strict=True)
        level = [sha256(b"\x01" + left + right).digest() for left, right in pairs] + odd
    return level[0]


def range_root(start: int, end: int, node: Node) -> bytes:
    """The root of the leaves `start` up to `end`, a range that a proof asks for or the whole tree.

    It must begin where a complete subtree at least as wide does.
    """
    width = end - start
    if width == 0:
        return EMPTY_ROOT
    if width & (width - 1) == 0:
        height = width.bit_length() - 1
        return node(height, start >> height)
    split = start + _split(width)
    return node_hash(range_root(start, split, node), range_root(split, end, node))


def inclusion_proof(index: int, size: int, node: Node) -> list[bytes]:
    """The hashes beside the path from leaf `index` to the root of `size` leaves, lowest first.

    Raises ValueError if there is no such leaf.
    """
    if not 0 <= index < size:
        raise ValueError("No such leaf.")
    start, end = 0, size
    beside = []
    while end - start > 1:
        split = start + _split(end - start)
        if index < split:
            beside.append(range_root(split, end, node))
            end = split
        else:
            beside.append(range_root(start, split, node))
            start = split
    return beside[::-1]


def consistency_proof(old_size: int, size: int, node: Node) -> list[bytes]:
    """The hashes that show the tree of the first `old_size` leaves to be the start of this one.

    Raises ValueError if the old tree is empty or larger than this one.
    """
    if not 0 < old_size <= size:
        raise ValueError("The old tree is not within this one.")
    start, end = 0, size
    beside = []
    while end != old_size:
        split = start + _split(end - start)
        if old_size <= split:
            beside.append(range_root(split, end, node))
            end = split
        else:
            beside.append(range_root(start, split, node))
            start = split
    if start > 0:
        beside.append(range_root(start, end, node))
    return beside[::-1]


def is_included(leaf: bytes, index: int, size: int, proof: Sequence[bytes], root: bytes) -> bool:
    """Whether `proof` shows `leaf` at `index` in the tree (RFC 9162, 2.1.3.2)."""
    if not 0 <= index < size:
        return False
    node, last = index, size - 1
    computed = leaf
    for sibling in proof:
        if last == 0:
            return False
        if node & 1 or node == last:
            computed = node_hash(sibling, computed)
            while not node & 1 and node:
                node, last = node >> 1, last >> 1
        else:
            computed = node_hash(computed, sibling)
        node, last = node >> 1, last >> 1
    return last == 0 and computed == root


def is_consistent(
    old_size: int, old_root: bytes, new_size: int, new_root: bytes, proof: Sequence[bytes]
) -> bool:
    """Whether `proof` shows the new tree to begin with the old one (RFC 9162, 2.1.4.2)."""
    if not 0 < old_size <= new_size:
        return False
    if old_size == new_size:
        return not proof and old_root == new_root
    path = [old_root, *proof] if old_size & (old_size - 1) == 0 else list(proof)
    if not path:
        return False
    node, last = old_size - 1, new_size - 1
    while node & 1:
        node, last = node >> 1, last >> 1
    old = new = path[0]
    for sibling in path[1:]:
        if last == 0:
            return False
        if node & 1 or node == last:
            old, new = node_hash(sibling, old), node_hash(sibling, new)
            while not node & 1 and node:
                node, last = node >> 1, last >> 1
        else:
            new = node_hash(new, sibling)
        node, last = node >> 1, last >> 1
    return last == 0 and old == old_root and new == new_root


def _split(size: int) -> int:
    """The largest power of two below `size`."""
    return 1 << (size - 1).bit_length() - 1
