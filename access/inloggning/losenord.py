"""The first factor: throttled attempts, the link that lets its owner choose, and the way out."""

from __future__ import annotations

from typing import Any

from django.contrib.auth import logout
from django.contrib.auth.tokens import default_token_generator
from django.http import HttpRequest
from django.urls import reverse
from django.utils.encoding import force_bytes
from django.utils.http import urlsafe_base64_encode

from access import policy
from access.models import Anvandare
from audit import log
from audit.action import action
from audit.verb import Verb
from encryption.index import blind_index

LOSENORD, ANDRA_FAKTORN, LEGITIMATION = "lösenord", "andra faktorn", "legitimation"


def attempt_name(request: HttpRequest, credentials: dict[str, Any] | None = None) -> str | None:
    """The typed user name as throttling keeps it: keyed, since people type anything there."""
    given = (credentials or {}).get("username") or request.POST.get("username")
    return blind_index(given, purpose="inloggning").hex() if given else None


@action
def record_failure(anvandarnamn: str, *, factor: str) -> None:
    """Log a failed attempt. Nobody has shown who they are, so the entry has no actor.

    The name is looked up, never written: people type their password in the wrong field.
    """
    log.record(
        actor=None,
        verb=Verb.SESSION_LOGIN_FAILED,
        objekt=Anvandare.objects.filter(anvandarnamn=anvandarnamn).first(),
        utfall=log.Utfall.NEKAD,
        detalj=factor,
    )


@action
def log_out(request: HttpRequest) -> None:
    """End the session, whichever factors it has."""
    if isinstance(request.user, Anvandare):
        log.record(actor=request.user, verb=Verb.SESSION_LOGOUT)
    logout(request)


@action
def link_to_choose_password(*, anvandare: Anvandare, actor: Anvandare) -> str:
    """Path of a page where the person chooses a password; works once and for three days.

    It does not touch the second factor, so whoever else gets hold of it is still kept out.
    """
    policy.require(policy.may_administer(actor, anvandare))
    log.record(actor=actor, verb=Verb.ANVANDARE_LINK, objekt=anvandare)
    uid = urlsafe_base64_encode(force_bytes(anvandare.pk))
    return reverse(
        "access:valj_losenord", args=[uid, default_token_generator.make_token(anvandare)]
    )
