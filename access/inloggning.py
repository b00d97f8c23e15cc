"""What it takes to get in: a password, then a one-time code; and the trace of each attempt.

The session exists after the password but opens nothing: `access.middleware` asks for both factors.
"""

from __future__ import annotations

from typing import Any

from django.contrib.auth import logout
from django.contrib.auth.tokens import default_token_generator
from django.db import transaction
from django.http import HttpRequest
from django.urls import reverse
from django.utils.encoding import force_bytes
from django.utils.http import urlsafe_base64_encode
from django_otp import login as otp_login
from django_otp import match_token
from django_otp.plugins.otp_totp.models import TOTPDevice

from access import policy
from access.models import Anvandare
from audit import log
from audit.verb import Verb
from encryption.index import blind_index

LOSENORD, ENGANGSKOD = "lösenord", "engångskod"


def has_app(anvandare: Anvandare) -> bool:
    """Whether the person has an app that gives one-time codes."""
    return bool(TOTPDevice.objects.filter(user=anvandare, confirmed=True).exists())


def app_to_connect(anvandare: Anvandare) -> TOTPDevice | None:
    """The key that waits to be put into the person's app; None once an app is connected."""
    if has_app(anvandare):
        return None
    return TOTPDevice.objects.filter(user=anvandare, confirmed=False).first()


def attempt_name(request: HttpRequest, credentials: dict[str, Any] | None = None) -> str | None:
    """The typed user name as throttling keeps it: keyed, since people type anything there."""
    given = (credentials or {}).get("username") or request.POST.get("username")
    return blind_index(given, purpose="inloggning").hex() if given else None


@transaction.atomic
def prepare_app(anvandare: Anvandare) -> None:
    """Make the key that a person's app will get, unless there is one."""
    Anvandare.objects.select_for_update().get(pk=anvandare.pk)
    TOTPDevice.objects.get_or_create(user=anvandare, defaults={"name": "app", "confirmed": False})


@transaction.atomic
def record_failure(anvandarnamn: str, *, factor: str) -> None:
    """Log a failed attempt. Nobody has shown who they are, so the entry has no actor.

    The name is looked up, never written: people type their password in the wrong field.
    """
    log.record(
        actor=None,
        verb=Verb.SESSION_LOGIN_FAILED,
        objekt=Anvandare.objects.filter(anvandarnamn=anvandarnamn).first(),
        utfall=log.Utfall.NEKAD,
        regel=factor,
    )


def verify_code(request: HttpRequest, anvandare: Anvandare, kod: str) -> bool:
    """Complete the log-in if the code is right, unused and not tried too often."""
    app = match_token(anvandare, kod)
    if app is None:
        record_failure(anvandare.anvandarnamn, factor=ENGANGSKOD)
        return False
    with transaction.atomic():
        _let_in(request, anvandare, app)
    return True


def connect_app(request: HttpRequest, anvandare: Anvandare, kod: str) -> bool:
    """Connect the person's app by its first code, and complete the log-in."""
    with transaction.atomic():
        app = TOTPDevice.objects.select_for_update().filter(user=anvandare, confirmed=False).first()
        if app is not None and app.verify_token(kod):
            app.confirmed = True
            app.save()
            log.record(actor=anvandare, verb=Verb.SESSION_ENROL, objekt=anvandare)
            _let_in(request, anvandare, app)
            return True
    record_failure(anvandare.anvandarnamn, factor=ENGANGSKOD)
    return False


def _let_in(request: HttpRequest, anvandare: Anvandare, app: TOTPDevice) -> None:
    log.record(actor=anvandare, verb=Verb.SESSION_LOGIN)
    otp_login(request, app)
    request.session.cycle_key()


@transaction.atomic
def log_out(request: HttpRequest) -> None:
    """End the session, whichever factors it has."""
    if isinstance(request.user, Anvandare):
        log.record(actor=request.user, verb=Verb.SESSION_LOGOUT)
    logout(request)


@transaction.atomic
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
