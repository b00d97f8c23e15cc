"""What I have been asked about my own accesses, and my answers."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.views.decorators.http import require_POST
from django.views.generic.edit import FormView

from access.gate import Gate, gate
from access.middleware import note_read
from access.request import AuthedRequest, InloggadVy
from access.views.svar import FormSvar, see_other
from arenden.models import Arende
from arenden.views.bas import content_of
from audit.verb import Verb
from granskning.actions.fragor import answer
from granskning.actions.granskningsutkast import save_granskningsutkast
from granskning.forms.granskning import SvarForm
from granskning.models import Granskningsfraga, Granskningsutkast
from granskning.policy import may_answer
from granskning.views.granskningsrad import VERB

PER_SIDA = 25


@gate(Verb.GRANSKNINGSFRAGA_READ)
def mina_fragor(request: AuthedRequest) -> HttpResponse:
    """Those without an answer first."""
    fragor = Granskningsfraga.objects.asked_of(request.user).select_related("atkomst")
    besvarade = Paginator(fragor.exclude(besvarad=None).order_by("-besvarad"), PER_SIDA)
    context = {
        "obesvarade": fragor.filter(besvarad=None),
        "sida": besvarade.get_page(request.GET.get("sida")),
    }
    return render(request, "granskning/mina_fragor.html", context)


class FragaView(FormSvar, InloggadVy, FormView):
    """One question with the facts of the access: when, which akt and what, and nothing of why."""

    gate = Gate(Verb.GRANSKNINGSFRAGA_READ)
    form_class = SvarForm
    template_name = "granskning/fraga.html"
    fraga: Granskningsfraga

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        mina = Granskningsfraga.objects.asked_of(self.user)
        self.fraga = get_object_or_404(
            mina.select_related("atkomst", "stalld_av"), pk=kwargs["granskningsfraga"]
        )
        if self.fraga.atkomst.akt_id:
            note_read(self.fraga.atkomst.akt_id)
        return super().dispatch(request, *args, **kwargs)

    @cached_property
    def utkast(self) -> Granskningsutkast | None:
        egna = Granskningsutkast.objects.visible_to(self.user)
        return egna.filter(objekt_id=self.fraga.pk).first()

    def get_initial(self) -> dict[str, Any]:
        return super().get_initial() | (self.utkast.innehall if self.utkast else {})

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        rad = self.fraga.atkomst
        arenden = Arende.objects.visible_to(self.user).filter(akt_id=rad.akt_id)
        return super().get_context_data(
            fraga=self.fraga,
            rad=rad,
            vad=[VERB.get(verb, verb) for verb in rad.verb],
            arenden=list(arenden.values_list("arendenummer", flat=True)) if rad.akt_id else [],
            far=may_answer(self.user, self.fraga),
            utkast_url=reverse("granskning:fraga_utkast", args=[self.fraga.pk]),
            **kwargs,
        )

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if request.POST.get("gor") == "utkast":
            _keep(self.fraga, request.POST, self.user)
            messages.success(request, f"Utkast sparat {timezone.localtime():%H:%M}.")
            return see_other(request.get_full_path())
        return super().post(request, *args, **kwargs)

    def form_valid(self, form: SvarForm) -> HttpResponse:
        try:
            answer(fraga=self.fraga, actor=self.user, **form.cleaned_data)
        except PermissionDenied as nekad:
            form.add_error(None, str(nekad))
            return self.form_invalid(form)
        messages.success(self.request, "Tack, svaret är skickat.")
        return see_other(reverse("granskning:mina_fragor"))


@gate(Verb.LOGGRANSKNING_DRAFT)
@require_POST
def fraga_utkast(request: AuthedRequest, granskningsfraga: UUID) -> HttpResponse:
    """Keep what is being written as an answer."""
    mina = Granskningsfraga.objects.asked_of(request.user)
    fraga = get_object_or_404(mina, pk=granskningsfraga)
    try:
        _keep(fraga, request.POST, request.user)
    except ValidationError as fel:
        return HttpResponse(fel.message, status=413)
    return HttpResponse(status=204)


def _keep(fraga: Granskningsfraga, post: Any, user: Any) -> None:
    save_granskningsutkast(
        namnd_id=fraga.namnd_id, objekt_id=fraga.pk, innehall=content_of(post), actor=user
    )
