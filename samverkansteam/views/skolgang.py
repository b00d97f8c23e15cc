"""A pupil's absence in a team: the weeks, what may cause them, who took part, where it led."""

from __future__ import annotations

from typing import Any

from django.http import Http404
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone

from access.gate import Gate
from arenden.views.bas import ArendeView
from audit.verb import Verb
from samverkansteam.actions import skolgang as actions
from samverkansteam.forms.skolgang import (
    BehorighetForm,
    DelaktighetForm,
    OrsakForm,
    ProvaOrsakForm,
    RattaFranvaroForm,
)
from samverkansteam.models import Franvarovecka, Orsakshypotes
from samverkansteam.rules.franvaro import Vecka, picture_of
from samverkansteam.views.person import HANDLAGGANDE, FlikForm, PersonSida


class ElevSida(PersonSida):
    """About one pupil, in a team of a kind that follows absence."""

    def prepare(self) -> None:
        super().prepare()
        if not self.teamarende.team.teamtyp.foljer_franvaro:
            raise Http404

    def skolgang_url(self) -> str:
        return reverse("samverkansteam:skolgang", args=[self.arende.pk, self.teamarende.team_id])


class SkolgangView(ElevSida, ArendeView):
    """The weeks as picture, sentences and table; the causes; participation; eligibility."""

    gate = Gate(Verb.SKOLGANG_READ, HANDLAGGANDE)
    flik = "team"
    template_name = "samverkansteam/skolgang.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        rader = list(self.teamarende.franvaroveckor.order_by("vecka"))
        veckor = [Vecka(rad.vecka, **rad.timmar) for rad in rader]
        return super().get_context_data(
            teamarende=self.teamarende,
            veckor=rader,
            bild=picture_of(veckor, start=self.teamarende.fran),
            orsaker=self.teamarende.orsakshypoteser.select_related("skriven_av"),
            delaktigheter=self.teamarende.delaktigheter.select_related("mote", "skriven_av"),
            behorigheter=self.teamarende.behorigheter.select_related("skriven_av"),
            **kwargs,
        )


class ElevForm(ElevSida, FlikForm):
    """A form about the pupil; back to the page of the pupil's school when done."""

    gate = Gate(Verb.SKOLGANG_RECORD, HANDLAGGANDE)

    def get_success_url(self) -> str:
        return self.skolgang_url()


class NyOrsakView(ElevForm):
    form_class = OrsakForm
    rubrik = "Tänkbar orsak till frånvaron"
    klart = "Orsaken är införd. Pröva den, och skriv vad ni ser."

    def perform(self, data: dict[str, Any]) -> None:
        actions.propose_orsak(teamarende=self.teamarende, actor=self.user, **data)


class ProvaOrsakView(ElevForm):
    form_class = ProvaOrsakForm
    rubrik = "Pröva orsaken"
    klart = "Det är infört."
    objekt: Orsakshypotes

    def prepare(self) -> None:
        super().prepare()
        self.objekt = get_object_or_404(
            Orsakshypotes, teamarende=self.teamarende, pk=self.kwargs["orsak"]
        )

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        text = f"{self.objekt.get_omrade_display()}: {self.objekt.hypotes}"
        return super().get_context_data(**kwargs) | {"ingress": text}

    def perform(self, data: dict[str, Any]) -> None:
        actions.try_orsak(orsak=self.objekt, version=self.version, actor=self.user, **data)


class DelaktighetView(ElevForm):
    form_class = DelaktighetForm
    rubrik = "Så var eleven och hemmet med"
    klart = "Det är infört."

    def get_initial(self) -> dict[str, Any]:
        return super().get_initial() | {"dag": timezone.localdate()}

    def get_form_kwargs(self) -> dict[str, Any]:
        return super().get_form_kwargs() | {"team": self.teamarende.team}

    def perform(self, data: dict[str, Any]) -> None:
        actions.note_delaktighet(teamarende=self.teamarende, actor=self.user, **data)


class BehorighetView(ElevForm):
    form_class = BehorighetForm
    rubrik = "Behörighet till gymnasiet"
    klart = "Behörigheten är införd."

    def get_initial(self) -> dict[str, Any]:
        return super().get_initial() | {"ar": timezone.localdate().year}

    def perform(self, data: dict[str, Any]) -> None:
        actions.note_behorighet(teamarende=self.teamarende, actor=self.user, **data)


class RattaFranvaroView(ElevForm):
    gate = Gate(Verb.FRANVARO_RECORD, HANDLAGGANDE)
    form_class = RattaFranvaroForm
    rubrik = "Rätta en veckas frånvaro"
    klart = "Veckan är rättad."
    objekt: Franvarovecka

    def prepare(self) -> None:
        super().prepare()
        self.objekt = get_object_or_404(
            Franvarovecka, teamarende=self.teamarende, pk=self.kwargs["vecka"]
        )

    def get_initial(self) -> dict[str, Any]:
        timmar: dict[str, int] = self.objekt.timmar
        return super().get_initial() | timmar

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(**kwargs) | {"ingress": str(self.objekt)}

    def perform(self, data: dict[str, Any]) -> None:
        actions.correct_franvaro(
            franvaro=self.objekt, version=self.version, actor=self.user, **data
        )
