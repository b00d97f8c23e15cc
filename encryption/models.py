"""The table of wrapped data keys."""

from django.db import models


class Datanyckel(models.Model):
    """One version of an owner's data key, wrapped under the key of its epoch (SP 800-38F, KWP)."""

    agare_id = models.UUIDField("ägare")
    version = models.PositiveIntegerField("version")
    epok = models.PositiveIntegerField("epok")
    inslagen = models.BinaryField("inslagen nyckel")

    class Meta:
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
