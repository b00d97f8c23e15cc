"""The flow of the monthly review: our own nodes, a pinned definition, nothing personal in it."""

from __future__ import annotations

import json
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from django.db import connection
from django.db.models import ProtectedError
from django.utils import timezone
from viewflow.workflow.models import Process

from access.models import Roll
from granskning.actions.granskning import judge
from granskning.flows.check import FLODEN
from granskning.flows.fard import open_task
from granskning.flows.loggranskning import Granskningssteg
from insatser.flows.definition import definition_hash
from insatser.flows.las import flow_lock
from insatser.flows.noder import Borjan, Slut, Tyst, Vagval
from tests.builders import make_anvandare, make_enhet
from tests.granskning.manad import make_granskning

FRYSTA = json.loads(Path(__file__).with_name("floden.json").read_text(encoding="utf-8"))


@pytest.fixture
def enhet():
    return make_enhet()


@pytest.fixture
def granskning(enhet):
    return make_granskning(enhet, make_anvandare(enhet=enhet, namn="Kajsa Kollega"), antal=2)


@pytest.mark.parametrize("flode", FLODEN.values(), ids=lambda flode: flode.__name__)
def test_a_flow_is_built_of_our_own_nodes(flode):
    for node in flode.instance.nodes():
        assert type(node) in {Granskningssteg, Borjan, Slut, Vagval}, node
        assert issubclass(node.activation_class, Tyst), node
    assert flode.lock_impl is flow_lock


@pytest.mark.parametrize("flode", FLODEN.values(), ids=lambda flode: flode.__name__)
def test_a_released_version_never_changes(flode):
    """Reviews run in the version they began in: a changed way is a new class and a new line."""
    assert definition_hash(flode) == FRYSTA[f"{flode.kod} v{flode.version}"]


@pytest.mark.django_db
def test_owning_the_step_is_no_right_to_it(granskning, enhet):
    task = open_task(granskning)
    inifran = make_anvandare(Roll.LOGGRANSKARE, enhet=enhet)
    utifran = make_anvandare(Roll.LOGGRANSKARE, enhet=make_enhet(namnd=enhet.namnd))
    for person, far in ((inifran, False), (utifran, True)):
        task.owner = person
        assert task.flow_task.can_execute(person, task) is far


@pytest.mark.django_db
def test_nothing_personal_stands_in_the_flow(granskning, enhet):
    granskare = make_anvandare(Roll.LOGGRANSKARE, enhet=make_enhet(namnd=enhet.namnd))
    for rad in granskning.rader.all():
        judge(rad=rad, utfall="anmarkning", text="Inget skäl fanns.", actor=granskare)
    with connection.cursor() as cursor:
        found = ""
        for table in ("viewflow_process", "viewflow_task"):
            cursor.execute(f"SELECT coalesce(string_agg(t::text, '|'), '') FROM {table} t")
            found += cursor.fetchone()[0]
    assert "loggranskning" in found.lower()
    for ord_ in ("Kajsa", "Inget skäl", str(granskning.rader.first().akt_id), str(enhet)):
        assert ord_ not in found, ord_


@pytest.mark.django_db
def test_a_process_with_a_review_cannot_be_deleted(granskning):
    with pytest.raises(ProtectedError):
        Process.objects.all().delete()


@pytest.mark.django_db
def test_the_command_finds_a_flow_that_lags_behind(granskning):
    ut = StringIO()
    call_command("check_granskningar", stdout=ut)
    assert ut.getvalue() == "Alla 1 granskningar stämmer.\n"
    granskare = make_anvandare(Roll.LOGGRANSKARE)
    granskning.rader.update(utfall="utan", bedomd_av=granskare, bedomd=timezone.now())
    with pytest.raises(CommandError, match="1 av 1"):
        call_command("check_granskningar", stderr=StringIO())
