"""Row, list and rule agree on who reads, answers and completes."""

import pytest
from django.utils import timezone

from access.models import Niva, Roll, Tilltrade
from riskbedomning import policy
from riskbedomning.models import Bedomning
from tests.builders import give_akt, make_anvandare


def people(bedomning):
    enhet, akt = bedomning.arende.enhet, bedomning.akt

    def person(roll=Roll.SOCIALSEKRETERARE, niva=None, **falt):
        anvandare = make_anvandare(roll, enhet=enhet, **falt)
        if niva is not None:
            give_akt(anvandare, akt, niva)
        return anvandare

    former = person(niva=Niva.ARBETA)
    Tilltrade.objects.filter(anvandare=former).update(till=timezone.now())
    return {
        "assessor": bedomning.bedomare,
        "colleague": person(niva=Niva.ARBETA),
        "reader": person(niva=Niva.LASA),
        "gruppledare": person(Roll.GRUPPLEDARE, Niva.BESLUTA),
        "extern": person(Roll.EXTERN, Niva.ARBETA),
        "former": former,
        "locked": person(niva=Niva.ARBETA, is_active=False),
        "same unit": person(),
    }


@pytest.mark.parametrize(
    ("who", "reads", "answers", "completes"),
    [
        ("assessor", True, True, True),
        ("colleague", True, True, False),
        ("reader", True, False, False),
        ("gruppledare", True, False, False),
        ("extern", True, False, False),
        ("former", False, False, False),
        ("locked", False, False, False),
        ("same unit", False, False, False),
    ],
)
def test_bedomning_matrix(bedomning, who, reads, answers, completes):
    user = people(bedomning)[who]
    assert bool(policy.may_read(user, bedomning)) is reads
    assert (bedomning in Bedomning.objects.visible_to(user)) is reads
    assert bool(policy.may_answer(user, bedomning)) is answers
    assert bool(policy.may_complete(user, bedomning)) is completes
