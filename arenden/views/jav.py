"""Jäv: one's own register of numbers, declaring it in a case, and what those who lead then see."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.forms import Form
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.views.generic import TemplateView
from django.views.generic.edit import FormView

from access.actions.jav import end_jav
from access.behorighet import may_end_jav
from access.gate import Gate
from access.middleware import note_read
from access.models import Jav, Roll
from access.request import InloggadVy
from arenden.actions.jav import declare_jav, declare_jav_by_nummer
from arenden.forms.nodoppning import JavuppgiftForm
from arenden.models import Arende, Personakt
from arenden.views.bas import ArendeFormView, add_errors, redirect
from audit.models import Logghandelse
from audit.verb import Verb

MOST = 200
VERB = {verb.value: verb.label for verb in Verb}


class JavregisterView(InloggadVy, FormView):
    """The numbers that I must be kept from, and a form for one more."""

    gate = Gate(Verb.JAV_READ, (*Roll.handlaggande(), Roll.REGISTRATOR))
    form_class = JavuppgiftForm
    template_name = "arenden/javregister.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        uppgifter = self.user.javuppgifter.in_force()
        return super().get_context_data(uppgifter=uppgifter, **kwargs)

    def form_valid(self, form: JavuppgiftForm) -> HttpResponse:
        try:
            declare_jav_by_nummer(actor=self.user, **form.cleaned_data)
        except ValidationError as fel:
            add_errors(form, fel)
            return self.form_invalid(form)
        messages.success(self.request, "Jävet är anmält. Akter med numret är stängda för dig.")
        return redirect(reverse("arenden:javregister"))

    def form_invalid(self, form: JavuppgiftForm) -> HttpResponse:
        response = super().form_invalid(form)
        response.status_code = 422
        return response


class AnmalJavView(ArendeFormView):
    """Declare jäv in this case: one sees it once more, and then no longer."""

    gate = Gate(Verb.JAV_READ, Roll.handlaggande())
    rubrik = "Anmäl jäv i ärendet"
    form_class = Form
    template_name = "arenden/anmal_jav.html"
    formular = "jav"
    autosave = False
    submit = "Anmäl jäv och lämna ärendet"
    klart = "Jävet är anmält. Ärendet är stängt för dig, och gruppledaren vet om det."
    farlig = True

    def perform(self, data: dict[str, Any]) -> None:
        declare_jav(arende=self.arende, actor=self.user)

    def get_success_url(self) -> str:
        return reverse("insatser:min_dag")


class AnmaltJavView(InloggadVy, TemplateView):
    """For those who lead: whose jäv, in which cases, and what the person had seen before."""

    gate = Gate(Verb.JAV_READ, Roll.ledande())
    template_name = "arenden/anmalt_jav.html"
    jav: Jav

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        akter = Personakt.objects.visible_to(self.user)
        self.jav = get_object_or_404(
            Jav.objects.select_related("anvandare"), pk=kwargs["jav"], akt_id__in=akter.values("pk")
        )
        note_read(self.jav.akt_id)
        return super().dispatch(request, *args, **kwargs)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        lasningar = Logghandelse.objects.filter(
            aktor_id=self.jav.anvandare_id, akt_id=self.jav.akt_id
        ).order_by("-tid", "-id")[: MOST + 1]
        rader = list(lasningar)
        return super().get_context_data(**kwargs) | {
            "jav": self.jav,
            "arenden": Arende.objects.visible_to(self.user).filter(akt_id=self.jav.akt_id),
            "handelser": [(rad.tid, VERB.get(rad.verb, rad.verb)) for rad in rader[:MOST]],
            "fler": len(rader) > MOST,
            "far_avsluta": may_end_jav(self.user, self.jav.anvandare),
        }

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        try:
            end_jav(jav=self.jav, actor=self.user)
        except PermissionDenied as nekad:
            messages.error(request, str(nekad))
        except ValidationError as fel:
            messages.error(request, " ".join(fel.messages))
        else:
            messages.success(request, "Jävet är avslutat.")
        return redirect(reverse("arenden:anmalt_jav", args=[self.jav.pk]))
