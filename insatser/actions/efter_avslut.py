"""What parties are told and families offered when a case closes; nothing goes out by itself."""

from __future__ import annotations

from datetime import date

from django.core.exceptions import ValidationError
from django.utils import timezone

from access.models import Anvandare
from access.policy import require
from arenden.actions.las import lock
from arenden.models import Arende
from audit import log
from audit.action import action
from audit.verb import Verb
from insatser import policy
from insatser.actions.utfall import stop_utfall
from insatser.aterblick import Avslutspart, releases_to
from insatser.models import Avslutsaterkoppling, Eftervard
from insatser.rules.avslut import Erbjudande, Partssvar, compose_brev

IN_FUTURE = "Dagen kan inte ligga i framtiden."


def note_aterkoppling(
    arende: Arende, part: Avslutspart, svar: Partssvar, *, actor: Anvandare
) -> None:
    """Write what a party may be told: that the work has ended, or nothing.

    More than that has been released by the sharing law beforehand; a release to somebody else
    cannot be referred to.
    """
    delgivning = None
    if svar.delgivning is not None:
        delgivning = releases_to(arende, [part]).filter(pk=svar.delgivning).first()
        if delgivning is None:
            raise ValidationError("Det som lämnades ut gäller en annan part.")
    berattas = svar.besked == Avslutsaterkoppling.Besked.SLUT
    brev = compose_brev(
        person=str(part.teamarende),
        slutade=timezone.localdate(),
        utlamnat=timezone.localdate(delgivning.beslutad) if delgivning else None,
    )
    rad = Avslutsaterkoppling(
        akt_id=arende.akt_id,
        namnd_id=arende.namnd_id,
        arende=arende,
        teamarende=part.teamarende,
        mottagare_id=part.organisation_id,
        besked=svar.besked,
        skal="" if berattas else svar.skal,
        delgivning=delgivning,
        brev=brev if berattas else "",
    )
    log.save(rad, actor=actor, verb=Verb.AVSLUT_DECIDE)


def offer_eftervard(arende: Arende, erbjudande: Erbjudande, *, actor: Anvandare) -> None:
    """Write what is offered when the case has been closed, and the answer if there is one."""
    if erbjudande.till_och_med is None:
        raise ValueError("Ett erbjudande har en sista dag.")
    rad = Eftervard(
        akt_id=arende.akt_id,
        namnd_id=arende.namnd_id,
        arende=arende,
        vad=erbjudande.vad,
        till_vem=erbjudande.till_vem,
        till_och_med=erbjudande.till_och_med,
        kontaktperson=erbjudande.kontaktperson,
        svar=erbjudande.svar,
        svarat=timezone.localdate() if erbjudande.svar else None,
    )
    log.save(rad, actor=actor, verb=Verb.EFTERVARD_OFFER)


@action
def tell_part(
    *,
    aterkoppling: Avslutsaterkoppling,
    lamnad: date,
    satt: str,
    version: int,
    actor: Anvandare,
) -> Avslutsaterkoppling:
    """Note that a party was told, which day and how."""
    rad = lock(Avslutsaterkoppling, aterkoppling.pk, version=version)
    require(policy.may_tell_part(actor, rad))
    if lamnad > timezone.localdate():
        raise ValidationError({"lamnad": IN_FUTURE})
    if rad.arende.avslutat is None or lamnad < timezone.localdate(rad.arende.avslutat):
        raise ValidationError({"lamnad": "Ärendet var inte avslutat då."})
    rad.lamnad, rad.satt, rad.lamnad_av = lamnad, satt, actor
    log.save(rad, actor=actor, verb=Verb.AVSLUT_TELL)
    return rad


@action
def answer_eftervard(
    *, eftervard: Eftervard, svar: str, svarat: date, version: int, actor: Anvandare
) -> Eftervard:
    """Note how they answered; whoever said no or waits may still change their mind."""
    rad = lock(Eftervard, eftervard.pk, version=version)
    require(policy.may_note_answer(actor, rad))
    if svarat > timezone.localdate():
        raise ValidationError({"svarat": IN_FUTURE})
    rad.svar, rad.svarat = svar, svarat
    log.save(rad, actor=actor, verb=Verb.EFTERVARD_ANSWER)
    return rad


def take_back(arende: Arende, *, actor: Anvandare) -> None:
    """When the case is opened again: none of it counts any more, and all of it can be read."""
    nu = timezone.now()
    for rader in (arende.avslutsaterkopplingar, arende.eftervard_set, arende.utfall_set):
        for rad in rader.filter(upphavd=None).select_for_update():
            rad.upphavd = nu
            log.save(rad, actor=actor, verb=Verb.ARENDE_REOPEN)
    stop_utfall(arende, actor=actor)
