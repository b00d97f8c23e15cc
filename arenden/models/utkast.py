"""Server drafts: what someone is typing, kept for them until it is sent or thrown away."""

from __future__ import annotations

from typing import Self
from uuid import UUID

from django.db import models
from uuid6 import uuid7

from access.models import Anvandare
from access.regel import within
from access.villkor import Jag
from arenden.models.akt import Personakt
from arenden.models.arende import Arende
from encryption.fields import SealedJSONField

FORMULAR = {
    "person": "Uppgifter om personen",
    "skyddsbedomning": "Skyddsbedömning",
    "forhandsbedomning": "Förhandsbedömning",
    "aterkoppling": "Återkoppling",
    "forlangning": "Förlängning av frist",
    "fristvila": "Vila för frist",
    "fristgar": "Frist som går igen",
    "fristflytt": "Rättad tid för frist",
    "utredning": "Utredning",
    "beslutsforslag": "Förslag till beslut",
    "beslut": "Beslut",
    "underrattelse": "Underrättelse",
    "uppgiftsbegaran": "Begäran om uppgifter",
    "kommunicering": "Kommunicering",
    "underlag": "Underlag till den enskilde",
    "maskning": "Maskning av underlag",
    "strykning": "Strykningar i det som lämnas ut",
    "kommunicering-svar": "Svar på kommunicering",
    "placering": "Överlämning av placering",
    "foljs-upp": "Uppföljning utan insats",
    "sammanforing": "För till annat ärende",
    "anteckning": "Journalanteckning",
    "anteckning_andra": "Journalanteckning",
    "snabbanteckning": "Snabbanteckning",
    "tillagg": "Tillägg till anteckning",
    "handling": "Handling",
    "lattlast": "Plan med lätta ord",
    "plan": "Plan",
    "plan_andra": "Plan",
    "mal": "Mål",
    "mal_andra": "Mål",
    "plan_faktorer": "Behov i plan",
    "behov": "Behov i plan",
    "behov_andra": "Behov i plan",
    "indikator": "Indikator",
    "indikator_andra": "Indikator",
    "planatagande": "Åtagande i plan",
    "planatagande_andra": "Åtagande i plan",
    "insats": "Insats",
    "tillfalle": "Tillfälle",
    "planera_tillfallen": "Planerade tillfällen",
    "dos": "Insatsens omfattning",
    "oro": "Ställning till oro",
    "malskala": "Skala för ett mål",
    "malavstamning": "Avstämning av mål",
    "indikatorvarde": "Värde för en indikator",
    "uppfoljning": "Uppföljning",
    "avslut": "Avslut",
    "avslutsbrev": "Berätta för parten",
    "eftervard": "Svar på erbjudandet",
    "utfall": "Uppföljning efter avslutet",
    "utfallsforsok": "Försök att nå personen",
    "arbetsgang": "Steg i arbetsgång",
    "overlamning": "Överlämning",
    "bedomning-individuell": "Riskbedömning, individuell nivå",
    "bedomning-social": "Riskbedömning, social nivå",
    "bedomning-strukturell": "Riskbedömning, strukturell nivå",
    "bedomning-samlad": "Samlad bedömning",
    "bedomning-belagg": "Belägg i riskbedömning",
    "bedomning-egensyn": "Egna ord i riskbedömning",
    "bedomning-bidrag": "Bidrag från en part",
    "bedomning-scenario": "Scenario",
    "bedomning-scenario-andra": "Scenario",
    "bedomning-medlasning": "Medläsning",
    "bedomning-medlasningssvar": "Svar på medläsning",
    "strategiskt-brott": "Notering om första lagföringen",
    "externbedomning": "Extern bedömning",
    "externrattelse": "Rättelse av extern bedömning",
    "lamna-ut": "Utlämnande till en part",
    "muntligt": "Det som lämnats muntligt",
    "utdrag": "Begäran om utdrag",
    "utdragsprovning": "Prövning av utdrag",
    "utdragsavslag": "Avslag på begäran om utdrag",
}


class UtkastQuerySet(models.QuerySet["Utkast"]):
    def visible_to(self, user: Anvandare) -> Self:
        """Only one's own, and only while one still reaches the akt."""
        return within(self, user)


class Utkast(models.Model):
    """One user's unsent answers to one form about one thing in an akt."""

    radskydd = "barn"
    radskydd_smalare = Jag("bara sina egna", "anvandare_id")
    raderbar = True

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    anvandare = models.ForeignKey(Anvandare, on_delete=models.PROTECT, related_name="utkast")
    akt = models.ForeignKey(Personakt, on_delete=models.PROTECT, related_name="+")
    arende = models.ForeignKey(Arende, on_delete=models.PROTECT, related_name="+")
    formular = models.CharField(max_length=60)
    objekt_id = models.UUIDField()
    innehall = SealedJSONField()
    andrat = models.DateTimeField(auto_now=True)

    objects = UtkastQuerySet.as_manager()

    class Meta:
        verbose_name = "utkast"
        verbose_name_plural = "utkast"
        constraints = [
            models.UniqueConstraint(
                fields=["anvandare", "formular", "objekt_id"], name="ett_utkast_per_formular"
            ),
        ]

    def __str__(self) -> str:
        return self.namn

    @property
    def namn(self) -> str:
        """What the draft is of, for the list on Min dag."""
        return FORMULAR.get(self.formular, "Utkast")

    @staticmethod
    def key(anvandare: Anvandare, formular: str, objekt_id: UUID) -> dict[str, object]:
        return {"anvandare": anvandare, "formular": formular, "objekt_id": objekt_id}
