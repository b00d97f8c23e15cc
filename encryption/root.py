"""The root secret: where its generations live, and what may be asked of whoever keeps it.

A generation is never changed, only followed by the next. Keys are derived from it as RFC 5869 has
it, with SHA-512; a keeper may do that inside a device that hands out no root at all.
"""

import base64
import binascii
import os
import secrets
import stat
from collections.abc import Mapping
from pathlib import Path
from typing import Protocol

from cryptography.hazmat.primitives.hashes import SHA512
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from django.conf import settings
from django.core.exceptions import ImproperlyConfigured

ROOT_BYTES = 32
SALT = b"insatser/rot/1"
FIRST_GENERATION = 1


class RootProvider(Protocol):
    """Whoever keeps the root. Raises ImproperlyConfigured when it is not there or not safe."""

    def generations(self) -> tuple[int, ...]:
        """The generations there are, oldest first."""

    def derive(self, generation: int, purpose: str) -> bytes:
        """Return the 32-byte key of one purpose under one generation; the same for ever."""

    def add_generation(self) -> int:
        """Make the next generation and return its number."""


def hkdf(secret: bytes, purpose: str) -> bytes:
    """Return the 32-byte key of one purpose under a root secret."""
    return HKDF(SHA512(), ROOT_BYTES, SALT, purpose.encode()).derive(secret)


def chosen(generation: int, secrets_: Mapping[int, bytes], origin: str) -> bytes:
    """Return the secret of a generation."""
    try:
        return secrets_[generation]
    except KeyError as error:
        raise ImproperlyConfigured(
            f"Generation {generation} of the root key is not in {origin}."
        ) from error


def parse(text: str, origin: str) -> dict[int, bytes]:
    """Read "number base64" of each line (or between commas); a first line may lack its number."""
    found: dict[int, bytes] = {}
    for line in text.replace(",", "\n").split("\n"):
        if words := line.split():
            number, encoded = words if len(words) > 1 else (str(FIRST_GENERATION), words[0])
            if not number.isdecimal() or int(number) in found:
                raise ImproperlyConfigured(f"The root key in {origin} has a generation unclear.")
            found[int(number)] = _decoded(encoded, origin)
    if not found:
        raise ImproperlyConfigured(f"The root key in {origin} is empty.")
    return dict(sorted(found.items()))


def _decoded(text: str, origin: str) -> bytes:
    try:
        secret = base64.b64decode(text, validate=True)
    except binascii.Error as error:
        raise ImproperlyConfigured(f"The root key in {origin} is not base64.") from error
    if len(secret) != ROOT_BYTES:
        raise ImproperlyConfigured(f"The root key in {origin} is not {ROOT_BYTES} bytes.")
    return secret


def _new_line(generation: int) -> str:
    return f"{generation} {base64.b64encode(secrets.token_bytes(ROOT_BYTES)).decode()}\n"


class EnvRoot:
    """Root secret in an environment variable; generations are added by whoever sets it."""

    def __init__(self, name: str = "ROTNYCKEL") -> None:
        self.name = name

    def generations(self) -> tuple[int, ...]:
        return tuple(parse(os.environ[self.name], self.name))

    def derive(self, generation: int, purpose: str) -> bytes:
        secrets_ = parse(os.environ[self.name], self.name)
        return hkdf(chosen(generation, secrets_, self.name), purpose)

    def add_generation(self) -> int:
        raise ImproperlyConfigured(
            f"Lägg till en generation i {self.name}, efter ett kommatecken:\n"
            f"    {_new_line(self.generations()[-1] + 1)}"
        )


class FileRoot:
    """Root secret in a file only its owner can read; made on first use if allowed."""

    def __init__(self, path: Path, *, may_create: bool) -> None:
        self.path = path
        self.may_create = may_create

    def generations(self) -> tuple[int, ...]:
        return tuple(parse(self._text(), str(self.path)))

    def derive(self, generation: int, purpose: str) -> bytes:
        secrets_ = parse(self._text(), str(self.path))
        return hkdf(chosen(generation, secrets_, str(self.path)), purpose)

    def add_generation(self) -> int:
        """Replace the file by one with a line more; whoever reads it sees the one or the other."""
        text = self._text().strip() + "\n"
        generation = max(parse(text, str(self.path))) + 1
        self._draft(text + _new_line(generation)).replace(self.path)
        return generation

    def _text(self) -> str:
        if self.may_create and not self.path.exists():
            self._create()
        try:
            mode = self.path.stat().st_mode
        except FileNotFoundError as error:
            raise ImproperlyConfigured(f"There is no root key in {self.path}.") from error
        if stat.S_IMODE(mode) & 0o077:
            raise ImproperlyConfigured(f"{self.path} may be read by others; use mode 0600.")
        return self.path.read_text(encoding="ascii")

    def _create(self) -> None:
        """Write the whole file aside and link it in place, so that two first starts agree."""
        self.path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        draft = self._draft(_new_line(FIRST_GENERATION))
        try:
            os.link(draft, self.path)
        except FileExistsError:
            return
        finally:
            draft.unlink()

    def _draft(self, text: str) -> Path:
        draft = self.path.with_name(f".{self.path.name}.{secrets.token_hex(8)}")
        descriptor = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(descriptor, "w", encoding="ascii") as file:
            file.write(text)
            file.flush()
            os.fsync(file.fileno())
        return draft


def root_provider() -> RootProvider:
    """Return whoever keeps the root: a token, the environment or a file, the first that is set.

    A missing file is made only when `settings.ROTNYCKEL_SKAPAS` (by default `DEBUG`) allows it.
    """
    if module := os.environ.get("ROTNYCKEL_PKCS11"):
        from encryption.pkcs11 import TokenRoot

        return TokenRoot(module, os.environ["ROTNYCKEL_TOKEN"], os.environ["ROTNYCKEL_PIN"])
    if "ROTNYCKEL" in os.environ:
        return EnvRoot()
    may_create = getattr(settings, "ROTNYCKEL_SKAPAS", settings.DEBUG)
    return FileRoot(Path(settings.ROTNYCKEL_FIL), may_create=may_create)
