"""Deciding on an extract, taking out its files, and noting how they were handed over."""

from __future__ import annotations

from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.views.generic import View

from access.behorighet import PA_PLATS
from access.gate import Gate
from access.policy import Decision
from audit.verb import Verb
from granskning import policy
from granskning.actions.utdrag.beslut import (
    fetch_utdrag,
    hinder_for_release,
    record_leverans,
    refuse_utdrag,
    release_utdrag,
)
from granskning.actions.utdrag.paket import reference
from granskning.forms.utdrag import AvslagForm, LeveransForm
from granskning.views.utdrag.bas import MED_NY_FAKTOR, UtdragFormView, UtdragSida


class LamnaUtView(UtdragFormView):
    """The second person's decision; asks for a fresh second factor, and tries the akt once more."""

    gate = MED_NY_FAKTOR
    form_class = forms.Form
    rubrik = "Besluta att lämna ut"
    submit = "Lämna ut"
    klart = "Beslutat. Hämta filerna och lämna över dem."
    template_name = "granskning/utdrag/lamna_ut.html"

    def may(self) -> Decision:
        return policy.may_release_utdrag(self.user, self.utdrag)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(hinder=hinder_for_release(self.utdrag), **kwargs)

    def perform(self, data: dict[str, Any]) -> None:
        release_utdrag(utdrag=self.utdrag, actor=self.user)


class AvslaView(UtdragFormView):
    gate = MED_NY_FAKTOR
    form_class = AvslagForm
    rubrik = "Avslå begäran"
    submit = "Avslå"
    klart = "Begäran är avslagen. Skicka beslutet till den som begärt utdraget."
    template_name = "granskning/utdrag/avsla.html"
    formular = "utdragsavslag"
    autosave = True

    @property
    def objekt_id(self) -> Any:
        return self.utdrag.pk

    def may(self) -> Decision:
        return policy.may_refuse_utdrag(self.user, self.utdrag)

    def perform(self, data: dict[str, Any]) -> None:
        refuse_utdrag(utdrag=self.utdrag, actor=self.user, **data)


class LeveransView(UtdragFormView):
    form_class = LeveransForm
    rubrik = "Så lämnades det över"
    submit = "Spara"
    klart = "Noterat."

    def may(self) -> Decision:
        return policy.may_deliver_utdrag(self.user, self.utdrag)

    def perform(self, data: dict[str, Any]) -> None:
        record_leverans(utdrag=self.utdrag, actor=self.user, **data)


class HamtaUtdragView(UtdragSida, View):
    """The files as they were tried and decided on; refused while the akt is open by break-glass."""

    gate = Gate(Verb.UTDRAG_READ, PA_PLATS, steg_upp=True, export=True)

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        innehall = fetch_utdrag(self.utdrag, actor=self.user)
        namn = reference(self.utdrag).lower().replace(" ", "-")
        return HttpResponse(
            innehall,
            content_type="application/zip",
            headers={"Content-Disposition": f'attachment; filename="{namn}.zip"'},
        )
