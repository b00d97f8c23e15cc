"""What every page may say about the installation itself."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest


def installation(request: HttpRequest) -> dict[str, Any]:
    return {"demo": settings.DEMO, "version": settings.VERSION}
