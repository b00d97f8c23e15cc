"""The second factor by typing: a code from the app, or one of the recovery codes."""

from __future__ import annotations

from django.http import HttpRequest
from django_otp import devices_for_user

from access.inloggning import reservkoder, sessioner
from access.inloggning.aterstallning import use_startkod, waits_for_startkod
from access.inloggning.losenord import ANDRA_FAKTORN, record_failure
from access.models import Anvandare, Kodapp, Session
from audit import log
from audit.action import action
from audit.verb import Verb

KODAPP = "kodapp"


def has_app(anvandare: Anvandare) -> bool:
    """Whether the person has an app that gives one-time codes."""
    return bool(Kodapp.objects.filter(user=anvandare, confirmed=True).exists())


def has_factor(anvandare: Anvandare) -> bool:
    """Whether there is anything to log in with besides the password."""
    return next(devices_for_user(anvandare, confirmed=True), None) is not None


def app_to_connect(anvandare: Anvandare) -> Kodapp | None:
    """The key that waits to be put into the person's app; None once there is another factor."""
    if has_factor(anvandare):
        return None
    app: Kodapp | None = Kodapp.objects.filter(user=anvandare, confirmed=False).first()
    return app


@action
def prepare_app(anvandare: Anvandare) -> None:
    """Make the key that a person's app will get, unless there is one."""
    Anvandare.objects.select_for_update().get(pk=anvandare.pk)
    if not Kodapp.objects.filter(user=anvandare).exists():
        app = Kodapp(user=anvandare, name="app", confirmed=False)
        log.save(app, actor=anvandare, verb=Verb.FAKTOR_PREPARE)


@action
def match_code(anvandare: Anvandare, kod: str) -> tuple[object, Session.Faktor] | None:
    """The factor whose unused code this is. Six digits are the app's, all else a recovery code."""
    if kod.isdigit():
        app = Kodapp.objects.select_for_update().filter(user=anvandare, confirmed=True).first()
        return (app, Session.Faktor.KODAPP) if app and app.verify_token(kod) else None
    blad = reservkoder.use(anvandare, kod)
    return (blad, Session.Faktor.RESERVKOD) if blad else None


def verify_code(request: HttpRequest, anvandare: Anvandare, kod: str) -> bool:
    """Complete the log-in if the code is right, unused and not tried too often."""
    found = match_code(anvandare, kod)
    if found is None:
        record_failure(anvandare.anvandarnamn, factor=ANDRA_FAKTORN)
        return False
    sessioner.let_in(request, anvandare, *found)
    return True


def confirm_by_code(request: HttpRequest, anvandare: Anvandare, kod: str) -> bool:
    """Make the factor of an open session fresh, if the code is right."""
    found = match_code(anvandare, kod)
    if found is None:
        record_failure(anvandare.anvandarnamn, factor=ANDRA_FAKTORN)
        return False
    sessioner.confirm(request, anvandare, found[0])
    return True


def connect_app(request: HttpRequest, anvandare: Anvandare, kod: str, startkod: str = "") -> bool:
    """Connect the person's app by its first code, and complete the log-in.

    After a reset the start code that was handed over is needed as well.
    """
    if _connected(request, anvandare, kod, startkod):
        return True
    record_failure(anvandare.anvandarnamn, factor=ANDRA_FAKTORN)
    return False


@action
def _connected(request: HttpRequest, anvandare: Anvandare, kod: str, startkod: str) -> bool:
    app = Kodapp.objects.select_for_update().filter(user=anvandare, confirmed=False).first()
    if app is None or not app.verify_token(kod):
        return False
    if waits_for_startkod(anvandare) and not use_startkod(anvandare, startkod):
        app.throttle_increment()
        return False
    app.confirmed = True
    log.save(app, actor=anvandare, verb=Verb.FAKTOR_ADD)
    log.record(actor=anvandare, verb=Verb.SESSION_ENROL, objekt=anvandare, detalj=KODAPP)
    sessioner.let_in(request, anvandare, app, Session.Faktor.KODAPP)
    return True
