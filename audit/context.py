"""The request that the current work belongs to: set by middleware, read by the log."""

from contextvars import ContextVar
from dataclasses import dataclass
from uuid import UUID


@dataclass(frozen=True)
class Begaran:
    """One request: its id, a hash of the session key (never the key) and the caller's address."""

    id: UUID
    session_hash: str
    adress: str


begaran: ContextVar[Begaran | None] = ContextVar("begaran", default=None)
"""None in commands and background jobs."""
