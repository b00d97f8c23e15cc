"""Tiles: laid as the log grows, read back node by node, and verified."""

from importlib import import_module

import pytest
from django.apps import apps
from django.db import connection
from hypothesis import given
from hypothesis import strategies as st

from audit.merkle import leaf_hash, range_root, root_of
from audit.models import Loggblad, Platta
from audit.plattor import WIDTH, Laggare, Plattor, TileMissing
from audit.sealing import LogBroken, seal_log
from audit.verify import verify_log
from tests.audit.conftest import as_owner, seal, triggers_off
from tests.audit.test_merkle import node_of

LEAVES = [leaf_hash(str(number).encode()) for number in range(700)]


@pytest.fixture
def lay(transactional_db):
    """Stores leaves and their tiles, without entries or heads."""

    def store(leaves):
        laggare = Laggare()
        tiles = laggare.lay(leaves)
        Platta.objects.bulk_create(tiles, batch_size=500)
        with connection.cursor() as cursor:
            copying = "COPY audit_loggblad (plats, handelse_id, blad) FROM STDIN"
            with cursor.copy(copying) as copy:
                for place, leaf in enumerate(leaves):
                    copy.write_row((place, place, leaf))
        return leaves

    return store


@pytest.mark.parametrize("size", [0, 1, 255, 256, 257, 511, 512, 513, 700])
def test_every_node_is_found(lay, size):
    leaves = lay(LEAVES[:size])
    tree, expected = Plattor(size), node_of(leaves)
    for height in range(size.bit_length()):
        for index in range(size >> height):
            assert tree.node(height, index) == expected(height, index)
    assert range_root(0, size, tree.node) == root_of(leaves)


def test_an_older_tree_is_found_within_a_newer(lay):
    lay(LEAVES)
    for size in (1, 255, 256, 257, 600):
        assert range_root(0, size, Plattor(size).node) == root_of(LEAVES[:size])
        assert range_root(0, size, Plattor(700).node) == root_of(LEAVES[:size])


@pytest.mark.parametrize("size", [65_535, 65_536, 65_537])
def test_where_a_tile_of_the_second_level_gets_full(lay, size):
    leaves = lay([leaf_hash(number.to_bytes(3)) for number in range(size)])
    assert Platta.objects.filter(niva=1).count() == size // WIDTH**2
    tree = Plattor(size)
    assert range_root(0, size, tree.node) == root_of(leaves)
    assert tree.node(0, size - 1) == leaves[-1]
    assert tree.node(15, 0) == root_of(leaves[: 1 << 15])
    assert [len(edge) for edge in tree.edges()] == {
        65_535: [255, 255],
        65_536: [0, 0, 1],
        65_537: [1, 0, 1],
    }[size]


@given(st.integers(0, 700), st.integers(0, 700))
def test_laying_may_stop_and_go_on(first, more):
    once, again = Laggare(), Laggare()
    at_once = once.lay(LEAVES[: first + more])
    before = again.lay(LEAVES[:first])
    again = Laggare(first, again.kanter)
    after = again.lay(LEAVES[first : first + more])
    assert [(tile.pk, tile.rot) for tile in at_once] == [
        (tile.pk, tile.rot) for tile in before + after
    ]


@pytest.mark.parametrize("batch", [100, 256, 5_000])
def test_sealing_lays_the_tiles(transactional_db, write_entries, batch):
    write_entries(520)
    seal(520, batch=batch)
    leaves = [
        bytes(leaf) for leaf in Loggblad.objects.order_by("plats").values_list("blad", flat=True)
    ]
    tiles = Platta.objects.order_by("niva", "nummer")
    assert [(tile.pk, bytes(tile.hashar), bytes(tile.rot)) for tile in tiles] == [
        ((0, 0), b"".join(leaves[:256]), root_of(leaves[:256])),
        ((0, 1), b"".join(leaves[256:512]), root_of(leaves[256:512])),
    ]
    assert verify_log().brott == []


def test_the_tiles_of_a_log_sealed_before_are_those_of_one_sealed_after(
    transactional_db, write_entries
):
    migration = import_module("audit.migrations.0005_plattor")
    write_entries(520)
    seal(520)
    laid = list(Platta.objects.order_by("nummer").values_list("hashar", "rot"))
    with triggers_off() as cursor:
        cursor.execute("DELETE FROM audit_platta")
    migration.lay_tiles(apps, None)
    assert list(Platta.objects.order_by("nummer").values_list("hashar", "rot")) == laid


@pytest.mark.parametrize(
    ("damage", "messages"),
    [
        ("DELETE FROM audit_platta WHERE nummer = 1", ["Platta 0/1 saknas."]),
        (
            "UPDATE audit_platta SET rot = sha256(rot) WHERE nummer = 0",
            ["Platta 0/0 är inte den som bladen ger."],
        ),
        (
            "UPDATE audit_platta SET hashar = overlay(hashar PLACING rot FROM 33)",
            [
                "Platta 0/0 är inte den som bladen ger.",
                "Platta 0/1 är inte den som bladen ger.",
            ],
        ),
        (
            "UPDATE audit_platta SET nummer = 7 WHERE nummer = 1",
            ["Platta 0/1 saknas.", "Platta 0/7 hör inte till någon händelse."],
        ),
        (
            "INSERT INTO audit_platta SELECT 3, 0, hashar, rot FROM audit_platta LIMIT 1",
            ["Platta 3/0 hör inte till någon händelse."],
        ),
    ],
)
def test_a_tile_that_was_tampered_with(transactional_db, write_entries, damage, messages):
    write_entries(520)
    seal(520)
    with triggers_off() as cursor:
        cursor.execute(damage)
    assert verify_log().brott == messages


def test_nothing_is_sealed_where_a_tile_is_missing(transactional_db, write_entries):
    write_entries(300)
    seal(300)
    with triggers_off() as cursor:
        cursor.execute("DELETE FROM audit_platta")
    write_entries(1)
    with pytest.raises(TileMissing):
        Plattor(300).node(8, 0)
    with pytest.raises(LogBroken, match="Tile 1/0 has 0 hashes, not 1"):
        seal_log()


def test_a_tile_is_full_or_not_there(transactional_db):
    with as_owner(), pytest.raises(Exception, match="platta_full"):
        Platta.objects.create(niva=0, nummer=0, hashar=bytes(32), rot=bytes(32))
