"""Accounts, duties and grants, for the administrator. Nothing here tells whom an akt is about."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.paginator import Paginator
from django.db import transaction
from django.db.models import Prefetch, Q
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.views.generic import FormView, TemplateView
from django.views.generic.base import ContextMixin

from access import actions, policy
from access.forms.anvandare import AnvandareForm, SokForm, UppdragForm
from access.gate import Gate, gate
from access.inloggning import aterstallning, engangskod, legitimation, losenord
from access.models import Anvandare, Enhet, Omfattning, Roll, Tilltrade, Uppdrag
from access.request import AuthedRequest, InloggadVy
from access.views.svar import FormSvar, see_other
from audit.verb import Verb

ADMINISTRATOR = {Roll.ADMINISTRATOR}
ANDRA = Gate(Verb.ANVANDARE_READ, ADMINISTRATOR, steg_upp=True)
"""What changes an account asks for a fresh second factor; looking does not."""
PER_SIDA = 25


@gate(Verb.ANVANDARE_LIST, roller=ADMINISTRATOR)
def lista(request: AuthedRequest) -> HttpResponse:
    """Everyone with an account, and the duties they have today."""
    sok = SokForm(request.GET)
    ord_ = sok.cleaned_data["q"] if sok.is_valid() else ""
    nu = Uppdrag.objects.in_force(timezone.localdate()).select_related("namnd", "enhet")
    anvandare = (
        Anvandare.objects.filter(Q(namn__icontains=ord_) | Q(anvandarnamn__icontains=ord_))
        .select_related("organisation")
        .prefetch_related(Prefetch("uppdrag", queryset=nu, to_attr="gallande"))
        .order_by("namn", "id")
    )
    sida = Paginator(anvandare, PER_SIDA).get_page(request.GET.get("sida"))
    context = {
        "filter_form": sok,
        "rensa_url": reverse("access:anvandare") if ord_ else "",
        "sida": sida,
        "antal_text": _antal(sida.paginator.count),
        "kolumner": [{"namn": n} for n in ("Namn", "Användarnamn", "Uppdrag nu", "Konto")],
    }
    return render(request, "access/anvandare.html", context)


class AnvandareSida(ContextMixin, InloggadVy):
    """A page about one account."""

    gate = Gate(Verb.ANVANDARE_READ, ADMINISTRATOR)
    anvandare: Anvandare

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        self.anvandare = get_object_or_404(
            Anvandare.objects.select_related("organisation"), pk=kwargs["anvandare"]
        )
        return super().dispatch(request, *args, **kwargs)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(**kwargs) | {
            "anvandare": self.anvandare,
            "avbryt_url": self.get_success_url(),
        }

    def get_success_url(self) -> str:
        return reverse("access:visa_anvandare", args=[self.anvandare.pk])


class AnvandareView(AnvandareSida, TemplateView):
    template_name = "access/visa_anvandare.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        tilltraden = Tilltrade.objects.filter(anvandare=self.anvandare).select_related("given_av")
        sida = Paginator(tilltraden.order_by("-fran", "-id"), PER_SIDA).get_page(
            self.request.GET.get("sida")
        )
        beslut = policy.may_administer(self.user, self.anvandare)
        return super().get_context_data(
            uppdrag=self.anvandare.uppdrag.select_related("namnd", "enhet").order_by("-fran"),
            i_dag=timezone.localdate(),
            sida=sida,
            rader=_with_reach(list(sida)),
            kolumner=[{"namn": n} for n in ("Gäller", "Nivå", "Skäl", "Från", "Till", "Gavs av")],
            may_change=beslut.allowed and self.anvandare.is_active,
            varfor_inte=beslut.reason,
            har_faktor=engangskod.has_factor(self.anvandare),
            antal_sessioner=self.anvandare.sessioner.live().exclude(faktor="").count(),
            legitimation=legitimation.is_on(),
            begaran=(begaran := aterstallning.waiting_for(self.anvandare)),
            may_confirm=policy.may_confirm_reset(
                self.user, self.anvandare, begaran.begard_av_id if begaran else None
            ).allowed,
            **kwargs,
        )


class AdminFormView(FormSvar, FormView, InloggadVy):
    """Perform an action; tell its refusal where it was asked."""

    klart = ""

    def perform(self, data: dict[str, Any]) -> None:
        raise NotImplementedError

    def form_valid(self, form: Any) -> HttpResponse:
        try:
            with transaction.atomic():
                self.perform(form.cleaned_data)
        except PermissionDenied as nekad:
            form.add_error(None, str(nekad))
            return self.form_invalid(form)
        except ValidationError as fel:
            form.add_error(None, fel.messages)
            return self.form_invalid(form)
        messages.success(self.request, self.klart)
        return see_other(self.get_success_url())


class NyAnvandareView(AdminFormView):
    gate = ANDRA
    form_class = AnvandareForm
    template_name = "access/form_sida.html"
    klart = "Kontot finns nu. Ge det ett uppdrag och ta fram länken där personen väljer lösenord."
    extra_context = {"rubrik": "Ny användare", "submit": "Lägg upp användare"}

    def perform(self, data: dict[str, Any]) -> None:
        self.anvandare = actions.create_anvandare(actor=self.user, **data)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(avbryt_url=reverse("access:anvandare"), **kwargs)

    def get_success_url(self) -> str:
        return reverse("access:visa_anvandare", args=[self.anvandare.pk])


class NyttUppdragView(AnvandareSida, AdminFormView):
    gate = ANDRA
    form_class = UppdragForm
    template_name = "access/form_sida.html"
    klart = "Uppdraget är givet."
    extra_context = {"rubrik": "Ge uppdrag", "submit": "Ge uppdrag"}

    def perform(self, data: dict[str, Any]) -> None:
        roll = Roll(data.pop("roll"))
        actions.give_uppdrag(anvandare=self.anvandare, roll=roll, actor=self.user, **data)


class BekraftaView(AnvandareSida, TemplateView):
    """Ask once more before an act that takes effect at once."""

    gate = ANDRA
    template_name = "access/bekrafta.html"
    klart = ""

    def perform(self) -> None:
        raise NotImplementedError

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        try:
            with transaction.atomic():
                self.perform()
        except PermissionDenied as nekad:
            messages.error(request, str(nekad))
        except ValidationError as fel:
            messages.error(request, " ".join(fel.messages))
        else:
            messages.success(request, self.klart)
        return see_other(self.get_success_url())


class AvslutaUppdragView(BekraftaView):
    klart = "Uppdraget är avslutat."

    def perform(self) -> None:
        actions.end_uppdrag(uppdrag=self.uppdrag, actor=self.user)

    @property
    def uppdrag(self) -> Uppdrag:
        gallande = self.anvandare.uppdrag.in_force(timezone.localdate())
        return get_object_or_404(gallande, pk=self.kwargs["uppdrag"])

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(
            rubrik="Avsluta uppdrag",
            text=f"{self.anvandare.namn}: {self.uppdrag}",
            foljder=["Uppdraget upphör efter i dag.", "Dess tillträden upphör genast."],
            knapp="Avsluta uppdraget",
            **kwargs,
        )


class StangView(BekraftaView):
    klart = "Kontot är stängt."

    def perform(self) -> None:
        actions.deactivate_anvandare(anvandare=self.anvandare, actor=self.user)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(
            rubrik="Stäng konto",
            text=f"{self.anvandare.namn} ({self.anvandare.anvandarnamn})",
            foljder=[
                "Personen loggas ut genast och kan inte logga in igen.",
                "Alla tillträden upphör genast.",
                "Namnet står kvar i loggen och i de ärenden som personen har arbetat med.",
            ],
            knapp="Stäng kontot",
            farlig=True,
            **kwargs,
        )


class LosenordslankView(AnvandareSida, TemplateView):
    """Show a link, once, for the administrator to hand over."""

    gate = ANDRA
    http_method_names = ["post"]
    template_name = "access/losenordslank.html"

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        lank = losenord.link_to_choose_password(anvandare=self.anvandare, actor=self.user)
        return self.render_to_response(self.get_context_data(lank=request.build_absolute_uri(lank)))


def _with_reach(tilltraden: list[Tilltrade]) -> list[tuple[Tilltrade, str]]:
    """Each grant with what it reaches: units by name, akter and teams by the end of their id."""
    enheter = Enhet.objects.in_bulk(
        [t.omfattning_id for t in tilltraden if t.omfattning == Omfattning.ENHET]
    )
    return [(t, _reach(t, enheter)) for t in tilltraden]


def _reach(tilltrade: Tilltrade, enheter: dict[Any, Enhet]) -> str:
    if enhet := enheter.get(tilltrade.omfattning_id):
        return f"Alla akter i {enhet}"
    slag = "team" if tilltrade.omfattning == Omfattning.TEAM else "akt"
    return f"{slag} …{str(tilltrade.omfattning_id)[-6:]}"


def _antal(antal: int) -> str:
    return "1 användare" if antal == 1 else f"{antal} användare"
