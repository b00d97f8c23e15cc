"""Which monthly reviews, rows and questions a person is shown: never their own acts.

A log reviewer or data protection officer sees their nämnd, or the whole city, but not the units
they work in. Somebody who leads another unit sees what they are named to review. The head of a unit
sees that there is a review of it, and its figures, but no row.
"""

from __future__ import annotations

from datetime import date
from typing import Any, Self

from django.db import models
from django.db.models import Count, Exists, F, Func, OuterRef, Q, Value

from access.models import Anvandare, Roll

UTIFRAN = frozenset({Roll.LOGGRANSKARE, Roll.DATASKYDDSOMBUD})
LASARE = UTIFRAN | {Roll.GRUPPLEDARE, Roll.ENHETSCHEF}
"""Whom the pages of the monthly review are for."""
UTREDARE = UTIFRAN | {Roll.ENHETSCHEF}
"""Whom the pages on deviations are for."""

UTFALL_FRAGA = "fraga"
HELA_STADEN = Q(pk__isnull=False)


class LoggranskningQuerySet(models.QuerySet[Any]):
    def visible_to(self, user: Anvandare) -> Self:
        """Those whose rows the person reads, and those of units they are the head of."""
        leder = {u.enhet_id for u in user.uppdrag_nu if u.roll == Roll.ENHETSCHEF and u.enhet_id}
        return self.filter(reads_rows(user) | Q(enhet_id__in=leder))

    def read_by(self, user: Anvandare) -> Self:
        """Those whose rows the person reads."""
        return self.filter(reads_rows(user))

    def ongoing(self) -> Self:
        return self.filter(avslutad=None)

    def overdue(self, idag: date) -> Self:
        return self.ongoing().filter(senast__lt=idag)

    def with_progress(self) -> Self:
        """`antal` rows in all, `bedomda` with a verdict that stands, `fragor_ute` unanswered."""
        return self.annotate(
            antal=Count("rader", distinct=True),
            bedomda=Count(
                "rader",
                filter=~Q(rader__utfall="") & ~Q(rader__utfall=UTFALL_FRAGA),
                distinct=True,
            ),
            fragor_ute=Count(
                "rader__fragor",
                filter=Q(rader__fragor__besvarad=None, rader__fragor__aterkallad=None),
                distinct=True,
            ),
        )


class AtkomstQuerySet(models.QuerySet[Any]):
    def visible_to(self, user: Anvandare) -> Self:
        """Rows the person reads: neither their own acts nor an akt they have declared jäv in."""
        return (
            self.filter(reads_rows(user, "granskning__"))
            .exclude(aktor=user)
            .alias(jav=HarJav(F("akt_id"), Value(user.pk)))
            .filter(jav=False)
        )

    def to_judge(self) -> Self:
        """Without a verdict, or asked about and answered."""
        return self.filter(Q(utfall="") | (Q(utfall=UTFALL_FRAGA) & ~_has_open_fraga()))

    def awaiting_svar(self) -> Self:
        return self.filter(_has_open_fraga(), utfall=UTFALL_FRAGA)


class GranskningsfragaQuerySet(models.QuerySet[Any]):
    def asked_of(self, user: Anvandare) -> Self:
        """What the person has been asked themselves, unless it was taken back."""
        return self.filter(till=user, aterkallad=None)

    def unanswered(self) -> Self:
        return self.filter(besvarad=None, aterkallad=None)


class HarJav(Func):
    """True where the akt is one that the person has declared jäv in; false without an akt."""

    output_field = models.BooleanField()

    def as_sql(self, compiler: Any, *_: Any, **__: Any) -> tuple[str, list[Any]]:  # type: ignore[override]
        akt, vem = self.get_source_expressions()
        akt_sql, akt_params = compiler.compile(akt)
        vem_sql, vem_params = compiler.compile(vem)
        return (
            f"coalesce({akt_sql} = ANY((SELECT access_jav({vem_sql}))::uuid[]), false)",
            [*akt_params, *vem_params],
        )


def reads_rows(user: Anvandare, prefix: str = "") -> Q:
    """The reviews whose rows the person reads; `prefix` leads from the asked table to them."""
    egna = {u.enhet_id for u in user.uppdrag_nu if u.enhet_id}
    utifran = Q(pk__in=[])
    for uppdrag in user.uppdrag_nu:
        if uppdrag.roll in UTIFRAN:
            utifran |= _q(prefix, namnd_id=uppdrag.namnd_id) if uppdrag.namnd_id else HELA_STADEN
    utsedd = _q(
        prefix,
        granskare=user,
        namnd_id__in=user.namnder(Roll.ledande()),
        enhet_id__isnull=False,
    )
    annan_enhet = _q(prefix, enhet_id__isnull=True) | ~_q(prefix, enhet_id__in=egna)
    return (utifran | utsedd) & annan_enhet


def _q(prefix: str, **villkor: Any) -> Q:
    return Q(**{f"{prefix}{namn}": varde for namn, varde in villkor.items()})


def _has_open_fraga() -> Exists:
    from granskning.models.loggranskning import Granskningsfraga

    ute = Granskningsfraga.objects.unanswered()
    return Exists(ute.filter(atkomst=OuterRef("pk")))
