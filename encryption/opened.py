"""Observer of what is in fact opened, so that the log can tell it."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from uuid import UUID

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
    """Tell whoever collects that one value was opened."""
    openings = _openings.get()
    if openings is not None:
        openings.append((owner_id, column))
