"""A step that waits tells whoever may do it, never whoever opened it, and only while it waits."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.utils import timezone

from access.actions.jav import close_akt_for_jav
from access.models import Avisering, Jav, Roll
from insatser.actions.arbetsgang import start_arbetsgang
from tests.arenden.webb import som
from tests.builders import give_akt, make_akt, make_anvandare, make_arende
from tests.insatser import vagen
from tests.insatser.gangen import do

pytestmark = pytest.mark.django_db


@pytest.fixture
def stad():
    return vagen.make_stad()


@pytest.fixture
def gang(stad):
    akt = make_akt(enhet=stad.enhet)
    give_akt(stad.handlaggare, akt)
    arende = make_arende(
        akt=akt, handlaggare=stad.handlaggare, oppnat=timezone.now() - timedelta(days=200)
    )
    return start_arbetsgang(arende=arende, flode="begaran_om_avgorande", actor=stad.handlaggare)


def told():
    rader = Avisering.objects.unread().filter(slag=Avisering.Slag.STEG)
    return {(rad.mottagare.anvandarnamn, rad.referens.partition(": ")[2]) for rad in rader}


def test_it_follows_the_lanes_and_goes_when_the_step_is_done(stad, gang):
    ledare, handlaggare = stad.gruppledare.anvandarnamn, stad.handlaggare.anvandarnamn
    assert told() == set()
    do(gang, "registrera", stad.handlaggare)
    assert told() == {(ledare, "Pröva begäran")}
    do(gang, "prova", stad.gruppledare, utfall="avslas")
    assert told() == {(handlaggare, "Underrätta om avslaget")}
    do(gang, "underratta", stad.handlaggare)
    assert told() == set()


def test_it_leads_to_the_arbetsgang(stad, gang):
    do(gang, "registrera", stad.handlaggare)
    (rad,) = som(stad.gruppledare).get("/aviseringar/").context["rader"]
    assert rad["url"] == f"/arenden/{gang.arende_id}/arbetsgangar/{gang.pk}/"


def test_nobody_is_told_of_what_they_may_not_do(stad, gang):
    """Another unit's leader, and one's own leader with a jäv."""
    make_anvandare(Roll.GRUPPLEDARE)
    close_akt_for_jav(
        akt_id=gang.akt_id,
        anvandare=stad.gruppledare,
        slag=Jav.Slag.ANMALD,
        actor=stad.gruppledare,
    )
    do(gang, "registrera", stad.handlaggare)
    assert told() == set()
