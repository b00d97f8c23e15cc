"""The kinds of teams: all of them, one with its versions, and changing it by two."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.views.generic import TemplateView

from access.gate import Gate
from access.models import Organisation, Roll
from access.policy import require
from access.request import InloggadVy
from arenden.views.formular import ActionForm
from arenden.views.forslag import differences_in_words
from audit.verb import Verb
from samverkansteam import policy
from samverkansteam.actions import teamtyp as actions
from samverkansteam.forms.teamtyp import NyTeamtypForm, ProvaTeamtypForm, TeamtypForm
from samverkansteam.models import Teamtyp, Teamtypversion
from samverkansteam.policy import LEADING

LASARE = (*LEADING, Roll.METODLEDARE)
METODLEDARE = (Roll.METODLEDARE,)
PARTSFALT = ("parter", "parter_vid_behov")
VANTAR = "Förslaget är skickat. En annan metodledare prövar det."


class TeamtyperView(InloggadVy, TemplateView):
    """Every kind of team, and what waits to be tried."""

    gate = Gate(Verb.TEAMTYP_READ, LASARE)
    template_name = "samverkansteam/teamtyper.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        far_andra = bool(policy.may_keep_teamtyper(self.user))
        forslag = Teamtypversion.objects.filter(status=Teamtypversion.Status.FORSLAG)
        return super().get_context_data(
            typer=Teamtyp.objects.all(),
            far_andra=far_andra,
            forslag=forslag.select_related("foreslagen_av") if far_andra else [],
            **kwargs,
        )


class TeamtypView(InloggadVy, TemplateView):
    """One kind as it stands, and what it has said before."""

    gate = Gate(Verb.TEAMTYP_READ, LASARE)
    template_name = "samverkansteam/teamtyp.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        typ = get_object_or_404(Teamtyp, pk=self.kwargs["teamtyp"])
        versioner = Teamtypversion.objects.filter(kod=typ.pk)
        return super().get_context_data(
            typ=typ,
            parter=parties_in_words(typ.parter),
            vid_behov=parties_in_words(typ.parter_vid_behov),
            versioner=versioner.select_related("foreslagen_av", "provad_av"),
            far_andra=bool(policy.may_keep_teamtyper(self.user)),
            **kwargs,
        )


class TeamtypForma(ActionForm):
    gate = Gate(Verb.TEAMTYP_PROPOSE, METODLEDARE)
    submit = "Skicka förslaget"
    klart = VANTAR

    def get_success_url(self) -> str:
        return reverse("samverkansteam:teamtyper")


class NyTeamtypView(TeamtypForma):
    rubrik = "Ny teamtyp"
    form_class = NyTeamtypForm

    def perform(self, data: dict[str, Any]) -> None:
        actions.propose_teamtyp(actor=self.user, **data)


class ForeslaTeamtypView(TeamtypForma):
    """Propose the next version of a kind."""

    rubrik = "Föreslå ändring av teamtyp"
    form_class = TeamtypForm

    def get_initial(self) -> dict[str, Any]:
        return get_object_or_404(Teamtyp, pk=self.kwargs["teamtyp"]).innehall()

    def perform(self, data: dict[str, Any]) -> None:
        actions.propose_teamtyp(kod=self.kwargs["teamtyp"], actor=self.user, **data)


class ProvaTeamtypView(TeamtypForma):
    """Read what would change, and agree or not."""

    gate = Gate(Verb.TEAMTYP_DECIDE, METODLEDARE)
    rubrik = "Pröva ändring av teamtyp"
    submit = "Spara prövningen"
    klart = "Prövningen är sparad."
    form_class = ProvaTeamtypForm
    template_name = "samverkansteam/teamtyp_prova.html"
    forslag: Teamtypversion

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        self.forslag = get_object_or_404(
            Teamtypversion.objects.select_related("foreslagen_av"), pk=kwargs["teamtypforslag"]
        )
        require(policy.may_try_teamtyp(self.user, self.forslag))
        return super().dispatch(request, *args, **kwargs)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        typ = Teamtyp.objects.filter(pk=self.forslag.kod).first()
        return super().get_context_data(
            forslag=self.forslag,
            skillnader=differences_in_words(typ, self.forslag, in_words=_in_words),
            **kwargs,
        )

    def perform(self, data: dict[str, Any]) -> None:
        actions.try_teamtyp(version=self.forslag, actor=self.user, **data)


def parties_in_words(slag: list[str]) -> str:
    return ", ".join(str(Organisation.Slag(ett).label) for ett in slag)


def _in_words(falt: str, varde: list[str]) -> str:
    return parties_in_words(varde) if falt in PARTSFALT else " · ".join(varde)
