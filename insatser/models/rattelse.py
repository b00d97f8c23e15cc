"""What is put beside a decision afterwards: a correction, a remark, and what came of a review."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q
from django.utils import timezone

from access.models import Anvandare
from arenden.models import AktBunden, Arende, Beslut
from encryption.fields import SealedTextField
from insatser.models.arbetsgang import Arbetsgang


class Beslutsrattelse(AktBunden):
    """A correction of a decision (FL 36 §), or what the person says is wrong in it (SoL 14:6).

    The decision itself never changes: both texts can be read.
    """

    class Slag(models.TextChoices):
        RATTELSE = "rattelse", "Rättelse"
        STAMMER_INTE = "stammer_inte", "Den enskilde uppger att uppgiften inte stämmer"

    beslut = models.ForeignKey(
        Beslut, on_delete=models.PROTECT, related_name="rattelser", verbose_name="beslut"
    )
    arbetsgang = models.ForeignKey(
        Arbetsgang, on_delete=models.PROTECT, related_name="+", verbose_name="arbetsgång"
    )
    slag = models.CharField("slag", max_length=12, choices=Slag)
    star = SealedTextField("det som står", max_length=20_000)
    ska_sta = SealedTextField("det som ska stå", max_length=20_000)
    begard_av = models.ForeignKey(
        Anvandare, on_delete=models.PROTECT, related_name="+", verbose_name="föreslagen av"
    )
    beslutad = models.DateTimeField("beslutad", default=timezone.now)
    beslutad_av = models.ForeignKey(
        Anvandare, on_delete=models.PROTECT, related_name="+", verbose_name="beslutad av"
    )

    class Meta:
        verbose_name = "beslutsrättelse"
        verbose_name_plural = "beslutsrättelser"
        ordering = ["beslutad", "id"]
        constraints = [
            models.CheckConstraint(
                name="beslutsrattelse_fyra_ogon",
                condition=~Q(beslutad_av=F("begard_av")),
                violation_error_message="Den som föreslagit rättelsen beslutar inte om den.",
            ),
        ]

    def __str__(self) -> str:
        return self.get_slag_display()


class Omprovning(AktBunden):
    """That a decision was looked at again (FL 37–39 §§, SoL 14:9), and what was decided then.

    `lydelse` is how the decision reads from now on; the earlier one stays where it was. `domstol`
    is how the court ended it, when it went there.
    """

    class Utfall(models.TextChoices):
        HELT = "helt", "Ändrat helt som begärt"
        DELVIS = "delvis", "Ändrat"
        STAR_FAST = "star_fast", "Står fast"

    class Domstol(models.TextChoices):
        BIFALL = "bifall", "Överklagandet bifölls"
        DELVIS = "delvis", "Beslutet ändrades delvis"
        AVSLAG = "avslag", "Överklagandet avslogs"
        AVVISAT = "avvisat", "Överklagandet prövades inte"
        VISADES_TILLBAKA = "tillbaka", "Målet visades tillbaka till nämnden"

    arende = models.ForeignKey(
        Arende, on_delete=models.PROTECT, related_name="omprovningar", verbose_name="ärende"
    )
    beslut = models.ForeignKey(
        Beslut, on_delete=models.PROTECT, related_name="omprovningar", verbose_name="beslut"
    )
    arbetsgang = models.ForeignKey(
        Arbetsgang, on_delete=models.PROTECT, related_name="+", verbose_name="arbetsgång"
    )
    utfall = models.CharField("utfall", max_length=10, choices=Utfall)
    lydelse = SealedTextField("ny lydelse", max_length=20_000, blank=True)
    motivering = SealedTextField("motivering", max_length=20_000)
    foreslagen_av = models.ForeignKey(
        Anvandare, on_delete=models.PROTECT, related_name="+", verbose_name="föreslagen av"
    )
    beslutad = models.DateTimeField("beslutad", default=timezone.now)
    beslutad_av = models.ForeignKey(
        Anvandare, on_delete=models.PROTECT, related_name="+", verbose_name="beslutad av"
    )
    domstol = models.CharField("domstolens avgörande", max_length=8, choices=Domstol, blank=True)

    class Meta:
        verbose_name = "omprövning"
        verbose_name_plural = "omprövningar"
        ordering = ["beslutad", "id"]
        constraints = [
            models.CheckConstraint(
                name="omprovning_fyra_ogon",
                condition=~Q(beslutad_av=F("foreslagen_av")),
                violation_error_message="Den som föreslagit omprövningen beslutar inte om den.",
            ),
        ]

    def __str__(self) -> str:
        return f"Omprövning: {self.get_utfall_display()}"
