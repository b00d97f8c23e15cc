"""Pages where something is put beside the answers, and taken out again while it is a draft."""

from __future__ import annotations

from typing import Any, ClassVar
from uuid import UUID, uuid5

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse

from access.gate import Gate
from access.models import Roll
from access.policy import Decision
from arenden.views.bas import ArendeFormView, redirect
from audit.verb import Verb
from riskbedomning import policy
from riskbedomning.actions import (
    add_belagg,
    add_egensyn,
    add_partsbidrag,
    add_scenario,
    change_scenario,
    remove_rad,
)
from riskbedomning.forms.rader import BelaggForm, EgenSynForm, PartsbidragForm, ScenarioForm
from riskbedomning.kallor import kallor_for, parter_in
from riskbedomning.models import (
    Bedomningsrad,
    Belagg,
    EgenSyn,
    Faktor,
    Faktorsvar,
    Partsbidrag,
    Scenario,
)
from riskbedomning.views.kring import rows_of
from riskbedomning.views.sida import BedomningSida, Rad


class RadView(BedomningSida, ArendeFormView):
    """What stands there already, with a form for one more. `gor=ta-bort` takes `rad` out."""

    gate = Gate(Verb.BEDOMNING_READ, (Roll.SOCIALSEKRETERARE,))
    model: ClassVar[type[Bedomningsrad]]
    adress: ClassVar[str]

    @property
    def objekt_id(self) -> Any:
        return self.bedomning.pk

    def may(self) -> Decision:
        return policy.may_answer(self.user, self.bedomning)

    def rader(self) -> list[Any]:
        return rows_of(self.model, self.bedomning, self.user)

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if request.POST.get("gor") == "ta-bort":
            return self.remove(request.POST.get("rad", ""))
        return super().post(request, *args, **kwargs)

    def remove(self, pk: str) -> HttpResponse:
        try:
            rader = self.model._default_manager.visible_to(self.user)
            rad = get_object_or_404(rader, pk=UUID(pk), bedomning=self.bedomning)
        except ValueError as fel:
            raise Http404 from fel
        try:
            remove_rad(rad=rad, actor=self.user)
        except (PermissionDenied, ValidationError) as nekad:
            messages.error(self.request, " ".join(getattr(nekad, "messages", [str(nekad)])))
        else:
            messages.success(self.request, "Borttaget. Historiken finns kvar.")
        return redirect(self.get_success_url())

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(**kwargs) | {
            "rader": self.rader(),
            "avbryt_url": self.url("bedomning"),
        }

    def get_success_url(self) -> str:
        return self.url(self.adress)

    @property
    def faktorer(self) -> list[Faktor]:
        return list(self.bedomning.instrumentversion.faktorer.all())


class BelaggView(RadView):
    """The evidence of one factor, beside what is answered on it."""

    rubrik = "Belägg"
    template_name = "riskbedomning/belagg.html"
    form_class = BelaggForm
    formular = "bedomning-belagg"
    submit = "Lägg till belägget"
    klart = "Belägget är tillagt."
    model = Belagg
    adress = "belagg"

    def prepare(self) -> None:
        super().prepare()
        faktorer = self.bedomning.instrumentversion.faktorer
        self.faktor = get_object_or_404(faktorer, kod=self.kwargs["faktorkod"])

    @property
    def objekt_id(self) -> Any:
        return uuid5(self.bedomning.pk, self.faktor.kod)

    def rader(self) -> list[Any]:
        return [rad for rad in super().rader() if rad.faktor_id == self.faktor.pk]

    def get_form_kwargs(self) -> dict[str, Any]:
        return super().get_form_kwargs() | {"kallor": kallor_for(self.bedomning, self.user)}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        svar = Faktorsvar.objects.filter(bedomning=self.bedomning, faktor=self.faktor).first()
        context = super().get_context_data(**kwargs)
        return context | {
            "rad": Rad(self.faktor, svar),
            "avbryt_url": f"{context['avbryt_url']}#faktor-{self.faktor.kod}",
        }

    def perform(self, data: dict[str, Any]) -> None:
        add_belagg(bedomning=self.bedomning, faktor=self.faktor, actor=self.user, **data)

    def get_success_url(self) -> str:
        return self.url("belagg", self.faktor.kod)


class EgenSynView(RadView):
    rubrik = "Egna ord"
    template_name = "riskbedomning/egna_ord.html"
    form_class = EgenSynForm
    formular = "bedomning-egensyn"
    submit = "Spara orden"
    klart = "Orden är sparade."
    model = EgenSyn
    adress = "egna_ord"

    def get_form_kwargs(self) -> dict[str, Any]:
        return super().get_form_kwargs() | {"faktorer": self.faktorer}

    def perform(self, data: dict[str, Any]) -> None:
        add_egensyn(bedomning=self.bedomning, actor=self.user, **data)


class PartsbidragView(RadView):
    rubrik = "Vad parterna säger"
    template_name = "riskbedomning/parter.html"
    form_class = PartsbidragForm
    formular = "bedomning-bidrag"
    submit = "Spara bidraget"
    klart = "Bidraget är sparat som partens eget."
    model = Partsbidrag
    adress = "parter"

    def get_form_kwargs(self) -> dict[str, Any]:
        return super().get_form_kwargs() | {
            "faktorer": self.faktorer,
            "parter": parter_in(self.arende, self.user),
        }

    def perform(self, data: dict[str, Any]) -> None:
        add_partsbidrag(bedomning=self.bedomning, actor=self.user, **data)


class ScenarierView(RadView):
    rubrik = "Vad som kan hända"
    template_name = "riskbedomning/scenarier.html"
    form_class = ScenarioForm
    formular = "bedomning-scenario"
    submit = "Lägg till scenariot"
    klart = "Scenariot är tillagt."
    model = Scenario
    adress = "scenarier"

    def perform(self, data: dict[str, Any]) -> None:
        add_scenario(bedomning=self.bedomning, actor=self.user, **data)


class ScenarioView(BedomningSida, ArendeFormView):
    """One scenario, in other words. Two who change the same one are shown both texts."""

    gate = Gate(Verb.BEDOMNING_READ, (Roll.SOCIALSEKRETERARE,))
    rubrik = "Ändra scenariot"
    template_name = "arenden/form_sida.html"
    form_class = ScenarioForm
    formular = "bedomning-scenario-andra"
    klart = "Scenariot är ändrat."

    def prepare(self) -> None:
        super().prepare()
        self.scenario = get_object_or_404(
            Scenario.objects.visible_to(self.user),
            pk=self.kwargs["scenario"],
            bedomning=self.bedomning,
        )
        self.objekt = self.scenario

    def may(self) -> Decision:
        return policy.may_answer(self.user, self.bedomning)

    def perform(self, data: dict[str, Any]) -> None:
        version = self.version or self.scenario.version
        change_scenario(scenario=self.scenario, version=version, actor=self.user, **data)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(**kwargs) | {"avbryt_url": self.get_success_url()}

    def get_success_url(self) -> str:
        return reverse("riskbedomning:scenarier", args=[self.arende.pk, self.bedomning.pk])
