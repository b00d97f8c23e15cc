"""Every step of every flow of an ärende: some role may take it, its lane may, no other party."""

from __future__ import annotations

import pytest

from access.models import Roll
from arenden.models import Steg
from insatser.flows.check import FLODEN
from insatser.flows.noder import Manniskosteg
from insatser.flows.register import VERSIONER
from insatser.rules.ansvar import Ansvar
from tests.policy.varld import make_member, make_varld

pytestmark = pytest.mark.django_db

BANANS_ROLL = {
    Ansvar.HANDLAGGAREN: Roll.SOCIALSEKRETERARE,
    Ansvar.MOTTAGNINGEN: Roll.MOTTAGNING,
    Ansvar.SKOLSOCIALA_TEAMET: Roll.SKOLSOCIAL,
    Ansvar.GRUPPLEDAREN: Roll.GRUPPLEDARE,
    Ansvar.ENHETSCHEFEN: Roll.ENHETSCHEF,
}
"""The lanes that are roles of our own; other parties' steps are taken down by the handläggare."""

SLAPPS_ALDRIG_IN = {
    Roll.EXTERN,
    Roll.LOGGRANSKARE,
    Roll.ANALYTIKER,
    Roll.METODLEDARE,
    Roll.ADMINISTRATOR,
}


def steps():
    for flode in {**FLODEN, **VERSIONER}.values():
        for node in flode.instance.nodes():
            if isinstance(node, Manniskosteg):
                yield f"{flode.kod} v{flode.version} {node.name}", node


def test_every_step_can_be_taken_by_its_lane_and_by_no_other_party():
    varld = make_varld("Järva")
    arende = varld.fall[Steg.UPPFOLJNING]["arende"]
    alla = {roll: make_member(varld, roll) for roll in Roll}
    far = {
        namn: (node, {roll for roll, person in alla.items() if node.may(person, arende)})
        for namn, node in steps()
    }
    assert len(far) > 150
    assert {namn for namn, (_, roller) in far.items() if not roller} == set()
    assert {namn for namn, (_, roller) in far.items() if roller & SLAPPS_ALDRIG_IN} == set()
    assert {
        namn
        for namn, (node, roller) in far.items()
        if (roll := BANANS_ROLL.get(node.vem)) and roll not in roller
    } == set()
