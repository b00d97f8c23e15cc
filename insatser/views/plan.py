"""The plan of an ärende, its goals, and all that is done under it on one page."""

from __future__ import annotations

from typing import Any

from django import forms
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property

from access.gate import Gate
from access.models import Roll
from access.policy import Decision
from arenden.models import Steg
from arenden.views.bas import ArbetsFormView, ArendeView
from audit.verb import Verb
from insatser import policy
from insatser.actions import plan as plan_actions
from insatser.forms.plan import NyVersionForm, PlanForm
from insatser.models import Plan
from insatser.models.tackning import tackning_of
from insatser.rules.tackning import Tackning
from insatser.views import genomforande
from riskbedomning.underlag import faktorer_att_planera

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
        planer = list(self.arende.planer.for_document())
        utkast = next((plan for plan in planer if plan.faststalld is None), None)
        nu = timezone.now()
        kort = genomforande.cards_for(self.arende, self.user.pk, nu)
        rundor = genomforande.rounds_of(self.arende)
        genomforande.goals_in_time(planer, rundor, self.user.pk, nu)
        return super().get_context_data(
            planer=planer,
            utkast_plan=utkast,
            gallande=next((plan for plan in planer if plan.faststalld), None),
            hinder=plan_actions.hinder_for_plan(utkast) if utkast else [],
            versioner=[
                (plan, draft_coverage(plan) if plan == utkast else tackning_of(plan))
                for plan in planer
            ],
            insatser=kort,
            uppfoljningar=rundor,
            oro=genomforande.waiting_concerns(kort),
            kan_stamma_av=self.arende.avslutat is None,
            kan_planera=self.arende.steg == Steg.PLAN,
            kan_starta=self.arende.steg in (Steg.INSATS, Steg.UPPFOLJNING),
            kan_folja_upp=self.arende.steg == Steg.UPPFOLJNING,
            kan_avsluta=self.arende.steg == Steg.AVSLUT,
            **kwargs,
        )


def draft_coverage(plan: Plan) -> Tackning:
    """What a draft covers, beside what the latest assessment found."""
    bedomt = faktorer_att_planera(plan.arende)
    return tackning_of(plan, bedomt=[(str(ett.faktor_id), ett.rubrik) for ett in bedomt])


class NyPlanView(PlanSida, ArbetsFormView):
    gate = Gate(Verb.PLAN_READ, HANDLAGGANDE)
    steg = Steg.PLAN
    rubrik = "Ny plan"
    template_name = "arenden/form_sida.html"
    formular = "plan"
    submit = "Spara planen"
    klart = "Planen är sparad som utkast. Lägg till behov och mål."

    @cached_property
    def tidigare(self) -> Plan | None:
        return self.arende.planer.first()

    def get_form_class(self) -> type[forms.Form]:
        return NyVersionForm if self.tidigare else PlanForm

    def may(self) -> Decision:
        return super().may() and policy.may_start_plan(self.user, self.arende)

    def get_initial(self) -> dict[str, Any]:
        falt = ("behov", "barnets_syn", "team_valt", "teamtyp")
        ur = {namn: getattr(self.tidigare, namn) for namn in falt if self.tidigare}
        return ur | super().get_initial()

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
            plan=self.plan,
            hinder=plan_actions.hinder_for_plan(self.plan),
            tackning=draft_coverage(self.plan),
            **kwargs,
        )

    def perform(self, data: dict[str, Any]) -> None:
        plan_actions.faststall_plan(plan=self.plan, version=self.version or 0, actor=self.user)
