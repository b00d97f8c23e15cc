"""A form of the method leaders whose words are kept until they are sent."""

from __future__ import annotations

from http import HTTPStatus
from typing import Any, cast
from uuid import NAMESPACE_URL, UUID, uuid5

from django import forms
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.functional import cached_property
from django.views.generic.edit import FormView

from access.models import Anvandare
from access.views.svar import see_other
from arenden.views.bas import content_of
from riskbedomning.actions.metodutkast import drop_metodutkast, save_metodutkast
from riskbedomning.models import Metodutkast

SPARAR = "utkast"
"""In the address, when what was typed is to be kept and nothing else done."""


class MedUtkast(FormView):
    """Stands before the form view that it keeps. The address says which form, and about what.

    Whoever may not open the form may not leave a draft of it either.
    """

    @property
    def writer(self) -> Anvandare:
        return cast("Anvandare", self.request.user)

    @property
    def utkast_id(self) -> UUID:
        return uuid5(NAMESPACE_URL, self.request.path)

    @cached_property
    def utkast(self) -> Metodutkast | None:
        return Metodutkast.objects.visible_to(self.writer).filter(objekt_id=self.utkast_id).first()

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if SPARAR in request.GET:
            return self.keep_typed(request)
        gor = request.POST.get("gor")
        if gor == "kasta":
            drop_metodutkast(objekt_id=self.utkast_id, actor=self.writer)
            return see_other(request.path)
        if gor == "utkast":
            return self.keep_and_stay(request)
        response = super().post(request, *args, **kwargs)
        if response.status_code == HTTPStatus.SEE_OTHER:
            drop_metodutkast(objekt_id=self.utkast_id, actor=self.writer)
        return response

    def keep_typed(self, request: HttpRequest) -> HttpResponse:
        """Keep the fields as they are; 413 if they are larger than any form takes."""
        try:
            self.keep(request)
        except ValidationError as fel:
            return HttpResponse(fel.message, status=413)
        return HttpResponse(status=204)

    def keep_and_stay(self, request: HttpRequest) -> HttpResponse:
        """The same by the button, for a page without script."""
        try:
            self.keep(request)
        except ValidationError as fel:
            form = self.get_form()
            form.add_error(None, fel)
            return self.form_invalid(form)
        messages.success(request, f"Utkast sparat {timezone.localtime():%H:%M}.")
        return see_other(request.path)

    def keep(self, request: HttpRequest) -> None:
        save_metodutkast(
            objekt_id=self.utkast_id, innehall=content_of(request.POST), actor=self.writer
        )

    def get_form_kwargs(self) -> dict[str, Any]:
        kwargs = super().get_form_kwargs()
        return kwargs | {"initial": kwargs["initial"] | self.typed()}

    def typed(self) -> dict[str, Any]:
        """The draft as it was left; a box that is absent from it was not ticked."""
        if self.utkast is None:
            return {}
        falt = self.get_form_class().base_fields.items()
        rutor = (forms.BooleanField, forms.MultipleChoiceField)
        urkryssade = {namn: None for namn, ett in falt if isinstance(ett, rutor)}
        skrivet: dict[str, Any] = self.utkast.innehall
        return urkryssade | skrivet

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(
            utkast=self.utkast, utkast_url=f"{self.request.path}?{SPARAR}", **kwargs
        )
