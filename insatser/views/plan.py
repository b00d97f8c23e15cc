"""The plan of an ärende, its goals, and all that is done under it on one page."""

from __future__ import annotations

from itertools import groupby
from typing import Any

from django import forms
from django.shortcuts import get_object_or_404
from django.urls import reverse

from access.gate import Gate
from access.models import Roll
from access.policy import Decision
from arenden.models import Arende, Steg
from arenden.views.bas import ArbetsFormView, ArendeView
from audit.verb import Verb
from insatser import policy
from insatser.actions import plan as plan_actions
from insatser.forms.plan import MalForm, PlanForm
from insatser.models import Mal, Maluppfyllelse, Plan

HANDLAGGANDE = Roll.handlaggande()


class PlanSida:
    flik = "plan"

    def get_success_url(self) -> str:
        return reverse("insatser:plan", args=[self.arende.pk])  # type: ignore[attr-defined]


class PlanView(ArendeView):
    """The plan in force or in the making, its goals and insatser, and the follow-ups so far."""

    gate = Gate(Verb.PLAN_READ, HANDLAGGANDE)
    flik = "plan"
    template_name = "insatser/plan.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        planer = list(self.arende.planer.prefetch_related("mal_set"))
        utkast = next((plan for plan in planer if plan.faststalld is None), None)
        return super().get_context_data(
            planer=planer,
            utkast_plan=utkast,
            gallande=next((plan for plan in planer if plan.faststalld), None),
            hinder=plan_actions.hinder_for_plan(utkast) if utkast else [],
            insatser=self.arende.insatser.select_related(
                "insatstyp", "ansvarig", "team"
            ).prefetch_related("tillfallen"),
            uppfoljningar=_rundor(self.arende),
            kan_planera=self.arende.steg == Steg.PLAN,
            kan_starta=self.arende.steg in (Steg.INSATS, Steg.UPPFOLJNING),
            kan_folja_upp=self.arende.steg == Steg.UPPFOLJNING,
            kan_avsluta=self.arende.steg == Steg.AVSLUT,
            **kwargs,
        )


def _rundor(arende: Arende) -> list[dict[str, Any]]:
    """The follow-ups, newest first, each with its answers: every round has one for each goal."""
    svar = Maluppfyllelse.objects.filter(uppfoljning__arende=arende)
    rader = svar.select_related("mal", "uppfoljning__genomford_av").order_by(
        "-uppfoljning__runda", "mal__tidsatt", "mal_id"
    )
    return [
        {"runda": runda, "svar": list(hennes)}
        for runda, hennes in groupby(rader, key=lambda rad: rad.uppfoljning)
    ]


class NyPlanView(PlanSida, ArbetsFormView):
    gate = Gate(Verb.PLAN_READ, HANDLAGGANDE)
    steg = Steg.PLAN
    rubrik = "Ny plan"
    form_class = PlanForm
    template_name = "arenden/form_sida.html"
    formular = "plan"
    submit = "Spara planen"
    klart = "Planen är sparad som utkast. Lägg till mål."

    def may(self) -> Decision:
        return super().may() and policy.may_start_plan(self.user, self.arende)

    def get_initial(self) -> dict[str, Any]:
        tidigare = self.arende.planer.first()
        falt = ("behov", "barnets_syn", "team_valt", "teamtyp")
        return {namn: getattr(tidigare, namn) for namn in falt if tidigare} | super().get_initial()

    def perform(self, data: dict[str, Any]) -> None:
        plan_actions.start_plan(arende=self.arende, actor=self.user, **data)


class UtkastPlanSida(PlanSida, ArbetsFormView):
    """A form about the newest plan, open until it is in force."""

    plan: Plan

    def prepare(self) -> None:
        planer = Plan.objects.filter(arende=self.arende).order_by("-nummer")
        self.plan = get_object_or_404(planer.select_related("arende")[:1])

    def may(self) -> Decision:
        return policy.may_change_plan(self.user, self.plan)

    @property
    def objekt_id(self) -> Any:
        return self.plan.pk


class AndraPlanView(UtkastPlanSida):
    gate = Gate(Verb.PLAN_READ, HANDLAGGANDE)
    rubrik = "Ändra planen"
    form_class = PlanForm
    template_name = "arenden/form_sida.html"
    formular = "plan_andra"

    def prepare(self) -> None:
        super().prepare()
        self.objekt = self.plan

    def perform(self, data: dict[str, Any]) -> None:
        plan_actions.change_plan(plan=self.plan, version=self.version or 0, actor=self.user, **data)


class NyttMalView(UtkastPlanSida):
    gate = Gate(Verb.PLAN_READ, HANDLAGGANDE)
    rubrik = "Nytt mål"
    form_class = MalForm
    template_name = "arenden/form_sida.html"
    formular = "mal"
    submit = "Lägg till målet"
    klart = "Målet är tillagt."

    def perform(self, data: dict[str, Any]) -> None:
        plan_actions.add_mal(plan=self.plan, actor=self.user, **data)


class TaBortMalView(UtkastPlanSida):
    gate = Gate(Verb.PLAN_READ, HANDLAGGANDE)
    rubrik = "Ta bort målet"
    form_class = forms.Form
    template_name = "insatser/ta_bort_mal.html"
    autosave = False
    submit = "Ta bort målet"
    klart = "Målet är borttaget ur utkastet."

    def prepare(self) -> None:
        super().prepare()
        self.mal = get_object_or_404(Mal, plan=self.plan, pk=self.kwargs["mal"])

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(mal=self.mal, **kwargs)

    def perform(self, data: dict[str, Any]) -> None:
        plan_actions.remove_mal(mal=self.mal, actor=self.user)


class FaststallPlanView(UtkastPlanSida):
    gate = Gate(Verb.PLAN_READ, HANDLAGGANDE)
    rubrik = "Fastställ planen"
    form_class = forms.Form
    template_name = "insatser/faststall.html"
    autosave = False
    submit = "Fastställ planen"
    klart = "Planen gäller nu."

    def prepare(self) -> None:
        super().prepare()
        self.objekt = self.plan

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(
            plan=self.plan, hinder=plan_actions.hinder_for_plan(self.plan), **kwargs
        )

    def perform(self, data: dict[str, Any]) -> None:
        plan_actions.faststall_plan(plan=self.plan, version=self.version or 0, actor=self.user)
