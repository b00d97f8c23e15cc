"""Rotation of keys, with a line in the log for each step. Run by the worker, never by a page."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from itertools import islice
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from audit import log
from audit.omforsegling import note_resealing
from audit.sealing import KEY_PURPOSE
from audit.verb import Verb
from encryption import rotation
from encryption.models import Nyckelepok, Nyckelrotation
from encryption.signing import bind_to_newest

Tell = Callable[[str], None]


def rotate_root(tell: Tell) -> None:
    """Begin an epoch, unless the last one is unfinished, and wrap every data key under it."""
    if not rotation.older_epochs().exists():
        with transaction.atomic():
            epok = rotation.new_epoch()
            _record(None, f"epok {epok.nummer}, generation {epok.generation}")
    epok = Nyckelepok.objects.latest("nummer")
    total = rotation.older_epochs().count()
    done = 0
    for count in rotation.rewrap():
        done += count
        tell(f"Slog in {done} av {total} nycklar på nytt.")
    with transaction.atomic():
        _record(None, f"epok {epok.nummer} klar")
    tell(f"Alla nycklar hör till epok {epok.nummer}, rotens generation {epok.generation}.")


def rotate_log(tell: Tell) -> None:
    """Let the log's heads be signed under the newest generation of the root."""
    with transaction.atomic():
        generation = bind_to_newest(KEY_PURPOSE)
        _record(None, f"loggens nyckel, generation {generation}")
    tell(f"Loggen signeras under rotens generation {generation}.")


def rotate_akt(owner_id: UUID, tell: Tell) -> None:
    """Give one owner a new data key and reseal what the old one sealed."""
    _begin([owner_id])
    _reseal([owner_id], tell, "akten")
    tell_rest(tell)


def rotate_all(tell: Tell) -> None:
    """Give every owner a new data key; a run that was killed goes on where it was."""
    _begin_left(rotation.current_rotation(), tell)
    finish(tell)


def finish(tell: Tell) -> None:
    """Reseal whatever is left for owners in between, and destroy what is no longer needed."""
    total = rotation.owners_between().count()
    for number, owner_ids in enumerate(_groups(list(rotation.owners_between())), start=1):
        name = f"grupp {number} av {-(-total // rotation.OWNERS)}"
        _reseal(owner_ids, tell, name)
        with transaction.atomic():
            for owner_id in rotation.destroy_old(owner_ids):
                _record(owner_id, "gamla versioner förstörda")
    if run := Nyckelrotation.objects.filter(klar__isnull=True).first():
        _begin_left(run, tell)
        if not rotation.owners_between().exists():
            run.klar = timezone.now()
            run.save()
    tell_rest(tell)


def tell_rest(tell: Tell) -> None:
    """Say what still waits for older versions to be out of use."""
    if left := rotation.owners_between().count():
        minutes = int(rotation.SETTLED.total_seconds() // 60)
        tell(
            f"{left} ägare har kvar sin gamla nyckel. Den förstörs av arbetaren när den nya har"
            f" funnits i {minutes} minuter och inget längre är förseglat med den gamla."
        )
    else:
        tell("Inga gamla nycklar finns kvar.")


def _begin_left(run: Nyckelrotation, tell: Tell) -> None:
    total = rotation.owners_left(run).count()
    done = 0
    while owner_ids := list(rotation.owners_left(run)[: rotation.OWNERS]):
        _begin(owner_ids)
        done += len(owner_ids)
        tell(f"Ny nyckel till {done} av {total} ägare.")


def _begin(owner_ids: Sequence[UUID]) -> None:
    with transaction.atomic():
        for owner_id in rotation.begin(owner_ids):
            _record(owner_id, "ny version")


def _reseal(owner_ids: Sequence[UUID], tell: Tell, name: str) -> None:
    done = 0
    for count in rotation.reseal_all(owner_ids, note_resealing):
        done += count
        tell(f"Förseglade om {done} rader ({name}).")


def _groups(owner_ids: Sequence[UUID]) -> Iterator[list[UUID]]:
    remaining = iter(owner_ids)
    while group := list(islice(remaining, rotation.OWNERS)):
        yield group


def _record(owner_id: UUID | None, step: str) -> None:
    log.record(actor=None, verb=Verb.KEYS_ROTATE, akt_id=owner_id, detalj=step)
