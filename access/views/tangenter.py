"""Single-key shortcuts off and on (WCAG 2.1.4): kept by the browser, for whoever sits there."""

from __future__ import annotations

from datetime import timedelta

from django.conf import settings
from django.http import HttpResponse
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_POST

from access.gate import gate
from access.request import AuthedRequest
from access.views.svar import see_other
from audit.verb import Verb

KAKA = "snabbtangenter"
LANGE = timedelta(days=365)


@gate(Verb.SESSION_KEYS)
@require_POST
def tangenter(request: AuthedRequest) -> HttpResponse:
    """Switch, and go back to the page where it was done: no page has its own address in it."""
    sida = request.headers.get("Referer", "")
    is_ours = url_has_allowed_host_and_scheme(sida, {request.get_host()}, request.is_secure())
    response = see_other(sida if is_ours else "/")
    if request.POST.get(KAKA) == "av":
        response.set_cookie(
            KAKA,
            "av",
            max_age=LANGE,
            secure=settings.SESSION_COOKIE_SECURE,
            httponly=True,
            samesite="Lax",
        )
    else:
        response.delete_cookie(KAKA, samesite="Lax")
    return response
