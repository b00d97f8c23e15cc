"""Consent: register it, note new answers, take it back, and print it."""

from __future__ import annotations

from typing import Any

from django.shortcuts import get_object_or_404
from django.utils import timezone

from access.behorighet import PA_PLATS
from access.gate import Gate
from arenden.rules.alder import age_on
from arenden.rules.innehall import Innehall
from arenden.views.bas import ArendeSida
from arenden.views.dokument import DokumentPdf, DokumentSida, Dokumentvy
from audit.verb import Verb
from samverkansteam.actions.samtycke import answer_samtycke, give_samtycke, withdraw_samtycke
from samverkansteam.dokument.samtycke import blankett_innehall, samtycke_innehall
from samverkansteam.forms.samtycke import AVTAL, AterkallaForm, SamtyckeForm, SvarForm
from samverkansteam.models import Samtycke
from samverkansteam.rules.samtycke import Andamal, samtycke_for
from samverkansteam.views.person import HANDLAGGANDE, FlikForm, PersonSida


class GivarFormView(FlikForm):
    """A form with questions to each giver, and who decides at this age above them."""

    def get_form_kwargs(self) -> dict[str, Any]:
        return super().get_form_kwargs() | {"akt": self.arende.akt}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(**kwargs) | {"ingress": self.whose_samtycke()}

    def whose_samtycke(self) -> str:
        """Who consents at this person's age, in a sentence; empty while the age is unknown."""
        fodd = self.arende.akt.person.fodelsedatum
        if fodd is None:
            return ""
        regel = samtycke_for(Andamal.SEKRETESS, age_on(fodd, timezone.localdate()))
        return f"{regel.skal} ({regel.lagrum})"


class SamtyckeView(PersonSida, GivarFormView):
    gate = Gate(Verb.SAMTYCKE_GIVE, HANDLAGGANDE)
    form_class = SamtyckeForm
    rubrik = "Registrera samtycke"
    submit = "Registrera"
    klart = "Samtycket är registrerat."

    def get_form_kwargs(self) -> dict[str, Any]:
        return super().get_form_kwargs() | {"team": self.teamarende.team}

    def perform(self, data: dict[str, Any]) -> None:
        avtal = {falt: data[falt] for falt in AVTAL}
        give_samtycke(teamarende=self.teamarende, svar=data["svar"], actor=self.user, **avtal)


class EttSamtycke(ArendeSida):
    """About one consent of the ärende's person."""

    samtycke: Samtycke

    def prepare(self) -> None:
        self.samtycke = get_object_or_404(
            Samtycke.objects.select_related("mottagare__organisation", "registrerat_av"),
            akt=self.arende.akt_id,
            pk=self.kwargs["samtycke"],
        )
        self.samtycke.akt = self.arende.akt


class SamtyckessvarView(EttSamtycke, GivarFormView):
    gate = Gate(Verb.SAMTYCKE_GIVE, HANDLAGGANDE)
    form_class = SvarForm
    rubrik = "Nytt svar om samtycket"
    klart = "Svaret är antecknat."

    def perform(self, data: dict[str, Any]) -> None:
        answer_samtycke(samtycke=self.samtycke, svar=data["svar"], actor=self.user)


class WithdrawSamtyckeView(EttSamtycke, FlikForm):
    gate = Gate(Verb.SAMTYCKE_WITHDRAW, HANDLAGGANDE)
    form_class = AterkallaForm
    rubrik = "Samtycket tas tillbaka"
    submit = "Registrera att samtycket tas tillbaka"
    klart = "Samtycket är återkallat. Inget mer delas med stöd av det."

    def get_form_kwargs(self) -> dict[str, Any]:
        return super().get_form_kwargs() | {"samtycke": self.samtycke}

    def perform(self, data: dict[str, Any]) -> None:
        withdraw_samtycke(
            samtycke=self.samtycke,
            svar=data["svar"],
            alla_parter=data["alla_parter"],
            actor=self.user,
        )


class Samtyckesdokument(EttSamtycke, Dokumentvy):
    flik = "team"
    namn = "samtycke"

    def compose(self) -> Innehall:
        return samtycke_innehall(self.samtycke, self.arende)


class SamtyckeSida(Samtyckesdokument, DokumentSida):
    gate = Gate(Verb.SAMTYCKE_READ, HANDLAGGANDE)
    pdf = "samverkansteam:samtycke_pdf"


class SamtyckePdf(Samtyckesdokument, DokumentPdf):
    gate = Gate(Verb.SAMTYCKE_READ_PDF, PA_PLATS, steg_upp=True, export=True)


class Blankett(PersonSida, Dokumentvy):
    flik = "team"
    namn = "blankett-samtycke"

    def compose(self) -> Innehall:
        return blankett_innehall(self.teamarende)


class BlankettSida(Blankett, DokumentSida):
    gate = Gate(Verb.SAMTYCKE_READ, HANDLAGGANDE)
    pdf = "samverkansteam:samtyckesblankett_pdf"


class BlankettPdf(Blankett, DokumentPdf):
    gate = Gate(Verb.SAMTYCKE_READ_PDF, PA_PLATS, steg_upp=True, export=True)
