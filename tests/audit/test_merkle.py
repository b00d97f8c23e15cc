from hashlib import sha256

import pytest
from hypothesis import given
from hypothesis import strategies as st

from audit import merkle

# The eight leaves of the Certificate Transparency reference implementation.
LEAVES = [
    merkle.leaf_hash(bytes.fromhex(data))
    for data in (
        "",
        "00",
        "10",
        "2021",
        "3031",
        "40414243",
        "5051525354555657",
        "606162636465666768696a6b6c6d6e6f",
    )
]
ROOTS = [
    "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
    "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
    "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
    "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
    "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
    "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
    "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
    "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328",
]

trees = st.lists(st.binary(max_size=4), min_size=1, max_size=70).map(
    lambda data: [merkle.leaf_hash(item) for item in data]
)


def node_of(leaves):
    """Finds a node by hashing its leaves."""
    return lambda height, index: merkle.root_of(leaves[index << height : (index + 1) << height])


def inclusion(leaves, index):
    return merkle.inclusion_proof(index, len(leaves), node_of(leaves))


def consistency(leaves, old):
    return merkle.consistency_proof(old, len(leaves), node_of(leaves))


def naive_root(leaves):
    """MTH of RFC 6962, 2.1, word for word."""
    if len(leaves) == 1:
        return leaves[0]
    k = largest_power_below(len(leaves))
    return sha256(b"\1" + naive_root(leaves[:k]) + naive_root(leaves[k:])).digest()


def naive_path(m, leaves):
    """PATH of RFC 6962, 2.1.1."""
    if len(leaves) == 1:
        return []
    k = largest_power_below(len(leaves))
    if m < k:
        return [*naive_path(m, leaves[:k]), naive_root(leaves[k:])]
    return [*naive_path(m - k, leaves[k:]), naive_root(leaves[:k])]


def naive_subproof(m, leaves, *, known):
    """SUBPROOF of RFC 6962, 2.1.2."""
    if m == len(leaves):
        return [] if known else [naive_root(leaves)]
    k = largest_power_below(len(leaves))
    if m <= k:
        return [*naive_subproof(m, leaves[:k], known=known), naive_root(leaves[k:])]
    return [*naive_subproof(m - k, leaves[k:], known=False), naive_root(leaves[:k])]


def largest_power_below(n):
    k = 1
    while 2 * k < n:
        k *= 2
    return k


def test_known_roots():
    assert merkle.root_of([]) == sha256(b"").digest()
    assert [merkle.root_of(LEAVES[:size]).hex() for size in range(1, 9)] == ROOTS


@pytest.mark.parametrize(
    ("index", "size", "proof"),
    [
        (0, 1, []),
        (
            0,
            8,
            [
                "96a296d224f285c67bee93c30f8a309157f0daa35dc5b87e410b78630a09cfc7",
                "5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e",
                "6b47aaf29ee3c2af9af889bc1fb9254dabd31177f16232dd6aab035ca39bf6e4",
            ],
        ),
        (
            5,
            8,
            [
                "bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b",
                "ca854ea128ed050b41b35ffc1b87b8eb2bde461e9e3b5596ece6b9d5975a0ae0",
                "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
            ],
        ),
        (2, 3, ["fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125"]),
        (
            1,
            5,
            [
                "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
                "5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e",
                "bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b",
            ],
        ),
    ],
)
def test_known_inclusion_proofs(index, size, proof):
    made = inclusion(LEAVES[:size], index)
    assert [node.hex() for node in made] == proof
    assert merkle.is_included(LEAVES[index], index, size, made, bytes.fromhex(ROOTS[size - 1]))


@pytest.mark.parametrize(
    ("old", "new", "proof"),
    [
        (1, 1, []),
        (
            1,
            8,
            [
                "96a296d224f285c67bee93c30f8a309157f0daa35dc5b87e410b78630a09cfc7",
                "5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e",
                "6b47aaf29ee3c2af9af889bc1fb9254dabd31177f16232dd6aab035ca39bf6e4",
            ],
        ),
        (
            6,
            8,
            [
                "0ebc5d3437fbe2db158b9f126a1d118e308181031d0a949f8dededebc558ef6a",
                "ca854ea128ed050b41b35ffc1b87b8eb2bde461e9e3b5596ece6b9d5975a0ae0",
                "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
            ],
        ),
        (
            2,
            5,
            [
                "5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e",
                "bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b",
            ],
        ),
    ],
)
def test_known_consistency_proofs(old, new, proof):
    made = consistency(LEAVES[:new], old)
    assert [node.hex() for node in made] == proof
    old_root, new_root = bytes.fromhex(ROOTS[old - 1]), bytes.fromhex(ROOTS[new - 1])
    assert merkle.is_consistent(old, old_root, new, new_root, made)


@given(trees, st.data())
def test_a_leaf_is_proved_and_no_other(leaves, data):
    index = data.draw(st.integers(0, len(leaves) - 1))
    proof, root = inclusion(leaves, index), merkle.root_of(leaves)
    assert merkle.is_included(leaves[index], index, len(leaves), proof, root)
    assert not merkle.is_included(merkle.leaf_hash(b"other"), index, len(leaves), proof, root)
    assert not merkle.is_included(leaves[index], index, len(leaves), [*proof, root], root)
    if proof:
        assert not merkle.is_included(leaves[index], index, len(leaves), proof[:-1], root)


def test_proofs_are_those_of_the_standard_for_every_index_and_size():
    leaves = [merkle.leaf_hash(bytes([number])) for number in range(80)]
    for size in range(1, 81):
        tree = leaves[:size]
        assert merkle.root_of(tree) == naive_root(tree)
        for number in range(size):
            assert inclusion(tree, number) == naive_path(number, tree)
            assert consistency(tree, number + 1) == naive_subproof(number + 1, tree, known=True)


def test_what_is_not_in_the_tree_is_not_proved():
    with pytest.raises(ValueError, match="No such leaf"):
        inclusion(LEAVES, 8)
    for old in (0, 9):
        with pytest.raises(ValueError, match="not within"):
            consistency(LEAVES, old)


@given(trees, st.data())
def test_growth_is_proved_and_rewriting_is_not(leaves, data):
    old = data.draw(st.integers(1, len(leaves)))
    proof = consistency(leaves, old)
    old_root, root = merkle.root_of(leaves[:old]), merkle.root_of(leaves)
    assert merkle.is_consistent(old, old_root, len(leaves), root, proof)
    forged = merkle.root_of([*leaves[: old - 1], merkle.leaf_hash(b"forged")])
    assert not merkle.is_consistent(old, forged, len(leaves), root, proof)
    assert not merkle.is_consistent(old, old_root, len(leaves), root, [*proof, root])


@given(trees)
def test_the_edge_survives_being_stored(leaves):
    kant = merkle.Kant()
    for leaf in leaves:
        kant = merkle.Kant.from_bytes(kant.storlek, bytes(kant))
        kant.append(leaf)
    assert kant.root() == merkle.root_of(leaves) == naive_root(leaves)


def test_an_edge_of_another_size_is_refused():
    with pytest.raises(ValueError, match="one-bit"):
        merkle.Kant.from_bytes(3, LEAVES[0])
