"""For metodledare: the templates that notes may begin with."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.views.generic import TemplateView
from django.views.generic.edit import FormView

from access.gate import Gate
from access.models import Roll
from access.policy import GRANTED, Decision, require
from access.request import InloggadVy
from access.views.svar import FormSvar, see_other
from arenden.actions import textmall
from arenden.forms.textmall import SistaDagForm, TextmallForm
from arenden.models import Textmall
from arenden.policy import may_change_textmall, may_publish_textmall
from arenden.views.bas import add_errors
from audit.verb import Verb

GRIND = Gate(Verb.TEXTMALL_READ, {Roll.METODLEDARE})
FALT = ("slag", "namn", "stod", "giltig_fran")


class TextmallarView(InloggadVy, TemplateView):
    """Every template: drafts first, then those that are offered, then those that were."""

    gate = GRIND
    template_name = "arenden/textmallar.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        idag = timezone.localdate()
        mallar = list(Textmall.objects.select_related("skriven_av", "publicerad_av", "ersatter"))
        return super().get_context_data(
            delar=[
                {
                    "rubrik": "Utkast",
                    "mallar": [
                        {
                            "mall": mall,
                            "kan_andra": may_change_textmall(self.user, mall),
                            "kan_publicera": may_publish_textmall(self.user, mall),
                        }
                        for mall in mallar
                        if not mall.is_publicerad
                    ],
                },
                {
                    "rubrik": "Publicerade",
                    "mallar": [{"mall": m} for m in mallar if _is_offered(m, idag)],
                },
                {
                    "rubrik": "Tidigare",
                    "mallar": [
                        {"mall": m, "tidigare": True}
                        for m in mallar
                        if m.is_publicerad and not _is_offered(m, idag)
                    ],
                },
            ],
            **kwargs,
        )


def _is_offered(mall: Textmall, idag: Any) -> bool:
    return mall.is_publicerad and (mall.giltig_till is None or mall.giltig_till >= idag)


class MallFormView(FormSvar, InloggadVy, FormView):
    """A form about the templates. Subclasses give `perform`, and `may` where not everyone may."""

    gate = GRIND
    form_class: type[forms.Form] = TextmallForm
    template_name = "arenden/textmall.html"
    rubrik = ""
    submit = "Spara"
    klart = "Mallen är sparad som utkast. En annan metodledare publicerar den."
    mall: Textmall | None = None

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        super().setup(request, *args, **kwargs)
        if "mall" in kwargs:
            self.mall = get_object_or_404(Textmall, pk=kwargs["mall"])

    def may(self) -> Decision:
        return GRANTED

    def perform(self, data: dict[str, Any]) -> None:
        raise NotImplementedError

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        require(self.may())
        return super().get(request, *args, **kwargs)

    def get_initial(self) -> dict[str, Any]:
        given = {falt: getattr(self.mall, falt) for falt in FALT} if self.mall else {}
        return {"giltig_fran": timezone.localdate(), "till": timezone.localdate()} | given

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(
            rubrik=self.rubrik,
            submit=self.submit,
            mall=self.mall,
            avbryt_url=reverse("arenden:textmallar"),
            **kwargs,
        )

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
        return see_other(reverse("arenden:textmallar"))


class NyTextmallView(MallFormView):
    rubrik = "Ny mall"

    def perform(self, data: dict[str, Any]) -> None:
        textmall.write_textmall(actor=self.user, **data)


class AndraTextmallView(MallFormView):
    rubrik = "Ändra utkastet"

    def may(self) -> Decision:
        return may_change_textmall(self.user, self._mall())

    def perform(self, data: dict[str, Any]) -> None:
        textmall.change_textmall(mall=self._mall(), actor=self.user, **data)

    def _mall(self) -> Textmall:
        return get_object_or_404(Textmall, pk=self.kwargs["mall"])


class ErsattTextmallView(MallFormView):
    """A new wording of a published template; the old one is offered until the new one begins."""

    rubrik = "Ny lydelse av mallen"

    def get_initial(self) -> dict[str, Any]:
        return super().get_initial() | {"giltig_fran": timezone.localdate()}

    def perform(self, data: dict[str, Any]) -> None:
        textmall.write_textmall(actor=self.user, ersatter=self.mall, **data)


class PubliceraTextmallView(MallFormView):
    """The template as it will be offered, and the button that makes it so."""

    form_class = forms.Form
    rubrik = "Publicera mallen"
    submit = "Publicera"
    klart = "Mallen är publicerad."

    def may(self) -> Decision:
        return may_publish_textmall(self.user, self._mall())

    def perform(self, data: dict[str, Any]) -> None:
        textmall.publish_textmall(mall=self._mall(), actor=self.user)

    def _mall(self) -> Textmall:
        return get_object_or_404(Textmall, pk=self.kwargs["mall"])


class AvslutaTextmallView(MallFormView):
    form_class = SistaDagForm
    rubrik = "Sluta erbjuda mallen"
    submit = "Sätt sista dag"
    klart = "Sista dagen är satt."

    def perform(self, data: dict[str, Any]) -> None:
        mall = get_object_or_404(Textmall, pk=self.kwargs["mall"])
        textmall.end_textmall(mall=mall, actor=self.user, **data)
