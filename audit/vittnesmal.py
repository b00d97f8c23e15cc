"""Who our witnesses are, and what their testimonies are worth.

A witness is another party with a key of its own. It cosigns a head only if it has seen that the
tree goes on from the last one it cosigned, so a log that is written anew cannot get its heads
cosigned, whoever holds our key.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import lru_cache
from itertools import islice

from django.conf import settings
from django.core.exceptions import ImproperlyConfigured

from audit.models import Kontrollpunkt, Vittnesmal
from audit.note import InvalidNote, Nyckel, Slag, Underskrift, parse

PAGE = 1_000


@dataclass(frozen=True)
class Vittne:
    """One witness: its name, the keys that all must sign, and where to ask, unless it is gone."""

    namn: str
    nycklar: tuple[Nyckel, ...]
    adress: str


def witnesses() -> tuple[Vittne, ...]:
    """The witnesses of this log. Raises ImproperlyConfigured."""
    return _read(tuple(settings.LOGG_VITTNEN))


@lru_cache(maxsize=1)
def _read(rows: tuple[str, ...]) -> tuple[Vittne, ...]:
    return tuple(_witness(row) for row in rows)


def _witness(row: str) -> Vittne:
    """Read the keys of one witness and its address, if it has one; spaces between them."""
    adresses = [word for word in row.split() if word.startswith(("http://", "https://"))]
    try:
        nycklar = tuple(Nyckel.from_text(word) for word in row.split() if word not in adresses)
    except ValueError as error:
        raise ImproperlyConfigured(f"LOGG_VITTNEN: {error}") from error
    if not nycklar or len(adresses) > 1 or len({nyckel.namn for nyckel in nycklar}) > 1:
        raise ImproperlyConfigured("LOGG_VITTNEN: each witness has one name and one address.")
    if any(nyckel.slag == Slag.ED25519 for nyckel in nycklar):
        raise ImproperlyConfigured("LOGG_VITTNEN: the key is one of a log, not of a witness.")
    return Vittne(nycklar[0].namn, nycklar, "".join(adresses).rstrip("/"))


def testimony(kontrollpunkt: Kontrollpunkt, nyckel: Nyckel, lines: Iterable[str]) -> Vittnesmal:
    """The cosignature of the head by a key, found among signature lines. Raises InvalidNote."""
    text, _ = parse(kontrollpunkt.anteckning)
    for line in lines:
        signature = Underskrift.from_text(line)
        if nyckel.names(signature):
            return Vittnesmal(
                kontrollpunkt=kontrollpunkt,
                vittne=nyckel.namn,
                nyckel_id=nyckel.id.hex(),
                rad=str(signature),
                tid=_moment(nyckel.verify(text, signature)),
            )
    raise InvalidNote("no signature by this key")


def _moment(seconds: int) -> datetime:
    try:
        return datetime.fromtimestamp(seconds, tz=UTC)
    except (OverflowError, ValueError, OSError) as error:
        raise InvalidNote("no such time") from error


def fault(mal: Vittnesmal, kontrollpunkt: Kontrollpunkt) -> str:
    """What is wrong with a stored testimony of a head; empty when it holds."""
    nycklar = (nyckel for vittne in witnesses() for nyckel in vittne.nycklar)
    named = (nyckel for nyckel in nycklar if mal.vittne == nyckel.namn)
    nyckel = next((nyckel for nyckel in named if nyckel.id.hex() == mal.nyckel_id), None)
    if nyckel is None:
        return "nyckeln är inte känd; vittnet saknas i LOGG_VITTNEN."
    try:
        read = testimony(kontrollpunkt, nyckel, [mal.rad])
    except InvalidNote:
        return "signaturen gäller inte kontrollpunkten; vittnet har sett ett annat träd."
    return "" if read.tid == mal.tid else "tiden är inte den som vittnet signerade."


def breaches() -> Iterator[str]:
    """What is wrong with the stored testimonies, one sentence for each that does not hold."""
    stored = Vittnesmal.objects.order_by("kontrollpunkt_id", "vittne", "nyckel_id")
    rows = stored.iterator(PAGE)
    while page := list(islice(rows, PAGE)):
        heads = Kontrollpunkt.objects.in_bulk({mal.kontrollpunkt_id for mal in page})
        for mal in page:
            head = heads.get(mal.kontrollpunkt_id)
            wrong = fault(mal, head) if head else "kontrollpunkten är borttagen."
            if wrong:
                yield f"Vittnesmålet av {mal.vittne} om {mal.kontrollpunkt_id} händelser: {wrong}"


def note_with_witnesses(kontrollpunkt: Kontrollpunkt) -> str:
    """The signed head with the cosignatures that hold under it, as it is handed out."""
    return kontrollpunkt.anteckning + "".join(f"{mal.rad}\n" for mal in holding(kontrollpunkt))


def holding(kontrollpunkt: Kontrollpunkt) -> Iterator[Vittnesmal]:
    """The testimonies of a head that hold, those of one witness together."""
    stored = Vittnesmal.objects.filter(kontrollpunkt=kontrollpunkt)
    for mal in stored.order_by("vittne", "nyckel_id"):
        if not fault(mal, kontrollpunkt):
            yield mal
