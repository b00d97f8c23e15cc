"""Destruction for those who decide on it: numbers, rules and days; never what an akt says."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any, ClassVar

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.views.generic import TemplateView, View
from django.views.generic.base import ContextMixin
from django.views.generic.edit import FormView

from access.gate import Gate
from access.middleware import note_read
from access.policy import Decision, require
from access.request import InloggadVy
from arenden import policy
from arenden.actions.gallring import forslag as actions
from arenden.actions.gallring import intyg
from arenden.forms.gallring import AvstaForm
from arenden.models import Gallringsforslag, Gallringsprotokoll
from arenden.models.gallring import ROLLER
from arenden.pdf import gallringsprotokoll_pdf
from arenden.views.bas import redirect
from audit.verb import Verb

PROTOKOLL_PA_SIDAN = 50
KOLUMNER = ("Gallringen gäller", "Omfattning", "Får gallras från", "Klar senast", "Läge")
PROTOKOLLETS_KOLUMNER = ("Gallringen gällde", "Omfattning", "Gallrat", "Rader")


class GallringLista(InloggadVy, TemplateView):
    """What waits for a decision, and the protocols of what is gone."""

    gate = Gate(Verb.GALLRING_READ, ROLLER)
    template_name = "arenden/gallring_lista.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        forslag = Gallringsforslag.objects.visible_to(self.user)
        protokoll = Gallringsprotokoll.objects.visible_to(self.user)
        idag = timezone.localdate()
        return super().get_context_data(**kwargs) | {
            "vantar": [{"forslag": ett, "is_sen": ett.is_late(idag)} for ett in forslag.open()],
            "avslutade": forslag.filter(
                status__in=[Gallringsforslag.Status.AVSTADD, Gallringsforslag.Status.INAKTUELL]
            ).order_by("-foreslagen")[:PROTOKOLL_PA_SIDAN],
            "protokoll": protokoll[:PROTOKOLL_PA_SIDAN],
            "kolumner": [{"namn": namn} for namn in KOLUMNER],
            "protokollkolumner": [{"namn": namn} for namn in PROTOKOLLETS_KOLUMNER],
        }


class GallringSida(ContextMixin, InloggadVy):
    """A page about one proposal, found among those of one's own nämnd."""

    gate = Gate(Verb.GALLRING_READ, ROLLER)
    forslag: Gallringsforslag

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        self.forslag = get_object_or_404(
            Gallringsforslag.objects.visible_to(self.user).select_related(
                "namnd", "forsta_av", "andra_av", "avstadd_av", "protokoll"
            ),
            pk=kwargs["gallring"],
        )
        note_read(self.forslag.akt_id)
        return super().dispatch(request, *args, **kwargs)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(**kwargs) | {
            "forslag": self.forslag,
            "avbryt_url": self.forslag_url(),
        }

    def forslag_url(self) -> str:
        return reverse("arenden:gallring", args=[self.forslag.pk])


class GallringView(GallringSida, TemplateView):
    """One proposal: what, why by every paragraph, how much, and what can be done with it."""

    template_name = "arenden/gallring.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(**kwargs) | {
            "klasser": as_shown(self.forslag.provning),
            "antal": self.forslag.antal,
            "is_sen": self.forslag.is_late(timezone.localdate()),
            "may_approve": policy.may_approve_gallring(self.user, self.forslag),
            "may_decide": policy.may_decide_gallring(self.user, self.forslag),
            "may_undo": policy.may_undo_gallring(self.user, self.forslag),
            "may_decline": policy.may_decline_gallring(self.user, self.forslag),
        }


class GallringBeslut(GallringSida, TemplateView):
    """Ask once more before an act; a post performs it."""

    template_name = "arenden/gallring_bekrafta.html"
    rubrik: ClassVar[str] = ""
    knapp: ClassVar[str] = ""
    klart: ClassVar[str] = ""
    farlig: ClassVar[bool] = False
    foljder: ClassVar[tuple[str, ...]] = ()

    def may(self) -> Decision:
        raise NotImplementedError

    def perform(self) -> None:
        raise NotImplementedError

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        require(self.may())
        return super().get(request, *args, **kwargs)

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        try:
            self.perform()
        except PermissionDenied as nekad:
            messages.error(request, str(nekad))
        except ValidationError as fel:
            messages.error(request, " ".join(fel.messages))
        else:
            messages.success(request, self.klart)
        return redirect(self.forslag_url())

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(**kwargs) | {
            "rubrik": f"{self.rubrik}: {self.forslag}",
            "knapp": self.knapp,
            "farlig": self.farlig,
            "foljder": self.foljder,
        }


class GallringGodkann(GallringBeslut):
    rubrik = "Godkänn gallring"
    knapp = "Godkänn"
    klart = "Godkänt. Nu behöver en annan person besluta."
    foljder = (
        "En annan person prövar förslaget och beslutar.",
        "Du kan ta tillbaka ditt godkännande till dess att beslutet är fattat.",
    )

    def may(self) -> Decision:
        return policy.may_approve_gallring(self.user, self.forslag)

    def perform(self) -> None:
        actions.approve_gallring(forslag=self.forslag, actor=self.user)


class GallringBesluta(GallringBeslut):
    """The second person; asks for a fresh second factor."""

    gate = Gate(Verb.GALLRING_READ, ROLLER, steg_upp=True)
    rubrik = "Besluta om gallring"
    knapp = "Besluta och gallra"
    klart = "Beslutat. Gallringen verkställs strax."
    farlig = True
    foljder = (
        "Reglerna prövas en gång till. Har något skrivits i akten gallras ingenting.",
        "Handlingarna tas bort ur alla tabeller. Gallras hela akten förstörs även dess nyckel.",
        "Ett gallringsprotokoll och ett signerat intyg sparas. Loggen om akten finns kvar.",
    )

    def may(self) -> Decision:
        return policy.may_decide_gallring(self.user, self.forslag)

    def perform(self) -> None:
        actions.decide_gallring(forslag=self.forslag, actor=self.user)


class GallringAngra(GallringBeslut):
    rubrik = "Ta tillbaka godkännandet"
    knapp = "Ta tillbaka"
    klart = "Ditt godkännande är tillbakataget."
    foljder = ("Förslaget väntar åter på ett första godkännande.",)

    def may(self) -> Decision:
        return policy.may_undo_gallring(self.user, self.forslag)

    def perform(self) -> None:
        actions.undo_gallring(forslag=self.forslag, actor=self.user)


class GallringAvsta(GallringSida, FormView):
    """Not now, for one of the reasons that can be chosen."""

    form_class = AvstaForm
    template_name = "arenden/gallring_avsta.html"

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        require(policy.may_decline_gallring(self.user, self.forslag))
        return super().get(request, *args, **kwargs)

    def form_valid(self, form: AvstaForm) -> HttpResponse:
        try:
            actions.decline_gallring(forslag=self.forslag, actor=self.user, **form.cleaned_data)
        except PermissionDenied as nekad:
            form.add_error(None, str(nekad))
            return self.form_invalid(form)
        messages.success(self.request, "Akten gallras inte nu.")
        return redirect(self.forslag_url())

    def form_invalid(self, form: AvstaForm) -> HttpResponse:
        response = super().form_invalid(form)
        response.status_code = 422
        return response


class ProtokollSida(InloggadVy):
    """A protocol of one's own nämnd."""

    protokoll: Gallringsprotokoll

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        self.protokoll = get_object_or_404(
            Gallringsprotokoll.objects.visible_to(self.user).select_related(
                "namnd", "forsta_av", "andra_av"
            ),
            pk=kwargs["protokoll"],
        )
        note_read(self.protokoll.akt_id)
        return super().dispatch(request, *args, **kwargs)


class ProtokollView(ProtokollSida, TemplateView):
    gate = Gate(Verb.GALLRING_READ, ROLLER)
    template_name = "arenden/gallring_protokoll.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(**kwargs) | {
            "protokoll": self.protokoll,
            "klasser": as_shown(self.protokoll.provning),
            "is_whole": intyg.is_whole(self.protokoll),
        }


class ProtokollPdf(ProtokollSida, View):
    gate = Gate(Verb.GALLRING_READ_PDF, ROLLER)

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        return _file(
            gallringsprotokoll_pdf(self.protokoll),
            "application/pdf",
            f"gallringsprotokoll-{self.protokoll.pk}.pdf",
        )


class IntygFil(ProtokollSida, View):
    gate = Gate(Verb.GALLRING_READ_PDF, ROLLER)

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        return _file(
            self.protokoll.intyg.encode(),
            "text/plain; charset=utf-8",
            f"gallringsintyg-{self.protokoll.pk}.txt",
        )


def as_shown(provning: Iterable[dict[str, Any]]) -> list[dict[str, Any]]:
    """A stored try with its days as dates."""
    return [
        klass
        | {
            "forfaller": _day(klass["forfaller"]),
            "skal": [skal | {"till": _day(skal["till"])} for skal in klass["skal"]],
        }
        for klass in provning
    ]


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None


def _file(body: bytes, content_type: str, namn: str) -> HttpResponse:
    return HttpResponse(
        body,
        content_type=content_type,
        headers={"Content-Disposition": f'attachment; filename="{namn}"'},
    )
