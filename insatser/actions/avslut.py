"""Close a case with its outcome, and everything that ends with it."""

from __future__ import annotations

from uuid import UUID

from django.core.exceptions import ValidationError
from django.utils import timezone

from access.models import Anvandare
from access.policy import require
from arenden import fard
from arenden.actions.avslut import end_handlaggning
from arenden.actions.las import lock_arende
from arenden.models import Arende, Steg
from audit import log
from audit.action import action
from audit.verb import Verb
from insatser import policy
from insatser.actions.efter_avslut import note_aterkoppling, offer_eftervard
from insatser.actions.insats import close_all
from insatser.actions.utfall import plan_utfall
from insatser.aterblick import insatser_to_end, malbild_of, parter_of
from insatser.models import Avslut, Insatsslut
from insatser.rules.avslut import Avslutslage, Avslutsuppgifter, Insatssvar, hinder_for_avslut
from samverkansteam.actions.samtycke import end_samtycken
from samverkansteam.actions.teamarende import unlink_arende
from samverkansteam.models import Teamarende


@action
def close_arende(*, arende: Arende, uppgifter: Avslutsuppgifter, actor: Anvandare) -> Avslut:
    """Close the case: insatser, clocks, consents, the work of teams and grants end with it.

    What parties may be told, the offer of support and the planned outcome are written as facts;
    nothing is sent. Raises ValidationError with every reason, by field.
    """
    arende = lock_arende(arende)
    require(policy.may_work(actor, arende))
    require(policy.is_open(arende, Steg.AVSLUT))
    idag = timezone.localdate()
    if hinder := hinder_for_avslut(uppgifter, _lage(arende)):
        raise ValidationError(hinder)
    avslut = Avslut(
        akt_id=arende.akt_id,
        namnd_id=arende.namnd_id,
        arende=arende,
        orsak=uppgifter.orsak,
        resultat=uppgifter.resultat,
        sammanfattning=uppgifter.sammanfattning,
        barnets_rost=uppgifter.barnets_rost,
        rost_saknas=uppgifter.rost_saknas,
        vart=uppgifter.vart,
        underlag=uppgifter.underlag,
        handelsedag=uppgifter.handelsedag,
        overlamnat=uppgifter.overlamnat,
        malbild=malbild_of(arende),
        avslutat_av=actor,
    )
    log.save(avslut, actor=actor, verb=Verb.AVSLUT_DECIDE)
    for insats in insatser_to_end(arende):
        _say_how(avslut, insats.pk, uppgifter.insatser[insats.pk], actor=actor)
    close_all(arende, idag, actor=actor)
    for part in parter_of(arende):
        note_aterkoppling(arende, part, uppgifter.parter[part.pk], actor=actor)
    if uppgifter.eftervard is not None:
        offer_eftervard(arende, uppgifter.eftervard, actor=actor)
    fard.fardvag().complete(arende, Steg.AVSLUT, actor=actor)
    arende.refresh_from_db()
    end_handlaggning(arende, actor=actor)
    plan_utfall(arende, uppgifter.utfall, actor=actor)
    _leave_teams(arende, actor=actor)
    return avslut


def _lage(arende: Arende) -> Avslutslage:
    return Avslutslage(
        idag=timezone.localdate(),
        fodd=arende.akt.person.fodelsedatum,
        is_skyddad=arende.akt.is_skyddad,
        insatser=frozenset(insats.pk for insats in insatser_to_end(arende)),
        parter=frozenset(part.pk for part in parter_of(arende)),
    )


def _say_how(avslut: Avslut, insats_id: UUID, svar: Insatssvar, *, actor: Anvandare) -> None:
    slut = Insatsslut(
        akt_id=avslut.akt_id,
        namnd_id=avslut.namnd_id,
        insats_id=insats_id,
        hur=svar.hur,
        kommentar=svar.kommentar,
    )
    log.save(slut, actor=actor, verb=Verb.AVSLUT_DECIDE)


def _leave_teams(arende: Arende, *, actor: Anvandare) -> None:
    """Last of all: whoever reached the akt through the team needs it up to here."""
    i_team = Teamarende.objects.in_force().filter(arende=arende).select_for_update(of=("self",))
    for teamarende in i_team:
        end_samtycken(teamarende, actor=actor)
        unlink_arende(teamarende, actor=actor)
