"""One request, one transaction, one trace: no log entry, no response (ADR 0005)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator
from contextlib import AbstractContextManager, contextmanager
from contextvars import ContextVar
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
from audit.context import Begaran, begaran
from audit.verb import Verb
from encryption.anrop import on_behalf_of
from encryption.opened import Opening, collect_openings

REFUSED = {403, 404, TOO_MANY}
SERVER_ERROR = 500

_akter: ContextVar[set[UUID] | None] = ContextVar("lasta_akter", default=None)


def note_read(akt_id: UUID) -> None:
    """Say that this page is about an akt: it is logged even if no sealed field is opened."""
    if (akter := _akter.get()) is not None:
        akter.add(akt_id)


class LoggadTransaktion:
    """Wraps a request in a transaction under row level security and logs what was in fact read.

    The read entries come from the sealed values that were opened, not from what the page claims:
    one entry for each akt, with the names of the fields. An error response rolls everything back,
    and a refusal leaves an entry of its own. Whoever has not given both factors gets to the log-in.
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
            if gate.oppen:
                return self.get_response(request)
            if not isinstance(request.user, Anvandare) or not request.user.is_verified():
                return redirect_to_login(request.get_full_path(), _door(request))
            sessioner.touch(request)
            return self._in_transaction(request, request.user, gate)
        finally:
            begaran.reset(token)

    def _in_transaction(self, request: HttpRequest, user: Anvandare, gate: Gate) -> HttpResponse:
        token = _akter.set(set())
        try:
            with _on_behalf_of(user), transaction.atomic(), row_level_security(user.pk):
                with collect_openings() as openings:
                    response = self.get_response(request)
                if isinstance(response, steg_upp.NyFaktorFragas):
                    pass
                elif _is_shown(response):
                    _log_reads(user, gate, openings)
                else:
                    transaction.set_rollback(True)
        finally:
            _akter.reset(token)
        if response.status_code in REFUSED:
            verb = Verb.KEYS_REFUSE if response.status_code == TOO_MANY else Verb.ACCESS_DENIED
            with transaction.atomic():
                log.record(actor=user, verb=verb, utfall=log.Utfall.NEKAD, regel=gate.verb)
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
    return response.status_code not in REFUSED and response.status_code < SERVER_ERROR


def _log_reads(user: Anvandare, gate: Gate, openings: Iterable[Opening]) -> None:
    """One entry for each akt, with the name of every field opened, however many rows held it."""
    read: dict[UUID | None, set[str]] = defaultdict(set)
    for akt_id in _akter.get() or ():
        read[akt_id] = set()
    for owner_id, field in openings:
        read[owner_id].add(field)
    if not read:
        read[None] = set()
    log.record_many(
        actor=user,
        verb=gate.verb,
        akter={akt_id: sorted(fields) for akt_id, fields in read.items()},
    )


def _begaran(request: HttpRequest) -> Begaran:
    session_key = request.session.session_key or ""
    return Begaran(
        id=uuid7(),
        session_hash=digest(session_key)[:16] if session_key else "",
        adress=request.META.get("REMOTE_ADDR", ""),
    )
