"""Teams to test with, made through the real actions."""

from __future__ import annotations

from contextlib import closing
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import count
from typing import Any

from django.utils import timezone

from access.models import Anvandare, Enhet, Organisation, Roll, Uppdrag
from arenden.models import Arende, Journalanteckning, Personakt
from arenden.uppladdning import receive
from samverkansteam.actions.bidrag import write_bidrag
from samverkansteam.actions.samtycke import Givarsvar, give_samtycke
from samverkansteam.actions.team import add_deltagare, add_part, create_team
from samverkansteam.actions.teamarende import connect_arende
from samverkansteam.models import Bidrag, Lagrum, Part, Samtycke, Team, Teamarende, Teamtyp
from samverkansteam.models.samtycke import with_custody
from tests.arenden.filer import PDF
from tests.builders import give_akt, make_akt, make_anvandare, make_arende, make_enhet

_nummer = count(1)


def make_organisation(**override: Any) -> Organisation:
    falt = {"namn": f"Skola {next(_nummer)}", "slag": Organisation.Slag.KOMMUNAL_SKOLA}
    return Organisation.objects.create(**falt | override)


def make_extern(organisation: Organisation | None = None, **override: Any) -> Anvandare:
    """Someone from another party: an account with its organisation and no duty in a nämnd."""
    nummer = next(_nummer)
    falt = {"anvandarnamn": f"extern{nummer}", "namn": f"Extern {nummer}"}
    anvandare = Anvandare.objects.create(
        organisation=organisation or make_organisation(), **falt | override
    )
    Uppdrag.objects.create(anvandare=anvandare, roll=Roll.EXTERN, fran=date(2020, 1, 1))
    return anvandare


def make_my_arende(handlaggare: Anvandare, enhet: Enhet, **akt: Any) -> Arende:
    """An ärende that the handläggare works with."""
    arende = make_arende(akt=make_akt(enhet=enhet, **akt), handlaggare=handlaggare)
    give_akt(handlaggare, arende.akt)
    return arende


def make_team(*, ledare: Anvandare, enhet: Enhet, teamtyp: str = "sst", **override: Any) -> Team:
    falt = {"namn": "Team Björken", "startad": timezone.localdate()}
    return create_team(
        namnd=enhet.namnd,
        teamtyp=Teamtyp.objects.get(pk=teamtyp),
        actor=ledare,
        **falt | override,
    )


@dataclass
class Rum:
    """A team with one ärende and one external party with one participant."""

    enhet: Enhet
    ledare: Anvandare
    arende: Arende
    team: Team
    teamarende: Teamarende
    part: Part
    extern: Anvandare


def make_rum(
    *,
    teamtyp: str = "sst",
    slag: str = Organisation.Slag.KOMMUNAL_SKOLA,
    fodelsedatum: date = date(2011, 3, 14),
) -> Rum:
    enhet = make_enhet()
    ledare = make_anvandare(enhet=enhet)
    arende = make_my_arende(ledare, enhet, fodd=fodelsedatum)
    team = make_team(ledare=ledare, enhet=enhet, teamtyp=teamtyp)
    extern = make_extern(make_organisation(slag=slag))
    part = add_part(team=team, organisation=extern.organisation, kontaktpunkt="", actor=ledare)
    add_deltagare(part=part, anvandare=extern, actor=ledare)
    teamarende = connect_arende(team=team, arende=arende, actor=ledare)
    return Rum(enhet, ledare, arende, team, teamarende, part, extern)


def make_svar(vem: str = "barnet", svar: str = "ja", **override: Any) -> Givarsvar:
    falt = {"namn": "Alva Berg", "nar": timezone.localdate()}
    return Givarsvar(vem=vem, svar=svar, **falt | override)


def yes_of_all(akt: Personakt | None = None) -> list[Givarsvar]:
    """The child, and the guardians whom the akt knows; else one by name alone."""
    kanda = with_custody(akt, timezone.localdate()) if akt else []
    vuxna = [make_svar("vardnadshavare", namn=rad.namn, vardnadshavare=rad) for rad in kanda]
    return [make_svar(), *(vuxna or [make_svar("vardnadshavare", namn="Moa Berg")])]


def make_samtycke(rum: Rum, **override: Any) -> Samtycke:
    idag = timezone.localdate()
    falt = {
        "mottagare": [rum.part],
        "svar": yes_of_all(),
        "slag": ["skola"],
        "form": Samtycke.Form.SKRIFTLIGT,
        "forklarat": "Berättade vad som delas och att det kan tas tillbaka.",
        "fran": idag,
        "till": idag + timedelta(days=90),
    }
    return give_samtycke(teamarende=rum.teamarende, actor=rum.ledare, **falt | override)[0]


def make_anteckning(rum: Rum, **override: Any) -> Journalanteckning:
    nu = timezone.now()
    falt = {"slag": "samtal", "nar": nu, "text": "Vi pratade.", "signerad": nu}
    return Journalanteckning.objects.create(
        akt=rum.arende.akt,
        namnd=rum.arende.namnd,
        arende=rum.arende,
        forfattare=rum.ledare,
        **falt | override,
    )


def make_bidrag(part: Part, actor: Anvandare, **override: Any) -> Bidrag:
    """What a party has written, with a file, through the real action."""
    falt = {
        "rubrik": "Närvaron i höst",
        "text": "Alva kommer oftare i tid.",
        "sekretess": "Sekretess i skolan, 23 kap. 2 § offentlighets- och sekretesslagen",
    }
    with closing(receive("narvaro.pdf", [PDF])) as fil:
        return write_bidrag(part=part, fil=fil, actor=actor, **falt | override)


def samtyckesgrund() -> Lagrum:
    return Lagrum.objects.in_force(timezone.localdate()).get(kod="C")


def ja_till_allt(lagrum: Lagrum) -> dict[str, bool]:
    """Answers that meet every condition of a ground."""
    return {villkor["kod"]: villkor["kraver"] for villkor in lagrum.villkor}
