"""The team forms in the town: how far the arbetsgångar of its teams have come."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta
from functools import partial
from typing import TYPE_CHECKING, Any

from django.utils import timezone

from arenden.models import Steg
from config.demo.tidslinje import Tidslinje
from insatser.actions.arbetsgang import complete_steg, start_arbetsgang
from insatser.fard import gangvag
from insatser.models import Arbetsgang
from insatser.rules.falt import Falt
from samverkansteam.actions.markering import set_markering
from samverkansteam.models import Teamarende

if TYPE_CHECKING:
    from config.demo.gang import Gang

FLODE = {"sst": "skolsocialt_team", "trefas": "trefas"}
"""The forms whose way begins with a report, by the kind of team."""
IN = {
    "sst": ("signal", "samla_team", "orsaker", "samtycke:ja", "plan:klar"),
    "trefas": ("samla_team", "prova_lagrum"),
}
RUNDA = {
    "sst": ("mote:hallet", "folj_upp:fortsatt"),
    "trefas": (
        "mote:hallet",
        "markera:galler",
        "skydda",
        "ta_stallning:inget",
        "folj_upp:fortsatt",
        "prova_lagrum",
    ),
}
UT = ("mote:avslutas", "behorighet", "avsluta:planerat", "aterkoppla")
SSIT = "socialt_insatsteam"
INOM, OVER = timedelta(hours=20), timedelta(hours=60)
"""How long ago the two events were that a first contact is waited for after."""
ORD = "Vi kom överens om det tillsammans, med den unges egna ord först."


def has_form(gang: Gang) -> bool:
    return gang.ode.team in FLODE and gang.ode.slag == FLODE[gang.ode.team]


def enter(gang: Gang) -> None:
    """The team is gathered: from the school's signal to the plan, or to the first meeting."""
    _take(gang, FLODE[gang.ode.team], *IN[gang.ode.team])


def begin_support(gang: Gang) -> None:
    if gang.ode.team == "sst":
        _take(gang, FLODE["sst"], "insats:borjat")


def go_round(gang: Gang) -> None:
    """After a meeting: what it came to, and on to the next."""
    if gang.ode.team == "trefas":
        teamarende = Teamarende.objects.in_force().get(arende=gang.arende)
        set_markering(teamarende=teamarende, farg="gul", motiv=ORD, actor=gang.handlaggare)
    _take(gang, FLODE[gang.ode.team], *RUNDA[gang.ode.team])


def end(gang: Gang) -> None:
    _take(gang, FLODE["sst"], *UT)


def plan_ssit(linje: Tidslinje, *, gangar: Sequence[Gang], nu: datetime) -> None:
    """Two events: one whose two days still run, and one whose days ran out without a contact."""
    for steg, sedan in ((Steg.TEAM, INOM), (Steg.UPPFOLJNING, OVER)):
        for gang in gangar:
            if gang.ode.team == "ssit" and gang.ode.stannar == steg:
                linje.add(nu - sedan + timedelta(hours=1), partial(_begin_ssit, gang, nu - sedan))


def _begin_ssit(gang: Gang, handelse: datetime) -> None:
    start_arbetsgang(arende=gang.arende, flode=SSIT, ankare=handelse, actor=gang.handlaggare)
    _take(gang, SSIT, "handelse")


def _take(gang: Gang, flode: str, *leder: str) -> None:
    """Steps named «steg:utfall», answered in a few general words."""
    arbetsgang = Arbetsgang.objects.ongoing().get(arende=gang.arende, flode=flode)
    for led in leder:
        steg, _, kod = led.partition(":")
        falt = gangvag().graf(arbetsgang).noder[steg].falt
        complete_steg(
            gang=arbetsgang,
            steg=steg,
            utfall=kod,
            svar={ett.namn: _answer(ett, gang) for ett in falt if ett.kravs},
            actor=gang.handlaggare,
        )


def _answer(falt: Falt, gang: Gang) -> Any:
    if falt.namn == "vardnadshavare":
        return gang.arende.akt.vardnadshavare_set.filter(till=None).count()
    svar = {
        "text": ORD,
        "rad": "Kurator i elevhälsan",
        "datum": timezone.localdate().isoformat(),
        "ja_nej": True,
    }
    return svar[falt.slag] if falt.slag in svar else _chosen(falt)


def _chosen(falt: Falt) -> Any:
    forsta = falt.val[0][0]
    return [forsta] if falt.slag == "flerval" else forsta
