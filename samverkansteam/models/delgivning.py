"""What was released, to whom and on what legal ground; and what was not (ADR 0007)."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q
from django.utils import timezone

from access.models import Anvandare
from access.regel import SOCIALTJANSTEN
from access.villkor import Alla, Bland, Inte, Nagot, TillOchMed
from arenden.models import AktBunden, Personakt
from encryption.fields import SealedJSONField, SealedTextField
from samverkansteam.models.lagrum import Lagrum
from samverkansteam.models.mote import Mote
from samverkansteam.models.part import Part
from samverkansteam.models.samtycke import Samtycke
from samverkansteam.models.team import TeamBunden
from samverkansteam.models.teamarende import Teamarende

INTE_JAV = Inte("aldrig vid jäv", Bland("den egna jävslistan", "akt_id", "access_jav"))
MOTTAGAREN = Bland("mottagaren", "mottagare_id", "samverkansteam_mina_parter")


class Delgivning(AktBunden):
    """One release to one receiver, or the decision not to make it. Never changed afterwards.

    What was said aloud is a release too, on the same grounds: it has `sagt` and no copy. `urval`
    says what `innehall` was put together from, and what was masked on the way.
    """

    class Utfall(models.TextChoices):
        LAMNAD = "lamnad", "Lämnad"
        AVSTADD = "avstadd", "Inte lämnad"

    class Form(models.TextChoices):
        KOPIA = "kopia", "Kopia att läsa"
        MOTE = "mote", "Muntligt på möte"
        SAMTAL = "samtal", "Muntligt i telefon eller samtal"

    teamarende = models.ForeignKey(
        Teamarende, on_delete=models.PROTECT, related_name="delgivningar"
    )
    mottagare = models.ForeignKey(Part, on_delete=models.PROTECT, related_name="delgivningar")
    utfall = models.CharField(max_length=8, choices=Utfall)
    lagrum = models.ForeignKey(
        Lagrum, null=True, blank=True, on_delete=models.PROTECT, related_name="delgivningar"
    )
    samtycke = models.ForeignKey(
        Samtycke, null=True, blank=True, on_delete=models.PROTECT, related_name="delgivningar"
    )
    form = models.CharField("hur", max_length=6, choices=Form, default=Form.KOPIA)
    sagt = models.DateTimeField("när det sades", null=True, blank=True)
    mote = models.ForeignKey(
        Mote,
        verbose_name="möte",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="delgivningar",
    )
    lases_till = models.DateField("kan läsas till och med", null=True, blank=True)
    urval = SealedJSONField("vad som valdes och maskades", null=True, blank=True)
    innehall = SealedTextField("exakt vad som lämnades", max_length=100_000, blank=True)
    andamal = SealedTextField("ändamål", max_length=1_000, blank=True)
    svar = SealedJSONField("svar på lagrummets villkor", null=True, blank=True)
    avvagning = SealedTextField("avvägning", max_length=10_000, blank=True)
    skal = SealedTextField("skäl att inte lämna", max_length=5_000, blank=True)
    beslutad = models.DateTimeField(default=timezone.now, editable=False)
    beslutad_av = models.ForeignKey(Anvandare, on_delete=models.PROTECT, related_name="+")

    class Meta:
        verbose_name = "delgivning"
        verbose_name_plural = "delgivningar"
        ordering = ["-beslutad", "-id"]
        constraints = [
            models.CheckConstraint(
                name="delgivning_lamnad_har_lagrum",
                condition=Q(utfall="avstadd") | Q(lagrum__isnull=False),
            ),
            models.CheckConstraint(
                name="delgivning_muntlig_har_tid_och_ingen_kopia",
                condition=Q(form="kopia", sagt__isnull=True)
                | (~Q(form="kopia") & Q(sagt__isnull=False, lases_till__isnull=True)),
            ),
            models.CheckConstraint(
                name="delgivning_bara_pa_mote_har_mote",
                condition=Q(mote__isnull=True) | Q(form="mote"),
            ),
        ]

    def __str__(self) -> str:
        return f"Delgivning, {self.get_utfall_display().lower()}"


class Delgivningskopia(TeamBunden):
    """The receiver's copy: exactly what was released, sealed with the team's key.

    A participant from another party has no way to the akt; this row is all there is to see, and
    of the copies only those its own party received. The socialtjänst of the team sees every copy.
    `akt` is kept so that reading the copy is logged on the akt it came from. After `lases_till` the
    receiver reads it no more; that it was there is told by its Kvittens.
    """

    radskydd_smalare = Alla(
        "en annan part bara sina egna, till sista dagen; aldrig vid jäv",
        (
            INTE_JAV,
            Nagot(
                "sina egna",
                (
                    SOCIALTJANSTEN,
                    Alla(
                        "sina egna till sista dagen",
                        (MOTTAGAREN, TillOchMed("till sista dagen", "lases_till")),
                    ),
                ),
            ),
        ),
    )

    delgivning = models.OneToOneField(Delgivning, on_delete=models.PROTECT, related_name="kopia")
    akt = models.ForeignKey(Personakt, on_delete=models.PROTECT, related_name="+")
    mottagare = models.ForeignKey(Part, on_delete=models.PROTECT, related_name="kopior")
    lagrum = models.ForeignKey(Lagrum, on_delete=models.PROTECT, related_name="+")
    person = models.CharField("gäller", max_length=20)
    innehall = SealedTextField("innehåll", max_length=100_000, agare="team_id")
    andamal = SealedTextField("ändamål", max_length=1_000, agare="team_id")
    lamnad = models.DateTimeField("lämnad")
    lases_till = models.DateField("kan läsas till och med", null=True, blank=True)

    class Meta:
        verbose_name = "delgivningskopia"
        verbose_name_plural = "delgivningskopior"
        ordering = ["-lamnad", "-id"]

    def __str__(self) -> str:
        return f"{self.person}, {timezone.localtime(self.lamnad):%Y-%m-%d}"


class Kvittens(TeamBunden):
    """The trace of a released copy: when it was first opened, and when it was acknowledged.

    It stays with its receiver when the copy can no longer be read, and holds none of its words.
    """

    radskydd_smalare = Alla(
        "en annan part bara sina egna; aldrig vid jäv",
        (INTE_JAV, Nagot("sina egna", (SOCIALTJANSTEN, MOTTAGAREN))),
    )

    kopia = models.OneToOneField(
        Delgivningskopia, on_delete=models.PROTECT, related_name="kvittens", verbose_name="kopia"
    )
    akt = models.ForeignKey(
        Personakt, on_delete=models.PROTECT, related_name="+", verbose_name="akt"
    )
    mottagare = models.ForeignKey(
        Part, on_delete=models.PROTECT, related_name="kvittenser", verbose_name="mottagare"
    )
    lagrum = models.ForeignKey(
        Lagrum, on_delete=models.PROTECT, related_name="+", verbose_name="lagrum"
    )
    nummer = models.PositiveSmallIntegerField("gäller person")
    lamnad = models.DateTimeField("lämnad")
    lases_till = models.DateField("kan läsas till och med", null=True, blank=True)
    oppnad = models.DateTimeField("först öppnad", null=True, blank=True)
    oppnad_av = models.ForeignKey(
        Anvandare,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
        verbose_name="öppnad av",
    )
    kvitterad = models.DateTimeField("mottagen", null=True, blank=True)
    kvitterad_av = models.ForeignKey(
        Anvandare,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
        verbose_name="kvitterad av",
    )

    class Meta:
        verbose_name = "kvittens"
        verbose_name_plural = "kvittenser"
        ordering = ["-lamnad", "-id"]
        constraints = [
            models.CheckConstraint(
                name="kvittens_av_nagon",
                condition=Q(oppnad__isnull=True, oppnad_av__isnull=True)
                | Q(oppnad__isnull=False, oppnad_av__isnull=False),
            ),
            models.CheckConstraint(
                name="kvittens_efter_oppnad",
                condition=Q(kvitterad__isnull=True, kvitterad_av__isnull=True)
                | Q(kvitterad__gte=F("oppnad"), kvitterad_av__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return f"Person {self.nummer}, {timezone.localtime(self.lamnad):%Y-%m-%d}"

    @property
    def has_expired(self) -> bool:
        return self.lases_till is not None and self.lases_till < timezone.localdate()
