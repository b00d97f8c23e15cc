"""Each rung of the ladder fires once, when it falls due, and only while the clock runs."""

from datetime import timedelta

import pytest

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


def test_what_was_missed_fires_together(frist):
    claim_varningar(nu=frist.senast + timedelta(days=1))
    assert rungs(frist) == [7, 3, 1, 0]


def test_a_stopped_clock_is_silent(frist):
    Frist.objects.update(stoppad=frist.senast, utgang=Frist.Utgang.UPPFYLLD)
    assert claim_varningar(nu=frist.senast) == 0
