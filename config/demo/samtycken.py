"""Consents of the town: asked for, tried anew, in another language, and taken back by one."""

from __future__ import annotations

from collections.abc import Collection
from datetime import timedelta
from typing import TYPE_CHECKING

from django.utils import timezone

from arenden.rules.alder import MYNDIG
from config.demo.stad import read
from samverkansteam.actions.samtycke import (
    Givarsvar,
    answer_samtycke,
    give_samtycke,
    withdraw_samtycke,
)
from samverkansteam.models import Part, Samtycke, Team, Teamarende
from samverkansteam.models.samtycke import with_custody

if TYPE_CHECKING:
    from config.demo.gang import Gang

TEXT = read("samverkan.json")["samtycke"]
TID = timedelta(days=365)


def ask(gang: Gang, teamarende: Teamarende, mottagare: Collection[Part]) -> None:
    """What the work of the team rests on, party by party."""
    give_samtycke(
        teamarende=teamarende,
        mottagare=mottagare,
        svar=yes_of_all(gang),
        slag=["skola", "plan", "insats", "mote"],
        form=gang.slump.choice(("skriftligt", "skriftligt", "muntligt")),
        forklarat=gang.ord.ur("team", "forklarat"),
        fran=timezone.localdate(),
        till=timezone.localdate() + TID,
        actor=gang.handlaggare,
    )


def ask_again(gang: Gang, team: Team, mottagare: Part) -> None:
    """A consent that rests, since an age was reached or a guardian came to be known."""
    levande = Samtycke.objects.live().filter(akt=gang.arende.akt_id, team=team, mottagare=mottagare)
    if (vilande := list(levande)) and all(samtycke.hinder() for samtycke in vilande):
        answer_samtycke(samtycke=vilande[0], svar=yes_of_all(gang), actor=gang.handlaggare)


def ask_in_somali(gang: Gang, teamarende: Teamarende, mottagare: Part) -> None:
    """One more thing may be told one party; explained with an interpreter, each in own words."""
    give_samtycke(
        teamarende=teamarende,
        mottagare=[mottagare],
        svar=yes_of_all(gang, barnet=TEXT["barnet"], vuxna=TEXT["vuxna"]),
        slag=["halsa"],
        form="skriftligt",
        forklarat=TEXT["forklarat"],
        sprak=TEXT["sprak"],
        tolk=TEXT["tolk"],
        fran=timezone.localdate(),
        till=timezone.localdate() + TID / 2,
        actor=gang.handlaggare,
    )


def take_back(gang: Gang, team: Team, mottagare: Part) -> None:
    """The young person says no to what one party was told; the others go on."""
    nej = Givarsvar("barnet", "nej", _name(gang), timezone.localdate(), TEXT["tillbaka"])
    for samtycke in Samtycke.objects.live().filter(
        akt=gang.arende.akt_id, team=team, mottagare=mottagare
    ):
        withdraw_samtycke(samtycke=samtycke, svar=[nej], actor=gang.handlaggare)


def yes_of_all(gang: Gang, barnet: str = "", vuxna: Collection[str] = ()) -> list[Givarsvar]:
    """The young person and every guardian that the akt knows; one by name where it knows none."""
    idag = timezone.localdate()
    unga = Givarsvar("barnet", "ja", _name(gang), idag, barnet)
    if gang.barn.alder >= MYNDIG:
        return [unga]
    kanda = with_custody(gang.arende.akt, idag)
    sade = [*vuxna, "", ""]
    svar = [
        Givarsvar("vardnadshavare", "ja", rad.namn, idag, sade[nr], rad)
        for nr, rad in enumerate(kanda)
    ]
    return [unga, *(svar or [Givarsvar("vardnadshavare", "ja", "Vårdnadshavaren", idag)])]


def _name(gang: Gang) -> str:
    return f"{gang.barn.fornamn} {gang.barn.efternamn}"
