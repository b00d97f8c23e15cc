"""Who sees, judges and hands out a review of a unit: every role, inside it, beside it and outside.

The row, the list and the rule must say the same.
"""

from __future__ import annotations

import pytest

from access.actions import close_akt_for_jav
from access.models import Jav, Roll
from granskning.models import Atkomst, Loggranskning
from granskning.policy import may_assign_granskare, may_judge_atkomst, may_review_log
from tests.builders import make_anvandare, make_enhet, make_namnd
from tests.granskning.manad import make_atkomst, make_granskning

pytestmark = pytest.mark.django_db

INGET, SIFFROR, LASER, BEDOMER = "ingenting", "siffror", "läser", "bedömer"
UTIFRAN = {Roll.LOGGRANSKARE: BEDOMER, Roll.DATASKYDDSOMBUD: LASER}


@pytest.fixture
def enhet():
    return make_enhet()


@pytest.fixture
def granskning(enhet):
    return make_granskning(enhet, make_anvandare(enhet=enhet))


def sees(user, granskning):
    """How much of the review the lists and the rules give this person; they have to agree."""
    rad = granskning.rader.first()
    synlig = granskning in Loggranskning.objects.visible_to(user)
    laser = rad in Atkomst.objects.visible_to(user)
    bedomer = bool(may_judge_atkomst(user, rad))
    assert laser == (granskning in Loggranskning.objects.read_by(user))
    assert bedomer == bool(may_review_log(user, granskning))
    assert bedomer <= laser
    assert laser <= synlig
    return BEDOMER if bedomer else LASER if laser else SIFFROR if synlig else INGET


def placed(roll, plats, enhet):
    """Somebody with the role in the unit, in another of the nämnd, or in another nämnd."""
    vid = {"inne": enhet, "bredvid": make_enhet(namnd=enhet.namnd), "utanför": make_enhet()}
    return make_anvandare(roll, enhet=vid[plats])


@pytest.mark.parametrize("plats", ["inne", "bredvid", "utanför"])
@pytest.mark.parametrize("roll", Roll)
def test_every_role_in_every_place(granskning, enhet, roll, plats):
    expected = INGET
    if plats == "inne" and roll == Roll.ENHETSCHEF:
        expected = SIFFROR
    if plats == "bredvid":
        expected = UTIFRAN.get(roll, INGET)
    assert sees(placed(roll, plats, enhet), granskning) == expected


@pytest.mark.parametrize("plats", ["inne", "bredvid", "utanför"])
@pytest.mark.parametrize("roll", Roll)
def test_every_role_when_named(granskning, enhet, roll, plats):
    """Being named helps only who leads another unit of the same nämnd."""
    person = placed(roll, plats, enhet)
    granskning.granskare = person
    granskning.save()
    expected = INGET
    if plats == "inne" and roll == Roll.ENHETSCHEF:
        expected = SIFFROR
    if plats == "bredvid":
        expected = BEDOMER if roll in Roll.ledande() else UTIFRAN.get(roll, INGET)
    assert sees(person, granskning) == expected


@pytest.mark.parametrize("roll", Roll)
def test_with_a_duty_in_the_whole_city(granskning, roll):
    person = make_anvandare(roll)
    person.uppdrag.update(enhet=None, namnd=None)
    assert sees(person, granskning) == UTIFRAN.get(roll, INGET)


@pytest.mark.parametrize("plats", ["inne", "bredvid", "utanför"])
@pytest.mark.parametrize("roll", Roll)
def test_who_says_who_reviews(granskning, enhet, roll, plats):
    far = (roll, plats) in {(Roll.ENHETSCHEF, "inne"), (Roll.LOGGRANSKARE, "bredvid")}
    assert bool(may_assign_granskare(placed(roll, plats, enhet), granskning)) is far


def test_a_former_or_locked_reviewer_sees_nothing(granskning, enhet):
    forr = placed(Roll.LOGGRANSKARE, "bredvid", enhet)
    forr.uppdrag.update(till="2020-12-31")
    stangd = placed(Roll.LOGGRANSKARE, "bredvid", enhet)
    stangd.is_active = False
    for person in (forr, stangd):
        assert sees(person, granskning) == INGET


def test_a_review_without_unit_is_for_the_namnd_but_never_ones_own_row():
    namnd = make_namnd()
    granskare = make_anvandare(Roll.LOGGRANSKARE)
    granskare.uppdrag.update(enhet=None, namnd=namnd)
    granskning = make_granskning(None, make_anvandare(), namnd=namnd)
    assert sees(granskare, granskning) == BEDOMER
    egen = make_atkomst(granskning, granskare, ordning=2)
    assert egen not in Atkomst.objects.visible_to(granskare)
    assert not may_judge_atkomst(granskare, egen)


def test_under_jav_the_row_is_somebody_elses(granskning, enhet):
    granskare = placed(Roll.LOGGRANSKARE, "bredvid", enhet)
    rad = granskning.rader.first()
    close_akt_for_jav(akt_id=rad.akt_id, anvandare=granskare, slag=Jav.Slag.ANMALD, actor=granskare)
    assert rad not in Atkomst.objects.visible_to(granskare)
    assert "jävig" in may_judge_atkomst(granskare, rad).reason
