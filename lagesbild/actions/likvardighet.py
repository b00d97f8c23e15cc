"""Build what people have met during twelve months, and the tables that may be shown of it.

Only clear codes and times are read; nothing is opened.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import datetime, time, timedelta
from typing import Any
from uuid import UUID

from django.db.models import Exists, F, Min, OuterRef, Q
from django.utils import timezone

from arenden.models import Beslut, Forhandsbedomning, Frist, Personakt, Utredning
from arenden.models.akt import Skyddsniva
from audit import log
from audit.action import action
from audit.verb import Verb
from encryption.index import blind_index
from encryption.nyckeltjanst import derive
from insatser.models import Insatsgrund
from lagesbild.actions.tabell import protect
from lagesbild.actions.uttag import BATCH, PSEUDONYM
from lagesbild.models import Likvardighetsrad, Likvardighetsuttag
from lagesbild.rules import likvardighet as rules
from lagesbild.rules.kvartal import Kvartal
from lagesbild.rules.likvardighet import Likvardighetsmatt
from lagesbild.rules.plan import befolkning, omraden
from lagesbild.rules.tabell import RoundedTable
from riskbedomning.models import Bedomning, Medlasning

KVARTAL = 4
"""Quarters that are looked at together: twelve months."""
HORDES = (Utredning.Hord.SAMTAL, Utredning.Hord.MED_STOD, Utredning.Hord.ANNAT_SATT)

Handelse = tuple[UUID, Any, str]
"""Whose akt, when it happened (a day or a moment, the same within a measure), in which class."""


@action
def build_likvardighetsuttag(*, nu: datetime, actor: log.Aktor | None) -> Likvardighetsuttag:
    """The extract of the last quarter that has ended, built once. For the worker's role."""
    kvartal = Kvartal.of(timezone.localdate(nu)).previous
    uttag, is_new = Likvardighetsuttag.objects.get_or_create(period=str(kvartal))
    if is_new:
        Likvardighetsrad.objects.bulk_create(_rows(uttag), batch_size=BATCH)
        log.save(uttag, actor=actor, verb=Verb.STATISTIK_EXTRACT)
    return uttag


def table_for(uttag: Likvardighetsuttag, matt: Likvardighetsmatt) -> RoundedTable:
    """The protected table of one measure; the same extract always gives the same table.

    Raises TabellSkyddasInte.
    """
    table = rules.table_of(matt, uttag.underlag(matt), omraden(), befolkning())
    key = derive(f"lagesbild/likvardighet/{rules.VERSION}")
    return protect(table, key=key, plan_version=rules.VERSION)


def _rows(uttag: Likvardighetsuttag) -> Iterator[Likvardighetsrad]:
    """One row for each child and measure, in the order of the pseudonyms."""
    forsta, efter = _window(uttag.kvartal)
    klasser = {matt: _by_child(matt, _events(matt, forsta, efter)) for matt in Likvardighetsmatt}
    akter = {akt_id for per_barn in klasser.values() for akt_id in per_barn}
    barn = {
        akt.pk: akt
        for akt in Personakt.objects.filter(pk__in=akter).only(
            "stadsdelsomrade", "kon", "skyddsniva"
        )
    }
    pseudonymer = {pk: blind_index(str(pk), purpose=PSEUDONYM).hex() for pk in akter}
    for matt, per_barn in klasser.items():
        for akt_id in sorted(per_barn, key=pseudonymer.__getitem__):
            akt = barn[akt_id]
            is_skyddad = akt.skyddsniva != Skyddsniva.INGEN
            yield Likvardighetsrad(
                uttag=uttag,
                pseudonym=pseudonymer[akt_id],
                stadsdelsomrade="" if is_skyddad else akt.stadsdelsomrade,
                kon=akt.kon,
                has_skyddade_uppgifter=is_skyddad,
                matt=matt,
                klass=per_barn[akt_id],
            )


def _window(kvartal: Kvartal) -> tuple[datetime, datetime]:
    forsta = kvartal
    for _ in range(KVARTAL - 1):
        forsta = forsta.previous
    fran, efter = (
        timezone.make_aware(datetime.combine(k.first_day, time.min)) for k in (forsta, kvartal.next)
    )
    return fran, efter


def _by_child(matt: Likvardighetsmatt, handelser: Iterable[Handelse]) -> dict[UUID, str]:
    """Each child once: by the latest that happened, or by everything where forms can mix."""
    per_barn: dict[UUID, str] = {}
    for akt_id, _, klass in sorted(handelser, key=lambda rad: rad[1]):
        forra = per_barn.get(akt_id, klass)
        mixes = matt is Likvardighetsmatt.INSATS and forra != klass
        per_barn[akt_id] = rules.BADA if mixes else klass
    return per_barn


def _events(matt: Likvardighetsmatt, fran: datetime, efter: datetime) -> Iterator[Handelse]:
    read: dict[Likvardighetsmatt, Any] = {
        Likvardighetsmatt.FORHANDSBEDOMNING: _forhandsbedomningar,
        Likvardighetsmatt.BESLUT: _beslut,
        Likvardighetsmatt.INSATS: _insatser,
        Likvardighetsmatt.BARNETS_ROST: _utredningar,
        Likvardighetsmatt.UPPFOLJNING: _uppfoljningar,
        Likvardighetsmatt.MEDLASNING: _bedomningar,
    }
    yield from read[matt](fran, efter)


def _forhandsbedomningar(fran: datetime, efter: datetime) -> Iterator[Handelse]:
    rader = Forhandsbedomning.objects.filter(beslutad__gte=fran, beslutad__lt=efter)
    for akt_id, oppnat, beslutad in rader.values_list("akt", "arende__oppnat", "beslutad"):
        granser = ((14, rules.HOGST_14),)
        yield akt_id, beslutad, rules.days_class(_days(oppnat, beslutad), granser, rules.MER_14)


def _beslut(fran: datetime, efter: datetime) -> Iterator[Handelse]:
    """The first decision of each ärende; later ones come of what has happened since."""
    forsta = (
        Beslut.objects.filter(utfall=Beslut.Utfall.BESLUTAT)
        .values("arende")
        .annotate(forst=Min("beslutad"))
        .filter(forst__gte=fran, forst__lt=efter)
        .values_list("arende__akt", "arende__oppnat", "forst")
    )
    granser = ((60, rules.HOGST_60), (120, rules.HOGST_120))
    for akt_id, oppnat, beslutad in forsta:
        yield akt_id, beslutad, rules.days_class(_days(oppnat, beslutad), granser, rules.MER_120)


def _insatser(fran: datetime, efter: datetime) -> Iterator[Handelse]:
    former = {
        Insatsgrund.Form.BEHOVSPROVAD.value: rules.BEHOVSPROVAD,
        Insatsgrund.Form.UTAN.value: rules.UTAN,
    }
    rader = Insatsgrund.objects.filter(
        insats__startdatum__gte=timezone.localdate(fran),
        insats__startdatum__lt=timezone.localdate(efter),
    )
    for akt_id, startdatum, form in rader.values_list("akt", "insats__startdatum", "form"):
        yield akt_id, startdatum, former[form]


def _utredningar(fran: datetime, efter: datetime) -> Iterator[Handelse]:
    rader = Utredning.objects.filter(avslutad__gte=fran, avslutad__lt=efter)
    for akt_id, avslutad, hord in rader.values_list("akt", "avslutad", "hord"):
        yield akt_id, avslutad, rules.HORD if hord in HORDES else rules.INTE_HORD


def _uppfoljningar(fran: datetime, efter: datetime) -> Iterator[Handelse]:
    rader = (
        Frist.objects.filter(slag="uppfoljning", utgang=Frist.Utgang.UPPFYLLD)
        .filter(stoppad__gte=fran, stoppad__lt=efter, senast__isnull=False)
        .annotate(is_in_time=Q(stoppad__lte=F("senast")))
        .values_list("akt", "stoppad", "is_in_time")
    )
    for akt_id, stoppad, is_in_time in rader:
        yield akt_id, stoppad, rules.I_TID if is_in_time else rules.SENARE


def _bedomningar(fran: datetime, efter: datetime) -> Iterator[Handelse]:
    rader = (
        Bedomning.objects.completed()
        .filter(fardig_at__gte=fran, fardig_at__lt=efter)
        .annotate(is_medlast=Exists(Medlasning.objects.filter(bedomning=OuterRef("pk"))))
        .values_list("akt", "fardig_at", "is_medlast")
    )
    for akt_id, fardig_at, is_medlast in rader:
        yield akt_id, fardig_at, rules.MEDLAST if is_medlast else rules.INTE_MEDLAST


def _days(fran: datetime, till: datetime) -> int:
    return (timezone.localdate(till) - timezone.localdate(fran)) // timedelta(days=1)
