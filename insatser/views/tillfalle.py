"""Sessions of an insats: plan, note how they came out, take one back; how often it is given."""

from __future__ import annotations

from typing import Any

from django import forms
from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone

from access.gate import Gate
from access.policy import Decision, deny
from arenden.rules.frister import is_rest_day
from arenden.views.bas import ArbetsFormView, ArendeFormView
from audit.verb import Verb
from insatser import policy
from insatser.actions import tillfalle as tillfalle_actions
from insatser.actions.dos import agree_dos
from insatser.forms.tillfalle import DosForm, PlaneraForm, TillfalleForm
from insatser.models import Insats, Tillfalle
from insatser.views.plan import HANDLAGGANDE, PlanSida


class InsatsFormView(PlanSida, ArbetsFormView):
    """A form about a running insats of the ärende."""

    template_name = "arenden/form_sida.html"
    insats: Insats

    def prepare(self) -> None:
        self.insats = get_object_or_404(
            Insats.objects.select_related("arende", "insatstyp"),
            arende=self.arende,
            pk=self.kwargs["insats"],
        )

    @property
    def objekt_id(self) -> Any:
        return self.objekt.pk if self.objekt is not None else self.insats.pk

    def may(self) -> Decision:
        if self.insats.status != Insats.Status.PAGAENDE:
            return deny(tillfalle_actions.PAGAR_INTE)
        return super().may()

    def get_initial(self) -> dict[str, Any]:
        minuter = {"minuter": self.insats.dos_minuter} if self.insats.dos_minuter else {}
        return minuter | super().get_initial()


class NyttTillfalleView(InsatsFormView):
    """Note a session that was not planned."""

    gate = Gate(Verb.TILLFALLE_READ, HANDLAGGANDE)
    rubrik = "Logga tillfälle"
    form_class = TillfalleForm
    formular = tillfalle_actions.FORMULAR
    submit = "Logga"
    klart = "Tillfället är loggat. Det går att ångra i tio minuter."

    def perform(self, data: dict[str, Any]) -> None:
        tillfalle_actions.log_tillfalle(insats=self.insats, actor=self.user, **data)


class TillfalleView(InsatsFormView):
    """Note how a planned session came out."""

    gate = Gate(Verb.TILLFALLE_READ, HANDLAGGANDE)
    rubrik = "Hur blev tillfället?"
    form_class = TillfalleForm
    formular = tillfalle_actions.FORMULAR
    submit = "Logga"
    klart = "Tillfället är loggat. Det går att ångra i tio minuter."

    def prepare(self) -> None:
        super().prepare()
        self.objekt: Tillfalle = get_object_or_404(
            Tillfalle.objects.select_related("insats__arende"),
            insats=self.insats,
            pk=self.kwargs["tillfalle"],
        )

    def may(self) -> Decision:
        if not self.objekt.is_planerat:
            return deny("Tillfället är redan loggat.")
        return super().may()

    def perform(self, data: dict[str, Any]) -> None:
        tillfalle_actions.record_tillfalle(
            tillfalle=self.objekt, version=self.version or 0, actor=self.user, **data
        )


class AngraTillfalleView(PlanSida, ArendeFormView):
    """Take back what was noted; the form stands filled in as it was."""

    gate = Gate(Verb.TILLFALLE_READ, HANDLAGGANDE)
    rubrik = "Ångra loggat tillfälle"
    form_class = forms.Form
    template_name = "insatser/angra_tillfalle.html"
    autosave = False
    submit = "Ångra"
    klart = "Det loggade är ångrat. Det du skrev är ifyllt nedan."

    def prepare(self) -> None:
        self.tillfalle = get_object_or_404(
            Tillfalle.objects.select_related("insats__arende", "insats__insatstyp"),
            insats__arende=self.arende,
            insats=self.kwargs["insats"],
            pk=self.kwargs["tillfalle"],
        )

    def may(self) -> Decision:
        return policy.may_undo_tillfalle(self.user, self.tillfalle, timezone.now())

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(tillfalle=self.tillfalle, **kwargs)

    def get_success_url(self) -> str:
        rad = self.tillfalle
        if rad.planerat_forst:
            return reverse("insatser:tillfalle", args=[self.arende.pk, rad.insats_id, rad.pk])
        return reverse("insatser:nytt_tillfalle", args=[self.arende.pk, rad.insats_id])

    def perform(self, data: dict[str, Any]) -> None:
        tillfalle_actions.undo_tillfalle(tillfalle=self.tillfalle, actor=self.user)


class PlaneraView(InsatsFormView):
    """Plan one session or a series; a series is shown with its rest days before it is planned."""

    gate = Gate(Verb.TILLFALLE_READ, HANDLAGGANDE)
    rubrik = "Planera tillfällen"
    form_class = PlaneraForm
    template_name = "insatser/planera_tillfallen.html"
    formular = "planera_tillfallen"
    submit = "Planera"
    klart = "Tillfällena är planerade."

    def form_valid(self, form: Any) -> HttpResponse:
        if not form.needs_preview():
            return super().form_valid(form)
        typed = self.request.POST.copy()
        typed["sedd"] = form.shown()
        again = PlaneraForm(typed)
        again.is_valid()
        context = self.get_context_data(form=again) | {
            "serie": form.serie(),
            "pa_vilodag": is_rest_day(form.cleaned_data["dag"]),
            "klockan": form.cleaned_data["klockan"],
            "submit": "Ja, planera så",
        }
        return self.render_to_response(context)

    def perform(self, data: dict[str, Any]) -> None:
        form = PlaneraForm(self.request.POST)
        form.is_valid()
        tillfalle_actions.plan_tillfallen(
            insats=self.insats,
            dagar=form.serie().dagar,
            klockan=data["klockan"],
            minuter=data["minuter"],
            actor=self.user,
        )


class DosView(InsatsFormView):
    gate = Gate(Verb.INSATS_READ, HANDLAGGANDE)
    rubrik = "Hur ofta ska insatsen ges?"
    form_class = DosForm
    formular = "dos"
    klart = "Omfattningen är sparad."

    def prepare(self) -> None:
        super().prepare()
        self.objekt = self.insats

    def perform(self, data: dict[str, Any]) -> None:
        agree_dos(insats=self.insats, version=self.version or 0, actor=self.user, **data)
