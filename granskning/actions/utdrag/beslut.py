"""The decision: given out just as it was tried, or refused; and how it was handed over."""

from __future__ import annotations

import base64
import hashlib
from datetime import date

from django.core.exceptions import ValidationError
from django.utils import timezone

from access.models import Anvandare, Namnskydd
from access.policy import require
from arenden.actions.las import lock
from audit import log
from audit.action import action
from audit.verb import Verb
from encryption.errors import cannot_open
from granskning.actions.utdrag.begaran import fraga_of
from granskning.actions.utdrag.rader import fingerprint
from granskning.models import Utdrag, Utdragspaket
from granskning.policy import (
    may_deliver_utdrag,
    may_fetch_utdrag,
    may_refuse_utdrag,
    may_release_utdrag,
)
from granskning.rules.utdrag import hinder_for_begaran

ANDRAT = (
    "Akten har ändrats sedan utdraget togs fram. Ta tillbaka det och ta fram det på nytt; "
    "det som är lika behåller sin prövning."
)
NAMN_SKYDDADE = "En anställds namn har skyddats sedan dess. Ta fram utdraget på nytt."


def hinder_for_release(utdrag: Utdrag) -> list[str]:
    """Everything that has changed since it was built, or that never let it be given out."""
    hinder = hinder_for_begaran(fraga_of(utdrag))
    if fingerprint(utdrag.akt_id) != utdrag.lage:
        hinder.append(ANDRAT)
    nyare = Namnskydd.objects.in_force().filter(namnd=utdrag.namnd_id, fran__gt=utdrag.framtagen)
    if nyare.exists():
        hinder.append(NAMN_SKYDDADE)
    return hinder


@action
def release_utdrag(*, utdrag: Utdrag, actor: Anvandare) -> Utdrag:
    """Decide that it is given out. Raises ValidationError with all that stands against it."""
    rad = lock(Utdrag, utdrag.pk)
    require(may_release_utdrag(actor, rad))
    if hinder := hinder_for_release(rad):
        raise ValidationError(hinder)
    rad.lamnad, rad.lamnad_av = timezone.now(), actor
    log.save(rad, actor=actor, verb=Verb.UTDRAG_RELEASE)
    return rad


@action
def refuse_utdrag(*, utdrag: Utdrag, avslagsmotiv: str, actor: Anvandare) -> Utdrag:
    """Refuse in writing, with reasons (OSL 6:3; GDPR art. 12.4)."""
    rad = lock(Utdrag, utdrag.pk)
    require(may_refuse_utdrag(actor, rad))
    rad.avslagen, rad.avslagen_av, rad.avslagsmotiv = timezone.now(), actor, avslagsmotiv
    log.save(rad, actor=actor, verb=Verb.UTDRAG_REFUSE)
    return rad


@action
def record_leverans(
    *, utdrag: Utdrag, leveranssatt: str, levererad: date, actor: Anvandare
) -> Utdrag:
    """Note how and when the person got it."""
    rad = lock(Utdrag, utdrag.pk)
    require(may_deliver_utdrag(actor, rad))
    if levererad > timezone.localdate():
        raise ValidationError({"levererad": "Dagen har inte varit än."})
    rad.leveranssatt, rad.levererad = leveranssatt, levererad
    log.save(rad, actor=actor, verb=Verb.UTDRAG_DELIVER)
    return rad


def fetch_utdrag(utdrag: Utdrag, *, actor: Anvandare) -> bytes:
    """The ZIP as it was tried and decided on. Raises SealError if it is not just that."""
    require(may_fetch_utdrag(actor, utdrag))
    paket = packed(utdrag)
    innehall = base64.b64decode(paket.fil)
    if hashlib.sha256(innehall).hexdigest() != paket.fingeravtryck:
        raise cannot_open()
    log.record(actor=actor, verb=Verb.UTDRAG_FETCH, akt_id=utdrag.akt_id, objekt=utdrag)
    return innehall


def packed(utdrag: Utdrag) -> Utdragspaket:
    """The package that was made when the last round was handed on for decision."""
    return utdrag.paket.filter(omgang=utdrag.omgang).latest("skapad")
