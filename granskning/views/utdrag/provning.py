"""Building and trying an extract: one step, one part at a time, and the text as it will read."""

from __future__ import annotations

from typing import Any
from uuid import uuid5

from django import forms
from django.core.paginator import Page, Paginator
from django.http import Http404
from django.urls import reverse

from access.policy import Decision
from arenden.views.bas import ArendeView
from granskning import policy
from granskning.actions.utdrag.framtagning import build_utdrag, items_of
from granskning.actions.utdrag.provning import judge_poster, submit_utdrag, take_back_utdrag
from granskning.actions.utdrag.sammanstallning import compose
from granskning.forms.utdrag import ProvningForm
from granskning.models import Utdragspost
from granskning.rules.avsnitt import all_avsnitt
from granskning.views.utdrag.bas import UtdragFormView, UtdragSida

PER_SIDA = 25


class TaFramView(UtdragFormView):
    form_class = forms.Form
    rubrik = "Ta fram utdraget"
    submit = "Ta fram"
    klart = "Utdraget är framtaget. Pröva varje del."
    template_name = "granskning/utdrag/ta_fram.html"

    def may(self) -> Decision:
        return policy.may_prepare_utdrag(self.user, self.utdrag)

    def perform(self, data: dict[str, Any]) -> None:
        build_utdrag(utdrag=self.utdrag, actor=self.user)


class ProvaView(UtdragFormView):
    """The items of one part, each with its proposal and the verdict."""

    template_name = "granskning/utdrag/prova.html"
    formular = "utdragsprovning"
    autosave = True
    submit = "Spara prövningen"
    klart = "Prövningen är sparad."

    def prepare(self) -> None:
        super().prepare()
        avsnitt = all_avsnitt().get(self.kwargs["avsnitt"])
        poster = items_of(self.utdrag).filter(avsnitt=self.kwargs["avsnitt"])
        if avsnitt is None or not poster.exists():
            raise Http404
        self.avsnitt = avsnitt
        self.sida: Page[Utdragspost] = Paginator(poster, PER_SIDA).get_page(
            self.request.GET.get("sida")
        )

    @property
    def objekt_id(self) -> Any:
        """Each page of a part keeps a draft of its own, in its round."""
        sida = f"{self.avsnitt.kod}:{self.utdrag.omgang}:{self.sida.number}"
        return uuid5(self.utdrag.pk, sida)

    def may(self) -> Decision:
        return policy.may_try_utdrag(self.user, self.utdrag)

    def get_form(self, form_class: Any = None) -> ProvningForm:
        return ProvningForm(**self.get_form_kwargs(), poster=list(self.sida))

    def get_initial(self) -> dict[str, Any]:
        return {"omgang": self.utdrag.omgang} | self.utkast_initial()

    def checkboxes(self) -> list[str]:
        return []

    def perform(self, data: dict[str, Any]) -> None:
        domar = ProvningForm(poster=list(self.sida)).domar(data)
        judge_poster(utdrag=self.utdrag, omgang=data["omgang"], domar=domar, actor=self.user)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        egna = {"avsnitt": self.avsnitt, "sida": self.sida}
        return super().get_context_data(**(kwargs | egna))

    def get_success_url(self) -> str:
        if not self.sida.has_next():
            return self.utdrag_url()
        nasta = reverse(
            "granskning:prova_utdrag", args=[self.arende.pk, self.utdrag.pk, self.avsnitt.kod]
        )
        return f"{nasta}?sida={self.sida.next_page_number()}"


class LasningView(UtdragSida, ArendeView):
    """The extract just as the person will read it; the page that a PDF cannot be."""

    template_name = "granskning/utdrag/lasning.html"

    def prepare(self) -> None:
        super().prepare()
        if self.utdrag.framtagen is None:
            raise Http404

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        text = compose(self.utdrag, items_of(self.utdrag))
        return super().get_context_data(text=text, **kwargs)


class LamnaForBeslutView(UtdragFormView):
    form_class = forms.Form
    rubrik = "Lämna för beslut"
    submit = "Lämna för beslut"
    klart = "Nu behöver en annan person besluta."
    template_name = "granskning/utdrag/lamna_for_beslut.html"

    def may(self) -> Decision:
        return policy.may_try_utdrag(self.user, self.utdrag)

    def perform(self, data: dict[str, Any]) -> None:
        submit_utdrag(utdrag=self.utdrag, actor=self.user)


class TaTillbakaView(UtdragFormView):
    form_class = forms.Form
    rubrik = "Ta tillbaka för ny prövning"
    submit = "Ta tillbaka"
    klart = "Utdraget kan prövas på nytt."
    template_name = "granskning/utdrag/ta_tillbaka.html"

    def may(self) -> Decision:
        return policy.may_take_back_utdrag(self.user, self.utdrag)

    def perform(self, data: dict[str, Any]) -> None:
        take_back_utdrag(utdrag=self.utdrag, actor=self.user)
