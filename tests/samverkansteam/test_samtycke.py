"""Who has said what of a consent, what it carries while somebody has not, and its withdrawal."""

from __future__ import annotations

import threading
from datetime import date, timedelta

import pytest
import time_machine
from django.core.exceptions import ValidationError
from django.db import connections, transaction
from django.urls import reverse
from django.utils import timezone

from access.models import Avisering
from arenden.models import Vardnadshavare
from audit.models import Logghandelse
from samverkansteam.actions.delgivning import release
from samverkansteam.actions.omprovning import remind_of_resting
from samverkansteam.actions.samtycke import answer_samtycke, withdraw_samtycke
from samverkansteam.actions.team import add_deltagare, add_part
from samverkansteam.grunder import grunder_for, living_samtycke
from samverkansteam.models import Delgivning, Delgivningskopia, Samtycke
from tests.arenden.dokumenten import read, words_of_page, words_of_paper
from tests.arenden.webb import som, text_of
from tests.samverkansteam.builders import (
    Rum,
    ja_till_allt,
    make_extern,
    make_organisation,
    make_rum,
    make_samtycke,
    make_svar,
    samtyckesgrund,
    yes_of_all,
)

pytestmark = pytest.mark.django_db

IDAG = timezone.localdate()


def born(alder: int, *, om: int = 0) -> date:
    """Somebody who comes to an age in a number of days."""
    dag = IDAG + timedelta(days=om)
    return dag.replace(year=dag.year - alder)


def add_vardnadshavare(rum: Rum, fornamn: str, fran: date = date(2020, 1, 1)) -> Vardnadshavare:
    return Vardnadshavare.objects.create(
        akt=rum.arende.akt, namnd=rum.arende.namnd, fornamn=fornamn, efternamn="Berg", fran=fran
    )


def yes_of(vuxen: Vardnadshavare, svar: str = "ja", **override):
    return make_svar("vardnadshavare", svar, namn=vuxen.namn, vardnadshavare=vuxen, **override)


def carries(rum: Rum) -> bool:
    with transaction.atomic():
        return living_samtycke(rum.teamarende, rum.part, ["skola"]) is not None


def why_not(rum: Rum) -> list[str]:
    grunder = grunder_for(rum.teamarende, rum.part, None)
    return next(grund.hinder for grund in grunder if grund.lagrum.kod == "C")


def lamna(rum: Rum) -> Delgivning:
    grund = samtyckesgrund()
    return release(
        teamarende=rum.teamarende,
        mottagare=rum.part,
        lagrum=grund,
        innehall="Alva börjar tio på tisdagar.",
        slag=["skola"],
        andamal="Skolan lägger schemat.",
        svar=ja_till_allt(grund),
        actor=rum.ledare,
    )


def test_it_carries_nothing_until_both_guardians_of_a_younger_child_have_said_yes():
    rum = make_rum(fodelsedatum=born(10))
    mamma, pappa = add_vardnadshavare(rum, "Moa"), add_vardnadshavare(rum, "Per")
    samtycke = make_samtycke(rum, svar=[yes_of(mamma)])
    assert not carries(rum)
    assert "1 av 2 vårdnadshavare har inte samtyckt." in why_not(rum)
    answer_samtycke(samtycke=samtycke, svar=[yes_of(pappa)], actor=rum.ledare)
    assert carries(rum)


def test_from_15_the_young_person_decides_alone():
    rum = make_rum(fodelsedatum=born(15))
    add_vardnadshavare(rum, "Moa")
    make_samtycke(rum, svar=[make_svar()])
    assert carries(rum)


def test_a_later_no_stops_sharing_at_once_and_both_answers_stay():
    rum = make_rum(fodelsedatum=born(10))
    mamma = add_vardnadshavare(rum, "Moa")
    samtycke = make_samtycke(rum, svar=[yes_of(mamma)])
    answer_samtycke(samtycke=samtycke, svar=[yes_of(mamma, "nej")], actor=rum.ledare)
    with pytest.raises(ValidationError, match="En vårdnadshavare har sagt nej"):
        lamna(rum)
    assert [svar.svar for svar in samtycke.svar.all()] == ["ja", "nej"]


@pytest.mark.parametrize("alder", [12, 15])
def test_at_an_age_it_rests_until_it_is_tried_anew_and_somebody_is_told(alder):
    rum = make_rum(fodelsedatum=born(alder, om=1))
    samtycke = make_samtycke(rum)
    assert carries(rum)
    assert remind_of_resting(idag=IDAG) == 0
    with time_machine.travel(timezone.now() + timedelta(days=1), tick=False):
        assert not carries(rum)
        assert any(f"före {alder}-årsdagen och vilar" in skal for skal in why_not(rum))
        dagen = timezone.localdate()
        assert (remind_of_resting(idag=dagen), remind_of_resting(idag=dagen)) == (1, 1)
        avisering = Avisering.objects.get(mottagare=rum.ledare, slag="samtycke")
        assert avisering.last is None
        nya = [make_svar(nar=dagen), make_svar("vardnadshavare", namn="Moa Berg", nar=dagen)]
        answer_samtycke(samtycke=samtycke, svar=nya, actor=rum.ledare)
        assert carries(rum)
        avisering.refresh_from_db()
        assert avisering.last is not None


def test_it_rests_when_another_guardian_gets_custody_and_counts_no_answer_of_one_who_lost_it():
    rum = make_rum(fodelsedatum=born(10))
    mamma = add_vardnadshavare(rum, "Moa")
    samtycke = make_samtycke(rum, svar=[yes_of(mamma)])
    pappa = add_vardnadshavare(rum, "Per", fran=IDAG)
    assert not carries(rum)
    assert remind_of_resting(idag=IDAG) == 1
    answer_samtycke(samtycke=samtycke, svar=[yes_of(pappa)], actor=rum.ledare)
    assert carries(rum)
    Vardnadshavare.objects.filter(pk=pappa.pk).update(till=IDAG - timedelta(days=1))
    assert carries(rum)
    Vardnadshavare.objects.filter(pk=mamma.pk).update(till=IDAG - timedelta(days=1))
    assert not carries(rum)


def test_a_withdrawal_tells_the_party_that_it_ended_and_nothing_else():
    rum = make_rum()
    samtycke = make_samtycke(rum)
    delgivning = lamna(rum)
    nej = make_svar(svar="nej", sade="Jag vill inte att skolan vet.")
    withdraw_samtycke(samtycke=samtycke, svar=[nej], actor=rum.ledare)
    avisering = Avisering.objects.get(mottagare=rum.extern, slag=Avisering.Slag.UPPHORT)
    assert avisering.get_slag_display() == "Samtycke upphört"
    assert avisering.referens == "Skolsocialt team, Person 1"
    inkorg = text_of(som(rum.extern).get(reverse("access:aviseringar")))
    assert "Samtycke upphört" in inkorg
    assert "Jag vill inte" not in inkorg
    assert Delgivningskopia.objects.visible_to(rum.extern).get().delgivning == delgivning
    assert Logghandelse.objects.filter(verb="delgivning.release").exists()
    assert samtycke.svar.last().sade == "Jag vill inte att skolan vet."


def test_one_withdrawal_can_end_what_all_parties_of_the_team_have():
    rum = make_rum()
    polis = make_extern(make_organisation(slag="polis"))
    part = add_part(
        team=rum.team, organisation=polis.organisation, kontaktpunkt="", actor=rum.ledare
    )
    add_deltagare(part=part, anvandare=polis, actor=rum.ledare)
    samtycke = make_samtycke(rum, mottagare=[rum.part, part])
    withdraw_samtycke(samtycke=samtycke, alla_parter=True, actor=rum.ledare)
    assert not Samtycke.objects.filter(aterkallat=None).exists()
    assert {rad.mottagare for rad in Avisering.objects.filter(slag="upphort")} == {
        rum.extern,
        polis,
    }


@pytest.mark.django_db(transaction=True)
def test_a_release_that_races_with_the_withdrawal_comes_before_it_or_not_at_all():
    rum = make_rum()
    samtycke = make_samtycke(rum)
    last, slapp = threading.Event(), threading.Event()
    fel: list[Exception] = []

    def share() -> None:
        try:
            with transaction.atomic():
                lamna(rum)
                last.set()
                slapp.wait(timeout=20)
        except Exception as ett:  # noqa: BLE001 – told to the test's own thread
            fel.append(ett)
        finally:
            last.set()
            connections.close_all()

    def take_back() -> None:
        withdraw_samtycke(samtycke=samtycke, actor=rum.ledare)
        connections.close_all()

    delar = threading.Thread(target=share)
    delar.start()
    assert last.wait(timeout=20)
    tar_tillbaka = threading.Thread(target=take_back)
    tar_tillbaka.start()
    tar_tillbaka.join(timeout=1)
    assert tar_tillbaka.is_alive()
    slapp.set()
    delar.join(timeout=20)
    tar_tillbaka.join(timeout=20)
    assert fel == []
    samtycke.refresh_from_db()
    assert Delgivning.objects.get().beslutad < samtycke.aterkallat
    with pytest.raises(ValidationError, match="inget samtycke som gäller i dag"):
        lamna(rum)


def test_the_form_to_sign_is_easy_and_chooses_nothing():
    rum = make_rum(fodelsedatum=born(10))
    add_vardnadshavare(rum, "Moa")
    sida = som(rum.ledare).get(
        reverse("samverkansteam:samtyckesblankett", args=[rum.arende.pk, rum.team.pk])
    )
    text = text_of(sida)
    assert "Du kan ta tillbaka ditt ja när du vill." in text
    assert "Moa Berg" in text
    assert str(rum.part) in text


@pytest.mark.parametrize("namn", ["samtycke", "samtyckesblankett"])
def test_page_and_paper_say_the_same(namn):
    rum = make_rum(fodelsedatum=born(10))
    add_vardnadshavare(rum, "Moa")
    samtycke = make_samtycke(rum)
    args = [rum.arende.pk, samtycke.pk if namn == "samtycke" else rum.team.pk]
    vem = som(rum.ledare)
    page = vem.get(reverse(f"samverkansteam:{namn}", args=args))
    paper = read(vem.get(reverse(f"samverkansteam:{namn}_pdf", args=args)))
    innehall = page.context["innehall"]
    huvud = (innehall.sekretess, innehall.namnd, innehall.arendenummer, innehall.nar)
    titel = innehall.titel.replace(" ", "")
    papper = words_of_paper(paper, *huvud).replace(titel, "")
    assert papper == words_of_page(page).replace(innehall.nar, "").replace(titel, "")
    assert "▯" not in papper


def test_the_page_of_a_consent_says_who_said_what_and_what_is_missing():
    rum = make_rum(fodelsedatum=born(10))
    add_vardnadshavare(rum, "Per")
    samtycke = make_samtycke(
        rum,
        svar=[*yes_of_all(), make_svar(svar="nej", sade="Inte om pappa.", namn="Alva Berg")],
        sprak="somaliska",
        tolk="Tolkcentralen",
    )
    text = text_of(
        som(rum.ledare).get(reverse("samverkansteam:samtycke", args=[rum.arende.pk, samtycke.pk]))
    )
    assert "Inte om pappa." in text
    assert "somaliska" in text
    assert "Tolkcentralen" in text
