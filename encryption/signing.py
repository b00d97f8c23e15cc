"""Signing keys. Their private halves stay in the key service."""

from dataclasses import dataclass

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

from encryption.nyckeltjanst import nyckeltjanst


@dataclass(frozen=True)
class SigningKey:
    """The Ed25519 key (RFC 8032) of one purpose, as far as it may be used from here."""

    purpose: str

    def sign(self, data: bytes) -> bytes:
        return nyckeltjanst().sign(self.purpose, data)

    def public_key(self) -> Ed25519PublicKey:
        return Ed25519PublicKey.from_public_bytes(nyckeltjanst().public_key(self.purpose))


def signing_key(purpose: str) -> SigningKey:
    """Return the signing key of one purpose; the same for ever for the same root."""
    return SigningKey(purpose)
