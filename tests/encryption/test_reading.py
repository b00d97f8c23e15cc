"""A sealed value is opened when it is read, by its own row, and by nothing else."""

import copy
import datetime as dt
import pickle
import uuid

import pytest

from encryption.errors import SealError
from encryption.opened import collect_openings
from encryption.token import Sealed
from tests.encryption.app.models import Akt, Anteckning, Insats

pytestmark = pytest.mark.django_db

SECRET = "Hemlig text"


def test_every_kind_comes_back_as_it_was(make_anteckning):
    values = {
        "text": "åäö 😀\n",
        "rubrik": "",
        "motiv": "x" * 5000,
        "dag": dt.date(2011, 2, 28),
        "fakta": {"a": [1, 2.5, None, True], "ö": "é"},
        "sort": "mote",
    }
    stored = Anteckning.objects.get(pk=make_anteckning(**values).pk)
    assert {name: getattr(stored, name) for name in values} == values
    assert stored.get_sort_display() == "Möte"


def test_none_is_null_and_empty_text_is_sealed(make_anteckning):
    made = make_anteckning(rubrik=None, motiv="")
    stored = Anteckning.objects.get(rubrik__isnull=True, motiv__isnull=False)
    assert (stored.pk, stored.rubrik, stored.motiv) == (made.pk, None, "")


def test_listing_opens_nothing(anteckning, django_assert_num_queries):
    with collect_openings() as openings, django_assert_num_queries(1):
        assert [row.ordning for row in Anteckning.objects.all()] == [0]
    assert openings == []


def test_each_opening_is_told_once(anteckning, akt):
    with collect_openings() as openings:
        assert anteckning.text == anteckning.text == SECRET
        assert anteckning.dag is None
        assert anteckning.motiv == ""
    assert openings == [
        (akt.pk, "provapp.Anteckning.text"),
        (akt.pk, "provapp.Anteckning.motiv"),
    ]


def test_nested_observers_both_hear(anteckning):
    with collect_openings() as outer, collect_openings() as inner:
        assert anteckning.text == SECRET
    assert outer == inner
    assert len(inner) == 1


def test_reading_what_was_just_written_opens_nothing(akt):
    with collect_openings() as openings:
        made = Anteckning.objects.create(akt=akt, text=SECRET)
        assert made.text == SECRET
    assert openings == []


def test_a_deferred_value_is_fetched_and_opened(anteckning, django_assert_num_queries):
    row = Anteckning.objects.defer("text").get(pk=anteckning.pk)
    assert "text" in row.get_deferred_fields()
    with django_assert_num_queries(1):
        assert row.text == row.text == SECRET
    row = Anteckning.objects.only("ordning").get(pk=anteckning.pk)
    row.save()
    assert Anteckning.objects.get(pk=anteckning.pk).text == SECRET


def test_refresh_takes_the_stored_value_and_opens_nothing(anteckning):
    other = Anteckning.objects.get(pk=anteckning.pk)
    other.text = "Nyare"
    other.save()
    anteckning.rubrik = "ångrad"
    with collect_openings() as openings:
        anteckning.refresh_from_db()
    assert openings == []
    assert (anteckning.text, anteckning.rubrik) == ("Nyare", "Hemlig rubrik")


def test_values_are_opaque_and_compare_by_their_bytes(anteckning):
    row = Anteckning.objects.values("text").get()
    flat = Anteckning.objects.values_list("text", flat=True).get()
    assert row["text"] == flat
    assert repr(flat) == "<Sealed>"
    for show in (str, "{}".format, "%s".__mod__):
        with pytest.raises(SealError):
            show(flat)


@pytest.mark.parametrize("is_read", [True, False])
def test_pickle_and_copies_carry_the_sealed_bytes(anteckning, is_read):
    if is_read:
        assert anteckning.text == SECRET
    pickled = pickle.dumps(anteckning)
    assert SECRET.encode() not in pickled
    unpickled = pickle.loads(pickled)  # noqa: S301
    for twin in (unpickled, copy.copy(anteckning), copy.deepcopy(anteckning)):
        assert SECRET not in repr(twin.__dict__)
        assert twin.text == SECRET


def test_what_is_not_saved_yet_shows_and_pickles_nothing(akt):
    draft = Anteckning(akt=akt, text=SECRET)
    assert draft.text == SECRET
    assert copy.deepcopy(draft).text == SECRET
    assert SECRET not in repr(draft.__dict__)
    with pytest.raises(SealError):
        pickle.dumps(draft)


def test_a_moved_value_does_not_open(anteckning, make_anteckning, other_akt):
    stolen = Anteckning.objects.values_list("text", flat=True).get(pk=anteckning.pk)
    other_row = make_anteckning()
    other_table = Insats.objects.create(akt=anteckning.akt)
    for place, field in ((other_row, "text"), (anteckning, "motiv"), (other_table, "motiv")):
        type(place).objects.filter(pk=place.pk).update(**{field: stolen})
        with pytest.raises(SealError):
            getattr(type(place).objects.get(pk=place.pk), field)
    Anteckning.objects.filter(pk=anteckning.pk).update(akt=other_akt)
    with pytest.raises(SealError):
        _ = Anteckning.objects.get(pk=anteckning.pk).text


def test_an_opened_value_does_not_follow_to_another_row_or_owner(anteckning, other_akt):
    assert anteckning.text == SECRET
    twin = copy.copy(anteckning)
    twin.pk = uuid.uuid4()
    with pytest.raises(SealError):
        _ = twin.text
    anteckning.akt = other_akt
    with pytest.raises(SealError):
        _ = anteckning.text


def test_every_changed_byte_is_noticed(akt):
    token = Akt.objects.values_list("namn", flat=True).get()
    for position in range(len(token.blob)):
        forged = bytearray(token.blob)
        forged[position] ^= 1
        akt.__dict__["namn"] = Sealed(bytes(forged))
        with pytest.raises(SealError) as refused:
            _ = akt.namn
        assert str(refused.value) == "The sealed value cannot be opened."


@pytest.mark.parametrize("blob", [b"", b"\x01", b"\x01\x01\x00\x00\x00\x01", b"Hemlig text"])
def test_bytes_that_were_never_sealed_are_refused(akt, blob):
    akt.__dict__["namn"] = Sealed(blob)
    with pytest.raises(SealError):
        _ = akt.namn
