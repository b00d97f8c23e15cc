"""The event log: what is given out, to be read by others' tools, and what never is."""

from __future__ import annotations

import json
import stat
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from uuid import uuid4

import jsonschema
import pytest
from django.core.management import CommandError, call_command
from django.db import transaction
from django.utils import timezone
from lxml import etree

from access.models import Niva
from arenden.models import Arende
from arenden.models.akt import Skyddsniva
from audit.andamal import Andamal, andamal_for
from audit.models import Logghandelse
from audit.verb import Verb
from insatser.actions.arbetsgang import start_arbetsgang
from insatser.rules.handelselogg import (
    MINST_BARN,
    Fard,
    Handelse,
    pseudonymise,
    publishable,
)
from tests.builders import give_akt, make_akt, make_arende
from tests.insatser import gangen, vagen

FLODE = "begaran_om_avgorande"
SCHEMAN = Path(__file__).with_name("scheman")
XES = "{http://www.xes-standard.org/}"
KVALL = datetime(2026, 11, 20, 23, 30, tzinfo=UTC)
"""Half past midnight in Stockholm, on the 21st."""


def fard(nummer=1, *, flode=FLODE, akt=None, nar=(KVALL,)):
    handelser = tuple(
        Handelse("prova", "Pröva begäran", tid, "gruppledare", "utredning") for tid in nar
    )
    return Fard(nummer, uuid4(), akt or uuid4(), flode, 1, handelser)


def test_the_finest_time_is_a_day_and_the_order_within_it_is_kept():
    [spar] = pseudonymise(
        [fard(nar=(KVALL, KVALL + timedelta(hours=3), KVALL + timedelta(days=1)))]
    )
    assert [rad.nar.isoformat() for rad in spar.rader] == [
        "2026-11-21T12:00:00+00:00",
        "2026-11-21T12:00:01+00:00",
        "2026-11-22T12:00:00+00:00",
    ]


def test_two_exports_have_no_name_in_common():
    farder = [fard(nummer) for nummer in range(50)]

    def namn():
        spar = pseudonymise(farder)
        ids = [{ett.id, ett.arende, *(rad.id for rad in ett.rader)} for ett in spar]
        return set().union(*ids)

    forsta, andra = namn(), namn()
    assert len(forsta) == len(andra) == 150
    assert not forsta & andra


def test_the_ways_of_one_arende_belong_together_but_not_under_its_own_id():
    ena = fard(1)
    andra = Fard(2, ena.arende, ena.akt, "uppfoljningsrunda", 1, ena.handelser)
    spar = pseudonymise([ena, andra])
    assert len({ett.arende for ett in spar}) == 1
    assert str(ena.arende) not in json.dumps([ett.arende for ett in spar])


def test_a_flow_that_few_children_have_travelled_is_not_given_out():
    """Many times the same child is still one child."""
    akt = uuid4()
    manga = [fard(nummer) for nummer in range(MINST_BARN)]
    ett_barn = [fard(nummer, flode="ssit", akt=akt) for nummer in range(100, 100 + MINST_BARN)]
    ut, fa = publishable(manga + ett_barn)
    assert (ut, fa) == (manga, {"ssit"})
    assert publishable(manga[1:]) == ([], {FLODE})


def test_a_flow_whose_use_says_too_much_is_never_given_out():
    assert publishable([fard(n, flode="avhopparverksamhet") for n in range(100)]) == ([], set())


@dataclass
class Resta:
    stad: vagen.Stad
    arenden: list[Arende]


@pytest.fixture(scope="module")
def resta(django_db_setup, django_db_blocker):
    """As many children as it takes have travelled the flow. Built once, then rolled back."""
    with django_db_blocker.unblock(), transaction.atomic():
        stad = vagen.make_stad()
        yield Resta(stad, travel(stad, MINST_BARN))
        transaction.set_rollback(True)


def travel(stad, antal, *, skyddsniva=Skyddsniva.INGEN):
    """So many children whose party asked for a decision, answered in two ways; on to the end."""
    arenden = []
    for nummer in range(antal):
        arende = make_arende(
            akt=make_akt(enhet=stad.enhet, skyddsniva=skyddsniva),
            oppnat=timezone.now() - timedelta(days=200),
        )
        give_akt(stad.handlaggare, arende.akt)
        give_akt(stad.gruppledare, arende.akt, Niva.BESLUTA)
        gang = start_arbetsgang(arende=arende, flode=FLODE, actor=stad.handlaggare)
        gangen.do(gang, "registrera", stad.handlaggare)
        gangen.do(gang, "prova", stad.gruppledare, "avslas" if nummer % 2 else "avgors")
        if nummer % 2:
            gangen.do(gang, "underratta", stad.handlaggare)
        arenden.append(arende)
    return arenden


def export(tmp_path, slag, **val):
    fil = tmp_path / f"logg.{slag}"
    call_command("export_handelser", format=slag, output=fil, **val)
    return fil


@pytest.mark.django_db
def test_xes_keeps_to_its_standard_and_tells_every_step(resta, tmp_path):
    fil = export(tmp_path, "xes")
    logg = etree.parse(fil)
    etree.XMLSchema(etree.parse(SCHEMAN / "xes.xsd")).assertValid(logg)
    spar = logg.findall(f"{XES}trace")
    assert len(spar) == MINST_BARN
    vagar = {tuple(_values(ett, "steg")) for ett in spar}
    assert vagar == {("registrera", "prova"), ("registrera", "prova", "underratta")}
    assert {tuple(_values(ett, "org:role")[:2]) for ett in spar} == {
        ("socialsekreterare", "gruppledare")
    }


@pytest.mark.django_db
def test_ocel_keeps_to_its_standard_and_joins_what_belongs_together(resta, tmp_path):
    logg = json.loads(export(tmp_path, "ocel").read_text(encoding="utf-8"))
    schema = json.loads((SCHEMAN / "ocel20.schema.json").read_text(encoding="utf-8"))
    jsonschema.Draft202012Validator(schema).validate(logg)
    objekt = {ett["id"] for ett in logg["objects"]}
    namnda = {rel["objectId"] for ett in logg["events"] for rel in ett["relationships"]}
    assert namnda == objekt
    typer = {ett["name"] for ett in logg["eventTypes"]}
    assert {ett["type"] for ett in logg["events"]} == typer
    assert len(logg["events"]) == MINST_BARN * 2 + MINST_BARN // 2


@pytest.mark.django_db
@pytest.mark.parametrize("slag", ["xes", "ocel"])
def test_nothing_of_a_person_is_in_the_file(resta, tmp_path, slag):
    text = export(tmp_path, slag).read_text(encoding="utf-8").lower()
    for arende in resta.arenden:
        for ord_ in (arende.arendenummer, str(arende.pk), str(arende.akt_id), arende.pk.hex):
            assert ord_.lower() not in text
    stad = resta.stad
    for ord_ in ("exempelsson", "provsson", str(stad.handlaggare.pk), stad.enhet.namn, "två rader"):
        assert ord_.lower() not in text


@pytest.mark.django_db
def test_a_protected_person_is_not_in_it(resta, tmp_path):
    travel(resta.stad, 1, skyddsniva=Skyddsniva.SEKRETESSMARKERING)
    spar = etree.parse(export(tmp_path, "xes")).findall(f"{XES}trace")
    assert len(spar) == MINST_BARN


@pytest.mark.django_db
def test_what_is_not_finished_is_not_in_it(resta, tmp_path):
    [arende] = travel(resta.stad, 1)
    start_arbetsgang(arende=arende, flode=FLODE, actor=resta.stad.handlaggare)
    spar = etree.parse(export(tmp_path, "xes")).findall(f"{XES}trace")
    assert len(spar) == MINST_BARN + 1


@pytest.mark.django_db
def test_a_namnd_with_few_is_refused_though_the_city_has_many(resta, tmp_path):
    liten = vagen.make_stad()
    travel(liten, 1)
    with pytest.raises(CommandError, match="så många barn"):
        export(tmp_path, "xes", namnd=liten.namnd.kod)
    assert list(tmp_path.iterdir()) == []
    spar = etree.parse(export(tmp_path, "xes", namnd=resta.stad.namnd.kod)).findall(f"{XES}trace")
    assert len(spar) == MINST_BARN


@pytest.mark.django_db
def test_the_file_is_its_owners_alone_and_the_taking_is_logged(resta, tmp_path):
    fil = export(tmp_path, "xes")
    assert stat.S_IMODE(fil.stat().st_mode) == 0o600
    assert Logghandelse.objects.filter(verb=Verb.STATISTIK_MINE).count() == 1
    assert andamal_for(Verb.STATISTIK_MINE) is Andamal.UPPFOLJNING
    with pytest.raises(CommandError, match="finns redan"):
        export(tmp_path, "xes")


def _values(spar, nyckel):
    rader = spar.findall(f"{XES}event/{XES}string[@key='{nyckel}']")
    return [rad.get("value") for rad in rader]
