"""Search among the persons that the user reaches (SFS 2001:637 15 §); every search is logged.

A person outside one's grants is answered as one that does not exist: the same questions are asked
of the database, and the names of others take no part in what is found or in which order.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Iterable
from dataclasses import dataclass
from threading import Lock
from uuid import UUID

from uuid6 import uuid7

from access.models import Anvandare
from arenden.models import Arende, Personakt, Sokregister
from arenden.models.sokning import load_names
from arenden.models.uppslag import has_number
from arenden.rules.namnregister import Namnregister
from arenden.rules.sokfraga import Sokfraga, Sokslag
from audit import log
from audit.action import action
from audit.verb import Verb

PER_SIDA = 25
MOST_PERSONS = 200_000
"""How many persons' names a process keeps; the nämnd searched longest ago gives way."""

_registers: OrderedDict[UUID, tuple[int, Namnregister]] = OrderedDict()
_lock = Lock()


@dataclass(frozen=True)
class Traffar:
    """One page of a search: the ärenden of at most PER_SIDA persons, and how many in all."""

    arenden: list[Arende]
    personer: int
    sida: int
    sidor: int


@action
def search(*, fraga: Sokfraga, sida: int = 1, actor: Anvandare) -> Traffar:
    """Find and log. A page that is not there gives the nearest that is."""
    akter = FINDERS[fraga.slag](fraga.varde, actor)
    sidor = max(1, -(-len(akter) // PER_SIDA))
    sida = min(max(sida, 1), sidor)
    shown = akter[(sida - 1) * PER_SIDA : sida * PER_SIDA]
    arenden = _arenden_of(shown, actor)
    if fraga.slag is Sokslag.ARENDENUMMER:
        arenden = [arende for arende in arenden if arende.arendenummer.upper() == fraga.varde]
    log.record(actor=actor, verb=Verb.SEARCH_RUN, detalj=f"{fraga.slag}: {len(shown)} träffar")
    return Traffar(arenden, len(akter), sida, sidor)


@action
def note_refused(*, actor: Anvandare) -> None:
    """Log that somebody asked for what may not be searched by; not what."""
    log.record(
        actor=actor, verb=Verb.SEARCH_RUN, utfall=log.Utfall.NEKAD, detalj="otillåtet sökord"
    )


def drop_registers() -> None:
    """Forget every name in this process."""
    with _lock:
        _registers.clear()


def _by_name(text: str, user: Anvandare) -> list[UUID]:
    synliga = set(Personakt.objects.visible_to(user).values_list("pk", flat=True))
    hits = [hit for register in _registers_for(user) for hit in register.search(text, synliga)]
    return [akt_id for _, akt_id in sorted(hits, key=lambda hit: hit[0])]


def _by_number(siffror: str, user: Anvandare) -> list[UUID]:
    namnder = [uppdrag.namnd for uppdrag in user.uppdrag_nu if uppdrag.namnd is not None]
    with_number = has_number(namnder, siffror, via="identitetsbeteckning_set__")
    akter = Personakt.objects.visible_to(user).filter(with_number)
    return list(akter.values_list("pk", flat=True).distinct())


def _by_arendenummer(nummer: str, user: Anvandare) -> list[UUID]:
    arenden = Arende.objects.visible_to(user).filter(arendenummer__iexact=nummer)
    return list(arenden.values_list("akt_id", flat=True))


FINDERS = {
    Sokslag.NAMN: _by_name,
    Sokslag.NUMMER: _by_number,
    Sokslag.ARENDENUMMER: _by_arendenummer,
}


def _arenden_of(akter: list[UUID], user: Anvandare) -> list[Arende]:
    """The ärenden of one page, in the order of its persons, the newest first.

    The database is asked about as many ids whatever was found, by the log as well, which would
    otherwise ask for grants only where there are persons to tell of.
    """
    asked = [*akter, *(uuid7() for _ in range(PER_SIDA - len(akter)))]
    user.tilltraden_for(asked)
    found = Arende.objects.visible_to(user).for_list().filter(akt_id__in=asked).order_by("-oppnat")
    place = {akt_id: n for n, akt_id in enumerate(akter)}
    return sorted(found, key=lambda arende: place[arende.akt_id])


def _registers_for(user: Anvandare) -> list[Namnregister]:
    """The names of the nämnder where the user has a duty, as they are now."""
    namnder = user.namnder()
    andringar = dict(
        Sokregister.objects.filter(namnd_id__in=namnder).values_list("namnd_id", "andringar")
    )
    return [_register(namnd_id, andringar[namnd_id]) for namnd_id in sorted(andringar)]


def _register(namnd_id: UUID, andringar: int) -> Namnregister:
    with _lock:
        held = _registers.get(namnd_id)
        if held is not None and held[0] == andringar:
            _registers.move_to_end(namnd_id)
            return held[1]
    register = Namnregister(load_names(namnd_id))
    with _lock:
        _registers[namnd_id] = (andringar, register)
        _registers.move_to_end(namnd_id)
        while len(_registers) > 1 and _persons(_registers.values()) > MOST_PERSONS:
            _registers.popitem(last=False)
    return register


def _persons(registers: Iterable[tuple[int, Namnregister]]) -> int:
    return sum(len(register) for _, register in registers)
