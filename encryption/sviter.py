"""The cipher suites: all are read for ever, `settings.FORSEGLINGSSVIT` chooses the one to write."""

import secrets
from hmac import compare_digest
from typing import Protocol

from cryptography.cobblestone import Cobblestone256Decryptor, Cobblestone256Encryptor
from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCMSIV
from cryptography.hazmat.primitives.hashes import SHA512
from cryptography.hazmat.primitives.kdf.hkdf import HKDFExpand

from encryption.packing import pack


class Svit(Protocol):
    """Authenticated encryption under a 32-byte key, bound to a context and committing to both."""

    def seal(self, key: bytes, context: bytes, plaintext: bytes) -> bytes: ...

    def unseal(self, key: bytes, context: bytes, body: bytes) -> bytes:
        """Return the plaintext, or raise InvalidTag."""
        ...


class Cobblestone256:
    """Suite 1, the default: C2SP chunked encryption over AES-256-GCM. 72 bytes longer."""

    def seal(self, key: bytes, context: bytes, plaintext: bytes) -> bytes:
        encryptor = Cobblestone256Encryptor(key, context)
        return encryptor.update(plaintext) + encryptor.finalize()

    def unseal(self, key: bytes, context: bytes, body: bytes) -> bytes:
        decryptor = Cobblestone256Decryptor(key, context)
        return decryptor.update(body) + decryptor.finalize()


class Gcmsiv:
    """Suite 2, the way out should suite 1 fail: AES-256-GCM-SIV (RFC 8452). 60 bytes longer.

    Body: commitment (32) | nonce (12, random) | ciphertext and tag. GCM-SIV commits to neither key
    nor context, so both are expanded (HKDF, SHA-512) into the key that is used and a commitment.
    """

    COMMITMENT = 32
    NONCE = 12
    DOMAIN = b"insatser/svit/2"

    def seal(self, key: bytes, context: bytes, plaintext: bytes) -> bytes:
        cipher, commitment = self._expanded(key, context)
        nonce = secrets.token_bytes(self.NONCE)
        return commitment + nonce + cipher.encrypt(nonce, plaintext, None)

    def unseal(self, key: bytes, context: bytes, body: bytes) -> bytes:
        cipher, commitment = self._expanded(key, context)
        end = self.COMMITMENT + self.NONCE
        if len(body) < end or not compare_digest(body[: self.COMMITMENT], commitment):
            raise InvalidTag
        return cipher.decrypt(body[self.COMMITMENT : end], body[end:], None)

    def _expanded(self, key: bytes, context: bytes) -> tuple[AESGCMSIV, bytes]:
        size = 32 + self.COMMITMENT
        expanded = HKDFExpand(SHA512(), size, pack(self.DOMAIN, context)).derive(key)
        return AESGCMSIV(expanded[:32]), expanded[32:]


DEFAULT = 1
SVITER: dict[int, Svit] = {DEFAULT: Cobblestone256(), 2: Gcmsiv()}
