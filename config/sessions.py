"""Where sessions live: our own table, by the hash of the key.

A session ends after a time without use and, whatever the use, a fixed time after log-in. It is
never deleted by a request, only ended, and its row keeps its id when the key is changed.
"""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from django.conf import settings
from django.contrib.auth import SESSION_KEY
from django.contrib.sessions.backends.base import CreateError, SessionBase, UpdateError
from django.db import IntegrityError, transaction
from django.utils import timezone

from access.inloggning.igenkanning import came_with_session
from access.models import Session
from access.models.session import digest


class SessionStore(SessionBase):
    """Django's session, over `Session`. Use it as `request.session`."""

    senast: datetime | None = None
    """When the session was last used, as known to this request."""
    upphor: datetime | None = None
    """When it ends whatever the use."""

    def exists(self, session_key: str) -> bool:
        return Session.objects.filter(nyckel=digest(session_key)).exists()

    def load(self) -> dict[str, Any]:
        rad = self._rader().with_person().first()
        came_with_session(rad.anvandare if rad else None)
        if rad and rad.anvandare:
            rad.anvandare.antal_olasta = rad.olasta or 0
        if rad is None:
            self._session_key = None
            return {}
        self.senast, self.upphor = rad.senast, rad.upphor
        return self.decode(rad.innehall)

    def create(self) -> None:
        while True:
            self._session_key = self._get_new_session_key()  # type: ignore[attr-defined]
            try:
                self.save(must_create=True)
            except CreateError:
                continue
            self.modified = True
            return

    def save(self, must_create: bool = False) -> None:  # noqa: FBT001, FBT002 -- Django's signature
        if self.session_key is None:
            self.create()
            return
        data = self._get_session(no_load=must_create)  # type: ignore[attr-defined]
        falt = {"innehall": self.encode(data), "anvandare_id": data.get(SESSION_KEY)}
        if must_create:
            self._insert(falt)
        elif not self._rader().update(**falt):
            raise UpdateError

    def delete(self, session_key: str | None = None) -> None:
        if key := session_key or self.session_key:
            Session.objects.filter(nyckel=digest(key)).end(Session.Slut.UTLOGGAD)

    def cycle_key(self) -> None:
        """A new key for the same session; the old one opens nothing from now on."""
        data, gamla = self._session, self._rader()  # type: ignore[attr-defined]
        self._session_key = self._get_new_session_key()  # type: ignore[attr-defined]
        self._session_cache = data
        self.modified = True
        if not gamla.update(nyckel=digest(self._session_key)):
            self.save(must_create=True)

    @classmethod
    def clear_expired(cls) -> None:
        """Remove what ended so long ago that its owner needs it no more."""
        kept = timedelta(days=settings.SESSION_KEEP_DAYS)
        Session.objects.filter(upphor__lt=timezone.now() - kept).delete()

    def _rader(self) -> Any:
        return Session.objects.live().filter(nyckel=digest(self.session_key or ""))

    def _insert(self, falt: dict[str, Any]) -> None:
        upphor = timezone.now() + timedelta(seconds=settings.SESSION_COOKIE_AGE)
        try:
            with transaction.atomic():
                Session.objects.create(nyckel=digest(self.session_key or ""), upphor=upphor, **falt)
        except IntegrityError as taken:
            raise CreateError from taken
