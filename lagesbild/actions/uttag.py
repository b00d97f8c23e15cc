"""Build the extract from the facts of the cases. Only clear codes are read; nothing is opened."""

from __future__ import annotations

from datetime import datetime, time, timedelta

from django.db.models import Exists, OuterRef, Q
from django.utils import timezone

from arenden.models import Arende, Personakt
from arenden.models.akt import Skyddsniva
from audit import log
from audit.action import action
from audit.verb import Verb
from encryption.index import blind_index
from lagesbild.models import Publicering, Uttag, Uttagsrad
from lagesbild.rules.kvartal import Kvartal
from lagesbild.rules.plan import HOGSTA_ALDER, PLAN_VERSION

PSEUDONYM = "lagesbild/pseudonym/1"
BATCH = 2000

Barn = tuple[str, str, str, bool]


def build_due(*, nu: datetime, actor: log.Aktor | None) -> list[Uttag]:
    """Build the quarter that `nu` lies in, as of now, and bring the one before to its end."""
    pagaende = Kvartal.of(timezone.localdate(nu))
    return [
        build_uttag(kvartal=kvartal, nu=nu, actor=actor)
        for kvartal in (pagaende.previous, pagaende)
    ]


@action
def build_uttag(*, kvartal: Kvartal, nu: datetime, actor: log.Aktor | None) -> Uttag:
    """Count the state at the quarter's end, or at `nu` while it runs. For the worker's role.

    An extract that a table rests on is left as it is, and one that would be the same is not
    written again. Raises ValueError for a quarter that has not begun.
    """
    if nu < _start_of(kvartal):
        raise ValueError(f"{kvartal.namn.capitalize()} har inte börjat.")
    moment = min(nu, _start_of(kvartal.next))
    avser = timezone.localdate(moment - timedelta(microseconds=1))
    uttag, is_new = Uttag.objects.get_or_create(
        period=str(kvartal), plan_version=PLAN_VERSION, defaults={"avser": avser}
    )
    uttag = Uttag.objects.select_for_update().get(pk=uttag.pk)
    if Publicering.objects.holding(uttag).exists():
        return uttag
    barn = _barn_with_ongoing(moment)
    if is_new or uttag.avser != avser or barn != _stored(uttag):
        _write(uttag, barn)
        uttag.avser = avser
        log.save(uttag, actor=actor, verb=Verb.STATISTIK_EXTRACT)
    return uttag


def _start_of(kvartal: Kvartal) -> datetime:
    return timezone.make_aware(datetime.combine(kvartal.first_day, time.min))


def _barn_with_ongoing(moment: datetime) -> set[Barn]:
    ongoing = Arende.objects.filter(
        Q(avslutat=None) | Q(avslutat__gte=moment), akt=OuterRef("pk"), oppnat__lt=moment
    )
    last_day = timezone.localdate(moment - timedelta(microseconds=1))
    akter = Personakt.objects.filter(
        Exists(ongoing),
        Q(fodelsear=None) | Q(fodelsear__gte=last_day.year - HOGSTA_ALDER),
    ).values_list("pk", "stadsdelsomrade", "kon", "skyddsniva")
    return {
        (
            blind_index(str(pk), purpose=PSEUDONYM).hex(),
            "" if skyddsniva != Skyddsniva.INGEN else stadsdelsomrade,
            kon,
            skyddsniva != Skyddsniva.INGEN,
        )
        for pk, stadsdelsomrade, kon, skyddsniva in akter.iterator(chunk_size=BATCH)
    }


def _stored(uttag: Uttag) -> set[Barn]:
    return set(
        uttag.rader.values_list("pseudonym", "stadsdelsomrade", "kon", "has_skyddade_uppgifter")
    )


def _write(uttag: Uttag, barn: set[Barn]) -> None:
    """Replace the rows, in the order of the pseudonyms: the order of the akter tells too much."""
    uttag.rader.all().delete()
    Uttagsrad.objects.bulk_create(
        (
            Uttagsrad(
                uttag=uttag,
                pseudonym=pseudonym,
                stadsdelsomrade=stadsdelsomrade,
                kon=kon,
                has_skyddade_uppgifter=is_skyddad,
            )
            for pseudonym, stadsdelsomrade, kon, is_skyddad in sorted(barn)
        ),
        batch_size=BATCH,
    )
