"""Ten codes on paper for the day the telephone is lost. Each works once; we keep keyed hashes.

A code has 99 random bits, so a fast keyed hash is enough: without the root key there is nothing
to guess against.
"""

from __future__ import annotations

import secrets

from access.actions.aviseringar import tell_of_faktor
from access.models import Anvandare, Kodblad
from audit import log
from audit.action import action
from audit.verb import Verb
from encryption.index import blind_index

ANTAL, GRUPPER, GRUPP = 10, 4, 5
TECKEN = "abcdefghjkmnpqrstuvwxyz23456789"
"""31 characters that cannot be taken for one another."""
PURPOSE = "reservkod/1"


def left(anvandare: Anvandare) -> int | None:
    """How many unused codes there are; None if none were ever made."""
    blad = Kodblad.objects.filter(user=anvandare).first()
    return len(blad.koder) if blad else None


@action
def make(*, actor: Anvandare) -> list[str]:
    """Give the person ten new codes, shown this once. The old ones stop working."""
    koder = [_kod() for _ in range(ANTAL)]
    Kodblad.objects.update_or_create(
        user=actor,
        defaults={"name": "reservkoder", "koder": [_keyed(actor, kod) for kod in koder]},
    )
    log.record(actor=actor, verb=Verb.FAKTOR_CODES, objekt=actor)
    tell_of_faktor(actor, "Nya reservkoder är framtagna.", actor=actor)
    return koder


@action
def use(anvandare: Anvandare, kod: str) -> Kodblad | None:
    """Cross out a code; None if it is wrong, used, or tried again too soon after a wrong one."""
    blad: Kodblad | None = Kodblad.objects.select_for_update().filter(user=anvandare).first()
    if blad is None or not blad.verify_is_allowed()[0]:
        return None
    given = _keyed(anvandare, kod)
    if given not in blad.koder:
        blad.throttle_increment()
        return None
    blad.koder.remove(given)
    blad.set_last_used_timestamp(commit=False)
    blad.throttle_reset()
    log.record(actor=anvandare, verb=Verb.FAKTOR_CODE_USED, objekt=anvandare)
    return blad


def _kod() -> str:
    return "-".join("".join(secrets.choice(TECKEN) for _ in range(GRUPP)) for _ in range(GRUPPER))


def _keyed(anvandare: Anvandare, kod: str) -> str:
    """Keyed hash, bound to the person; however the code was typed."""
    tecken = "".join(t for t in kod.lower() if t.isalnum())
    return blind_index(f"{anvandare.pk}:{tecken}", purpose=PURPOSE).hex()
