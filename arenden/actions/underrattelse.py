"""Tell those concerned that a utredning has been opened (SoL 20:4)."""

from __future__ import annotations

from django.core.exceptions import ValidationError

from access.models import Anvandare
from access.policy import require
from arenden import fard, policy
from arenden.actions.frister import copy_nearest, stop_frist
from arenden.actions.las import lock_arende
from arenden.actions.utredning import UNDERRATTELSE
from arenden.models import Arende, Steg, Underrattelse
from audit import log
from audit.action import action
from audit.verb import Verb


@action
def tell_berorda(
    *, arende: Arende, underrattad: bool, vilka: str, satt: str, skal: str, actor: Anvandare
) -> Underrattelse:
    """Note who knows of the utredning, or the särskilda skäl that keep them from knowing yet.

    Moves the case on where telling is a step of its route; in a case whose route has no such step
    it is only noted. Raises ValidationError for what is missing, or already said.
    """
    arende = lock_arende(arende)
    require(policy.may_tell_berorda(actor, arende))
    _check(underrattad=underrattad, vilka=vilka, satt=satt, skal=skal)
    underrattelse = Underrattelse(
        akt_id=arende.akt_id,
        namnd_id=arende.namnd_id,
        utredning=arende.utredning,
        underrattad=underrattad,
        vilka=vilka if underrattad else "",
        satt=satt if underrattad else "",
        skal="" if underrattad else skal,
        gjord_av=actor,
    )
    log.save(underrattelse, actor=actor, verb=Verb.UNDERRATTELSE_GIVE)
    stop_frist(arende, UNDERRATTELSE, actor=actor)
    if arende.steg == Steg.UNDERRATTELSE:
        fard.fardvag().complete(arende, Steg.UNDERRATTELSE, actor=actor)
    else:
        copy_nearest(arende, actor=actor, verb=Verb.UNDERRATTELSE_GIVE)
    return underrattelse


def _check(*, underrattad: bool, vilka: str, satt: str, skal: str) -> None:
    fel = {}
    if underrattad and not vilka.strip():
        fel["vilka"] = "Skriv vilka som har fått veta."
    if underrattad and not satt:
        fel["satt"] = "Ange hur de fick veta det."
    if not underrattad and not skal.strip():
        fel["skal"] = "Skriv vilka särskilda skäl som talar emot att underrätta nu."
    if fel:
        raise ValidationError(fel)
