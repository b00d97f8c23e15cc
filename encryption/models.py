"""The key store: tables in a schema of their own, so that they are backed up apart from the data.

Nothing here opens anything without the root, which no table holds.
"""

from django.db import models
from django.db.models.functions import Now

from encryption.root import FIRST_GENERATION

SCHEMA = "nycklar"


class Nyckelepok(models.Model):
    """An epoch: the key that wraps data keys for a time, from one generation of the root."""

    nummer = models.PositiveIntegerField("nummer", primary_key=True)
    generation = models.PositiveIntegerField("rotens generation")
    skapad = models.DateTimeField("skapad", db_default=Now())

    class Meta:
        db_table = '"nycklar"."epok"'
        verbose_name = "nyckelepok"
        verbose_name_plural = "nyckelepoker"

    def __str__(self) -> str:
        return f"{self.nummer}"


class Datanyckel(models.Model):
    """One version of an owner's data key, wrapped under the key of its epoch (SP 800-38F, KWP)."""

    agare_id = models.UUIDField("ägare")
    version = models.PositiveIntegerField("version")
    epok = models.ForeignKey(Nyckelepok, models.PROTECT, db_column="epok", verbose_name="epok")
    inslagen = models.BinaryField("inslagen nyckel")
    skapad = models.DateTimeField("skapad", db_default=Now())

    class Meta:
        db_table = '"nycklar"."datanyckel"'
        verbose_name = "datanyckel"
        verbose_name_plural = "datanycklar"
        constraints = [
            models.UniqueConstraint(
                fields=["agare_id", "version"], name="encryption_datanyckel_en_per_version"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.agare_id} v{self.version}"


class Indexversion(models.Model):
    """Which version of an index key is in use for a purpose, and how far a change has come."""

    class Lage(models.TextChoices):
        VILAR = "vilar", "Vilar"
        FYLLER = "fyller", "Nästa version fylls i"
        TOMMER = "tommer", "Förra versionen tas bort"

    syfte = models.CharField("syfte", max_length=40, primary_key=True)
    version = models.PositiveIntegerField("version", default=1)
    lage = models.CharField("läge", max_length=6, choices=Lage, default=Lage.VILAR)

    class Meta:
        verbose_name = "indexversion"
        verbose_name_plural = "indexversioner"

    def __str__(self) -> str:
        return f"{self.syfte} v{self.version}"


class Rotbindning(models.Model):
    """From which generation of the root a purpose's key comes from now on.

    A purpose without a row is bound to the first generation. Rows are added, never changed: what
    was signed under an older generation is still verified under it.
    """

    andamal = models.CharField("ändamål", max_length=60)
    generation = models.PositiveIntegerField("rotens generation")
    skapad = models.DateTimeField("skapad", db_default=Now())

    class Meta:
        db_table = '"nycklar"."rotbindning"'
        verbose_name = "rotbindning"
        verbose_name_plural = "rotbindningar"
        constraints = [
            models.UniqueConstraint(
                fields=["andamal", "generation"], name="encryption_rotbindning_en_gang"
            ),
            models.CheckConstraint(
                name="encryption_rotbindning_senare",
                condition=models.Q(generation__gt=FIRST_GENERATION),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.andamal}: {self.generation}"


class Nyckelrotation(models.Model):
    """One run over every owner's data key; unfinished until all that is older is gone."""

    startad = models.DateTimeField("startad", db_default=Now())
    klar = models.DateTimeField("klar", null=True)

    class Meta:
        db_table = '"nycklar"."rotation"'
        verbose_name = "nyckelrotation"
        verbose_name_plural = "nyckelrotationer"

    def __str__(self) -> str:
        return f"{self.startad:%Y-%m-%d %H:%M}"


class Forstordnyckel(models.Model):
    """An owner whose keys were destroyed: no key is made or restored for it again.

    Kept with the data, not with the keys: a key store from an older backup is held against it.
    """

    agare_id = models.UUIDField("ägare", primary_key=True)
    atagande = models.BinaryField("åtagande", max_length=32)
    skapad = models.DateTimeField("förstörd", db_default=Now())

    class Meta:
        verbose_name = "förstörd nyckel"
        verbose_name_plural = "förstörda nycklar"

    def __str__(self) -> str:
        return str(self.agare_id)
