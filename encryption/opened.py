"""Observer of what is in fact opened, so that the log can tell it."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from uuid import UUID

from django.conf import settings

from encryption.errors import UnloggedOpening

Opening = tuple[UUID, str]

_openings: ContextVar[list[Opening] | None] = ContextVar("openings", default=None)


@contextmanager
def collect_openings() -> Iterator[list[Opening]]:
    """Gather (owner, "app.Model.field") for each sealed value opened inside the block.

    A block inside another reports to both.
    """
    outer = _openings.get()
    openings: list[Opening] = []
    token = _openings.set(openings)
    try:
        yield openings
    finally:
        _openings.reset(token)
        if outer is not None:
            outer.extend(openings)


def note_opening(owner_id: UUID, column: str) -> None:
    """Tell whoever collects that one value is being opened.

    Raises UnloggedOpening when nobody does, unless the settings allow it as those of tests do.
    """
    openings = _openings.get()
    if openings is not None:
        openings.append((owner_id, column))
    elif not settings.OPPNING_UTAN_LOGG:
        raise UnloggedOpening(f"{column} is opened where nobody tells the log.")
