"""What a person has a right to afterwards goes on when the case closes, with its clock."""

from __future__ import annotations

import pytest

from arenden.models import Frist, Steg
from insatser.actions.arbetsgang import start_arbetsgang
from tests.insatser import gangen, vagen

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("flode", ["rattelse", "omprovning", "utlamnande"])
def test_it_goes_on_with_its_clock_when_the_case_closes(stad, flode):
    arende = vagen.arende_at(stad, Steg.AVSLUT)
    gang = start_arbetsgang(arende=arende, flode=flode, actor=stad.handlaggare)
    vagen.close(stad, arende)
    assert Frist.objects.filter(kalla=gang.pk).running().count() == 1
    gang.refresh_from_db()
    (forsta,) = gangen.open_steps(gang)
    gangen.do(gang, forsta, stad.handlaggare)
    assert gangen.open_steps(gang) != [forsta]
