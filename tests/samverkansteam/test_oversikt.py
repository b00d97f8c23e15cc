"""The coordinator sees how the teams work and never a person; what comes from few is withheld."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from access.models import Avisering, Roll
from arenden.models.akt import Skyddsniva
from samverkansteam.actions.effekt import count_effekt
from samverkansteam.actions.medverkan import (
    answer_medverkan,
    ask_medverkan,
    remind_of_medverkan,
)
from samverkansteam.actions.team import add_deltagare
from samverkansteam.actions.teamarende import connect_arende, record_franvaro
from samverkansteam.models import Effektsignal, Part, Teamarende
from samverkansteam.models.team import median_vantan
from tests.builders import make_anvandare
from tests.conftest import logga_in, page_itself
from tests.samverkansteam.builders import Rum, make_my_arende, make_organisation, make_rum
from tests.samverkansteam.test_mote import hold, make_mote

pytestmark = pytest.mark.django_db

IDAG = date(2026, 11, 22)


def add_elever(rum: Rum, antal: int) -> list[Teamarende]:
    return [
        connect_arende(
            team=rum.team, arende=make_my_arende(rum.ledare, rum.enhet), actor=rum.ledare
        )
        for _ in range(antal)
    ]


def add_veckor(rum: Rum, elever: list[Teamarende]) -> None:
    """Ten hours a week long before the team began, four a week long after."""
    for elev in elever:
        for vecka, ogiltig in (("2020-W40", 10), ("2035-W40", 4)):
            record_franvaro(
                teamarende=elev, vecka=vecka, giltig=0, ogiltig=ogiltig, sen=0, actor=rum.ledare
            )


def make_samordnare(rum: Rum):
    samordnare = make_anvandare(Roll.SAMORDNARE, enhet=rum.enhet)
    vi = Part.objects.get(team=rum.team, organisation=None)
    add_deltagare(part=vi, anvandare=samordnare, actor=rum.ledare)
    return samordnare


def page(client, user) -> str:
    return page_itself(logga_in(client, user).get(reverse("samverkansteam:oversikt")))


def test_four_pupils_leave_no_signal_and_five_do():
    rum = make_rum()
    add_veckor(rum, [rum.teamarende, *add_elever(rum, 3)])
    assert count_effekt(idag=IDAG) == 0
    add_veckor(rum, add_elever(rum, 1))
    assert count_effekt(idag=IDAG) == 1
    signal = Effektsignal.objects.get()
    assert (signal.elever, signal.fore, signal.efter) == (5, 600, 240)


def test_a_signal_that_says_the_same_is_not_written_again():
    rum = make_rum()
    add_veckor(rum, [rum.teamarende, *add_elever(rum, 4)])
    assert count_effekt(idag=IDAG) == 1
    assert count_effekt(idag=IDAG + timedelta(days=1)) == 0


def test_a_protected_pupil_is_in_no_number():
    rum = make_rum()
    elever = [rum.teamarende, *add_elever(rum, 4)]
    add_veckor(rum, elever)
    akt = elever[-1].akt
    akt.skyddsniva = Skyddsniva.SEKRETESSMARKERING
    akt.save()
    assert count_effekt(idag=IDAG) == 0


def test_another_party_never_sees_the_signal():
    rum = make_rum()
    add_veckor(rum, [rum.teamarende, *add_elever(rum, 4)])
    count_effekt(idag=IDAG)
    assert not Effektsignal.objects.visible_to(rum.extern).exists()


def test_the_middle_wait_is_told_of_five_persons_and_in_ones_own_teams_only():
    rum = make_rum()
    add_elever(rum, 3)
    sedan = timezone.localdate() - timedelta(days=30)
    hold(rum, make_mote(rum))
    assert median_vantan(rum.ledare, [rum.team.pk], sedan) is None
    add_elever(rum, 1)
    assert median_vantan(rum.ledare, [rum.team.pk], sedan) == (5, 0)
    assert median_vantan(make_anvandare(), [rum.team.pk], sedan) is None


def test_the_page_shows_meetings_and_promises_and_no_person(client):
    rum = make_rum()
    samordnare = make_samordnare(rum)
    hold(rum, make_mote(rum))
    html = page(client, samordnare)
    assert "1 av 0 som rytmen kräver" in html
    assert "Visas inte: färre än 5" in html
    assert str(rum.arende) not in html
    assert "Person 1" not in html


def test_another_party_does_not_open_the_page(client):
    svar = logga_in(client, make_rum().extern).get(reverse("samverkansteam:oversikt"))
    assert svar.status_code == 403


def test_the_page_asks_as_often_for_many_teams_as_for_one(client):
    rum = make_rum()
    logga_in(client, rum.ledare)
    adress = reverse("samverkansteam:oversikt")
    client.get(adress)
    with CaptureQueriesContext(connection) as en:
        client.get(adress)
    for _ in range(3):
        annat = make_rum()
        vi = Part.objects.get(team=annat.team, organisation=None)
        add_deltagare(part=vi, anvandare=rum.ledare, actor=annat.ledare)
    with CaptureQueriesContext(connection) as flera:
        client.get(adress)
    assert len(flera) == len(en)


def test_a_late_answer_reminds_whoever_asked_until_it_is_there():
    rum, idag = make_rum(), timezone.localdate()
    begaran = ask_medverkan(
        team=rum.team,
        organisation=make_organisation(),
        vad="Ett möte i månaden.",
        svar_senast=idag,
        actor=rum.ledare,
    )
    assert remind_of_medverkan(idag=idag) == 0
    assert remind_of_medverkan(idag=idag + timedelta(days=1)) == 1
    remind_of_medverkan(idag=idag + timedelta(days=2))
    paminnelse = Avisering.objects.get(slag=Avisering.Slag.MEDVERKAN)
    assert (paminnelse.mottagare, paminnelse.sida) == (rum.ledare, [rum.team.pk])
    answer_medverkan(begaran=begaran, svar="nej", svar_i_ord="Fullt.", actor=rum.ledare)
    assert not Avisering.objects.filter(slag=Avisering.Slag.MEDVERKAN, last=None).exists()
