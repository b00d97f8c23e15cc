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
