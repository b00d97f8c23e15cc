"""Signing keys. Their private halves stay in the key service."""

from dataclasses import dataclass

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

from encryption.models import Rotbindning
from encryption.nyckeltjanst import nyckeltjanst
from encryption.root import FIRST_GENERATION


@dataclass(frozen=True)
class SigningKey:
    """The Ed25519 key (RFC 8032) of one purpose, as far as it may be used from here."""

    purpose: str
    generation: int = FIRST_GENERATION

    def sign(self, data: bytes) -> bytes:
        return nyckeltjanst().sign(self.purpose, data, self.generation)

    def public_key(self) -> Ed25519PublicKey:
        raw = nyckeltjanst().public_key(self.purpose, self.generation)
        return Ed25519PublicKey.from_public_bytes(raw)


def signing_key(purpose: str) -> SigningKey:
    """Return the key that signs for a purpose now: that of the generation it was last bound to."""
    return SigningKey(purpose, _generations(purpose)[-1])


def public_keys(purpose: str) -> list[Ed25519PublicKey]:
    """Return every public key that has signed for a purpose, the present one first."""
    generations = reversed(_generations(purpose))
    return [SigningKey(purpose, generation).public_key() for generation in generations]


def bind_to_newest(purpose: str) -> int:
    """Let a purpose sign under the newest generation of the root from now on; returns which."""
    newest = nyckeltjanst().generations()[-1]
    if newest > _generations(purpose)[-1]:
        Rotbindning.objects.create(andamal=f"signing/{purpose}", generation=newest)
    return newest


def _generations(purpose: str) -> list[int]:
    bound = Rotbindning.objects.filter(andamal=f"signing/{purpose}").order_by("generation")
    return [FIRST_GENERATION, *bound.values_list("generation", flat=True)]
