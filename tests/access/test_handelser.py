"""Grants that events give for a time: they begin, follow the work, and end by themselves."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.utils import timezone

from access.actions.delegation import end_delegation, give_delegation
from access.actions.franvaro import appoint_ersattare, end_franvaro
from access.actions.jour import end_jourpass, give_jourpass
from access.models import Anvandare, Avisering, Roll, Skal, Tilltrade
from arenden import policy
from arenden.actions.tilldelning import assign_arende
from arenden.models import Arende, Beslut, Steg
from tests.builders import make_anvandare, make_enhet
from tests.insatser import vagen

pytestmark = pytest.mark.django_db

IDAG = timezone.localdate
VECKA = timedelta(days=7)


@pytest.fixture
def stad() -> vagen.Stad:
    return vagen.make_stad()


def sees(person: Anvandare, arende: Arende) -> bool:
    return Arende.objects.visible_to(person).filter(pk=arende.pk).exists()


def anew(person: Anvandare) -> Anvandare:
    """As the next request loads the person."""
    return Anvandare.objects.get(pk=person.pk)


def assigned(stad: vagen.Stad) -> Arende:
    arende = vagen.receive(stad)
    vagen.protect(stad, arende)
    vagen.open_(stad, arende)
    vagen.assign(stad, arende)
    return vagen.fresh(arende)


def away(stad: vagen.Stad, ersattare: Anvandare, *, om: int = 0, dagar: int = 7):
    return appoint_ersattare(
        anvandare=stad.handlaggare,
        ersattare=ersattare,
        fran=IDAG() + timedelta(days=om),
        till=IDAG() + timedelta(days=om + dagar),
        actor=stad.gruppledare,
    )


def test_the_cover_reaches_what_the_absent_colleague_works_with(stad):
    arende, kollega = assigned(stad), make_anvandare(enhet=stad.enhet)
    franvaro = away(stad, kollega)
    assert sees(kollega, arende)
    assert policy.may_work(kollega, arende)
    grant = Tilltrade.objects.get(anvandare=kollega, skal=Skal.FRANVARO)
    assert timezone.localdate(grant.till) == franvaro.till + timedelta(days=1)
    assert Avisering.objects.get(mottagare=kollega).slag == Avisering.Slag.ERSATTARE


def test_the_cover_reaches_what_is_assigned_meanwhile_and_not_what_is_taken_away(stad):
    kollega, annan = make_anvandare(enhet=stad.enhet), make_anvandare(enhet=stad.enhet)
    away(stad, kollega)
    arende = assigned(stad)
    assert sees(kollega, arende)
    assign_arende(arende=arende, handlaggare=annan, enhet=stad.enhet, actor=stad.gruppledare)
    assert not sees(kollega, arende)


def test_an_absence_to_come_opens_nothing_yet(stad):
    arende, kollega = assigned(stad), make_anvandare(enhet=stad.enhet)
    franvaro = away(stad, kollega, om=3)
    assert not sees(kollega, arende)
    end_franvaro(franvaro=franvaro, actor=stad.gruppledare)
    assert not Tilltrade.objects.unended().filter(anvandare=kollega).exists()


def test_coming_back_early_ends_the_cover_at_once(stad):
    arende, kollega = assigned(stad), make_anvandare(enhet=stad.enhet)
    franvaro = away(stad, kollega)
    end_franvaro(franvaro=franvaro, actor=stad.gruppledare)
    assert not sees(kollega, arende)
    with pytest.raises(ValidationError, match="redan avslutad"):
        end_franvaro(franvaro=franvaro, actor=stad.gruppledare)


def test_nobody_covers_from_another_namnd_and_no_two_absences_overlap(stad):
    with pytest.raises((PermissionDenied, ValidationError)):
        away(stad, make_anvandare(enhet=make_enhet()))
    away(stad, make_anvandare(enhet=stad.enhet))
    with pytest.raises(ValidationError, match="redan en frånvaro"):
        away(stad, make_anvandare(enhet=stad.enhet), om=2)


def on_duty(stad: vagen.Stad, *, om: int = 0, timmar: int = 8):
    jour = make_anvandare(Roll.SOCIALJOUR, enhet=make_enhet(namnd=stad.namnd))
    nu = timezone.now()
    jourpass = give_jourpass(
        anvandare=jour,
        namnd=stad.namnd,
        fran=nu + timedelta(hours=om),
        till=nu + timedelta(hours=om + timmar),
        actor=stad.gruppledare,
    )
    return jour, jourpass


def test_a_pass_opens_the_mottagning_and_what_has_left_it_is_closed(stad):
    nytt = vagen.receive(stad)
    jour, jourpass = on_duty(stad)
    assert sees(jour, nytt)
    assert policy.may_work(jour, nytt)
    assert policy.may_register_inflode(jour, stad.namnd)
    vagen.protect(stad, nytt)
    vagen.open_(stad, nytt)
    vagen.assign(stad, nytt)
    assert not sees(jour, nytt)
    end_jourpass(jourpass=jourpass, actor=stad.gruppledare)
    assert not policy.may_register_inflode(jour, stad.namnd)


def test_before_the_pass_and_without_one_the_jour_sees_and_receives_nothing(stad):
    nytt = vagen.receive(stad)
    jour, _ = on_duty(stad, om=2)
    assert not sees(jour, nytt)
    assert not policy.may_register_inflode(jour, stad.namnd)


def test_a_pass_is_at_most_a_day_and_only_for_the_jour(stad):
    with pytest.raises(ValidationError, match="högst ett dygn"):
        on_duty(stad, timmar=25)
    nu = timezone.now()
    with pytest.raises(PermissionDenied, match="socialjouren"):
        give_jourpass(
            anvandare=stad.handlaggare,
            namnd=stad.namnd,
            fran=nu,
            till=nu + timedelta(hours=8),
            actor=stad.gruppledare,
        )


def delegated(stad: vagen.Stad, person: Anvandare, arendetyp: str = "beslut", om: int = 0):
    return give_delegation(
        anvandare=person,
        arendetyp=arendetyp,
        enhet=stad.enhet,
        fran=IDAG() + timedelta(days=om),
        till=IDAG() + VECKA,
        actor=stad.gruppledare,
    )


def proposed(stad: vagen.Stad) -> Beslut:
    return vagen.arende_at(stad, Steg.BESLUT).beslut.get(utfall="")


def test_a_delegation_lets_a_person_decide_what_it_names_until_it_ends(stad):
    beslut, kollega = proposed(stad), make_anvandare(enhet=stad.enhet)
    assert not policy.may_decide_beslut(kollega, beslut)
    delegation = delegated(stad, kollega)
    kollega = anew(kollega)
    assert policy.may_decide_beslut(kollega, beslut)
    assert not policy.may_decide(kollega, beslut.arende, "forlangning")
    assert not policy.may_assign(kollega, beslut.arende)
    end_delegation(delegation=delegation, actor=stad.gruppledare)
    assert not policy.may_decide_beslut(anew(kollega), beslut)
    assert not sees(kollega, beslut.arende)


def test_with_a_delegation_one_still_never_decides_ones_own_proposal(stad):
    beslut = proposed(stad)
    delegated(stad, stad.handlaggare)
    assert "själv föreslagit" in policy.may_decide_beslut(anew(stad.handlaggare), beslut).reason


def test_a_delegation_to_come_decides_nothing_yet(stad):
    beslut, kollega = proposed(stad), make_anvandare(enhet=stad.enhet)
    delegated(stad, kollega, om=2)
    assert not policy.may_decide_beslut(anew(kollega), beslut)


def test_what_the_order_keeps_is_not_delegated(stad):
    with pytest.raises(ValidationError, match="Delegationsordningen"):
        delegated(stad, make_anvandare(enhet=stad.enhet), "tilldelning")
