"""System checks: whom the log asks to witness it."""

from typing import Any

from django.core import checks
from django.core.exceptions import ImproperlyConfigured

from audit.vittnesmal import witnesses


def check_witnesses(**_: Any) -> list[checks.CheckMessage]:
    """Tell of witnesses that cannot be read, before the log asks them in vain."""
    try:
        witnesses()
    except ImproperlyConfigured as error:
        return [checks.Error(str(error), id="audit.E001")]
    return []
