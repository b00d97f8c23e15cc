"""A node that cases are stored at may not go."""

from __future__ import annotations

import pytest
from django.core.checks.registry import registry
from viewflow.workflow.models import Task

from insatser.flows.nodkontroll import every_stored_node_is_there, missing
from tests.insatser import vagen

pytestmark = pytest.mark.django_db
BORTA = "insatser/flows.arendeflode.ArendeflodeV2.borttaget"


def test_what_is_there_is_found_and_what_is_not_is_named():
    finns = "insatser/flows.arendeflode.ArendeflodeV2.utredning"
    andra = ["insatser/flows.arendeflode.ArendeflodeV9.utredning", "insatser/flows.ingen.Alls.x"]
    assert missing([finns, BORTA, *andra]) == [BORTA, *andra]


def test_a_stored_task_of_a_node_that_is_gone_stops_the_start(stad):
    arende = vagen.receive(stad)
    assert not every_stored_node_is_there(["default"])
    Task.objects.filter(process__arendeprocess__arende=arende).update(flow_task=BORTA)
    fel = every_stored_node_is_there(["default"])
    assert [ett.id for ett in fel] == ["insatser.E001"]
    assert BORTA in fel[0].msg


def test_the_check_is_among_those_that_run():
    assert every_stored_node_is_there in registry.get_checks(include_deployment_checks=True)
