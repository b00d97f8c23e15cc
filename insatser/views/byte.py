"""A case that is taken, handed over, opened again; a utredning that is taken back."""

from __future__ import annotations

from typing import Any, ClassVar

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse

from access.gate import Gate
from access.models import Roll
from access.policy import Decision, deny
from arenden.actions.tilldelning import take_arende
from arenden.views.bas import ArendeFormView, ArendeSida, redirect
from audit.verb import Verb
from insatser import policy
from insatser.actions import ateroppna, overlamning
from insatser.forms.motor import OverlamningForm, SkalForm, TillbakaForm
from insatser.models import Overlamning

HANDLAGGANDE = Roll.handlaggande()


class Arendeknapp(ArendeSida):
    """A button on the page of an ärende: does something at once, and tells what came of it."""

    klart: ClassVar[str] = ""
    http_method_names = ["post"]

    def perform(self) -> str:
        """Do it; returns where to go."""
        raise NotImplementedError

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        try:
            with transaction.atomic():
                url = self.perform()
        except PermissionDenied as nekad:
            messages.error(request, str(nekad))
        except ValidationError as fel:
            messages.error(request, " ".join(fel.messages))
        else:
            messages.success(request, self.klart)
            return redirect(url)
        return redirect(self.arende_url())


class TaArendeView(Arendeknapp):
    gate = Gate(Verb.ARENDE_TAKE, HANDLAGGANDE)
    klart = "Ärendet är ditt."

    def perform(self) -> str:
        take_arende(arende=self.arende, actor=self.user)
        return self.arende_url()


class AngraUtredningView(Arendeknapp):
    gate = Gate(Verb.ARENDE_UNDO, HANDLAGGANDE)
    klart = "Utredningen är öppen igen. Allt du skrev finns kvar."

    def perform(self) -> str:
        ateroppna.undo_utredning(arende=self.arende, actor=self.user)
        return reverse("arenden:utredning", args=[self.arende.pk])


class OppnaArendeView(ArendeFormView):
    gate = Gate(Verb.ARENDE_REOPEN, Roll.ledande())
    form_class = SkalForm
    template_name = "insatser/oppna_arende.html"
    rubrik = "Öppna ärendet igen"
    submit = "Öppna igen"
    formular = "oppna_arende"
    autosave = False
    klart = "Ärendet är öppet igen, vid sitt avslut."

    def may(self) -> Decision:
        if not (tillatet := policy.may_reopen(self.user, self.arende)):
            return tillatet
        hinder = ateroppna.hinder_for_reopening(self.arende)
        return deny(hinder) if hinder else tillatet

    def perform(self, data: dict[str, Any]) -> None:
        ateroppna.reopen_arende(arende=self.arende, actor=self.user, **data)


class OverlamnaView(ArendeFormView):
    gate = Gate(Verb.OVERLAMNING_READ, HANDLAGGANDE)
    form_class = OverlamningForm
    template_name = "insatser/overlamna.html"
    rubrik = "Lämna över ärendet"
    submit = "Lämna över"
    formular = "overlamning"
    klart = "Ärendet är erbjudet. Du har kvar det tills din kollega har svarat."

    def may(self) -> Decision:
        return policy.may_offer(self.user, self.arende)

    def get_form_kwargs(self) -> dict[str, Any]:
        return super().get_form_kwargs() | {"arende": self.arende}

    def perform(self, data: dict[str, Any]) -> None:
        overlamning.offer_arende(arende=self.arende, actor=self.user, **data)


class OverlamningSida(ArendeSida):
    """A page or a button about the hand-over that waits for an answer."""

    def prepare(self) -> None:
        self.overlamning = get_object_or_404(
            Overlamning.objects.waiting().select_related("fran", "till"), arende=self.arende
        )
        self.overlamning.arende = self.arende


class OverlamningView(OverlamningSida, ArendeFormView):
    """The note, for both; the receiver takes the case or says why not."""

    gate = Gate(Verb.OVERLAMNING_READ, HANDLAGGANDE)
    form_class = TillbakaForm
    template_name = "insatser/overlamning.html"
    rubrik = "Överlämning av ärendet"
    submit = "Skicka tillbaka"
    formular = "overlamning_tillbaka"
    autosave = False
    klart = "Ärendet är tillbaka hos din kollega."

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(
            overlamning=self.overlamning,
            kan_svara=policy.may_answer_offer(self.user, self.overlamning),
            kan_dra_in=policy.may_withdraw_offer(self.user, self.arende, self.overlamning),
            **kwargs,
        )

    def perform(self, data: dict[str, Any]) -> None:
        overlamning.return_overlamning(overlamning=self.overlamning, actor=self.user, **data)

    def get_success_url(self) -> str:
        return reverse("insatser:arendelista")


class TaEmotView(OverlamningSida, Arendeknapp):
    gate = Gate(Verb.OVERLAMNING_ACCEPT, HANDLAGGANDE)
    klart = "Ärendet är ditt."

    def perform(self) -> str:
        overlamning.accept_overlamning(overlamning=self.overlamning, actor=self.user)
        return self.arende_url()


class DraInView(OverlamningSida, Arendeknapp):
    gate = Gate(Verb.OVERLAMNING_WITHDRAW, HANDLAGGANDE)
    klart = "Överlämningen är indragen. Ärendet är kvar hos sin handläggare."

    def perform(self) -> str:
        overlamning.withdraw_overlamning(overlamning=self.overlamning, actor=self.user)
        return self.arende_url()
