"""How forms answer: 422 with the errors in place, 303 when something was done."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse, HttpResponseRedirect


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
