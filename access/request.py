"""The request as views see it: the middleware has made sure that the user is one of ours."""

from __future__ import annotations

from typing import cast

from django.http import HttpRequest
from django.views.generic import View
from django_htmx.middleware import HtmxDetails

from access.models import Anvandare


class AuthedRequest(HttpRequest):
    """What a view function gets."""

    user: Anvandare
    htmx: HtmxDetails


class InloggadVy(View):
    """Base of class-based views: `user` is the person the middleware let in."""

    @property
    def user(self) -> Anvandare:
        return cast("Anvandare", self.request.user)
