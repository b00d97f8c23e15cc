"""What every response carries, and what a lockout answers."""

from __future__ import annotations

from collections.abc import Callable
from http import HTTPStatus
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.cache import patch_cache_control
from viewflow.workflow.exceptions import FlowLockFailed

PERMISSIONS_POLICY = "camera=(), geolocation=(), microphone=(), payment=(), usb=()"


class SecretPages:
    """No page is kept by a browser or a proxy, and none may use the device's sensors."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        response.headers.setdefault("Permissions-Policy", PERMISSIONS_POLICY)
        response.headers.setdefault("Cross-Origin-Resource-Policy", "same-origin")
        if "Cache-Control" not in response.headers:
            patch_cache_control(response, no_store=True)
        return response


class UpptagetFlode:
    """A case that somebody else moves at this moment: nothing is saved, and the page says so."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, fel: Exception) -> HttpResponse | None:
        if not isinstance(fel, FlowLockFailed):
            return None
        return render(request, "upptaget.html", status=HTTPStatus.SERVICE_UNAVAILABLE)


def answer_as_ordinary_failure(
    request: HttpRequest, response: HttpResponse, credentials: dict[str, Any] | None = None
) -> HttpResponse:
    """Answer a locked-out attempt as any failed one: the difference would help a guesser."""
    return response
