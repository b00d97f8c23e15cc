"""Signing keys derived from the root."""

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from encryption.root import derive


def signing_key(purpose: str) -> Ed25519PrivateKey:
    """Return the Ed25519 key (RFC 8032) of one purpose; the same for ever for the same root."""
    return Ed25519PrivateKey.from_private_bytes(derive(f"signing/{purpose}"))
