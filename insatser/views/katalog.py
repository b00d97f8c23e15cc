"""The catalogue of insatser: all of it, one row with its versions, and changing it by two."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.views.generic import TemplateView

from access.gate import Gate
from access.models import Roll
from access.policy import require
from access.request import InloggadVy
from arenden.views.formular import ActionForm
from arenden.views.forslag import differences_in_words
from audit.verb import Verb
from insatser import policy
from insatser.actions import katalog as actions
from insatser.forms.katalog import (
    InsatstypForm,
    KatalogFilterForm,
    NyInsatstypForm,
    ProvaInsatstypForm,
)
from insatser.models import Insatstyp, Insatstypversion
from insatser.models.platser import taken_places

LASARE = (*Roll.handlaggande(), Roll.METODLEDARE)
METODLEDARE = (Roll.METODLEDARE,)
KOLUMNER = ("Insats", "För vem", "Nivå", "Form", "Platser")


class KatalogView(InloggadVy, TemplateView):
    """All that may be given today, by whom it is for, level and legal form."""

    gate = Gate(Verb.KATALOG_READ, LASARE)
    template_name = "insatser/katalog/lista.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        form = KatalogFilterForm(self.request.GET or None)
        val = form.cleaned_data if form.is_valid() else {}
        typer = Insatstyp.objects.choosable(timezone.localdate())
        if malgrupp := val.get("malgrupp"):
            typer = typer.filter(malgrupper__contains=[malgrupp])
        if niva := val.get("niva"):
            typer = typer.filter(nivaer__contains=[niva])
        if provning := val.get("provning"):
            typer = typer.filter(provning=provning)
        tagna = taken_places()
        far_andra = bool(policy.may_keep_katalog(self.user))
        forslag = Insatstypversion.objects.filter(status=Insatstypversion.Status.FORSLAG)
        return super().get_context_data(
            filter_form=form,
            rader=[(typ, places_in_words(typ, tagna)) for typ in typer],
            kolumner=[{"namn": namn} for namn in KOLUMNER],
            far_andra=far_andra,
            forslag=forslag.select_related("foreslagen_av") if far_andra else [],
            **kwargs,
        )


class InsatstypView(InloggadVy, TemplateView):
    """What the catalogue says of one insats, and what it has said before."""

    gate = Gate(Verb.KATALOG_READ, LASARE)
    template_name = "insatser/katalog/insatstyp.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        typ = get_object_or_404(Insatstyp, pk=self.kwargs["kod"])
        versioner = Insatstypversion.objects.filter(kod=typ.pk)
        return super().get_context_data(
            typ=typ,
            platser=places_in_words(typ, taken_places()),
            versioner=versioner.select_related("foreslagen_av", "provad_av"),
            far_andra=bool(policy.may_keep_katalog(self.user)),
            **kwargs,
        )


class KatalogFormView(ActionForm):
    gate = Gate(Verb.KATALOG_READ, METODLEDARE)
    template_name = "insatser/katalog/form.html"

    def get_success_url(self) -> str:
        return reverse("insatser:katalog")


class ForeslaView(KatalogFormView):
    """Propose the next version of a row."""

    rubrik = "Föreslå ändring i katalogen"
    submit = "Skicka förslaget"
    klart = "Förslaget är skickat. En annan metodledare prövar det."
    form_class = InsatstypForm

    def get_initial(self) -> dict[str, Any]:
        return get_object_or_404(Insatstyp, pk=self.kwargs["kod"]).innehall()

    def perform(self, data: dict[str, Any]) -> None:
        actions.propose_version(kod=self.kwargs["kod"], actor=self.user, **data)


class NyInsatstypView(KatalogFormView):
    rubrik = "Ny insats i katalogen"
    submit = "Skicka förslaget"
    klart = "Förslaget är skickat. En annan metodledare prövar det."
    form_class = NyInsatstypForm

    def perform(self, data: dict[str, Any]) -> None:
        actions.propose_version(actor=self.user, **data)


class ProvaView(KatalogFormView):
    """Read what would change, and agree or not."""

    rubrik = "Pröva ändring i katalogen"
    submit = "Spara prövningen"
    klart = "Prövningen är sparad."
    form_class = ProvaInsatstypForm
    template_name = "insatser/katalog/prova.html"

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        self.forslag = get_object_or_404(
            Insatstypversion.objects.select_related("foreslagen_av"), pk=kwargs["katalogforslag"]
        )
        require(policy.may_try_katalog(self.user, self.forslag))
        return super().dispatch(request, *args, **kwargs)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        typ = Insatstyp.objects.filter(pk=self.forslag.kod).first()
        return super().get_context_data(
            forslag=self.forslag,
            skillnader=differences_in_words(
                typ, self.forslag, in_words=lambda _, varde: ", ".join(varde)
            ),
            **kwargs,
        )

    def perform(self, data: dict[str, Any]) -> None:
        actions.try_version(version=self.forslag, actor=self.user, **data)


def places_in_words(typ: Insatstyp, tagna: dict[str, int]) -> str:
    if typ.platser is None:
        return "Ingen gräns"
    lediga = max(0, typ.platser - tagna.get(typ.pk, 0))
    return f"{lediga} av {typ.platser} lediga"
