"""The steps of the route up to the decision, one page each."""

from __future__ import annotations

from typing import Any, cast

from django.http import Http404
from django.shortcuts import get_object_or_404

from access.gate import Gate
from access.models import Roll
from arenden.actions import (
    beslut,
    forhandsbedomning,
    frister,
    skyddsbedomning,
    tilldelning,
    utredning,
)
from arenden.forms.steg import (
    AterkopplingForm,
    BeslutForm,
    BeslutsforslagForm,
    ForhandsbedomningForm,
    ForlangningForm,
    SkyddsbedomningForm,
    TilldelningForm,
    UtredningForm,
)
from arenden.models import Anmalan, Beslut, Frist, Utredning
from arenden.views.bas import ArendeFormView, ArendeView
from audit.verb import Verb

HANDLAGGANDE = Roll.handlaggande()


class SkyddsbedomningView(ArendeFormView):
    gate = Gate(Verb.SKYDDSBEDOMNING_READ, HANDLAGGANDE)
    rubrik = "Skyddsbedömning"
    form_class = SkyddsbedomningForm
    template_name = "arenden/skyddsbedomning.html"
    formular = "skyddsbedomning"
    submit = "Spara skyddsbedömningen"
    klart = "Skyddsbedömningen är sparad."

    def prepare(self) -> None:
        self.anmalan = get_object_or_404(
            Anmalan.objects.filter(arende=self.arende).without_skyddsbedomning(),
            pk=self.kwargs["anmalan"],
        )

    @property
    def objekt_id(self) -> Any:
        return self.anmalan.pk

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(anmalan=self.anmalan, **kwargs)

    def perform(self, data: dict[str, Any]) -> None:
        skyddsbedomning.decide_skyddsbedomning(anmalan=self.anmalan, actor=self.user, **data)


class ForhandsbedomningView(ArendeFormView):
    gate = Gate(Verb.FORHANDSBEDOMNING_READ, HANDLAGGANDE)
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


class AterkopplingView(ArendeFormView):
    gate = Gate(Verb.ANMALAN_READ, HANDLAGGANDE)
    rubrik = "Återkoppling till anmälaren"
    form_class = AterkopplingForm
    template_name = "arenden/aterkoppling.html"
    formular = "aterkoppling"
    submit = "Spara återkopplingen"
    klart = "Återkopplingen är sparad."

    def prepare(self) -> None:
        self.anmalan = get_object_or_404(
            Anmalan, arende=self.arende, aterkoppling=None, pk=self.kwargs["anmalan"]
        )

    @property
    def objekt_id(self) -> Any:
        return self.anmalan.pk

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(anmalan=self.anmalan, **kwargs)

    def perform(self, data: dict[str, Any]) -> None:
        forhandsbedomning.give_aterkoppling(anmalan=self.anmalan, actor=self.user, **data)


class ForlangningView(ArendeFormView):
    gate = Gate(Verb.ARENDE_READ, Roll.ledande())
    rubrik = "Förläng fristen"
    form_class = ForlangningForm
    template_name = "arenden/forlangning.html"
    formular = "forlangning"
    submit = "Besluta om förlängning"
    klart = "Fristen är förlängd."

    def prepare(self) -> None:
        self.frist = get_object_or_404(
            Frist.objects.running(), arende=self.arende, pk=self.kwargs["frist"]
        )

    @property
    def objekt_id(self) -> Any:
        return self.frist.pk

    def get_form_kwargs(self) -> dict[str, Any]:
        return super().get_form_kwargs() | {"frist": self.frist}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(frist=frister.as_view(self.frist), **kwargs)

    def perform(self, data: dict[str, Any]) -> None:
        frister.extend_frist(frist=self.frist, actor=self.user, **data)


class UtredningView(ArendeFormView):
    gate = Gate(Verb.UTREDNING_READ, HANDLAGGANDE)
    rubrik = "Utredning"
    flik = "utredning"
    form_class = UtredningForm
    template_name = "arenden/utredning.html"
    formular = "utredning"
    klart = "Utredningen är sparad."

    def prepare(self) -> None:
        self.objekt = get_object_or_404(Utredning, arende=self.arende)

    def get_success_url(self) -> str:
        return self.request.get_full_path()

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(utredning=self.objekt, **kwargs)

    def perform(self, data: dict[str, Any]) -> None:
        utredning.save_utredning(
            utredning=cast("Utredning", self.objekt),
            version=self.version or 0,
            actor=self.user,
            **data,
        )


class UtredningKlarView(ArendeFormView):
    """Close the utredning: a page that says what is missing, or a button when nothing is."""

    gate = Gate(Verb.UTREDNING_READ, HANDLAGGANDE)
    rubrik = "Avsluta utredningen"
    flik = "utredning"
    template_name = "arenden/utredning_klar.html"
    autosave = False
    submit = "Avsluta utredningen"
    klart = "Utredningen är avslutad. Nästa steg är förslaget till beslut."

    def prepare(self) -> None:
        self.utredning = get_object_or_404(Utredning, arende=self.arende, avslutad=None)

    def get_form_class(self) -> Any:
        from django.forms import Form

        return Form

    def perform(self, data: dict[str, Any]) -> None:
        utredning.complete_utredning(utredning=self.utredning, actor=self.user)


class BeslutsforslagView(ArendeFormView):
    gate = Gate(Verb.BESLUT_READ, HANDLAGGANDE)
    rubrik = "Förslag till beslut"
    flik = "beslut"
    form_class = BeslutsforslagForm
    template_name = "arenden/beslutsforslag.html"
    formular = "beslutsforslag"
    submit = "Lämna förslaget"
    klart = "Förslaget är lämnat till beslut."

    def get_initial(self) -> dict[str, Any]:
        """A proposal that was handed back is the start of the next one."""
        tidigare = self.arende.beslut.filter(utfall=Beslut.Utfall.ATERREMISS).first()
        falt = ("slag", "lagrum", "text", "motivering", "barnkonsekvens")
        return {namn: getattr(tidigare, namn) for namn in falt if tidigare} | super().get_initial()

    def perform(self, data: dict[str, Any]) -> None:
        beslut.propose_beslut(arende=self.arende, actor=self.user, **data)


class BeslutListaView(ArendeView):
    gate = Gate(Verb.BESLUT_READ, HANDLAGGANDE)
    flik = "beslut"
    template_name = "arenden/beslut_lista.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(
            beslut=self.arende.beslut.select_related("foreslagen_av", "beslutad_av"), **kwargs
        )


class BeslutView(ArendeFormView):
    """A proposal before whoever decides; a decision already taken is shown in the list."""

    gate = Gate(Verb.BESLUT_READ, HANDLAGGANDE)
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
        if self.objekt.utfall:
            raise Http404

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(beslut=self.objekt, **kwargs)

    def perform(self, data: dict[str, Any]) -> None:
        beslut.decide_beslut(
            beslut=cast("Beslut", self.objekt),
            version=self.version or 0,
            actor=self.user,
            **data,
        )


class TilldelningView(ArendeFormView):
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

    def get_initial(self) -> dict[str, Any]:
        return {"enhet": self.arende.enhet_id, "handlaggare": self.arende.handlaggare_id}

    def perform(self, data: dict[str, Any]) -> None:
        tilldelning.assign_arende(arende=self.arende, actor=self.user, **data)
