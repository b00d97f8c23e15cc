"""The catalogue of insatser: all of it, one row with its versions, and changing it by two."""

from __future__ import annotations

from typing import Any, ClassVar

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.forms import BaseForm
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.views.generic import TemplateView
from django.views.generic.edit import FormView

from access.gate import Gate
from access.models import Roll
from access.policy import require
from access.request import InloggadVy
from arenden.views.bas import add_errors, redirect
from audit.verb import Verb
from insatser import policy
from insatser.actions import katalog as actions
from insatser.forms.katalog import InsatstypForm, KatalogFilterForm, NyInsatstypForm, ProvaForm
from insatser.models import Insatstyp, Insatstypversion
from insatser.models.insatstyp import INNEHALL
from insatser.models.platser import taken_places
from insatser.rules.katalog import differences
from riskbedomning.views.metodutkast import MedUtkast

LASARE = (*Roll.handlaggande(), Roll.METODLEDARE)
METODLEDARE = (Roll.METODLEDARE,)
KOLUMNER = ("Insats", "För vem", "Nivå", "Form", "Platser")


class KatalogView(InloggadVy, TemplateView):
    """All that may be given today, by whom it is for, level and legal form."""

    gate = Gate(Verb.KATALOG_READ, LASARE)
    template_name = "insatser/katalog/lista.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        form = KatalogFilterForm(self.request.GET or None)
        val = form.cleaned_data if form.is_valid() else {}
        typer = Insatstyp.objects.choosable(timezone.localdate())
        if malgrupp := val.get("malgrupp"):
            typer = typer.filter(malgrupper__contains=[malgrupp])
        if niva := val.get("niva"):
            typer = typer.filter(nivaer__contains=[niva])
        if provning := val.get("provning"):
            typer = typer.filter(provning=provning)
        tagna = taken_places()
        far_andra = bool(policy.may_keep_katalog(self.user))
        forslag = Insatstypversion.objects.filter(status=Insatstypversion.Status.FORSLAG)
        return super().get_context_data(
            filter_form=form,
            rader=[(typ, places_in_words(typ, tagna)) for typ in typer],
            kolumner=[{"namn": namn} for namn in KOLUMNER],
            far_andra=far_andra,
            forslag=forslag.select_related("foreslagen_av") if far_andra else [],
            **kwargs,
        )


class InsatstypView(InloggadVy, TemplateView):
    """What the catalogue says of one insats, and what it has said before."""

    gate = Gate(Verb.KATALOG_READ, LASARE)
    template_name = "insatser/katalog/insatstyp.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        typ = get_object_or_404(Insatstyp, pk=self.kwargs["kod"])
        versioner = Insatstypversion.objects.filter(kod=typ.pk)
        return super().get_context_data(
            typ=typ,
            platser=places_in_words(typ, taken_places()),
            versioner=versioner.select_related("foreslagen_av", "provad_av"),
            far_andra=bool(policy.may_keep_katalog(self.user)),
            **kwargs,
        )


class KatalogFormView(InloggadVy, FormView):
    """A form of the catalogue: refused in words with 422, done with a message and 303."""

    gate = Gate(Verb.KATALOG_READ, METODLEDARE)
    template_name = "insatser/katalog/form.html"
    rubrik: ClassVar[str]
    submit: ClassVar[str]
    klart: ClassVar[str]

    def perform(self, data: dict[str, Any]) -> None:
        raise NotImplementedError

    def form_valid(self, form: BaseForm) -> HttpResponse:
        try:
            self.perform(form.cleaned_data)
        except PermissionDenied as nekad:
            form.add_error(None, str(nekad))
            return self.form_invalid(form)
        except ValidationError as fel:
            add_errors(form, fel)  # type: ignore[arg-type]
            return self.form_invalid(form)
        messages.success(self.request, self.klart)
        return redirect(reverse("insatser:katalog"))

    def form_invalid(self, form: BaseForm) -> HttpResponse:
        response = super().form_invalid(form)
        response.status_code = 422
        return response

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(
            rubrik=self.rubrik,
            submit=self.submit,
            avbryt_url=reverse("insatser:katalog"),
            **kwargs,
        )


class ForeslaView(MedUtkast, KatalogFormView):
    """Propose the next version of a row."""

    rubrik = "Föreslå ändring i katalogen"
    submit = "Skicka förslaget"
    klart = "Förslaget är skickat. En annan metodledare prövar det."
    form_class = InsatstypForm

    def get_initial(self) -> dict[str, Any]:
        return actions.content_of(get_object_or_404(Insatstyp, pk=self.kwargs["kod"]))

    def perform(self, data: dict[str, Any]) -> None:
        actions.propose_version(kod=self.kwargs["kod"], actor=self.user, **data)


class NyInsatstypView(MedUtkast, KatalogFormView):
    rubrik = "Ny insats i katalogen"
    submit = "Skicka förslaget"
    klart = "Förslaget är skickat. En annan metodledare prövar det."
    form_class = NyInsatstypForm

    def perform(self, data: dict[str, Any]) -> None:
        actions.propose_version(actor=self.user, **data)


class ProvaView(KatalogFormView):
    """Read what would change, and agree or not."""

    rubrik = "Pröva förslaget"
    submit = "Spara prövningen"
    klart = "Prövningen är sparad."
    form_class = ProvaForm
    template_name = "insatser/katalog/prova.html"

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        self.forslag = get_object_or_404(
            Insatstypversion.objects.select_related("foreslagen_av"), pk=kwargs["katalogforslag"]
        )
        require(policy.may_try_katalog(self.user, self.forslag))
        return super().dispatch(request, *args, **kwargs)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        typ = Insatstyp.objects.filter(pk=self.forslag.kod).first()
        fore = actions.content_of(typ) if typ else {}
        return super().get_context_data(
            forslag=self.forslag,
            andringar=[
                (_label(ett.falt), _in_words(ett.fore), _in_words(ett.efter))
                for ett in differences(fore, actions.content_of(self.forslag), INNEHALL)
            ],
            **kwargs,
        )

    def perform(self, data: dict[str, Any]) -> None:
        actions.try_version(version=self.forslag, actor=self.user, **data)


def places_in_words(typ: Insatstyp, tagna: dict[str, int]) -> str:
    if typ.platser is None:
        return "Ingen gräns"
    lediga = max(0, typ.platser - tagna.get(typ.pk, 0))
    return f"{lediga} av {typ.platser} lediga"


def _label(falt: str) -> str:
    namn = str(Insatstypversion._meta.get_field(falt).verbose_name)  # type: ignore[union-attr]
    return namn[:1].upper() + namn[1:]


def _in_words(varde: Any) -> str:
    if isinstance(varde, bool):
        return "Ja" if varde else "Nej"
    if isinstance(varde, list):
        return ", ".join(varde)
    return "" if varde is None else str(varde)
