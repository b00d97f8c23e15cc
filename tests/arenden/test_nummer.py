"""Identity numbers: valid or refused, sealed as twelve digits, always with their index."""

from __future__ import annotations

from datetime import date

import pytest
from django.core.exceptions import ValidationError
from django.db import transaction

from arenden.models import Identitetsbeteckning, Vardnadshavare
from arenden.models.uppslag import find_akt_id, has_number
from encryption import blob, plaintext
from encryption.errors import SealError
from tests.builders import make_akt

pytestmark = pytest.mark.django_db

WRITTEN = "20131101-2395"
SIFFROR = "201311012395"
MONTH_UNKNOWN, DAY_UNKNOWN = "197000712393", "197010602394"
NUMMER = Identitetsbeteckning._meta.get_field("nummer")


@pytest.fixture
def akt():
    return make_akt()


def identify(akt, nummer=WRITTEN):
    return Identitetsbeteckning.objects.create(
        akt=akt, namnd=akt.namnd, slag="personnummer", nummer=nummer, giltig_fran=date(2020, 1, 1)
    )


def stored_plaintext(rad):
    column = blob.column_context("arenden.Identitetsbeteckning", "nummer")
    token = Identitetsbeteckning.objects.values_list("nummer", flat=True).get(pk=rad.pk)
    return plaintext.decode(b"T", blob.unseal(token.blob, column, rad.pk, rad.akt_id))


@pytest.mark.parametrize("written", [WRITTEN, SIFFROR, "131101-2395", "20131101 2395"])
def test_however_it_is_written_the_same_twelve_digits_are_sealed(akt, written):
    rad = identify(akt, written)
    assert rad.nummer == Identitetsbeteckning.objects.get(pk=rad.pk).nummer == WRITTEN
    assert stored_plaintext(rad) == SIFFROR.encode()
    assert find_akt_id(akt.namnd, SIFFROR) == akt.pk


@pytest.mark.parametrize("siffror", [MONTH_UNKNOWN, DAY_UNKNOWN])
def test_a_samordningsnummer_may_leave_month_or_day_unknown(akt, siffror):
    identify(akt, siffror)
    assert find_akt_id(akt.namnd, siffror) == akt.pk


def test_what_was_sealed_with_a_hyphen_is_read_alike():
    assert NUMMER.load(WRITTEN.encode()) == NUMMER.load(SIFFROR.encode()) == WRITTEN


@pytest.mark.parametrize("nummer", ["20131101-2396", "20131301-2395", "x", "2013"])
def test_what_is_no_number_is_never_sealed(akt, nummer):
    with pytest.raises(SealError), transaction.atomic():
        identify(akt, nummer)
    with pytest.raises(ValidationError):
        NUMMER.clean(nummer, None)
    assert not Identitetsbeteckning.objects.exists()


def test_a_guardian_may_lack_a_number(akt):
    rad = Vardnadshavare.objects.create(akt=akt, namnd=akt.namnd, fran=date(2020, 1, 1))
    assert Vardnadshavare.objects.get(pk=rad.pk).nummer == ""


def test_a_changed_number_is_found_and_the_old_one_is_not(akt):
    rad = identify(akt)
    rad.nummer = "20120126-2399"
    rad.save(update_fields=["nummer"])
    assert find_akt_id(akt.namnd, "201201262399") == akt.pk
    assert find_akt_id(akt.namnd, SIFFROR) is None


def test_a_number_is_sought_in_the_namnder_asked_for_only(akt):
    rad, other = identify(akt), make_akt()
    identify(other)
    rows = Identitetsbeteckning.objects
    assert rows.get(has_number([akt.namnd], SIFFROR)) == rad
    assert rows.filter(has_number([akt.namnd, other.namnd], SIFFROR)).count() == 2
    assert not rows.filter(has_number([], SIFFROR)).exists()
