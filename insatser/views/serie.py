"""The values of an indicator in time: a picture, the same in a table, and honest words."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.db.models import Min
from django.shortcuts import get_object_or_404
from django.urls import reverse

from access.gate import Gate
from access.policy import Decision
from arenden.views.bas import ArbetsFormView, ArendeView
from audit.verb import Verb
from insatser import policy
from insatser.actions.indikatorvarde import change_varde, record_varde
from insatser.forms.indikatorvarde import IndikatorvardeForm
from insatser.models import Indikator, Indikatorvarde, Insats
from insatser.rules.serie import Punkt, Riktning, describe_serie
from insatser.rules.seriebild import draw
from insatser.views.plan import HANDLAGGANDE, PlanSida


class IndikatorSida:
    """Finds the indicator among the goals of the ärende."""

    flik = "plan"
    indikator: Indikator

    def prepare(self) -> None:
        self.indikator = get_object_or_404(
            Indikator.objects.select_related("mal__plan__arende"),
            mal__plan__arende=self.arende,  # type: ignore[attr-defined]
            pk=self.kwargs["indikator"],  # type: ignore[attr-defined]
        )

    def get_success_url(self) -> str:
        indikator = self.indikator
        return reverse("insatser:serie", args=[indikator.mal.plan.arende_id, indikator.pk])


class SerieView(IndikatorSida, ArendeView):
    gate = Gate(Verb.INDIKATORVARDE_READ, HANDLAGGANDE)
    template_name = "insatser/serie.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        indikator = self.indikator
        lika = _the_same(indikator)
        varden = list(Indikatorvarde.objects.filter(indikator__in=lika).order_by("dag", "id"))
        start = _start_of(lika)
        context: dict[str, Any] = {"serie": None, "bild": None}
        if indikator.is_i_tal:
            punkter = [Punkt(rad.dag, tal) for rad in varden if (tal := rad.tal) is not None]
            serie = describe_serie(punkter, start=start, riktning=Riktning(indikator.riktning))
            context = {
                "serie": serie,
                "bild": draw(serie, start=start, mal=indikator.malvarde_tal),
            }
        context |= {
            "indikator": indikator,
            "varden": varden,
            "start": start,
            "kan_mata": bool(policy.may_measure(self.user, indikator)),
        }
        return super().get_context_data(**(kwargs | context))


def _the_same(indikator: Indikator) -> list[Indikator]:
    """The indicator in every version of the plan: a new version carries it on under its name."""
    alla = Indikator.objects.filter(
        mal__plan__arende=indikator.mal.plan.arende_id, slag=indikator.slag
    )
    return [ett for ett in alla if ett.namn == indikator.namn]


def _start_of(lika: list[Indikator]) -> date | None:
    """The day the first insats that works towards the goal began."""
    insatser = Insats.objects.filter(mal__indikatorer__in=lika)
    borjan: date | None = insatser.aggregate(forst=Min("startdatum"))["forst"]
    return borjan


class VardeFormView(IndikatorSida, PlanSida, ArbetsFormView):
    gate = Gate(Verb.INDIKATORVARDE_READ, HANDLAGGANDE)
    form_class = IndikatorvardeForm
    template_name = "insatser/varde.html"
    formular = "indikatorvarde"

    @property
    def objekt_id(self) -> Any:
        return self.objekt.pk if self.objekt is not None else self.indikator.pk

    def may(self) -> Decision:
        return policy.may_measure(self.user, self.indikator)

    def get_form_kwargs(self) -> dict[str, Any]:
        return super().get_form_kwargs() | {"indikator": self.indikator}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(indikator=self.indikator, **kwargs)


class NyttVardeView(VardeFormView):
    rubrik = "För in ett värde"
    klart = "Värdet är infört."

    def perform(self, data: dict[str, Any]) -> None:
        record_varde(indikator=self.indikator, actor=self.user, **data)


class AndraVardeView(VardeFormView):
    rubrik = "Rätta ett värde"
    klart = "Värdet är rättat. Det som stod finns kvar i historiken."
    objekt: Indikatorvarde

    def prepare(self) -> None:
        super().prepare()
        self.objekt = get_object_or_404(
            Indikatorvarde.objects.select_related("indikator__mal__plan__arende"),
            indikator=self.indikator,
            pk=self.kwargs["varde"],
        )

    def perform(self, data: dict[str, Any]) -> None:
        change_varde(rad=self.objekt, version=self.version or 0, actor=self.user, **data)
