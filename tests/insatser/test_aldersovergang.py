"""Coming to an age: found in time, begun once, led by the law's own words, and no date in clear."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import product

import pytest
import time_machine
from django.utils import timezone

from access.models import Avisering
from arenden.models import Arende, Frist, Person
from arenden.rules.alder import birthday
from audit.models import Logghandelse
from encryption.opened import collect_openings
from insatser.actions.alder import start_aldersovergangar
from insatser.flows.aldersovergang import AldersovergangV1
from insatser.models import Arbetsgang
from insatser.rules.aldersovergang import ALDRAR, VARSEL, is_due, last_day, monday_of, near_ages
from insatser.tasks import borja_aldersovergangar
from tests.builders import give_akt, make_akt, make_arende
from tests.insatser import vagen
from tests.insatser.gangen import do, open_steps

MANDAG = date(2026, 11, 23)


@pytest.fixture
def stad(db):
    return vagen.make_stad()


def young(stad, fodd: date, **falt) -> Arende:
    akt = make_akt(enhet=stad.enhet, fodd=fodd)
    give_akt(stad.handlaggare, akt)
    varden = {"handlaggare": stad.handlaggare, "oppnat": timezone.now() - timedelta(days=90)}
    return make_arende(akt=akt, **(varden | falt))


def started(arende) -> list[Arbetsgang]:
    return list(Arbetsgang.objects.filter(arende=arende, flode="aldersovergang"))


@pytest.mark.parametrize("alder", ALDRAR)
def test_begun_once_with_the_law_s_words_a_clock_and_a_notice(stad, alder):
    fodelsedag = date(2026, 12, 17)
    arende = young(stad, date(fodelsedag.year - alder, 12, 17))
    with time_machine.travel(MANDAG, tick=False):
        assert start_aldersovergangar(idag=MANDAG) == 1
        assert start_aldersovergangar(idag=MANDAG) == 0
    (gang,) = started(arende)
    assert open_steps(gang) == [f"ga_igenom_{alder}"]
    frist = Frist.objects.running().get(arende=arende, slag="aldersovergang")
    assert frist.mal == gang.dag == date(2026, 12, 14)
    rad = stad.handlaggare.aviseringar.unread().get(slag=Avisering.Slag.ALDER)
    assert rad.sida == [arende.pk, gang.pk]
    assert rad.referens.startswith(arende.arendenummer)
    assert str(fodelsedag) not in rad.referens


@pytest.mark.parametrize(
    ("alder", "vag"),
    [
        (12, ["samtycken"]),
        (15, ["samtycken", "informera"]),
        (18, ["samtycken", "informera", "planen"]),
        (20, ["planen"]),
        (21, ["planen"]),
    ],
)
def test_the_steps_of_each_age_to_the_end(stad, alder, vag):
    arende = young(stad, date(2026 - alder, 12, 1))
    start_aldersovergangar(idag=MANDAG)
    (gang,) = started(arende)
    for steg in [f"ga_igenom_{alder}", *vag]:
        assert open_steps(gang) == [steg]
        do(gang, steg, stad.handlaggare)
    assert gang.slut == "klart"
    frist = Frist.objects.get(arende=arende, slag="aldersovergang")
    assert frist.utgang == Frist.Utgang.UPPFYLLD
    assert not stad.handlaggare.aviseringar.unread().filter(slag=Avisering.Slag.ALDER).exists()


def test_what_is_read_at_each_age_is_what_the_data_says():
    for alder, ord_ in (
        (12, "om barnet själv samtycker"),
        (15, "för sin egen talan"),
        (18, "Vårdnadshavarnas insyn och samtycken upphör samma dag"),
        (20, "utan samtycke kan inte längre"),
        (21, "10 kap. 18 a § OSL upphör"),
    ):
        assert ord_ in AldersovergangV1.instance.node(f"ga_igenom_{alder}").as_nod().varfor


def test_only_those_whose_year_can_matter_are_opened(stad):
    near = young(stad, date(2011, 12, 1))
    young(stad, date(2010, 12, 1))
    young(stad, date(2012, 12, 1), avslutat=timezone.now(), steg="avslutat")
    with collect_openings() as openings:
        start_aldersovergangar(idag=MANDAG)
    assert {owner for owner, column in openings if "fodelsedatum" in column} == {near.akt_id}


def test_on_other_days_only_new_cases_are_opened(stad):
    gammal = young(stad, date(2011, 12, 1))
    ny = young(stad, date(2011, 12, 1), oppnat=timezone.now())
    tisdag = timezone.localdate() + timedelta(days=1)
    tisdag += timedelta(days=tisdag.weekday() == 0)
    with time_machine.travel(tisdag, tick=False):
        start_aldersovergangar(idag=tisdag)
    assert started(ny)
    assert not started(gammal)


def test_two_cases_of_one_child_begin_one(stad):
    arende = young(stad, date(2011, 12, 1))
    make_arende(akt=arende.akt, oppnat=timezone.now() - timedelta(days=10))
    assert start_aldersovergangar(idag=MANDAG) == 1
    assert started(arende)


def test_a_day_that_passed_while_nobody_looked_is_late_and_not_lost(stad):
    arende = young(stad, MANDAG.replace(year=2011) - timedelta(days=10))
    assert start_aldersovergangar(idag=MANDAG) == 1
    assert started(arende)[0].dag == MANDAG


def test_a_case_that_was_opened_after_the_day_knows_it_from_the_start(stad):
    young(stad, date(2011, 11, 20), oppnat=timezone.now().replace(2026, 11, 21))
    assert start_aldersovergangar(idag=MANDAG) == 0


def test_an_unknown_birth_date_begins_nothing(stad):
    arende = young(stad, date(2011, 12, 1))
    Person.objects.filter(akt=arende.akt).update(fodelsedatum=None)
    assert start_aldersovergangar(idag=MANDAG) == 0


def test_the_job_is_logged(stad):
    borja_aldersovergangar(0)
    assert Logghandelse.objects.get(verb="jobb.run").objekt_id == "insatser.aldersovergangar"


def test_whoever_looks_each_monday_sees_everybody_a_month_before_and_nobody_twice():
    """Every birth date of a year, leap day too; each day of the year is somebody's birthday."""
    for fodd in (date(2012, 1, 1) + timedelta(days=n) for n in range(366)):
        for alder in ALDRAR:
            dag = birthday(fodd, alder)
            mandagar = [
                monday_of(dag) + timedelta(weeks=n)
                for n in range(-12, 6)
                if is_due(dag, monday_of(dag) + timedelta(weeks=n))
            ]
            assert dag - mandagar[0] >= VARSEL
            assert last_day(dag, mandagar[0]) == monday_of(dag)
            for mandag in mandagar:
                assert alder in near_ages(fodd.year, mandag)


def test_the_seven_birthdays_of_a_week_are_told_apart_by_nothing_stored():
    veckan = [date(2026, 12, 14) + timedelta(days=n) for n in range(7)]
    for dagar, idag in product(range(-10, 60), [MANDAG]):
        nu = idag + timedelta(days=dagar)
        if nu <= veckan[0] + timedelta(days=VARSEL.days):
            assert len({(is_due(dag, nu), last_day(dag, nu)) for dag in veckan}) == 1
