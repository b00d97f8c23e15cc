"""Blind index: equality search on a value that is stored sealed."""

from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.hmac import HMAC

from encryption.root import derive


def blind_index(value: str, *, purpose: str) -> bytes:
    """Return 32 bytes that are equal for equal values of one purpose (HMAC-SHA-256).

    The caller normalises first, and names the normaliser's version in the purpose. Only for
    values without a frequency signal (identity numbers), never for names.
    """
    mac = HMAC(derive(f"index/{purpose}"), SHA256())
    mac.update(value.encode())
    return mac.finalize()
