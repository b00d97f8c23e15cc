"""What the team takes of a report: consent and absence, or a mark that stays out of the akt."""

from __future__ import annotations

from datetime import date, timedelta

from django.utils import timezone

from access.models import Anvandare, Organisation, Roll
from arenden.models import Arende, Personakt
from arenden.rules.alder import age_on
from arenden.rules.inflode import Fel, Inflode, OgiltigtInflode
from arenden.rules.inflode_poster import Berord
from arenden.rules.inflode_poster import Samtycke as Inflodessamtycke
from audit import log
from audit.verb import Verb
from samverkansteam.actions.samtycke import Givarsvar, save_svar
from samverkansteam.actions.teamarende import link_arende
from samverkansteam.models import (
    Franvarovecka,
    Markering,
    Samtycke,
    Samtyckessvar,
    Team,
    Teamarende,
    Uppgiftsslag,
)
from samverkansteam.models.samtycke import with_custody
from samverkansteam.rules.samtycke import Andamal, missing_samtycke, samtycke_for

SKOLOR = (Organisation.Slag.KOMMUNAL_SKOLA, Organisation.Slag.FRISTAENDE_SKOLA)
SAMTYCKETS_TID = timedelta(days=182)
"""A consent that came without a last day holds for half a year, and is then asked for anew."""

FARG = {"grön": Markering.Farg.GRON, "gul": Markering.Farg.GUL, "röd": Markering.Farg.ROD}


def receive_skolsocialt(inflode: Inflode, arenden: list[Arende], actor: Anvandare) -> None:
    """Connect the pupil to the school-social team, with consent and weeks of absence.

    Refuses when those who must consent to an insats utan behovsprövning have not (SoL 21:2).
    """
    for arende, berord in zip(arenden, inflode.berorda, strict=True):
        _require_samtycke(inflode, berord)
        team = _team(arende, "sst", "skolsocialt team", actor)
        teamarende = _link(team, arende, actor)
        _save_samtycke(inflode, teamarende, actor)
        for vecka in inflode.franvaro:
            franvaro = Franvarovecka(
                akt_id=arende.akt_id,
                namnd_id=arende.namnd_id,
                teamarende=teamarende,
                vecka=vecka.vecka,
                timmar={"giltig": vecka.giltig, "ogiltig": vecka.ogiltig, "sen": 0},
            )
            log.save(franvaro, actor=actor, verb=Verb.FRANVARO_RECORD)


def receive_trefas(inflode: Inflode, arenden: list[Arende], actor: Anvandare) -> None:
    """Connect each person to Trefas; what the police told stays with the team's mark."""
    for arende, berord in zip(arenden, inflode.berorda, strict=True):
        team = _team(arende, "trefas", "Trefas", actor)
        teamarende = _link(team, arende, actor)
        for uppgift in inflode.markering:
            if uppgift.nummer != berord.nummer or uppgift.galler_till is None:
                continue
            markering = Markering(
                team=team,
                namnd_id=team.namnd_id,
                teamarende=teamarende,
                farg=FARG[uppgift.niva],
                motiv=inflode.text,
                satt=timezone.localdate(inflode.inkom),
                satt_av=actor,
                galler_till=uppgift.galler_till,
            )
            log.save(markering, actor=actor, verb=Verb.MARKERING_SET)


def _team(arende: Arende, teamtyp: str, namn: str, actor: Anvandare) -> Team:
    """The nämnd's open team of this kind, among those that the receiver may reach."""
    team = Team.objects.all() if actor.has_roll({Roll.SYSTEM}) else Team.objects.visible_to(actor)
    funnet = team.ongoing().filter(namnd=arende.namnd_id, teamtyp=teamtyp).order_by("startad")
    if (forsta := funnet.first()) is None:
        reason = f"{arende.namnd} har inget öppet team av slaget {namn} som du är med i."
        raise OgiltigtInflode([Fel("slag", f"{reason} Bilda teamet först.")])
    return forsta


def _link(team: Team, arende: Arende, actor: Anvandare) -> Teamarende:
    """The team may already work with the person; then the report joins what it knows."""
    kopplade = Teamarende.objects.in_force().filter(team=team, arende=arende)
    return kopplade.first() or link_arende(team=team, arende=arende, actor=actor)


def _require_samtycke(inflode: Inflode, berord: Berord) -> None:
    fodd = berord.nummer.fodd if berord.nummer else None
    if fodd is None:
        raise OgiltigtInflode([Fel("berorda", "Barnets ålder måste vara känd för samtycket.")])
    givare = set(inflode.samtycke.givet_av) if inflode.samtycke else set()
    vardnadshavare = [en.nummer for en in inflode.vardnadshavare]
    saknas = missing_samtycke(
        samtycke_for(Andamal.UTAN_BEHOVSPROVNING, age_on(fodd, timezone.localdate())),
        barnet=berord.nummer in givare,
        vardnadshavare_ja=sum(nummer in givare for nummer in vardnadshavare),
        vardnadshavare_alla=len(vardnadshavare),
    )
    if saknas:
        raise OgiltigtInflode([Fel("samtycke.givet_av", text) for text in saknas])


def _save_samtycke(inflode: Inflode, teamarende: Teamarende, actor: Anvandare) -> None:
    if (given := inflode.samtycke) is None or "skola" not in given.mottagare:
        return
    datum = given.datum or timezone.localdate(inflode.inkom)
    svar = _yes_of(given, inflode, teamarende.akt, datum)
    for part in teamarende.team.part_set.filter(organisation__slag__in=SKOLOR):
        samtycke = Samtycke(
            akt_id=teamarende.akt_id,
            namnd_id=teamarende.namnd_id,
            team_id=teamarende.team_id,
            mottagare=part,
            slag=[Uppgiftsslag.SKOLA, Uppgiftsslag.INSATS, Uppgiftsslag.MOTE],
            form=given.form,
            forklarat="Enligt anmälan.",
            fran=datum,
            till=datum + SAMTYCKETS_TID,
            registrerat_av=actor,
        )
        log.save(samtycke, actor=actor, verb=Verb.SAMTYCKE_GIVE)
        save_svar(samtycke, svar, actor=actor)


def _yes_of(
    given: Inflodessamtycke, inflode: Inflode, akt: Personakt, dag: date
) -> list[Givarsvar]:
    """Who said yes according to the report: guardians it names, and else the child."""
    namn = {en.nummer: f"{en.fornamn} {en.efternamn}" for en in inflode.vardnadshavare}
    kanda = {rad.nummer: rad for rad in with_custody(akt, timezone.localdate())}
    return [
        Givarsvar(
            vem=Samtyckessvar.Vem.VARDNADSHAVARE if nummer in namn else Samtyckessvar.Vem.BARNET,
            svar=Samtyckessvar.Svar.JA,
            namn=namn.get(nummer) or akt.person.namn,
            nar=dag,
            vardnadshavare=kanda.get(str(nummer)) if nummer in namn else None,
        )
        for nummer in given.givet_av
    ]
