"""A form that is about no akt, whose words are kept until they are sent."""

from __future__ import annotations

from http import HTTPStatus
from typing import Any, ClassVar, cast
from uuid import NAMESPACE_URL, UUID, uuid5

from django import forms
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.functional import cached_property
from django.views.generic.edit import FormView

from access.models import Anvandare
from access.views.svar import FormSvar, see_other
from arenden.actions.formularutkast import drop_formularutkast, save_formularutkast
from arenden.models import Formularutkast
from arenden.views.bas import content_of, typed_in

SPARAR = "utkast"
"""In the address, when what was typed is to be kept and nothing else done."""


class MedUtkast(FormSvar, FormView):
    """Stands before the form view that it keeps. The address says which form, and about what.

    Whoever may not open the form may not leave a draft of it either. `autosave` is off where there
    is nothing to type.
    """

    autosave: ClassVar[bool] = True

    @property
    def writer(self) -> Anvandare:
        return cast("Anvandare", self.request.user)

    @property
    def utkast_id(self) -> UUID:
        return uuid5(NAMESPACE_URL, self.request.path)

    @cached_property
    def utkast(self) -> Formularutkast | None:
        if not self.autosave:
            return None
        return (
            Formularutkast.objects.visible_to(self.writer).filter(objekt_id=self.utkast_id).first()
        )

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not self.autosave:
            return super().post(request, *args, **kwargs)
        if SPARAR in request.GET:
            return self.keep_typed(request)
        gor = request.POST.get("gor")
        if gor == "kasta":
            drop_formularutkast(objekt_id=self.utkast_id, actor=self.writer)
            return see_other(request.path)
        if gor == "utkast":
            return self.keep_and_stay(request)
        response = super().post(request, *args, **kwargs)
        if response.status_code == HTTPStatus.SEE_OTHER:
            drop_formularutkast(objekt_id=self.utkast_id, actor=self.writer)
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
        save_formularutkast(
            objekt_id=self.utkast_id, innehall=content_of(request.POST), actor=self.writer
        )

    def get_form(self, form_class: type[forms.Form] | None = None) -> forms.Form:
        form: forms.Form = super().get_form(form_class)
        if not form.is_bound and self.utkast is not None:
            form.initial = {**form.initial, **typed_in(form, self.utkast.innehall)}
        return form

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        if self.autosave:
            kwargs |= {"utkast": self.utkast, "utkast_url": f"{self.request.path}?{SPARAR}"}
        return super().get_context_data(**kwargs)
