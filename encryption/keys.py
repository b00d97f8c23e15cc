"""Data keys: one per owner and version, made on first sealing, wrapped in the database.

A key sits in the process cache for at most five idle and fifteen minutes in all. A key loaded in
a transaction that is rolled back is never used for sealing again, since its row may be gone.
"""

import hashlib
import threading
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass, field
from time import monotonic
from uuid import UUID

from cryptography.hazmat.primitives.hashes import SHA512
from cryptography.hazmat.primitives.kdf.hkdf import HKDFExpand
from django.db import IntegrityError, transaction

from encryption.errors import SealError, cannot_open
from encryption.models import Datanyckel, Forstordnyckel, Nyckelepok
from encryption.nyckeltjanst import Epok, Inslagen, nyckeltjanst
from encryption.packing import pack

FIRST_VERSION = 1
CACHE_OWNERS = 256
IDLE_SECONDS = 5 * 60
ABSOLUTE_SECONDS = 15 * 60
RANKING_SECONDS = 1
"""How stale the order of last use may be; within it a hit takes no lock."""


@dataclass(frozen=True, slots=True)
class DataKey:
    """One opened version of an owner's key; `falt` is what fields are sealed with.

    `owner` is the owner as packed for the context.
    """

    owner: bytes
    version: int
    secret: bytes = field(repr=False)
    falt: bytes = field(repr=False)

    def expand(self, purpose: bytes) -> bytes:
        """Return the 32-byte key of another purpose under this data key (HKDF-Expand, SHA-512)."""
        return HKDFExpand(SHA512(), 32, purpose).derive(self.secret)


class _Ring:
    """The opened keys of one owner, and whether the transaction that read them still stands."""

    __slots__ = ("committed", "current", "loaded", "mark", "used", "versions")

    def __init__(self, keys: list[DataKey], now: float) -> None:
        self.versions = {key.version: key for key in keys}
        self.current = max(keys, key=lambda key: key.version)
        self.loaded = self.used = now
        self.committed = False
        self.mark: Callable[[], None] = self._commit
        transaction.on_commit(self.mark)

    def _commit(self) -> None:
        self.committed = True

    def stands(self) -> bool:
        """Django forgets the commit hooks of what it rolls back, savepoints included."""
        if self.committed:
            return True
        hooks = transaction.get_connection().run_on_commit
        return any(function is self.mark for _, function, *_ in hooks)


_rings: OrderedDict[int, _Ring] = OrderedDict()
_lock = threading.Lock()


def key_for(owner_id: UUID) -> DataKey:
    """Return the key to seal with, made now if the owner has none."""
    ring = _cached(owner_id)
    if ring is None or not ring.stands():
        ring = _load(owner_id) or _make(owner_id)
    return ring.current


def key_of_version(owner_id: UUID, version: int) -> DataKey:
    """Return the key a value was sealed with, or raise SealError when there is none."""
    ring = _rings.get(owner_id.int)
    if ring is None or monotonic() - ring.used > RANKING_SECONDS:
        ring = _cached(owner_id)
    if ring is None or version not in ring.versions:
        ring = _load(owner_id)
        if ring is None or version not in ring.versions:
            raise cannot_open()
    return ring.versions[version]


def drop_keys(owner_id: UUID | None = None) -> None:
    """Forget one owner's opened keys in this process, or everybody's."""
    with _lock:
        if owner_id is None:
            _rings.clear()
        else:
            _rings.pop(owner_id.int, None)


def reload_keys(owner_id: UUID) -> None:
    """Read one owner's keys anew, so that this process seals with the newest from now on."""
    _load(owner_id)


def destroy_keys(owner_id: UUID) -> bytes:
    """Delete every version of an owner's key for good; nothing sealed with it opens again.

    Returns a commitment of 32 bytes: it tells nothing about the keys, but whoever finds one of
    them in an older backup can show that it is the one destroyed. Asked again, it is the same. The
    owner never gets a key again. Runs as the worker's role; other processes may hold an opened key
    for fifteen minutes more. Raises SealError if a key cannot be opened, and RuntimeError outside
    `transaction.atomic()`.
    """
    if not transaction.get_connection().in_atomic_block:
        raise RuntimeError("Keys are destroyed in the transaction of what tells about it.")
    rows = Datanyckel.objects.filter(agare_id=owner_id).select_for_update().order_by("version")
    epoker = {epok.nummer: epok for epok in Nyckelepok.objects.all()}
    commitment = hashlib.sha256(pack(b"insatser/forstord", owner_id.bytes))
    for key in _opened([_wrapped(row, epoker[row.epok_id]) for row in rows]):
        commitment.update(key.version.to_bytes(4, "big") + key.expand(b"insatser/forstord"))
    Datanyckel.objects.filter(agare_id=owner_id).delete()
    forstord, _ = Forstordnyckel.objects.get_or_create(
        agare_id=owner_id, defaults={"atagande": commitment.digest()}
    )
    drop_keys(owner_id)
    return bytes(forstord.atagande)


def add_version(owner_id: UUID) -> int | None:
    """Give an owner the next version of the key, to seal with from now on.

    Returns its number; None for an owner without a key, or with an older version still in use.
    Runs within `transaction.atomic()`.
    """
    rows = list(Datanyckel.objects.filter(agare_id=owner_id).select_for_update())
    if len(rows) != 1:
        return None
    version = rows[0].version + 1
    _insert(owner_id, version)
    drop_keys(owner_id)
    return version


def _cached(owner_id: UUID) -> _Ring | None:
    ring = _rings.get(owner_id.int)
    if ring is None:
        return None
    now = monotonic()
    with _lock:
        if now - ring.used > IDLE_SECONDS or now - ring.loaded > ABSOLUTE_SECONDS:
            _rings.pop(owner_id.int, None)
            return None
        if owner_id.int in _rings:
            _rings.move_to_end(owner_id.int)
        ring.used = now
        return ring


def _load(owner_id: UUID) -> _Ring | None:
    rows = list(Datanyckel.objects.filter(agare_id=owner_id).select_related("epok"))
    if not rows:
        return None
    ring = _Ring(_opened([_wrapped(row, row.epok) for row in rows]), monotonic())
    return _keep(owner_id, ring)


def _keep(owner_id: UUID, ring: _Ring) -> _Ring:
    """Put a ring into the cache, unless another thread meanwhile put there a newer one."""
    with _lock:
        held = _rings.get(owner_id.int)
        if held is not None and held.current.version > ring.current.version and held.stands():
            return held
        _rings[owner_id.int] = ring
        _rings.move_to_end(owner_id.int)
        while len(_rings) > CACHE_OWNERS:
            _rings.popitem(last=False)
    return ring


def _make(owner_id: UUID) -> _Ring:
    """Insert the first key; of several who try at once, all end up with the one that won."""
    try:
        with transaction.atomic():
            _insert(owner_id, FIRST_VERSION)
    except IntegrityError as error:
        raise SealError("The keys of this owner were destroyed.") from error
    ring = _load(owner_id)
    if ring is None:
        raise cannot_open()
    return ring


def _insert(owner_id: UUID, version: int) -> None:
    epok = Nyckelepok.objects.latest("nummer")
    blob = nyckeltjanst().make(owner_id, version, Epok(epok.nummer, epok.generation))
    row = Datanyckel(agare_id=owner_id, version=version, epok=epok, inslagen=blob)
    Datanyckel.objects.bulk_create([row], ignore_conflicts=True)


def _wrapped(row: Datanyckel, epok: Nyckelepok) -> Inslagen:
    return Inslagen(row.agare_id, row.version, epok.nummer, epok.generation, bytes(row.inslagen))


def _opened(keys: list[Inslagen]) -> list[DataKey]:
    secrets = nyckeltjanst().unwrap(keys)
    return [
        DataKey(
            pack(key.owner_id.bytes),
            key.version,
            secret,
            HKDFExpand(SHA512(), 32, b"insatser/falt").derive(secret),
        )
        for key, secret in zip(keys, secrets, strict=True)
    ]
