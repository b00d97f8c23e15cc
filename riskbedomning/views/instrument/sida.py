"""What the pages of one version share. None of them leads to an ärende or a person."""

from __future__ import annotations

from typing import Any, ClassVar

from django import forms
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.views.generic.base import ContextMixin, View
from django.views.generic.edit import FormView

from access.gate import Gate
from access.models import Roll
from access.policy import Decision, require
from access.request import InloggadVy
from arenden.views.bas import add_errors, redirect
from audit.verb import Verb
from riskbedomning.models import Instrumentversion

METODLEDARE = (Roll.METODLEDARE,)


class VersionSida(ContextMixin, InloggadVy):
    """Finds the version of the address among those the user may see."""

    gate = Gate(Verb.INSTRUMENT_READ, METODLEDARE)
    kwargs: dict[str, Any]
    version: Instrumentversion

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        self.version = get_object_or_404(
            Instrumentversion.objects.visible_to(self.user).select_related(
                "instrument", "forfattare", "granskad_av", "bygger_pa__instrument"
            ),
            pk=kwargs["version"],
        )
        self.prepare()
        return super().dispatch(request, *args, **kwargs)

    def prepare(self) -> None:
        """Find what else the page is about; raise Http404 or PermissionDenied to refuse it."""

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """«version» is left to the program, which names its own at the foot of every page."""
        page = {namn: varde for namn, varde in kwargs.items() if namn != "version"}
        return super().get_context_data(**page, instrumentversion=self.version)

    def version_url(self, version: Instrumentversion | None = None) -> str:
        return reverse("riskbedomning:instrumentversion", args=[(version or self.version).pk])


class VersionFormView(VersionSida, FormView):
    """A form about a version; `may` decides whether it opens, and the action asks anew."""

    template_name = "riskbedomning/instrument/form.html"
    rubrik: ClassVar[str] = ""
    submit: ClassVar[str] = "Spara"
    klart: ClassVar[str] = "Sparat."

    def may(self) -> Decision:
        raise NotImplementedError

    def perform(self, data: dict[str, Any]) -> None:
        raise NotImplementedError

    def prepare(self) -> None:
        require(self.may())

    def form_valid(self, form: forms.Form) -> HttpResponse:
        try:
            self.perform(form.cleaned_data)
        except ValidationError as fel:
            add_errors(form, fel)
            return self.form_invalid(form)
        messages.success(self.request, self.klart)
        return redirect(self.get_success_url())

    def form_invalid(self, form: forms.Form) -> HttpResponse:
        response = super().form_invalid(form)
        response.status_code = 422
        return response

    def get_success_url(self) -> str:
        return self.version_url()

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(
            rubrik=self.rubrik, submit=self.submit, avbryt_url=self.version_url(), **kwargs
        )


class VersionPostView(VersionSida, View):
    """A button: does one thing and leads back, with what hindered it if something did."""

    http_method_names = ["post"]
    klart: ClassVar[str] = ""
    ankare: str = ""

    def perform(self) -> None:
        raise NotImplementedError

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        try:
            self.perform()
        except ValidationError as fel:
            for text in fel.messages:
                messages.error(request, text)
        else:
            if self.klart:
                messages.success(request, self.klart)
        return redirect(self.version_url() + self.ankare)
