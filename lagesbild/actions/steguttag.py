"""Build the weekly extract of where cases stand. Only clear codes are read; nothing is opened."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta

from django.utils import timezone

from arenden.models import Arende
from audit import log
from audit.action import action
from audit.verb import Verb
from encryption.index import blind_index
from insatser.flows.fard import open_tasks
from lagesbild.actions.uttag import PSEUDONYM
from lagesbild.models import Steguttag, Steguttagsrad
from lagesbild.rules.vantan import waited

BATCH = 2000


@action
def build_steguttag(*, nu: datetime, actor: log.Aktor | None) -> Steguttag:
    """The extract of this week, built once; as of the moment it is built. For the worker's role."""
    dag = timezone.localdate(nu)
    uttag, is_new = Steguttag.objects.get_or_create(avser=dag - timedelta(days=dag.weekday()))
    if is_new:
        rader = sorted(_open_steps(nu), key=lambda rad: (rad.pseudonym, rad.steg, rad.vantat))
        for rad in rader:
            rad.uttag = uttag
        Steguttagsrad.objects.bulk_create(rader, batch_size=BATCH)
        log.save(uttag, actor=actor, verb=Verb.STATISTIK_EXTRACT)
    return uttag


def _open_steps(nu: datetime) -> Iterator[Steguttagsrad]:
    for task in open_tasks(Arende.objects.ongoing()).iterator(chunk_size=BATCH):
        akt_id = task.process.arendeprocess.akt_id
        yield Steguttagsrad(
            pseudonym=blind_index(str(akt_id), purpose=PSEUDONYM).hex(),
            steg=task.flow_task.steg,
            vantat=waited((nu - task.created).days),
        )
