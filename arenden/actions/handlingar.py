"""Handlingar: take a file into the akt, mark one that was put there by mistake, clear up."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from datetime import date, datetime
from typing import Any, Protocol

from django.core.exceptions import ValidationError
from django.utils import timezone

from access.models import Anvandare
from access.policy import require
from arenden import policy, virus
from arenden.actions.las import lock, lock_arende
from arenden.models import Anmalan, Arende, Handling, Journalanteckning
from arenden.models.handling import stored_names
from arenden.rules.filrensning import cleaned
from arenden.rules.filslag import Filtyp, OtillatenFil, clean_name, recognise, too_large
from arenden.uppladdning import SealedUpload
from audit import log
from audit.action import action
from audit.verb import Verb
from encryption.bodies import new_body, remove_now, remove_orphans
from encryption.errors import SealError
from encryption.filer import OpenedFile, Sealer, new_file_key


class Filrad(Protocol):
    """A row that a sealed file belongs to."""

    filnamn: Any
    filtyp: Any
    storlek: Any
    fingeravtryck: Any
    nyckel: Any
    lagrat_namn: Any
    virusprovad: Any

    @property
    def context(self) -> bytes: ...


@action
def add_handling(
    *,
    arende: Arende,
    fil: SealedUpload,
    titel: str,
    slag: str,
    inkom: date,
    actor: Anvandare,
    avsandare: str = "",
    anmalan: Anmalan | None = None,
    anteckning: Journalanteckning | None = None,
) -> Handling:
    """Take a file into the akt: recognised, checked, stripped, sealed for its row.

    An empty `titel` becomes the file's own name. Raises ValidationError at `inkom`, and as
    `take_file`; then nothing is kept of the file.
    """
    require(policy.may_work(actor, arende))
    if inkom > timezone.localdate():
        raise ValidationError({"inkom": "Dagen har inte varit än."})
    handling = Handling(
        akt_id=arende.akt_id,
        namnd_id=arende.namnd_id,
        arende=arende,
        anmalan=anmalan,
        anteckning=anteckning,
        titel=titel or clean_name(fil.name or ""),
        slag=slag,
        avsandare=avsandare,
        inkom=inkom,
        tillagd_av=actor,
    )
    take_file(fil, handling)
    try:
        require(policy.may_work(actor, lock_arende(arende)))
        log.save(handling, actor=actor, verb=Verb.HANDLING_ADD)
    except BaseException:
        remove_now(handling.lagrat_namn)
        raise
    return handling


@action
def mark_felinford(
    *, handling: Handling, version: int, felinford_skal: str, actor: Anvandare
) -> Handling:
    """Say that a handling was put in the wrong akt, and why. It stays, but few may open it."""
    row = lock(Handling, handling.pk, version=version)
    require(policy.may_mark_felinford(actor, row))
    row.felinford, row.felinford_av = timezone.now(), actor
    row.felinford_skal = felinford_skal
    log.save(row, actor=actor, verb=Verb.HANDLING_MISPLACE)
    return row


def open_handling(handling: Handling, *, actor: Anvandare) -> OpenedFile:
    """The file, verified to its last byte, and a log entry that names the handling.

    Raises PermissionDenied, and SealError if the file is not as it was sealed; that is logged too.
    """
    require(policy.may_read_file(actor, handling))
    try:
        opened = handling.opened()
    except SealError:
        _note(handling, actor, Verb.HANDLING_BROKEN, log.Utfall.FEL)
        raise
    _note(handling, actor, Verb.HANDLING_FETCH, log.Utfall.OK)
    return opened


def clear_up_bodies(*, before: datetime) -> int:
    """Remove files that no handling names and that were written before a moment; return how many.

    They are left by transactions that came to nothing; the keys to them went the same way.
    """
    return remove_orphans(stored_names(), before=before)


def take_file(fil: SealedUpload, rad: Filrad) -> None:
    """Write the body on disk, and what is known of it in a row that has not been saved yet.

    Raises ValidationError at `fil` with why a file is not taken.
    """
    try:
        _take(fil, rad)
    except (OtillatenFil, SealError) as error:
        raise ValidationError({"fil": str(error)}) from error


def _take(fil: SealedUpload, rad: Filrad) -> None:
    rad.filnamn = clean_name(fil.name or "")
    if fil.is_too_large:
        raise too_large()
    filtyp = recognise(rad.filnamn, fil.head)
    if virus.is_on():
        virus.scan(fil.chunks())
        rad.virusprovad = timezone.now()
    key, received = new_file_key(), hashlib.sha256()
    with new_body() as (name, file):
        sealer = Sealer(file, key, rad.context)
        for piece in cleaned(filtyp, _counted(fil.chunks(), received)):
            sealer.write(piece)
        rad.storlek = sealer.finish()
    rad.filtyp = Filtyp(filtyp).value
    rad.nyckel, rad.lagrat_namn = key.hex(), name
    rad.fingeravtryck = received.hexdigest()


def _counted(chunks: Iterable[bytes], digest: hashlib._Hash) -> Iterator[bytes]:
    for chunk in chunks:
        digest.update(chunk)
        yield chunk


def _note(handling: Handling, actor: Anvandare, verb: Verb, utfall: log.Utfall) -> None:
    log.record(actor=actor, verb=verb, akt_id=handling.akt_id, objekt=handling, utfall=utfall)
