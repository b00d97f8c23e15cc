"""The request as views see it: the middleware has made sure that the user is one of ours."""

from __future__ import annotations

from django.http import HttpRequest
from django_htmx.middleware import HtmxDetails

from access.models import Anvandare


class AuthedRequest(HttpRequest):
    user: Anvandare  # type: ignore[assignment]
    htmx: HtmxDetails
