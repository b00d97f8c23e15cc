"""What a plan is made of: each need, goal, indicator and undertaking on a form of its own."""

from __future__ import annotations

from typing import Any, ClassVar

from django import forms
from django.http import Http404
from django.shortcuts import get_object_or_404
from django.utils.functional import cached_property

from access.gate import Gate
from access.policy import Decision
from arenden.views.bas import ArbetsFormView
from audit.verb import Verb
from insatser import policy
from insatser.actions import planrader as actions
from insatser.forms.plan import MaletsBehovForm, MalForm, NyttMalForm
from insatser.forms.planrader import AtagandeForm, BehovForm, FaktorvalForm, IndikatorForm
from insatser.models import Behov, Indikator, Mal, Planatagande
from insatser.views.plan import HANDLAGGANDE, PlanSida, UtkastPlanSida
from riskbedomning.underlag import Planfaktor, faktorer_att_planera


class PlanradSida(UtkastPlanSida):
    """A form of one row of the plan in the making; afterwards back to where it stands there."""

    gate = Gate(Verb.PLAN_READ, HANDLAGGANDE)
    template_name = "arenden/form_sida.html"

    def get_success_url(self) -> str:
        return f"{super().get_success_url()}#plan-{self.plan.nummer}"

    def mal_of_the_plan(self) -> Mal:
        return get_object_or_404(Mal, plan=self.plan, pk=self.kwargs["mal"])


class ValjFaktorerView(PlanradSida):
    rubrik = "Välj behov ur bedömningen"
    form_class = FaktorvalForm
    formular = "plan_faktorer"
    submit = "Lägg till i planen"
    klart = "Behoven är tillagda. Skriv egna ord på dem."

    @cached_property
    def faktorer(self) -> list[Planfaktor]:
        """What the latest assessment found and the plan does not have yet."""
        har = {rad.faktor for rad in self.plan.behovsrader.all()}
        return [ett for ett in faktorer_att_planera(self.arende) if str(ett.faktor_id) not in har]

    def get_form_kwargs(self) -> dict[str, Any]:
        return super().get_form_kwargs() | {"faktorer": self.faktorer}

    def perform(self, data: dict[str, Any]) -> None:
        valda = [ett for ett in self.faktorer if str(ett.faktor_id) in data["faktorer"]]
        actions.take_faktorer(plan=self.plan, faktorer=valda, actor=self.user)


class NyttBehovView(PlanradSida):
    rubrik = "Nytt behov"
    form_class = BehovForm
    formular = "behov"
    submit = "Lägg till behovet"
    klart = "Behovet är tillagt."

    def perform(self, data: dict[str, Any]) -> None:
        actions.add_behov(plan=self.plan, actor=self.user, **data)


class NyttMalView(PlanradSida):
    rubrik = "Nytt mål"
    form_class = NyttMalForm
    formular = "mal"
    submit = "Lägg till målet"
    klart = "Målet är tillagt."

    def get_form_kwargs(self) -> dict[str, Any]:
        return super().get_form_kwargs() | {"plan": self.plan}

    def perform(self, data: dict[str, Any]) -> None:
        actions.add_mal(plan=self.plan, actor=self.user, **data)


class NyIndikatorView(PlanradSida):
    rubrik = "Ny indikator"
    form_class = IndikatorForm
    template_name = "insatser/malets_rad.html"
    formular = "indikator"
    submit = "Lägg till indikatorn"
    klart = "Indikatorn är tillagd."

    def prepare(self) -> None:
        super().prepare()
        self.mal = self.mal_of_the_plan()

    @property
    def objekt_id(self) -> Any:
        return self.mal.pk

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(mal=self.mal, **kwargs)

    def perform(self, data: dict[str, Any]) -> None:
        actions.add_indikator(mal=self.mal, actor=self.user, **data)


class NyttAtagandeView(PlanradSida):
    rubrik = "Vem gör vad?"
    form_class = AtagandeForm
    formular = "planatagande"
    submit = "Lägg till"
    klart = "Det är tillagt i planen."

    def get_form_kwargs(self) -> dict[str, Any]:
        return super().get_form_kwargs() | {"plan": self.plan}

    def get_initial(self) -> dict[str, Any]:
        return {"mal": self.request.GET.get("mal")} | super().get_initial()

    def perform(self, data: dict[str, Any]) -> None:
        actions.add_atagande(plan=self.plan, actor=self.user, **data)


class AndraRadView(PlanradSida):
    """Change one row. Two who change the same are told, and may put their texts together."""

    modell: ClassVar[type[Behov | Mal | Indikator | Planatagande]]
    klart = "Ändringen är sparad."

    def prepare(self) -> None:
        super().prepare()
        i_planen = {"mal__plan": self.plan} if self.modell is Indikator else {"plan": self.plan}
        self.rad: Any = get_object_or_404(
            self.modell._default_manager.all(), pk=self.kwargs["rad"], **i_planen
        )
        self.objekt = self.rad

    @property
    def objekt_id(self) -> Any:
        return self.rad.pk

    def perform(self, data: dict[str, Any]) -> None:
        actions.change_rad(rad=self.rad, version=self.version or 0, actor=self.user, **data)


class AndraBehovView(AndraRadView):
    rubrik = "Ändra behovet"
    modell = Behov
    form_class = BehovForm
    formular = "behov_andra"


class AndraMalView(AndraRadView):
    rubrik = "Ändra målet"
    modell = Mal
    form_class = MalForm
    formular = "mal_andra"


class AndraIndikatorView(AndraRadView):
    rubrik = "Ändra indikatorn"
    modell = Indikator
    form_class = IndikatorForm
    formular = "indikator_andra"


class AndraAtagandeView(AndraRadView):
    rubrik = "Ändra vem som gör vad"
    modell = Planatagande
    form_class = AtagandeForm
    formular = "planatagande_andra"

    def get_form_kwargs(self) -> dict[str, Any]:
        return super().get_form_kwargs() | {"plan": self.plan}


class MaletsBehovView(PlanradSida):
    rubrik = "Behov som målet svarar på"
    form_class = MaletsBehovForm
    template_name = "insatser/malets_rad.html"
    autosave = False
    klart = "Ändringen är sparad."

    def prepare(self) -> None:
        super().prepare()
        self.mal = self.mal_of_the_plan()

    def get_form_kwargs(self) -> dict[str, Any]:
        return super().get_form_kwargs() | {"plan": self.plan}

    def get_initial(self) -> dict[str, Any]:
        return {"behov": [rad.pk for rad in self.mal.behov.all()]}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(mal=self.mal, **kwargs)

    def perform(self, data: dict[str, Any]) -> None:
        actions.link_behov(mal=self.mal, behov=data.get("behov", ()), actor=self.user)


class TaBortMalView(PlanradSida):
    rubrik = "Ta bort målet"
    form_class = forms.Form
    template_name = "insatser/ta_bort_mal.html"
    autosave = False
    submit = "Ta bort målet"
    klart = "Målet är borttaget ur utkastet."

    def prepare(self) -> None:
        super().prepare()
        self.mal = self.mal_of_the_plan()

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(mal=self.mal, **kwargs)

    def perform(self, data: dict[str, Any]) -> None:
        actions.remove_mal(mal=self.mal, actor=self.user)


class TaBortRadView(PlanradSida):
    rubrik = "Ta bort ur planen"
    form_class = forms.Form
    template_name = "insatser/ta_bort_rad.html"
    autosave = False
    submit = "Ta bort"
    klart = "Det är borttaget ur utkastet."

    def prepare(self) -> None:
        super().prepare()
        rader: Any = {
            "behov": Behov.objects.filter(plan=self.plan),
            "indikator": Indikator.objects.filter(mal__plan=self.plan),
            "atagande": Planatagande.objects.filter(plan=self.plan),
        }.get(self.kwargs["slag"])
        if rader is None:
            raise Http404
        self.rad = get_object_or_404(rader, pk=self.kwargs["rad"])

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(ord=_in_words(self.rad), **kwargs)

    def perform(self, data: dict[str, Any]) -> None:
        actions.remove_rad(rad=self.rad, actor=self.user)


class AtagandeKlartView(PlanSida, ArbetsFormView):
    """Something promised in a plan in force is done."""

    gate = Gate(Verb.PLAN_READ, HANDLAGGANDE)
    rubrik = "Markera som klart"
    form_class = forms.Form
    template_name = "insatser/ta_bort_rad.html"
    autosave = False
    submit = "Det är klart"
    klart = "Markerat som klart."

    def prepare(self) -> None:
        self.rad = get_object_or_404(
            Planatagande.objects.select_related("plan__arende"),
            plan__arende=self.arende,
            pk=self.kwargs["rad"],
        )

    def may(self) -> Decision:
        return policy.may_fulfil_atagande(self.user, self.rad)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(ord=self.rad.vad, **kwargs)

    def perform(self, data: dict[str, Any]) -> None:
        actions.fulfil_atagande(atagande=self.rad, actor=self.user)


def _in_words(rad: Behov | Indikator | Planatagande) -> str:
    if isinstance(rad, Behov):
        return str(rad.rubrik)
    return str(rad.namn if isinstance(rad, Indikator) else rad.vad)
