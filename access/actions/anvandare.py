"""Accounts: opened without a password, closed with everything they reached."""

from __future__ import annotations

from django.utils import timezone

from access import policy
from access.actions.tilltraden import end_tilltraden
from access.actions.uppdrag import require_another_holder
from access.models import Anvandare, Organisation, Session, Tilltrade
from audit import log
from audit.action import action
from audit.verb import Verb


@action
def create_anvandare(
    *,
    anvandarnamn: str,
    namn: str,
    actor: Anvandare,
    epost: str = "",
    organisation: Organisation | None = None,
) -> Anvandare:
    """Open an account without a password: its owner chooses one, so nobody else ever knows it."""
    anvandare = Anvandare(
        anvandarnamn=anvandarnamn, namn=namn, epost=epost, organisation=organisation
    )
    policy.require(policy.may_administer(actor, anvandare))
    anvandare.set_unusable_password()
    log.save(anvandare, actor=actor, verb=Verb.ANVANDARE_CREATE)
    return anvandare


@action
def deactivate_anvandare(*, anvandare: Anvandare, actor: Anvandare) -> None:
    """Close an account: no log-in, no grants, from this moment. The name stays in the log."""
    policy.require(policy.may_administer(actor, anvandare))
    har = anvandare.uppdrag.in_force(timezone.localdate()).values_list("roll", flat=True)
    require_another_holder(set(har), besides=anvandare)
    anvandare.is_active = False
    log.save(anvandare, actor=actor, verb=Verb.ANVANDARE_DEACTIVATE)
    anvandare.sessioner.all().end(Session.Slut.KONTO)
    end_tilltraden(Tilltrade.objects.filter(anvandare=anvandare), actor=actor)
