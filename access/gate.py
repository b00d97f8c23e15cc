"""Every view says, beside its code, what it does and who may come in.

A view function carries `@gate(Verb.X, roller=…)`; a class-based view has the attribute
`gate = Gate(Verb.X, roller=…)`. A URL without a gate is found by a system check (access.E001) and,
should it ever be reached, refused. A role opens the page; what is on it starts from `visible_to`.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass
from typing import Any, TypeVar

from django.urls import URLPattern, URLResolver

from audit.verb import Verb

View = TypeVar("View", bound=Callable[..., Any])


@dataclass(frozen=True)
class Gate:
    """What a page does, for the log; and the roles it is for (None: everyone who is logged in).

    `oppen` marks the few pages before log-in: they touch no case data and open no transaction.
    `steg_upp` marks what needs a second factor given within the last five minutes.
    `export` marks what takes an akt out of the system: refused while it is open by break-glass.
    """

    verb: Verb
    roller: Collection[str] | None = None
    oppen: bool = False
    steg_upp: bool = False
    export: bool = False


def gate(
    verb: Verb,
    *,
    roller: Collection[str] | None = None,
    oppen: bool = False,
    steg_upp: bool = False,
) -> Callable[[View], View]:
    def mark(view: View) -> View:
        view.gate = Gate(verb, roller, oppen, steg_upp)  # type: ignore[attr-defined]
        view.login_required = not oppen  # type: ignore[attr-defined]  # Django's own gate
        return view

    return mark


def gate_of(view: Callable[..., Any]) -> Gate | None:
    """The gate of a view function or of the class behind it."""
    found = getattr(view, "gate", None) or getattr(getattr(view, "view_class", None), "gate", None)
    return found if isinstance(found, Gate) else None


def routes(resolver: URLResolver, prefix: str = "") -> Iterator[tuple[str, URLPattern]]:
    """Every URL pattern below a resolver, with its whole path."""
    for entry in resolver.url_patterns:
        path = prefix + str(entry.pattern)
        if isinstance(entry, URLResolver):
            yield from routes(entry, path)
        else:
            yield path, entry
