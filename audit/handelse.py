"""One entry: what the caller says, with what the work around it and the actor's grants tell."""

import secrets
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from typing import Any, NamedTuple, Protocol
from uuid import UUID

from django.db import models
from django.utils import timezone

from audit.andamal import andamal_for
from audit.context import begaran, rules
from audit.kropp import canonical
from audit.merkle import leaf_hash
from audit.models import Logghandelse, Utfall
from audit.verb import Verb

VERSION = 2
"""Of the body. Since 2, `regel` is a list and every entry has its purpose and its grant."""
SALT_BYTES = 16
HUVUD = tuple(
    field.name
    for field in Logghandelse._meta.concrete_fields
    if field.name not in {"id", "txid", "kropp", "blad"}
)
"""The clear columns: what the head of an entry repeats."""


@dataclass(frozen=True)
class AktorUppgift:
    """In what capacity someone acts, as the log states it."""

    roll: str
    enhet_id: UUID | None
    namnd_id: UUID | None


class Aktor(Protocol):
    """Whoever does what is logged."""

    @property
    def pk(self) -> Any: ...

    def loggrad(self) -> AktorUppgift: ...

    def tilltraden_for(self, ids: Collection[UUID]) -> Mapping[UUID, UUID]:
        """The grant that reaches each akt, team or compartment; what none reaches is left out."""


class Objekt(NamedTuple):
    """What an entry is about: a kind, most often a model ("app.Model"), and which one."""

    slag: str
    id: str


def objekt_of(instance: models.Model) -> Objekt:
    return Objekt(instance._meta.label, str(instance.pk))


def grant_of(actor: Aktor | None, *reached: UUID | None) -> UUID | None:
    """The grant by which somebody reaches the first of these that any grant of theirs reaches."""
    ids = [one for one in reached if one is not None]
    if actor is None or not ids:
        return None
    grants = actor.tilltraden_for(ids)
    return next((grants[one] for one in ids if one in grants), None)


def make_entry(
    *,
    actor: Aktor | None,
    verb: Verb,
    akt_id: UUID | None = None,
    objekt: Objekt | None = None,
    utfall: Utfall = Utfall.OK,
    tilltrade_id: UUID | None = None,
    falt: Iterable[str] = (),
    regel: str | Iterable[str] | None = None,
    andamal: str = "",
    ovrigt: Mapping[str, object] | None = None,
) -> Logghandelse:
    """An entry with its body and its leaf, not yet written. `regel`: other than the work's own."""
    uppgift = actor.loggrad() if actor else AktorUppgift("", None, None)
    request = begaran.get()
    regler = rules() if regel is None else [regel] if isinstance(regel, str) else regel
    entry = Logghandelse(
        tid=timezone.now(),
        aktor_id=actor.pk if actor else None,
        roll=uppgift.roll,
        enhet_id=uppgift.enhet_id,
        namnd_id=uppgift.namnd_id,
        verb=verb.value,
        akt_id=akt_id,
        objekt_slag=objekt.slag if objekt else "",
        objekt_id=objekt.id if objekt else "",
        utfall=utfall.value,
        tilltrade_id=tilltrade_id,
        begaran_id=request.id if request else None,
    )
    entry.kropp = canonical(
        {
            "huvud": {name: getattr(entry, name) for name in HUVUD},
            "ovrigt": {
                "adress": request.adress if request else "",
                "andamal": andamal or andamal_for(verb),
                "falt": sorted(falt),
                "regel": list(regler),
                "salt": secrets.token_hex(SALT_BYTES),
                "session": request.session_hash if request else "",
                "version": VERSION,
                **(ovrigt or {}),
            },
        }
    )
    entry.blad = leaf_hash(entry.kropp)
    return entry
