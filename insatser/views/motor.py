"""What happens to an arbetsgång besides its steps: regret, anew, passing over, pause, opening."""

from __future__ import annotations

from typing import Any, ClassVar
from urllib.parse import urlencode

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse

from access.gate import Gate
from access.models import Roll
from access.policy import Decision
from arenden.views.bas import ArendeFormView, ArendeSida, redirect
from audit.verb import Verb
from insatser import policy
from insatser.actions import omtag, uppehall
from insatser.fard import gangvag
from insatser.forms.motor import HoppaForm, SkalForm
from insatser.models import Arbetsgang, Stegutfall

HANDLAGGANDE = Roll.handlaggande()


class Gangsida(ArendeSida):
    """A page or a button about one arbetsgång of the ärende."""

    flik = "gangar"

    def prepare(self) -> None:
        self.gang = get_object_or_404(Arbetsgang, arende=self.arende, pk=self.kwargs["gang"])
        self.gang.arende = self.arende

    def gang_url(self) -> str:
        return reverse("insatser:arbetsgang", args=[self.arende.pk, self.gang.pk])

    def steg_url(self, steg: str, part: Any = None) -> str:
        url = reverse("insatser:arbetsgangssteg", args=[self.arende.pk, self.gang.pk, steg])
        return f"{url}?{urlencode({'part': part})}" if part else url


class Gangknapp(Gangsida):
    """A button: does something at once, tells what came of it, and leads on."""

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
        return redirect(self.gang_url())


class AngraStegView(Gangknapp):
    gate = Gate(Verb.ARBETSGANG_UNDO, HANDLAGGANDE)
    klart = "Steget är ångrat. Det du skrev är ifyllt igen."

    def perform(self) -> str:
        rad = get_object_or_404(Stegutfall, arbetsgang=self.gang, pk=self.kwargs["utfall"])
        omtag.undo_steg(utfall=rad, actor=self.user)
        return self.steg_url(rad.steg, rad.part_id)


class TaStegView(Gangknapp):
    gate = Gate(Verb.UPPGIFT_TAKE, HANDLAGGANDE)
    klart = "Du har tagit steget. Dina kollegor ser det."

    def perform(self) -> str:
        uppehall.take_steg(gang=self.gang, steg=self.kwargs["steg"], actor=self.user)
        return self.gang_url()


class LamnaStegView(Gangknapp):
    gate = Gate(Verb.UPPGIFT_RETURN, HANDLAGGANDE)
    klart = "Steget är fritt igen."

    def perform(self) -> str:
        uppehall.give_back_steg(gang=self.gang, steg=self.kwargs["steg"], actor=self.user)
        return self.gang_url()


class AterupptaView(Gangknapp):
    gate = Gate(Verb.ARBETSGANG_RESUME, HANDLAGGANDE)
    klart = "Arbetsgången är återupptagen."

    def perform(self) -> str:
        uppehall.resume_arbetsgang(gang=self.gang, actor=self.user)
        return self.gang_url()


class GangFormView(Gangsida, ArendeFormView):
    """A form with a reason."""

    gate = Gate(Verb.ARBETSGANG_READ, HANDLAGGANDE)
    form_class: type[forms.Form] = SkalForm
    template_name = "insatser/gang_skal.html"
    formular = "gangskal"
    autosave = False
    foljder: ClassVar[tuple[str, ...]] = ()

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(
            gang=self.gang, graf=gangvag().graf(self.gang), foljder=self.foljder, **kwargs
        ) | {"avbryt_url": self.gang_url()}

    def get_success_url(self) -> str:
        return self.gang_url()


class GorOmView(GangFormView):
    rubrik = "Gör om ett steg"
    submit = "Gör om steget"
    klart = "Ärendet är tillbaka i steget. Det som gjordes förut finns kvar att läsa."

    def prepare(self) -> None:
        super().prepare()
        rader = self.gang.utfall.in_force()
        self.rad = get_object_or_404(rader, pk=self.kwargs["utfall"])
        graf = gangvag().graf(self.gang)
        self.nod = graf.noder[self.rad.steg]
        fallna = [graf.noder[rad.steg].titel for rad in omtag.falling(self.gang, self.rad)]
        self.foljder = (  # type: ignore[misc]
            f"Det här räknas inte längre, och görs om: {', '.join(dict.fromkeys(fallna))}.",
            "Det som skrevs finns kvar i historiken.",
            "Frister går från sin första dag, som om steget inte hade gjorts.",
        )

    def may(self) -> Decision:
        return gangvag().node(self.gang, self.rad.steg).may(self.user, self.arende)

    def perform(self, data: dict[str, Any]) -> None:
        omtag.redo_steg(utfall=self.rad, actor=self.user, **data)


class HoppaOverView(GangFormView):
    form_class = HoppaForm
    rubrik = "Hoppa över ett steg"
    submit = "Hoppa över steget"
    klart = "Steget är överhoppat."
    foljder = ("Skälet står i ärendet.", "Stegets frist stoppas som inte längre aktuell.")

    def prepare(self) -> None:
        super().prepare()
        nod = gangvag().graf(self.gang).noder.get(self.kwargs["steg"])
        if nod is None or not nod.far_hoppas:
            raise Http404
        self.nod = nod

    def may(self) -> Decision:
        return gangvag().node(self.gang, self.nod.namn).may(self.user, self.arende)

    def get_form_kwargs(self) -> dict[str, Any]:
        return super().get_form_kwargs() | {"nod": self.nod}

    def perform(self, data: dict[str, Any]) -> None:
        uppehall.skip_steg(gang=self.gang, steg=self.nod.namn, actor=self.user, **data)


class PausaView(GangFormView):
    rubrik = "Pausa arbetsgången"
    submit = "Pausa"
    klart = "Arbetsgången är pausad."
    foljder = (
        "Inget steg kan göras förrän arbetsgången återupptas.",
        "Lagens frister fortsätter att gå. Stadens egna mål vilar.",
    )

    def may(self) -> Decision:
        return policy.may_decide(self.user, self.arende)

    def perform(self, data: dict[str, Any]) -> None:
        uppehall.pause_arbetsgang(gang=self.gang, actor=self.user, **data)


class OppnaGangView(GangFormView):
    rubrik = "Öppna arbetsgången igen"
    submit = "Öppna igen"
    klart = "Arbetsgången är öppen igen, i det steg som avslutade den."
    foljder = ("Det sista steget räknas inte längre, och görs om.",)

    def may(self) -> Decision:
        return policy.may_decide(self.user, self.arende)

    def perform(self, data: dict[str, Any]) -> None:
        omtag.reopen_arbetsgang(gang=self.gang, actor=self.user, **data)
