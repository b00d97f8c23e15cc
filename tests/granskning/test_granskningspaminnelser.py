"""What is past its day: the reviewer is reminded each working day, those above after five."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest

from access.models import Avisering, Roll
from granskning.actions.granskning import assign_granskare, finish, judge
from granskning.actions.granskningspaminnelser import remind_of_fragor, remind_of_granskningar
from granskning.models import Granskningsfraga
from tests.builders import make_anvandare, make_enhet
from tests.granskning.manad import make_granskning

pytestmark = pytest.mark.django_db

FREDAG = date(2026, 11, 13)


def morning(dag: date) -> datetime:
    return datetime(dag.year, dag.month, dag.day, 5, 20, tzinfo=UTC)


@pytest.fixture
def enhet():
    return make_enhet()


@pytest.fixture
def granskare(enhet):
    return make_anvandare(Roll.LOGGRANSKARE, enhet=make_enhet(namnd=enhet.namnd))


@pytest.fixture
def granskning(enhet):
    return make_granskning(enhet, make_anvandare(enhet=enhet), senast=FREDAG)


def reminded():
    return set(
        Avisering.objects.filter(slag=Avisering.Slag.GRANSKAS, last=None).values_list(
            "mottagare", flat=True
        )
    )


def test_not_on_the_day_itself_nor_on_a_day_of_rest(granskning, granskare):
    for dag in (0, 1, 2):
        assert remind_of_granskningar(nu=morning(FREDAG + timedelta(days=dag))) == 0
    assert remind_of_granskningar(nu=morning(FREDAG + timedelta(days=3))) == 1
    assert reminded() == {granskare.pk}


def test_once_a_working_day_also_what_was_put_away(granskning, granskare):
    mandag = FREDAG + timedelta(days=3)
    assert remind_of_granskningar(nu=morning(mandag)) == 1
    assert remind_of_granskningar(nu=morning(mandag) + timedelta(hours=4)) == 0
    granskare.aviseringar.update(last=morning(mandag))
    assert remind_of_granskningar(nu=morning(mandag + timedelta(days=1))) == 1
    assert reminded() == {granskare.pk}
    assert granskare.aviseringar.count() == 1


def test_only_who_has_taken_it_is_reminded(granskning, granskare, enhet):
    annan = make_anvandare(Roll.LOGGRANSKARE, enhet=make_enhet(namnd=enhet.namnd))
    assign_granskare(granskning=granskning, granskare=annan, actor=granskare)
    remind_of_granskningar(nu=morning(FREDAG + timedelta(days=3)))
    assert reminded() == {annan.pk}


def test_those_above_are_told_after_five_working_days(granskning, granskare, enhet):
    chef = make_anvandare(Roll.ENHETSCHEF, enhet=enhet)
    ombud = make_anvandare(Roll.DATASKYDDSOMBUD, enhet=make_enhet(namnd=enhet.namnd))
    make_anvandare(Roll.ENHETSCHEF, enhet=make_enhet(namnd=enhet.namnd))
    remind_of_granskningar(nu=morning(FREDAG + timedelta(days=7)))
    assert reminded() == {granskare.pk}
    remind_of_granskningar(nu=morning(FREDAG + timedelta(days=10)))
    assert reminded() == {granskare.pk, chef.pk, ombud.pk}
    chef.aviseringar.update(last=morning(FREDAG))
    remind_of_granskningar(nu=morning(FREDAG + timedelta(days=11)))
    assert reminded() == {granskare.pk, ombud.pk}


def test_what_is_finished_is_left_alone(granskning, granskare):
    judge(rad=granskning.rader.first(), utfall="utan", actor=granskare)
    finish(granskning=granskning, actor=granskare)
    assert remind_of_granskningar(nu=morning(FREDAG + timedelta(days=10))) == 0


def test_a_question_is_reminded_of_once_and_then_the_row_can_be_judged(granskning, granskare):
    rad = granskning.rader.first()
    judge(rad=rad, utfall="fraga", text="Var det jouren?", actor=granskare)
    Granskningsfraga.objects.update(stalld=morning(FREDAG))
    rad.aktor.aviseringar.update(last=morning(FREDAG))
    assert remind_of_fragor(nu=morning(FREDAG + timedelta(days=7))) == 0
    assert remind_of_fragor(nu=morning(FREDAG + timedelta(days=8))) == 1
    assert rad.aktor.aviseringar.filter(last=None).count() == 1
    assert remind_of_fragor(nu=morning(FREDAG + timedelta(days=9))) == 0
