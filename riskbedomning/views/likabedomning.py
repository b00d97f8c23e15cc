"""For the assessor: rounds to take part in, one's own answers, and then the spread beside them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET, require_POST
from django.views.generic.edit import FormView

from access.gate import Gate, gate
from access.models import Roll
from access.request import AuthedRequest, InloggadVy
from access.views.svar import FormSvar, see_other
from arenden.views.bas import add_errors
from audit.verb import Verb
from riskbedomning import policy
from riskbedomning.actions.kalibrering import save_vinjettsvar, submit_vinjettsvar
from riskbedomning.forms.kalibrering import VinjettsvarForm
from riskbedomning.models import Faktor, Kalibreringsomgang, Kalibreringsutfall, Vinjettsvar
from riskbedomning.views.fordelning import shown_utfall

ROLLER = (Roll.SOCIALSEKRETERARE,)


@gate(Verb.KALIBRERING_READ, roller=ROLLER)
@require_GET
def mina_omgangar(request: AuthedRequest) -> HttpResponse:
    """The rounds that one is invited to: those to answer first, then those that are over."""
    idag = timezone.localdate()
    inlamnade = dict(Vinjettsvar.objects.visible_to(request.user).values_list("omgang", "inlamnat"))
    rader = [
        {"omgang": omgang, "inlamnat": inlamnade.get(omgang.pk), "ar_oppen": omgang.is_open(idag)}
        for omgang in Kalibreringsomgang.objects.inviting(request.user).begun(idag).for_page()
    ]
    context = {
        "att_svara": [rad for rad in rader if rad["ar_oppen"] and not rad["inlamnat"]],
        "ovriga": [rad for rad in rader if not rad["ar_oppen"] or rad["inlamnat"]],
    }
    return render(request, "riskbedomning/likabedomning.html", context)


@dataclass(frozen=True)
class Fraga:
    faktor: Faktor
    falt: forms.BoundField


class SvaraView(FormSvar, InloggadVy, FormView):
    """The vignette with its questions while one may answer; afterwards what one answered."""

    gate = Gate(Verb.KALIBRERING_READ, ROLLER)
    form_class = VinjettsvarForm
    template_name = "riskbedomning/vinjettsvar.html"
    omgang: Kalibreringsomgang
    egna: Vinjettsvar | None

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        self.omgang = omgang_for(self.request, kwargs["kalibrering"])
        rader = Vinjettsvar.objects.visible_to(self.user)
        self.egna = rader.filter(omgang=self.omgang).first()
        self.faktorer = list(self.omgang.instrumentversion.faktorer.all())
        return super().dispatch(request, *args, **kwargs)

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if decision := policy.may_answer_vinjett(self.user, self.omgang, self.egna):
            return super().get(request, *args, **kwargs)
        context = {"omgang": self.omgang, "varfor": decision.reason} | self.outcome()
        return render(request, "riskbedomning/vinjettutfall.html", context)

    def outcome(self) -> dict[str, Any]:
        """One's own answers beside everybody's, when they were handed in and there are enough."""
        if self.egna is None or self.egna.inlamnat is None:
            return {}
        utfall = Kalibreringsutfall.objects.visible_to(self.user).filter(omgang=self.omgang)
        funnet = utfall.filter(enhet=None).first()
        svar = self.egna.svar
        if funnet is None:
            fragor = VinjettsvarForm(svar, faktorer=self.faktorer)
            return {"egna": [(falt.label, _word(falt)) for falt in fragor]}
        return {"grupp": shown_utfall(funnet, self.faktorer, svar)}

    def get_form_kwargs(self) -> dict[str, Any]:
        return super().get_form_kwargs() | {
            "faktorer": self.faktorer,
            "initial": self.egna.svar if self.egna else {},
        }

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context_data(**kwargs)
        form = context["form"]
        return context | {
            "omgang": self.omgang,
            "avsnitt": _sections([Fraga(faktor, form[faktor.kod]) for faktor in self.faktorer]),
            "samlad": form[Vinjettsvar.SAMLAD],
            "utkast_url": reverse("riskbedomning:vinjettutkast", args=[self.omgang.pk]),
        }

    def form_valid(self, form: VinjettsvarForm) -> HttpResponse:
        lamnar_in = self.request.POST.get("gor") == "lamna"
        spara = submit_vinjettsvar if lamnar_in else save_vinjettsvar
        try:
            spara(omgang=self.omgang, svar=form.cleaned_data, actor=self.user)
        except PermissionDenied as nekad:
            form.add_error(None, str(nekad))
            return self.form_invalid(form)
        except ValidationError as fel:
            add_errors(form, fel)
            return self.form_invalid(form)
        tack = (
            "Tack, dina svar är inlämnade."
            if lamnar_in
            else "Sparat. Du kan ändra tills du lämnar in."
        )
        messages.success(self.request, tack)
        return see_other(self.request.get_full_path())


@gate(Verb.KALIBRERING_DRAFT, roller=ROLLER)
@require_POST
def vinjettutkast(request: AuthedRequest, kalibrering: UUID) -> HttpResponse:
    """Keep what has been answered so far."""
    funnen = omgang_for(request, kalibrering)
    save_vinjettsvar(omgang=funnen, svar=request.POST.dict(), actor=request.user)
    return HttpResponse(status=204)


def omgang_for(request: Any, pk: UUID) -> Kalibreringsomgang:
    """A round that one is invited to and that has begun."""
    omgangar = Kalibreringsomgang.objects.inviting(request.user).begun(timezone.localdate())
    return get_object_or_404(omgangar.for_page(), pk=pk)


def _sections(fragor: list[Fraga]) -> list[dict[str, Any]]:
    """The questions of each level, what may worry and what may protect, in the form's order."""
    return [
        {
            "niva": niva,
            "risk": _of(fragor, niva, Faktor.Slag.RISK),
            "skydd": _of(fragor, niva, Faktor.Slag.SKYDD),
        }
        for niva in Faktor.Niva
    ]


def _of(fragor: list[Fraga], niva: str, slag: str) -> list[Fraga]:
    return [fraga for fraga in fragor if (fraga.faktor.niva, fraga.faktor.slag) == (niva, slag)]


def _word(falt: forms.BoundField) -> str:
    val: Any = falt.field
    return str(dict(val.choices).get(falt.value(), "Inget svar"))
