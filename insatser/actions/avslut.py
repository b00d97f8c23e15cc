"""Close a case with its outcome."""

from __future__ import annotations

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
from insatser.actions.insats import close_all
from insatser.models import Avslut


@action
def close_arende(
    *,
    arende: Arende,
    orsak: str,
    resultat: str,
    sammanfattning: str,
    barnets_rost: str,
    erbjudande: str,
    actor: Anvandare,
) -> Avslut:
    """Close the case with its outcome: insatser end, clocks stop, grants end."""
    arende = lock_arende(arende)
    require(policy.may_work(actor, arende))
    require(policy.is_open(arende, Steg.AVSLUT))
    avslut = Avslut(
        akt_id=arende.akt_id,
        namnd_id=arende.namnd_id,
        arende=arende,
        orsak=orsak,
        resultat=resultat,
        sammanfattning=sammanfattning,
        barnets_rost=barnets_rost,
        erbjudande=erbjudande,
        avslutat_av=actor,
    )
    log.save(avslut, actor=actor, verb=Verb.AVSLUT_DECIDE)
    close_all(arende, timezone.localdate(), actor=actor)
    fard.fardvag().complete(arende, Steg.AVSLUT, actor=actor)
    end_handlaggning(arende, actor=actor)
    return avslut
