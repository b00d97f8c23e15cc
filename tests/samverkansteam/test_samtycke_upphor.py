"""A consent ends by itself at 18, and when no guardian who gave it has custody any more."""

from __future__ import annotations

from datetime import timedelta

import pytest
import time_machine
from django.core.exceptions import PermissionDenied, ValidationError
from django.urls import reverse
from django.utils import timezone

from access.models import Avisering
from arenden.models import Vardnadshavare
from audit.models import Logghandelse
from samverkansteam.actions.omprovning import custody_changed, remind_of_resting
from samverkansteam.actions.samtycke import answer_samtycke, withdraw_samtycke
from samverkansteam.models import Delgivningskopia, Samtycke
from tests.arenden.webb import som, text_of
from tests.samverkansteam.builders import Rum, make_rum, make_samtycke, make_svar
from tests.samverkansteam.test_samtycke import (
    IDAG,
    add_vardnadshavare,
    born,
    carries,
    lamna,
    yes_of,
)

pytestmark = pytest.mark.django_db
IMORGON = timezone.now() + timedelta(days=1)


def told(rum: Rum) -> list[str]:
    """What the party has been told of consents, as it stands in its inbox."""
    rader = Avisering.objects.filter(mottagare=rum.extern, slag=Avisering.Slag.UPPHORT)
    return [f"{rad.get_slag_display()}: {rad.referens}" for rad in rader]


def lose_custody(vuxen: Vardnadshavare) -> None:
    Vardnadshavare.objects.filter(pk=vuxen.pk).update(till=IDAG - timedelta(days=1))


def test_at_18_it_ends_and_the_party_is_told_once_just_as_at_a_withdrawal():
    rum = make_rum(fodelsedatum=born(18, om=1))
    samtycke = make_samtycke(rum)
    delgivning = lamna(rum)
    remind_of_resting(idag=IDAG)
    assert told(rum) == []
    with time_machine.travel(IMORGON, tick=False):
        dagen = timezone.localdate()
        remind_of_resting(idag=dagen)
        remind_of_resting(idag=dagen)
        assert told(rum) == ["Samtycke upphört: Skolsocialt team, Person 1"]
        samtycke.refresh_from_db()
        assert samtycke.upphort is not None
        assert samtycke.aterkallat is None
        with pytest.raises(ValidationError, match="inget samtycke som gäller i dag"):
            lamna(rum)
        assert Delgivningskopia.objects.visible_to(rum.extern).get().delgivning == delgivning
    assert Logghandelse.objects.filter(verb="samtycke.lapse").count() == 1
    inkorg = text_of(som(rum.extern).get(reverse("access:aviseringar")))
    assert "Samtycke upphört" in inkorg
    assert "18" not in inkorg.partition("Samtycke upphört")[2].partition("Skolsocialt")[0]


def test_what_has_ended_is_neither_answered_nor_taken_back_and_a_new_one_is_given():
    rum = make_rum(fodelsedatum=born(18, om=1))
    samtycke = make_samtycke(rum)
    with time_machine.travel(IMORGON, tick=False):
        remind_of_resting(idag=timezone.localdate())
        samtycke.refresh_from_db()
        ja = [make_svar(nar=timezone.localdate())]
        with pytest.raises(PermissionDenied, match="Registrera ett nytt"):
            answer_samtycke(samtycke=samtycke, svar=ja, actor=rum.ledare)
        with pytest.raises(PermissionDenied, match="Registrera ett nytt"):
            withdraw_samtycke(samtycke=samtycke, actor=rum.ledare)
        dagen = timezone.localdate()
        make_samtycke(rum, svar=ja, fran=dagen, till=dagen)
        assert carries(rum)
    assert len(told(rum)) == 1


def test_one_that_was_taken_back_or_ran_out_before_18_is_not_told_of_again():
    rum = make_rum(fodelsedatum=born(18, om=1))
    withdraw_samtycke(samtycke=make_samtycke(rum), actor=rum.ledare)
    make_samtycke(rum, fran=IDAG - timedelta(days=9), till=IDAG)
    with time_machine.travel(IMORGON, tick=False):
        remind_of_resting(idag=timezone.localdate())
    assert len(told(rum)) == 1
    assert not Samtycke.objects.exclude(upphort=None).exists()


def test_it_ends_with_the_custody_of_whoever_gave_it():
    rum = make_rum(fodelsedatum=born(10))
    mamma = add_vardnadshavare(rum, "Moa")
    make_samtycke(rum, svar=[yes_of(mamma), make_svar()])
    lose_custody(mamma)
    remind_of_resting(idag=IDAG)
    remind_of_resting(idag=IDAG)
    assert told(rum) == ["Samtycke upphört: Skolsocialt team, Person 1"]
    assert Avisering.objects.filter(mottagare=rum.ledare, slag="samtycke").count() == 1


def test_it_goes_on_while_another_guardian_who_gave_it_has_custody():
    rum = make_rum(fodelsedatum=born(10))
    mamma, pappa = add_vardnadshavare(rum, "Moa"), add_vardnadshavare(rum, "Per")
    make_samtycke(rum, svar=[yes_of(mamma), yes_of(pappa)])
    lose_custody(mamma)
    custody_changed(rum.arende.akt, actor=rum.ledare)
    assert told(rum) == []
    assert carries(rum)


def test_one_that_waits_for_another_guardian_rests_and_the_party_is_not_told():
    rum = make_rum(fodelsedatum=born(10))
    make_samtycke(rum, svar=[yes_of(add_vardnadshavare(rum, "Moa"))])
    add_vardnadshavare(rum, "Per", fran=IDAG)
    custody_changed(rum.arende.akt, actor=rum.ledare)
    assert not carries(rum)
    assert told(rum) == []
    assert Avisering.objects.filter(mottagare=rum.ledare, slag="samtycke").count() == 1


def test_from_15_custody_changes_nothing():
    rum = make_rum(fodelsedatum=born(16))
    mamma = add_vardnadshavare(rum, "Moa")
    make_samtycke(rum, svar=[yes_of(mamma), make_svar()])
    lose_custody(mamma)
    custody_changed(rum.arende.akt, actor=rum.ledare)
    assert told(rum) == []
    assert carries(rum)


def test_one_without_a_noted_answer_carries_nothing_and_the_handlaggare_is_told():
    rum = make_rum(fodelsedatum=born(10))
    samtycke = make_samtycke(rum)
    samtycke.svar.all().delete()
    samtycke.givare, samtycke.sprak = "Mamman, enligt blanketten", None
    samtycke.save()
    assert not carries(rum)
    assert remind_of_resting(idag=IDAG) == 1
    assert told(rum) == []
    sida = som(rum.ledare).get(
        reverse("samverkansteam:samtycke", args=[rum.arende.pk, samtycke.pk])
    )
    assert "Mamman, enligt blanketten" in text_of(sida)
    assert "Det är inte antecknat vad var och en har svarat." in text_of(sida)
    withdraw_samtycke(samtycke=samtycke, actor=rum.ledare)
    assert Samtycke.objects.get().givare == "Mamman, enligt blanketten"


def test_noting_on_the_page_that_custody_has_ended_ends_it_and_tells_the_party_at_once():
    rum = make_rum(fodelsedatum=born(10))
    mamma = add_vardnadshavare(rum, "Moa")
    samtycke = make_samtycke(rum, svar=[yes_of(mamma)])
    webb = som(rum.ledare)
    svar = webb.post(
        reverse("arenden:vardnaden_upphor", args=[rum.arende.pk, mamma.pk]),
        {"till": IDAG - timedelta(days=1), "version": mamma.version},
    )
    assert svar.status_code == 303
    assert told(rum) == ["Samtycke upphört: Skolsocialt team, Person 1"]
    samtycke.refresh_from_db()
    assert samtycke.upphort is not None
    flik = webb.get(reverse("samverkansteam:arende", args=[rum.arende.pk]))
    assert "Upphört" in text_of(flik)


def test_a_guardian_added_on_the_page_lets_it_rest_until_they_have_answered():
    rum = make_rum(fodelsedatum=born(10))
    samtycke = make_samtycke(rum, svar=[yes_of(add_vardnadshavare(rum, "Moa"))])
    svar = som(rum.ledare).post(
        reverse("arenden:vardnad", args=[rum.arende.pk]),
        {"fornamn": "Per", "efternamn": "Berg", "fran": IDAG},
    )
    assert svar.status_code == 303
    assert not carries(rum)
    assert Avisering.objects.filter(mottagare=rum.ledare, slag="samtycke").count() == 1
    pappa = Vardnadshavare.objects.get(fran=IDAG)
    answer_samtycke(samtycke=samtycke, svar=[yes_of(pappa)], actor=rum.ledare)
    assert carries(rum)
