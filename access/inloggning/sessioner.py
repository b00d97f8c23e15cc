"""The life of a session: begun by two factors, kept by use, ended by time, by hand or by events."""

from __future__ import annotations

import time
from datetime import datetime, timedelta
from typing import Any, Protocol, TypedDict, cast

from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest
from django.utils import timezone
from django_otp import login as otp_login

from access import policy
from access.inloggning.webblasare import describe
from access.models import Anvandare, Session
from access.models.session import SessionQuerySet, digest
from audit import log
from audit.action import action
from audit.verb import Verb

FAKTOR_TID = "faktor_tid"
"""Session key: when the second factor was last given, in seconds since 1970."""
TOUCH_SECONDS = 60
"""How exact the time of last use is: at most one write in this time."""
NY_WEBBLASARE = (
    "Det här är första gången du loggar in med {}. Var det inte du? Logga ut de andra "
    "inloggningarna under ditt namn och säg till administratören."
)


class Kvar(TypedDict):
    """Seconds until the session ends, and whether using it moves that moment."""

    sekunder: int
    kan_forlangas: bool


def current(request: HttpRequest) -> Session | None:
    """The row of this request's session; None when there is none or it has ended."""
    key = request.session.session_key
    return Session.objects.live().filter(nyckel=digest(key)).first() if key else None


@action
def let_in(request: HttpRequest, anvandare: Anvandare, device: Any, faktor: Session.Faktor) -> None:
    """Complete a log-in: a new key, a full working day, and no more sessions than allowed."""
    log.record(actor=anvandare, verb=Verb.SESSION_LOGIN, detalj=faktor.value)
    _give_factor(request, device)
    tidigare = anvandare.sessioner.exclude(faktor="")
    webblasare = describe(request.headers.get("User-Agent", ""))
    if tidigare.exists() and not tidigare.filter(webblasare=webblasare).exists():
        log.record(actor=anvandare, verb=Verb.SESSION_NEW_BROWSER, objekt=anvandare)
        messages.warning(request, NY_WEBBLASARE.format(webblasare))
    nu = timezone.now()
    egen = Session.objects.filter(nyckel=digest(request.session.session_key or ""))
    egen.update(
        anvandare=anvandare,
        startad=nu,
        senast=nu,
        upphor=nu + timedelta(seconds=settings.SESSION_COOKIE_AGE),
        faktor=faktor,
        webblasare=webblasare,
    )
    levande = anvandare.sessioner.live(nu).order_by("-startad", "-id")
    for_manga = levande.values_list("pk", flat=True)[settings.SESSION_MAX :]
    anvandare.sessioner.filter(pk__in=list(for_manga)).end(Session.Slut.NYARE)


@action
def confirm(request: HttpRequest, anvandare: Anvandare, device: Any) -> None:
    """Note that a factor was given anew in a session already open, and change the session's key."""
    log.record(actor=anvandare, verb=Verb.SESSION_STEP_UP, objekt=anvandare)
    _give_factor(request, device)


def _give_factor(request: HttpRequest, device: Any) -> None:
    otp_login(request, device)
    request.session[FAKTOR_TID] = time.time()
    request.session.cycle_key()


class Tider(Protocol):
    """What the session store knows of its own end."""

    session_key: str | None
    senast: datetime | None
    upphor: datetime | None


def touch(request: HttpRequest, *, at_once: bool = False) -> None:
    """Note that the session is in use: written once a minute, or at once when somebody asks."""
    nu, session = timezone.now(), cast("Tider", request.session)
    if session.senast is None:
        return
    if at_once or nu - session.senast >= timedelta(seconds=TOUCH_SECONDS):
        egen = Session.objects.live(nu).filter(nyckel=digest(session.session_key or ""))
        egen.update(senast=nu)
        session.senast = nu


def time_left(request: HttpRequest) -> Kvar:
    """How long the session lasts if nothing more is done."""
    session = cast("Tider", request.session)
    if not request.user.is_authenticated or session.senast is None or session.upphor is None:
        return {"sekunder": 0, "kan_forlangas": False}
    vila = session.senast + timedelta(seconds=settings.SESSION_IDLE_AGE)
    sekunder = int((min(vila, session.upphor) - timezone.now()).total_seconds())
    return {"sekunder": max(0, sekunder), "kan_forlangas": vila < session.upphor}


@action
def end_own(
    *, sessioner: SessionQuerySet, actor: Anvandare, slut: str = Session.Slut.AVSLUTAD
) -> int:
    """End some of one's own sessions; how many were live."""
    antal = sessioner.filter(anvandare=actor).live().end(slut)
    if antal:
        log.record(actor=actor, verb=Verb.SESSION_END, objekt=actor)
    return antal


@action
def end_for(*, anvandare: Anvandare, actor: Anvandare) -> int:
    """End every session of somebody else, as an administrator."""
    policy.require(policy.may_administer(actor, anvandare))
    log.record(actor=actor, verb=Verb.SESSION_END, objekt=anvandare)
    return anvandare.sessioner.live().end(Session.Slut.ADMINISTRATOR)
