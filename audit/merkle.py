"""The Merkle tree of RFC 6962 (section 2.1): hashes, roots, and proofs made and verified.

Nothing here knows what a leaf is. A tree is a sequence of leaf hashes; a `Kant` (the compact range)
holds just enough of one to go on appending.
"""

from collections.abc import Iterable, Sequence
from hashlib import sha256
from typing import Self

HASH_BYTES = 32
EMPTY_ROOT = sha256(b"").digest()


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
    kant = Kant()
    for leaf in leaves:
        kant.append(leaf)
    return kant.root()


def inclusion_proof(leaves: Sequence[bytes], index: int) -> list[bytes]:
    """The hashes beside the path from leaf `index` to the root, lowest first."""
    if not 0 <= index < len(leaves):
        raise ValueError("No such leaf.")
    if len(leaves) == 1:
        return []
    split = _split(len(leaves))
    if index < split:
        return [*inclusion_proof(leaves[:split], index), root_of(leaves[split:])]
    return [*inclusion_proof(leaves[split:], index - split), root_of(leaves[:split])]


def consistency_proof(leaves: Sequence[bytes], old_size: int) -> list[bytes]:
    """The hashes that show the tree of the first `old_size` leaves to be the start of this one."""
    if not 0 < old_size <= len(leaves):
        raise ValueError("The old tree is not within this one.")
    return _subproof(leaves, old_size, is_known=True)


def _subproof(leaves: Sequence[bytes], old_size: int, *, is_known: bool) -> list[bytes]:
    if old_size == len(leaves):
        return [] if is_known else [root_of(leaves)]
    split = _split(len(leaves))
    if old_size <= split:
        return [*_subproof(leaves[:split], old_size, is_known=is_known), root_of(leaves[split:])]
    right = _subproof(leaves[split:], old_size - split, is_known=False)
    return [*right, root_of(leaves[:split])]


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
