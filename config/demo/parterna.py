"""What the other parties do: asked to take part, they answer; they read, and bring their own."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from access.models import Organisation
from config.demo import samtycken
from config.demo.rum import UTAN_SAMTYCKE, Rum
from config.demo.stad import read
from samverkansteam.actions.bidrag import take_in_bidrag, write_bidrag
from samverkansteam.actions.kvittens import acknowledge, open_copy
from samverkansteam.actions.medverkan import answer_medverkan, ask_medverkan
from samverkansteam.models import Bidrag, Bidragsintag, Kvittens, Medverkansbegaran, Part
from samverkansteam.models.part import Deltagare
from samverkansteam.rules.sekretess import proposed_sekretess

if TYPE_CHECKING:
    from config.demo.gang import Gang

TEXT = read("samverkan.json")
SKOLORNA = (Organisation.Slag.KOMMUNAL_SKOLA, Organisation.Slag.FRISTAENDE_SKOLA)
POLISEN = (Organisation.Slag.POLIS,)


def member_of(rum: Rum, *slag: str) -> Deltagare:
    """Who takes part for the first party of such a kind."""
    med = rum.members().filter(part__organisation__slag__in=slag, is_jurist=False)
    return med.select_related("part__organisation").earliest("id")


def ask_others(rum: Rum, svar_senast: date) -> None:
    """Three organisations are asked to take part: one says yes, one no, one nothing."""
    for namn, _, _ in TEXT["medverkan"]["svar"][rum.typ.kod]:
        ask_medverkan(
            team=rum.team,
            organisation=Organisation.objects.get(namn=namn),
            vad=TEXT["medverkan"]["fragor"],
            svar_senast=svar_senast,
            actor=rum.ledare,
        )


def note_answer(rum: Rum, vilket: str) -> None:
    """What was answered over the phone is noted by whoever leads the team."""
    for namn, svar, ord_ in TEXT["medverkan"]["svar"][rum.typ.kod]:
        if svar == vilket:
            begaran = Medverkansbegaran.objects.get(team=rum.team, organisation__namn=namn)
            answer_medverkan(begaran=begaran, svar=svar, svar_i_ord=ord_, actor=rum.ledare)


def welcome_the_new(rum: Rum, gang: Gang) -> None:
    """A party more, and where the team rests on consent a yes to it too."""
    note_answer(rum, "ja")
    if rum.typ.kod != UTAN_SAMTYCKE:
        samtycken.ask(gang, rum.case(gang), [Part.objects.filter(team=rum.team).latest("id")])


def read_and_acknowledge(rum: Rum, vem: Deltagare) -> None:
    """A party opens what it got last, and says that it has taken note of it."""
    senaste = Kvittens.objects.filter(team=rum.team, mottagare=vem.part_id).latest("lamnad")
    oppnad = open_copy(kvittens=senaste, actor=vem.anvandare)
    acknowledge(kvittens=oppnad, actor=vem.anvandare)


def bring(rum: Rum, gang: Gang, vem: Deltagare) -> None:
    """Three contributions of a party: one is shared, one kept, and one goes into the akt."""
    teamarende = rum.case(gang)
    is_skola = vem.part.slag in SKOLORNA
    for rubrik, text, hur in TEXT["bidrag"]["skola" if is_skola else "polis"]:
        bidrag = write_bidrag(
            part=vem.part,
            rubrik=rubrik.format(nummer=teamarende.nummer),
            text=text.format(nummer=teamarende.nummer),
            sekretess=proposed_sekretess(vem.part.slag),
            nummer=teamarende.nummer if hur else None,
            dela=bool(hur),
            actor=vem.anvandare,
        )
        if hur == "taget":
            _take_in(rum, gang, bidrag)


def _take_in(rum: Rum, gang: Gang, bidrag: Bidrag) -> None:
    take_in_bidrag(
        bidrag=bidrag,
        teamarende=rum.case(gang),
        grund=Bidragsintag.Grund.HANDLAGGNING,
        skal=TEXT["bidrag"]["varfor"],
        actor=gang.handlaggare,
    )
