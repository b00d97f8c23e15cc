"""One goal in time: what its levels mean, and how far it had come by a journal note."""

from __future__ import annotations

from typing import Any

from django import forms
from django.db.models import Q, QuerySet
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone

from access.gate import Gate
from access.policy import Decision
from arenden.models import Journalanteckning
from arenden.views.bas import ArbetsFormView, ArendeFormView
from audit.verb import Verb
from insatser import policy
from insatser.actions.malavstamning import tick_mal, undo_avstamning
from insatser.actions.malskala import describe_skala
from insatser.actions.uppfoljning import plan_in_force
from insatser.forms.malskala import MalavstamningForm, MalskalaForm
from insatser.models import Mal, Malavstamning, Malskala
from insatser.views.plan import HANDLAGGANDE, PlanSida


class MalSida(PlanSida, ArbetsFormView):
    """A form about one goal of the ärende."""

    template_name = "insatser/mal_form.html"
    mal: Mal

    def prepare(self) -> None:
        self.mal = get_object_or_404(
            Mal.objects.select_related("plan__arende", "skala"),
            plan__arende=self.arende,
            pk=self.kwargs["mal"],
        )

    @property
    def objekt_id(self) -> Any:
        return self.mal.pk

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(mal=self.mal, **kwargs)


class MalskalaView(MalSida):
    """Describe what the five levels of the goal mean, together with the child and the family."""

    gate = Gate(Verb.MALSKALA_READ, HANDLAGGANDE)
    rubrik = "Vad betyder nivåerna för målet?"
    form_class = MalskalaForm
    formular = "malskala"
    klart = "Skalan är sparad."

    def prepare(self) -> None:
        super().prepare()
        self.objekt: Malskala | None = getattr(self.mal, "skala", None)

    def may(self) -> Decision:
        return super().may() and policy.may_describe_skala(self.user, self.mal)

    def perform(self, data: dict[str, Any]) -> None:
        describe_skala(mal=self.mal, version=self.version, actor=self.user, **data)


class MalavstamningView(MalSida):
    """Hold the goal against one of the notes."""

    gate = Gate(Verb.MALAVSTAMNING_READ, HANDLAGGANDE)
    rubrik = "Stäm av målet mot en anteckning"
    form_class = MalavstamningForm
    formular = "malavstamning"
    klart = "Målet är avstämt. Det går att ångra i tio minuter."

    def get_form_kwargs(self) -> dict[str, Any]:
        return super().get_form_kwargs() | {"anteckningar": self._notes()}

    def _notes(self) -> QuerySet[Journalanteckning]:
        """Signed notes and one's own, newest first, that the goal is not yet held against."""
        lasbara = Q(signerad__isnull=False) | Q(forfattare=self.user)
        return Journalanteckning.objects.filter(
            lasbara, arende=self.arende, roll=Journalanteckning.Roll.ORIGINAL
        ).exclude(malavstamningar__mal=self.mal)

    def perform(self, data: dict[str, Any]) -> None:
        tick_mal(mal=self.mal, actor=self.user, **data)


class StamAvAnteckningView(ArbetsFormView):
    """Hold one of the goals in force against the note."""

    gate = Gate(Verb.MALAVSTAMNING_READ, HANDLAGGANDE)
    flik = "journal"
    rubrik = "Stäm av anteckningen mot ett mål"
    form_class = MalavstamningForm
    template_name = "insatser/anteckning_mal.html"
    formular = "malavstamning"
    klart = "Målet är avstämt. Det går att ångra i tio minuter, på fliken Plan och insatser."

    def prepare(self) -> None:
        lasbara = Q(signerad__isnull=False) | Q(forfattare=self.user)
        self.anteckning = get_object_or_404(
            Journalanteckning.objects.filter(
                lasbara, arende=self.arende, roll=Journalanteckning.Roll.ORIGINAL
            ),
            pk=self.kwargs["anteckning"],
        )

    @property
    def objekt_id(self) -> Any:
        return self.anteckning.pk

    def get_form_kwargs(self) -> dict[str, Any]:
        plan = plan_in_force(self.arende)
        mal = Mal.objects.filter(plan=plan).select_related("plan__arende")
        return super().get_form_kwargs() | {
            "mal": mal.exclude(avstamningar__anteckning=self.anteckning)
        }

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(anteckning=self.anteckning, **kwargs)

    def get_success_url(self) -> str:
        return reverse("arenden:journal", args=[self.arende.pk])

    def perform(self, data: dict[str, Any]) -> None:
        tick_mal(anteckning=self.anteckning, actor=self.user, **data)


class AngraAvstamningView(PlanSida, ArendeFormView):
    gate = Gate(Verb.MALAVSTAMNING_READ, HANDLAGGANDE)
    rubrik = "Ångra avstämningen"
    form_class = forms.Form
    template_name = "insatser/angra_avstamning.html"
    autosave = False
    submit = "Ångra"
    klart = "Avstämningen är ångrad."

    def prepare(self) -> None:
        self.avstamning = get_object_or_404(
            Malavstamning.objects.select_related("mal__plan__arende", "anteckning"),
            mal__plan__arende=self.arende,
            pk=self.kwargs["avstamning"],
        )

    def may(self) -> Decision:
        return policy.may_undo_avstamning(self.user, self.avstamning, timezone.now())

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(avstamning=self.avstamning, **kwargs)

    def perform(self, data: dict[str, Any]) -> None:
        undo_avstamning(avstamning=self.avstamning, actor=self.user)
