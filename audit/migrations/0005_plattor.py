"""Tiles of the tree, insert-only like the rest of the log, and those of a log sealed before."""

from hashlib import sha256

from django.db import migrations, models

WIDTH = 256

# Hashes do not compress; stored outside the row, they are not read when only the root is wanted.
PLAIN = """
ALTER TABLE audit_platta ALTER COLUMN hashar SET STORAGE EXTERNAL;
ALTER TABLE audit_platta ADD CONSTRAINT platta_full
    CHECK (length(hashar) = 8192 AND length(rot) = 32 AND niva >= 0 AND nummer >= 0)
"""

INSERT_ONLY = """
CREATE TRIGGER insert_only_row BEFORE UPDATE OR DELETE ON audit_platta
    FOR EACH ROW EXECUTE FUNCTION audit_insert_only();
CREATE TRIGGER insert_only_table BEFORE TRUNCATE ON audit_platta
    FOR EACH STATEMENT EXECUTE FUNCTION audit_insert_only();
ALTER TABLE audit_platta ENABLE ALWAYS TRIGGER insert_only_row;
ALTER TABLE audit_platta ENABLE ALWAYS TRIGGER insert_only_table
"""


def lay_tiles(apps, _):
    """Level by level: the roots of one level's full tiles are the hashes of the next."""
    plattor = apps.get_model("audit", "Platta").objects
    leaves = apps.get_model("audit", "Loggblad").objects.order_by("plats")
    niva, hashes = 0, leaves.values_list("blad", flat=True)
    while lay_level(plattor, niva, hashes.iterator(chunk_size=10 * WIDTH)):
        hashes = plattor.filter(niva=niva).order_by("nummer").values_list("rot", flat=True)
        niva += 1


def lay_level(plattor, niva, hashes):
    """Returns how many full tiles the level has."""
    nummer, tile = 0, []
    for hash_ in hashes:
        tile.append(bytes(hash_))
        if len(tile) == WIDTH:
            plattor.create(niva=niva, nummer=nummer, hashar=b"".join(tile), rot=root_of(tile))
            nummer, tile = nummer + 1, []
    return nummer


def root_of(hashes):
    while len(hashes) > 1:
        pairs = zip(hashes[::2], hashes[1::2], strict=True)
        hashes = [sha256(b"\x01" + left + right).digest() for left, right in pairs]
    return hashes[0]


class Migration(migrations.Migration):
    dependencies = [("audit", "0004_avlopp")]

    operations = [
        migrations.CreateModel(
            name="Platta",
            fields=[
                (
                    "pk",
                    models.CompositePrimaryKey(
                        "niva", "nummer", blank=True, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("niva", models.SmallIntegerField(verbose_name="nivå")),
                ("nummer", models.BigIntegerField(verbose_name="nummer")),
                ("hashar", models.BinaryField(verbose_name="hashar")),
                ("rot", models.BinaryField(max_length=32, verbose_name="rot")),
            ],
            options={"verbose_name": "platta", "verbose_name_plural": "plattor"},
        ),
        migrations.RunSQL(PLAIN, migrations.RunSQL.noop),
        migrations.RunPython(lay_tiles, migrations.RunPython.noop),
        migrations.RunSQL(INSERT_ONLY, migrations.RunSQL.noop),
    ]
