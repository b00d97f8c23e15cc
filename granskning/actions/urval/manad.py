"""A month of the log: which signed head closes it, and what people did with akter in it.

The head is the first that ends after the month. An entry that was sealed later than
the head of its own month belongs to the month after, so each is reviewed once and none slips
between two.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from functools import cached_property
from typing import Any
from uuid import UUID

from django.conf import settings
from django.contrib.postgres.aggregates import ArrayAgg
from django.db.models import Count, Exists, Min, OuterRef, Q, QuerySet, Subquery, UUIDField
from django.db.models.functions import Coalesce, TruncDate

from access.models import Roll
from access.models.handelser import first_moment
from arenden.models import Personakt
from arenden.rules.frister import STOCKHOLM
from audit import note
from audit.andamal import Andamal, andamal_for, noun_of
from audit.models import Kontrollpunkt, Loggblad, Logghandelse, Utfall
from audit.sealing import KEY_PURPOSE
from audit.verb import Verb
from encryption.signing import public_keys
from granskning.rules.forklaring import Tillfalle
from granskning.rules.urval import Regelverk, month_after, regelverk_for

ROWS_AT_A_TIME = 1000
MED_AKTER = {Andamal.HANDLAGGNING, Andamal.OROSANMALAN}
"""What is done to work with a child; checking, retention and staffing have reviews of their own."""


class InteForseglad(Exception):
    """The month has not ended, or the log is not yet sealed past its end."""


@dataclass(frozen=True)
class Grupp:
    """Whose month is reviewed together: a unit of a nämnd, or those who act for all of it."""

    namnd_id: UUID
    enhet_id: UUID | None


@dataclass(frozen=True)
class Manad:
    """One month as its head sealed it."""

    forsta: date
    huvud: Kontrollpunkt
    regelverk: Regelverk

    @classmethod
    def of(cls, manad: date) -> Manad:
        """Raises InteForseglad where there is no head after the month, or none that we signed."""
        forsta = manad.replace(day=1)
        huvud = _head_after(month_after(forsta))
        if huvud is None:
            raise InteForseglad(f"Loggen är inte förseglad förbi {manad:%Y-%m}.")
        signerat = note.verify_any(
            huvud.anteckning, settings.LOGG_URSPRUNG, public_keys(KEY_PURPOSE)
        )
        if (signerat.storlek, signerat.rot) != (huvud.storlek, bytes(huvud.rot)):
            raise InteForseglad(f"Huvudet för {manad:%Y-%m} är inte det som signerades.")
        return cls(forsta, huvud, regelverk_for(forsta))

    def groups(self) -> list[Grupp]:
        """Every unit whose people did anything with an akt, in order."""
        rader = self._rows().values_list("namnden", "enhet_id").distinct()
        grupper = {Grupp(namnd_id, enhet_id) for namnd_id, enhet_id in rader if namnd_id}
        return sorted(grupper, key=lambda grupp: (grupp.namnd_id, str(grupp.enhet_id or "")))

    def accesses(self, grupp: Grupp) -> Iterator[Tillfalle]:
        """What each person did with each akt on each day, person by person and day by day.

        Read through a cursor of the server, so that the month never stands in memory.
        """
        rader = (
            self._rows()
            .filter(namnden=grupp.namnd_id, enhet_id=grupp.enhet_id)
            .annotate(dag=TruncDate("tid", tzinfo=STOCKHOLM))
            .values("aktor_id", "akt_id", "dag")
            .annotate(
                forst=Min("tid"),
                tider=ArrayAgg("tid", order_by="tid"),
                handelser=ArrayAgg("id", order_by="id"),
                vad=ArrayAgg("verb", distinct=True, order_by="verb"),
                uttag=Count("id", filter=Q(verb__in=self.regelverk.uttag)),
            )
            .order_by("aktor_id", "dag", "forst", "akt_id")
        )
        for rad in rader.iterator(chunk_size=ROWS_AT_A_TIME):
            yield Tillfalle(
                aktor_id=rad["aktor_id"],
                akt_id=rad["akt_id"],
                dag=rad["dag"],
                tider=tuple(rad["tider"]),
                handelser=tuple(rad["handelser"]),
                verb=tuple(rad["vad"]),
                uttag=rad["uttag"],
            )

    def openings_between(self, fran: datetime, till: datetime) -> QuerySet[Logghandelse]:
        """The openings of akter by anybody in another period, sealed before this month's head."""
        return Logghandelse.objects.filter(
            _with_akt(self.regelverk),
            tid__gte=fran,
            tid__lt=till,
            utfall=Utfall.OK,
            loggblad__plats__lt=self.huvud.storlek,
        )

    def _rows(self) -> QuerySet[Any]:
        """The entries of the month: by people, done, sealed by its head; with akt or a search."""
        fran, till = first_moment(self.forsta), first_moment(month_after(self.forsta))
        aktens_namnd = Personakt.objects.filter(pk=OuterRef("akt_id")).values("namnd_id")
        return (
            Logghandelse.objects.filter(
                Q(tid__gte=fran, tid__lt=till) | Q(pk__in=self._late),
                _with_akt(self.regelverk) | Q(verb=Verb.SEARCH_RUN, akt_id=None),
                aktor_id__isnull=False,
                utfall=Utfall.OK,
                loggblad__plats__lt=self.huvud.storlek,
            )
            .exclude(roll=Roll.SYSTEM)
            .annotate(
                namnden=Coalesce("namnd_id", Subquery(aktens_namnd), output_field=UUIDField())
            )
        )

    @cached_property
    def _late(self) -> list[int]:
        """Entries from before the month that the head of the month before had not sealed."""
        fore = _head_after(self.forsta)
        if fore is None:
            return []
        sena = Loggblad.objects.filter(
            plats__gte=fore.storlek,
            plats__lt=self.huvud.storlek,
            handelse__tid__lt=first_moment(self.forsta),
        )
        return list(sena.values_list("handelse_id", flat=True))


def _head_after(dag: date) -> Kontrollpunkt | None:
    """The first head that ends with an entry from `dag` or later.

    One entry that a clock set wrong put among older ones ends no month.
    """
    efter = Logghandelse.objects.filter(tid__gte=first_moment(dag))
    plats = efter.aggregate(plats=Min("loggblad__plats"))["plats"]
    if plats is None:
        return None
    sist = efter.filter(loggblad__plats=OuterRef("storlek") - 1)
    huvuden = Kontrollpunkt.objects.filter(Exists(sist), storlek__gt=plats)
    return huvuden.order_by("storlek").first()


def _with_akt(regelverk: Regelverk) -> Q:
    verb = [
        verb.value
        for verb in Verb
        if andamal_for(verb) in MED_AKTER
        and noun_of(verb) not in regelverk.utan_substantiv
        and verb not in regelverk.listor
    ]
    return Q(akt_id__isnull=False, verb__in=verb)
