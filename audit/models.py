"""The log: entries, the order they were sealed in, the tree over them and its signed heads.

All are insert-only: triggers refuse every UPDATE, DELETE and TRUNCATE. Actors and objects are named
by id without foreign keys, so the log stands below everything it tells about.
"""

from datetime import datetime
from typing import Self
from uuid import UUID

from django.db import models
from django.db.models import Q
from django.utils import timezone

from audit.fields import CurrentTxid, TxidField


class Utfall(models.TextChoices):
    OK = "ok", "Genomfört"
    NEKAD = "nekad", "Nekat"
    FEL = "fel", "Misslyckat"


class LogghandelseQuerySet(models.QuerySet["Logghandelse"]):
    def for_akt(self, akt_id: UUID) -> Self:
        return self.filter(akt_id=akt_id)

    def by_aktor(self, aktor_id: UUID) -> Self:
        return self.filter(aktor_id=aktor_id)

    def newest_first(self, *, before: tuple[datetime, int] | None = None) -> Self:
        """Keyset paging: slice a page, then pass (tid, id) of its last row to get the next."""
        rows = self
        if before is not None:
            tid, pk = before
            rows = rows.filter(Q(tid__lt=tid) | Q(tid=tid, id__lt=pk), tid__lte=tid)
        return rows.order_by("-tid", "-id")


class Logghandelse(models.Model):
    """One event: who did what to which object, when, in what capacity and with what outcome.

    `kropp` holds all of it; `blad` is its RFC 6962 leaf hash; the other columns repeat parts of it
    for lists and searches.
    """

    id = models.BigAutoField(primary_key=True)
    txid = TxidField(db_default=CurrentTxid(), editable=False)
    kropp = models.BinaryField()
    blad = models.BinaryField(max_length=32)

    tid = models.DateTimeField("tid")
    aktor_id = models.UUIDField("aktör", null=True)
    roll = models.CharField("roll", max_length=40)
    enhet_id = models.UUIDField("enhet", null=True)
    namnd_id = models.UUIDField("nämnd", null=True)
    verb = models.CharField("händelse", max_length=60)
    akt_id = models.UUIDField("personakt", null=True)
    objekt_slag = models.CharField("slag av objekt", max_length=80)
    objekt_id = models.CharField("objekt", max_length=64)
    utfall = models.CharField("utfall", max_length=10, choices=Utfall)
    tilltrade_id = models.UUIDField("tillträde", null=True)
    begaran_id = models.UUIDField("begäran", null=True)

    objects = LogghandelseQuerySet.as_manager()

    class Meta:
        verbose_name = "logghändelse"
        verbose_name_plural = "logghändelser"
        indexes = [
            models.Index(fields=["txid", "id"], name="logghandelse_ordning"),
            models.Index(fields=["tid", "id"], name="logghandelse_tid"),
            models.Index(
                fields=["akt_id", "tid", "id"],
                condition=Q(akt_id__isnull=False),
                name="logghandelse_akt",
            ),
            models.Index(fields=["aktor_id", "tid", "id"], name="logghandelse_aktor"),
            models.Index(
                fields=["enhet_id", "tid", "id"],
                condition=Q(enhet_id__isnull=False),
                name="logghandelse_enhet",
            ),
            models.Index(fields=["verb", "tid", "id"], name="logghandelse_verb"),
            models.Index(
                fields=["tid", "id"], condition=~Q(utfall="ok"), name="logghandelse_avvisat"
            ),
            models.Index(
                fields=["begaran_id"],
                condition=Q(begaran_id__isnull=False),
                name="logghandelse_begaran",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.tid:%Y-%m-%d %H:%M:%S} {self.verb}"


class Loggblad(models.Model):
    """The place of an entry in the sealed order, counted from 0 without gaps.

    Carries its own copy of the leaf hash, so that proofs outlive an entry pruned after its time.
    The entry is named without a database constraint: its check would lock, and so rewrite, every
    row of the log.
    """

    plats = models.BigIntegerField("plats", primary_key=True)
    handelse = models.OneToOneField(
        Logghandelse, models.DO_NOTHING, db_constraint=False, verbose_name="logghändelse"
    )
    blad = models.BinaryField(max_length=32)

    class Meta:
        verbose_name = "loggblad"
        verbose_name_plural = "loggblad"

    def __str__(self) -> str:
        return f"{self.plats}"


class Platta(models.Model):
    """A full tile of the tree: 256 neighbouring hashes of one level (C2SP tlog-tiles).

    At level 0 they are the leaf hashes; at level n, each is the root of a full tile at level n - 1.
    `rot` is the root of this tile, which is its hash in the level above. What does not fill a tile
    yet is found among the leaves, or among the roots of the tiles below.
    """

    pk = models.CompositePrimaryKey("niva", "nummer")
    niva = models.SmallIntegerField("nivå")
    nummer = models.BigIntegerField("nummer")
    hashar = models.BinaryField("hashar")
    rot = models.BinaryField("rot", max_length=32)

    class Meta:
        verbose_name = "platta"
        verbose_name_plural = "plattor"

    def __str__(self) -> str:
        return f"{self.niva}/{self.nummer}"


class Kontrollpunkt(models.Model):
    """A signed head: the first `storlek` leaves have the root `rot`.

    `anteckning` is the C2SP signed note. `kant` holds the roots of the complete subtrees, largest
    first, which is all that is needed to go on appending.
    """

    storlek = models.BigIntegerField("storlek", primary_key=True)
    rot = models.BinaryField(max_length=32)
    kant = models.BinaryField()
    anteckning = models.TextField("signerad anteckning")
    skapad = models.DateTimeField("skapad")

    class Meta:
        verbose_name = "kontrollpunkt"
        verbose_name_plural = "kontrollpunkter"

    def __str__(self) -> str:
        return f"{self.storlek}"


class Loggallring(models.Model):
    """A run of places whose entries were removed after their time; their leaves stay.

    Written with the removal, in the transaction of the entry that tells of it, or not at all:
    triggers refuse anything else. `aldre_an` is what the entries were older than.
    """

    fran_plats = models.BigIntegerField("från plats", primary_key=True)
    till_plats = models.BigIntegerField("till plats", unique=True)
    handelse = models.ForeignKey(
        Logghandelse, models.DO_NOTHING, db_constraint=False, verbose_name="logghändelse"
    )
    aldre_an = models.DateTimeField("äldre än")
    txid = TxidField(db_default=CurrentTxid(), editable=False)

    class Meta:
        verbose_name = "gallring av loggen"
        verbose_name_plural = "gallringar av loggen"

    def __str__(self) -> str:
        return f"{self.fran_plats}–{self.till_plats}"


class Avloppslage(models.Model):
    """How far the second sink has come: one row, moved on when the sink has taken the entries.

    `hogsta_id` is the highest id that ever left. `golv_id` is above 0 after a restore: entries up
    to it came with the dump and have left.
    """

    id = models.PositiveSmallIntegerField(primary_key=True, default=1, editable=False)
    txid = models.BigIntegerField("transaktion", default=0)
    handelse_id = models.BigIntegerField("logghändelse", default=0)
    hogsta_id = models.BigIntegerField("högsta logghändelse", default=0)
    golv_id = models.BigIntegerField("logghändelser som kom med en återställning", default=0)
    tid = models.DateTimeField("händelsens tid", null=True)
    skickat = models.DateTimeField("skickat", null=True)

    class Meta:
        verbose_name = "avloppets läge"
        verbose_name_plural = "avloppets lägen"
        constraints = [models.CheckConstraint(name="ett_avlopp", condition=Q(id=1))]

    def __str__(self) -> str:
        return f"{self.handelse_id}"


class Vittnesmal(models.Model):
    """What a witness says of a head: that it goes on from every head that the witness has seen.

    `rad` is the signature line that goes under the head's note. The head is named without a
    database constraint, since a testimony is to outlive a head that somebody removes.
    """

    kontrollpunkt = models.ForeignKey(
        Kontrollpunkt, models.DO_NOTHING, db_constraint=False, verbose_name="kontrollpunkt"
    )
    vittne = models.CharField("vittne", max_length=255)
    nyckel_id = models.CharField("nyckelns id", max_length=8)
    rad = models.TextField("medsignatur")
    tid = models.DateTimeField("tid")

    class Meta:
        verbose_name = "vittnesmål"
        verbose_name_plural = "vittnesmål"
        constraints = [
            models.UniqueConstraint(
                fields=["kontrollpunkt", "vittne", "nyckel_id"], name="vittnesmal_en_gang"
            )
        ]

    def __str__(self) -> str:
        return f"{self.vittne} {self.kontrollpunkt_id}"


class Sidoandring(models.Model):
    """A change of a row that committed without any entry in the log: made past the application.

    Written by triggers. `roll` is whom the database had let in; `nyckel` is empty for a table that
    was emptied.
    """

    class Slag(models.TextChoices):
        INSERT = "INSERT", "lades till"
        UPDATE = "UPDATE", "ändrades"
        DELETE = "DELETE", "togs bort"
        TRUNCATE = "TRUNCATE", "tömdes"

    id = models.BigAutoField(primary_key=True)
    txid = TxidField(db_default=CurrentTxid(), editable=False)
    tabell = models.CharField("tabell", max_length=63)
    nyckel = models.CharField("radens nyckel", max_length=64, blank=True)
    slag = models.CharField("vad som gjordes", max_length=8, choices=Slag)
    roll = models.CharField("databasroll", max_length=63)
    tid = models.DateTimeField("tid")

    class Meta:
        verbose_name = "sidoändring"
        verbose_name_plural = "sidoändringar"

    def __str__(self) -> str:
        what = f"Raden {self.nyckel} i {self.tabell}" if self.nyckel else f"Tabellen {self.tabell}"
        when = timezone.localtime(self.tid)
        return (
            f"{what} {self.get_slag_display()} utanför systemet {when:%Y-%m-%d %H:%M:%S} "
            f"av databasrollen {self.roll}."
        )
