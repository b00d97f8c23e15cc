"""Protected personal data: the marking, who is named, and the address compartment."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.views.generic import View

from access.gate import Gate
from access.models import Omfattning, Roll, Skal, Tilltrade
from access.policy import Decision, require
from arenden import policy
from arenden.actions import fack, skydd
from arenden.forms.skydd import AdressForm, FackForm, NamngeForm, SkyddForm, VisaAdressForm
from arenden.models import Namngivning
from arenden.models.akt import Skyddsniva
from arenden.models.skydd import fack_of
from arenden.views.bas import ArendeFormView, ArendeSida, ArendeView, redirect
from audit.verb import Verb

HANDLAGGANDE = Roll.handlaggande()


class SkyddView(ArendeView):
    """Whom a protected akt and its address are open to, and why."""

    gate = Gate(Verb.SKYDD_READ, HANDLAGGANDE)
    template_name = "arenden/skydd.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        skal = {
            rad.tilltrade_id: rad.motivering
            for rad in Namngivning.objects.filter(akt=self.arende.akt_id)
        }
        ifack = Tilltrade.objects.live().filter(
            omfattning=Omfattning.FACK, omfattning_id=fack_of(self.arende.akt_id)
        )
        may_name = policy.may_name(self.user, self.arende)
        return super().get_context_data(
            niva=self.arende.akt.get_skyddsniva_display(),
            named=_rows(skydd.named_for(self.arende.akt_id), skal),
            ifack=_rows(ifack, skal),
            may_set=policy.may_protect(self.user, self.arende, Skyddsniva.SKYDDAD_FOLKBOKFORING),
            may_name=may_name,
            may_write=policy.may_write_adress(self.user, self.arende),
            **kwargs,
        )


class SkyddFormView(ArendeFormView):
    """A form that leads back to the list of the named."""

    gate = Gate(Verb.SKYDD_READ, HANDLAGGANDE)
    autosave = False
    template_name = "arenden/form_sida.html"

    def get_success_url(self) -> str:
        return reverse("arenden:skydd", args=[self.arende.pk])


class SattSkyddView(SkyddFormView):
    rubrik = "Skyddade personuppgifter"
    form_class = SkyddForm
    template_name = "arenden/satt_skydd.html"
    submit = "Spara markeringen"
    klart = "Markeringen gäller från och med nu."

    def may(self) -> Decision:
        return policy.may_protect(self.user, self.arende, Skyddsniva.SEKRETESSMARKERING)

    def get_initial(self) -> dict[str, Any]:
        return {"skyddsniva": self.arende.akt.skyddsniva}

    def perform(self, data: dict[str, Any]) -> None:
        skydd.set_skydd(
            arende=self.arende, skyddsniva=Skyddsniva(data["skyddsniva"]), actor=self.user
        )


class _OppnaView(SkyddFormView):
    gate = Gate(Verb.SKYDD_READ, Roll.ledande())
    submit = "Ge tillträde"

    def may(self) -> Decision:
        return policy.may_name(self.user, self.arende)

    def get_form_kwargs(self) -> dict[str, Any]:
        return super().get_form_kwargs() | {"arende": self.arende, "user": self.user}


class NamngeView(_OppnaView):
    rubrik = "Namnge en person till"
    form_class = NamngeForm
    klart = "Personen är namngiven."

    def perform(self, data: dict[str, Any]) -> None:
        skydd.name_person(arende=self.arende, actor=self.user, **data)


class NamngeFackView(_OppnaView):
    rubrik = "Ge tillträde till adressen"
    form_class = FackForm
    klart = "Personen kan nu visa adressen."

    def perform(self, data: dict[str, Any]) -> None:
        skydd.open_fack(arende=self.arende, actor=self.user, **data)


class SkrivAdressView(SkyddFormView):
    rubrik = "Lägg in skyddad adress"
    form_class = AdressForm
    template_name = "arenden/skriv_adress.html"
    submit = "Lägg in i adressfacket"
    klart = "Uppgiften ligger i adressfacket."

    def may(self) -> Decision:
        return policy.may_write_adress(self.user, self.arende)

    def perform(self, data: dict[str, Any]) -> None:
        fack.write_adress(arende=self.arende, actor=self.user, **data)


class AvslutaNamngivenView(ArendeSida, View):
    gate = Gate(Verb.SKYDD_NAME, Roll.ledande())
    http_method_names = ["post"]

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        tilltrade = get_object_or_404(
            Tilltrade.objects.live(),
            pk=kwargs["tilltrade"],
            skal=Skal.SKYDD,
            kalla=self.arende.akt_id,
        )
        is_own = tilltrade.anvandare_id == self.user.pk
        try:
            skydd.end_named(arende=self.arende, tilltrade_id=tilltrade.pk, actor=self.user)
        except ValidationError as fel:
            messages.error(request, " ".join(fel.messages))
        else:
            messages.success(request, "Personen når inte längre uppgifterna.")
        tillbaka = reverse("arenden:skydd", args=[self.arende.pk])
        is_out = is_own and not policy.may_read(self.user, self.arende.akt)
        return redirect(reverse("insatser:min_dag") if is_out else tillbaka)


class FackView(ArendeSida, View):
    """The address is shown by a deliberate act with a purpose, one showing at a time."""

    gate = Gate(Verb.SKYDD_READ, HANDLAGGANDE)

    def prepare(self) -> None:
        require(policy.may_open_fack(self.user, self.arende))

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        return self.answer(VisaAdressForm())

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        form = VisaAdressForm(request.POST)
        if not form.is_valid():
            return self.answer(form, status=422)
        rad = fack.show_adress(
            arende=self.arende, andamal=form.cleaned_data["andamal"], actor=self.user
        )
        return self.answer(form, rad=rad)

    def answer(self, form: VisaAdressForm, *, status: int = 200, **more: Any) -> HttpResponse:
        context = self.get_context_data(
            form=form, submit="Visa adressen", avbryt_url=self.avbryt_url(), **more
        )
        return render(self.request, "arenden/fack.html", context, status=status)

    def avbryt_url(self) -> str:
        return reverse("arenden:skydd", args=[self.arende.pk])


def _rows(tilltraden: Any, skal: dict[Any, str]) -> list[dict[str, Any]]:
    return [
        {
            "tilltrade": tilltrade,
            "motivering": skal.get(tilltrade.pk, ""),
            "kan_tas_bort": tilltrade.skal == Skal.SKYDD,
        }
        for tilltrade in tilltraden.select_related("anvandare", "given_av").order_by(
            "anvandare__namn", "fran"
        )
    ]
