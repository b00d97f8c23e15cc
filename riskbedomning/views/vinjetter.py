"""For the method leader: vignettes from draft to withdrawn, and the rounds opened with them."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods

from access.gate import Gate, gate
from access.models import Roll
from access.policy import require
from access.request import AuthedRequest, InloggadVy
from access.views.svar import see_other
from arenden.views.bas import add_errors
from arenden.views.formularutkast import MedUtkast
from audit.verb import Verb
from riskbedomning import policy
from riskbedomning.actions.vinjett import (
    change_vinjett,
    publish_vinjett,
    review_vinjett,
    withdraw_vinjett,
    write_vinjett,
)
from riskbedomning.forms.kalibrering import VinjettForm
from riskbedomning.models import Kalibreringsomgang, Vinjett
from riskbedomning.rules.vinjett import likely_names

ROLLER = (Roll.METODLEDARE,)

ACTS: dict[str, tuple[Callable[..., Vinjett], str]] = {
    "granska": (review_vinjett, "Vinjetten är granskad."),
    "publicera": (publish_vinjett, "Vinjetten är publicerad och ändras inte mer."),
    "dra-tillbaka": (withdraw_vinjett, "Vinjetten är tillbakadragen."),
}


@gate(Verb.VINJETT_READ, roller=ROLLER)
@require_GET
def vinjettlista(request: AuthedRequest) -> HttpResponse:
    """Every vignette and every round, the latest first."""
    context = {
        "vinjetter": Vinjett.objects.select_related("skriven_av"),
        "vinjettkolumner": [{"namn": n} for n in ("Vinjett", "Läge", "Ålder", "Skriven av")],
        "omgangar": Kalibreringsomgang.objects.for_page(),
        "omgangskolumner": [{"namn": n} for n in ("Omgång", "Bedömningsstöd", "Resultat")],
    }
    return render(request, "riskbedomning/vinjetter.html", context)


@gate(Verb.VINJETT_READ, roller=ROLLER)
@require_http_methods(["GET", "POST"])
def vinjett(request: AuthedRequest, vinjett: UUID) -> HttpResponse:
    """One vignette; a post takes it a step further."""
    funnen = get_object_or_404(
        Vinjett.objects.select_related("skriven_av", "granskad_av"), pk=vinjett
    )
    if request.method == "POST" and (gor := ACTS.get(request.POST.get("gor", ""))):
        act, klart = gor
        act(vinjett=funnen, actor=request.user)
        messages.success(request, klart)
        return see_other(reverse("riskbedomning:vinjett", args=[funnen.pk]))
    context = {
        "vinjett": funnen,
        "namn": likely_names(f"{funnen.rubrik}\n{funnen.text}"),
        "omgangar": funnen.omgangar.for_page(),
        "may_change": policy.may_change_vinjett(request.user, funnen),
        "may_review": policy.may_review_vinjett(request.user, funnen),
        "may_publish": policy.may_publish_vinjett(request.user, funnen),
        "may_withdraw": policy.may_withdraw_vinjett(request.user, funnen),
        "may_open": policy.may_open_omgang(request.user, funnen),
    }
    return render(request, "riskbedomning/vinjett.html", context)


class NyVinjettView(MedUtkast, InloggadVy):
    gate = Gate(Verb.VINJETT_READ, ROLLER)
    form_class = VinjettForm
    template_name = "riskbedomning/vinjett_skriv.html"
    extra_context = {"rubrik": "Ny vinjett"}

    def save(self, data: dict[str, Any]) -> Vinjett:
        return write_vinjett(actor=self.user, **data)

    def form_valid(self, form: VinjettForm) -> HttpResponse:
        try:
            sparad = self.save(form.cleaned_data)
        except ValidationError as fel:
            add_errors(form, fel)
            return self.form_invalid(form)
        messages.success(self.request, "Sparat som utkast. En annan metodledare granskar.")
        return see_other(reverse("riskbedomning:vinjett", args=[sparad.pk]))

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(avbryt_url=reverse("riskbedomning:vinjetter"), **kwargs)


class AndraVinjettView(NyVinjettView):
    extra_context = {"rubrik": "Ändra vinjett"}
    vinjett: Vinjett

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        self.vinjett = get_object_or_404(Vinjett, pk=kwargs["vinjett"])
        require(policy.may_change_vinjett(self.user, self.vinjett))
        return super().dispatch(request, *args, **kwargs)

    def get_initial(self) -> dict[str, Any]:
        return {namn: getattr(self.vinjett, namn) for namn in VinjettForm.base_fields}

    def save(self, data: dict[str, Any]) -> Vinjett:
        return change_vinjett(vinjett=self.vinjett, actor=self.user, **data)
