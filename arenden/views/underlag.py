"""Prepare what somebody is shown before a decision: choose, mask, see it as they will."""

from __future__ import annotations

from functools import cached_property
from typing import Any

from django.forms import Form
from django.http import Http404
from django.shortcuts import get_object_or_404
from django.urls import reverse

from access.behorighet import PA_PLATS
from access.gate import Gate
from access.models import Roll
from access.policy import Decision
from arenden import policy
from arenden.actions.underlag import (
    choose_parts,
    discard_underlag,
    hinder_for_underlag,
    mask_underlag,
)
from arenden.dokument.underlag import chosen, parts_of, secrets_in, underlag_innehall
from arenden.forms.underlag import MaskningForm, ValForm
from arenden.models import Beslut, Kommuniceringsunderlag
from arenden.rules.innehall import Innehall
from arenden.views.bas import ArbetsFormView
from arenden.views.dokument import DokumentPdf, DokumentSida, Dokumentvy
from audit.verb import Verb

HANDLAGGANDE = Roll.handlaggande()


class NyttUnderlagView(ArbetsFormView):
    gate = Gate(Verb.KOMMUNICERING_READ, HANDLAGGANDE)
    rubrik = "Välj underlag att visa"
    flik = "beslut"
    form_class = ValForm
    template_name = "arenden/underlag_nytt.html"
    formular = "underlag"
    submit = "Gå vidare till maskning"
    klart = "Underlaget är valt. Gå igenom det och maska."

    def prepare(self) -> None:
        self.beslut = get_object_or_404(Beslut, arende=self.arende, utfall="")
        self.beslut.arende = self.arende

    def may(self) -> Decision:
        return policy.may_prepare_underlag(self.user, self.beslut)

    def get_form_kwargs(self) -> dict[str, Any]:
        return super().get_form_kwargs() | {"delar": parts_of(self.beslut)}

    def perform(self, data: dict[str, Any]) -> None:
        self.underlag = choose_parts(beslut=self.beslut, actor=self.user, **data)

    def get_success_url(self) -> str:
        return reverse("arenden:underlag", args=[self.arende.pk, self.underlag.pk])


class EttUnderlag(Dokumentvy):
    flik = "beslut"
    namn = "underlag"

    @cached_property
    def underlag(self) -> Kommuniceringsunderlag:
        underlag = get_object_or_404(
            Kommuniceringsunderlag.objects.select_related("beslut"),
            beslut__arende=self.arende,
            pk=self.kwargs["underlag"],
        )
        underlag.beslut.arende = self.arende
        return underlag


class MaskningView(EttUnderlag, ArbetsFormView):
    """A box for each sentence, and words that are masked wherever they stand."""

    objekt: Kommuniceringsunderlag

    gate = Gate(Verb.KOMMUNICERING_READ, HANDLAGGANDE)
    rubrik = "Maska underlaget"
    form_class = MaskningForm
    template_name = "arenden/underlag.html"
    formular = "maskning"
    submit = "Spara och se som mottagaren"
    klart = "Maskningen är sparad. Så här ser mottagaren underlaget."

    def prepare(self) -> None:
        self.objekt = self.underlag
        self.delar = chosen(self.underlag)
        self.hemligheter = secrets_in(
            self.arende, [text for del_ in self.delar for text in (del_.rubrik, del_.text)]
        )

    def may(self) -> Decision:
        return policy.may_change_underlag(self.user, self.underlag)

    def get_form_kwargs(self) -> dict[str, Any]:
        return super().get_form_kwargs() | {"delar": self.delar, "hemligheter": self.hemligheter}

    def get_initial(self) -> dict[str, Any]:
        """What was masked the last time, for the texts that have not changed since."""
        if (maskning := self.underlag.maskning) is None:
            return self.utkast_initial()
        foreslagna = {ett.text for ett in self.hemligheter if not ett.alltid}
        alltid = {ett.text for ett in self.hemligheter if ett.alltid}
        initial: dict[str, Any] = {
            "forslag": [o for o in maskning["ord"] if o in foreslagna],
            "ord": "\n".join(o for o in maskning["ord"] if o not in foreslagna | alltid),
            "visade": maskning["visade"],
            "skal": self.underlag.skal_att_visa,
        }
        for nr, del_ in enumerate(self.delar):
            initial[f"meningar-{nr}"] = [
                str(plats) for plats in maskning["meningar"].get(del_.nyckel, [])
            ]
        return initial | self.utkast_initial()

    def checkboxes(self) -> list[str]:
        return []

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(
            underlag=self.underlag,
            fack_utom_rackhall=self.arende.akt.is_skyddad
            and not policy.may_open_fack(self.user, self.arende),
            **kwargs,
        )

    def perform(self, data: dict[str, Any]) -> None:
        form = self.get_form()
        form.is_valid()
        mask_underlag(
            underlag=self.underlag,
            version=self.version or 0,
            sedda=form.sedda,
            meningar=form.meningar,
            ord_=form.ord,
            visade=data.get("visade", []),
            skal=data.get("skal", ""),
            actor=self.user,
        )

    def get_success_url(self) -> str:
        return reverse("arenden:underlag_visat", args=[self.arende.pk, self.underlag.pk])


class KastaUnderlagView(EttUnderlag, ArbetsFormView):
    gate = Gate(Verb.KOMMUNICERING_READ, HANDLAGGANDE)
    rubrik = "Kasta utkastet"
    form_class = Form
    template_name = "arenden/underlag_kasta.html"
    autosave = False
    submit = "Kasta utkastet"
    klart = "Utkastet är borta. Inget har visats."

    def may(self) -> Decision:
        return policy.may_change_underlag(self.user, self.underlag)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(underlag=self.underlag, **kwargs)

    def perform(self, data: dict[str, Any]) -> None:
        discard_underlag(underlag=self.underlag, actor=self.user)

    def get_success_url(self) -> str:
        return reverse("arenden:kommunicering", args=[self.arende.pk])


class VisatUnderlagSida(EttUnderlag, DokumentSida):
    """Just what the receiver sees: a draft as it would be, then the copy that was kept."""

    gate = Gate(Verb.KOMMUNICERING_READ, HANDLAGGANDE)
    template_name = "arenden/underlag_visat.html"
    pdf = "arenden:underlag_pdf"

    def compose(self) -> Innehall | None:
        return underlag_innehall(self.underlag) if self.underlag.is_granskat else None

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        hinder = [] if self.underlag.is_fryst else hinder_for_underlag(self.underlag)
        har = {"underlag": self.underlag, "hinder": hinder}
        return super().get_context_data(**kwargs | har)


class UnderlagPdf(EttUnderlag, DokumentPdf):
    """The copy that was kept, on paper; a draft has none."""

    gate = Gate(Verb.KOMMUNICERING_READ_PDF, PA_PLATS, steg_upp=True, export=True)

    def compose(self) -> Innehall:
        if not self.underlag.is_fryst:
            raise Http404
        return underlag_innehall(self.underlag)
