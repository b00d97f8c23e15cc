"""What every page of a team shares: who may see it, and how a refused form answers."""

from __future__ import annotations

from typing import Any, ClassVar

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.views.generic import TemplateView
from django.views.generic.base import ContextMixin

from access.gate import Gate
from access.models import Roll
from access.request import InloggadVy
from arenden.views.formular import ActionForm
from samverkansteam.models import Team
from samverkansteam.policy import LEADING

DELTAGANDE = (*LEADING, Roll.EXTERN)


class TeamSida(ContextMixin, InloggadVy):
    """Finds the team among those the user takes part in; any other does not exist."""

    gate: ClassVar[Gate]
    team: Team

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        self.team = get_object_or_404(
            Team.objects.visible_to(self.user).select_related("teamtyp", "namnd"),
            pk=kwargs["team"],
        )
        self.prepare()
        return super().dispatch(request, *args, **kwargs)

    def prepare(self) -> None:
        """Find what else the page is about; raise Http404 or PermissionDenied to refuse it."""

    @property
    def is_extern(self) -> bool:
        return self.user.organisation_id is not None

    def team_url(self) -> str:
        return reverse("samverkansteam:rum", args=[self.team.pk])

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(
            team=self.team, team_url=self.team_url(), is_extern=self.is_extern, **kwargs
        )


class TeamView(TeamSida, TemplateView):
    """A page that shows something of one team."""

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        return self.render_to_response(self.get_context_data())


class TeamFormView(TeamSida, ActionForm):
    """A form about one team; back to its room when done."""

    def get_success_url(self) -> str:
        return self.team_url()
