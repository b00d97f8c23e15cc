"""The steps of the route up to the decision, one page each."""

from __future__ import annotations

from typing import Any

from django.forms import Form
from django.shortcuts import get_object_or_404

from access.gate import Gate
from access.models import Roll
from access.policy import GRANTED, Decision, deny
from arenden import policy
from arenden.actions import (
    beslut,
    forhandsbedomning,
    skyddsbedomning,
    tilldelning,
    utredning,
)
from arenden.forms.steg import (
    BeslutForm,
    BeslutsforslagForm,
    ForhandsbedomningForm,
    SkyddsbedomningForm,
    TilldelningForm,
    UtredningForm,
    UtskottsbeslutForm,
)
from arenden.models import Anmalan, Beslut, Steg, Utredning
from arenden.models.inflode import KRAVER_SKYDDSBEDOMNING
from arenden.views.bas import ArbetsFormView, ArendeView
from audit.verb import Verb

HANDLAGGANDE = Roll.handlaggande()


class SkyddsbedomningView(ArbetsFormView):
    gate = Gate(Verb.SKYDDSBEDOMNING_READ, HANDLAGGANDE)
    rubrik = "Skyddsbedömning"
    form_class = SkyddsbedomningForm
    template_name = "arenden/skyddsbedomning.html"
    formular = "skyddsbedomning"
    submit = "Spara skyddsbedömningen"
    klart = "Skyddsbedömningen är sparad."

    def prepare(self) -> None:
        self.anmalan = get_object_or_404(
            Anmalan.objects.filter(slag__in=KRAVER_SKYDDSBEDOMNING).select_related(
                "skyddsbedomning"
            ),
            arende=self.arende,
            pk=self.kwargs["anmalan"],
        )

    def may(self) -> Decision:
        if hasattr(self.anmalan, "skyddsbedomning"):
            return deny("Skyddsbedömningen är redan gjord.")
        return super().may()

    @property
    def objekt_id(self) -> Any:
        return self.anmalan.pk

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(anmalan=self.anmalan, **kwargs)

    def perform(self, data: dict[str, Any]) -> None:
        skyddsbedomning.decide_skyddsbedomning(anmalan=self.anmalan, actor=self.user, **data)


class ForhandsbedomningView(ArbetsFormView):
    gate = Gate(Verb.FORHANDSBEDOMNING_READ, HANDLAGGANDE)
    steg = Steg.FORHANDSBEDOMNING
    rubrik = "Förhandsbedömning"
    form_class = ForhandsbedomningForm
    template_name = "arenden/forhandsbedomning.html"
    formular = "forhandsbedomning"
    submit = "Spara beslutet"
    klart = "Beslutet i förhandsbedömningen är sparat."

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(
            anmalningar=self.arende.anmalningar.select_related("skyddsbedomning"), **kwargs
        )

    def perform(self, data: dict[str, Any]) -> None:
        forhandsbedomning.decide_forhandsbedomning(arende=self.arende, actor=self.user, **data)


class UtredningView(ArbetsFormView):
    """The utredning: a form for whoever may change it, for everyone else a page to read."""

    objekt: Utredning

    gate = Gate(Verb.UTREDNING_READ, HANDLAGGANDE)
    rubrik = "Utredning"
    flik = "utredning"
    form_class = UtredningForm
    formular = "utredning"
    klart = "Utredningen är sparad."

    def prepare(self) -> None:
        self.objekt = get_object_or_404(Utredning, arende=self.arende)
        self.objekt.arende = self.arende
        self.oppen = policy.may_change_utredning(self.user, self.objekt)

    def may(self) -> Decision:
        return GRANTED

    def get_template_names(self) -> list[str]:
        return ["arenden/utredning.html" if self.oppen else "arenden/utredning_last.html"]

    def get_success_url(self) -> str:
        return self.request.get_full_path()

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(utredning=self.objekt, oppen=self.oppen, **kwargs)

    def perform(self, data: dict[str, Any]) -> None:
        utredning.save_utredning(
            utredning=self.objekt,
            version=self.version or 0,
            actor=self.user,
            **data,
        )


class UtredningKlarView(ArbetsFormView):
    """Close the utredning: a page that says what is missing, or a button when nothing is."""

    gate = Gate(Verb.UTREDNING_READ, HANDLAGGANDE)
    rubrik = "Avsluta utredningen"
    flik = "utredning"
    template_name = "arenden/utredning_klar.html"
    autosave = False
    submit = "Avsluta utredningen"
    klart = "Utredningen är avslutad. Nästa steg är förslaget till beslut."

    def prepare(self) -> None:
        self.utredning = get_object_or_404(Utredning, arende=self.arende)
        self.utredning.arende = self.arende

    def may(self) -> Decision:
        return policy.may_change_utredning(self.user, self.utredning)

    def get_form_class(self) -> Any:
        return Form

    def perform(self, data: dict[str, Any]) -> None:
        utredning.complete_utredning(utredning=self.utredning, actor=self.user)


class BeslutsforslagView(ArbetsFormView):
    gate = Gate(Verb.BESLUT_READ, HANDLAGGANDE)
    steg = Steg.BESLUTSFORSLAG
    rubrik = "Förslag till beslut"
    flik = "beslut"
    form_class = BeslutsforslagForm
    template_name = "arenden/beslutsforslag.html"
    formular = "beslutsforslag"
    submit = "Lämna förslaget"
    klart = "Förslaget är lämnat till beslut."

    def get_initial(self) -> dict[str, Any]:
        """A proposal that was handed back is the start of the next one."""
        tidigare = self.arende.beslut.exclude(utfall=Beslut.Utfall.BESLUTAT).first()
        falt = ("slag", "lagrum", "text", "motivering", "barnkonsekvens")
        return {namn: getattr(tidigare, namn) for namn in falt if tidigare} | super().get_initial()

    def perform(self, data: dict[str, Any]) -> None:
        beslut.propose_beslut(arende=self.arende, actor=self.user, **data)


class BeslutListaView(ArendeView):
    gate = Gate(Verb.BESLUT_READ, HANDLAGGANDE)
    flik = "beslut"
    template_name = "arenden/beslut_lista.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        rader = list(self.arende.beslut.select_related("foreslagen_av", "beslutad_av"))
        vantar = next((rad for rad in rader if not rad.utfall), None)
        return super().get_context_data(
            beslut=rader,
            kan_besluta=vantar and policy.may_decide_beslut(self.user, vantar),
            **kwargs,
        )


class BeslutView(ArbetsFormView):
    """A proposal before whoever decides; a decision already taken is shown in the list."""

    objekt: Beslut

    gate = Gate(Verb.BESLUT_READ, HANDLAGGANDE, steg_upp=True)
    rubrik = "Beslut"
    flik = "beslut"
    form_class = BeslutForm
    template_name = "arenden/beslut.html"
    formular = "beslut"
    submit = "Besluta"
    klart = "Beslutet är sparat."
    farlig = True

    def prepare(self) -> None:
        self.objekt = get_object_or_404(
            Beslut.objects.select_related("arende", "foreslagen_av"),
            arende=self.arende,
            pk=self.kwargs["beslut"],
        )

    def may(self) -> Decision:
        return policy.may_decide_beslut(self.user, self.objekt)

    def get_form_class(self) -> Any:
        lvu = self.objekt.slag == Beslut.Slag.VARD_LVU
        return UtskottsbeslutForm if lvu else BeslutForm

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(beslut=self.objekt, **kwargs)

    def perform(self, data: dict[str, Any]) -> None:
        beslut.decide_beslut(
            beslut=self.objekt,
            version=self.version or 0,
            actor=self.user,
            **data,
        )


class TilldelningView(ArbetsFormView):
    gate = Gate(Verb.ARENDE_READ, Roll.ledande())
    rubrik = "Tilldela ärendet"
    form_class = TilldelningForm
    template_name = "arenden/tilldelning.html"
    formular = "tilldelning"
    autosave = False
    submit = "Tilldela"
    klart = "Ärendet är tilldelat."

    def get_form_kwargs(self) -> dict[str, Any]:
        return super().get_form_kwargs() | {"arende": self.arende}

    def may(self) -> Decision:
        return policy.may_assign(self.user, self.arende)

    def get_initial(self) -> dict[str, Any]:
        return {"enhet": self.arende.enhet_id, "handlaggare": self.arende.handlaggare_id}

    def perform(self, data: dict[str, Any]) -> None:
        tilldelning.assign_arende(arende=self.arende, actor=self.user, **data)
