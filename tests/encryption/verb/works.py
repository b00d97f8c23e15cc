"""Verbs that work: each returns whether it did what it does to any field."""

import pickle

from django import forms
from django.contrib import admin
from django.core import serializers
from django.db.models import (
    Case,
    Count,
    Exists,
    F,
    OuterRef,
    Prefetch,
    Q,
    Subquery,
    When,
    Window,
)
from django.db.models.functions import RowNumber
from django.utils import timezone

from tests.encryption.app.models import Akt, Anteckning
from tests.encryption.avlyssning import reveals
from tests.encryption.verb.rad import ALL, HEADING, NEW, SECRET, SECRETS, draft, opened, rows, token


class AnteckningForm(forms.ModelForm):
    class Meta:
        model = Anteckning
        fields = ["text", "rubrik", "dag", "sort"]


def save(row):
    row.text = NEW
    row.save()
    return rows.get(pk=row.pk).text == NEW


def save_some(row):
    row.text, row.rubrik = NEW, NEW
    row.save(update_fields=["text"])
    return (rows.get(pk=row.pk).text, rows.get(pk=row.pk).rubrik) == (NEW, HEADING)


def bulk_create(row):
    made = rows.bulk_create([draft(row), draft(row, text=SECRET)])
    return {one.text for one in rows.filter(pk__in=[one.pk for one in made])} == {NEW, SECRET}


def upsert_of_clear_columns(row):
    rows.bulk_create(
        [draft(row, pk=row.pk, ordning=7, rubrik="x")],
        update_conflicts=True,
        unique_fields=["pk"],
        update_fields=["ordning"],
    )
    met = rows.get(pk=row.pk)
    return (met.ordning, met.text) == (7, SECRET)


def update_or_create(row):
    _, created = rows.update_or_create(pk=row.pk, defaults={"text": NEW})
    return (created, rows.get(pk=row.pk).text) == (False, NEW)


def get_or_create(row):
    made, created = rows.get_or_create(klartext="x", defaults={"akt": row.akt, "text": NEW})
    return created and rows.get(pk=made.pk).text == NEW


def update_to_token(row):
    rows.filter(pk=row.pk).update(text=token(row))
    return rows.get(pk=row.pk).text == SECRET


def form(row):
    filled = AnteckningForm({"text": NEW, "sort": "samtal", "dag": "2011-02-28"}, instance=row)
    assert filled.is_valid(), filled.errors
    return rows.get(pk=filled.save().pk).text == NEW


def admin_form(row):
    site = admin.ModelAdmin(Anteckning, admin.AdminSite())
    filled = site.get_form(None, fields=["text"])({"text": NEW}, instance=row)
    site.save_model(None, filled.save(commit=False), filled, change=True)
    return rows.get(pk=row.pk).text == NEW


def unpickled_queryset(row):
    fetched = rows.all()
    list(fetched)
    again = pickle.loads(pickle.dumps(fetched))  # noqa: S301
    return opened(again[0]) == ALL


def deleted_row_in_history(row):
    pk = row.pk
    row.delete()
    return Anteckning.history.filter(id=pk).first().text == SECRET


def refreshed(row):
    row.text = NEW
    row.refresh_from_db()
    return opened(row) == ALL


def difference(row):
    save(row)
    newest, oldest = row.history.all()
    [change] = newest.diff_against(oldest).changes
    return (change.old, change.new) == (SECRET, NEW)


def as_of(row):
    then = timezone.now()
    save(row)
    return rows.model.history.as_of(then).get().text == SECRET


def loaded_fixture(row):
    dumped = serializers.serialize("json", rows.all())
    assert not reveals(dumped.encode(), SECRETS)
    [loaded] = serializers.deserialize("json", dumped)
    return loaded.object.pk == row.pk


WORKS = {
    "create and get": lambda row: opened(row) == ALL,
    "save": save,
    "save update_fields": save_some,
    "full_clean": lambda row: row.full_clean() is None,
    "bulk_create": bulk_create,
    "bulk_create ignore_conflicts": lambda row: (
        rows.bulk_create([draft(row, pk=row.pk)], ignore_conflicts=True)
        and rows.get().text == SECRET
    ),
    "upsert of clear columns": upsert_of_clear_columns,
    "update of clear columns": lambda _: rows.update(ordning=F("ordning") + 1) == 1,
    "update to a token": update_to_token,
    "update to null": lambda _: rows.update(dag=None) and rows.get().dag is None,
    "bulk_update of clear columns": lambda row: rows.bulk_update([row], ["ordning"]) == 1,
    "get_or_create": get_or_create,
    "update_or_create": update_or_create,
    "delete": deleted_row_in_history,
    "refresh_from_db": refreshed,
    "isnull": lambda row: rows.filter(text__isnull=False, fakta__isnull=False).get() == row,
    "isnull across": lambda row: rows.filter(akt__namn__isnull=False).get() == row,
    "exclude isnull": lambda _: not rows.exclude(dag__isnull=False).exists(),
    "q isnull": lambda row: rows.filter(Q(motiv__isnull=True) | ~Q(dag__isnull=True)).get() == row,
    "case when isnull": lambda _: (
        rows.annotate(x=Case(When(dag__isnull=False, then=1), default=0)).get().x == 1
    ),
    "values": lambda row: (
        set(rows.values("text", "dag").get().values())
        == {token(row), rows.values_list("dag", flat=True).get()}
    ),
    "values_list": lambda _: repr(rows.values_list("text", "ordning").get()) == "(<Sealed>, 0)",
    "annotate f": lambda row: rows.annotate(x=F("text")).get().x == token(row),
    "annotate f across": lambda _: repr(rows.annotate(x=F("akt__namn")).get().x) == "<Sealed>",
    "annotate count": lambda _: rows.annotate(n=Count("akt")).get().n == 1,
    "group by key": lambda _: rows.values("pk", "text").annotate(n=Count("pk")).get()["n"] == 1,
    "aggregate clear": lambda _: rows.aggregate(n=Count("pk"))["n"] == 1,
    "window": lambda _: rows.annotate(n=Window(RowNumber(), order_by="ordning")).get().n == 1,
    "subquery": lambda row: (
        Akt.objects.annotate(x=Subquery(rows.filter(akt=OuterRef("pk")).values("text")[:1])).get().x
        == token(row)
    ),
    "exists": lambda _: Akt.objects.filter(
        Exists(rows.filter(akt=OuterRef("pk"), text__isnull=False))
    ).exists(),
    "in a subquery": lambda row: rows.filter(pk__in=rows.filter(text__isnull=False)).get() == row,
    "order by clear": lambda _: rows.order_by("ordning", "-pk").first().text == SECRET,
    "distinct rows": lambda _: rows.distinct().get().text == SECRET,
    "distinct with key": lambda _: rows.values("pk", "text").distinct().count() == 1,
    "distinct on clear": lambda _: rows.distinct("akt").get().text == SECRET,
    "union": lambda _: rows.union(rows.all()).get().text == SECRET,
    "intersection": lambda _: rows.intersection(rows.all()).get().text == SECRET,
    "in_bulk": lambda row: rows.in_bulk([row.pk])[row.pk].text == SECRET,
    "only": lambda _: opened(rows.only("ordning").get()) == ALL,
    "defer": lambda _: opened(rows.defer("text", "dag").get()) == ALL,
    "select_related": lambda _: rows.select_related("akt").get().akt.namn == "Kim Exempelsson",
    "prefetch_related": lambda _: (
        Akt.objects.prefetch_related(Prefetch("anteckning_set", to_attr="alla")).get().alla[0].text
        == SECRET
    ),
    "select_for_update": lambda _: rows.select_for_update(of=["self"]).get().text == SECRET,
    "iterator": lambda _: [one.text for one in rows.iterator(chunk_size=1)] == [SECRET],
    "count, exists, contains": lambda row: rows.count() and rows.exists() and rows.contains(row),
    "explain": lambda _: "Scan" in rows.filter(text__isnull=False).explain(),
    "raw": lambda _: opened(rows.raw("SELECT * FROM provapp_anteckning")[0]) == ALL,
    "raw deferred": lambda _: rows.raw("SELECT id FROM provapp_anteckning")[0].text == SECRET,
    "extra select": lambda row: bytes(rows.extra(select={"x": "text"}).get().x) == token(row).blob,
    "pickle of rows": unpickled_queryset,
    "history": lambda row: row.history.get().text == SECRET,
    "history as_of": as_of,
    "history diff": difference,
    "dumpdata, loaddata": loaded_fixture,
    "model form": form,
    "admin form": admin_form,
}
