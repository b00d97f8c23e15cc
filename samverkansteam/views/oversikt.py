"""What whoever coordinates sees of the teams: numbers of meetings and promises, nobody's own."""

from __future__ import annotations

from collections import defaultdict
from datetime import date, timedelta
from typing import Any
from uuid import UUID

from django.db.models import Count, F, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce
from django.utils import timezone
from django.views.generic import TemplateView

from access.gate import Gate
from access.models import Anvandare
from access.request import InloggadVy
from audit.verb import Verb
from samverkansteam.models import Atagande, Effektsignal, Medverkansbegaran, Mote, Team
from samverkansteam.models.team import median_vantan
from samverkansteam.policy import LEADING
from samverkansteam.rules.oversikt import MINST, Teamlage, expected_moten, in_hours, sum_of

PERIOD = timedelta(days=182)


class TeamOversiktView(InloggadVy, TemplateView):
    """Half a year back: meetings held against the rhythm, åtaganden done, waiting, effect."""

    gate = Gate(Verb.TEAM_OVERVIEW, LEADING)
    template_name = "samverkansteam/oversikt.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        till = timezone.localdate()
        fran = till - PERIOD
        team = list(teams_between(self.user, fran))
        signaler = latest_signals(self.user)
        rader = []
        lagen = [lage_of(ett) for ett in team]
        per_typ: dict[str, list[Teamlage]] = defaultdict(list)
        for ett, lage in zip(team, lagen, strict=True):
            per_typ[str(ett.teamtyp)].append(lage)
            rader.append(
                {
                    "team": ett,
                    "lage": lage,
                    "vantade": expected_moten(lage, fran, till),
                    "signal": signaler.get(ett.pk),
                }
            )
        return super().get_context_data(
            fran=fran,
            till=till,
            rader=rader,
            typer=[(namn, sum_of(egna, fran, till)) for namn, egna in sorted(per_typ.items())],
            allt=sum_of(lagen, fran, till),
            vantan=median_vantan(self.user, [ett.pk for ett in team], fran),
            minst=MINST,
            sena=late_begaranden(self.user, till),
            **kwargs,
        )


def teams_between(user: Anvandare, fran: date) -> QuerySet[Team]:
    """The teams that the user takes part in and that have worked since a day, with their counts."""
    moten = Mote.objects.filter(team=OuterRef("pk"), planerat__date__gte=fran)
    ataganden = Atagande.objects.filter(team=OuterRef("pk"), mote__planerat__date__gte=fran)
    idag = timezone.localdate()
    return (
        Team.objects.visible_to(user)
        .filter(Q(avslutad=None) | Q(avslutad__gte=fran))
        .select_related("teamtyp", "namnd")
        .annotate(
            hallna=_count(moten.exclude(genomfort=None)),
            planerade=_count(moten.filter(genomfort=None, installt=None)),
            installda=_count(moten.exclude(installt=None)),
            antal_ataganden=_count(ataganden),
            klara=_count(ataganden.exclude(klart=None)),
            forsenade=_count(ataganden.filter(klart=None, senast__lt=idag)),
        )
        .order_by("teamtyp__namn", "-startad", "id")
    )


def _count(rader: QuerySet) -> Coalesce:
    antal = rader.order_by().values("team").annotate(antal=Count("pk")).values("antal")
    return Coalesce(Subquery(antal), 0)


def lage_of(team: Any) -> Teamlage:
    return Teamlage(
        startad=team.startad,
        avslutad=team.avslutad,
        dagar=team.teamtyp.motesintervall_dagar,
        hallna=team.hallna,
        planerade=team.planerade,
        installda=team.installda,
        ataganden=team.antal_ataganden,
        klara=team.klara,
        forsenade=team.forsenade,
    )


def latest_signals(user: Anvandare) -> dict[UUID, dict[str, Any]]:
    """The newest signal of each team, in hours a week."""
    rader: dict[UUID, dict[str, Any]] = {}
    for signal in (
        Effektsignal.objects.visible_to(user).order_by("team_id", "-matt").distinct("team_id")
    ):
        rader[signal.team_id] = {
            "fore": in_hours(signal.fore),
            "efter": in_hours(signal.efter),
            "elever": signal.elever,
            "matt": signal.matt,
        }
    return rader


def late_begaranden(user: Anvandare, idag: date) -> QuerySet[Medverkansbegaran]:
    return (
        Medverkansbegaran.objects.visible_to(user)
        .late(idag)
        .filter(team__in=Team.objects.visible_to(user))
        .select_related("organisation", "team__teamtyp")
        .order_by(F("svar_senast"))
    )
