"""Database sessions that end a fixed time after log-in, no matter how often they are saved."""

from datetime import timedelta
from typing import Any

from django.conf import settings
from django.contrib.sessions.backends.db import SessionStore as DatabaseSessionStore
from django.contrib.sessions.base_session import AbstractBaseSession
from django.utils import timezone

EXPIRY = "_session_expiry"


class SessionStore(DatabaseSessionStore):
    """`SESSION_COOKIE_AGE` counts from the log-in, which changes the session's key."""

    def cycle_key(self) -> None:
        self.pop(EXPIRY, None)
        super().cycle_key()

    def create_model_instance(self, data: dict[str, Any]) -> AbstractBaseSession:
        expiry = timezone.now() + timedelta(seconds=settings.SESSION_COOKIE_AGE)
        data.setdefault(EXPIRY, expiry.isoformat())
        return super().create_model_instance(data)
