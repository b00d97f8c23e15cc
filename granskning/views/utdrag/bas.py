"""What every page about one request for an extract shares."""

from __future__ import annotations

from typing import Any

from django.shortcuts import get_object_or_404
from django.urls import reverse

from access.behorighet import PA_PLATS
from access.gate import Gate
from arenden.views.bas import ArendeFormView, ArendeSida
from audit.verb import Verb
from granskning.models import Utdrag

LASA = Gate(Verb.UTDRAG_READ, PA_PLATS)
MED_NY_FAKTOR = Gate(Verb.UTDRAG_READ, PA_PLATS, steg_upp=True)


class UtdragSida(ArendeSida):
    """About one request concerning the akt of the ärende; another's is absent."""

    gate = LASA
    utdrag: Utdrag

    def prepare(self) -> None:
        self.utdrag = get_object_or_404(
            Utdrag.objects.visible_to(self.user).select_related(
                "akt", "namnd", "begard_av", "framtagen_av", "provad_av", "lamnad_av", "avslagen_av"
            ),
            akt=self.arende.akt_id,
            pk=self.kwargs["utdrag"],
        )

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(**(kwargs | {"utdrag": self.utdrag}))

    def utdrag_url(self) -> str:
        return reverse("granskning:utdrag", args=[self.arende.pk, self.utdrag.pk])


class UtdragFormView(UtdragSida, ArendeFormView):
    """A form about one request; it leads back to the request."""

    template_name = "granskning/utdrag/formular.html"
    autosave = False

    def get_success_url(self) -> str:
        return self.utdrag_url()

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(**kwargs) | {"avbryt_url": self.utdrag_url()}
