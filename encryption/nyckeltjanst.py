"""The key service: everything that needs the root, in this process or in an agent of its own.

What it hands out is opened data keys, one owner's at a time and counted, and results: codes,
signatures, keys of a named purpose. The keys that wrap, index and sign stay inside.
"""

import secrets
from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple, Protocol
from uuid import UUID

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.hashes import SHA256, SHA512
from cryptography.hazmat.primitives.hmac import HMAC
from cryptography.hazmat.primitives.kdf.hkdf import HKDFExpand
from cryptography.hazmat.primitives.keywrap import (
    InvalidUnwrap,
    aes_key_unwrap_with_padding,
    aes_key_wrap_with_padding,
)
from django.conf import settings

from encryption.anrop import current_anropare
from encryption.budget import Budget
from encryption.errors import SealError, cannot_open
from encryption.packing import pack
from encryption.root import FIRST_GENERATION, RootProvider, root_provider

DATA_KEY_BYTES = 32
INSIDE = ("kek/", "index/", "signing/")
"""Purposes whose keys are never handed out."""


class Epok(NamedTuple):
    """A key that wraps data keys: its number, and the generation of the root it comes from."""

    nummer: int
    generation: int


class Inslagen(NamedTuple):
    """A wrapped data key, and what the wrapping is bound to."""

    owner_id: UUID
    version: int
    epok: int
    generation: int
    blob: bytes


class Nyckeltjanst(Protocol):
    """Raises KeysUnreachable when it does not answer."""

    def generations(self) -> tuple[int, ...]:
        """The generations of the root, oldest first."""

    def make(self, owner_id: UUID, version: int, epok: Epok) -> bytes:
        """Return a new data key, wrapped."""

    def unwrap(self, keys: Sequence[Inslagen]) -> list[bytes]:
        """Return one owner's data keys, opened. Raises SealError, or KeysRefused at the budget."""

    def rewrap(self, keys: Sequence[Inslagen], epok: Epok) -> list[bytes]:
        """Return data keys of any owners wrapped under another epoch. Raises SealError."""

    def mac(self, purpose: str, data: bytes, generation: int = FIRST_GENERATION) -> bytes:
        """Return the HMAC-SHA-256 of data under the index key of a purpose."""

    def sign(self, purpose: str, data: bytes, generation: int = FIRST_GENERATION) -> bytes:
        """Return the Ed25519 signature (RFC 8032) of data under the signing key of a purpose."""

    def public_key(self, purpose: str, generation: int = FIRST_GENERATION) -> bytes:
        """Return the public half of the signing key of a purpose."""

    def derive(self, purpose: str, generation: int = FIRST_GENERATION) -> bytes:
        """Return the 32-byte key of a purpose; SealError for keys that stay inside."""


class InternTjanst:
    """The key service within this process."""

    def __init__(self, root: RootProvider, budget: Budget) -> None:
        self._root = root
        self._budget = budget
        self._key = lru_cache(maxsize=256)(self._derived)

    def generations(self) -> tuple[int, ...]:
        return self._root.generations()

    def make(self, owner_id: UUID, version: int, epok: Epok) -> bytes:
        wrapping = self._wrapping_key(owner_id, version, *epok)
        return aes_key_wrap_with_padding(wrapping, secrets.token_bytes(DATA_KEY_BYTES))

    def unwrap(self, keys: Sequence[Inslagen]) -> list[bytes]:
        anropare = current_anropare()
        for owner_id in {key.owner_id for key in keys}:
            self._budget.count(owner_id, anropare.anvandare_id if anropare else None)
        return [self._opened(key) for key in keys]

    def rewrap(self, keys: Sequence[Inslagen], epok: Epok) -> list[bytes]:
        return [
            aes_key_wrap_with_padding(
                self._wrapping_key(key.owner_id, key.version, *epok), self._opened(key)
            )
            for key in keys
        ]

    def mac(self, purpose: str, data: bytes, generation: int = FIRST_GENERATION) -> bytes:
        mac = HMAC(self._key(f"index/{purpose}", generation), SHA256())
        mac.update(data)
        return mac.finalize()

    def sign(self, purpose: str, data: bytes, generation: int = FIRST_GENERATION) -> bytes:
        return self._signing_key(purpose, generation).sign(data)

    def public_key(self, purpose: str, generation: int = FIRST_GENERATION) -> bytes:
        return self._signing_key(purpose, generation).public_key().public_bytes_raw()

    def derive(self, purpose: str, generation: int = FIRST_GENERATION) -> bytes:
        if purpose.startswith(INSIDE):
            raise SealError(f"The key of {purpose} stays in the key service.")
        return self._key(purpose, generation)

    def _derived(self, purpose: str, generation: int) -> bytes:
        return self._root.derive(generation, purpose)

    def _signing_key(self, purpose: str, generation: int) -> Ed25519PrivateKey:
        return Ed25519PrivateKey.from_private_bytes(self._key(f"signing/{purpose}", generation))

    def _opened(self, key: Inslagen) -> bytes:
        owner_id, version, epok, generation, blob = key
        wrapping = self._wrapping_key(owner_id, version, epok, generation)
        try:
            return aes_key_unwrap_with_padding(wrapping, blob)
        except (InvalidUnwrap, ValueError) as error:
            raise cannot_open() from error

    def _wrapping_key(self, owner_id: UUID, version: int, epok: int, generation: int) -> bytes:
        """Wrapping has no associated data, so the key itself is bound to owner and version."""
        info = pack(b"insatser/datanyckel", owner_id.bytes, version.to_bytes(4, "big"))
        return HKDFExpand(SHA512(), 32, info).derive(self._key(f"kek/{epok}", generation))


@lru_cache(maxsize=1)
def nyckeltjanst() -> Nyckeltjanst:
    """The key service of this process: the agent that NYCKELAGENT names, else an own."""
    if settings.NYCKELAGENT:
        from encryption.agent.client import Agentklient

        return Agentklient(settings.NYCKELAGENT)
    return InternTjanst(root_provider(), Budget(per_user=settings.NYCKELBUDGET))


def derive(purpose: str) -> bytes:
    """Return the 32-byte key that belongs to one purpose; the same for ever for the same root."""
    return nyckeltjanst().derive(purpose)


def forget_derived_keys() -> None:
    """Let go of the key service, and of every derived key it holds in this process."""
    nyckeltjanst.cache_clear()
