"""Register a report by hand."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.http import HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.views.generic.edit import FormView

from access.gate import Gate
from access.models import Roll
from access.request import InloggadVy
from arenden.actions.handlingar import add_handling
from arenden.actions.inflode import Mottaget, register_inflode
from arenden.forms.inflode import InflodeForm, field_of
from arenden.models import Handling
from arenden.policy import RECEIVING
from arenden.rules.filslag import LARGEST
from arenden.rules.inflode import OgiltigtInflode, parse_inflode
from arenden.views.bas import add_errors, redirect
from audit.verb import Verb


class NyttInflodeView(InloggadVy, FormView):
    gate = Gate(Verb.INFLODE_OPEN, RECEIVING)
    form_class = InflodeForm
    template_name = "arenden/nytt_inflode.html"
    tar_emot_filer = LARGEST

    def get_form_kwargs(self) -> dict[str, Any]:
        return super().get_form_kwargs() | {"user": self.user}

    def form_valid(self, form: InflodeForm) -> HttpResponse:
        try:
            mottaget = self.receive(form)
        except OgiltigtInflode as ogiltigt:
            for fel in ogiltigt.fel:
                form.add_error(field_of(fel.plats), fel.text)
            return self.form_invalid(form)
        except PermissionDenied as nekad:
            form.add_error(None, str(nekad))
            return self.form_invalid(form)
        except ValidationError as ogiltig:
            add_errors(form, ogiltig)
            return self.form_invalid(form)
        if not mottaget.nytt:
            messages.info(self.request, "Anmälan var redan mottagen. Inget har ändrats.")
            return redirect(reverse("insatser:forstasida"))
        if not self.user.has_roll(Roll.handlaggande()):
            messages.success(self.request, "Mottaget. Mottagningen gör nu skyddsbedömningen.")
            return redirect(reverse("arenden:nytt_inflode"))
        messages.success(self.request, "Mottaget. Nu görs skyddsbedömningen.")
        return redirect(reverse("insatser:arende", args=[mottaget.arenden[0].pk]))

    @transaction.atomic
    def receive(self, form: InflodeForm) -> Mottaget:
        """Register the report and, in the akt of each person it names, the file it came as."""
        inflode = parse_inflode(form.as_file(), idag=timezone.localdate())
        mottaget = register_inflode(inflode=inflode, actor=self.user)
        if fil := form.cleaned_data["fil"]:
            for arende in mottaget.arenden:
                add_handling(
                    arende=arende,
                    fil=fil,
                    titel="",
                    slag=Handling.Slag.SKRIVELSE,
                    avsandare=inflode.anmalare.myndighet,
                    inkom=timezone.localdate(inflode.inkom),
                    anmalan=arende.anmalningar.latest("registrerad"),
                    actor=self.user,
                )
        return mottaget

    def form_invalid(self, form: InflodeForm) -> HttpResponse:
        response = super().form_invalid(form)
        response.status_code = 422
        return response
