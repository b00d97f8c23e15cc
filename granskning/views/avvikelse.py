"""Deviations: the list, and one with what is done about it, its clock, its evidence and its end."""

from __future__ import annotations

from typing import Any
from uuid import UUID, uuid5

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.views.decorators.http import require_POST
from django.views.generic.edit import FormView

from access.gate import Gate, gate
from access.middleware import note_read
from access.policy import require
from access.request import AuthedRequest, InloggadVy
from access.views.svar import FormSvar, see_other
from arenden.views.bas import content_of
from audit.verb import Verb
from granskning.actions.avvikelse import (
    assign_ansvarig,
    classify,
    close_avvikelse,
    kandidater_for,
    note_step,
)
from granskning.actions.bevis import take_evidence
from granskning.actions.granskningsutkast import drop_granskningsutkast, save_granskningsutkast
from granskning.forms.avvikelse import AnsvarigForm, IncidentForm, SlutsatsForm, StegForm
from granskning.models import Avvikelse, Avvikelsesteg, Granskningsutkast
from granskning.models.granskare import UTREDARE
from granskning.policy import may_investigate, may_take_evidence
from granskning.rules.avvikelse import hinder_for_close, klocka_for
from granskning.views.granskningsrad import SIGNALER, VERB

PER_SIDA = 25


@gate(Verb.AVVIKELSE_LIST, roller=UTREDARE)
def lista(request: AuthedRequest) -> HttpResponse:
    """Those that are not closed first, the oldest of them on top: their clock runs."""
    alla = Avvikelse.objects.visible_to(request.user).select_related(
        "aktor", "ansvarig", "atkomst__granskning__enhet", "atkomst__granskning__namnd"
    )
    pagaende = Paginator(alla.ongoing().order_by("upptackt"), PER_SIDA)
    klara = Paginator(alla.exclude(avslutad=None).order_by("-avslutad"), PER_SIDA)
    context = {
        "pagaende": pagaende.get_page(request.GET.get("pagaende")),
        "sida": klara.get_page(request.GET.get("sida")),
    }
    return render(request, "granskning/avvikelser.html", context)


class AvvikelseSida(InloggadVy):
    """Base of what is about one deviation; one that is not shown is as one that is not there."""

    avvikelse: Avvikelse

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        synliga = Avvikelse.objects.visible_to(self.user).select_related(
            "aktor", "ansvarig", "oppnad_av", "avslutad_av", "namnd", "atkomst__granskning__enhet"
        )
        self.avvikelse = get_object_or_404(synliga, pk=kwargs["avvikelse"])
        if self.avvikelse.atkomst.akt_id:
            note_read(self.avvikelse.atkomst.akt_id)
        return super().dispatch(request, *args, **kwargs)

    def page_url(self) -> str:
        return reverse("granskning:avvikelse", args=[self.avvikelse.pk])


class AvvikelseView(AvvikelseSida):
    gate = Gate(Verb.AVVIKELSE_READ, UTREDARE)

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        rad = self.avvikelse
        steg = list(rad.steg.select_related("gjort_av"))
        gjorda = {ett.slag for ett in steg}
        anmald = next((ett.tid for ett in steg if ett.slag == Avvikelsesteg.Slag.IMY), None)
        klocka = klocka_for(rad.upptackt, is_incident=rad.is_incident, anmald=anmald)
        context = {
            "avvikelse": rad,
            "vad": ", ".join(VERB.get(verb, verb) for verb in rad.atkomst.verb),
            "signaler": [SIGNALER[kod] for kod in rad.atkomst.signaler if kod in SIGNALER],
            "fragor": rad.atkomst.fragor.filter(aterkallad=None).select_related("till"),
            "steg": steg,
            "bevis": rad.bevis.select_related("uttaget_av"),
            "klocka": klocka,
            "for_sent": bool(klocka and klocka.is_late(timezone.now())),
            "hinder": hinder_for_close(is_incident=rad.is_incident, gjorda=gjorda, slutsats=""),
            "far": may_investigate(self.user, rad),
            "far_ta_bevis": bool(may_take_evidence(self.user, rad)),
        }
        return render(request, "granskning/avvikelse.html", context)


class AvvikelseForm(FormSvar, AvvikelseSida, FormView):
    """Base of what is put down: refused as a whole to whoever does not investigate."""

    gate = Gate(Verb.AVVIKELSE_READ, UTREDARE)
    template_name = "granskning/avvikelse_form.html"
    rubrik = ""
    submit = "Spara"
    klart = "Sparat."
    har_utkast = False

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        require(may_investigate(self.user, self.avvikelse))
        return super().get(request, *args, **kwargs)

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        require(may_investigate(self.user, self.avvikelse))
        if self.har_utkast and request.POST.get("gor") == "utkast":
            self.keep(request.POST)
            messages.success(request, f"Utkast sparat {timezone.localtime():%H:%M}.")
            return see_other(request.get_full_path())
        return super().post(request, *args, **kwargs)

    def get_initial(self) -> dict[str, Any]:
        return super().get_initial() | (self.utkast.innehall if self.utkast else {})

    @cached_property
    def utkast(self) -> Granskningsutkast | None:
        if not self.har_utkast:
            return None
        egna = Granskningsutkast.objects.visible_to(self.user)
        return egna.filter(objekt_id=self.utkast_id).first()

    @property
    def utkast_id(self) -> UUID:
        """One draft for each form of each deviation."""
        return uuid5(self.avvikelse.pk, type(self).__name__)

    def keep(self, post: Any) -> None:
        save_granskningsutkast(
            namnd_id=self.avvikelse.namnd_id,
            objekt_id=self.utkast_id,
            innehall=content_of(post),
            actor=self.user,
        )

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        utkast_url = self.request.path if self.har_utkast else ""
        return super().get_context_data(
            avvikelse=self.avvikelse,
            rubrik=self.rubrik,
            submit=self.submit,
            avbryt_url=self.page_url(),
            utkast_url=utkast_url and f"{utkast_url}utkast/",
            **kwargs,
        )

    def save(self, **data: Any) -> None:
        raise NotImplementedError

    def form_valid(self, form: Any) -> HttpResponse:
        try:
            self.save(**form.cleaned_data)
        except ValidationError as fel:
            form.add_error(None, fel)
            return self.form_invalid(form)
        if self.har_utkast:
            drop_granskningsutkast(objekt_id=self.utkast_id, actor=self.user)
        messages.success(self.request, self.klart)
        return see_other(self.page_url())


class StegView(AvvikelseForm):
    form_class = StegForm
    rubrik = "För in vad som gjordes"
    klart = "Infört."
    har_utkast = True

    def save(self, **data: Any) -> None:
        note_step(avvikelse=self.avvikelse, actor=self.user, **data)


class IncidentView(AvvikelseForm):
    form_class = IncidentForm
    rubrik = "Bedöm om det är en personuppgiftsincident"

    def save(self, **data: Any) -> None:
        classify(avvikelse=self.avvikelse, actor=self.user, **data)


class AnsvarigView(AvvikelseForm):
    form_class = AnsvarigForm
    rubrik = "Utse ansvarig"

    def get_form_kwargs(self) -> dict[str, Any]:
        return super().get_form_kwargs() | {"valbara": kandidater_for(self.avvikelse)}

    def save(self, **data: Any) -> None:
        assign_ansvarig(avvikelse=self.avvikelse, actor=self.user, **data)


class SlutsatsView(AvvikelseForm):
    form_class = SlutsatsForm
    rubrik = "Avsluta avvikelsen"
    submit = "Avsluta"
    klart = "Avvikelsen är avslutad."
    har_utkast = True

    def save(self, **data: Any) -> None:
        close_avvikelse(avvikelse=self.avvikelse, actor=self.user, **data)


MED_UTKAST: dict[str, type[AvvikelseForm]] = {"steg": StegView, "avsluta": SlutsatsView}


class UtkastView(AvvikelseSida):
    """Keeps what is being written in one of the forms."""

    gate = Gate(Verb.LOGGRANSKNING_DRAFT, UTREDARE)

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        require(may_investigate(self.user, self.avvikelse))
        vy = MED_UTKAST.get(kwargs["formular"])
        if vy is None:
            raise Http404
        try:
            save_granskningsutkast(
                namnd_id=self.avvikelse.namnd_id,
                objekt_id=uuid5(self.avvikelse.pk, vy.__name__),
                innehall=content_of(request.POST),
                actor=self.user,
            )
        except ValidationError as fel:
            return HttpResponse(fel.message, status=413)
        return HttpResponse(status=204)


@gate(Verb.AVVIKELSE_READ, roller=UTREDARE, steg_upp=True)
@require_POST
def bevis(request: AuthedRequest, avvikelse: UUID) -> HttpResponse:
    """The entries of the access with their proofs, as one file."""
    synliga = Avvikelse.objects.visible_to(request.user).select_related("atkomst")
    rad = get_object_or_404(synliga, pk=avvikelse)
    if rad.atkomst.akt_id:
        note_read(rad.atkomst.akt_id)
    try:
        _, innehall = take_evidence(avvikelse=rad, actor=request.user)
    except ValidationError as fel:
        messages.error(request, " ".join(fel.messages))
        return see_other(reverse("granskning:avvikelse", args=[rad.pk]))
    return HttpResponse(
        innehall,
        content_type="application/zip",
        headers={"Content-Disposition": f'attachment; filename="bevis-{rad.referens}.zip"'},
    )
