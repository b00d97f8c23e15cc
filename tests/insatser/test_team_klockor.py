"""The clocks of the team forms: two days to a first contact, the rhythm of meetings, answers."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from django.utils import timezone

from arenden.models import Frist
from tests.insatser import gangen, teamen
from tests.insatser.test_team_vagar import IN

pytestmark = pytest.mark.django_db

HANDELSEN = datetime(2026, 11, 20, 21, 40, tzinfo=UTC)
DAG = timedelta(days=1)


def clock(gang, slag: str) -> Frist:
    return Frist.objects.filter(kalla=gang.pk, slag=slag).latest("ankare")


def running(gang) -> set[str]:
    return set(Frist.objects.filter(kalla=gang.pk).running().values_list("slag", flat=True))


@pytest.fixture
def ssit():
    with time_machine.travel(HANDELSEN + timedelta(hours=10), tick=False):
        lag = teamen.make_lag("socialt_insatsteam")
        return lag, lag.begin(ankare=HANDELSEN)


def test_two_days_are_counted_from_the_event(ssit):
    _, gang = ssit
    frist = clock(gang, "ssit_forsta_kontakt")
    assert frist.senast == datetime(2026, 11, 22, 21, 40, tzinfo=UTC)
    assert not frist.is_overdue(HANDELSEN + timedelta(hours=48))
    assert frist.is_overdue(HANDELSEN + timedelta(hours=48, minutes=1))


def test_an_attempt_that_did_not_reach_leaves_the_clock_as_it_is(ssit):
    lag, gang = ssit
    forsta = clock(gang, "ssit_forsta_kontakt")
    teamen.walk(lag, gang, "handelse forsta_kontakt:inte_nadd forsta_kontakt:inte_nadd")
    assert clock(gang, "ssit_forsta_kontakt") == forsta
    assert running(gang) == {"ssit_forsta_kontakt"}
    with time_machine.travel(HANDELSEN + timedelta(hours=47), tick=False):
        teamen.walk(lag, gang, "forsta_kontakt:vill")
    forsta.refresh_from_db()
    assert forsta.utgang == Frist.Utgang.UPPFYLLD
    assert not forsta.is_overdue()
    assert running(gang) == set()


def test_a_contact_after_two_days_is_told_as_late_for_ever(ssit):
    lag, gang = ssit
    teamen.walk(lag, gang, "handelse")
    with time_machine.travel(HANDELSEN + timedelta(hours=49), tick=False):
        teamen.walk(lag, gang, "forsta_kontakt:vill")
    assert clock(gang, "ssit_forsta_kontakt").is_overdue()


@pytest.mark.parametrize(
    ("flode", "dagar"),
    [
        ("socialt_insatsteam", 14),
        ("social_insatsgrupp", 28),
        ("sspf", 14),
        ("skolsocialt_team", 35),
        ("avhopparverksamhet", 14),
    ],
)
def test_the_team_meets_with_the_rhythm_of_its_kind(flode, dagar):
    lag = teamen.make_lag(flode)
    gang = lag.begin()
    teamen.walk(lag, gang, IN[flode])
    forsta = clock(gang, "teammote")
    assert forsta.mal == timezone.localdate() + dagar * DAG
    teamen.walk(lag, gang, "mote:hallet")
    forsta.refresh_from_db()
    assert forsta.utgang == Frist.Utgang.UPPFYLLD
    with time_machine.travel(timezone.now() + 3 * DAG, tick=False):
        teamen.walk(lag, gang, "folj_upp:fortsatt")
        assert clock(gang, "teammote").mal == timezone.localdate() + dagar * DAG


def test_trefas_meets_every_third_week():
    lag = teamen.make_lag("trefas")
    gang = lag.begin()
    teamen.walk(lag, gang, IN["trefas"])
    forsta = clock(gang, "trefas_mote")
    assert forsta.mal == timezone.localdate() + 21 * DAG
    teamen.walk(
        lag,
        gang,
        "mote:hallet markera:galler skydda ta_stallning folj_upp:fortsatt prova_lagrum",
    )
    assert clock(gang, "trefas_mote") != forsta
    assert running(gang) == {"trefas_mote"}


def test_the_parties_are_asked_to_answer_within_a_week():
    lag = teamen.make_lag("sspf")
    gang = lag.begin()
    teamen.walk(lag, gang, IN["sspf"].partition(" medverkan")[0])
    frist = clock(gang, "medverkan_svar")
    assert frist.mal == timezone.localdate() + 7 * DAG
    gangen.do(gang, "medverkan", lag.handlaggare)
    assert running(gang) == {"medverkan_svar"}
    gangen.do(gang, "medverkan", lag.handlaggare)
    frist.refresh_from_db()
    assert frist.utgang == Frist.Utgang.UPPFYLLD


def test_mumin_counts_to_the_day_of_the_hearing_and_then_to_the_booked_one():
    lag = teamen.make_lag("mumin", med_team=False)
    gang = lag.begin()
    nu = timezone.now()
    teamen.walk(lag, gang, "handelse")
    teamen.take(lag, gang, "forhor", nar=nu.isoformat())
    assert running(gang) == {"mumin_samtal"}
    assert clock(gang, "mumin_samtal").mal == timezone.localdate(nu)
    teamen.walk(lag, gang, "samtal erbjud:ja")
    teamen.take(lag, gang, "boka", tid=(nu + 5 * DAG).isoformat())
    assert running(gang) == {"bokad_tid"}
    assert clock(gang, "bokad_tid").mal == timezone.localdate(nu + 5 * DAG)


def test_no_clock_is_left_when_the_work_has_ended():
    lag = teamen.make_lag("sspf")
    gang = lag.begin()
    teamen.walk(lag, gang, f"{IN['sspf']} mote:avslutas avsluta:flytt aterkoppla")
    assert running(gang) == set()
