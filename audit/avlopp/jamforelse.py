"""Holds what left for the second sink against the log: what was removed or changed is found."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import islice
from pathlib import Path

from django.conf import settings

from audit.avlopp.fil import PATTERN, Filavlopp
from audit.avlopp.rader import Rad
from audit.avlopp.tomning import sink
from audit.merkle import leaf_hash
from audit.models import Loggblad, Logghandelse

PAGE = 2_000


@dataclass
class Jamforelse:
    """What a comparison found. Lines that could not be read were cut off and then sent again."""

    rader: int = 0
    olasliga: int = 0
    brott: list[str] = field(default_factory=list)


def compare(path: Path) -> Jamforelse:
    """Compare a file of the sink, or every file of its folder, with the log."""
    return _compare([path] if path.is_file() else sorted(path.glob(PATTERN)))


def compare_newest() -> Jamforelse:
    """Compare what left today and yesterday, where the sink is a folder that we can read."""
    avlopp = sink(settings.LOGG_AVLOPP) if settings.LOGG_AVLOPP else None
    return _compare(avlopp.newest() if isinstance(avlopp, Filavlopp) else [])


def _compare(paths: Iterable[Path]) -> Jamforelse:
    """An entry whose body was pruned after its time is still known by its sealed leaf."""
    found = Jamforelse()
    lines = _lines(paths)
    while page := list(islice(lines, PAGE)):
        _compare_page(list(_readable(page, found)), found)
    return found


def _lines(paths: Iterable[Path]) -> Iterator[bytes]:
    for path in paths:
        with path.open("rb") as file:
            yield from file


def _readable(lines: Iterable[bytes], found: Jamforelse) -> Iterator[Rad]:
    for line in lines:
        try:
            rad = Rad.from_line(line)
        except ValueError:
            found.olasliga += 1
        else:
            found.rader += 1
            yield rad


def _compare_page(rader: list[Rad], found: Jamforelse) -> None:
    ids = [rad.id for rad in rader]
    stored = {
        pk: (bytes(blad), bytes(kropp or b""))
        for pk, blad, kropp in Logghandelse.objects.filter(pk__in=ids).values_list(
            "pk", "blad", "kropp"
        )
    }
    sealed = {
        pk: bytes(blad)
        for pk, blad in Loggblad.objects.filter(handelse_id__in=ids).values_list(
            "handelse_id", "blad"
        )
    }
    for rad in rader:
        if fault := _fault(rad, stored.get(rad.id), sealed.get(rad.id)):
            found.brott.append(f"Händelse {rad.id} {fault}")


def _fault(rad: Rad, stored: tuple[bytes, bytes] | None, sealed: bytes | None) -> str:
    if leaf_hash(rad.kropp) != rad.blad:
        return "är ändrad i avloppet: bladet hör inte till innehållet."
    if stored is None and sealed is None:
        return "fanns i avloppet men inte i loggen."
    if sealed not in (None, rad.blad):
        return "är förseglad med ett annat innehåll än det som gick till avloppet."
    if stored and stored[0] != rad.blad:
        return "har ett annat blad i loggen än i avloppet."
    if stored and stored[1] and stored[1] != rad.kropp:
        return "har ett annat innehåll i loggen än i avloppet."
    return ""
