"""The root secret, where it lives, and the keys derived from it (RFC 5869, SHA-512)."""

import base64
import binascii
import os
import secrets
import stat
from functools import lru_cache
from pathlib import Path
from typing import Protocol

from cryptography.hazmat.primitives.hashes import SHA512
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from django.conf import settings
from django.core.exceptions import ImproperlyConfigured

ROOT_BYTES = 32
SALT = b"insatser/rot/1"


class RootProvider(Protocol):
    """Something that can hand out the 32-byte root secret."""

    def load(self) -> bytes: ...


def _decoded(text: str, origin: str) -> bytes:
    try:
        secret = base64.b64decode(text.strip(), validate=True)
    except binascii.Error as error:
        raise ImproperlyConfigured(f"The root key in {origin} is not base64.") from error
    if len(secret) != ROOT_BYTES:
        raise ImproperlyConfigured(f"The root key in {origin} is not {ROOT_BYTES} bytes.")
    return secret


class EnvRoot:
    """Root secret as base64 in an environment variable."""

    def __init__(self, name: str = "ROTNYCKEL") -> None:
        self.name = name

    def load(self) -> bytes:
        return _decoded(os.environ[self.name], self.name)


class FileRoot:
    """Root secret as base64 in a file only its owner can read; made on first use if allowed."""

    def __init__(self, path: Path, *, may_create: bool) -> None:
        self.path = path
        self.may_create = may_create

    def load(self) -> bytes:
        if self.may_create and not self.path.exists():
            self._create()
        try:
            mode = self.path.stat().st_mode
        except FileNotFoundError as error:
            raise ImproperlyConfigured(f"There is no root key in {self.path}.") from error
        if stat.S_IMODE(mode) & 0o077:
            raise ImproperlyConfigured(f"{self.path} may be read by others; use mode 0600.")
        return _decoded(self.path.read_text(encoding="ascii"), str(self.path))

    def _create(self) -> None:
        """Write the whole file aside and link it in place, so that two first starts agree."""
        self.path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        draft = self.path.with_name(f".{self.path.name}.{secrets.token_hex(8)}")
        descriptor = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(descriptor, "wb") as file:
            file.write(base64.b64encode(secrets.token_bytes(ROOT_BYTES)) + b"\n")
            file.flush()
            os.fsync(file.fileno())
        try:
            os.link(draft, self.path)
        except FileExistsError:
            return
        finally:
            draft.unlink()


def root_provider() -> RootProvider:
    """Return the environment's root if one is set there, else the file's.

    A missing file is made only when `settings.ROTNYCKEL_SKAPAS` (by default `DEBUG`) allows it.
    """
    if "ROTNYCKEL" in os.environ:
        return EnvRoot()
    may_create = getattr(settings, "ROTNYCKEL_SKAPAS", settings.DEBUG)
    return FileRoot(Path(settings.ROTNYCKEL_FIL), may_create=may_create)


@lru_cache(maxsize=64)
def derive(purpose: str) -> bytes:
    """Return the 32-byte key that belongs to one purpose; the same for ever for the same root."""
    return HKDF(SHA512(), 32, SALT, purpose.encode()).derive(root_provider().load())


def forget_derived_keys() -> None:
    """Drop every derived key held by this process."""
    derive.cache_clear()
