"""What follows when an ärende has been closed: who is told, what is offered, how it went.

Every row has `upphavd`: when the ärende was opened again it no longer counts, and stays readable.
"""

from __future__ import annotations

from datetime import date, timedelta
from typing import Self, TypeVar

from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.db.models.functions import TruncDate
from django.utils import timezone

from access.models import Anvandare, Organisation
from arenden.models import AktBunden, Arende
from arenden.models.akt import AktBundenQuerySet
from arenden.models.beslut import Satt
from encryption.fields import SealedChoiceField, SealedTextField
from insatser.rules.avslut import OPPNAS
from samverkansteam.models import Delgivning, Teamarende

M = TypeVar("M", bound=AktBunden)


class EfterQuerySet(AktBundenQuerySet[M]):
    def in_force(self) -> Self:
        return self.filter(upphavd=None)


class Avslutsaterkoppling(AktBunden):
    """What one party of a team may be told of the closing, and whether it has been told.

    `brev` is the whole letter. What goes beyond that the work has ended is a `delgivning`, which
    has passed the sharing law by itself.
    """

    class Besked(models.TextChoices):
        SLUT = "slut", "Att arbetet är avslutat"
        INGET = "inget", "Ingenting"

    arende = models.ForeignKey(
        Arende, on_delete=models.PROTECT, related_name="avslutsaterkopplingar"
    )
    teamarende = models.ForeignKey(
        Teamarende, on_delete=models.PROTECT, related_name="avslutsaterkopplingar"
    )
    mottagare = models.ForeignKey(
        Organisation, on_delete=models.PROTECT, related_name="+", verbose_name="mottagare"
    )
    besked = models.CharField("vad parten får veta", max_length=5, choices=Besked)
    skal = SealedTextField("varför parten inte får veta", max_length=2_000, blank=True)
    delgivning = models.ForeignKey(
        Delgivning,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
        verbose_name="det som lämnades ut utöver det",
    )
    brev = SealedTextField("brevets text", max_length=5_000, blank=True)
    lamnad = models.DateField("berättat den", null=True, blank=True)
    satt = models.CharField("hur", max_length=12, choices=Satt, blank=True)
    lamnad_av = models.ForeignKey(
        Anvandare, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    upphavd = models.DateTimeField("ärendet öppnades igen", null=True, blank=True)

    objects = EfterQuerySet.as_manager()  # type: ignore[misc]

    class Meta:
        verbose_name = "återkoppling vid avslut"
        verbose_name_plural = "återkopplingar vid avslut"
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(
                fields=["teamarende", "mottagare"],
                condition=Q(upphavd=None),
                name="avslutsaterkoppling_en_per_part",
            ),
            models.CheckConstraint(
                name="avslutsaterkoppling_inget_berattas",
                condition=Q(besked="slut") | Q(delgivning=None, lamnad=None),
                violation_error_message="Den här parten ska inte få veta något.",
            ),
        ]

    def __str__(self) -> str:
        return self.get_besked_display()


class Eftervard(AktBunden):
    """Support that is offered when the ärende has been closed: what, to whom, until when."""

    class Svar(models.TextChoices):
        VANTAR = "", "Har inte svarat än"
        JA = "ja", "Tackar ja"
        NEJ = "nej", "Tackar nej"
        FUNDERAR = "funderar", "Funderar"

    arende = models.ForeignKey(Arende, on_delete=models.PROTECT, related_name="eftervard_set")
    vad = SealedTextField("vad som erbjuds", max_length=5_000)
    till_vem = SealedTextField("till vem", max_length=300)
    till_och_med = models.DateField("till och med")
    kontaktperson = SealedTextField("vem de hör av sig till", max_length=300)
    svar = models.CharField("svar", max_length=8, choices=Svar, blank=True)
    svarat = models.DateField("svarade den", null=True, blank=True)
    upphavd = models.DateTimeField("ärendet öppnades igen", null=True, blank=True)

    objects = EfterQuerySet.as_manager()  # type: ignore[misc]

    class Meta:
        verbose_name = "eftervård"
        verbose_name_plural = "eftervård"
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(
                fields=["arende"], condition=Q(upphavd=None), name="eftervard_en_per_avslut"
            ),
            models.CheckConstraint(
                name="eftervard_svar_har_dag",
                condition=Q(svar="", svarat=None) | (~Q(svar="") & Q(svarat__isnull=False)),
                violation_error_message="Ange vilken dag de svarade.",
            ),
        ]

    def __str__(self) -> str:
        return self.get_svar_display()


class UtfallsuppfoljningQuerySet(EfterQuerySet["Utfallsuppfoljning"]):
    def to_contact(self) -> Self:
        """Those that somebody shall get in touch about: said yes to, and not yet answered."""
        return self.in_force().filter(
            grund=Utfallsuppfoljning.Grund.JA, lage=Utfallsuppfoljning.Lage.PLANERAD
        )

    def open_on(self, idag: date) -> Self:
        """Those whose time has come."""
        return self.to_contact().filter(planerad__lte=idag + timedelta(days=OPPNAS))

    def with_nytt_arende(self) -> Self:
        """With whether an ärende was opened in the akt between the closing and the planned day.

        Read from the register each time and never stored, so that asking writes nothing in the
        akt.
        """
        nya = Arende.objects.annotate(dag=TruncDate("oppnat")).filter(
            akt=OuterRef("akt"),
            oppnat__gt=OuterRef("arende__avslutat"),
            dag__lte=OuterRef("planerad"),
        )
        return self.annotate(nytt_arende=Exists(nya))


class Utfallsuppfoljning(AktBunden):
    """How it went, half a year and a year after the closing.

    Somebody gets in touch only where the person has said yes; else the nämnd's own register says
    whether a new ärende has come, and nothing is written.
    """

    class Grund(models.TextChoices):
        JA = "ja", "Personen har sagt ja till att vi hör av oss"
        REGISTER = "register", "Bara våra egna register"

    class JaAv(models.TextChoices):
        DEN_UNGE = "den_unge", "Den unge själv"
        VARDNADSHAVARE = "vardnadshavare", "Vårdnadshavare"
        BADA = "bada", "Den unge och vårdnadshavare"

    class Lage(models.TextChoices):
        PLANERAD = "planerad", "Planerad"
        KLAR = "klar", "Klar"
        EJ_NADD = "ej_nadd", "Gick inte att nå"
        AVSTAR = "avstar", "Vill inte längre"

    class Sysselsattning(models.TextChoices):
        SKOLA = "skola", "Går i skola"
        ARBETE = "arbete", "Arbetar"
        BADE = "bade", "Både skola och arbete"
        INGET = "inget", "Varken skola eller arbete"
        ANNAT = "annat", "Annat"
        VILL_INTE = "vill_inte", "Vill inte svara"

    class Stod(models.TextChoices):
        INGET = "inget", "Har inget stöd och behöver inget"
        RACKER = "racker", "Har stöd som räcker"
        BEHOVER = "behover", "Behöver mer stöd"
        VILL_INTE = "vill_inte", "Vill inte svara"

    class Skattning(models.TextChoices):
        MYCKET_SAMRE = "1", "Mycket sämre än när vi slutade"
        SAMRE = "2", "Sämre"
        SOM_DA = "3", "Som då"
        BATTRE = "4", "Bättre"
        MYCKET_BATTRE = "5", "Mycket bättre"

    arende = models.ForeignKey(Arende, on_delete=models.PROTECT, related_name="utfall_set")
    manad = models.PositiveSmallIntegerField("månader efter avslutet")
    planerad = models.DateField("planerad till")
    grund = models.CharField("på vilken grund", max_length=8, choices=Grund)
    ja_av = SealedChoiceField("vem som sa ja", choices=JaAv, blank=True)
    ja_givet = models.DateField("när ja sades", null=True, blank=True)
    ansvarig = models.ForeignKey(
        Anvandare, on_delete=models.PROTECT, related_name="utfallsuppfoljningar"
    )
    lage = models.CharField("läge", max_length=8, choices=Lage, default=Lage.PLANERAD)
    sysselsattning = SealedChoiceField("skola eller arbete", choices=Sysselsattning, blank=True)
    stod = SealedChoiceField("stöd", choices=Stod, blank=True)
    skattning = SealedChoiceField("egen skattning", choices=Skattning, blank=True)
    egna_ord = SealedTextField("egna ord", max_length=20_000, blank=True)
    gjord = models.DateTimeField("gjord", null=True, blank=True)
    gjord_av = models.ForeignKey(
        Anvandare, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    upphavd = models.DateTimeField("ärendet öppnades igen", null=True, blank=True)

    objects = UtfallsuppfoljningQuerySet.as_manager()  # type: ignore[misc]

    class Meta:
        verbose_name = "utfallsuppföljning"
        verbose_name_plural = "utfallsuppföljningar"
        ordering = ["planerad", "id"]
        indexes = [
            models.Index(
                fields=["planerad", "id"],
                condition=Q(upphavd=None, lage="planerad"),
                name="utfall_att_gora",
            )
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["arende", "manad"], condition=Q(upphavd=None), name="utfall_en_per_tid"
            ),
            models.CheckConstraint(name="utfall_manad", condition=Q(manad__in=(6, 12))),
            models.CheckConstraint(
                name="utfall_ja_har_dag",
                condition=Q(grund="ja", ja_givet__isnull=False)
                | Q(grund="register", ja_givet=None, lage="planerad"),
            ),
            models.CheckConstraint(
                name="utfall_gjord_har_lage",
                condition=Q(lage="planerad", gjord=None)
                | (~Q(lage="planerad") & Q(gjord__isnull=False)),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.manad} månader efter avslutet"

    @property
    def is_register(self) -> bool:
        return self.grund == self.Grund.REGISTER


class Utfallsforsok(AktBunden):
    """One time that somebody tried to reach the person and did not."""

    class Satt(models.TextChoices):
        TELEFON = "telefon", "Telefon"
        MEDDELANDE = "meddelande", "Meddelande"
        BREV = "brev", "Brev"
        BESOK = "besok", "Besök"

    utfall = models.ForeignKey(Utfallsuppfoljning, on_delete=models.PROTECT, related_name="forsok")
    dag = models.DateField("vilken dag", default=timezone.localdate)
    satt = models.CharField("hur", max_length=10, choices=Satt)
    gjort_av = models.ForeignKey(Anvandare, on_delete=models.PROTECT, related_name="+")

    class Meta:
        verbose_name = "försök att nå"
        verbose_name_plural = "försök att nå"
        ordering = ["dag", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["utfall", "dag", "satt"],
                name="utfallsforsok_en_gang",
                violation_error_message="Försöket är redan antecknat.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.dag}, {self.get_satt_display().lower()}"
