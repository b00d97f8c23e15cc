"""Keeps the search rows as the persons are: called wherever a name or a protection changes."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from uuid import UUID

from uuid6 import uuid7

from access.models import Anvandare, Namnd
from arenden.models import Person, Personakt, Sokrad, Sokregister
from audit import log
from audit.action import action
from audit.verb import Verb
from encryption.keys import destroy_keys

BATCH = 500


def update_sokrad(akt: Personakt) -> None:
    """Write what the person may be found by, in the transaction of the change that calls for it."""
    register = _lock(akt.namnd_id)
    rad = Sokrad.objects.filter(akt=akt).first()
    if rad is None:
        rad = Sokrad(akt=akt, namnd_id=akt.namnd_id, nyckel=register.nyckel)
    rad.namn = names_of([akt.pk])[akt.pk]
    rad.save()


@action
def build_sokregister(*, namnd: Namnd, actor: Anvandare | None) -> int:
    """Build all search rows of a nämnd anew under a new key and destroy the old one.

    Returns how many persons. After this, names that are gone from the akter cannot be opened out
    of an older backup either: call it when akter have been destroyed. Runs as the worker's role.
    """
    register = _lock(namnd.pk)
    gammal = register.nyckel
    register.nyckel = uuid7()
    register.save(update_fields=["nyckel"])
    Sokrad.objects.filter(namnd=namnd).delete()
    akter = list(Person.objects.filter(namnd=namnd).values_list("akt_id", flat=True))
    for some in _batches(akter):
        Sokrad.objects.bulk_create(
            Sokrad(akt_id=akt_id, namnd=namnd, nyckel=register.nyckel, namn=namn)
            for akt_id, namn in names_of(some).items()
        )
    destroy_keys(gammal)
    log.record(actor=actor, verb=Verb.SOKREGISTER_BUILD, objekt=register, detalj=namnd.kod)
    return len(akter)


def names_of(akter: Collection[UUID]) -> dict[UUID, list[str]]:
    """The name now, then the person's own earlier ones; those of a protected person never.

    Who has been given another name for protection must not be found by the one before.
    """
    personer = Person.objects.filter(akt_id__in=akter).select_related("akt")
    namn = {person.akt_id: [_whole(person)] for person in personer}
    open_akter = [person.akt_id for person in personer if not person.akt.is_skyddad]
    for forr in Person.historik.filter(akt_id__in=open_akter).order_by("-version"):
        namn[forr.akt_id].append(_whole(forr))
    return {akt_id: [ett for ett in dict.fromkeys(alla) if ett] for akt_id, alla in namn.items()}


def _whole(person: Person) -> str:
    return " ".join(filter(None, (person.fornamn, person.efternamn)))


def _lock(namnd_id: UUID) -> Sokregister:
    return Sokregister.objects.select_for_update().get_or_create(namnd_id=namnd_id)[0]


def _batches(akter: list[UUID]) -> Iterator[list[UUID]]:
    return (akter[first : first + BATCH] for first in range(0, len(akter), BATCH))
