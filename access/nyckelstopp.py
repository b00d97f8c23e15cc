"""What a page answers when the key service opens no more, or does not answer at all."""

from __future__ import annotations

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from encryption.errors import KeysRefused, KeysUnreachable

TOO_MANY, UNAVAILABLE = 429, 503


class Nyckelstopp:
    """Says in plain words that nothing was opened; `LoggadTransaktion` outside rolls back."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, error: Exception) -> HttpResponse | None:
        match error:
            case KeysRefused():
                return render(request, "429.html", status=TOO_MANY)
            case KeysUnreachable():
                return render(request, "503.html", status=UNAVAILABLE)
        return None
