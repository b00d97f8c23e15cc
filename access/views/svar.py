"""How forms answer: 422 with the errors in place, 303 when something was done."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.views.csrf import csrf_failure

from audit.context import note_refused

CSRF = "csrf"


def forged(request: HttpRequest, reason: str = "") -> HttpResponse:
    """A form that did not come from one of our pages: Django's answer, and a word to the log."""
    note_refused(CSRF)
    return csrf_failure(request, reason)


def see_other(url: str) -> HttpResponse:
    """Redirect after a post, so that reloading repeats nothing."""
    response = HttpResponseRedirect(url)
    response.status_code = 303
    return response


class FormSvar:
    """A form view whose refusal has a status that says so."""

    def form_invalid(self, form: Any) -> HttpResponse:
        response: HttpResponse = super().form_invalid(form)  # type: ignore[misc]
        response.status_code = 422
        return response
