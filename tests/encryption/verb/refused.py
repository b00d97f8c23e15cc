"""Verbs that a sealed field refuses: each tries to do it."""

import pickle
import uuid

from django.contrib import admin
from django.core import serializers
from django.db.models import (
    Avg,
    Case,
    Count,
    Exists,
    ExpressionWrapper,
    F,
    Max,
    Min,
    OuterRef,
    Q,
    Subquery,
    TextField,
    Value,
    When,
    Window,
)
from django.db.models.functions import Cast, Coalesce, Concat, Length, Lower, RowNumber, TruncYear

from tests.encryption.app.models import Akt, Anteckning
from tests.encryption.verb.rad import DAY, FACT, NEW, SECRET, draft, rows, token


def bulk_update(row):
    row.text = NEW
    rows.bulk_update([row], ["text"])


def upsert(row, **others):
    rows.bulk_create(
        [draft(row, **others)], update_conflicts=True, unique_fields=["pk"], update_fields=["text"]
    )


def steal(row):
    thief = Akt.objects.create(id=uuid.uuid4(), namn=NEW)
    upsert(row, pk=row.pk, akt=thief)


def change_owner_by_upsert(row):
    rows.bulk_create(
        [draft(row, pk=row.pk)],
        update_conflicts=True,
        unique_fields=["pk"],
        update_fields=["akt"],
    )


def admin_search(row):
    site = admin.ModelAdmin(Anteckning, admin.AdminSite())
    site.search_fields = ["text"]
    list(site.get_search_results(None, rows.all(), SECRET)[0])


def load_plain_text(row):
    fields = f'{{"text": "{NEW}", "akt": "{row.akt_id}"}}'
    [loaded] = serializers.deserialize(
        "json", f'[{{"model": "provapp.anteckning", "pk": "{row.pk}", "fields": {fields}}}]'
    )
    loaded.save()


LOOKUPS = sorted(TextField.get_lookups().keys() - {"isnull"})


def filtered(**lookup):
    return lambda _: rows.filter(**lookup)


REFUSED = {
    **{f"filter {name}": filtered(**{f"text__{name}": [SECRET, NEW]}) for name in LOOKUPS},
    "filter": lambda _: rows.filter(text=SECRET),
    "filter none": lambda _: rows.filter(text=None),
    "filter by a token": lambda row: rows.filter(text=token(row)),
    "filter date": lambda _: rows.filter(dag=DAY),
    "filter year": filtered(dag__year=2011),
    "filter choice": lambda _: rows.filter(sort="samtal"),
    "filter json key": filtered(fakta__a=FACT),
    "filter across": lambda _: rows.filter(akt__namn="Kim Exempelsson"),
    "filter history": lambda _: Anteckning.history.filter(text=SECRET),
    "filter annotation": lambda _: rows.annotate(x=F("text")).filter(x=SECRET),
    "exclude": lambda _: rows.exclude(text=SECRET),
    "get": lambda _: rows.get(text=SECRET),
    "q": lambda _: rows.filter(~Q(text=SECRET) | Q(ordning=1)),
    "get_or_create": lambda _: rows.get_or_create(text=SECRET),
    "update_or_create": lambda _: rows.update_or_create(text=SECRET, defaults={"ordning": 1}),
    "outer ref": lambda _: list(Akt.objects.filter(Exists(rows.filter(klartext=OuterRef("namn"))))),
    "as operand": lambda _: list(rows.filter(klartext=F("text"))),
    "order_by": lambda _: list(rows.order_by("text")),
    "order_by minus": lambda _: list(rows.order_by("-text")),
    "order_by f": lambda _: list(rows.order_by(F("text").desc())),
    "order_by across": lambda _: list(rows.order_by("akt__namn")),
    "order_by annotation": lambda _: list(rows.annotate(x=F("text")).order_by("x")),
    "order_by annotation f": lambda _: list(rows.annotate(x=F("text")).order_by(F("x").asc())),
    "order_by a value": lambda _: list(rows.values("text").order_by("text")),
    "order_by a renamed value": lambda _: list(rows.values(x=F("text")).order_by("-x")),
    "latest": lambda _: rows.latest("dag"),
    "earliest": lambda _: rows.earliest("dag"),
    "window order": lambda _: list(rows.annotate(n=Window(RowNumber(), order_by="text"))),
    "window partition": lambda _: list(rows.annotate(n=Window(Count("*"), partition_by=F("text")))),
    "distinct value": lambda _: list(rows.values("text").distinct()),
    "distinct on": lambda _: list(rows.distinct("text")),
    "group by": lambda _: list(rows.values("text").annotate(n=Count("pk"))),
    "group by annotation": lambda _: list(
        rows.annotate(x=F("text")).values("x").annotate(n=Count("pk"))
    ),
    "count": lambda _: rows.aggregate(n=Count("text")),
    "count distinct": lambda _: rows.aggregate(n=Count("text", distinct=True)),
    "max": lambda _: rows.aggregate(n=Max("dag")),
    "min across": lambda _: rows.aggregate(n=Min("akt__namn")),
    "avg": lambda _: rows.aggregate(n=Avg("dag")),
    "lower": lambda _: list(rows.annotate(x=Lower("text"))),
    "length": lambda _: list(rows.annotate(x=Length("text"))),
    "concat": lambda _: list(rows.annotate(x=Concat("text", Value("x")))),
    "coalesce": lambda _: list(rows.annotate(x=Coalesce("rubrik", "text"))),
    "cast": lambda _: list(rows.annotate(x=Cast("text", TextField()))),
    "wrap": lambda _: list(rows.annotate(x=ExpressionWrapper(F("text"), TextField()))),
    "trunc": lambda _: list(rows.annotate(x=TruncYear("dag"))),
    "dates": lambda _: list(rows.dates("dag", "year")),
    "arithmetic": lambda _: list(rows.annotate(x=F("ordning") + F("dag"))),
    "case when": lambda _: list(rows.annotate(x=Case(When(text=SECRET, then=1)))),
    "case then": lambda _: list(rows.annotate(x=Case(When(ordning=0, then="text")))),
    "value as sealed": lambda _: list(
        rows.annotate(x=Value(SECRET, output_field=Anteckning._meta.get_field("text")))
    ),
    "in_bulk": lambda _: rows.in_bulk([SECRET], field_name="text"),
    "update": lambda _: rows.update(text=NEW),
    "update to value": lambda _: rows.update(text=Value(NEW)),
    "update to column": lambda _: rows.update(text=F("rubrik")),
    "update clear to sealed": lambda _: rows.update(klartext=F("text")),
    "update to case": lambda _: rows.update(text=Case(When(ordning=0, then=Value(NEW)))),
    "update to subquery": lambda _: rows.update(text=Subquery(rows.values("klartext")[:1])),
    "bulk_update": bulk_update,
    "upsert": lambda row: upsert(row, pk=row.pk),
    "upsert of another's row": steal,
    "upsert of the owner": change_owner_by_upsert,
    "create from expression": lambda row: rows.create(akt=row.akt, text=Value(NEW)),
    "create from bytes": lambda row: rows.create(akt=row.akt, text=NEW.encode()),
    "pickle of a draft": lambda row: pickle.dumps(draft(row)),
    "text of a token": lambda row: f"{token(row)}",
    "loaddata of plain text": load_plain_text,
    "admin search": admin_search,
}
