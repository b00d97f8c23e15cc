"""What may not happen in a flow: a stock gate, a secret kept, a step taken twice or wrongly."""

from __future__ import annotations

import json
import threading
from pathlib import Path

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import DatabaseError, connection, connections
from django.db.models import ProtectedError
from django.urls import get_resolver, reverse
from viewflow.workflow.models import Process, Task

from access.gate import routes
from access.models import Roll
from arenden.models import Arende, Forhandsbedomning, Steg
from insatser.flows.arendeflode import ArendeflodeV2
from insatser.flows.check import disagreements
from insatser.flows.definition import definition_hash
from insatser.flows.fard import open_tasks
from insatser.flows.las import flow_lock
from insatser.flows.noder import Arbetssteg, Tyst
from insatser.flows.register import FLODEN
from insatser.models import Arendeprocess
from tests.arenden.webb import refused_inserts, som
from tests.builders import give_akt, make_anvandare
from tests.insatser import vagen

FRYSTA = json.loads(Path(__file__).with_name("floden.json").read_text(encoding="utf-8"))
PERSONLIGT = ("Elias", "Provsson", "20120126", "201201262399", "Lind", "skolan", "klassen", "mamma")


@pytest.mark.parametrize("flode", FLODEN.values(), ids=lambda flode: flode.__name__)
def test_a_flow_is_built_of_our_own_nodes(flode):
    for node in flode.instance.nodes():
        assert not type(node).__module__.startswith("viewflow"), node
        assert issubclass(node.activation_class, Tyst), node
    assert flode.lock_impl is flow_lock


@pytest.mark.parametrize("flode", FLODEN.values(), ids=lambda flode: flode.__name__)
def test_a_released_version_never_changes(flode):
    """Cases run in the version they began in: a changed route is a new class and a new line."""
    assert definition_hash(flode) == FRYSTA[f"{flode.kod} v{flode.version}"]


def test_every_step_of_the_route_has_one_node():
    steps = [n.steg for n in ArendeflodeV2.instance.nodes() if isinstance(n, Arbetssteg)]
    assert sorted(steps) == sorted(set(Steg) - {Steg.AVSLUTAT})


def test_no_page_of_viewflow_is_mounted():
    mounted = {entry.callback.__module__ for _, entry in routes(get_resolver())}
    assert not [module for module in mounted if module.startswith("viewflow")]


@pytest.mark.django_db
@pytest.mark.parametrize("node", [n for n in ArendeflodeV2.instance.nodes() if n.name != "inflode"])
def test_a_failing_node_keeps_nothing_of_what_it_knew(stad, node):
    arende = vagen.receive(stad)
    task = open_tasks([arende]).get()
    activation = node.activation_class(task)
    with pytest.raises(RuntimeError):
        fail_within(activation, nummer="201201262399")
    task.refresh_from_db()
    assert not task.data
    assert task.status == "NEW"


def fail_within(activation, nummer):
    with activation.exception_guard():
        raise RuntimeError(nummer)


@pytest.mark.django_db
def test_a_step_that_fails_midway_leaves_flow_and_facts_as_they_were(stad):
    arende = vagen.arende_at(stad, Steg.FORHANDSBEDOMNING)
    before = list(Task.objects.order_by("pk").values())
    with refused_inserts("viewflow_task"), pytest.raises(DatabaseError):
        vagen.open_(stad, arende)
    assert list(Task.objects.order_by("pk").values()) == before
    assert not Forhandsbedomning.objects.exists()
    assert list(disagreements(vagen.fresh(arende))) == []


@pytest.mark.django_db
def test_nothing_personal_stands_in_the_flow(stad):
    arende = vagen.arende_at(stad, Steg.UPPFOLJNING)
    vagen.receive(stad, text="Elias har setts med en kniv vid skolan.")
    vagen.protect(stad, arende)
    for beslut in ("fortsatt", "andra"):
        vagen.follow_up(stad, arende, beslut)
    with connection.cursor() as cursor:
        tables = [t for t in connection.introspection.table_names(cursor) if "viewflow" in t]
        assert {"viewflow_process", "viewflow_task"} <= set(tables)
        found = ""
        for table in tables:
            cursor.execute(f"SELECT coalesce(string_agg(t::text, '|'), '') FROM {table} t")
            found += cursor.fetchone()[0]
    assert "arendeflode" in found.lower()
    for ord_ in (*PERSONLIGT, arende.arendenummer):
        assert ord_.lower() not in found.lower(), ord_


@pytest.mark.django_db
def test_a_former_handlaggare_takes_no_step(stad):
    arende = vagen.arende_at(stad, Steg.BESLUTSFORSLAG)
    former = stad.handlaggare
    stad.handlaggare = make_anvandare(Roll.SOCIALSEKRETERARE, enhet=stad.enhet)
    vagen.assign(stad, arende)
    stad.handlaggare = former
    with pytest.raises(PermissionDenied, match="inte handläggare"):
        vagen.propose(stad, arende)
    assert vagen.fresh(arende).steg == Steg.BESLUTSFORSLAG


@pytest.mark.django_db
def test_a_step_taken_is_not_open_any_more(stad):
    arende = vagen.arende_at(stad, Steg.FORHANDSBEDOMNING)
    vagen.open_(stad, arende)
    with pytest.raises((PermissionDenied, ValidationError), match="inte öppet"):
        vagen.open_(stad, arende)
    assert Forhandsbedomning.objects.count() == 1


@pytest.mark.django_db
def test_owning_a_task_is_no_right_to_it(stad):
    arende = vagen.arende_at(stad, Steg.UTREDNING)
    task = open_tasks([arende]).get()
    utan = make_anvandare(Roll.SOCIALSEKRETERARE)
    task.owner = utan
    assert task.flow_task.can_execute(utan, task) is False
    give_akt(utan, arende.akt)
    assert task.flow_task.can_execute(utan, task) is True


@pytest.mark.django_db
def test_a_process_with_a_case_cannot_be_deleted(stad):
    vagen.receive(stad)
    with pytest.raises(ProtectedError):
        Process.objects.all().delete()
    assert Arendeprocess.objects.count() == 1


@pytest.mark.django_db(transaction=True)
def test_of_two_who_take_the_same_step_at_once_one_wins():
    stad = vagen.make_stad()
    arende = vagen.arende_at(stad, Steg.FORHANDSBEDOMNING)
    url = reverse("arenden:forhandsbedomning", args=[arende.pk])
    data = {"inleds": "ja", "motivering": "Frånvaron är stor."}
    ready, answers = threading.Barrier(2), []

    def post(client):
        ready.wait(timeout=10)
        answers.append(client.post(url, data).status_code)
        connections.close_all()

    threads = [
        threading.Thread(target=post, args=[som(vem)]) for vem in (stad.mottagare, stad.gruppledare)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=30)
    assert sorted(answers) == [303, 422]
    assert Forhandsbedomning.objects.count() == 1
    assert [task.flow_task.name for task in open_tasks([arende])] == ["underrattelse"]
    assert list(disagreements(Arende.objects.for_list().get(pk=arende.pk))) == []
