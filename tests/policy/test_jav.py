"""Jäv: an akt that one person never reaches, whatever else is granted."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.utils import timezone

from access.middleware import row_level_security
from access.models import Jav, Niva, Roll
from access.policy import has_niva, niva_on
from arenden.models import Arende, Person, Personakt
from tests.builders import give_akt, make_akt, make_anvandare, make_arende
from tests.policy.test_radskydd import Omfattning, grant

pytestmark = pytest.mark.django_db


def declare(anvandare, akt, **falt):
    return Jav.objects.create(
        anvandare=anvandare, akt_id=akt.pk, slag=Jav.Slag.EGEN, anmald_av=anvandare, **falt
    )


def test_whoever_is_disqualified_reaches_nothing_of_the_akt_by_any_grant():
    akt = make_akt()
    make_arende(akt=akt)
    anvandare = make_anvandare(Roll.GRUPPLEDARE, enhet=akt.enhet)
    give_akt(anvandare, akt, Niva.BESLUTA)
    grant(anvandare, Omfattning.ENHET, akt.enhet_id)
    declare(anvandare, akt)
    assert not Personakt.objects.visible_to(anvandare).exists()
    assert not Person.objects.visible_to(anvandare).exists()
    assert not Arende.objects.visible_to(anvandare).exists()
    assert niva_on(anvandare, akt_id=akt.pk) == 0
    with row_level_security(anvandare.pk):
        assert not Personakt.objects.exists()
        assert not Arende.objects.exists()
        assert Jav.objects.count() == 1


def test_the_disqualification_of_one_is_nobody_elses_and_no_other_akts():
    akt, annan = make_akt(), make_akt()
    javig, kollega = make_anvandare(), make_anvandare()
    for anvandare in (javig, kollega):
        give_akt(anvandare, akt)
        give_akt(anvandare, annan)
    declare(javig, akt)
    assert set(Personakt.objects.visible_to(javig)) == {annan}
    assert set(Personakt.objects.visible_to(kollega)) == {akt, annan}


def test_it_closes_the_akt_while_it_is_in_force_only():
    nu = timezone.now()
    for fran, till, reached in (
        (nu - timedelta(days=9), nu - timedelta(days=1), True),
        (nu + timedelta(days=1), None, True),
        (nu - timedelta(days=1), nu + timedelta(days=1), False),
    ):
        akt, anvandare = make_akt(), make_anvandare()
        give_akt(anvandare, akt)
        declare(anvandare, akt, fran=fran, till=till)
        assert has_niva(anvandare, Niva.ARBETA, akt_id=akt.pk) is reached


def test_a_protected_akt_is_reached_by_name_and_not_through_its_unit():
    akt = make_akt(skyddsniva="sekretessmarkering")
    namngiven, chef = make_anvandare(), make_anvandare(Roll.ENHETSCHEF, enhet=akt.enhet)
    give_akt(namngiven, akt)
    grant(chef, Omfattning.ENHET, akt.enhet_id)
    for anvandare, reached in ((namngiven, True), (chef, False)):
        assert Personakt.objects.visible_to(anvandare).exists() is reached
        with row_level_security(anvandare.pk):
            assert Personakt.objects.exists() is reached
            assert Personakt.historik.exists() is reached


def test_a_closed_account_reaches_nothing():
    akt, anvandare = make_akt(), make_anvandare()
    give_akt(anvandare, akt)
    anvandare.is_active = False
    anvandare.save()
    assert not Personakt.objects.visible_to(anvandare).exists()
    with row_level_security(anvandare.pk):
        assert not Personakt.objects.exists()


def test_a_grant_begins_and_ends_by_the_databases_clock(time_machine):
    """A web server whose clock is ahead neither delays a grant nor lets an ended one live on."""
    akt, anvandare = make_akt(), make_anvandare()
    time_machine.move_to(timezone.now() + timedelta(minutes=2))
    tilltrade = give_akt(anvandare, akt)
    assert Personakt.objects.visible_to(anvandare).exists()
    tilltrade.till = timezone.now()
    tilltrade.save()
    assert not Personakt.objects.visible_to(anvandare).exists()
