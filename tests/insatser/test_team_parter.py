"""A step that parties share goes on exactly once; and none of this is seen from outside."""

from __future__ import annotations

import threading

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import connections
from viewflow.workflow.models import Task

from insatser.actions.arbetsgang import complete_steg, start_arbetsgang
from insatser.models import Arbetsgang, Partsinbjudan, Stegutfall
from insatser.policy import may_begin_on_report
from samverkansteam.models import Part
from tests.insatser import gangen, teamen
from tests.insatser.test_team_vagar import IN

SVAR = {"svar": "ja", "bidrag": "En kurator", "kontakt": "Expeditionen"}
TILL_PARTERNA = IN["sspf"].partition(" medverkan")[0]


def with_three_parties() -> tuple[teamen.Lag, Arbetsgang]:
    lag = teamen.make_lag("sspf")
    lag.invite("polis")
    gang = lag.begin()
    teamen.walk(lag, gang, TILL_PARTERNA)
    assert gangen.open_steps(gang) == ["medverkan"] * 3
    return lag, gang


def answer(gang: Arbetsgang, part: Part, actor) -> Stegutfall:
    return complete_steg(gang=gang, steg="medverkan", svar=SVAR, part=part.pk, actor=actor)


@pytest.mark.django_db
def test_every_party_is_asked_for_itself_and_answers_once():
    lag, gang = with_three_parties()
    bjudna = {rad.part for rad in Partsinbjudan.objects.filter(arbetsgang=gang)}
    assert bjudna == set(lag.parter)
    kvar = [answer(gang, part, lag.handlaggare).kvar for part in lag.parter]
    assert kvar == [2, 1, 0]
    assert gangen.open_steps(gang) == ["atgardsplan"]
    with pytest.raises(PermissionDenied):
        answer(gang, lag.parter[0], lag.handlaggare)


@pytest.mark.django_db
def test_an_answer_is_yes_no_or_none():
    lag, gang = with_three_parties()
    with pytest.raises(ValidationError):
        complete_steg(
            gang=gang,
            steg="medverkan",
            svar={"svar": "kanske"},
            part=lag.parter[0].pk,
            actor=lag.handlaggare,
        )
    complete_steg(
        gang=gang,
        steg="medverkan",
        svar={"svar": "inget"},
        part=lag.parter[0].pk,
        actor=lag.handlaggare,
    )
    assert gangen.open_steps(gang) == ["medverkan"] * 2


@pytest.mark.django_db(transaction=True)
def test_of_the_last_answers_at_once_one_leads_on():
    """Two workers write down two parties' answers at the same moment, a third before them."""
    lag, gang = with_three_parties()
    answer(gang, lag.parter[0], lag.handlaggare)
    ready, fel = threading.Barrier(2), []

    def write(part, actor):
        ready.wait(timeout=20)
        try:
            answer(gang, part, actor)
        except Exception as error:  # noqa: BLE001 – told below
            fel.append(error)
        finally:
            connections.close_all()

    arbetare = [
        threading.Thread(target=write, args=[part, actor])
        for part, actor in zip(lag.parter[1:], (lag.handlaggare, lag.gruppledare), strict=True)
    ]
    for ett in arbetare:
        ett.start()
    for ett in arbetare:
        ett.join(timeout=60)
    assert fel == []
    assert gangen.open_steps(gang) == ["atgardsplan"]
    assert Task.objects.filter(process=gang.process, finished=None).count() == 1
    assert sorted(gang.utfall.filter(steg="medverkan").values_list("kvar", flat=True)) == [0, 1, 2]
    assert gangen.place_of(gang).oppna == {"atgardsplan"}


@pytest.mark.django_db
@pytest.mark.parametrize("flode", [*IN])
def test_a_participant_from_another_party_reaches_nothing_of_it(flode):
    lag = teamen.make_lag(flode)
    gang = lag.begin()
    extern = lag.externa[0]
    steg = gangen.open_steps(gang)[0]
    assert not Arbetsgang.objects.visible_to(extern).exists()
    assert not may_begin_on_report(extern, lag.arende)
    with pytest.raises(PermissionDenied):
        gangen.do(gang, steg, extern)
    with pytest.raises(PermissionDenied):
        start_arbetsgang(arende=lag.arende, flode="mumin", actor=extern)
    assert not Stegutfall.objects.exists()
