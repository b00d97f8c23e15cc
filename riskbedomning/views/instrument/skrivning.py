"""Writing a draft: begun anew or copied, and changed factor by factor by its author."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.views.generic import TemplateView

from access.gate import Gate
from access.policy import Decision, require
from access.request import InloggadVy
from arenden.views.bas import add_errors, redirect
from arenden.views.formularutkast import MedUtkast
from audit.verb import Verb
from riskbedomning import policy
from riskbedomning.actions import instrument as actions
from riskbedomning.forms.instrument import (
    FaktorForm,
    KopieraForm,
    NyttInstrumentForm,
    UppgifterForm,
    initial_of,
)
from riskbedomning.models import Faktor
from riskbedomning.views.instrument.sida import (
    METODLEDARE,
    VersionFormView,
    VersionPostView,
    VersionSida,
)


class NyttInstrumentView(MedUtkast, InloggadVy):
    """An instrument that is not there yet, with its first draft."""

    gate = Gate(Verb.INSTRUMENT_READ, METODLEDARE)
    form_class = NyttInstrumentForm
    template_name = "riskbedomning/instrument/nytt.html"

    def form_valid(self, form: NyttInstrumentForm) -> HttpResponse:
        try:
            utkast = actions.create_instrument(actor=self.user, **form.cleaned_data)
        except ValidationError as fel:
            add_errors(form, fel)
            return self.form_invalid(form)
        messages.success(self.request, "Instrumentet är påbörjat. Bara du kan ändra i utkastet.")
        return redirect(reverse("riskbedomning:instrumentversion", args=[utkast.pk]))

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(
            rubrik="Nytt instrument",
            submit="Skapa utkast",
            avbryt_url=reverse("riskbedomning:instrument"),
            **kwargs,
        )


class KopieraVersionView(MedUtkast, VersionFormView):
    rubrik = "Ny version"
    submit = "Skapa utkast"
    klart = "Utkastet är skapat. Bara du kan ändra i det."
    form_class = KopieraForm

    def may(self) -> Decision:
        return policy.may_copy_instrument(self.user, self.version)

    def perform(self, data: dict[str, Any]) -> None:
        self.kopian = actions.copy_version(version=self.version, actor=self.user, **data)

    def get_success_url(self) -> str:
        return self.version_url(self.kopian)


class SkrivandeFormView(MedUtkast, VersionFormView):
    """A form that changes a draft; for its author only."""

    def may(self) -> Decision:
        return policy.may_change_instrument(self.user, self.version)


class UppgifterView(SkrivandeFormView):
    rubrik = "Om versionen"
    form_class = UppgifterForm

    def get_initial(self) -> dict[str, Any]:
        return initial_of(self.version, UppgifterForm)

    def perform(self, data: dict[str, Any]) -> None:
        actions.change_version(version=self.version, actor=self.user, **data)


class NyFaktorView(SkrivandeFormView):
    rubrik = "Ny faktor"
    submit = "Lägg till faktorn"
    klart = "Faktorn är tillagd sist på sin nivå."
    form_class = FaktorForm

    def may(self) -> Decision:
        return policy.may_add_faktor(self.user, self.version)

    def get_initial(self) -> dict[str, Any]:
        return {namn: self.request.GET.get(namn, "") for namn in ("niva", "slag")}

    def perform(self, data: dict[str, Any]) -> None:
        self.faktor = actions.add_faktor(version=self.version, actor=self.user, **data)

    def get_success_url(self) -> str:
        return f"{self.version_url()}#{self.faktor.kod}"


class EnFaktor(VersionSida):
    """About one factor of the version; another version's is absent."""

    faktor: Faktor

    def prepare(self) -> None:
        self.faktor = get_object_or_404(self.version.faktorer, pk=self.kwargs["faktor"])
        self.faktor.instrumentversion = self.version
        super().prepare()


class FaktorView(EnFaktor, SkrivandeFormView):
    rubrik = "Ändra faktor"
    form_class = FaktorForm

    def get_initial(self) -> dict[str, Any]:
        return initial_of(self.faktor, FaktorForm)

    def perform(self, data: dict[str, Any]) -> None:
        self.faktor = actions.change_faktor(faktor=self.faktor, actor=self.user, **data)

    def get_success_url(self) -> str:
        return f"{self.version_url()}#{self.faktor.kod}"


class FlyttaFaktorView(EnFaktor, VersionPostView):
    """One place up or down among those of the same level and kind."""

    def perform(self) -> None:
        upp = self.request.POST.get("riktning") == "upp"
        riktning = actions.Riktning.UPP if upp else actions.Riktning.NER
        actions.move_faktor(faktor=self.faktor, riktning=riktning, actor=self.user)
        self.ankare = f"#{self.faktor.kod}"


class TaBortFaktorView(EnFaktor, TemplateView):
    template_name = "riskbedomning/instrument/ta_bort.html"

    def prepare(self) -> None:
        super().prepare()
        require(policy.may_change_instrument(self.user, self.version))

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        actions.remove_faktor(faktor=self.faktor, actor=self.user)
        messages.success(request, "Faktorn är borttagen ur utkastet.")
        return redirect(self.version_url())

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        page = {"faktor": self.faktor, "avbryt_url": self.version_url()}
        return super().get_context_data(**(kwargs | page))
