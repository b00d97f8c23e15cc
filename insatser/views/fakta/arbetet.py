"""What happens when the work is on: judgement, plan, insatser, team, and the ways beside."""

from __future__ import annotations

from django.db.models import Case, CharField, F, QuerySet, Value, When
from django.db.models.functions import Concat

from arenden.models import Arende
from insatser.flows.definition import graf_of
from insatser.flows.register import VERSIONER
from insatser.models import (
    Arbetsgang,
    Insats,
    Malavstamning,
    Orosmarkering,
    Plan,
    Stegutfall,
    Tillfalle,
    Uppfoljning,
)
from insatser.views.fakta.slag import Del, Fakta, morning, plain
from riskbedomning.models import Bedomning, Externbedomning, Externrattelse
from samverkansteam.models import Delgivning, GemensamAtgard, Mote, Samtycke, Teamarende

PLANEN = "insatser:plan"
TEAMEN = "samverkansteam:arende"
GANGEN = "insatser:arbetsgang"


def flow_name(kod: str) -> str:
    """`kod` is flow, version and, of a step, its name: «avslut/1/besluta»."""
    flode, version, *steg = kod.split("/")
    graf = graf_of(VERSIONER[flode, int(version)])
    return f"{graf.namn}: {graf.noder[steg[0]].titel.lower()}" if steg else graf.namn


def _samtycken(arende: Arende) -> QuerySet[Samtycke]:
    """Those given to a team of the case."""
    rader = Samtycke.objects.filter(akt=arende.akt_id, team__teamarenden__arende=arende)
    return rader.distinct()


BEDOMNINGEN = (
    Fakta(
        "bedomning",
        Del.BEDOMNING,
        plain("Riskbedömning slutfördes"),
        lambda arende, _: Bedomning.objects.completed().filter(arende=arende),
        nar="fardig_at",
        vem="bedomare",
        sida="riskbedomning:bedomning",
        sidans_id="id",
    ),
    Fakta(
        "externrattelse",
        Del.BEDOMNING,
        plain("Extern bedömning rättades"),
        lambda arende, _: Externrattelse.objects.filter(
            extern__arende=arende, extern__felinford=None
        ),
        nar="rattad",
        vem="rattad_av",
        sida="riskbedomning:extern",
        sidans_id="extern_id",
    ),
    Fakta(
        "externfelinford",
        Del.BEDOMNING,
        plain("Extern bedömning markerades som felinförd"),
        lambda arende, _: Externbedomning.objects.filter(arende=arende).exclude(felinford=None),
        nar="felinford",
        vem="felinford_av",
        sida="riskbedomning:extern",
        sidans_id="id",
    ),
    Fakta(
        "externbedomning",
        Del.BEDOMNING,
        plain("Extern bedömning infördes"),
        lambda arende, _: Externbedomning.objects.filter(arende=arende, felinford=None),
        nar="registrerad",
        vem="registrerad_av",
        sida="riskbedomning:extern",
        sidans_id="id",
    ),
)

PLANERNA = (
    Fakta(
        "plan",
        Del.PLAN,
        lambda _, nummer: f"Plan {nummer} fastställd",
        lambda arende, _: Plan.objects.filter(arende=arende).exclude(faststalld=None),
        nar="faststalld",
        vem="faststalld_av",
        nummer="nummer",
        sida=PLANEN,
    ),
    Fakta(
        "insats",
        Del.PLAN,
        lambda kod, _: f"Insats startade: {kod}",
        lambda arende, _: Insats.objects.filter(arende=arende).exclude(startdatum=None),
        nar=morning("startdatum"),
        vem="ansvarig",
        kod="insatstyp__namn",
        sida=PLANEN,
    ),
    Fakta(
        "insats_slut",
        Del.PLAN,
        lambda kod, _: f"Insats avslutades: {kod}",
        lambda arende, _: Insats.objects.filter(
            arende=arende, status=Insats.Status.AVSLUTAD
        ).exclude(slutdatum=None),
        nar=morning("slutdatum"),
        vem="ansvarig",
        kod="insatstyp__namn",
        sida=PLANEN,
    ),
    Fakta(
        "tillfalle",
        Del.PLAN,
        lambda kod, _: f"Tillfälle: {Tillfalle.Utfall(kod).label.lower()}",
        lambda arende, _: Tillfalle.objects.filter(insats__arende=arende).exclude(
            utfall="planerat"
        ),
        nar="nar",
        vem="loggad_av",
        kod="utfall",
        sida=PLANEN,
        i_oversikten=False,
    ),
    Fakta(
        "oro",
        Del.PLAN,
        plain("Oro antecknades vid ett tillfälle"),
        lambda arende, _: Orosmarkering.objects.filter(arende=arende),
        nar="markerad",
        vem="markerad_av",
        sida=PLANEN,
    ),
    Fakta(
        "malavstamning",
        Del.PLAN,
        plain("Ett mål stämdes av mot en anteckning"),
        lambda arende, _: Malavstamning.objects.filter(mal__plan__arende=arende),
        nar="gjord",
        vem="gjord_av",
        sida=PLANEN,
        i_oversikten=False,
    ),
    Fakta(
        "uppfoljning",
        Del.PLAN,
        lambda kod, nummer: f"Uppföljning {nummer}: {Uppfoljning.Beslut(kod).label.lower()}",
        lambda arende, _: Uppfoljning.objects.filter(arende=arende),
        nar="genomford",
        vem="genomford_av",
        kod="beslut",
        nummer="runda",
        sida=PLANEN,
    ),
)

TEAMET = (
    Fakta(
        "team",
        Del.TEAM,
        plain("Ett team började arbeta med ärendet"),
        lambda arende, _: Teamarende.objects.filter(arende=arende),
        nar=morning("fran"),
        sida=TEAMEN,
    ),
    Fakta(
        "team_slut",
        Del.TEAM,
        plain("Teamet slutade arbeta med ärendet"),
        lambda arende, _: Teamarende.objects.filter(arende=arende).exclude(till=None),
        nar=morning("till"),
        sida=TEAMEN,
    ),
    Fakta(
        "teammote",
        Del.TEAM,
        plain("Teammöte"),
        lambda arende, user: Mote.objects.visible_to(user).filter(
            pk__in=Mote.objects.filter(
                team__teamarenden__arende=arende,
                planerat__date__gte=F("team__teamarenden__fran"),
            )
            .exclude(genomfort=None)
            .exclude(planerat__date__gt=F("team__teamarenden__till"))
            .values("pk")
        ),
        nar="planerat",
        vem="dokumenterat_av",
    ),
    Fakta(
        "gemensam_atgard",
        Del.TEAM,
        lambda kod, _: f"Gemensam åtgärd: {kod.lower()}",
        lambda arende, _: GemensamAtgard.objects.filter(teamarende__arende=arende).annotate(
            vad=Case(
                *[
                    When(slag=slag, then=Value(namn))
                    for slag, namn in GemensamAtgard._meta.get_field("slag").flatchoices
                ],
                output_field=CharField(),
            )
        ),
        nar="nar",
        vem="loggad_av",
        kod="vad",
        sida=TEAMEN,
    ),
    Fakta(
        "samtycke",
        Del.TEAM,
        plain("Samtycke registrerades"),
        lambda arende, _: _samtycken(arende),
        nar="registrerat",
        vem="registrerat_av",
        sida=TEAMEN,
    ),
    Fakta(
        "samtycke_slut",
        Del.TEAM,
        plain("Samtycke togs tillbaka"),
        lambda arende, _: _samtycken(arende).exclude(aterkallat=None),
        nar="aterkallat",
        sida=TEAMEN,
    ),
    Fakta(
        "samtycke_upphort",
        Del.TEAM,
        plain("Samtycke upphörde"),
        lambda arende, _: _samtycken(arende).exclude(upphort=None),
        nar="upphort",
        sida=TEAMEN,
    ),
    Fakta(
        "delgivning",
        Del.TEAM,
        lambda kod, _: f"Uppgift till annan part: {Delgivning.Utfall(kod).label.lower()}",
        lambda arende, _: Delgivning.objects.filter(teamarende__arende=arende),
        nar="beslutad",
        vem="beslutad_av",
        kod="utfall",
        sida=TEAMEN,
    ),
)

GANGARNA = (
    Fakta(
        "gang",
        Del.GANG,
        lambda kod, _: f"Arbetsgång började: {flow_name(kod)}",
        lambda arende, _: Arbetsgang.objects.filter(arende=arende).annotate(
            vilken=Concat("flode", Value("/"), "flodesversion", output_field=CharField())
        ),
        nar="startad",
        vem="startad_av",
        kod="vilken",
        sida=GANGEN,
        sidans_id="id",
        i_oversikten=False,
    ),
    Fakta(
        "gangsteg",
        Del.GANG,
        lambda kod, _: flow_name(kod),
        lambda arende, _: (
            Stegutfall.objects.in_force()
            .filter(arbetsgang__arende=arende)
            .annotate(
                vilket=Concat(
                    "arbetsgang__flode",
                    Value("/"),
                    "arbetsgang__flodesversion",
                    Value("/"),
                    "steg",
                    output_field=CharField(),
                )
            )
        ),
        nar="gjort",
        vem="gjort_av",
        kod="vilket",
        sida=GANGEN,
        sidans_id="arbetsgang_id",
        i_oversikten=False,
    ),
    Fakta(
        "gangslut",
        Del.GANG,
        lambda kod, _: f"Arbetsgång avslutades: {flow_name(kod)}",
        lambda arende, _: (
            Arbetsgang.objects.filter(arende=arende)
            .exclude(avslutad=None)
            .annotate(vilken=Concat("flode", Value("/"), "flodesversion", output_field=CharField()))
        ),
        nar="avslutad",
        kod="vilken",
        sida=GANGEN,
        sidans_id="id",
        i_oversikten=False,
    ),
)
