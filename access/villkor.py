"""The terms that the rules of reach are made of; each writes itself as SQL and as a line to read.

Ids are compared as `= ANY((SELECT function(…))::uuid[])`, so that grants are read once per query
and the planner can use the column's index; a sub-select per row costs ninety times as much.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

from django.apps import apps
from django.conf import settings
from django.db import models


@dataclass(frozen=True)
class Lasning:
    """For whom a rule is written out, on which columns, and at which level.

    `vem` is SQL for the reader's id. `rule_of` gives the rule of a table that is asked along the
    way; a policy leaves it out, since each table stands behind a policy of its own.
    """

    vem: str
    kolumn: Callable[[str], str]
    niva: int | None = None
    rule_of: Callable[[type[models.Model]], Villkor] | None = None


@dataclass(frozen=True)
class Villkor:
    """One condition; `mening` is how people read it."""

    mening: str

    def sql(self, las: Lasning) -> str:
        raise NotImplementedError


@dataclass(frozen=True)
class Natt(Villkor):
    """The column is the id of something that the reader's live grants of a kind reach."""

    column: str
    omfattning: str

    def sql(self, las: Lasning) -> str:
        niva = "" if las.niva is None else f", {las.niva:d}"
        return _any(
            las.kolumn(self.column), f"access_omfattning({las.vem}, '{self.omfattning}'{niva})"
        )


@dataclass(frozen=True)
class Bland(Villkor):
    """The column is among the ids that a database function gives for the reader."""

    column: str
    funktion: str

    def sql(self, las: Lasning) -> str:
        return _any(las.kolumn(self.column), f"{self.funktion}({las.vem})")


@dataclass(frozen=True)
class Lasaren(Villkor):
    """A database function says yes about the reader, whatever the row."""

    funktion: str

    def sql(self, las: Lasning) -> str:
        return f"(SELECT {self.funktion}({las.vem}))"


@dataclass(frozen=True)
class Jag(Villkor):
    """The column names the reader."""

    column: str

    def sql(self, las: Lasning) -> str:
        return f"{las.kolumn(self.column)} = {las.vem}"


@dataclass(frozen=True)
class Lika(Villkor):
    """The column holds one of our own codes."""

    column: str
    kod: str

    def sql(self, las: Lasning) -> str:
        return f"{las.kolumn(self.column)} = '{self.kod}'"


@dataclass(frozen=True)
class Ifylld(Villkor):
    """The column holds something."""

    column: str

    def sql(self, las: Lasning) -> str:
        return f"{las.kolumn(self.column)} IS NOT NULL"


@dataclass(frozen=True)
class TillOchMed(Villkor):
    """The day in the column has not passed, by the city's clock; an empty one never does."""

    column: str

    def sql(self, las: Lasning) -> str:
        kolumn = las.kolumn(self.column)
        idag = f"(statement_timestamp() AT TIME ZONE '{settings.TIME_ZONE}')::date"
        return f"({kolumn} IS NULL OR {kolumn} >= {idag})"


@dataclass(frozen=True)
class Genom(Villkor):
    """The column names a row of another model under the wall, and the reader reaches that row."""

    column: str
    modell: str

    def sql(self, las: Lasning) -> str:
        model = apps.get_model(self.modell)
        table = model._meta.db_table
        found = f"{table}.id = {las.kolumn(self.column)}"
        if las.rule_of is not None:
            inre = replace(las, kolumn=lambda namn: f"{table}.{namn}")
            found = f"{found} AND ({las.rule_of(model).sql(inre)})"
        return f"EXISTS (SELECT 1 FROM {table} WHERE {found})"  # noqa: S608


@dataclass(frozen=True)
class Inte(Villkor):
    villkor: Villkor

    def sql(self, las: Lasning) -> str:
        return f"NOT ({self.villkor.sql(las)})"


@dataclass(frozen=True)
class Alla(Villkor):
    villkor: tuple[Villkor, ...]

    def sql(self, las: Lasning) -> str:
        return " AND ".join(f"({ett.sql(las)})" for ett in self.villkor)


@dataclass(frozen=True)
class Nagot(Villkor):
    villkor: tuple[Villkor, ...]

    def sql(self, las: Lasning) -> str:
        return " OR ".join(f"({ett.sql(las)})" for ett in self.villkor)


def _any(kolumn: str, ids: str) -> str:
    return f"{kolumn} = ANY((SELECT {ids})::uuid[])"
