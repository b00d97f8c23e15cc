"""A request for an extract: taken in, and given more time when it needs it."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from django.core.exceptions import ValidationError
from django.utils import timezone

from access.models import Anvandare
from access.policy import require
from arenden.actions.las import lock
from arenden.models import Arende, Person
from arenden.rules.alder import age_on
from audit import log
from audit.action import action
from audit.verb import Verb
from granskning.models import Utdrag
from granskning.policy import may_ask_utdrag, may_prepare_utdrag
from granskning.rules.maskning import Lage
from granskning.rules.utdrag import Begarare, Fraga, answer_by, hinder_for_begaran


def age_of(akt_id: UUID, dag: date) -> int | None:
    """How old the person is, if the birth date is known."""
    person = Person.objects.filter(akt=akt_id).first()
    fodd = person.fodelsedatum if person else None
    return age_on(fodd, dag) if fodd and fodd <= dag else None


def fraga_of(utdrag: Utdrag) -> Fraga:
    alder = age_of(utdrag.akt_id, timezone.localdate())
    return Fraga(Begarare(utdrag.begarare), utdrag.identitet, alder)


def lage_of(utdrag: Utdrag) -> Lage:
    """What decides what is proposed: who asks, how old, and whether somebody must not be found."""
    fraga = fraga_of(utdrag)
    return Lage(
        begarare=fraga.begarare,
        alder=fraga.alder,
        is_skyddad=utdrag.akt.is_skyddad,
        is_hotad=utdrag.hotad == "ja",
    )


@action
def request_utdrag(
    *,
    arende: Arende,
    slag: str,
    begarare: str,
    namn: str,
    identitet: str,
    hotad: str,
    inkom: date,
    fran: date,
    till: date,
    actor: Anvandare,
) -> Utdrag:
    """Take a request in. Raises ValidationError with everything that keeps it from being taken."""
    require(may_ask_utdrag(actor, arende.akt_id))
    idag = timezone.localdate()
    utdrag = Utdrag(
        akt_id=arende.akt_id,
        namnd_id=arende.namnd_id,
        slag=slag,
        begarare=begarare,
        namn=namn,
        identitet=identitet,
        hotad=hotad,
        inkom=inkom,
        senast=answer_by(inkom),
        fran=fran,
        till=till,
        begard_av=actor,
    )
    if inkom > idag or till > idag:
        raise ValidationError("Dagen har inte varit än.")
    if hinder := hinder_for_begaran(fraga_of(utdrag)):
        raise ValidationError(hinder)
    log.save(utdrag, actor=actor, verb=Verb.UTDRAG_REQUEST)
    return utdrag


@action
def extend_utdrag(*, utdrag: Utdrag, skal: str, actor: Anvandare) -> Utdrag:
    """Take two months more, once, and tell the person why (GDPR art. 12.3)."""
    rad = lock(Utdrag, utdrag.pk)
    require(may_prepare_utdrag(actor, rad))
    if not rad.may_be_extended:
        raise ValidationError("Tiden kan bara förlängas en gång, medan begäran är öppen.")
    rad.forlangd_skal, rad.senast = skal, rad.extended_to()
    log.save(rad, actor=actor, verb=Verb.UTDRAG_EXTEND)
    return rad
