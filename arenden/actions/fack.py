"""The compartment of a protected address: put something in, and look with a purpose."""

from __future__ import annotations

from django.core.exceptions import ValidationError

from access.models import Anvandare, Omfattning, Tilltrade
from access.policy import require
from arenden import policy
from arenden.actions.las import lock_arende
from arenden.actions.skydd import put_adress
from arenden.models import Arende, SkyddadAdress
from arenden.models.skydd import fack_of
from audit import log
from audit.action import action
from audit.verb import Verb


@action
def write_adress(
    *, arende: Arende, adress: str, telefon: str, skola: str, actor: Anvandare
) -> SkyddadAdress:
    """Put what is now known into the compartment. Nobody needs to read it to write it."""
    arende = lock_arende(arende)
    require(policy.may_write_adress(actor, arende))
    rad = put_adress(arende.akt, adress=adress, telefon=telefon, skola=skola, actor=actor)
    if rad is None:
        raise ValidationError("Fyll i minst en uppgift.")
    return rad


@action
def show_adress(*, arende: Arende, andamal: str, actor: Anvandare) -> SkyddadAdress | None:
    """The newest row of the compartment; every showing is logged with its purpose."""
    require(policy.may_open_fack(actor, arende))
    tilltrade = fack_grant(actor, arende)
    log.record(
        actor=actor,
        verb=Verb.FACK_READ,
        akt_id=arende.akt_id,
        tilltrade_id=tilltrade.pk if tilltrade else None,
        andamal=andamal,
    )
    return SkyddadAdress.objects.filter(fack_id=fack_of(arende.akt_id)).first()


def fack_grant(user: Anvandare, arende: Arende) -> Tilltrade | None:
    """The reader's live grant on the compartment."""
    return (
        Tilltrade.objects.live()
        .filter(anvandare=user, omfattning=Omfattning.FACK, omfattning_id=fack_of(arende.akt_id))
        .first()
    )
