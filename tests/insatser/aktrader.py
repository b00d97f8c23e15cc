"""A row of every model of an akt, with words of its own in every sealed field.

The rows are written past triggers and constraints, and are taken back with the test: what is asked
is only whether a value that is stored is also printed.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from django.contrib.postgres.fields import ArrayField
from django.db import IntegrityError, connection, models, transaction
from django.utils import timezone
from uuid6 import uuid7

from access.models import Anvandare
from arenden.models import Arende
from arenden.rules.innehall import Avsnitt, Innehall, Text, as_json
from encryption.fields import SealedDateField, SealedField
from samverkansteam.models import Lagrum

EMPTY = {
    *("felinford", "felinford_av", "aterkallad", "aterkallad_av", "installt"),
    *("angrat", "galler", "ersatter"),
}
"""What would take a row out of view, or make it another row's."""
FIXED: dict[str, Any] = {
    "arenden.Identitetsbeteckning.nummer": "201201262399",
    "arenden.Vardnadshavare.nummer": "198505059876",
    "arenden.Vardnadshavare.skyddsniva": "ingen",
    "arenden.Aktualitetsforfragan.nummer": "201201262399",
    "arenden.Beslut.utfall": "beslutat",
    "arenden.Frist.slag": "skyddsbedomning",
    "riskbedomning.Bedomning.status": "fardig",
    "riskbedomning.Faktorsvar.kritisk": "ja",
    "riskbedomning.StrategisktBrott.katalog": "bra_2021_5",
    "riskbedomning.StrategisktBrott.kon": "M",
    "arenden.Handling.storlek": 12_345,
}
SHOWN = {
    "arenden.Identitetsbeteckning.nummer": "20120126-2399",
    "arenden.Aktualitetsforfragan.nummer": "20120126-2399",
    "arenden.Vardnadshavare.nummer": "19850505-9876",
    "riskbedomning.Faktorsvar.kritisk": "Särskilt viktig i det här ärendet",
    "arenden.Handling.storlek": "12,1",
    "samverkansteam.Delgivning.svar": "Prövningsfråga?",
}
"""How a fixed value reads."""


def shown(ord_: str) -> dict[str, Any]:
    innehall = Innehall("T", "A", "N", "2026-01-01", (Avsnitt("Del", (Text(ord_),)),))
    return as_json(innehall)


JSON: dict[str, Callable[[str], Any]] = {
    "arenden.Anmalan.handelse": lambda ord_: {"plats": ord_},
    "arenden.Kommuniceringsunderlag.innehall": shown,
    "riskbedomning.Medlasning.avsag": lambda ord_: {"samlad": "", "kritiska": [ord_]},
    "samverkansteam.Franvarovecka.timmar": lambda ord_: {"giltig": ord_},
    "samverkansteam.Samtycke.slag": lambda ord_: [ord_],
    "samverkansteam.Delgivning.svar": lambda _: {"prov": True},
    "insatser.Utlamnandekopia.innehall": lambda ord_: {"text": ord_},
    "insatser.Stegutfall.svar": lambda ord_: {"vad": ord_},
    "insatser.Avslut.malbild": lambda ord_: [{"mal": ord_, "start": "", "slut": ""}],
}


@contextmanager
def past_the_guards(modeller: list[type[models.Model]]) -> Iterator[None]:
    """Inside, the database takes any row; the test's transaction takes it back."""
    tabeller = [model._meta.db_table for model in modeller]
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        cursor.execute("RESET ROLE")
        cursor.execute(
            "SELECT conrelid::regclass, conname FROM pg_constraint "
            "WHERE contype = 'c' AND conrelid::regclass::text = ANY(%s)",
            [tabeller],
        )
        for tabell, namn in cursor.fetchall():
            cursor.execute(f'ALTER TABLE {tabell} DROP CONSTRAINT "{namn}"')
        for tabell in tabeller:
            cursor.execute(f"ALTER TABLE {tabell} DISABLE TRIGGER USER")
    yield


class Fyllare:
    """Fills one row of each model, and remembers what must be found again (`ord_`)."""

    def __init__(self, arende: Arende, vem: Anvandare) -> None:
        self.arende, self.vem = arende, vem
        self.rader: dict[type[models.Model], models.Model] = {
            Arende: arende,
            type(arende.akt): arende.akt,
            type(arende.namnd): arende.namnd,
            Anvandare: vem,
        }
        self.ord_: dict[str, str] = {}
        self.utanfor: list[type[models.Model]] = []

    def row(self, model: Any) -> Any:
        if model not in self.rader:
            rader = model._base_manager.order_by("pk")
            falt = {ett.name for ett in model._meta.concrete_fields}
            if "akt" in falt:
                rader = rader.filter(akt=self.arende.akt_id)
            rad = rader.first() or model()
            self.rader[model] = rad
            if "akt" in falt or rad._state.adding:
                self._fill(rad)
        return self.rader[model]

    def _fill(self, rad: Any) -> None:
        is_new = rad._state.adding
        for falt in rad._meta.concrete_fields:
            if is_new or isinstance(falt, SealedField) or self._missing(rad, falt):
                self._set(rad, falt)
        rad.skip_history_when_saving = True
        rad.save_base()

    def _missing(self, rad: Any, falt: Any) -> bool:
        return getattr(rad, falt.attname) in (None, "")

    def _set(self, rad: Any, falt: Any) -> None:
        namn = f"{rad._meta.label}.{falt.name}"
        if falt.name in EMPTY or falt.primary_key:
            return
        if falt.is_relation:
            setattr(rad, falt.name, self.row(falt.related_model))
        elif isinstance(falt, SealedField):
            self._seal(rad, falt, namn)
        elif namn in FIXED:
            setattr(rad, falt.name, FIXED[namn])
        elif (varde := value_of(falt)) is not None and not falt.has_default():
            setattr(rad, falt.name, varde)

    def _seal(self, rad: Any, falt: Any, namn: str) -> None:
        nummer = len(self.ord_)
        ord_ = f"ord{nummer:04d}slut"
        varde: Any = ord_
        if isinstance(falt, SealedDateField):
            varde = date(1901, 1, 1) + timedelta(days=nummer)
            ord_ = f"{varde}"
        elif namn in FIXED:
            varde, ord_ = FIXED[namn], SHOWN[namn]
        elif namn in JSON:
            varde, ord_ = JSON[namn](ord_), SHOWN.get(namn, ord_)
        setattr(rad, falt.attname, varde)
        self.ord_[namn] = ord_

    def copy(self, rad: Any) -> bool:
        """Write the row once more, with a key of its own; False where there may be only one."""
        ny = type(rad)()
        for falt in rad._meta.concrete_fields:
            if not falt.primary_key:
                setattr(ny, falt.attname, getattr(rad, falt.attname))
        try:
            with transaction.atomic():
                ny.skip_history_when_saving = True
                ny.save_base()
        except IntegrityError:
            return False
        return True


VALUES: dict[type[models.Field], Callable[[], Any]] = {
    models.DateTimeField: timezone.now,
    models.DateField: timezone.localdate,
    models.DecimalField: lambda: Decimal(1),
    models.BooleanField: lambda: True,
    models.PositiveSmallIntegerField: lambda: 1,
    models.SmallIntegerField: lambda: 1,
    models.IntegerField: lambda: 1,
    models.BigIntegerField: lambda: 1,
    models.UUIDField: uuid7,
    models.CharField: lambda: "x",
    models.TextField: lambda: "x",
    ArrayField: list,
}


def value_of(falt: Any) -> Any:
    """Something lawful for a column that is not sealed."""
    if falt.choices:
        return next(kod for kod, _ in falt.flatchoices if kod != "")
    return VALUES.get(type(falt), lambda: None)()


def ask_something(lagrum: Lagrum) -> None:
    """A ground with one question, as the answer of a release names it."""
    lagrum.villkor = [{"kod": "prov", "fraga": "Prövningsfråga?", "kraver": True}]
    lagrum.save()
