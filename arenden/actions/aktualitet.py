"""Ask another nämnd whether a person is aktuell there, and answer such a question (SoL 15:8).

Asking always gives the same: the question is put. A person at the other nämnd answers, from a
proposal of the register; about somebody protected only those who are named in the akt.
"""

from __future__ import annotations

from uuid import UUID

from django.core.exceptions import ValidationError
from django.utils import timezone

from access.models import Anvandare, Namnd
from access.policy import require
from arenden import policy
from arenden.actions.las import lock, lock_arende
from arenden.models import Aktualitetsforfragan, Arende, Personakt
from arenden.models.akt import Skyddsniva
from arenden.models.aktualitet import Aktualitet, aktualitet_of, social_namnder
from arenden.models.uppslag import find_akt_id
from audit import log
from audit.action import action
from audit.verb import Verb

LAGRUM = "SoL 15:8"


@action
def ask_namnd(
    *, arende: Arende, tillfragad: Namnd, andamal: str, actor: Anvandare
) -> Aktualitetsforfragan:
    """Put the question about the person of the ärende. Raises ValidationError if it cannot be."""
    arende = lock_arende(arende)
    require(policy.may_ask_namnd(actor, arende))
    if not social_namnder().exclude(pk=arende.namnd_id).filter(pk=tillfragad.pk).exists():
        raise ValidationError({"tillfragad": "Frågan kan bara ställas till en annan socialnämnd."})
    fragor = Aktualitetsforfragan.objects.filter(akt_id=arende.akt_id, tillfragad=tillfragad)
    if fragor.waiting().exists():
        raise ValidationError({"tillfragad": "Frågan är redan ställd och väntar på svar."})
    beteckning = arende.akt.identitetsbeteckning_set.order_by("-giltig_fran", "-id").first()
    if beteckning is None:
        raise ValidationError(
            "Personen har inget personnummer eller samordningsnummer i akten. Fyll i det först."
        )
    forfragan = Aktualitetsforfragan(
        akt_id=arende.akt_id,
        namnd_id=arende.namnd_id,
        arende=arende,
        tillfragad=tillfragad,
        nummer=beteckning.nummer,
        andamal=andamal,
        fragad_av=actor,
    )
    log.save(forfragan, actor=actor, verb=Verb.NAMNDFRAGA_ASK, andamal=andamal)
    return forfragan


@action
def answer_namnd(
    *, forfragan: Aktualitetsforfragan, svar: str, actor: Anvandare
) -> Aktualitetsforfragan:
    """Answer yes or no; logged on the akt that it was asked in and on one's own nämnd's akt."""
    forfragan = lock(Aktualitetsforfragan, forfragan.pk)
    require(policy.may_answer_namnd(actor, forfragan))
    if proposal_for(forfragan, actor) is None:
        raise ValidationError("Någon annan i nämnden behöver svara på den här frågan.")
    forfragan.svar = svar
    forfragan.besvarad, forfragan.besvarad_av = timezone.now(), actor
    log.save(forfragan, actor=actor, verb=Verb.NAMNDFRAGA_ANSWER)
    log.record(
        actor=actor,
        verb=Verb.NAMNDFRAGA_ANSWER,
        akt_id=find_akt_id(forfragan.tillfragad, _digits(forfragan)),
        detalj=LAGRUM,
    )
    return forfragan


def proposal_for(forfragan: Aktualitetsforfragan, user: Anvandare) -> Aktualitet | None:
    """What to answer; None where this user is not to know that the question is there.

    About a protected person it is for those who are named in the akt, about anybody else for those
    who answer in the nämnd; never for somebody under jäv.
    """
    akt_id = find_akt_id(forfragan.tillfragad, _digits(forfragan))
    found = aktualitet_of(akt_id)
    if akt_id is not None and found.skyddad:
        may_know = Personakt.objects.visible_to(user).filter(pk=akt_id).exists()
    else:
        may_know = forfragan.tillfragad_id in user.namnder(policy.SVARANDE) and not found.javig
    return found if may_know else None


def questions_to(user: Anvandare) -> list[tuple[Aktualitetsforfragan, Aktualitet]]:
    """What waits for an answer from this user, the oldest first."""
    namnder = user.namnder(policy.SVARANDE) | _with_protected(user)
    fragor = (
        Aktualitetsforfragan.objects.visible_to(user)
        .waiting()
        .filter(tillfragad_id__in=namnder)
        .select_related("namnd", "tillfragad", "fragad_av")
        .order_by("stalld")
    )
    return [(fraga, forslag) for fraga in fragor if (forslag := proposal_for(fraga, user))]


def _with_protected(user: Anvandare) -> set[UUID]:
    """The nämnder where somebody protected is among those whom the user reaches."""
    skyddade = Personakt.objects.visible_to(user).exclude(skyddsniva=Skyddsniva.INGEN)
    return set(skyddade.values_list("namnd_id", flat=True))


def _digits(forfragan: Aktualitetsforfragan) -> str:
    nummer: str = forfragan.nummer
    return nummer.replace("-", "")
