"""A note in four taps on a telephone: my case, what kind, a few words, save."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.db.models import F, Max, Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone

from access.gate import Gate, gate
from access.models import Roll
from access.policy import Decision
from access.request import AuthedRequest
from arenden.actions import journal
from arenden.forms.journal import SnabbForm
from arenden.models import Arende, Journalanteckning
from arenden.policy import may_note
from arenden.views.bas import ArendeFormView, ArendeView, redirect
from audit.verb import Verb

HANDLAGGANDE = Roll.handlaggande()
MOST = 12


@gate(Verb.ARENDE_LIST, roller=HANDLAGGANDE)
def snabbanteckning(request: AuthedRequest) -> HttpResponse:
    """My own cases, the one I last wrote in first."""
    user = request.user
    senast = Max("anteckningar__skapad", filter=Q(anteckningar__forfattare=user))
    mina = (
        Arende.objects.visible_to(user)
        .ongoing()
        .mine(user)
        .select_related("akt__person")
        .annotate(senast=senast)
        .order_by(F("senast").desc(nulls_last=True), "-oppnat", "id")[: MOST + 1]
    )
    arenden = list(mina)
    context = {
        "rader": [{"arende": ett, "barn": ett.akt.listnamn} for ett in arenden[:MOST]],
        "fler": len(arenden) > MOST,
    }
    return render(request, "arenden/snabbanteckning.html", context)


class SnabbView(ArendeFormView):
    """The kind and the words; when it happened is now, and is set right when it is signed."""

    gate = Gate(Verb.JOURNAL_READ, HANDLAGGANDE)
    rubrik = "Snabbanteckning"
    form_class = SnabbForm
    template_name = "arenden/snabb.html"
    formular = "snabbanteckning"
    submit = "Spara"
    klart = "Sparat, signera senare."
    anteckning: Journalanteckning

    def may(self) -> Decision:
        return may_note(self.user, self.arende)

    def perform(self, data: dict[str, Any]) -> None:
        self.anteckning = journal.write_anteckning(
            arende=self.arende, nar=timezone.now(), narvarande="", actor=self.user, **data
        )

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(**kwargs) | {"avbryt_url": reverse("arenden:snabb")}

    def get_success_url(self) -> str:
        return reverse("arenden:snabbt_sparad", args=[self.arende.pk, self.anteckning.pk])


class SparadView(ArendeView):
    """It is kept; take it back, go on with it, or write another."""

    gate = Gate(Verb.JOURNAL_READ, HANDLAGGANDE)
    template_name = "arenden/snabbt_sparad.html"

    def prepare(self) -> None:
        self.anteckning = get_object_or_404(
            Journalanteckning,
            arende=self.arende,
            forfattare=self.user,
            signerad=None,
            pk=self.kwargs["anteckning"],
        )

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        angra = self.anteckning.may_be_regretted(timezone.now())
        return super().get_context_data(**kwargs) | {
            "anteckning": self.anteckning,
            "kan_angra": angra,
        }

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """«Ångra»."""
        try:
            with transaction.atomic():
                journal.take_back_anteckning(anteckning=self.anteckning, actor=self.user)
        except (PermissionDenied, ValidationError) as nekad:
            messages.error(request, " ".join(getattr(nekad, "messages", [str(nekad)])))
            return redirect(request.get_full_path())
        messages.success(request, "Anteckningen är borttagen.")
        return redirect(reverse("arenden:snabb"))
