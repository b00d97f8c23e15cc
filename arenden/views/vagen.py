"""What some cases pass on their way, one page each: told, shown, handed over, followed up."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.shortcuts import get_object_or_404
from django.utils import timezone

from access.gate import Gate
from access.models import Roll
from access.policy import GRANTED, Decision, deny
from arenden import policy
from arenden.actions.angra import ANGRA, latest_step
from arenden.actions.beslut import deliver_beslut
from arenden.actions.kommunicering import abstain, receive_answer, send_material
from arenden.actions.underrattelse import tell_berorda
from arenden.actions.utgang import follow_up_without_insats, hand_over
from arenden.forms.vagen import (
    DelgivetForm,
    FoljsUppForm,
    KommuniceringForm,
    KommuniceringSvarForm,
    OverlamningForm,
    UnderrattelseForm,
)
from arenden.models import Beslut, Kommunicering, Kommuniceringsunderlag, Steg
from arenden.models.sammanforing import ANGERTID
from arenden.rules.beslut import may_be_appealed
from arenden.views.bas import ArbetsFormView
from audit.verb import Verb

HANDLAGGANDE = Roll.handlaggande()


class UnderrattelseView(ArbetsFormView):
    gate = Gate(Verb.UNDERRATTELSE_READ, HANDLAGGANDE)
    rubrik = "Underrätta om utredningen"
    flik = "utredning"
    form_class = UnderrattelseForm
    template_name = "arenden/underrattelse.html"
    formular = "underrattelse"
    submit = "Spara underrättelsen"
    klart = "Underrättelsen är sparad."

    def may(self) -> Decision:
        return policy.may_tell_berorda(self.user, self.arende)

    def perform(self, data: dict[str, Any]) -> None:
        tell_berorda(arende=self.arende, actor=self.user, **data)


class KommuniceringView(ArbetsFormView):
    """Two moments at one address: the material is sent, and then the answer is noted."""

    objekt: Kommunicering | None

    gate = Gate(Verb.KOMMUNICERING_READ, HANDLAGGANDE)
    steg = Steg.KOMMUNICERING
    rubrik = "Kommunicering före beslutet"
    flik = "beslut"
    template_name = "arenden/kommunicering.html"

    def prepare(self) -> None:
        self.forslag = (
            Beslut.objects.filter(arende=self.arende, utfall="")
            .select_related("arende", "foreslagen_av", "kommunicering")
            .first()
        )
        self.objekt = getattr(self.forslag, "kommunicering", None)

    @property
    def formular(self) -> str:  # type: ignore[override]
        return "kommunicering-svar" if self.objekt else "kommunicering"

    @property
    def objekt_id(self) -> Any:
        return self.forslag.pk if self.forslag else self.arende.pk

    @property
    def submit(self) -> str:  # type: ignore[override]
        return "Spara svaret" if self.objekt else "Spara"

    @property
    def klart(self) -> str:  # type: ignore[override]
        return "Svaret är sparat." if self.objekt else "Kommuniceringen är sparad."

    def get_form_class(self) -> Any:
        return KommuniceringSvarForm if self.objekt else KommuniceringForm

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        underlag = Kommuniceringsunderlag.objects.filter(beslut=self.forslag)
        return super().get_context_data(
            beslut=self.forslag, kommunicering=self.objekt, underlag=underlag, **kwargs
        )

    def perform(self, data: dict[str, Any]) -> None:
        if self.objekt is not None:
            receive_answer(kommunicering=self.objekt, actor=self.user, **data)
        elif self.forslag is None:
            raise ValidationError("Det finns inget förslag som väntar på beslut.")
        elif data["skickas"]:
            send_material(
                beslut=self.forslag,
                vilka=data["vilka"],
                material=data["material"],
                satt=data["satt"],
                svara_senast=data["svara_senast"],
                actor=self.user,
            )
        else:
            abstain(beslut=self.forslag, skal=data["skal"], actor=self.user)


class OverlamningView(ArbetsFormView):
    gate = Gate(Verb.PLACERING_READ, HANDLAGGANDE)
    steg = Steg.OVERLAMNING
    rubrik = "Lämna över placeringen"
    flik = "beslut"
    form_class = OverlamningForm
    template_name = "arenden/overlamning.html"
    formular = "placering"
    submit = "Lämna över och avsluta"
    klart = "Placeringen är överlämnad. Ärendet är avslutat här."

    def perform(self, data: dict[str, Any]) -> None:
        hand_over(arende=self.arende, actor=self.user, **data)


class FoljsUppView(ArbetsFormView):
    gate = Gate(Verb.UTANINSATS_READ, HANDLAGGANDE)
    steg = Steg.FOLJS_UPP
    rubrik = "Uppföljning utan insats"
    form_class = FoljsUppForm
    template_name = "arenden/foljs_upp.html"
    formular = "foljs-upp"
    submit = "Spara uppföljningen"
    klart = "Uppföljningen är sparad."

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        rundor = self.arende.uppfoljningar_utan_insats.select_related("gjord_av")
        return super().get_context_data(rundor=rundor, **kwargs)

    def perform(self, data: dict[str, Any]) -> None:
        follow_up_without_insats(arende=self.arende, actor=self.user, **data)


class DelgivetView(ArbetsFormView):
    """When the person got a decision, also after the case was closed."""

    gate = Gate(Verb.BESLUT_READ, HANDLAGGANDE)
    rubrik = "Beslutet är lämnat"
    flik = "beslut"
    form_class = DelgivetForm
    template_name = "arenden/delgivet.html"
    autosave = False
    submit = "Spara dagen"
    klart = "Dagen är sparad."

    def prepare(self) -> None:
        self.beslut = get_object_or_404(
            Beslut.objects.select_related("arende"), arende=self.arende, pk=self.kwargs["beslut"]
        )

    def may(self) -> Decision:
        return policy.may_deliver_beslut(self.user, self.beslut)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        far = may_be_appealed(self.beslut.slag, arendeslag=self.arende.slag)
        return super().get_context_data(beslut=self.beslut, far_overklagas=far, **kwargs)

    def perform(self, data: dict[str, Any]) -> None:
        deliver_beslut(beslut=self.beslut, actor=self.user, **data)


class AngraStegView(ArbetsFormView):
    """Take back the newest step, within ten minutes of it."""

    gate = Gate(Verb.ARENDE_READ, HANDLAGGANDE)
    rubrik = "Ångra det senaste steget"
    form_class = forms.Form
    template_name = "arenden/angra_steg.html"
    autosave = False
    submit = "Ångra steget"
    klart = "Steget är ångrat."

    def prepare(self) -> None:
        self.senaste = latest_step(self.arende)

    def may(self) -> Decision:
        if self.senaste is None:
            return deny("Det finns inget steg att ångra.")
        if timezone.now() >= self.senaste[1] + ANGERTID:
            return deny("Det går att ångra i tio minuter. Den tiden har gått.")
        return GRANTED

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(senaste=self.senaste, **kwargs)

    def perform(self, data: dict[str, Any]) -> None:
        if self.senaste is None:
            raise ValidationError("Det finns inget steg att ångra.")
        ANGRA[self.senaste[0]](arende=self.arende, actor=self.user)
