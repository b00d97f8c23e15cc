"""The nightly look at every case: what it finds, whom it tells, and what it costs."""

from __future__ import annotations

import pytest
from django.core.management import CommandError, call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from viewflow.workflow.models import Process, Task

from access.actions.aviseringar import put_away
from access.models import Avisering, Roll
from arenden.models import Arende, Frist, Steg
from insatser.flows.arendeflode_v1 import ArendeflodeV1
from insatser.flows.kontroll import check_all, find_all, standing_still
from tests.builders import make_anvandare
from tests.insatser import vagen

pytestmark = pytest.mark.django_db


def found():
    return [(fynd.arende and fynd.arende.arendenummer, fynd.text) for fynd in find_all()]


def close_account(anvandare):
    type(anvandare).objects.filter(pk=anvandare.pk).update(is_active=False)


def test_cases_on_their_way_have_no_faults(stad):
    vagen.arende_at(stad, Steg.UPPFOLJNING)
    vagen.receive(stad, berorda=[{"roll": "barn", "kannetecken": "röd mössa"}])
    assert found() == []


def test_a_case_whose_handlaggare_has_left(stad):
    arende = vagen.arende_at(stad, Steg.UTREDNING)
    close_account(stad.handlaggare)
    assert found() == [(arende.arendenummer, "handläggarens konto är stängt")]


def test_a_step_taken_by_somebody_who_has_left(stad):
    arende = vagen.arende_at(stad, Steg.FORHANDSBEDOMNING)
    Task.objects.filter(process__arendeprocess__arende=arende, finished=None).update(
        owner=stad.mottagare
    )
    close_account(stad.mottagare)
    [(nummer, text)] = found()
    assert nummer == arende.arendenummer
    assert "har tagits av någon vars konto är stängt" in text


def test_a_clock_that_goes_on_in_a_closed_case(stad):
    arende = vagen.arende_at(stad, Steg.AVSLUTAT)
    assert standing_still(arende) == []
    Frist.objects.filter(arende=arende, slag="utredning").update(stoppad=None, utgang="")
    assert standing_still(arende) == ["klockan utredning går fast ärendet är avslutat"]


def test_a_flow_that_belongs_to_nothing(stad):
    los = Process.objects.create(flow_class=ArendeflodeV1)
    assert found() == [(None, f"flödet {los.pk} hör inte till något ärende")]


def test_administrators_are_told_once_and_again_when_they_have_put_it_away(stad):
    administrator = make_anvandare(Roll.ADMINISTRATOR)
    arende = vagen.arende_at(stad, Steg.UTREDNING)
    Arende.objects.filter(pk=arende.pk).update(steg=Steg.PLAN)
    assert (check_all(), check_all()) == (1, 1)
    avisering = Avisering.objects.get(slag=Avisering.Slag.FLODE)
    assert (avisering.mottagare, avisering.referens) == (administrator, arende.arendenummer)
    put_away(administrator, Avisering.Slag.FLODE, objekt_id=arende.pk)
    check_all()
    avisering.refresh_from_db()
    assert avisering.last is None


def test_the_notice_goes_when_the_fault_has_gone(stad):
    make_anvandare(Roll.ADMINISTRATOR)
    arende = vagen.arende_at(stad, Steg.UTREDNING)
    Arende.objects.filter(pk=arende.pk).update(steg=Steg.PLAN)
    check_all()
    Arende.objects.filter(pk=arende.pk).update(steg=Steg.UTREDNING)
    assert check_all() == 0
    assert Avisering.objects.get(slag=Avisering.Slag.FLODE).last is not None


def test_each_case_costs_the_same(stad):
    def asked():
        with CaptureQueriesContext(connection) as queries:
            found()
        return len(queries)

    def fill(antal):
        for nummer in range(antal):
            nu = timezone.now().isoformat()
            vagen.receive(stad, berorda=[{"roll": "barn", "kannetecken": f"mössa {nummer} {nu}"}])

    fill(1)
    ett = asked()
    fill(1)
    tva = asked()
    fill(2)
    assert asked() - tva == 2 * (tva - ett)
    assert tva - ett <= 12


def test_the_command_tells_of_cases_and_fails(stad, capsys):
    arende = vagen.arende_at(stad, Steg.UTREDNING)
    call_command("check_flows")
    assert "Alla 1 ärenden stämmer" in capsys.readouterr().out
    Arende.objects.filter(pk=arende.pk).update(steg=Steg.PLAN)
    with pytest.raises(CommandError, match="1 av 1 ärenden stämmer inte"):
        call_command("check_flows")
    assert f"{arende}: listan säger plan, fakta säger utredning" in capsys.readouterr().err
