"""Lost everything but the password: two administrators help, and nobody gets in on less than two.

One asks, another confirms. Then every factor and session is gone, and the start code handed over
in person is the second factor until an app is connected.
"""

from __future__ import annotations

import secrets
from datetime import timedelta

from django.core.exceptions import ValidationError
from django.db import models
from django.utils import timezone
from django_otp import devices_for_user

from access import policy
from access.models import Anvandare, Aterstallning, Session
from audit import log
from audit.action import action
from audit.verb import Verb
from encryption.index import blind_index

PURPOSE = "startkod/1"
STARTKOD_GALLER = timedelta(days=1)
SIFFROR = 12


def waiting_for(anvandare: Anvandare) -> Aterstallning | None:
    """The request that nobody has confirmed yet, if any."""
    return anvandare.aterstallningar.filter(avslutad=None, bekraftad=None).first()


@action
def request_reset(*, anvandare: Anvandare, actor: Anvandare) -> Aterstallning:
    """Ask for a reset. Nothing changes until somebody else has confirmed it."""
    policy.require(policy.may_administer(actor, anvandare))
    if waiting_for(anvandare):
        raise ValidationError("Det finns redan en begäran. En annan administratör bekräftar den.")
    begaran = Aterstallning(anvandare=anvandare, begard_av=actor)
    log.save(begaran, actor=actor, verb=Verb.ATERSTALLNING_REQUEST)
    return begaran


@action
def withdraw_reset(*, anvandare: Anvandare, actor: Anvandare) -> None:
    """Take back a request that was not confirmed."""
    policy.require(policy.may_administer(actor, anvandare))
    if begaran := waiting_for(anvandare):
        _close(begaran, actor=actor)


@action
def confirm_reset(*, anvandare: Anvandare, actor: Anvandare) -> str:
    """Take away every factor and end every session. Returns the start code to hand over."""
    begaran = (
        anvandare.aterstallningar.select_for_update().filter(avslutad=None, bekraftad=None).first()
    )
    policy.require(
        policy.may_confirm_reset(actor, anvandare, begaran.begard_av_id if begaran else None)
    )
    if begaran is None:
        raise ValidationError("Det finns ingen begäran att bekräfta.")
    for aldre in _confirmed(anvandare):
        _close(aldre, actor=actor)
    for faktor in list(devices_for_user(anvandare, confirmed=None)):
        log.delete(faktor, actor=actor, verb=Verb.FAKTOR_REMOVE)
    anvandare.sessioner.all().end(Session.Slut.FAKTOR)
    kod = f"{secrets.randbelow(10**SIFFROR):0{SIFFROR}d}"
    begaran.bekraftad_av, begaran.bekraftad = actor, timezone.now()
    begaran.startkod = _keyed(anvandare, kod)
    log.save(begaran, actor=actor, verb=Verb.ATERSTALLNING_CONFIRM)
    return " ".join(kod[i : i + 4] for i in range(0, SIFFROR, 4))


def waits_for_startkod(anvandare: Anvandare) -> bool:
    """Whether the password is not enough to connect an app: a reset has been confirmed."""
    return _confirmed(anvandare).exists()


def use_startkod(anvandare: Anvandare, kod: str) -> bool:
    """Use up the start code, if it is right and in time; else leave it as it was."""
    begaran = _confirmed(anvandare).first()
    if begaran is None or begaran.bekraftad is None:
        return False
    in_time = timezone.now() < begaran.bekraftad + STARTKOD_GALLER
    if not (in_time and secrets.compare_digest(begaran.startkod, _keyed(anvandare, kod))):
        return False
    _close(begaran, actor=anvandare)
    return True


def _confirmed(anvandare: Anvandare) -> models.QuerySet[Aterstallning]:
    return anvandare.aterstallningar.filter(avslutad=None).exclude(bekraftad=None)


def _close(begaran: Aterstallning, *, actor: Anvandare) -> None:
    begaran.avslutad = timezone.now()
    log.save(begaran, actor=actor, verb=Verb.ATERSTALLNING_CLOSE)


def _keyed(anvandare: Anvandare, kod: str) -> str:
    siffror = "".join(t for t in kod if t.isdigit())
    return blind_index(f"{anvandare.pk}:{siffror}", purpose=PURPOSE).hex()
