"""Log-in at an issuer of e-tjänstelegitimationer (OpenID Connect, authorization code with PKCE).

Issuer and subject together name the account. No log-in makes an account or links one; names and
identity numbers are neither asked for nor stored. Off unless an issuer is set.
"""

from __future__ import annotations

import time
from typing import Any

from authlib.common.errors import AuthlibBaseError
from authlib.integrations.django_client import DjangoOAuth2App, OAuth
from django.conf import settings
from django.contrib.auth import login
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from joserfc.errors import JoseError
from requests import RequestException

from access import policy
from access.actions.aviseringar import tell_of_faktor
from access.inloggning import sessioner
from access.inloggning.igenkanning import BACKEND
from access.inloggning.losenord import LEGITIMATION
from access.models import Anvandare, Session, Tjanstelegitimation
from audit import log
from audit.action import action
from audit.verb import Verb

CLOCK_SKEW = 60
NAMN = "legitimation"


class NekadError(Exception):
    """The log-in was refused. The text is for the person; `amne` if the issuer vouched for it."""

    def __init__(self, text: str, amne: str = "") -> None:
        super().__init__(text)
        self.amne = amne


def is_on() -> bool:
    return bool(settings.OIDC_UTFARDARE)


def send_away(request: HttpRequest, *, tillbaka: str) -> HttpResponse:
    """Redirect to the issuer, asking for a new log-in of the level we need, or raise NekadError."""
    try:
        redirect: HttpResponse = _klient().authorize_redirect(
            request,
            tillbaka,
            acr_values=" ".join(settings.OIDC_ACR),
            max_age=settings.OIDC_MAX_AGE,
            prompt="login",
        )
    except RequestException as fel:
        raise NekadError("Utfärdaren svarar inte just nu. Försök igen om en stund.") from fel
    return redirect


def come_back(request: HttpRequest) -> None:
    """Complete the log-in with the issuer's answer, or raise NekadError.

    In a session already open the same person confirms that it is still them.
    """
    claims = _claims(request)
    amne = claims.get(settings.OIDC_AMNE)
    if not isinstance(amne, str) or not amne:
        raise NekadError("Utfärdaren talade inte om vem du är i tjänsten.")
    legitimation = Tjanstelegitimation.objects.filter(
        utfardare=claims["iss"], amne=amne, confirmed=True, user__is_active=True
    ).first()
    if legitimation is None:
        raise NekadError(
            "Din e-tjänstelegitimation är inte kopplad till något konto här. "
            "Be administratören hos er att koppla den.",
            amne=amne,
        )
    _let_in(request, legitimation)


@action
def _let_in(request: HttpRequest, legitimation: Tjanstelegitimation) -> None:
    legitimation.last_used_at = timezone.now()
    legitimation.save(update_fields=["last_used_at"])
    user = request.user
    if isinstance(user, Anvandare) and user.is_verified():
        if user.pk != legitimation.user_id:
            raise NekadError("Legitimationen hör till någon annan än den som är inloggad.")
        sessioner.confirm(request, user, legitimation)
        return
    login(request, legitimation.user, backend=BACKEND)
    sessioner.let_in(request, legitimation.user, legitimation, Session.Faktor.LEGITIMATION)


@action
def record_refusal() -> None:
    """Log that somebody came back without being let in; who is not known here."""
    log.record(
        actor=None,
        verb=Verb.SESSION_LOGIN_FAILED,
        utfall=log.Utfall.NEKAD,
        detalj=LEGITIMATION,
    )


@action
def link(*, anvandare: Anvandare, amne: str, actor: Anvandare) -> Tjanstelegitimation:
    """Let a subject of the issuer open an account. An older link of the account ends."""
    policy.require(policy.may_administer(actor, anvandare))
    unlink(anvandare=anvandare, actor=actor)
    legitimation = Tjanstelegitimation(
        user=anvandare,
        name=NAMN,
        utfardare=settings.OIDC_UTFARDARE,
        amne=amne,
        kopplad_av=actor,
    )
    legitimation.full_clean()
    legitimation.save()
    log.record(actor=actor, verb=Verb.FAKTOR_ADD, objekt=anvandare, detalj=LEGITIMATION)
    tell_of_faktor(anvandare, "En e-tjänstelegitimation är kopplad till kontot.", actor=actor)
    return legitimation


@action
def unlink(*, anvandare: Anvandare, actor: Anvandare) -> None:
    """End the link, and the sessions begun by it."""
    policy.require(policy.may_administer(actor, anvandare))
    antal, _ = Tjanstelegitimation.objects.filter(user=anvandare).delete()
    if antal:
        anvandare.sessioner.filter(faktor=Session.Faktor.LEGITIMATION).end(Session.Slut.FAKTOR)
        log.record(actor=actor, verb=Verb.FAKTOR_REMOVE, objekt=anvandare, detalj=LEGITIMATION)
        tell_of_faktor(anvandare, "En e-tjänstelegitimation är bortkopplad.", actor=actor)


def _klient() -> DjangoOAuth2App:
    klient: DjangoOAuth2App = OAuth().register(
        NAMN,
        client_id=settings.OIDC_KLIENT,
        client_secret=settings.OIDC_HEMLIGHET,
        server_metadata_url=settings.OIDC_METADATA
        or f"{settings.OIDC_UTFARDARE}/.well-known/openid-configuration",
        client_kwargs={
            "scope": settings.OIDC_SCOPE,
            "code_challenge_method": "S256",
            "timeout": 10,
        },
    )
    return klient


def _claims(request: HttpRequest) -> dict[str, Any]:
    """What the issuer says, once signature, issuer, audience, nonce, level and age are checked."""
    if request.GET.get("error"):
        raise NekadError("Inloggningen avbröts hos utfärdaren. Du kan försöka igen.")
    try:
        token = _klient().authorize_access_token(
            request,
            claims_options={
                "iss": {"essential": True, "value": settings.OIDC_UTFARDARE},
                "sub": {"essential": True},
                "aud": {"essential": True, "value": settings.OIDC_KLIENT},
            },
            leeway=CLOCK_SKEW,
        )
    except (AuthlibBaseError, JoseError, RequestException) as fel:
        raise NekadError("Svaret från utfärdaren gick inte att lita på. Försök igen.") from fel
    claims: dict[str, Any] = token.get("userinfo") or {}
    _require_level(claims)
    return claims


def _require_level(claims: dict[str, Any]) -> None:
    """LoA3 as the issuer states it, by a log-in just made."""
    if "sub" not in claims or claims.get("acr") not in settings.OIDC_ACR:
        raise NekadError("Det krävs en e-legitimation på tillitsnivå 3 för att logga in här.")
    if settings.OIDC_AMR and not set(settings.OIDC_AMR) & set(claims.get("amr") or ()):
        raise NekadError("Det sättet att legitimera sig godtas inte här.")
    age = time.time() - float(claims.get("auth_time") or 0)
    if not -CLOCK_SKEW <= age <= settings.OIDC_MAX_AGE + CLOCK_SKEW:
        raise NekadError("Legitimeringen var för gammal. Logga in på nytt hos utfärdaren.")
