"""What a party brings in its own words and files: its own until somebody takes it in."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q
from django.utils import timezone

from access.models import Anvandare
from access.regel import SOCIALTJANSTEN
from access.villkor import Alla, Bland, Genom, Ifylld, Nagot
from arenden.models import AktBunden, Journalanteckning
from arenden.rules.filslag import SLAG, Filtyp, download_name
from encryption.bodies import open_body
from encryption.fields import SealedChoiceField, SealedJSONField, SealedTextField
from encryption.filer import OpenedFile, file_context
from samverkansteam.models.part import Part
from samverkansteam.models.team import TeamBunden
from samverkansteam.models.teamarende import Teamarende


class Bidrag(TeamBunden):
    """A text, with files or without, that a party wrote for the team.

    Its own party sees it; the socialtjänst of the team when the party has shared it. It is no part
    of an akt until somebody decides so (Bidragsintag). A trigger keeps its words as they were
    written, and keeps what has been taken in.
    """

    raderbar = True  # by its own party, while nobody has taken it in; the history stays

    radskydd_smalare = Nagot(
        "den egna parten, och socialtjänsten när parten har delat det",
        (
            Bland("den egna parten", "part_id", "samverkansteam_mina_parter"),
            Alla("delat", (SOCIALTJANSTEN, Ifylld("parten har delat det", "delat"))),
        ),
    )

    part = models.ForeignKey(
        Part, on_delete=models.PROTECT, related_name="bidrag", verbose_name="part"
    )
    nummer = models.PositiveSmallIntegerField("gäller person", null=True, blank=True)
    rubrik = SealedTextField("rubrik", max_length=200, agare="team_id")
    text = SealedTextField("text", max_length=20_000, agare="team_id", blank=True)
    sekretess = SealedTextField("er sekretess", max_length=300, agare="team_id")
    skrivet = models.DateTimeField("skrivet", default=timezone.now, editable=False)
    skrivet_av = models.ForeignKey(
        Anvandare, on_delete=models.PROTECT, related_name="+", verbose_name="skrivet av"
    )
    delat = models.DateTimeField("delat med socialtjänsten", null=True, blank=True)
    delat_av = models.ForeignKey(
        Anvandare,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
        verbose_name="delat av",
    )
    tagen = models.DateTimeField("taget in i en akt", null=True, blank=True)

    class Meta:
        verbose_name = "bidrag"
        verbose_name_plural = "bidrag"
        ordering = ["-skrivet", "-id"]
        constraints = [
            models.CheckConstraint(
                name="bidrag_delat_av_nagon",
                condition=Q(delat__isnull=True, delat_av__isnull=True)
                | Q(delat__isnull=False, delat_av__isnull=False),
            ),
            models.CheckConstraint(
                name="bidrag_taget_nar_det_ar_delat",
                condition=Q(tagen__isnull=True) | Q(tagen__gte=F("delat")),
            ),
        ]

    def __str__(self) -> str:
        return f"Bidrag {timezone.localtime(self.skrivet):%Y-%m-%d}"


class Bidragsfil(TeamBunden):
    """A file of a contribution: sealed on disk under a key of its own, as a handling is."""

    raderbar = True  # with the contribution

    radskydd_smalare = Genom("den som når bidraget", "bidrag_id", "samverkansteam.Bidrag")

    bidrag = models.ForeignKey(
        Bidrag, on_delete=models.PROTECT, related_name="filer", verbose_name="bidrag"
    )
    filnamn = SealedTextField("filens namn", max_length=120, agare="team_id")
    filtyp = SealedChoiceField(
        "filtyp", choices=[(f.value, SLAG[f].namn) for f in Filtyp], agare="team_id"
    )
    storlek = SealedJSONField("storlek i byte", agare="team_id")
    fingeravtryck = SealedTextField("fingeravtryck", max_length=64, agare="team_id")
    nyckel = SealedTextField("filens nyckel", max_length=64, agare="team_id")
    lagrat_namn = models.CharField("lagrat namn", max_length=32, unique=True, editable=False)
    virusprovad = models.DateTimeField("virusprövad", null=True, blank=True)
    tillagd = models.DateTimeField("tillagd", default=timezone.now, editable=False)
    tillagd_av = models.ForeignKey(
        Anvandare, on_delete=models.PROTECT, related_name="+", verbose_name="tillagd av"
    )

    class Meta:
        verbose_name = "bidragsfil"
        verbose_name_plural = "bidragsfiler"
        ordering = ["tillagd", "id"]

    def __str__(self) -> str:
        return "Fil i ett bidrag"

    @property
    def context(self) -> bytes:
        """What the file is bound to: this row and this team."""
        return file_context(self._meta.label, self.pk, self.team_id)

    def opened(self) -> OpenedFile:
        """The file, verified to its last byte. Raises SealError if it is not as it was sealed."""
        key = bytes.fromhex(self.nyckel)
        return OpenedFile(open_body(self.lagrat_namn), key, self.context)

    @property
    def mime(self) -> str:
        return SLAG[Filtyp(self.filtyp)].mime

    @property
    def download_name(self) -> str:
        return download_name(self.filnamn.rpartition(".")[0], Filtyp(self.filtyp))


class Bidragsintag(AktBunden):
    """The decision that a party's contribution belongs in an akt, on what ground and why.

    What it says then stands in `anteckning`, and its files are handlingar of that note. One
    contribution goes into one akt: what tells of several persons is written once for each.
    """

    foljer_med = ("bidrag",)

    class Grund(models.TextChoices):
        HANDLAGGNING = "handlaggning", "Har betydelse för handläggningen (SoL 14:3)"
        ORO = "oro", "Är oro för ett barn och ska bedömas (SoL 19:1)"

    bidrag = models.OneToOneField(
        Bidrag, on_delete=models.PROTECT, related_name="intag", verbose_name="bidrag"
    )
    teamarende = models.ForeignKey(
        Teamarende, on_delete=models.PROTECT, related_name="intag", verbose_name="teamärende"
    )
    grund = models.CharField("grund", max_length=12, choices=Grund)
    skal = SealedTextField("varför", max_length=2_000)
    anteckning = models.ForeignKey(
        Journalanteckning, on_delete=models.PROTECT, related_name="+", verbose_name="anteckning"
    )
    beslutat = models.DateTimeField("beslutat", default=timezone.now, editable=False)
    beslutat_av = models.ForeignKey(
        Anvandare, on_delete=models.PROTECT, related_name="+", verbose_name="beslutat av"
    )

    class Meta:
        verbose_name = "intag av bidrag"
        verbose_name_plural = "intag av bidrag"
        ordering = ["-beslutat", "-id"]

    def __str__(self) -> str:
        return f"Intag {timezone.localtime(self.beslutat):%Y-%m-%d}"
