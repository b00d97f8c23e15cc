"""Released copies as their receivers meet them: the list, the copy itself, the receipt."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse

from access.gate import Gate
from access.middleware import note_read
from access.models import Anvandare, Roll
from arenden.views.bas import redirect
from audit.verb import Verb
from samverkansteam import policy
from samverkansteam.actions.kvittens import acknowledge, open_copy
from samverkansteam.models import Delgivningskopia, Kvittens, Team
from samverkansteam.views.bas import DELTAGANDE, TeamSida, TeamView

PER_SIDA = 25


def kvittenser_in(team: Team, user: Anvandare) -> QuerySet[Kvittens]:
    """The traces of what was released, newest first: all for the socialtjänst, a party its own."""
    return (
        Kvittens.objects.visible_to(user)
        .filter(team=team)
        .select_related("mottagare__organisation", "lagrum", "oppnad_av", "kvitterad_av")
    )


class UtlamnatView(TeamView):
    """Everything that was released in the team, also what can no longer be read."""

    gate = Gate(Verb.DELGIVNING_READ, DELTAGANDE)
    template_name = "samverkansteam/utlamnat.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        kvittenser = kvittenser_in(self.team, self.user)
        sida = Paginator(kvittenser, PER_SIDA).get_page(self.request.GET.get("sida"))
        return super().get_context_data(sida=sida, **kwargs)


class EnKopia(TeamSida):
    """About one copy, by its trace; another party's does not exist."""

    kvittens: Kvittens

    def prepare(self) -> None:
        self.kvittens = get_object_or_404(
            kvittenser_in(self.team, self.user), kopia_id=self.kwargs["kopia"]
        )

    def kopia_url(self) -> str:
        return reverse("samverkansteam:kopia", args=[self.team.pk, self.kvittens.kopia_id])


class KopiaView(EnKopia, TeamView):
    """One released copy. Reading it is logged on the akt it came from.

    A receiver meets the trace alone until the copy has been opened, and once its last day has
    passed.
    """

    gate = Gate(Verb.DELGIVNING_READ, DELTAGANDE)
    template_name = "samverkansteam/kopia.html"

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        kopia = Delgivningskopia.objects.visible_to(self.user).filter(pk=self.kvittens.kopia_id)
        is_unopened = self.is_extern and self.kvittens.oppnad is None
        if is_unopened or (found := kopia.first()) is None:
            context = self.get_context_data(kvittens=self.kvittens)
            return render(request, "samverkansteam/kopia_spar.html", context)
        note_read(found.akt_id)
        return self.render_to_response(
            self.get_context_data(
                kopia=found,
                kvittens=self.kvittens,
                may_acknowledge=policy.may_acknowledge(self.user, self.kvittens),
            )
        )


class OppnaView(EnKopia):
    """The receiver opens a copy for the first time, knowing that it is told."""

    gate = Gate(Verb.DELGIVNING_OPEN, (Roll.EXTERN,))
    http_method_names = ["post"]

    def post(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        open_copy(kvittens=self.kvittens, actor=self.user)
        return redirect(self.kopia_url())


class KvitteraView(EnKopia):
    gate = Gate(Verb.DELGIVNING_ACKNOWLEDGE, (Roll.EXTERN,))
    http_method_names = ["post"]

    def post(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        acknowledge(kvittens=self.kvittens, actor=self.user)
        messages.success(request, "Ni har kvitterat att ni tagit emot uppgiften.")
        return redirect(self.kopia_url())
