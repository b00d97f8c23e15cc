"""Each rung of the ladder fires once, when it falls due, and only while the clock runs."""

from datetime import datetime, time, timedelta

import pytest
from django.utils import timezone

from arenden.actions.varningar import claim_varningar
from arenden.models import Frist, Fristvarning
from tests.insatser import vagen

pytestmark = pytest.mark.django_db


@pytest.fixture
def frist() -> Frist:
    arende = vagen.receive(vagen.make_stad())
    Frist.objects.exclude(slag="forhandsbedomning").delete()
    return Frist.objects.get(arende=arende)


def rungs(frist: Frist) -> list[int]:
    rader = Fristvarning.objects.filter(frist=frist).order_by("-dagar_fore")
    return list(rader.values_list("dagar_fore", flat=True))


def test_nothing_fires_while_there_is_time(frist):
    assert claim_varningar(nu=frist.ankare) == 0


def test_a_rung_fires_once(frist):
    nu = frist.senast - timedelta(days=6)
    assert claim_varningar(nu=nu) == 1
    assert claim_varningar(nu=nu) == 0
    assert rungs(frist) == [7]


def test_of_what_was_missed_the_latest_alone_fires(frist):
    claim_varningar(nu=frist.senast - timedelta(hours=1))
    assert rungs(frist) == [0]


def test_the_ladder_ends_with_that_it_is_late(frist):
    middag = timezone.make_aware(datetime.combine(frist.mal, time(12)))
    for dag in range(-9, 9):
        claim_varningar(nu=middag + timedelta(days=dag))
    assert rungs(frist) == [7, 3, 1, 0, -1]
