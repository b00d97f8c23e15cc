"""Take in reports from files; each is received whole or refused with its reasons."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils import timezone

from access.models import Anvandare
from arenden.actions.inflode import register_inflode
from arenden.models import Arende
from arenden.rules.inflode import OgiltigtInflode, read_inflode
from audit import log
from audit.verb import Verb


@dataclass(frozen=True)
class Utfall:
    """What became of one file."""

    fil: str
    arenden: list[Arende] = field(default_factory=list)
    redan: bool = False
    fel: list[str] = field(default_factory=list)


def import_fall(filer: Iterable[tuple[str, bytes]], *, actor: Anvandare) -> Iterator[Utfall]:
    """Import (name, content) one by one; a refused file leaves nothing and stops no other."""
    for namn, innehall in filer:
        yield _import_one(namn, innehall, actor)


def _import_one(namn: str, innehall: bytes, actor: Anvandare) -> Utfall:
    try:
        with transaction.atomic():
            log.record(actor=actor, verb=Verb.IMPORT_RUN)
            inflode = read_inflode(innehall, idag=timezone.localdate())
            mottaget = register_inflode(inflode=inflode, actor=actor)
    except OgiltigtInflode as fel:
        return _refused(namn, [str(ett) for ett in fel.fel], actor)
    except ValidationError as fel:
        return _refused(namn, fel.messages, actor)
    except PermissionDenied as fel:
        return _refused(namn, [str(fel)], actor)
    return Utfall(namn, arenden=mottaget.arenden, redan=not mottaget.nytt)


def _refused(namn: str, fel: list[str], actor: Anvandare) -> Utfall:
    """What was begun is rolled back; that it was refused stays in the log."""
    with transaction.atomic():
        log.record(actor=actor, verb=Verb.IMPORT_RUN, utfall=log.Utfall.NEKAD)
    return Utfall(namn, fel=fel)
