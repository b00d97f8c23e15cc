"""A browser in words, so that its owner knows it again. Guessed from what it says of itself."""

from __future__ import annotations

PROGRAM = (
    ("Edg", "Edge"),
    ("OPR/", "Opera"),
    ("Firefox/", "Firefox"),
    ("FxiOS/", "Firefox"),
    ("Chrome/", "Chrome"),
    ("CriOS/", "Chrome"),
    ("Safari/", "Safari"),
)
SYSTEM = (
    ("Windows", "Windows"),
    ("Android", "Android"),
    ("iPhone", "Iphone"),
    ("iPad", "Ipad"),
    ("Mac OS X", "Mac"),
    ("CrOS", "Chrome OS"),
    ("Linux", "Linux"),
)
"""The first word found decides: browsers name their ancestors too."""


def describe(user_agent: str) -> str:
    """«Firefox på Windows»; what is not known is left out."""
    program = _first(PROGRAM, user_agent) or "Okänd webbläsare"
    system = _first(SYSTEM, user_agent)
    return f"{program} på {system}" if system else program


def _first(kanda: tuple[tuple[str, str], ...], user_agent: str) -> str:
    return next((namn for tecken, namn in kanda if tecken in user_agent), "")
