"""What a person asks to know about themselves: the request, what is tried, and what was given."""

from __future__ import annotations

from datetime import date
from typing import Any, Self

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Q
from django.utils import timezone

from access.models import Anvandare
from arenden.models import AktBunden
from arenden.models.akt import AktBundenQuerySet
from encryption.fields import SealedChoiceField, SealedJSONField, SealedTextField
from granskning.rules.avsnitt import avsnitt_choices
from granskning.rules.maskning import grund_choices, struck
from granskning.rules.utdrag import Begarare, Identitet, Leveranssatt, Slag, answer_by

JA_NEJ = [("ja", "Ja"), ("nej", "Nej")]


def _staff(namn: str) -> Any:
    return models.ForeignKey(
        Anvandare,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
        verbose_name=namn,
    )


class UtdragQuerySet(AktBundenQuerySet["Utdrag"]):
    def open(self) -> Self:
        return self.filter(lamnad=None, avslagen=None)


class Utdrag(AktBunden):
    """A request for an extract of one akt: of its log, or of everything it holds (GDPR art. 15).

    Where it stands follows from its facts. `omgang` counts how often it was built: items of earlier
    rounds stay, to tell what was tried.
    """

    slag = models.CharField("vad som begärs", max_length=16, choices=Slag.choices())
    begarare = SealedChoiceField("vem som begär", choices=Begarare.choices())
    namn = SealedTextField("namn på den som begär", max_length=200)
    identitet = SealedChoiceField("så styrktes identiteten", choices=Identitet.choices())
    hotad = SealedChoiceField(
        "kontaktförbud eller annat hot mot barnet eller en förälder", choices=JA_NEJ, default="nej"
    )
    inkom = models.DateField("kom in")
    senast = models.DateField("svar senast")
    forlangd_skal = SealedTextField("varför tiden förlängs", max_length=2000, null=True, blank=True)
    fran = models.DateField("loggen från och med")
    till = models.DateField("loggen till och med")
    begard = models.DateTimeField("registrerad", default=timezone.now, editable=False)
    begard_av = models.ForeignKey(
        Anvandare, on_delete=models.PROTECT, related_name="+", verbose_name="registrerad av"
    )
    omgang = models.PositiveSmallIntegerField("omgång", default=0)
    framtagen = models.DateTimeField("framtaget", null=True, blank=True)
    framtagen_av = _staff("framtaget av")
    lage = SealedTextField("aktens läge när utdraget togs fram", max_length=64, blank=True)
    provad = models.DateTimeField("prövat", null=True, blank=True)
    provad_av = _staff("prövat av")
    lamnad = models.DateTimeField("beslutat att lämnas", null=True, blank=True)
    lamnad_av = _staff("beslutat av")
    avslagen = models.DateTimeField("avslaget", null=True, blank=True)
    avslagen_av = _staff("avslaget av")
    avslagsmotiv = SealedTextField("skäl för avslaget", max_length=10_000, null=True, blank=True)
    leveranssatt = SealedChoiceField(
        "så lämnades det över", choices=Leveranssatt.choices(), null=True, blank=True
    )
    levererad = models.DateField("överlämnat", null=True, blank=True)

    objects = UtdragQuerySet.as_manager()  # type: ignore[misc]

    class Meta:
        verbose_name = "utdrag"
        verbose_name_plural = "utdrag"
        ordering = ["-inkom", "-id"]
        constraints = [
            models.CheckConstraint(
                name="utdrag_period_at_ratt_hall",
                condition=Q(till__gte=F("fran")),
                violation_error_message="Sista dagen kan inte ligga före den första.",
            ),
            models.CheckConstraint(
                name="utdrag_lamnas_eller_avslas",
                condition=Q(lamnad=None) | Q(avslagen=None),
            ),
            models.CheckConstraint(
                name="utdrag_lamnas_av_annan_an_den_som_provat",
                condition=Q(lamnad=None)
                | (
                    Q(provad__isnull=False, lamnad_av__isnull=False)
                    & ~Q(lamnad_av=F("provad_av"))
                    & ~Q(lamnad_av=F("framtagen_av"))
                ),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_slag_display()}, begärt {self.inkom:%Y-%m-%d}"

    @property
    def steg(self) -> str:
        """Where the request stands, in words."""
        if self.avslagen:
            return "Avslaget"
        if self.levererad:
            return "Överlämnat"
        if self.lamnad:
            return "Lämnas ut"
        if self.provad:
            return "Prövat, väntar på beslut"
        return "Framtaget, prövas" if self.framtagen else "Begärt"

    @property
    def is_open(self) -> bool:
        return self.lamnad is None and self.avslagen is None

    @property
    def may_be_extended(self) -> bool:
        return self.is_open and self.forlangd_skal is None

    def is_late(self, idag: date) -> bool:
        return self.is_open and self.senast < idag

    def extended_to(self) -> date:
        return answer_by(self.inkom, is_extended=True)


class Utdragspost(AktBunden):
    """One item of an extract with what is proposed, and what a person decided about it.

    `innehall` is pairs of words and value as they will be read. `struket` is passages that are
    masked inside the values. `handelser` is the log entries behind an item of the log.
    """

    class Utfall(models.TextChoices):
        LAMNAS = "lamnas", "Lämnas"
        DELVIS = "delvis", "Lämnas med strykningar"
        MASKAS = "maskas", "Maskas"

    utdrag = models.ForeignKey(
        Utdrag, on_delete=models.PROTECT, related_name="poster", verbose_name="utdrag"
    )
    omgang = models.PositiveSmallIntegerField("omgång")
    ordning = models.PositiveIntegerField("ordning")
    avsnitt = models.CharField("avsnitt", max_length=12, choices=avsnitt_choices())
    kalla = SealedTextField("varifrån", max_length=200)
    rubrik = SealedTextField("rubrik", max_length=200)
    innehall = SealedJSONField("innehåll")
    handelser = SealedJSONField("logghändelser", default=list, blank=True)
    observera = SealedTextField("att väga", max_length=1000, blank=True)
    forslag = SealedChoiceField("förslag till grund", choices=grund_choices(), blank=True)
    utfall = SealedChoiceField("utfall", choices=Utfall)
    grund = SealedChoiceField("grund för maskningen", choices=grund_choices(), blank=True)
    struket = SealedJSONField("strukna ord", default=list, blank=True)
    motiv = SealedTextField("varför", max_length=5000, blank=True)
    provad = models.DateTimeField("prövad", null=True, blank=True)
    provad_av = _staff("prövad av")

    class Meta:
        verbose_name = "utdragspost"
        verbose_name_plural = "utdragsposter"
        ordering = ["utdrag", "omgang", "ordning"]
        constraints = [
            models.UniqueConstraint(
                fields=["utdrag", "omgang", "ordning"], name="en_utdragspost_per_plats"
            ),
        ]

    def __str__(self) -> str:
        return "Utdragspost"

    @property
    def released(self) -> list[tuple[str, str]]:
        """The item as it will be read: nothing of it when it is masked."""
        if self.utfall == self.Utfall.MASKAS:
            return []
        strukna = self.struket if self.utfall == self.Utfall.DELVIS else ()
        return [(namn, struck(varde, strukna)) for namn, varde in self.innehall]

    def clean(self) -> None:
        if self.utfall != self.Utfall.LAMNAS and not self.grund:
            raise ValidationError("Ange på vilken grund något maskas.")
        if self.utfall == self.Utfall.DELVIS and not self.struket:
            raise ValidationError("Ange vilka ord som ska strykas.")


class Utdragspaket(AktBunden):
    """The files exactly as they were tried and are handed over: one ZIP, never changed.

    `fingeravtryck` is the SHA-256 of the ZIP; `fil` holds it as base64, sealed as the akt is.
    """

    utdrag = models.ForeignKey(
        Utdrag, on_delete=models.PROTECT, related_name="paket", verbose_name="utdrag"
    )
    omgang = models.PositiveSmallIntegerField("omgång")
    fil = SealedTextField("filen")
    fingeravtryck = SealedTextField("fingeravtryck", max_length=64)
    skapad = models.DateTimeField("skapat", default=timezone.now, editable=False)

    class Meta:
        verbose_name = "utdragspaket"
        verbose_name_plural = "utdragspaket"
        ordering = ["-skapad", "-id"]

    def __str__(self) -> str:
        return "Utdragspaket"
