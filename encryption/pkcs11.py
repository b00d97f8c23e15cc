"""A root that never leaves its token (PKCS#11): the token derives, and hands out what it derived.

The token holds what HKDF-Extract makes of a root, as a generic secret that signs and cannot be
read. Expanding it to 32 bytes is one HMAC-SHA-512, which is what the token is asked for, so a root
moved into a token goes on giving the same keys.
"""

import threading
from contextlib import suppress
from typing import Any

from cryptography.hazmat.primitives.hashes import SHA512
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from django.core.exceptions import ImproperlyConfigured

from encryption.root import FIRST_GENERATION, ROOT_BYTES, SALT

LABEL = "insatser-rot-"
SECRET_BITS = 512


class TokenRoot:
    """Generations of the root as secret keys "insatser-rot-1", "insatser-rot-2", … of a token."""

    def __init__(self, module: str, token: str, pin: str) -> None:
        self._module, self._token, self._pin = module, token, pin
        self._session: Any = None
        self._lock = threading.Lock()

    def generations(self) -> tuple[int, ...]:
        from pkcs11 import Attribute, ObjectClass

        with self._lock:
            keys = self._opened().get_objects({Attribute.CLASS: ObjectClass.SECRET_KEY})
            labels = [key.label for key in keys if key.label.startswith(LABEL)]
        return tuple(sorted(int(label.removeprefix(LABEL)) for label in labels))

    def derive(self, generation: int, purpose: str) -> bytes:
        from pkcs11 import Mechanism, NoSuchKey

        with self._lock:
            try:
                key = self._opened().get_key(label=f"{LABEL}{generation}")
            except NoSuchKey as error:
                raise ImproperlyConfigured(
                    f"Generation {generation} of the root key is not in {self._token}."
                ) from error
            block: bytes = key.sign(purpose.encode() + b"\x01", mechanism=Mechanism.SHA512_HMAC)
        return block[:ROOT_BYTES]

    def add_generation(self) -> int:
        from pkcs11 import KeyType

        generation = max(self.generations(), default=FIRST_GENERATION - 1) + 1
        with self._lock:
            self._opened(rw=True).generate_key(
                KeyType.GENERIC_SECRET,
                SECRET_BITS,
                label=f"{LABEL}{generation}",
                store=True,
                template=self._unreadable(),
            )
        return generation

    def take_over(self, generation: int, secret: bytes) -> None:
        """Move a root that has lived elsewhere into the token, as the generation it was."""
        from pkcs11 import Attribute, KeyType, ObjectClass

        with self._lock:
            self._opened(rw=True).create_object(
                {
                    Attribute.CLASS: ObjectClass.SECRET_KEY,
                    Attribute.KEY_TYPE: KeyType.GENERIC_SECRET,
                    Attribute.TOKEN: True,
                    Attribute.LABEL: f"{LABEL}{generation}",
                    Attribute.VALUE: HKDF.extract(SHA512(), SALT, secret),
                    **self._unreadable(),
                }
            )

    @staticmethod
    def _unreadable() -> dict[Any, bool]:
        from pkcs11 import Attribute

        return {
            Attribute.SIGN: True,
            Attribute.SENSITIVE: True,
            Attribute.EXTRACTABLE: False,
        }

    def _opened(self, *, rw: bool = False) -> Any:
        """The one session of this process; a token lets a user log in once per process."""
        import pkcs11

        if self._session is not None and not rw:
            return self._session
        if self._session is not None:
            with suppress(pkcs11.PKCS11Error):
                self._session.close()
        try:
            token = pkcs11.lib(self._module).get_token(token_label=self._token)
            self._session = token.open(user_pin=self._pin, rw=rw)
        except (pkcs11.PKCS11Error, RuntimeError) as error:
            raise ImproperlyConfigured(f"The token {self._token} does not open.") from error
        return self._session
