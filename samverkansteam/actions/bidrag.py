"""What a party brings: written, shared, taken back by the party; taken into an akt by decision."""

from __future__ import annotations

from django.core.exceptions import ValidationError
from django.utils import timezone

from access.actions.aviseringar import notify
from access.models import Anvandare, Avisering, Organisation
from access.policy import require
from arenden.actions.handlingar import add_handling, take_file
from arenden.actions.journal import put_anteckning
from arenden.models import Handling, Journalanteckning
from arenden.uppladdning import SealedUpload, receive
from audit import log
from audit.action import action
from audit.verb import Verb
from encryption.bodies import delete_file, remove_now
from encryption.errors import SealError
from encryption.filer import OpenedFile
from samverkansteam import policy
from samverkansteam.models import (
    Bidrag,
    Bidragsfil,
    Bidragsintag,
    Deltagare,
    Part,
    Team,
    Teamarende,
)

Slag = Organisation.Slag
HANDLING = {
    Slag.KOMMUNAL_SKOLA: Handling.Slag.SKOLA,
    Slag.FRISTAENDE_SKOLA: Handling.Slag.SKOLA,
    Slag.POLIS: Handling.Slag.POLIS,
    Slag.AKLAGARE: Handling.Slag.POLIS,
    Slag.REGION: Handling.Slag.VARD,
}
"""What a file becomes in the akt, by the kind of party that brought it."""


@action
def write_bidrag(
    *,
    part: Part,
    rubrik: str,
    text: str,
    sekretess: str,
    nummer: int | None = None,
    fil: SealedUpload | None = None,
    dela: bool = False,
    actor: Anvandare,
) -> Bidrag:
    """A contribution of the actor's own party; nobody else sees it until it is shared."""
    require(policy.may_contribute(actor, part))
    if not text.strip() and fil is None:
        raise ValidationError({"text": "Skriv något, eller välj en fil."})
    if nummer is not None and not _has_person(part, nummer):
        raise ValidationError({"nummer": "Teamet har ingen person med det numret."})
    bidrag = Bidrag(
        team_id=part.team_id,
        namnd_id=part.namnd_id,
        part=part,
        nummer=nummer,
        rubrik=rubrik,
        text=text,
        sekretess=sekretess,
        skrivet_av=actor,
    )
    log.save(bidrag, actor=actor, verb=Verb.BIDRAG_WRITE)
    if fil is not None:
        _put_file(bidrag, fil, actor=actor)
    if dela:
        _share(bidrag, actor=actor)
    return bidrag


@action
def add_bidragsfil(*, bidrag: Bidrag, fil: SealedUpload, actor: Anvandare) -> Bidragsfil:
    """One more file, while nobody has taken the contribution in."""
    rad = _lock(bidrag)
    require(policy.may_change_bidrag(actor, rad))
    return _put_file(rad, fil, actor=actor)


@action
def share_bidrag(*, bidrag: Bidrag, actor: Anvandare) -> Bidrag:
    """Let the socialtjänst of the team see it, and tell them that it is there."""
    rad = _lock(bidrag)
    require(policy.may_change_bidrag(actor, rad))
    if rad.delat is not None:
        raise ValidationError("Bidraget är redan delat.")
    _share(rad, actor=actor)
    return rad


@action
def take_back_bidrag(*, bidrag: Bidrag, actor: Anvandare) -> None:
    """The party takes back what is its own, with its files, while nobody has taken it in."""
    rad = _lock(bidrag)
    require(policy.may_change_bidrag(actor, rad))
    for fil in rad.filer.all():
        namn = fil.lagrat_namn
        log.delete(fil, actor=actor, verb=Verb.BIDRAG_TAKE_BACK)
        delete_file(namn)
    log.delete(rad, actor=actor, verb=Verb.BIDRAG_TAKE_BACK)


def open_bidragsfil(fil: Bidragsfil, *, actor: Anvandare) -> OpenedFile:
    """The file, verified to its last byte, and a log entry. Raises SealError if it is broken."""
    try:
        opened = fil.opened()
    except SealError:
        log.record(actor=actor, verb=Verb.BIDRAG_BROKEN, objekt=fil, utfall=log.Utfall.FEL)
        raise
    log.record(actor=actor, verb=Verb.BIDRAG_FETCH, objekt=fil)
    return opened


@action
def take_in_bidrag(
    *, bidrag: Bidrag, teamarende: Teamarende, grund: str, skal: str, actor: Anvandare
) -> Bidragsintag:
    """Decide that a shared contribution belongs in the akt: a signed note says what it said.

    Its files become handlingar of that note. From now on the party cannot take it back.
    """
    rad = _lock(bidrag)
    teamarende = Teamarende.objects.select_for_update().get(pk=teamarende.pk)
    require(policy.may_take_in(actor, rad, teamarende))
    anteckning = put_anteckning(
        teamarende.arende, text=_in_words(rad, Bidragsintag.Grund(grund), skal), actor=actor
    )
    intag = Bidragsintag(
        akt_id=teamarende.akt_id,
        namnd_id=teamarende.namnd_id,
        bidrag=rad,
        teamarende=teamarende,
        grund=grund,
        skal=skal,
        anteckning=anteckning,
        beslutat_av=actor,
    )
    log.save(intag, actor=actor, verb=Verb.BIDRAG_TAKE_IN)
    for fil in rad.filer.all():
        _to_handling(fil, anteckning, actor=actor)
    rad.tagen = timezone.now()
    log.save(rad, actor=actor, verb=Verb.BIDRAG_TAKE_IN)
    return intag


def _has_person(part: Part, nummer: int) -> bool:
    """By the team's own count: another party does not see which ärenden it works with."""
    found = Team.objects.filter(pk=part.team_id, senaste_nummer__gte=nummer)
    return nummer > 0 and found.exists()


def _lock(bidrag: Bidrag) -> Bidrag:
    rader = Bidrag.objects.select_related("part__organisation", "team__teamtyp")
    return rader.select_for_update(of=("self",)).get(pk=bidrag.pk)


def _put_file(bidrag: Bidrag, fil: SealedUpload, *, actor: Anvandare) -> Bidragsfil:
    rad = Bidragsfil(
        team_id=bidrag.team_id, namnd_id=bidrag.namnd_id, bidrag=bidrag, tillagd_av=actor
    )
    take_file(fil, rad)
    try:
        log.save(rad, actor=actor, verb=Verb.BIDRAG_ADD_FILE)
    except BaseException:
        remove_now(rad.lagrat_namn)
        raise
    return rad


def _share(bidrag: Bidrag, *, actor: Anvandare) -> None:
    bidrag.delat, bidrag.delat_av = timezone.now(), actor
    log.save(bidrag, actor=actor, verb=Verb.BIDRAG_SHARE)
    socialtjansten = Deltagare.objects.in_force().filter(
        team=bidrag.team_id, part__organisation=None, is_jurist=False
    )
    notify(
        [rad.anvandare for rad in socialtjansten.select_related("anvandare")],
        Avisering.Slag.BIDRAG,
        objekt_id=bidrag.pk,
        referens=f"{bidrag.team.teamtyp}, {bidrag.part}"[:80],
        sida=[bidrag.team_id, bidrag.pk],
        actor=actor,
    )


def _in_words(bidrag: Bidrag, grund: Bidragsintag.Grund, skal: str) -> str:
    skrivet = timezone.localdate(bidrag.skrivet)
    delar = [
        f"Bidrag från {bidrag.part} i {bidrag.team.teamtyp}, skrivet {skrivet}: {bidrag.rubrik}",
        bidrag.text,
        f"Partens egen sekretess: {bidrag.sekretess}",
        f"Infört i akten: {grund.label}. {skal}",
    ]
    return "\n\n".join(filter(None, delar))


def _to_handling(fil: Bidragsfil, anteckning: Journalanteckning, *, actor: Anvandare) -> None:
    bidrag = fil.bidrag
    add_handling(
        arende=anteckning.arende,
        fil=receive(fil.filnamn, open_bidragsfil(fil, actor=actor).chunks()),
        titel=bidrag.rubrik,
        slag=HANDLING.get(Slag(bidrag.part.slag), Handling.Slag.OVRIGT),
        inkom=timezone.localdate(bidrag.delat),
        avsandare=str(bidrag.part),
        anteckning=anteckning,
        actor=actor,
    )
