"""A nämnd outside the small world asks the nämnd of that world to take over an ärende."""

from __future__ import annotations

from access.models import Namnd
from insatser.actions.arbetsgang import start_arbetsgang
from insatser.models import Overflyttning
from tests.builders import give_akt, make_akt, make_anvandare, make_arende


def asked_to_take_over(tillfragad: Namnd) -> Overflyttning:
    arende = make_arende(akt=make_akt())
    fragande = make_anvandare(enhet=arende.enhet)
    give_akt(fragande, arende.akt)
    return Overflyttning.objects.create(
        akt=arende.akt,
        namnd=arende.namnd,
        arende=arende,
        arbetsgang=start_arbetsgang(arende=arende, flode="overflytt", actor=fragande),
        tillfragad=tillfragad,
        grund=Overflyttning.Grund.VARD_OCH_STOD,
        skal="Familjen har flyttat.",
        person={"slag": "orosanmalan", "roll": "barn", "fornamn": "Kim", "efternamn": "Provsson"},
        innehall="Det som mottagaren behöver veta.",
        begard_av=fragande,
    )
