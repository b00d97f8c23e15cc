"""Staffing, for those who lead: absences and cover, passes on call, delegations."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.db.models import Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.views.generic import TemplateView
from django.views.generic.edit import FormView

from access.actions.delegation import end_delegation, give_delegation
from access.actions.franvaro import appoint_ersattare, end_franvaro
from access.actions.jav import end_javuppgift
from access.actions.jour import end_jourpass, give_jourpass
from access.behorighet import staff_led_by
from access.forms.bemanning import DelegationForm, FranvaroForm, JourpassForm
from access.gate import Gate, gate
from access.models import Delegation, Franvaro, Javuppgift, Jourpass, Roll
from access.request import AuthedRequest, InloggadVy
from access.rules.delegation import all_punkter
from access.views.svar import FormSvar, see_other
from audit.verb import Verb

LEDANDE = Roll.ledande()


@gate(Verb.BEMANNING_READ, roller=LEDANDE)
def oversikt(request: AuthedRequest) -> HttpResponse:
    """What is in force or to come in the nämnder where the user leads."""
    arter = {punkt.arendetyp: punkt.namn for punkt in all_punkter()}
    delegationer = _delegationer(request.user).select_related("anvandare", "enhet", "given_av")
    context = {
        "franvaron": _franvaron(request.user).select_related("anvandare", "ersattare", "given_av"),
        "jourpass": _jourpass(request.user).select_related("anvandare", "namnd", "given_av"),
        "javuppgifter": _javuppgifter(request.user).select_related("anvandare"),
        "delegationer": [(rad, arter.get(rad.arendetyp, rad.arendetyp)) for rad in delegationer],
    }
    return render(request, "access/bemanning.html", context)


def _franvaron(user: Any) -> Any:
    return Franvaro.objects.unended(timezone.localdate()).filter(anvandare__in=staff_led_by(user))


def _jourpass(user: Any) -> Any:
    egna = Q(namnd__in=user.namnder(LEDANDE)) | Q(anvandare__in=staff_led_by(user))
    return Jourpass.objects.unended(timezone.now()).filter(egna)


def _delegationer(user: Any) -> Any:
    egna = Delegation.objects.filter(enhet__namnd__in=user.namnder(LEDANDE))
    return egna.unended(timezone.localdate())


def _javuppgifter(user: Any) -> Any:
    """That somebody has declared a number; the number itself is theirs alone to read."""
    colleagues = staff_led_by(user).exclude(pk=user.pk)
    return Javuppgift.objects.in_force().filter(anvandare__in=colleagues)


class GeView(FormSvar, InloggadVy, FormView):
    """A form that gives something for a period."""

    template_name = "access/form_sida.html"
    klart = ""
    rubrik = ""
    submit = ""
    give: Callable[..., Any]

    def get_form_kwargs(self) -> dict[str, Any]:
        return super().get_form_kwargs() | {"user": self.user}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(
            rubrik=self.rubrik,
            submit=self.submit,
            avbryt_url=self.get_success_url(),
            **kwargs,
        )

    def form_valid(self, form: Any) -> HttpResponse:
        try:
            with transaction.atomic():
                type(self).give(actor=self.user, **form.cleaned_data)
        except PermissionDenied as nekad:
            form.add_error(None, str(nekad))
            return self.form_invalid(form)
        except ValidationError as fel:
            form.add_error(None, fel)
            return self.form_invalid(form)
        messages.success(self.request, self.klart)
        return see_other(self.get_success_url())

    def get_success_url(self) -> str:
        return reverse("access:bemanning")


class NyFranvaroView(GeView):
    gate = Gate(Verb.BEMANNING_READ, LEDANDE)
    form_class = FranvaroForm
    rubrik = "Ersättare vid frånvaro"
    submit = "Utse ersättare"
    klart = "Ersättaren når kollegans ärenden under frånvaron."
    give = appoint_ersattare


class NyttJourpassView(GeView):
    gate = Gate(Verb.BEMANNING_READ, LEDANDE)
    form_class = JourpassForm
    rubrik = "Nytt jourpass"
    submit = "Lägg passet"
    klart = "Passet är lagt. Mottagningen är öppen för personen under passet."
    give = give_jourpass


class NyDelegationView(GeView):
    gate = Gate(Verb.BEMANNING_READ, LEDANDE, steg_upp=True)
    form_class = DelegationForm
    rubrik = "Ny delegation"
    submit = "Delegera"
    klart = "Delegationen gäller under perioden."
    give = give_delegation


class AvslutaView(InloggadVy, TemplateView):
    """Ask once more, then end what was given."""

    template_name = "access/bekrafta.html"
    rubrik = ""
    foljd = ""
    klart = ""

    def found(self) -> Any:
        raise NotImplementedError

    def end(self, rad: Any) -> None:
        raise NotImplementedError

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(
            rubrik=self.rubrik,
            text=str(self.rad),
            foljder=[self.foljd],
            knapp="Avsluta nu",
            avbryt_url=reverse("access:bemanning"),
            **kwargs,
        )

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        self.rad = get_object_or_404(self.found(), pk=kwargs["handelse_id"])
        return super().dispatch(request, *args, **kwargs)

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        try:
            with transaction.atomic():
                self.end(self.rad)
        except PermissionDenied as nekad:
            messages.error(request, str(nekad))
        except ValidationError as fel:
            messages.error(request, " ".join(fel.messages))
        else:
            messages.success(request, self.klart)
        return see_other(reverse("access:bemanning"))


class AvslutaFranvaroView(AvslutaView):
    gate = Gate(Verb.BEMANNING_READ, LEDANDE)
    rubrik = "Avsluta frånvaron"
    foljd = "Ersättaren når inte längre kollegans ärenden."
    klart = "Frånvaron är avslutad."

    def found(self) -> Any:
        return _franvaron(self.user)

    def end(self, rad: Franvaro) -> None:
        end_franvaro(franvaro=rad, actor=self.user)


class AvslutaJourpassView(AvslutaView):
    gate = Gate(Verb.BEMANNING_READ, LEDANDE)
    rubrik = "Avsluta jourpasset"
    foljd = "Mottagningen stängs för den som har passet."
    klart = "Jourpasset är avslutat."

    def found(self) -> Any:
        return _jourpass(self.user)

    def end(self, rad: Jourpass) -> None:
        end_jourpass(jourpass=rad, actor=self.user)


class AvslutaDelegationView(AvslutaView):
    gate = Gate(Verb.BEMANNING_READ, LEDANDE)
    rubrik = "Avsluta delegationen"
    foljd = "Personen får inte längre besluta, och når inte längre enhetens akter genom den."
    klart = "Delegationen är avslutad."

    def found(self) -> Any:
        return _delegationer(self.user)

    def end(self, rad: Delegation) -> None:
        end_delegation(delegation=rad, actor=self.user)


class AvslutaJavuppgiftView(AvslutaView):
    gate = Gate(Verb.JAV_READ, LEDANDE, steg_upp=True)
    rubrik = "Avsluta jävsuppgift"
    foljd = "Akter som får numret stängs inte längre. De som redan är stängda förblir stängda."
    klart = "Jävsuppgiften är avslutad."

    def found(self) -> Any:
        return _javuppgifter(self.user).select_related("anvandare")

    def end(self, rad: Javuppgift) -> None:
        end_javuppgift(uppgift=rad, actor=self.user)
