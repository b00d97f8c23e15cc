"""On whose behalf keys are asked for: set where a request begins, told to the key service."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import NamedTuple
from uuid import UUID


class Anropare(NamedTuple):
    """A user and the request that is answered."""

    anvandare_id: UUID
    begaran_id: UUID | None


_anropare: ContextVar[Anropare | None] = ContextVar("anropare", default=None)


@contextmanager
def on_behalf_of(anvandare_id: UUID, begaran_id: UUID | None = None) -> Iterator[None]:
    """Count the keys opened inside the block as this user's."""
    token = _anropare.set(Anropare(anvandare_id, begaran_id))
    try:
        yield
    finally:
        _anropare.reset(token)


def current_anropare() -> Anropare | None:
    """None in commands and background jobs."""
    return _anropare.get()
