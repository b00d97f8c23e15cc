"""Proofs for outsiders: that an entry is in the log, and that the log has only grown.

A proof of an entry is a text (https://c2sp.org/tlog-proof) with the signed head in it. Together
with the entry's bytes and our public key it can be checked by anybody, without us, for ever. Work
and size grow with the logarithm of the log.
"""

import re
from base64 import b64decode, b64encode
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Self

from django.conf import settings

from audit import merkle, note
from audit.models import Kontrollpunkt, Loggblad, Logghandelse
from audit.plattor import Plattor
from audit.sealing import KEY_PURPOSE
from audit.vittnesmal import note_with_witnesses
from encryption.signing import public_keys

HEADER = "c2sp.org/tlog-proof@v1"
FORM = re.compile(
    re.escape(HEADER) + r"\n(?:extra (?P<extra>\S*)\n)?index (?P<plats>0|[1-9]\d{0,17})\n"
    r"(?P<hashar>(?:[A-Za-z0-9+/]{43}=\n){0,63})\n(?P<kontrollpunkt>.+)",
    re.DOTALL | re.ASCII,
)


class NotSealed(Exception):
    """The entry has no place yet; the worker gives it one within a minute."""


class InvalidProof(Exception):
    """The text proves nothing about these bytes."""


@dataclass(frozen=True)
class Bevis:
    """The place of a leaf, the hashes beside its way to the root, and the signed head."""

    plats: int
    hashar: tuple[bytes, ...]
    kontrollpunkt: str

    @classmethod
    def from_text(cls, text: str) -> Self:
        """Read a proof without judging it; extra data is passed over. Raises InvalidProof."""
        form = FORM.fullmatch(text)
        if form is None:
            raise InvalidProof("not a tlog-proof")
        hashes = (b64decode(line) for line in form["hashar"].splitlines())
        return cls(int(form["plats"]), tuple(hashes), form["kontrollpunkt"])

    def __str__(self) -> str:
        hashes = (b64encode(hash_).decode() for hash_ in self.hashar)
        return "\n".join([HEADER, f"index {self.plats}", *hashes, "", self.kontrollpunkt])


def prove(handelse: Logghandelse) -> str:
    """The proof of one entry under the newest head, as text. Raises NotSealed."""
    return prove_many([handelse.pk])[handelse.pk]


def prove_many(handelser: Iterable[int]) -> dict[int, str]:
    """Proofs of entries by their ids, all under the newest head. Raises NotSealed.

    An entry whose body was pruned after its time is proved by its leaf like any other.
    """
    ids = set(handelser)
    leaves = Loggblad.objects.filter(handelse_id__in=ids).values_list("handelse_id", "plats")
    places = dict(leaves)
    if missing := ids - places.keys():
        raise NotSealed(f"Entry {min(missing)} has no place yet.")
    return dict(_proofs(places)) if places else {}


def _proofs(places: dict[int, int]) -> Iterator[tuple[int, str]]:
    head = Kontrollpunkt.objects.latest("storlek")
    signed, node = note_with_witnesses(head), Plattor(head.storlek).node
    for entry_id, place in places.items():
        hashes = merkle.inclusion_proof(place, head.storlek, node)
        yield entry_id, str(Bevis(place, tuple(hashes), signed))


def consistency(old_size: int, new_size: int) -> list[bytes]:
    """The hashes that show the log of `new_size` entries to begin with that of `old_size`.

    Raises ValueError if the old log is empty or the larger one, and TileMissing if the log is
    shorter than `new_size`.
    """
    return merkle.consistency_proof(old_size, new_size, Plattor(new_size).node)


def verify(text: str, kropp: bytes) -> note.Huvud:
    """The head of ours under which a proof holds for the bytes of an entry. Raises InvalidProof."""
    bevis = Bevis.from_text(text)
    try:
        head = signed_head(bevis.kontrollpunkt)
    except note.InvalidNote as error:
        raise InvalidProof("the head is not signed by us") from error
    leaf = merkle.leaf_hash(kropp)
    if not merkle.is_included(leaf, bevis.plats, head.storlek, bevis.hashar, head.rot):
        raise InvalidProof("the entry is not at its place under the head")
    return head


def signed_head(text: str) -> note.Huvud:
    """The head that one of our keys signed, of any generation. Raises note.InvalidNote."""
    return note.verify_any(text, settings.LOGG_URSPRUNG, public_keys(KEY_PURPOSE))
