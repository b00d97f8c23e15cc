"""One request, one transaction, one trace: no log entry, no response (ADR 0005)."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator
from contextlib import AbstractContextManager, contextmanager
from http import HTTPStatus
from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from django.conf import settings
from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.db import connection, transaction
from django.http import HttpRequest, HttpResponse
from django.urls import Resolver404, resolve
from uuid6 import uuid7

from access.gate import Gate, gate_of
from access.inloggning import sessioner, steg_upp
from access.models import Anvandare
from access.models.session import digest
from access.nyckelstopp import TOO_MANY
from audit import log
from audit.context import Arbete, Begaran, begaran, note_refused, work
from audit.lasning import logged_reading, note_read
from audit.verb import Verb
from encryption.anrop import on_behalf_of

__all__ = ["LoggadTransaktion", "note_read", "row_level_security"]

SERVER_ERROR = 500
ROLL = "roll"
NEKAT_AV = {
    HTTPStatus.FORBIDDEN: "sida",
    HTTPStatus.NOT_FOUND: "rad",
    HTTPStatus.TOO_MANY_REQUESTS: "nyckelbudget",
}
"""What has refused where no policy rule was asked: the page itself, the rows that the user
reaches, the number of akter that one user may open."""


class LoggadTransaktion:
    """Wraps a request in a transaction under row level security and logs what was in fact read.

    The read entries come from the sealed values that were opened, not from what the page claims:
    one entry for each akt, with the names of the fields. An error response rolls everything back.
    A refusal leaves an entry of its own, also one that a form tells beside its fields. Whoever has
    not given both factors gets to the log-in.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        try:
            gate = gate_of(resolve(request.path_info).func)
        except Resolver404:
            return self.get_response(request)
        if gate is None:
            raise PermissionDenied("Sidan saknar åtkomstregel.")
        token = begaran.set(_begaran(request))
        try:
            with work(_entrance(gate)) as arbete:
                if gate.oppen:
                    return self._before_login(request, gate, arbete)
                if not isinstance(request.user, Anvandare) or not request.user.is_verified():
                    return redirect_to_login(request.get_full_path(), _door(request))
                sessioner.touch(request)
                return self._in_transaction(request, request.user, gate, arbete)
        finally:
            begaran.reset(token)

    def _before_login(self, request: HttpRequest, gate: Gate, arbete: Arbete) -> HttpResponse:
        """A page that opens no transaction of its own: a key of somebody's factor at the most."""
        with logged_reading(actor=None, verb=Verb.FAKTOR_CHECK) as lasning:
            response = self.get_response(request)
            if lasning.oppnat or arbete.nekat_av:
                lasning.actor = request.user if isinstance(request.user, Anvandare) else None
                with transaction.atomic():
                    lasning.write()
                    _log_refusals(lasning.actor, gate, arbete.nekat_av)
        return response

    def _in_transaction(
        self, request: HttpRequest, user: Anvandare, gate: Gate, arbete: Arbete
    ) -> HttpResponse:
        with (
            _on_behalf_of(user),
            transaction.atomic(),
            row_level_security(user.pk),
            logged_reading(actor=user, verb=gate.verb) as lasning,
        ):
            response = self.get_response(request)
            if not _is_shown(response):
                lasning.forget()
                transaction.set_rollback(True)
            elif not isinstance(response, steg_upp.NyFaktorFragas):
                lasning.write(even_nothing=True)
                _log_refusals(user, gate, arbete.nekat_av)
        if response.status_code in NEKAT_AV:
            with transaction.atomic():
                nekat_av = arbete.nekat_av or [NEKAT_AV[HTTPStatus(response.status_code)]]
                _log_refusals(user, gate, nekat_av, _refusal(response))
        return response

    def process_view(
        self, request: HttpRequest, view: Callable[..., Any], *_: Any
    ) -> HttpResponse | None:
        """Refuse whoever the page is not for, before it has looked at anything.

        Where the gate asks for it, the second factor has to be fresh. Django has checked the form's
        token by now, so nobody is asked to confirm what another site has posted.
        """
        gate = gate_of(view)
        if gate is None or gate.oppen:
            return None
        if gate.roller is not None and not _has_roll(request, gate.roller):
            note_refused(ROLL)
            raise PermissionDenied("Sidan hör inte till ditt uppdrag.")
        if not gate.steg_upp:
            return None
        if not steg_upp.is_fresh(request):
            return steg_upp.ask(request)
        if request.method == "POST":
            request.POST = steg_upp.without_code(request.POST)
        return None


@contextmanager
def row_level_security(anvandare_id: UUID) -> Iterator[None]:
    """Run the block as the web's database role, showing only what this user's grants reach."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT current_setting('role'), set_config('app.anvandare', %s, true),"
            " set_config('role', 'insatser_app', true)",
            [str(anvandare_id)],
        )
        outer_role = cursor.fetchone()[0]
    yield
    if outer_role != "insatser_app" and not connection.needs_rollback:
        with connection.cursor() as cursor:
            cursor.execute("SELECT set_config('role', %s, true)", [outer_role])


def _has_roll(request: HttpRequest, roller: Collection[str]) -> bool:
    return isinstance(request.user, Anvandare) and request.user.has_roll(roller)


def _door(request: HttpRequest) -> str:
    """Where to log in; whoever comes with a session that has ended is told so."""
    if settings.SESSION_COOKIE_NAME in request.COOKIES and not request.session.session_key:
        return f"{settings.LOGIN_URL}?{urlencode({'skal': 'tid'})}"
    return settings.LOGIN_URL


def _on_behalf_of(user: Anvandare) -> AbstractContextManager[None]:
    """Whose openings the key service counts, and in which request."""
    request = begaran.get()
    return on_behalf_of(user.pk, request.id if request else None)


def _is_shown(response: HttpResponse) -> bool:
    return response.status_code not in NEKAT_AV and response.status_code < SERVER_ERROR


def _entrance(gate: Gate) -> str:
    return f"gate:{gate.verb}"


def _refusal(response: HttpResponse) -> Verb:
    return Verb.KEYS_REFUSE if response.status_code == TOO_MANY else Verb.ACCESS_DENIED


def _log_refusals(
    user: log.Aktor | None, gate: Gate, nekat_av: list[str], verb: Verb = Verb.ACCESS_DENIED
) -> None:
    """One entry that names each rule that said no; it never names the akt."""
    if nekat_av:
        log.record(
            actor=user, verb=verb, utfall=log.Utfall.NEKAD, regel=[_entrance(gate), *nekat_av]
        )


def _begaran(request: HttpRequest) -> Begaran:
    session_key = request.session.session_key or ""
    return Begaran(
        id=uuid7(),
        session_hash=digest(session_key)[:16] if session_key else "",
        adress=request.META.get("REMOTE_ADDR", ""),
    )
