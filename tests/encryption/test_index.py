"""The index of a sealed value follows the value, and its key can be changed while all goes on."""

import pytest
from django.core.exceptions import FieldError, ValidationError
from django.db import IntegrityError, transaction
from django.db.models import F

from encryption import indexrotation
from encryption.errors import SealError
from encryption.index import blind_index, sought_indexes
from encryption.indexrotation import indexed_purposes, rotate_index, unknown_rows
from encryption.models import Indexversion
from encryption.opened import collect_openings
from tests.encryption.app.models import Kontakt

pytestmark = pytest.mark.django_db

FIRST, SECOND = "201101062394", "201111242390"


def index(number, version=1, town="Ystad"):
    return blind_index(f"{town}:{number}", purpose="prov", version=version)


@pytest.fixture
def make(akt):
    def make_kontakt(nummer=FIRST, ort="Ystad"):
        return Kontakt.objects.create(akt=akt, ort=ort, nummer=nummer)

    return make_kontakt


def stored(pk):
    return tuple(
        value and bytes(value) for value in Kontakt.objects.values_list("udda", "jamn").get(pk=pk)
    )


def found(number, town="Ystad"):
    udda, jamn = sought_indexes(f"{town}:{number}", purpose="prov")
    rows = Kontakt.objects.filter(udda=udda) | Kontakt.objects.filter(jamn=jamn)
    return list(rows)


def lose_value(kontakt):
    """Leave the index and take the value, as in rows from before it was kept."""
    rows = Kontakt.objects.filter(pk=kontakt.pk)
    rows.update(nummer=None, udda=F("udda"), jamn=F("jamn"))


def rotate(batch=100):
    return list(rotate_index("prov", batch=batch))


def test_every_version_and_purpose_has_an_index_of_its_own():
    indexes = [
        blind_index("1", purpose="prov"),
        blind_index("1", purpose="prov", version=2),
        blind_index("1", purpose="prov", version=3),
        blind_index("1", purpose="2/prov"),
        blind_index("2", purpose="prov"),
    ]
    assert len(set(indexes)) == 5
    assert {len(one) for one in indexes} == {32}


def test_the_index_follows_the_value(make):
    kontakt = make()
    assert stored(kontakt.pk) == (index(FIRST), None)
    kontakt.nummer = SECOND
    kontakt.save(update_fields=["nummer"])
    assert stored(kontakt.pk) == (index(SECOND), None)


@pytest.mark.parametrize("nothing", ["", None])
def test_a_value_taken_away_takes_its_index_with_it(make, nothing):
    kontakt = make()
    kontakt.nummer = nothing
    kontakt.save()
    assert stored(kontakt.pk) == (None, None)


def test_an_index_whose_value_was_never_kept_stays(make):
    kontakt = make()
    lose_value(kontakt)
    Kontakt.objects.get(pk=kontakt.pk).save()
    assert stored(kontakt.pk) == (index(FIRST), None)


def test_many_at_once_are_indexed_too(akt):
    rows = [Kontakt(akt=akt, ort="Ystad", nummer=number) for number in (FIRST, SECOND)]
    made = Kontakt.objects.bulk_create(rows)
    assert [stored(row.pk)[0] for row in made] == [index(FIRST), index(SECOND)]


def test_an_old_copy_does_not_put_an_old_index_back(make):
    kontakt = Kontakt.objects.get(pk=make().pk)
    rotate()
    with collect_openings() as openings:
        kontakt.ort = "Ystad"
        kontakt.save()
    assert openings == []
    assert stored(kontakt.pk) == (None, index(FIRST, 2))


def test_what_was_set_by_hand_is_not_believed(make):
    kontakt = make()
    kontakt.udda = index(SECOND)
    kontakt.save()
    assert stored(kontakt.pk) == (index(FIRST), None)


def test_a_value_is_not_replaced_behind_its_index(make):
    kontakt, other = make(), make(SECOND)
    token = Kontakt.objects.values_list("nummer", flat=True).get(pk=other.pk)
    for value in (token, None):
        with pytest.raises(FieldError, match="has an index"), transaction.atomic():
            Kontakt.objects.filter(pk=kontakt.pk).update(nummer=value)
    assert found(FIRST) == [kontakt]


def test_uniqueness_is_told_before_the_row_is_written(make, akt):
    make()
    twin = Kontakt(akt=akt, ort="Ystad", nummer=FIRST)
    with pytest.raises(ValidationError):
        twin.full_clean()
    Kontakt(akt=akt, ort="Lund", nummer=FIRST).full_clean()


def test_history_keeps_no_index(make):
    columns = {field.name for field in Kontakt.history.model._meta.fields}
    assert {"udda", "jamn"} & columns == set()
    assert make().history.get().instance.nummer == FIRST


@pytest.mark.django_db(transaction=True)
def test_a_value_is_indexed_in_a_transaction_only(make):
    with pytest.raises(SealError):
        make()


def test_rotation_changes_every_index_and_finds_throughout(make):
    kept = [make(f"2011010{n}2384") for n in range(5)]
    before = [stored(row.pk) for row in kept]
    for at in rotate_index("prov", batch=2):
        assert [found(row.nummer) for row in kept] == [[row] for row in kept], at
    after = [stored(row.pk) for row in kept]
    assert after == [(None, index(row.nummer, 2)) for row in kept]
    rotate()
    assert [stored(row.pk) for row in kept] == [(index(row.nummer, 3), None) for row in kept]
    assert not set(before) & {stored(row.pk) for row in kept}
    assert Indexversion.objects.get(syfte="prov").version == 3


def test_no_number_gets_two_rows_at_any_step(make):
    make(SECOND)
    for _ in rotate_index("prov", batch=1):
        with pytest.raises(IntegrityError), transaction.atomic():
            make(SECOND)
    with pytest.raises(IntegrityError), transaction.atomic():
        make(SECOND)


def test_rows_made_during_rotation_are_found_at_every_later_step(make):
    made = [make("1")]
    for at, _ in enumerate(rotate_index("prov", batch=1)):
        assert [found(row.nummer) for row in made] == [[row] for row in made]
        made.append(make(f"{at + 2}"))
    assert [stored(row.pk) for row in made] == [(None, index(row.nummer, 2)) for row in made]


def test_a_change_cut_off_anywhere_is_brought_to_its_end(make):
    rows = [make(f"{n}") for n in range(4)]
    steps = len(rotate(batch=1))
    for cut in range(1, steps):
        change = rotate_index("prov", batch=1)
        for _ in range(cut):
            next(change)
        change.close()
        assert [found(row.nummer) for row in rows] == [[row] for row in rows]
        version = Indexversion.objects.get(syfte="prov").version
        rotate(batch=1)
        assert Indexversion.objects.get(syfte="prov").version in {version, version + 1}
        parity = Indexversion.objects.get(syfte="prov").version % 2
        assert {stored(row.pk)[parity] for row in rows} == {None}


def test_the_new_version_never_rules_before_every_row_has_it(make, monkeypatch):
    make()
    monkeypatch.setattr(indexrotation, "_fill", lambda *_: iter(()))
    with pytest.raises(SealError):
        rotate()
    assert Indexversion.objects.get(syfte="prov").lage == Indexversion.Lage.FYLLER


def test_a_row_without_its_value_is_counted(make):
    kontakt = make()
    assert unknown_rows("prov") == 0
    lose_value(kontakt)
    assert unknown_rows("prov") == 1


def test_every_purpose_with_a_table_is_known():
    assert "prov" in indexed_purposes()
