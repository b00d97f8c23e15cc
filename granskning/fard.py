"""How a monthly review moves on, seen from the actions.

They save their facts and say that something has happened; the route registered at start-up follows.
"""

from __future__ import annotations

from typing import Protocol

from access.models import Anvandare
from granskning.models import Loggranskning


class Fardvag(Protocol):
    """The route of a review. Every call runs inside the transaction that saves the facts."""

    def start(self, granskning: Loggranskning, *, actor: Anvandare | None) -> None:
        """Begin the way of a review that has been drawn; the system, as nobody, most often does."""

    def follow(self, granskning: Loggranskning, *, actor: Anvandare) -> None:
        """Go to where the facts say that the review stands; refuses whom the step refuses."""


_fardvag: Fardvag | None = None


def register_fardvag(fardvag: Fardvag) -> None:
    global _fardvag  # noqa: PLW0603 – set once, when the application starts
    _fardvag = fardvag


def fardvag() -> Fardvag:
    if _fardvag is None:
        raise RuntimeError("No route is registered; granskning.apps does that when Django starts.")
    return _fardvag
