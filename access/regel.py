"""Who reaches which row: written once here, read in three ways (ADR 0022).

- `within(queryset, user)` is the filter behind every `visible_to`; an object check is the same
  filter with one primary key;
- `policy(model)` is the condition that row level security puts on the table;
- `rows_in_words()` is what people read.

A model under the wall has the class attribute `radskydd`, a key of REGLER, and may narrow that
rule, never widen it, with a term of its own in `radskydd_smalare`. `radskydd_ny` says who may put a
new row in where that is not whoever may read it. A history table follows the
model it is the history of, a link table both models that it links.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, TypeVar
from uuid import UUID

from django.apps import apps
from django.db import models
from django.db.models import F, Func

from access.villkor import (
    Alla,
    Bland,
    Genom,
    Inte,
    Jag,
    Lasaren,
    Lasning,
    Lika,
    Nagot,
    Natt,
    Villkor,
)

if TYPE_CHECKING:
    from access.models import Anvandare

PERSONAKT = "arenden.Personakt"
READER = "(SELECT app_anvandare())"

INTE_JAV = Inte("aldrig vid jäv", Bland("den egna jävslistan", "id", "access_jav"))
SOCIALTJANSTEN = Inte("socialtjänsten", Lasaren("en annan part", "access_ar_extern"))
AKTEN = Genom("den som når akten", "akt_id", PERSONAKT)

REGLER: dict[str, Villkor] = {
    "akt": Alla(
        "den som har tillträde till akten, eller till dess enhet när akten inte är skyddad; "
        "aldrig den som är jävig",
        (
            INTE_JAV,
            Nagot(
                "ett tillträde",
                (
                    Natt("tillträde till akten", "id", "akt"),
                    Alla(
                        "enheten når akten",
                        (
                            Natt("tillträde till enheten", "enhet_id", "enhet"),
                            Lika("akten är inte skyddad", "skyddsniva", "ingen"),
                        ),
                    ),
                ),
            ),
        ),
    ),
    "barn": AKTEN,
    "fack": Alla(
        "den som når akten och har ett eget tillträde till adressfacket",
        (AKTEN, Natt("tillträde till adressfacket", "fack_id", "fack")),
    ),
    "team": Natt("den som har tillträde till teamet", "id", "team"),
    "teambarn": Natt("den som har tillträde till teamet", "team_id", "team"),
    "namndfraga": Nagot(
        "den som når akten, och den som besvarar frågor i den tillfrågade nämnden",
        (AKTEN, Bland("en nämnd där man besvarar frågor", "tillfragad_id", "arenden_besvarar")),
    ),
    "eget": Jag("bara ens eget", "anvandare_id"),
    "jav": Nagot(
        "den som jävet gäller, och den som når akten",
        (Jag("jävet är ens eget", "anvandare_id"), AKTEN),
    ),
}

AKTHISTORIK = Genom("den som når akten", "id", PERSONAKT)

Q = TypeVar("Q", bound=models.QuerySet)


class Nas(Func):
    """True for the rows of a model that a user reaches, at a level or at any."""

    output_field = models.BooleanField()

    def __init__(
        self, model: type[models.Model], anvandare_id: UUID | None, niva: int | None = None
    ) -> None:
        self.villkor, self.niva = rule_of(model), niva
        self.vem = f"'{UUID(str(anvandare_id))}'::uuid" if anvandare_id else "NULL::uuid"
        self.kolumner = _columns(self.villkor)
        super().__init__(*map(F, self.kolumner))

    def as_sql(self, compiler: Any, *_: Any, **__: Any) -> tuple[str, list[Any]]:  # type: ignore[override]
        sql = (compiler.compile(kolumn)[0] for kolumn in self.get_source_expressions())
        kolumner = dict(zip(self.kolumner, sql, strict=True))
        return (
            f"({self.villkor.sql(Lasning(self.vem, kolumner.__getitem__, self.niva, rule_of))})",
            [],
        )


def within(rader: Q, user: Anvandare, niva: int | None = None) -> Q:
    """The rows that the user's live grants reach; with `niva`, through grants that allow it."""
    return rader.filter(Nas(rader.model, user.pk, niva))


def reaches_akt(user: Anvandare, akt_id: UUID, niva: int | None = None) -> bool:
    """The object check, derived from the same rule as every list."""
    akter = apps.get_model(PERSONAKT)._default_manager.all()
    return bool(within(akter.filter(pk=akt_id), user, niva).exists())


def protected_models() -> list[type[models.Model]]:
    """Models under the wall, with the history tables of those that keep history."""
    return [model for model in apps.get_models(include_auto_created=True) if _has_rule(model)]


def rule_of(model: type[models.Model]) -> Villkor:
    """A model's own rule; that of a history table or a link table is derived."""
    if model._meta.auto_created:
        return _rule_of_link(model)
    base: Any = getattr(model, "instance_type", model)
    slag = base.radskydd
    if slag == "akt" and base is not model:
        return AKTHISTORIK
    smalare: Villkor | None = getattr(base, "radskydd_smalare", None)
    if smalare is None:
        return REGLER[slag]
    regel = REGLER[slag]
    return Alla(f"{regel.mening}, {smalare.mening}", (regel, smalare))


def policy(model: type[models.Model]) -> str:
    """The condition of the table's policies, for whoever `app.anvandare` names."""
    table = model._meta.db_table
    return rule_of(model).sql(Lasning(READER, lambda namn: f"{table}.{namn}"))


def policy_for_new(model: type[models.Model]) -> str:
    """The condition for a new row: as for reading, unless the model says otherwise."""
    ny: Villkor | None = getattr(model, "radskydd_ny", None)
    if ny is None:
        return policy(model)
    table = model._meta.db_table
    return ny.sql(Lasning(READER, lambda namn: f"{table}.{namn}"))


def rows_in_words() -> list[tuple[str, str]]:
    """Each kind of row and who reaches it, for people."""
    return sorted(
        (str(model._meta.verbose_name), rule_of(model).mening)
        for model in protected_models()
        if not hasattr(model, "instance_type") and not model._meta.auto_created
    )


def _has_rule(model: type[models.Model]) -> bool:
    base: Any = model._meta.auto_created or getattr(model, "instance_type", model)
    return getattr(base, "radskydd", None) is not None


def _rule_of_link(model: type[models.Model]) -> Villkor:
    """Whoever reaches both rows that are linked."""
    andar = [field for field in model._meta.concrete_fields if field.is_relation]
    return Alla(
        "den som når båda raderna",
        tuple(
            Genom("", field.attname, field.related_model._meta.label)  # type: ignore[union-attr]
            for field in andar
        ),
    )


def _columns(villkor: Villkor) -> tuple[str, ...]:
    """The columns of its own table that a rule asks, in order."""
    asked: dict[str, None] = {}

    def note(namn: str) -> str:
        asked[namn] = None
        return namn

    villkor.sql(Lasning("NULL::uuid", note))
    return tuple(asked)
