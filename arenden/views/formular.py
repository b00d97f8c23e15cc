"""A form that calls one action, for pages that are not about one ärende."""

from __future__ import annotations

from typing import Any, ClassVar

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.http import HttpResponse

from access.request import InloggadVy
from access.views.svar import see_other
from arenden.views.bas import add_errors
from arenden.views.formularutkast import MedUtkast


class ActionForm(MedUtkast, InloggadVy):
    """303 with a message when it is done, 422 with the reasons when it is not.

    What is typed is kept meanwhile.
    """

    template_name = "formular.html"
    rubrik: ClassVar[str] = ""
    submit: ClassVar[str] = "Spara"
    klart: ClassVar[str] = "Sparat."

    def perform(self, data: dict[str, Any]) -> None:
        """Call the action with the cleaned form; it may raise ValidationError."""
        raise NotImplementedError

    def form_valid(self, form: forms.Form) -> HttpResponse:
        try:
            with transaction.atomic():
                self.perform(form.cleaned_data)
        except PermissionDenied as nekad:
            form.add_error(None, str(nekad))
            return self.form_invalid(form)
        except ValidationError as fel:
            add_errors(form, fel)
            return self.form_invalid(form)
        messages.success(self.request, self.klart)
        return see_other(self.get_success_url())

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        page = {
            "rubrik": self.rubrik,
            "submit": self.submit,
            "avbryt_url": self.get_success_url(),
        }
        return super().get_context_data(**(page | kwargs))
