"""A handling: a file that belongs to the akt, sealed on disk under a random name."""

from __future__ import annotations

from collections.abc import Iterable

from django.apps import apps
from django.db import models
from django.db.models import Q
from django.utils import timezone

from access.models import Anvandare
from arenden.models.akt import AktBunden
from arenden.models.arende import Arende
from arenden.models.inflode import Anmalan
from arenden.models.journal import Journalanteckning
from arenden.rules.filrensning import STRIPPED
from arenden.rules.filslag import SLAG, Filtyp, download_name
from encryption.bodies import open_body
from encryption.fields import SealedChoiceField, SealedJSONField, SealedTextField
from encryption.filer import OpenedFile, file_context


class Handling(AktBunden):
    """Something received or drawn up, with its file (tryckfrihetsförordningen 2 kap.).

    The file has a random key of its own in `nyckel`, so rotating or destroying the akt's key
    covers it. It is never silently removed: what was put in the wrong akt is marked `felinford`,
    with the reason. `fingeravtryck` is the SHA-256 of the file as it was received.
    """

    class Slag(models.TextChoices):
        INTYG = "intyg", "Intyg eller utlåtande"
        SKRIVELSE = "skrivelse", "Brev eller skrivelse"
        POLIS = "polis", "Handling från polis eller åklagare"
        SKOLA = "skola", "Handling från skola"
        VARD = "vard", "Handling från vården"
        DOMSTOL = "domstol", "Dom eller beslut från annan"
        BILD = "bild", "Bild"
        OVRIGT = "ovrigt", "Övrigt"

    arende = models.ForeignKey(
        Arende, verbose_name="ärende", on_delete=models.PROTECT, related_name="handlingar"
    )
    anmalan = models.ForeignKey(
        Anmalan,
        verbose_name="anmälan",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="handlingar",
    )
    anteckning = models.ForeignKey(
        Journalanteckning,
        verbose_name="journalanteckning",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="handlingar",
    )
    titel = SealedTextField("rubrik", max_length=200)
    slag = SealedChoiceField("vad det är", choices=Slag)
    avsandare = SealedTextField("vem den kom från", max_length=200, blank=True)
    inkom = models.DateField("kom in")
    filnamn = SealedTextField("filens namn", max_length=120)
    filtyp = SealedChoiceField("filtyp", choices=[(f.value, SLAG[f].namn) for f in Filtyp])
    storlek = SealedJSONField("storlek i byte")
    fingeravtryck = SealedTextField("fingeravtryck", max_length=64)
    nyckel = SealedTextField("filens nyckel", max_length=64)
    lagrat_namn = models.CharField("lagrat namn", max_length=32, unique=True, editable=False)
    virusprovad = models.DateTimeField("virusprövad", null=True, blank=True)
    tillagd = models.DateTimeField("tillagd", default=timezone.now, editable=False)
    tillagd_av = models.ForeignKey(
        Anvandare, verbose_name="tillagd av", on_delete=models.PROTECT, related_name="+"
    )
    felinford = models.DateTimeField("felinförd", null=True, blank=True)
    felinford_av = models.ForeignKey(
        Anvandare,
        verbose_name="markerad som felinförd av",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
    )
    felinford_skal = SealedTextField("varför felinförd", max_length=1000, null=True, blank=True)

    class Meta:
        verbose_name = "handling"
        verbose_name_plural = "handlingar"
        ordering = ["-inkom", "-id"]
        constraints = [
            models.CheckConstraint(
                name="felinford_av_nagon_av_ett_skal",
                condition=Q(
                    felinford__isnull=True,
                    felinford_av__isnull=True,
                    felinford_skal__isnull=True,
                )
                | Q(
                    felinford__isnull=False,
                    felinford_av__isnull=False,
                    felinford_skal__isnull=False,
                ),
            ),
        ]

    def __str__(self) -> str:
        return "Handling"

    @property
    def context(self) -> bytes:
        """What the file is bound to: this row and this akt."""
        return file_context(self._meta.label, self.pk, self.akt_id)

    def opened(self) -> OpenedFile:
        """The file, verified to its last byte. Raises SealError if it is not as it was sealed."""
        key = bytes.fromhex(self.nyckel)
        return OpenedFile(open_body(self.lagrat_namn), key, self.context)

    @property
    def mime(self) -> str:
        return SLAG[Filtyp(self.filtyp)].mime

    @property
    def download_name(self) -> str:
        return download_name(self.titel, Filtyp(self.filtyp))

    @property
    def is_stripped(self) -> bool:
        """Whether properties such as place and author were left out when it was received."""
        return self.filtyp in STRIPPED


def models_with_bodies() -> list[type[models.Model]]:
    """Every kind of row that names a sealed file on disk in `lagrat_namn`; history names none."""
    return [
        model
        for model in apps.get_models()
        if "lagrat_namn" in {field.name for field in model._meta.concrete_fields}
        and not hasattr(model, "instance_type")
    ]


def stored_names() -> Iterable[str]:
    """The name on disk of every sealed file there is; for the worker, who sees them all."""
    for model in models_with_bodies():
        yield from model._base_manager.values_list("lagrat_namn", flat=True).iterator()
